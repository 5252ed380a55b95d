/* SPDX-License-Identifier: MIT
 *
 * Context variables: values that belong to the running context and not to the thread or the module.
 */
#ifndef ADDER_CONTEXT_H
#define ADDER_CONTEXT_H

#include "object.h"

Py_BEGIN_DECLS

    PyAPI_DATA(PyTypeObject) PyContext_Type;
PyAPI_DATA(PyTypeObject) PyContextVar_Type;
PyAPI_DATA(PyTypeObject) PyContextToken_Type;
typedef struct _pycontextobject PyContext;
typedef struct _pycontextvarobject PyContextVar;
typedef struct _pycontexttokenobject PyContextToken;
#define PyContext_CheckExact(op) Py_IS_TYPE((op), &PyContext_Type)
#define PyContextVar_CheckExact(op) Py_IS_TYPE((op), &PyContextVar_Type)
#define PyContextToken_CheckExact(op) Py_IS_TYPE((op), &PyContextToken_Type)

/* New references. A copy costs the same however many variables are set. */
PyAPI_FUNC(PyObject *) PyContext_New(void);
PyAPI_FUNC(PyObject *) PyContext_Copy(PyObject *context);
PyAPI_FUNC(PyObject *) PyContext_CopyCurrent(void);
/* Makes `context` the thread's current one, and the one before it again; 0, or -1 with RuntimeError. */
PyAPI_FUNC(int) PyContext_Enter(PyObject *context);
PyAPI_FUNC(int) PyContext_Exit(PyObject *context);

/* `default_value` may be NULL. */
PyAPI_FUNC(PyObject *) PyContextVar_New(const char *name, PyObject *default_value);
/* 0 and a new reference in *value, NULL when there is neither a value nor a default; -1 with an error. */
PyAPI_FUNC(int) PyContextVar_Get(PyObject *variable, PyObject *default_value, PyObject **value);
/* A new token, with which PyContextVar_Reset brings the old value back once. */
PyAPI_FUNC(PyObject *) PyContextVar_Set(PyObject *variable, PyObject *value);
PyAPI_FUNC(int) PyContextVar_Reset(PyObject *variable, PyObject *token);

Py_END_DECLS

#endif
