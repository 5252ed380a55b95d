/* SPDX-License-Identifier: MIT
 *
 * Memory: raw blocks, objects without and with the cycle collector, and the collector's switch.
 *
 * PyMem_* and PyObject_* share one allocator and need the GIL; PyMem_Raw* is the C library's and does not.
 * All return NULL without setting an exception when memory is short; only the *_New functions that make an
 * object set MemoryError. A size of zero gives a distinct non-NULL block.
 */
#ifndef ADDER_HEAP_H
#define ADDER_HEAP_H

#include "type.h"

Py_BEGIN_DECLS

PyAPI_FUNC(void *) PyMem_RawMalloc(size_t size);
PyAPI_FUNC(void *) PyMem_RawCalloc(size_t count, size_t size);
PyAPI_FUNC(void *) PyMem_RawRealloc(void *block, size_t size);
PyAPI_FUNC(void) PyMem_RawFree(void *block);
PyAPI_FUNC(void *) PyMem_Malloc(size_t size);
PyAPI_FUNC(void *) PyMem_Calloc(size_t count, size_t size);
PyAPI_FUNC(void *) PyMem_Realloc(void *block, size_t size);
PyAPI_FUNC(void) PyMem_Free(void *block);
PyAPI_FUNC(void *) PyObject_Malloc(size_t size);
PyAPI_FUNC(void *) PyObject_Calloc(size_t count, size_t size);
PyAPI_FUNC(void *) PyObject_Realloc(void *block, size_t size);
PyAPI_FUNC(void) PyObject_Free(void *block);

/* Where the memory of small objects would come from: functions over mmap, which are the only ones. */
typedef struct {
    void *ctx;
    void *(*alloc)(void *ctx, size_t size);
    void (*free)(void *ctx, void *block, size_t size);
} PyObjectArenaAllocator;
PyAPI_FUNC(void) PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator);

#define PyMem_New(type, n)                                                                                   \
    (((size_t)(n) > PY_SSIZE_T_MAX / sizeof(type)) ? NULL : ((type *)PyMem_Malloc((n) * sizeof(type))))
#define PyMem_Resize(p, type, n)                                                                             \
    ((p) = ((size_t)(n) > PY_SSIZE_T_MAX / sizeof(type)) ? NULL                                              \
                                                         : (type *)PyMem_Realloc((p), (n) * sizeof(type)))
#define PyMem_MALLOC(n) PyMem_Malloc(n)
#define PyMem_NEW(type, n) PyMem_New(type, n)
#define PyMem_REALLOC(p, n) PyMem_Realloc((p), (n))
#define PyMem_RESIZE(p, type, n) PyMem_Resize((p), type, (n))
#define PyMem_FREE(p) PyMem_Free((p))
#define PyMem_Del(p) PyMem_Free((p))
#define PyMem_DEL(p) PyMem_Free((p))

/* Fill the head of a block that the caller allocated; the type is counted when it is a heap type. */
PyAPI_FUNC(PyObject *) PyObject_Init(PyObject *object, PyTypeObject *type);
PyAPI_FUNC(PyVarObject *) PyObject_InitVar(PyVarObject *object, PyTypeObject *type, Py_ssize_t size);
PyAPI_FUNC(void) _Py_NewReference(PyObject *object);
/* New objects whose fields behind the head are not set. */
PyAPI_FUNC(PyObject *) _PyObject_New(PyTypeObject *type);
PyAPI_FUNC(PyVarObject *) _PyObject_NewVar(PyTypeObject *type, Py_ssize_t item_count);

#define PyObject_MALLOC PyObject_Malloc
#define PyObject_REALLOC PyObject_Realloc
#define PyObject_FREE PyObject_Free
#define PyObject_Del PyObject_Free
#define PyObject_DEL PyObject_Free
#define PyObject_INIT(object, type) PyObject_Init(_PyObject_CAST(object), (type))
#define PyObject_INIT_VAR(object, type, size) PyObject_InitVar(_PyVarObject_CAST(object), (type), (size))
#define PyObject_New(type, typeobj) ((type *)_PyObject_New(typeobj))
#define PyObject_NEW(type, typeobj) PyObject_New(type, (typeobj))
#define PyObject_NewVar(type, typeobj, n) ((type *)_PyObject_NewVar((typeobj), (n)))
#define PyObject_NEW_VAR(type, typeobj, n) PyObject_NewVar(type, (typeobj), (n))
#define _PyObject_SIZE(typeobj) ((size_t)(typeobj)->tp_basicsize)
#define _PyObject_VAR_SIZE(typeobj, nitems)                                                                  \
    (((size_t)(typeobj)->tp_basicsize + (size_t)(nitems) * (size_t)(typeobj)->tp_itemsize + 7) & ~(size_t)7)

