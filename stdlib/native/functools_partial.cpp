// SPDX-License-Identifier: MIT
//
// functools.partial: a callable with its first arguments and some keyword arguments. A call puts the given
// arguments behind the kept ones in one array and passes it on.
#include "functools.hpp"
#include "iterator_type.hpp"

#include <cstddef>
#include <vector>

namespace adder::stdlib {
namespace {

struct Partial {
    PyObject_HEAD PyObject *function;
    PyObject *args;     // tuple
    PyObject *keywords; // dict
    PyObject *dict;
    PyObject *weak_references;
    vectorcallfunc call;

    auto references() { return std::array{&function, &args, &keywords, &dict}; }
};

// Partials of partials nest calls that no frame counts.
template <class Call> PyObject *guarded(Call &&call) {
    if (Py_EnterRecursiveCall(" while calling a Python object") != 0) return nullptr;
    PyObject *result = call();
    Py_LeaveRecursiveCall();
    return result;
}

PyObject *call_with_keywords(const Partial *self, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    const Py_ssize_t kept = PyTuple_GET_SIZE(self->args);
    const Owned all(PyTuple_New(kept + count));
    const Owned keywords(PyDict_Copy(self->keywords));
    if (!all || !keywords) return nullptr;
    for (Py_ssize_t i = 0; i < kept + count; i++)
        PyTuple_SET_ITEM(all.get(), i,
                         Py_NewRef(i < kept ? PyTuple_GET_ITEM(self->args, i) : args[i - kept]));
    for (Py_ssize_t i = 0; names != nullptr && i < PyTuple_GET_SIZE(names); i++)
        if (PyDict_SetItem(keywords.get(), PyTuple_GET_ITEM(names, i), args[count + i]) < 0) return nullptr;
    const Owned function = Owned::borrow(self->function);
    return guarded([&] { return PyObject_Call(function.get(), all.get(), keywords.get()); });
}

PyObject *partial_call(PyObject *object, PyObject *const *args, size_t count_and_flag, PyObject *names) {
    auto *self = as<Partial>(object);
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (PyDict_GET_SIZE(self->keywords) != 0) return call_with_keywords(self, args, count, names);
    const Py_ssize_t kept = PyTuple_GET_SIZE(self->args);
    const Py_ssize_t given = count + (names == nullptr ? 0 : PyTuple_GET_SIZE(names));
    constexpr Py_ssize_t few = 8;
    PyObject *small[few];
    std::vector<PyObject *> large;
    PyObject **all = small;
    if (kept + given > few) {
        large.resize(static_cast<size_t>(kept + given));
        all = large.data();
    }
    const Owned function = Owned::borrow(self->function);
    const Owned holder = Owned::borrow(self->args); // __setstate__ may replace them during the call
    for (Py_ssize_t i = 0; i < kept; i++) all[i] = PyTuple_GET_ITEM(self->args, i);
    for (Py_ssize_t i = 0; i < given; i++) all[kept + i] = args[i];
    return guarded(
        [&] { return PyObject_Vectorcall(function.get(), all, static_cast<size_t>(kept + count), names); });
}

// The tuple that has the items of both.
Owned joined(PyObject *first, PyObject *second) {
    return Owned(PySequence_Concat(first, second));
}

PyObject *partial_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (PyTuple_GET_SIZE(args) < 1) {
        PyErr_SetString(PyExc_TypeError, "type 'partial' takes at least one argument");
        return nullptr;
    }
    Owned function = Owned::borrow(PyTuple_GET_ITEM(args, 0));
    if (PyCallable_Check(function.get()) == 0) {
        PyErr_SetString(PyExc_TypeError, "the first argument must be callable");
        return nullptr;
    }
    Owned rest(PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args)));
    Owned kept(PyDict_New());
    if (!rest || !kept) return nullptr;
    // A partial of a partial is one with the arguments of both, unless it has attributes or its own way to be
    // called.
    if (Py_TYPE(function.get())->tp_call == partial_type.tp_call &&
        PyObject_TypeCheck(function.get(), &partial_type)) {
        auto *inner = as<Partial>(function.get());
        if (inner->dict == nullptr) {
            rest = joined(inner->args, rest.get());
            if (!rest || PyDict_Update(kept.get(), inner->keywords) < 0) return nullptr;
            function = Owned::borrow(inner->function);
        }
    }
    if (keywords != nullptr && PyDict_Update(kept.get(), keywords) < 0) return nullptr;
    auto *self = allocate<Partial>(type);
    if (self == nullptr) return nullptr;
    self->function = function.release();
    self->args = rest.release();
    self->keywords = kept.release();
    self->call = partial_call;
    return as_object(self);
}

