/* SPDX-License-Identifier: MIT
 *
 * Objects and references: the object head, reference counts, type tests, singletons.
 *
 * A `PyObject *` may be a number that lives in the word itself (value.h), so the fields of the head are
 * read through Py_TYPE, Py_REFCNT and Py_SIZE, never directly.
 * "New" below means that the caller owns the result, "borrowed" that somebody else does.
 */
#ifndef ADDER_OBJECT_H
#define ADDER_OBJECT_H

#include "value.h"

Py_BEGIN_DECLS

    struct _object {
    Py_ssize_t ob_refcnt;
    PyTypeObject *ob_type;
#ifdef __cplusplus
    /* What `->ob_type` is in an extension in C++: see the end of Python.h. */
    inline PyTypeObject *&adder_type();
    inline PyTypeObject *adder_type() const;
#endif
};

typedef struct {
    PyObject ob_base;
    Py_ssize_t ob_size;
} PyVarObject;

#define PyObject_HEAD PyObject ob_base;
#define PyObject_VAR_HEAD PyVarObject ob_base;
#define _PyObject_EXTRA_INIT
#define PyObject_HEAD_INIT(type) {1, type},
#define PyVarObject_HEAD_INIT(type, size) {PyObject_HEAD_INIT(type) size},

/* Types of the numbers that live in the word. */
PyAPI_DATA(PyTypeObject) PyLong_Type;
PyAPI_DATA(PyTypeObject) PyFloat_Type;
PyAPI_DATA(PyTypeObject) PyType_Type;
PyAPI_DATA(PyTypeObject) PyBaseObject_Type;

#define _PyObject_CAST(op) ((PyObject *)(op))
#define _PyVarObject_CAST(op) ((PyVarObject *)(op))

static inline PyTypeObject *_Adder_Type(const PyObject *value) {
    if (__builtin_expect(_Adder_IsPointer(value), 1)) return value->ob_type;
    return _Adder_IsInt(value) ? &PyLong_Type : &PyFloat_Type;
}

#ifdef __cplusplus
inline PyTypeObject *_object::adder_type() const {
    return _Adder_Type(this);
}
inline PyTypeObject *&_object::adder_type() {
    if (__builtin_expect(_Adder_IsPointer(this), 1)) return ob_type;
    static thread_local PyTypeObject *type_of_number;
    return type_of_number = _Adder_Type(this);
}
#endif

/* The type of any value; borrowed. */
#define Py_TYPE(op) _Adder_Type(_PyObject_CAST(op))
#define Py_IS_TYPE(op, type) (Py_TYPE(op) == (type))

/* Numbers in the word are nobody's and everybody's: they count as shared for ever. */
static inline Py_ssize_t _Adder_RefCount(const PyObject *value) {
    return _Adder_IsPointer(value) ? value->ob_refcnt : ((Py_ssize_t)1 << 30);
}
#define Py_REFCNT(op) _Adder_RefCount(_PyObject_CAST(op))
static inline void _Adder_SetRefCount(PyObject *value, Py_ssize_t count) {
    if (_Adder_IsPointer(value)) value->ob_refcnt = count;
}
#define Py_SET_REFCNT(op, count) _Adder_SetRefCount(_PyObject_CAST(op), count)
static inline void _Adder_SetType(PyObject *value, PyTypeObject *type) {
    value->ob_type = type;
}
#define Py_SET_TYPE(op, type) _Adder_SetType(_PyObject_CAST(op), type)
#define Py_SIZE(op) (_PyVarObject_CAST(op)->ob_size)
static inline void _Adder_SetSize(PyVarObject *object, Py_ssize_t size) {
    object->ob_size = size;
}
#define Py_SET_SIZE(op, size) _Adder_SetSize(_PyVarObject_CAST(op), size)

/* Called when the last reference is gone. Deep structures are taken apart without deep recursion. */
PyAPI_FUNC(void) _Py_Dealloc(PyObject *object);

static inline void _Adder_IncRef(PyObject *value) {
    if (_Adder_IsPointer(value)) value->ob_refcnt++;
}
static inline void _Adder_DecRef(PyObject *value) {
    if (_Adder_IsPointer(value) && --value->ob_refcnt == 0) _Py_Dealloc(value);
}
#define Py_INCREF(op) _Adder_IncRef(_PyObject_CAST(op))
#define Py_DECREF(op) _Adder_DecRef(_PyObject_CAST(op))
static inline void _Adder_XIncRef(PyObject *value) {
    if (value != _Py_NULL) _Adder_IncRef(value);
}
static inline void _Adder_XDecRef(PyObject *value) {
    if (value != _Py_NULL) _Adder_DecRef(value);
}
#define Py_XINCREF(op) _Adder_XIncRef(_PyObject_CAST(op))
#define Py_XDECREF(op) _Adder_XDecRef(_PyObject_CAST(op))
PyAPI_FUNC(void) Py_IncRef(PyObject *object);
PyAPI_FUNC(void) Py_DecRef(PyObject *object);

