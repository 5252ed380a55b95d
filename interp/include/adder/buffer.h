/* SPDX-License-Identifier: MIT
 *
 * The buffer protocol: one object's memory seen by another without a copy, and memoryview over it.
 * Py_buffer itself stands in type.h, because the slots need it.
 */
#ifndef ADDER_BUFFER_H
#define ADDER_BUFFER_H

#include "type.h"

Py_BEGIN_DECLS

#define PyBUF_MAX_NDIM 64
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define PyBUF_WRITEABLE PyBUF_WRITABLE
#define PyBUF_FORMAT 0x0004
#define PyBUF_ND 0x0008
#define PyBUF_STRIDES (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT (0x0100 | PyBUF_STRIDES)
#define PyBUF_CONTIG (PyBUF_ND | PyBUF_WRITABLE)
#define PyBUF_CONTIG_RO (PyBUF_ND)
#define PyBUF_STRIDED (PyBUF_STRIDES | PyBUF_WRITABLE)
#define PyBUF_STRIDED_RO (PyBUF_STRIDES)
#define PyBUF_RECORDS (PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_RECORDS_RO (PyBUF_STRIDES | PyBUF_FORMAT)
#define PyBUF_FULL (PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_FULL_RO (PyBUF_INDIRECT | PyBUF_FORMAT)
#define PyBUF_READ 0x100
#define PyBUF_WRITE 0x200

PyAPI_FUNC(int) PyObject_CheckBuffer(PyObject *object);
/* 0 with `view` filled, which PyBuffer_Release gives back; else -1 with an error and view->obj NULL. */
PyAPI_FUNC(int) PyObject_GetBuffer(PyObject *object, Py_buffer *view, int flags);
PyAPI_FUNC(void) PyBuffer_Release(Py_buffer *view);
PyAPI_FUNC(void *) PyBuffer_GetPointer(const Py_buffer *view, const Py_ssize_t *indices);
PyAPI_FUNC(Py_ssize_t) PyBuffer_SizeFromFormat(const char *format);
PyAPI_FUNC(int) PyBuffer_IsContiguous(const Py_buffer *view, char order);
PyAPI_FUNC(void) PyBuffer_FillContiguousStrides(int dimensions, Py_ssize_t *shape, Py_ssize_t *strides,
                                                int item_size, char order);
/* Fills `view` for an exporter of plain bytes; takes a reference to `object`. */
PyAPI_FUNC(int) PyBuffer_FillInfo(Py_buffer *view, PyObject *object, void *memory, Py_ssize_t length,
                                  int is_read_only, int flags);
PyAPI_FUNC(int) PyBuffer_ToContiguous(void *memory, const Py_buffer *view, Py_ssize_t length, char order);
PyAPI_FUNC(int)
    PyBuffer_FromContiguous(const Py_buffer *view, const void *memory, Py_ssize_t length, char order);
PyAPI_FUNC(int) PyObject_CopyData(PyObject *destination, PyObject *source);
PyAPI_FUNC(int) PyObject_AsReadBuffer(PyObject *object, const void **buffer, Py_ssize_t *length);
PyAPI_FUNC(int) PyObject_AsWriteBuffer(PyObject *object, void **buffer, Py_ssize_t *length);
PyAPI_FUNC(int) PyObject_AsCharBuffer(PyObject *object, const char **buffer, Py_ssize_t *length);
PyAPI_FUNC(int) PyObject_CheckReadBuffer(PyObject *object);

/* One exporter's buffer, shared by all memoryviews made from each other. */
typedef struct {
    PyObject_HEAD int flags;
    Py_ssize_t exports; /* memoryviews that use it */
    Py_buffer master;
} _PyManagedBufferObject;

typedef struct {
    PyObject_VAR_HEAD _PyManagedBufferObject *mbuf;
    Py_hash_t hash;
    int flags;
    Py_ssize_t exports; /* buffers taken from this view */
    Py_buffer view;     /* its own; shape, strides and suboffsets point into ob_array */
    PyObject *weakreflist;
    Py_ssize_t ob_array[1];
} PyMemoryViewObject;

PyAPI_DATA(PyTypeObject) PyMemoryView_Type;
#define PyMemoryView_Check(op) Py_IS_TYPE(op, &PyMemoryView_Type)
#define PyMemoryView_GET_BUFFER(op) (&((PyMemoryViewObject *)(op))->view)
#define PyMemoryView_GET_BASE(op) (((PyMemoryViewObject *)(op))->view.obj)
PyAPI_FUNC(PyObject *) PyMemoryView_FromObject(PyObject *object);
PyAPI_FUNC(PyObject *) PyMemoryView_FromMemory(char *memory, Py_ssize_t size, int flags);
/* `info` is copied without taking a reference to info->obj. */
PyAPI_FUNC(PyObject *) PyMemoryView_FromBuffer(const Py_buffer *info);
PyAPI_FUNC(PyObject *) PyMemoryView_GetContiguous(PyObject *object, int buffer_type, char order);

Py_END_DECLS

#endif
