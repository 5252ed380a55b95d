// SPDX-License-Identifier: MIT
//
// itemgetter, attrgetter and methodcaller. All three keep what they were made with in a tuple (`items`),
// which is what __reduce__ and repr() give back; attrgetter also keeps each name cut at its dots (`paths`),
// methodcaller the keyword arguments.
#include "operator_getters.hpp"
#include "owned.hpp"

#include <cstddef>

namespace adder::stdlib {
namespace {

struct Getter {
    PyObject_HEAD PyObject *items; // tuple: keys, attribute names, or method name and arguments
    PyObject *paths;               // attrgetter: tuple with a tuple of interned names for each attribute
    PyObject *keywords;            // methodcaller: dict or NULL
    vectorcallfunc call;
};

Getter *as_getter(PyObject *object) {
    return reinterpret_cast<Getter *>(object);
}

PyObject *make_getter(PyTypeObject *type, vectorcallfunc call, Owned items, Owned paths, Owned keywords) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self == nullptr) return nullptr;
    as_getter(self)->items = items.release();
    as_getter(self)->paths = paths.release();
    as_getter(self)->keywords = keywords.release();
    as_getter(self)->call = call;
    return self;
}

int getter_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_getter(self)->items);
    Py_VISIT(as_getter(self)->keywords);
    return 0;
}

int getter_clear(PyObject *self) {
    Py_CLEAR(as_getter(self)->items);
    Py_CLEAR(as_getter(self)->paths);
    Py_CLEAR(as_getter(self)->keywords);
    return 0;
}

void getter_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    getter_clear(self);
    Py_TYPE(self)->tp_free(self);
}

// The one argument of a call, or NULL with a TypeError.
PyObject *only_argument(const char *name, PyObject *const *args, size_t count_and_flag, PyObject *names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (names != nullptr && PyTuple_GET_SIZE(names) != 0)
        return PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", name);
    return _PyArg_CheckPositional(name, count, 1, 1) ? args[0] : nullptr;
}

bool has_no_keywords(const char *name, PyObject *keywords) {
    if (keywords == nullptr || PyDict_GET_SIZE(keywords) == 0) return true;
    PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", name);
    return false;
}

bool is_given(const char *name, PyObject *args) {
    return PyTuple_GET_SIZE(args) > 1 || _PyArg_CheckPositional(name, PyTuple_GET_SIZE(args), 1, 1);
}

// One result for one item, a tuple of them for several.
template <class Look> PyObject *collect(PyObject *items, const Look &look) {
    const Py_ssize_t count = PyTuple_GET_SIZE(items);
    if (count == 1) return look(PyTuple_GET_ITEM(items, 0));
    Owned result(PyTuple_New(count));
    for (Py_ssize_t i = 0; result && i < count; i++) {
        PyObject *found = look(PyTuple_GET_ITEM(items, i));
        if (found == nullptr) return nullptr;
        PyTuple_SET_ITEM(result.get(), i, found);
    }
    return result.release();
}

PyObject *getter_reduce(PyObject *self, PyObject *) {
    return Py_BuildValue("(OO)", Py_TYPE(self), as_getter(self)->items);
}

// The texts of repr(): the class, then the arguments it was made with.
PyObject *getter_repr(PyObject *self) {
    const int status = Py_ReprEnter(self);
    if (status != 0) return status < 0 ? nullptr : PyUnicode_FromFormat("%s(...)", Py_TYPE(self)->tp_name);
    PyObject *items = as_getter(self)->items;
    PyObject *result =
        PyTuple_GET_SIZE(items) == 1
            ? PyUnicode_FromFormat("%s(%R)", Py_TYPE(self)->tp_name, PyTuple_GET_ITEM(items, 0))
            : PyUnicode_FromFormat("%s%R", Py_TYPE(self)->tp_name, items);
    Py_ReprLeave(self);
    return result;
}

// --- itemgetter

PyObject *itemgetter_call(PyObject *self, PyObject *const *args, size_t count_and_flag, PyObject *names) {
    PyObject *object = only_argument("itemgetter", args, count_and_flag, names);
    if (object == nullptr) return nullptr;
    return collect(as_getter(self)->items, [object](PyObject *key) { return PyObject_GetItem(object, key); });
}

