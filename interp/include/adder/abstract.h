/* SPDX-License-Identifier: MIT
 *
 * What operators, calls, attributes, items and iteration mean for any object.
 *
 * Functions that return `PyObject *` give a new reference, or NULL with an exception, unless "borrowed" is
 * said; functions that return `int` give -1 with an exception.
 */
#ifndef ADDER_ABSTRACT_H
#define ADDER_ABSTRACT_H

#include "text.h"
#include "type.h"

Py_BEGIN_DECLS

/* --- text, hash, comparison, truth --- */

PyAPI_FUNC(PyObject *) PyObject_Repr(PyObject *object);
PyAPI_FUNC(PyObject *) PyObject_Str(PyObject *object);
PyAPI_FUNC(PyObject *) PyObject_ASCII(PyObject *object);
PyAPI_FUNC(PyObject *) PyObject_Bytes(PyObject *object);
/* `specification` is a str or NULL. */
PyAPI_FUNC(PyObject *) PyObject_Format(PyObject *object, PyObject *specification);
#define Py_PRINT_RAW 1
PyAPI_FUNC(int) PyObject_Print(PyObject *object, FILE *file, int flags);
PyAPI_FUNC(Py_hash_t) PyObject_Hash(PyObject *object);
PyAPI_FUNC(Py_hash_t) PyObject_HashNotImplemented(PyObject *object);
PyAPI_FUNC(PyObject *) PyObject_RichCompare(PyObject *left, PyObject *right, int operation);
/* Identity counts as equality here. */
PyAPI_FUNC(int) PyObject_RichCompareBool(PyObject *left, PyObject *right, int operation);
PyAPI_FUNC(int) PyObject_IsTrue(PyObject *object);
PyAPI_FUNC(int) PyObject_Not(PyObject *object);
PyAPI_FUNC(int) Py_ReprEnter(PyObject *object);
PyAPI_FUNC(void) Py_ReprLeave(PyObject *object);

/* --- attributes --- */

PyAPI_FUNC(PyObject *) PyObject_GetAttr(PyObject *object, PyObject *name);
PyAPI_FUNC(PyObject *) PyObject_GetAttrString(PyObject *object, const char *name);
/* NULL as value deletes. */
PyAPI_FUNC(int) PyObject_SetAttr(PyObject *object, PyObject *name, PyObject *value);
PyAPI_FUNC(int) PyObject_SetAttrString(PyObject *object, const char *name, PyObject *value);
#define PyObject_DelAttr(object, name) PyObject_SetAttr((object), (name), NULL)
#define PyObject_DelAttrString(object, name) PyObject_SetAttrString((object), (name), NULL)
/* 1 or 0; every error counts as "has not". */
PyAPI_FUNC(int) PyObject_HasAttr(PyObject *object, PyObject *name);
PyAPI_FUNC(int) PyObject_HasAttrString(PyObject *object, const char *name);
PyAPI_FUNC(PyObject *) PyObject_GenericGetAttr(PyObject *object, PyObject *name);
/* With another dict for the object's own, if not NULL. With `suppress`, NULL without an error stands for a
 * missing attribute. */
PyAPI_FUNC(PyObject *)
    _PyObject_GenericGetAttrWithDict(PyObject *object, PyObject *name, PyObject *dict, int suppress);
PyAPI_FUNC(int) PyObject_GenericSetAttr(PyObject *object, PyObject *name, PyObject *value);
PyAPI_FUNC(PyObject *) PyObject_GenericGetDict(PyObject *object, void *closure);
PyAPI_FUNC(int) PyObject_GenericSetDict(PyObject *object, PyObject *value, void *closure);
PyAPI_FUNC(PyObject *) PyObject_Dir(PyObject *object_or_null);
/* Address of the instance's dict, which is made if it is managed; NULL when instances have none. */
PyAPI_FUNC(PyObject **) _PyObject_GetDictPtr(PyObject *object);
/* 1 and *result (new), 0 and NULL when there is no such attribute (no exception is made), or -1. */
PyAPI_FUNC(int) _PyObject_LookupAttr(PyObject *object, PyObject *name, PyObject **result);
/* 1: *method is a function that wants `object` as first argument; 0: it is a bound value, or NULL with an
 * error. */
PyAPI_FUNC(int) _PyObject_GetMethod(PyObject *object, PyObject *name, PyObject **method);
PyAPI_FUNC(int) _PyObject_IsAbstract(PyObject *object);

