/* SPDX-License-Identifier: MIT
 *
 * Generators, coroutines and asynchronous generators.
 */
#ifndef ADDER_GENERATOR_H
#define ADDER_GENERATOR_H

#include "type.h"

Py_BEGIN_DECLS

    struct PyGenObject;
typedef struct PyGenObject PyGenObject;

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