PyObject *itemgetter_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (!has_no_keywords("itemgetter", keywords)) return nullptr;
    if (!is_given("itemgetter", args)) return nullptr;
    return make_getter(type, itemgetter_call, Owned::borrow(args), Owned(), Owned());
}

// --- attrgetter

// "a.b.c" as a tuple of names.
Owned cut_at_dots(PyObject *name) {
    const Owned dot(PyUnicode_FromString("."));
    const Owned parts(dot ? PyUnicode_Split(name, dot.get(), -1) : nullptr);
    if (!parts) return {};
    Owned path(PyList_AsTuple(parts.get()));
    for (Py_ssize_t i = 0; path && i < PyTuple_GET_SIZE(path.get()); i++) {
        PyObject *part = Py_NewRef(PyTuple_GET_ITEM(path.get(), i));
        PyUnicode_InternInPlace(&part);
        PyTuple_SetItem(path.get(), i, part);
    }
    return path;
}

PyObject *follow(PyObject *object, PyObject *path) {
    Owned found = Owned::borrow(object);
    for (Py_ssize_t i = 0; found && i < PyTuple_GET_SIZE(path); i++)
        found = Owned(PyObject_GetAttr(found.get(), PyTuple_GET_ITEM(path, i)));
    return found.release();
}

PyObject *attrgetter_call(PyObject *self, PyObject *const *args, size_t count_and_flag, PyObject *names) {
    PyObject *object = only_argument("attrgetter", args, count_and_flag, names);
    if (object == nullptr) return nullptr;
    return collect(as_getter(self)->paths, [object](PyObject *path) { return follow(object, path); });
}

PyObject *attrgetter_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (!has_no_keywords("attrgetter", keywords)) return nullptr;
    if (!is_given("attrgetter", args)) return nullptr;
    Owned paths(PyTuple_New(count));
    for (Py_ssize_t i = 0; paths && i < count; i++) {
        PyObject *name = PyTuple_GET_ITEM(args, i);
        if (!PyUnicode_Check(name)) {
            PyErr_SetString(PyExc_TypeError, "attribute name must be a string");
            return nullptr;
        }
        Owned path = cut_at_dots(name);
        if (!path) return nullptr;
        PyTuple_SET_ITEM(paths.get(), i, path.release());
    }
    if (!paths) return nullptr;
    return make_getter(type, attrgetter_call, Owned::borrow(args), std::move(paths), Owned());
}

// --- methodcaller

PyObject *methodcaller_call(PyObject *object, PyObject *const *args, size_t count_and_flag, PyObject *names) {
    PyObject *target = only_argument("methodcaller", args, count_and_flag, names);
    if (target == nullptr) return nullptr;
    const Getter *self = as_getter(object);
    const Owned method(PyObject_GetAttr(target, PyTuple_GET_ITEM(self->items, 0)));
    const Owned rest(method ? PyTuple_GetSlice(self->items, 1, PyTuple_GET_SIZE(self->items)) : nullptr);
    return rest ? PyObject_Call(method.get(), rest.get(), self->keywords) : nullptr;
}

PyObject *methodcaller_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (PyTuple_GET_SIZE(args) < 1) {
        PyErr_SetString(PyExc_TypeError, "methodcaller needs at least one argument, the method name");
        return nullptr;
    }
    if (!PyUnicode_Check(PyTuple_GET_ITEM(args, 0))) {
        PyErr_SetString(PyExc_TypeError, "method name must be a string");
        return nullptr;
    }
    Owned kept;
    if (keywords != nullptr && PyDict_GET_SIZE(keywords) != 0) {
        kept = Owned(PyDict_Copy(keywords));
        if (!kept) return nullptr;
    }
    return make_getter(type, methodcaller_call, Owned::borrow(args), Owned(), std::move(kept));
}