void partial_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    if (as<Partial>(self)->weak_references != nullptr) PyObject_ClearWeakRefs(self);
    iterator_clear<Partial>(self);
    Py_TYPE(self)->tp_free(self);
}

// The texts of function, arguments and keyword arguments, joined.
PyObject *partial_text(const Partial *self, const char *name) {
    const Owned args = Owned::borrow(self->args);
    const Owned keywords = Owned::borrow(self->keywords);
    const Owned function = Owned::borrow(self->function);
    Owned text(PyUnicode_FromFormat("%s(%R", name, function.get()));
    for (Py_ssize_t i = 0; text && i < PyTuple_GET_SIZE(args.get()); i++)
        text = Owned(PyUnicode_FromFormat("%U, %R", text.get(), PyTuple_GET_ITEM(args.get(), i)));
    Py_ssize_t position = 0;
    PyObject *key;
    PyObject *value;
    while (text && PyDict_Next(keywords.get(), &position, &key, &value)) {
        const Owned held_key = Owned::borrow(key); // repr() of the value may change the dict
        const Owned held_value = Owned::borrow(value);
        text = Owned(PyUnicode_FromFormat("%U, %S=%R", text.get(), key, value));
    }
    return text ? PyUnicode_FromFormat("%U)", text.get()) : nullptr;
}

PyObject *partial_repr(PyObject *self) {
    const int status = Py_ReprEnter(self);
    if (status != 0) return status < 0 ? nullptr : PyUnicode_FromString("...");
    const char *name = Py_TYPE(self)->tp_name;
    PyObject *result = partial_text(as<Partial>(self), name);
    Py_ReprLeave(self);
    return result;
}

PyObject *partial_reduce(PyObject *object, PyObject *) {
    auto *self = as<Partial>(object);
    return Py_BuildValue("O(O)(OOOO)", Py_TYPE(object), self->function, self->function, self->args,
                         self->keywords, self->dict == nullptr ? Py_None : self->dict);
}

PyObject *partial_setstate(PyObject *object, PyObject *state) {
    auto *self = as<Partial>(object);
    PyObject *function;
    PyObject *args;
    PyObject *keywords;
    PyObject *dict;
    if (!PyTuple_Check(state) || !PyArg_ParseTuple(state, "OOOO", &function, &args, &keywords, &dict) ||
        PyCallable_Check(function) == 0 || !PyTuple_Check(args) ||
        (keywords != Py_None && !PyDict_Check(keywords))) {
        PyErr_SetString(PyExc_TypeError, "invalid partial state");
        return nullptr;
    }
    Owned exact(PyTuple_CheckExact(args) ? Py_NewRef(args) : PySequence_Tuple(args));
    Owned kept(keywords == Py_None           ? PyDict_New()
               : PyDict_CheckExact(keywords) ? Py_NewRef(keywords)
                                             : PyDict_Copy(keywords));
    if (!exact || !kept) return nullptr;
    Py_SETREF(self->function, Py_NewRef(function));
    Py_SETREF(self->args, exact.release());
    Py_SETREF(self->keywords, kept.release());
    Py_XSETREF(self->dict, dict == Py_None ? nullptr : Py_NewRef(dict));
    Py_RETURN_NONE;
}

PyMemberDef partial_members[] = {
    {"func", T_OBJECT, offsetof(Partial, function), READONLY, "The callable."},
    {"args", T_OBJECT, offsetof(Partial, args), READONLY, "The arguments that come first."},
    {"keywords", T_OBJECT, offsetof(Partial, keywords), READONLY, "The keyword arguments."},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Partial, weak_references), READONLY, nullptr},
    {},
};
PyGetSetDef partial_attributes[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {},
};
PyMethodDef partial_methods[] = {
    {"__reduce__", partial_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", partial_setstate, METH_O, setstate_doc},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

} // namespace

PyTypeObject partial_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "functools.partial",
    .tp_basicsize = sizeof(Partial),
    .tp_dealloc = partial_dealloc,
    .tp_vectorcall_offset = offsetof(Partial, call),
    .tp_repr = partial_repr,
    .tp_call = PyVectorcall_Call,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_doc = "partial(func, *args, **keywords) - new function with partial application\n    of the given "
              "arguments and keywords.\n",
    .tp_traverse = iterator_traverse<Partial>,
    .tp_clear = iterator_clear<Partial>,
    .tp_weaklistoffset = offsetof(Partial, weak_references),
    .tp_methods = partial_methods,
    .tp_members = partial_members,
    .tp_getset = partial_attributes,
    .tp_dictoffset = offsetof(Partial, dict),
    .tp_new = partial_new,
};

} // namespace adder::stdlib