/* Objects of types with Py_TPFLAGS_HAVE_GC. Not tracked until PyObject_GC_Track; fields are not set. */
PyAPI_FUNC(PyObject *) _PyObject_GC_New(PyTypeObject *type);
PyAPI_FUNC(PyVarObject *) _PyObject_GC_NewVar(PyTypeObject *type, Py_ssize_t item_count);
PyAPI_FUNC(PyVarObject *) _PyObject_GC_Resize(PyVarObject *object, Py_ssize_t item_count);
PyAPI_FUNC(void) PyObject_GC_Track(void *object);
PyAPI_FUNC(void) PyObject_GC_UnTrack(void *object);
PyAPI_FUNC(void) PyObject_GC_Del(void *object);
PyAPI_FUNC(int) PyObject_GC_IsTracked(PyObject *object);
PyAPI_FUNC(int) PyObject_GC_IsFinalized(PyObject *object);
#define _PyGC_FINALIZED(op) PyObject_GC_IsFinalized(op)
PyAPI_FUNC(int) PyObject_IS_GC(PyObject *object);
#define PyObject_GC_New(type, typeobj) ((type *)_PyObject_GC_New(typeobj))
#define PyObject_GC_NewVar(type, typeobj, n) ((type *)_PyObject_GC_NewVar((typeobj), (n)))
#define PyObject_GC_Resize(type, op, n) ((type *)_PyObject_GC_Resize(_PyVarObject_CAST(op), (n)))

#define Py_VISIT(op)                                                                                         \
    do {                                                                                                     \
        if (op) {                                                                                            \
            int vret = visit(_PyObject_CAST(op), arg);                                                       \
            if (vret) return vret;                                                                           \
        }                                                                                                    \
    } while (0)

/* The number of unreachable objects found; 0 when a collection runs already. */
PyAPI_FUNC(Py_ssize_t) PyGC_Collect(void);
PyAPI_FUNC(int) PyGC_Enable(void);
PyAPI_FUNC(int) PyGC_Disable(void);
PyAPI_FUNC(int) PyGC_IsEnabled(void);

/* What module gc is made of. Lists and tuples are new references. */
PyAPI_FUNC(Py_ssize_t) _PyGC_CollectGeneration(int generation);
PyAPI_FUNC(void) _PyGC_GetThreshold(int thresholds[3]);
PyAPI_FUNC(void) _PyGC_SetThreshold(const int thresholds[3]);
PyAPI_FUNC(void) _PyGC_GetCount(int counts[3]);
PyAPI_FUNC(PyObject *) _PyGC_GetObjects(int generation); /* -1: all */
PyAPI_FUNC(PyObject *) _PyGC_GetReferrers(PyObject *objects_tuple);
PyAPI_FUNC(PyObject *) _PyGC_GetReferents(PyObject *objects_tuple);
PyAPI_FUNC(void) _PyGC_Freeze(void);
PyAPI_FUNC(void) _PyGC_Unfreeze(void);
PyAPI_FUNC(Py_ssize_t) _PyGC_FreezeCount(void);
PyAPI_FUNC(int) _PyGC_GetDebug(void);
PyAPI_FUNC(void) _PyGC_SetDebug(int flags);
PyAPI_FUNC(PyObject *) _PyGC_GarbageList(void);  /* borrowed */
PyAPI_FUNC(PyObject *) _PyGC_CallbackList(void); /* borrowed */
PyAPI_FUNC(void) _PyGC_GetStatistics(int generation, Py_ssize_t *collections, Py_ssize_t *collected,
                                     Py_ssize_t *uncollectable);
#define _PyGC_DEBUG_STATS 1
#define _PyGC_DEBUG_COLLECTABLE 2
#define _PyGC_DEBUG_UNCOLLECTABLE 4
#define _PyGC_DEBUG_SAVEALL 32

/* Deallocation of nested containers: _Py_Dealloc itself bounds the depth, so these only keep the shape that
 * sources written for CPython have. */
#define Py_TRASHCAN_BEGIN_CONDITION(op, condition) do {
#define Py_TRASHCAN_BEGIN(op, dealloc) Py_TRASHCAN_BEGIN_CONDITION(op, 1)
#define Py_TRASHCAN_END                                                                                      \
    }                                                                                                        \
    while (0)                                                                                                \
        ;

Py_END_DECLS

#endif
