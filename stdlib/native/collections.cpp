// SPDX-License-Identifier: MIT
//
// The module _collections: defaultdict, the counting loop of Counter, and the types of deque.cpp.
#include "collections.hpp"

#include <cstddef>
#include <initializer_list>

namespace adder::stdlib {
namespace {

// --- defaultdict

struct DefaultDict {
    PyDictObject dict;
    PyObject *factory;
};

PyObject *&factory_of(PyObject *self) {
    return as<DefaultDict>(self)->factory;
}

int defaultdict_init(PyObject *self, PyObject *args, PyObject *keywords) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    PyObject *factory = count > 0 ? PyTuple_GET_ITEM(args, 0) : Py_None;
    if (factory != Py_None && PyCallable_Check(factory) == 0) {
        PyErr_SetString(PyExc_TypeError, "first argument must be callable or None");
        return -1;
    }
    const Owned rest(PyTuple_GetSlice(args, 1, count < 1 ? 1 : count));
    if (!rest) return -1;
    Py_XSETREF(factory_of(self), factory == Py_None ? nullptr : Py_NewRef(factory));
    return PyDict_Type.tp_init(self, rest.get(), keywords);
}

int defaultdict_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(factory_of(self));
    return PyDict_Type.tp_traverse(self, visit, arg);
}

int defaultdict_clear(PyObject *self) {
    Py_CLEAR(factory_of(self));
    return PyDict_Type.tp_clear(self);
}

void defaultdict_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_CLEAR(factory_of(self));
    PyDict_Type.tp_dealloc(self);
}

PyObject *defaultdict_missing(PyObject *self, PyObject *key) {
    const Owned factory = Owned::borrow(factory_of(self));
    if (!factory || factory.get() == Py_None) {
        const Owned arguments(PyTuple_Pack(1, key));
        if (arguments) PyErr_SetObject(PyExc_KeyError, arguments.get());
        return nullptr;
    }
    Owned value(PyObject_CallNoArgs(factory.get()));
    if (!value || PyObject_SetItem(self, key, value.get()) < 0) return nullptr;
    return value.release();
}

PyObject *factory_or_none(PyObject *self) {
    return factory_of(self) == nullptr ? Py_None : factory_of(self);
}

PyObject *defaultdict_copy(PyObject *self, PyObject *) {
    return PyObject_CallFunctionObjArgs(as_object(Py_TYPE(self)), factory_or_none(self), self, nullptr);
}

PyObject *defaultdict_reduce(PyObject *self, PyObject *) {
    const Owned items(PyObject_CallMethod(self, "items", nullptr));
    Owned iterator(items ? PyObject_GetIter(items.get()) : nullptr);
    if (!iterator) return nullptr;
    if (factory_or_none(self) == Py_None)
        return Py_BuildValue("O()OON", Py_TYPE(self), Py_None, Py_None, iterator.release());
    return Py_BuildValue("O(O)OON", Py_TYPE(self), factory_of(self), Py_None, Py_None, iterator.release());
}

// repr() of the factory, which may hold the dict.
Owned factory_text(PyObject *self) {
    PyObject *factory = factory_or_none(self);
    const int status = Py_ReprEnter(factory);
    if (status != 0) return Owned(status < 0 ? nullptr : PyUnicode_FromString("..."));
    Owned text(PyObject_Repr(factory));
    Py_ReprLeave(factory);
    return text;
}

PyObject *defaultdict_repr(PyObject *self) {
    const Owned items(PyDict_Type.tp_repr(self));
    const Owned factory = items ? factory_text(self) : Owned();
    if (!factory) return nullptr;
    return PyUnicode_FromFormat("%s(%U, %U)", _PyType_Name(Py_TYPE(self)), factory.get(), items.get());
}

PyObject *defaultdict_or(PyObject *left, PyObject *right) {
    const bool is_left = PyObject_TypeCheck(left, &defaultdict_type);
    PyObject *self = is_left ? left : right;
    if (!PyDict_Check(is_left ? right : left)) Py_RETURN_NOTIMPLEMENTED;
    Owned result(
        PyObject_CallFunctionObjArgs(as_object(Py_TYPE(self)), factory_or_none(self), left, nullptr));
    if (!result || PyDict_Update(result.get(), right) < 0) return nullptr;
    return result.release();
}

