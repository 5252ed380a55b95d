/* SPDX-License-Identifier: MIT
 *
 * Generators, coroutines and asynchronous generators.
 */
#ifndef ADDER_GENERATOR_H
#define ADDER_GENERATOR_H

#include "callable.h"
#include "type.h"

Py_BEGIN_DECLS

    /* The fields of generators and coroutines that extensions read; the interpreter's structure has more
       behind them. */
    struct AdderGeneratorFields {
    PyObject_VAR_HEAD void *adder_frame;
    PyCodeObject *gi_code;
    PyObject *gi_name;
    PyObject *gi_qualname;
    PyObject *gi_weakreflist;
};
#ifdef ADDER_CORE
struct PyGenObject;
typedef struct PyGenObject PyGenObject;
#else
typedef struct AdderGeneratorFields PyGenObject;
#endif

PyAPI_DATA(PyTypeObject) PyGen_Type;
PyAPI_DATA(PyTypeObject) PyCoro_Type;
PyAPI_DATA(PyTypeObject) PyAsyncGen_Type;
PyAPI_DATA(PyTypeObject) _PyAsyncGenASend_Type;
PyAPI_DATA(PyTypeObject) _PyAsyncGenAThrow_Type;
PyAPI_DATA(PyTypeObject) _PyAsyncGenWrappedValue_Type;
PyAPI_DATA(PyTypeObject) _PyCoroWrapper_Type;

#define PyGen_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyGen_Type)
#define PyGen_CheckExact(op) Py_IS_TYPE((op), &PyGen_Type)
#define PyCoro_CheckExact(op) Py_IS_TYPE((op), &PyCoro_Type)
#define PyAsyncGen_CheckExact(op) Py_IS_TYPE((op), &PyAsyncGen_Type)

/* Takes the value of a pending StopIteration, which is cleared; None when nothing is pending. New reference
 * in *value. -1 when another exception is pending, which stays. */
PyAPI_FUNC(int) _PyGen_FetchStopIterationValue(PyObject **value);
/* Sets StopIteration(value). 0, or -1 when that failed with another exception. */
PyAPI_FUNC(int) _PyGen_SetStopIterationValue(PyObject *value);

Py_END_DECLS

#endif
