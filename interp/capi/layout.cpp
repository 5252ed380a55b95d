// SPDX-License-Identifier: MIT
//
// Proof that the public structs lie in memory as CPython 3.11's do on 64-bit Linux, wherever extensions rely
// on it: tables that are initialised by position, fields that macros read, and built-in structs embedded in
// an extension's own.
#include <Python.h>

#include <cstddef>

static_assert(sizeof(PyObject) == 16);
static_assert(sizeof(PyVarObject) == 24);

static_assert(sizeof(PyMethodDef) == 32);
static_assert(sizeof(PyMemberDef) == 40);
static_assert(sizeof(PyGetSetDef) == 40);
static_assert(sizeof(PyModuleDef_Base) == 40);
static_assert(sizeof(PyModuleDef) == 104);
static_assert(offsetof(PyModuleDef, m_slots) == 72);
static_assert(offsetof(PyModuleDef, m_free) == 96);

static_assert(sizeof(PyNumberMethods) == 288);
static_assert(offsetof(PyNumberMethods, nb_inplace_matrix_multiply) == 280);
static_assert(sizeof(PySequenceMethods) == 80);
static_assert(sizeof(PyMappingMethods) == 24);
static_assert(sizeof(PyAsyncMethods) == 32);
static_assert(sizeof(PyBufferProcs) == 16);
static_assert(sizeof(PyType_Spec) == 32);
static_assert(sizeof(PyType_Slot) == 16);

static_assert(sizeof(Py_buffer) == 80);
static_assert(sizeof(PyFloatObject) == 24);
static_assert(sizeof(PyComplexObject) == 32);
static_assert(sizeof(PyListObject) == 40);
static_assert(offsetof(PyTypeObject, tp_name) == 24);
static_assert(offsetof(PyTypeObject, tp_dealloc) == 48);
static_assert(offsetof(PyTypeObject, tp_as_async) == 80);
static_assert(offsetof(PyTypeObject, tp_repr) == 88);
static_assert(offsetof(PyTypeObject, tp_call) == 128);
static_assert(offsetof(PyTypeObject, tp_flags) == 168);
static_assert(offsetof(PyTypeObject, tp_doc) == 176);
static_assert(offsetof(PyTypeObject, tp_traverse) == 184);
static_assert(offsetof(PyTypeObject, tp_richcompare) == 200);
static_assert(offsetof(PyTypeObject, tp_methods) == 232);
static_assert(offsetof(PyTypeObject, tp_base) == 256);
static_assert(offsetof(PyTypeObject, tp_dict) == 264);
static_assert(offsetof(PyTypeObject, tp_init) == 296);
static_assert(offsetof(PyTypeObject, tp_new) == 312);
static_assert(offsetof(PyTypeObject, tp_free) == 320);
static_assert(offsetof(PyTypeObject, tp_mro) == 344);
static_assert(offsetof(PyTypeObject, tp_finalize) == 392);
static_assert(offsetof(PyTypeObject, tp_vectorcall) == 400);
static_assert(offsetof(PyListObject, ob_item) == 24);
static_assert(offsetof(PyListObject, allocated) == 32);
static_assert(offsetof(PyTupleObject, ob_item) == 24);
static_assert(offsetof(PyBytesObject, ob_sval) == 32);
static_assert(offsetof(Py_buffer, internal) == 72);
static_assert(offsetof(PyFloatObject, ob_fval) == 16);
static_assert(offsetof(PyLongObject, ob_digit) == 24);