static inline PyObject *_Adder_NewRef(PyObject *value) {
    _Adder_IncRef(value);
    return value;
}
static inline PyObject *_Adder_XNewRef(PyObject *value) {
    _Adder_XIncRef(value);
    return value;
}
#define Py_NewRef(op) _Adder_NewRef(_PyObject_CAST(op))
#define Py_XNewRef(op) _Adder_XNewRef(_PyObject_CAST(op))

#define Py_CLEAR(op)                                                                                         \
    do {                                                                                                     \
        PyObject *_py_tmp = _PyObject_CAST(op);                                                              \
        if (_py_tmp != NULL) {                                                                               \
            (op) = NULL;                                                                                     \
            Py_DECREF(_py_tmp);                                                                              \
        }                                                                                                    \
    } while (0)
#define Py_SETREF(op, op2)                                                                                   \
    do {                                                                                                     \
        PyObject *_py_tmp = _PyObject_CAST(op);                                                              \
        (op) = (op2);                                                                                        \
        Py_DECREF(_py_tmp);                                                                                  \
    } while (0)
#define Py_XSETREF(op, op2)                                                                                  \
    do {                                                                                                     \
        PyObject *_py_tmp = _PyObject_CAST(op);                                                              \
        (op) = (op2);                                                                                        \
        Py_XDECREF(_py_tmp);                                                                                 \
    } while (0)

/* Singletons. */
struct _longobject;
PyAPI_DATA(PyObject) _Py_NoneStruct;
PyAPI_DATA(PyObject) _Py_NotImplementedStruct;
PyAPI_DATA(PyObject) _Py_EllipsisObject;
PyAPI_DATA(struct _longobject) _Py_FalseStruct;
PyAPI_DATA(struct _longobject) _Py_TrueStruct;
#define Py_None (&_Py_NoneStruct)
#define Py_NotImplemented (&_Py_NotImplementedStruct)
#define Py_Ellipsis (&_Py_EllipsisObject)
#define Py_False ((PyObject *)&_Py_FalseStruct)
#define Py_True ((PyObject *)&_Py_TrueStruct)
#define Py_RETURN_NONE return Py_NewRef(Py_None)
#define Py_RETURN_NOTIMPLEMENTED return Py_NewRef(Py_NotImplemented)
#define Py_RETURN_TRUE return Py_NewRef(Py_True)
#define Py_RETURN_FALSE return Py_NewRef(Py_False)

/* `is`. Numbers in the word are identical when they are equal. */
#define Py_Is(x, y) (_PyObject_CAST(x) == _PyObject_CAST(y))
#define Py_IsNone(x) Py_Is(x, Py_None)
#define Py_IsTrue(x) Py_Is(x, Py_True)
#define Py_IsFalse(x) Py_Is(x, Py_False)

/* Rich comparison codes. */
#define Py_LT 0
#define Py_LE 1
#define Py_EQ 2
#define Py_NE 3
#define Py_GT 4
#define Py_GE 5
#define Py_RETURN_RICHCOMPARE(val1, val2, op)                                                                \
    do {                                                                                                     \
        switch (op) {                                                                                        \
        case Py_EQ:                                                                                          \
            if ((val1) == (val2)) Py_RETURN_TRUE;                                                            \
            Py_RETURN_FALSE;                                                                                 \
        case Py_NE:                                                                                          \
            if ((val1) != (val2)) Py_RETURN_TRUE;                                                            \
            Py_RETURN_FALSE;                                                                                 \
        case Py_LT:                                                                                          \
            if ((val1) < (val2)) Py_RETURN_TRUE;                                                             \
            Py_RETURN_FALSE;                                                                                 \
        case Py_GT:                                                                                          \
            if ((val1) > (val2)) Py_RETURN_TRUE;                                                             \
            Py_RETURN_FALSE;                                                                                 \
        case Py_LE:                                                                                          \
            if ((val1) <= (val2)) Py_RETURN_TRUE;                                                            \
            Py_RETURN_FALSE;                                                                                 \
        case Py_GE:                                                                                          \
            if ((val1) >= (val2)) Py_RETURN_TRUE;                                                            \
            Py_RETURN_FALSE;                                                                                 \
        default: Py_UNREACHABLE();                                                                           \
        }                                                                                                    \
    } while (0)

Py_END_DECLS

#endif