PyMethodDef defaultdict_methods[] = {
    {"__missing__", defaultdict_missing, METH_O,
     "__missing__(key) # The value that default_factory makes; it is kept. Without one KeyError."},
    {"copy", defaultdict_copy, METH_NOARGS, "D.copy() -> a shallow copy of D."},
    {"__copy__", defaultdict_copy, METH_NOARGS, "D.copy() -> a shallow copy of D."},
    {"__reduce__", defaultdict_reduce, METH_NOARGS, reduce_doc},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};
PyMemberDef defaultdict_members[] = {
    {"default_factory", T_OBJECT, offsetof(DefaultDict, factory), 0,
     "Factory for default value called by __missing__()."},
    {},
};
PyNumberMethods defaultdict_number = {.nb_or = defaultdict_or};

// --- counting

// mapping[key] = mapping.get(key, 0) + 1 for every key of the iterable.
PyObject *collections_count_elements(PyObject *, PyObject *args) {
    PyObject *mapping;
    PyObject *iterable;
    if (!PyArg_UnpackTuple(args, "_count_elements", 2, 2, &mapping, &iterable)) return nullptr;
    const Owned iterator(PyObject_GetIter(iterable));
    if (!iterator) return nullptr;
    const Owned zero(PyLong_FromLong(0));
    const Owned one(PyLong_FromLong(1));
    const Owned get(PyObject_GetAttrString(mapping, "get"));
    if (!get) return nullptr;
    const Owned dict_get(PyObject_GetAttrString(as_object(&PyDict_Type), "get"));
    const Owned own_get(PyObject_GetAttrString(as_object(Py_TYPE(mapping)), "get"));
    if (!dict_get || !own_get) return nullptr;
    const bool is_plain =
        PyDict_Check(mapping) && own_get.get() == dict_get.get() &&
        Py_TYPE(mapping)->tp_as_mapping->mp_ass_subscript == PyDict_Type.tp_as_mapping->mp_ass_subscript;
    while (true) {
        const Owned key(next_of(iterator.get()));
        if (!key) break;
        Owned old;
        if (is_plain) {
            old = Owned::borrow(PyDict_GetItemWithError(mapping, key.get()));
            if (!old && PyErr_Occurred() != nullptr) return nullptr;
            if (!old) old = Owned::borrow(zero.get());
        } else {
            old = Owned(PyObject_CallFunctionObjArgs(get.get(), key.get(), zero.get(), nullptr));
        }
        const Owned sum(old ? PyNumber_Add(old.get(), one.get()) : nullptr);
        if (!sum) return nullptr;
        const int status = is_plain ? PyDict_SetItem(mapping, key.get(), sum.get())
                                    : PyObject_SetItem(mapping, key.get(), sum.get());
        if (status < 0) return nullptr;
    }
    if (!is_at_end()) return nullptr;
    Py_RETURN_NONE;
}

PyMethodDef functions[] = {
    {"_count_elements", collections_count_elements, METH_VARARGS,
     "_count_elements(mapping, iterable) -> None\n\nCount the elements of the iterable in the mapping."},
    {},
};

int execute(PyObject *module) {
    for (PyTypeObject *type :
         {&deque_type, &deque_iterator_type, &deque_reverse_iterator_type, &defaultdict_type})
        if (PyModule_AddType(module, type) < 0) return -1;
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_collections",
    .m_doc = "The native types of module collections.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace

PyTypeObject defaultdict_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "collections.defaultdict",
    .tp_basicsize = sizeof(DefaultDict),
    .tp_dealloc = defaultdict_dealloc,
    .tp_repr = defaultdict_repr,
    .tp_as_number = &defaultdict_number,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\n"
              "default_factory() makes the value of a key that is looked up with [] and not there.",
    .tp_traverse = defaultdict_traverse,
    .tp_clear = defaultdict_clear,
    .tp_methods = defaultdict_methods,
    .tp_members = defaultdict_members,
    .tp_base = &PyDict_Type,
    .tp_init = defaultdict_init,
};

} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__collections(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
