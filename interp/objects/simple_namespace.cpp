// SPDX-License-Identifier: MIT
//
// All attributes are in the dict, in the order in which they were set; repr shows them in that order.
#include "objects/simple_namespace.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/type.hpp"

#include <cstddef>

namespace adder::objects {

namespace {

struct SimpleNamespace {
    PyObject_HEAD PyObject *dict;
};

PyObject *&dict_of(PyObject *self) {
    return reinterpret_cast<SimpleNamespace *>(self)->dict;
}

PyObject *namespace_new(PyTypeObject *type, PyObject *, PyObject *) {
    Ref self = TRY_REF(type->tp_alloc(type, 0));
    dict_of(self.get()) = TRY(PyDict_New());
    return self.release();
}

int namespace_init(PyObject *self, PyObject *args, PyObject *keywords) {
    if (PyTuple_GET_SIZE(args) != 0) return raise_type_error("no positional arguments expected");
    if (keywords == nullptr) return 0;
    if (!PyArg_ValidateKeywordArguments(keywords)) return -1;
    return PyDict_Update(dict_of(self), keywords);
}

void namespace_dealloc(PyObject *self) {
    untrack(self);
    Py_CLEAR(dict_of(self));
    Py_TYPE(self)->tp_free(self);
}

int namespace_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(dict_of(self));
    return 0;
}

int namespace_clear(PyObject *self) {
    Py_CLEAR(dict_of(self));
    return 0;
}

Ref list_of_pairs(PyObject *dict) {
    Ref pairs = TRY_REF(PyList_New(0));
    PyObject *key;
    PyObject *value;
    for (Py_ssize_t position = 0; PyDict_Next(dict, &position, &key, &value);) {
        if (!PyUnicode_Check(key) || PyUnicode_GET_LENGTH(key) == 0) continue;
        Ref kept = Ref::borrow(value);
        Ref text = TRY_REF(PyUnicode_FromFormat("%S=%R", key, value));
        TRY(PyList_Append(pairs.get(), text.get()));
    }
    return pairs;
}

PyObject *namespace_repr(PyObject *self) {
    const char *type_name =
        Py_IS_TYPE(self, &simple_namespace_type) ? "namespace" : short_name(Py_TYPE(self));
    int running = TRY(Py_ReprEnter(self));
    if (running > 0) return PyUnicode_FromFormat("%s(...)", type_name);
    Ref pairs = list_of_pairs(dict_of(self));
    Ref separator = Ref::steal(PyUnicode_FromString(", "));
    Ref text = pairs && separator ? Ref::steal(PyUnicode_Join(separator.get(), pairs.get())) : Ref();
    Py_ReprLeave(self);
    return text ? PyUnicode_FromFormat("%s(%U)", type_name, text.get()) : nullptr;
}

PyObject *namespace_compare(PyObject *self, PyObject *other, int operation) {
    if (PyObject_TypeCheck(self, &simple_namespace_type) && PyObject_TypeCheck(other, &simple_namespace_type))
        return PyObject_RichCompare(dict_of(self), dict_of(other), operation);
    Py_RETURN_NOTIMPLEMENTED;
}

PyObject *namespace_reduce(PyObject *self, PyObject *) {
    Ref empty = TRY_REF(PyTuple_New(0));
    return PyTuple_Pack(3, Py_TYPE(self), empty.get(), dict_of(self));
}

PyMethodDef namespace_methods[] = {
    {"__reduce__", namespace_reduce, METH_NOARGS, nullptr},
    {},
};

PyMemberDef namespace_members[] = {
    {"__dict__", T_OBJECT, offsetof(SimpleNamespace, dict), READONLY, nullptr},
    {},
};

} // namespace

PyTypeObject simple_namespace_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "types.SimpleNamespace",
    .tp_basicsize = sizeof(SimpleNamespace),
    .tp_dealloc = namespace_dealloc,
    .tp_repr = namespace_repr,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "SimpleNamespace(**kwargs)\n--\n\nAn object whose attributes are the keyword arguments.",
    .tp_traverse = namespace_traverse,
    .tp_clear = namespace_clear,
    .tp_richcompare = namespace_compare,
    .tp_methods = namespace_methods,
    .tp_members = namespace_members,
    .tp_dictoffset = offsetof(SimpleNamespace, dict),
    .tp_init = namespace_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = namespace_new,
    .tp_free = PyObject_GC_Del,
};

Ref make_simple_namespace(PyObject *attributes) {
    Ref self = TRY_REF(namespace_new(&simple_namespace_type, nullptr, nullptr));
    TRY(PyDict_Update(dict_of(self.get()), attributes));
    return self;
}

} // namespace adder::objects