PyAPI_FUNC(PyObject *) _PyObject_GetAttrId(PyObject *object, _Py_Identifier *name);
PyAPI_FUNC(int) _PyObject_SetAttrId(PyObject *object, _Py_Identifier *name, PyObject *value);
PyAPI_FUNC(int) _PyObject_LookupAttrId(PyObject *object, _Py_Identifier *name, PyObject **result);

/* --- types of objects --- */

PyAPI_FUNC(PyObject *) PyObject_Type(PyObject *object);
PyAPI_FUNC(int) PyObject_IsInstance(PyObject *object, PyObject *type_or_tuple);
PyAPI_FUNC(int) PyObject_IsSubclass(PyObject *derived, PyObject *type_or_tuple);
PyAPI_FUNC(int) PyCallable_Check(PyObject *object);
PyAPI_FUNC(void) PyObject_CallFinalizer(PyObject *object);
/* -1: the finalizer brought the object back to life, so the caller must not free it. */
PyAPI_FUNC(int) PyObject_CallFinalizerFromDealloc(PyObject *object);

/* --- calls --- */

#define PY_VECTORCALL_ARGUMENTS_OFFSET (_Py_CAST(size_t, 1) << (8 * sizeof(size_t) - 1))
static inline Py_ssize_t PyVectorcall_NARGS(size_t count_and_flag) {
    return (Py_ssize_t)(count_and_flag & ~PY_VECTORCALL_ARGUMENTS_OFFSET);
}
static inline vectorcallfunc PyVectorcall_Function(PyObject *callable) {
    PyTypeObject *type = Py_TYPE(callable);
    vectorcallfunc function;
    if (!(type->tp_flags & Py_TPFLAGS_HAVE_VECTORCALL)) return _Py_NULL;
    memcpy(&function, (char *)callable + type->tp_vectorcall_offset, sizeof function);
    return function;
}
PyAPI_FUNC(PyObject *)
    PyObject_Vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);
PyAPI_FUNC(PyObject *)
    PyObject_VectorcallDict(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwargs);
/* args[0] is the object whose method `name` is called. */
PyAPI_FUNC(PyObject *)
    PyObject_VectorcallMethod(PyObject *name, PyObject *const *args, size_t nargsf, PyObject *kwnames);
/* A tp_call for types that have a vectorcall function. */
PyAPI_FUNC(PyObject *) PyVectorcall_Call(PyObject *callable, PyObject *tuple, PyObject *kwargs);
#define _PyObject_Vectorcall PyObject_Vectorcall
#define _PyObject_VectorcallMethod PyObject_VectorcallMethod
#define _PyObject_FastCallDict PyObject_VectorcallDict
#define _PyVectorcall_Function PyVectorcall_Function
PyAPI_FUNC(PyObject *) _PyObject_FastCall(PyObject *callable, PyObject *const *args, Py_ssize_t nargs);
PyAPI_FUNC(PyObject *) PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs);
PyAPI_FUNC(PyObject *) PyObject_CallObject(PyObject *callable, PyObject *args_or_null);
PyAPI_FUNC(PyObject *) PyObject_CallNoArgs(PyObject *callable);
PyAPI_FUNC(PyObject *) PyObject_CallOneArg(PyObject *callable, PyObject *argument);
#define _PyObject_CallNoArg PyObject_CallNoArgs
#define _PyObject_CallOneArg PyObject_CallOneArg
/* The variable arguments are objects; NULL ends them. */
PyAPI_FUNC(PyObject *) PyObject_CallFunctionObjArgs(PyObject *callable, ...);
PyAPI_FUNC(PyObject *) PyObject_CallMethodObjArgs(PyObject *object, PyObject *name, ...);
PyAPI_FUNC(PyObject *) _PyObject_CallMethodIdObjArgs(PyObject *object, _Py_Identifier *name, ...);
static inline PyObject *PyObject_CallMethodNoArgs(PyObject *self, PyObject *name) {
    return PyObject_VectorcallMethod(name, &self, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, _Py_NULL);
}
static inline PyObject *PyObject_CallMethodOneArg(PyObject *self, PyObject *name, PyObject *argument) {
    PyObject *args[2] = {self, argument};
    return PyObject_VectorcallMethod(name, args, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, _Py_NULL);
}
PyAPI_FUNC(PyObject *) _PyObject_CallMethodIdNoArgs(PyObject *object, _Py_Identifier *name);
PyAPI_FUNC(PyObject *)
    _PyObject_CallMethodIdOneArg(PyObject *object, _Py_Identifier *name, PyObject *argument);

