// SPDX-License-Identifier: MIT
//
// The module _abc: what class ABCMeta of module abc needs below the language, the type flags by which a match
// statement knows sequences and mappings.
#include "owned.hpp"

namespace {

using adder::stdlib::Owned;

constexpr unsigned long collection_flags = Py_TPFLAGS_SEQUENCE | Py_TPFLAGS_MAPPING;

// Gives the class and those that derive from it the flags. Types that may not be changed keep theirs.
int mark(PyTypeObject *type, unsigned long flags) {
    if ((type->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) != 0 || (type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0)
        return 0;
    type->tp_flags = (type->tp_flags & ~collection_flags) | flags;
    const Owned below(
        PyObject_CallMethod(reinterpret_cast<PyObject *>(&PyType_Type), "__subclasses__", "O", type));
    if (!below) return -1;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(below.get()); i++)
        if (mark(reinterpret_cast<PyTypeObject *>(PyList_GET_ITEM(below.get(), i)), flags) < 0) return -1;
    return 0;
}

PyObject *abc_mark_collection(PyObject *, PyObject *args) {
    PyTypeObject *type;
    unsigned long flags;
    if (!PyArg_ParseTuple(args, "O!k:_mark_collection", &PyType_Type, &type, &flags)) return nullptr;
    if ((flags & collection_flags) == collection_flags) {
        PyErr_SetString(PyExc_TypeError,
                        "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
        return nullptr;
    }
    if (mark(type, flags & collection_flags) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *abc_collection_flags(PyObject *, PyObject *type) {
    if (PyType_Check(type))
        return PyLong_FromUnsignedLong(reinterpret_cast<PyTypeObject *>(type)->tp_flags & collection_flags);
    PyErr_SetString(PyExc_TypeError, "a class is required");
    return nullptr;
}

PyMethodDef functions[] = {
    {"_mark_collection", abc_mark_collection, METH_VARARGS,
     "_mark_collection($module, cls, flags, /)\n--\n\nGive a class and its subclasses the flags of "
     "collections."},
    {"_collection_flags", abc_collection_flags, METH_O,
     "_collection_flags($module, cls, /)\n--\n\nThe class's flags of collections."},
    {},
};

PyModuleDef_Slot slots[] = {{}};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_abc",
    .m_doc = "The native part of module abc.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace

PyMODINIT_FUNC PyInit__abc(void) {
    return PyModuleDef_Init(&definition);
}
