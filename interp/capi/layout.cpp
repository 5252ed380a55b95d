// SPDX-License-Identifier: MIT
//
// Proof that the public structs lie in memory as CPython 3.11's do on 64-bit Linux, wherever extensions rely
// on it: tables that are initialised by position, fields that macros read, and built-in structs embedded in
// an extension's own.
#include <Python.h>

#include "objects/function.hpp"

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

// The public fields of structures that the interpreter defines for itself.
#define ADDER_SAME_FIELD(public_type, public_field, type, field)                                             \
    static_assert(offsetof(public_type, public_field) == offsetof(type, field) &&                            \
                  sizeof(public_type::public_field) == sizeof(type::field))
ADDER_SAME_FIELD(AdderFunctionFields, func_code, PyFunctionObject, code);
ADDER_SAME_FIELD(AdderFunctionFields, func_globals, PyFunctionObject, globals);
ADDER_SAME_FIELD(AdderFunctionFields, func_builtins, PyFunctionObject, builtins);
ADDER_SAME_FIELD(AdderFunctionFields, func_name, PyFunctionObject, name);
ADDER_SAME_FIELD(AdderFunctionFields, func_qualname, PyFunctionObject, qualname);
ADDER_SAME_FIELD(AdderFunctionFields, func_defaults, PyFunctionObject, defaults);
ADDER_SAME_FIELD(AdderFunctionFields, func_kwdefaults, PyFunctionObject, kwdefaults);
ADDER_SAME_FIELD(AdderFunctionFields, func_closure, PyFunctionObject, closure);
ADDER_SAME_FIELD(AdderFunctionFields, func_doc, PyFunctionObject, doc);
ADDER_SAME_FIELD(AdderFunctionFields, func_dict, PyFunctionObject, dict);
ADDER_SAME_FIELD(AdderFunctionFields, func_weakreflist, PyFunctionObject, weakrefs);
ADDER_SAME_FIELD(AdderFunctionFields, func_module, PyFunctionObject, module);
ADDER_SAME_FIELD(AdderCellFields, ob_ref, PyCellObject, value);
ADDER_SAME_FIELD(AdderCodeFields, co_argcount, PyCodeObject, argument_count);
ADDER_SAME_FIELD(AdderCodeFields, co_posonlyargcount, PyCodeObject, positional_only_count);
ADDER_SAME_FIELD(AdderCodeFields, co_kwonlyargcount, PyCodeObject, keyword_only_count);
ADDER_SAME_FIELD(AdderCodeFields, co_nlocals, PyCodeObject, local_count);
ADDER_SAME_FIELD(AdderCodeFields, co_nlocalsplus, PyCodeObject, variable_count);
ADDER_SAME_FIELD(AdderCodeFields, co_ncellvars, PyCodeObject, cell_count);
ADDER_SAME_FIELD(AdderCodeFields, co_nfreevars, PyCodeObject, free_count);
ADDER_SAME_FIELD(AdderCodeFields, co_stacksize, PyCodeObject, stack_size);
ADDER_SAME_FIELD(AdderCodeFields, co_flags, PyCodeObject, flags);
ADDER_SAME_FIELD(AdderCodeFields, co_firstlineno, PyCodeObject, first_line);
ADDER_SAME_FIELD(AdderCodeFields, co_consts, PyCodeObject, constants_tuple);
ADDER_SAME_FIELD(AdderCodeFields, co_names, PyCodeObject, names_tuple);
ADDER_SAME_FIELD(AdderCodeFields, co_localsplusnames, PyCodeObject, variable_names);
ADDER_SAME_FIELD(AdderCodeFields, co_filename, PyCodeObject, filename);
ADDER_SAME_FIELD(AdderCodeFields, co_name, PyCodeObject, name);
ADDER_SAME_FIELD(AdderCodeFields, co_qualname, PyCodeObject, qualname);
ADDER_SAME_FIELD(AdderCodeFields, co_weakreflist, PyCodeObject, weakrefs);