/* The variable arguments follow a Py_BuildValue format. */
#ifdef PY_SSIZE_T_CLEAN
#define PyObject_CallFunction _PyObject_CallFunction_SizeT
#define PyObject_CallMethod _PyObject_CallMethod_SizeT
#define _PyObject_CallMethodId _PyObject_CallMethodId_SizeT
#endif
PyAPI_FUNC(PyObject *) PyObject_CallFunction(PyObject *callable, const char *format, ...);
PyAPI_FUNC(PyObject *) PyObject_CallMethod(PyObject *object, const char *name, const char *format, ...);
PyAPI_FUNC(PyObject *)
    _PyObject_CallMethodId(PyObject *object, _Py_Identifier *name, const char *format, ...);

/* --- sizes and items --- */

PyAPI_FUNC(Py_ssize_t) PyObject_Size(PyObject *object);
PyAPI_FUNC(Py_ssize_t) PyObject_Length(PyObject *object);
PyAPI_FUNC(Py_ssize_t) PyObject_LengthHint(PyObject *object, Py_ssize_t default_value);
PyAPI_FUNC(PyObject *) PyObject_GetItem(PyObject *object, PyObject *key);
PyAPI_FUNC(int) PyObject_SetItem(PyObject *object, PyObject *key, PyObject *value);
PyAPI_FUNC(int) PyObject_DelItem(PyObject *object, PyObject *key);
PyAPI_FUNC(int) PyObject_DelItemString(PyObject *object, const char *key);

/* --- iteration --- */

PyAPI_FUNC(PyObject *) PyObject_GetIter(PyObject *object);
PyAPI_FUNC(PyObject *) PyObject_GetAIter(PyObject *object);
PyAPI_FUNC(PyObject *) PyObject_SelfIter(PyObject *object);
PyAPI_FUNC(int) PyIter_Check(PyObject *object);
PyAPI_FUNC(int) PyAIter_Check(PyObject *object);
/* NULL without an exception at the end. */
PyAPI_FUNC(PyObject *) PyIter_Next(PyObject *iterator);
PyAPI_FUNC(PySendResult) PyIter_Send(PyObject *iterator, PyObject *value, PyObject **result);
/* The tp_iternext of an object that is its own iterator and has none. */
PyAPI_FUNC(PyObject *) _PyObject_NextNotImplemented(PyObject *object);

/* --- numbers --- */