// ", name=value" for every keyword argument, as a list of texts that starts with the positional ones.
Owned argument_texts(const Getter *self) {
    Owned texts(PyList_New(0));
    for (Py_ssize_t i = 0; texts && i < PyTuple_GET_SIZE(self->items); i++) {
        const Owned text(PyObject_Repr(PyTuple_GET_ITEM(self->items, i)));
        if (!text || PyList_Append(texts.get(), text.get()) < 0) return {};
    }
    Py_ssize_t position = 0;
    PyObject *name;
    PyObject *value;
    while (texts && self->keywords != nullptr && PyDict_Next(self->keywords, &position, &name, &value)) {
        const Owned text(PyUnicode_FromFormat("%U=%R", name, value));
        if (!text || PyList_Append(texts.get(), text.get()) < 0) return {};
    }
    return texts;
}

PyObject *methodcaller_repr(PyObject *self) {
    const int status = Py_ReprEnter(self);
    if (status != 0) return status < 0 ? nullptr : PyUnicode_FromFormat("%s(...)", Py_TYPE(self)->tp_name);
    const Owned texts = argument_texts(as_getter(self));
    const Owned comma(texts ? PyUnicode_FromString(", ") : nullptr);
    const Owned joined(comma ? PyUnicode_Join(comma.get(), texts.get()) : nullptr);
    PyObject *result =
        joined ? PyUnicode_FromFormat("%s(%U)", Py_TYPE(self)->tp_name, joined.get()) : nullptr;
    Py_ReprLeave(self);
    return result;
}

// With keyword arguments the class itself cannot be named as the maker: a partial of it is.
PyObject *methodcaller_reduce(PyObject *object, PyObject *unused) {
    const Getter *self = as_getter(object);
    if (self->keywords == nullptr) return getter_reduce(object, unused);
    const Owned functools(PyImport_ImportModule("functools"));
    const Owned partial(functools ? PyObject_GetAttrString(functools.get(), "partial") : nullptr);
    const Owned start(partial ? Py_BuildValue("(OO)", Py_TYPE(object), PyTuple_GET_ITEM(self->items, 0))
                              : nullptr);
    const Owned maker(start ? PyObject_Call(partial.get(), start.get(), self->keywords) : nullptr);
    const Owned rest(maker ? PyTuple_GetSlice(self->items, 1, PyTuple_GET_SIZE(self->items)) : nullptr);
    return rest ? PyTuple_Pack(2, maker.get(), rest.get()) : nullptr;
}

PyMethodDef getter_methods[] = {
    {"__reduce__", getter_reduce, METH_NOARGS, "The class and the arguments that make an equal object."},
    {},
};
PyMethodDef methodcaller_methods[] = {
    {"__reduce__", methodcaller_reduce, METH_NOARGS,
     "A callable and the arguments that make an equal object."},
    {},
};

constexpr PyTypeObject getter_type(const char *name, const char *doc, newfunc make, reprfunc repr,
                                   PyMethodDef *methods) {
    return {
        .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
        .tp_name = name,
        .tp_basicsize = sizeof(Getter),
        .tp_dealloc = getter_dealloc,
        .tp_vectorcall_offset = offsetof(Getter, call),
        .tp_repr = repr,
        .tp_call = PyVectorcall_Call,
        .tp_getattro = PyObject_GenericGetAttr,
        .tp_flags =
            Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
        .tp_doc = doc,
        .tp_traverse = getter_traverse,
        .tp_clear = getter_clear,
        .tp_methods = methods,
        .tp_new = make,
    };
}

} // namespace

PyTypeObject itemgetter_type =
    getter_type("operator.itemgetter",
                "itemgetter(item, ...) --> itemgetter object\n\n"
                "Its call with an object returns the object's item, or a tuple of several.",
                itemgetter_new, getter_repr, getter_methods);

PyTypeObject attrgetter_type =
    getter_type("operator.attrgetter",
                "attrgetter(attr, ...) --> attrgetter object\n\nIts call with an object returns the named "
                "attribute, or a tuple of several; dots in a name lead on.",
                attrgetter_new, getter_repr, getter_methods);

PyTypeObject methodcaller_type =
    getter_type("operator.methodcaller",
                "methodcaller(name, ...) --> methodcaller object\n\nIts call with an object calls the "
                "object's method of that name with the other arguments.",
                methodcaller_new, methodcaller_repr, methodcaller_methods);

} // namespace adder::stdlib