PyAPI_FUNC(int) PyNumber_Check(PyObject *object);
PyAPI_FUNC(int) PyIndex_Check(PyObject *object);
PyAPI_FUNC(PyObject *) PyNumber_Add(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Subtract(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Multiply(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_MatrixMultiply(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_FloorDivide(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_TrueDivide(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Remainder(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Divmod(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Power(PyObject *base, PyObject *exponent, PyObject *modulus);
PyAPI_FUNC(PyObject *) PyNumber_Lshift(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Rshift(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_And(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Xor(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Or(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceAdd(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceSubtract(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceMultiply(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceMatrixMultiply(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceFloorDivide(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceTrueDivide(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceRemainder(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlacePower(PyObject *base, PyObject *exponent, PyObject *modulus);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceLshift(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceRshift(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceAnd(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceXor(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_InPlaceOr(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PyNumber_Negative(PyObject *object);
PyAPI_FUNC(PyObject *) PyNumber_Positive(PyObject *object);
PyAPI_FUNC(PyObject *) PyNumber_Absolute(PyObject *object);
PyAPI_FUNC(PyObject *) PyNumber_Invert(PyObject *object);
/* An exact int from an int or __index__; the second form keeps an instance of a subclass. */
PyAPI_FUNC(PyObject *) PyNumber_Index(PyObject *object);
PyAPI_FUNC(PyObject *) _PyNumber_Index(PyObject *object);
PyAPI_FUNC(PyObject *) PyNumber_Long(PyObject *object);
PyAPI_FUNC(PyObject *) PyNumber_Float(PyObject *object);
PyAPI_FUNC(PyObject *) PyNumber_ToBase(PyObject *number, int base);
/* Out of range: raises `error`, or clips when that is NULL. */
PyAPI_FUNC(Py_ssize_t) PyNumber_AsSsize_t(PyObject *object, PyObject *error);

/* --- sequences --- */

PyAPI_FUNC(int) PySequence_Check(PyObject *object);
PyAPI_FUNC(Py_ssize_t) PySequence_Size(PyObject *sequence);
PyAPI_FUNC(Py_ssize_t) PySequence_Length(PyObject *sequence);
PyAPI_FUNC(PyObject *) PySequence_Concat(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PySequence_Repeat(PyObject *sequence, Py_ssize_t count);
PyAPI_FUNC(PyObject *) PySequence_InPlaceConcat(PyObject *left, PyObject *right);
PyAPI_FUNC(PyObject *) PySequence_InPlaceRepeat(PyObject *sequence, Py_ssize_t count);
PyAPI_FUNC(PyObject *) PySequence_GetItem(PyObject *sequence, Py_ssize_t index);
PyAPI_FUNC(int) PySequence_SetItem(PyObject *sequence, Py_ssize_t index, PyObject *value);
PyAPI_FUNC(int) PySequence_DelItem(PyObject *sequence, Py_ssize_t index);
PyAPI_FUNC(PyObject *) PySequence_GetSlice(PyObject *sequence, Py_ssize_t low, Py_ssize_t high);
PyAPI_FUNC(int) PySequence_SetSlice(PyObject *sequence, Py_ssize_t low, Py_ssize_t high, PyObject *value);
PyAPI_FUNC(int) PySequence_DelSlice(PyObject *sequence, Py_ssize_t low, Py_ssize_t high);
PyAPI_FUNC(PyObject *) PySequence_Tuple(PyObject *iterable);
PyAPI_FUNC(PyObject *) PySequence_List(PyObject *iterable);
/* The object itself if it is a list or tuple, else a new list; `message` is the TypeError of a non-iterable.
 */
PyAPI_FUNC(PyObject *) PySequence_Fast(PyObject *iterable, const char *message);
PyAPI_FUNC(Py_ssize_t) PySequence_Count(PyObject *sequence, PyObject *value);
PyAPI_FUNC(int) PySequence_Contains(PyObject *container, PyObject *value);
#define PySequence_In PySequence_Contains
PyAPI_FUNC(Py_ssize_t) PySequence_Index(PyObject *sequence, PyObject *value);
#define PY_ITERSEARCH_COUNT 1
#define PY_ITERSEARCH_INDEX 2
#define PY_ITERSEARCH_CONTAINS 3
PyAPI_FUNC(Py_ssize_t) _PySequence_IterSearch(PyObject *sequence, PyObject *value, int operation);
#define PySequence_Fast_GET_SIZE(o) (PyList_Check(o) ? PyList_GET_SIZE(o) : PyTuple_GET_SIZE(o))
#define PySequence_Fast_GET_ITEM(o, i) (PyList_Check(o) ? PyList_GET_ITEM(o, i) : PyTuple_GET_ITEM(o, i))
#define PySequence_Fast_ITEMS(sf)                                                                            \
    (PyList_Check(sf) ? ((PyListObject *)(sf))->ob_item : ((PyTupleObject *)(sf))->ob_item)
#define PySequence_ITEM(o, i) (Py_TYPE(o)->tp_as_sequence->sq_item((o), (i)))

/* --- mappings --- */

PyAPI_FUNC(int) PyMapping_Check(PyObject *object);
PyAPI_FUNC(Py_ssize_t) PyMapping_Size(PyObject *mapping);
PyAPI_FUNC(Py_ssize_t) PyMapping_Length(PyObject *mapping);
#define PyMapping_DelItemString(object, key) PyObject_DelItemString((object), (key))
#define PyMapping_DelItem(object, key) PyObject_DelItem((object), (key))
PyAPI_FUNC(int) PyMapping_HasKeyString(PyObject *mapping, const char *key);
PyAPI_FUNC(int) PyMapping_HasKey(PyObject *mapping, PyObject *key);
/* Lists. */
PyAPI_FUNC(PyObject *) PyMapping_Keys(PyObject *mapping);
PyAPI_FUNC(PyObject *) PyMapping_Values(PyObject *mapping);
PyAPI_FUNC(PyObject *) PyMapping_Items(PyObject *mapping);
PyAPI_FUNC(PyObject *) PyMapping_GetItemString(PyObject *mapping, const char *key);
PyAPI_FUNC(int) PyMapping_SetItemString(PyObject *mapping, const char *key, PyObject *value);

/* --- generic aliases and unions --- */

PyAPI_DATA(PyTypeObject) Py_GenericAliasType;
PyAPI_DATA(PyTypeObject) _PyUnion_Type;
/* origin[args], as `__class_getitem__` of containers returns it. */
PyAPI_FUNC(PyObject *) Py_GenericAlias(PyObject *origin, PyObject *args);

Py_END_DECLS

#endif
