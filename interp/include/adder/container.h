/* SPDX-License-Identifier: MIT
 *
 * Containers: tuple, list, dict and its views, set, frozenset, slice, range, the iterators over them, and
 * named tuples made in C (struct sequences).
 *
 * Functions return a new reference, or NULL or -1 with an exception set, where nothing else is said.
 * Items of a list or tuple that was just made are NULL until the caller sets them.
 */
#ifndef ADDER_CONTAINER_H
#define ADDER_CONTAINER_H

#include "heap.h"

Py_BEGIN_DECLS

    /* ---- tuple ---- */

    typedef struct {
    PyObject_VAR_HEAD PyObject *ob_item[1]; /* owned; as many as ob_size says */
} PyTupleObject;

PyAPI_DATA(PyTypeObject) PyTuple_Type;
PyAPI_DATA(PyTypeObject) PyTupleIter_Type;
#define PyTuple_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_TUPLE_SUBCLASS)
#define PyTuple_CheckExact(op) Py_IS_TYPE(op, &PyTuple_Type)
#define _PyTuple_CAST(op) ((PyTupleObject *)(op))
#define PyTuple_GET_SIZE(op) (_PyVarObject_CAST(op)->ob_size)
#define PyTuple_GET_ITEM(op, i) (_PyTuple_CAST(op)->ob_item[i])
static inline void _PyTuple_SetItem(PyObject *tuple, Py_ssize_t index, PyObject *item) {
    _PyTuple_CAST(tuple)->ob_item[index] = item;
}
/* Steals `item`; for new tuples only, as nothing that stood there is released. */
#define PyTuple_SET_ITEM(op, i, v) _PyTuple_SetItem(_PyObject_CAST(op), (i), _PyObject_CAST(v))

PyAPI_FUNC(PyObject *) PyTuple_New(Py_ssize_t size);
PyAPI_FUNC(Py_ssize_t) PyTuple_Size(PyObject *tuple);
/* Borrowed. */
PyAPI_FUNC(PyObject *) PyTuple_GetItem(PyObject *tuple, Py_ssize_t index);
/* Steals `item`, also on failure; the tuple must belong to the caller alone. */
PyAPI_FUNC(int) PyTuple_SetItem(PyObject *tuple, Py_ssize_t index, PyObject *item);
PyAPI_FUNC(PyObject *) PyTuple_GetSlice(PyObject *tuple, Py_ssize_t low, Py_ssize_t high);
PyAPI_FUNC(PyObject *) PyTuple_Pack(Py_ssize_t count, ...);
/* Changes the size of a tuple that nobody else has seen; on failure *tuple is released and NULL. */
PyAPI_FUNC(int) _PyTuple_Resize(PyObject **tuple, Py_ssize_t new_size);
PyAPI_FUNC(PyObject *) _PyTuple_FromArray(PyObject *const *items, Py_ssize_t count);

/* ---- list ---- */

typedef struct {
    PyObject_VAR_HEAD PyObject **ob_item; /* from PyMem_Malloc; ob_size owned items, then room */
    Py_ssize_t allocated;
} PyListObject;

PyAPI_DATA(PyTypeObject) PyList_Type;
PyAPI_DATA(PyTypeObject) PyListIter_Type;
PyAPI_DATA(PyTypeObject) PyListRevIter_Type;
#define PyList_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LIST_SUBCLASS)
#define PyList_CheckExact(op) Py_IS_TYPE(op, &PyList_Type)
#define _PyList_CAST(op) ((PyListObject *)(op))
#define PyList_GET_SIZE(op) (_PyVarObject_CAST(op)->ob_size)
#define PyList_GET_ITEM(op, i) (_PyList_CAST(op)->ob_item[i])
static inline void _PyList_SetItem(PyObject *list, Py_ssize_t index, PyObject *item) {
    _PyList_CAST(list)->ob_item[index] = item;
}
/* Steals `item`; for new lists only, as nothing that stood there is released. */
#define PyList_SET_ITEM(op, i, v) _PyList_SetItem(_PyObject_CAST(op), (i), _PyObject_CAST(v))

PyAPI_FUNC(PyObject *) PyList_New(Py_ssize_t size);
PyAPI_FUNC(Py_ssize_t) PyList_Size(PyObject *list);
/* Borrowed. */
PyAPI_FUNC(PyObject *) PyList_GetItem(PyObject *list, Py_ssize_t index);
/* Steals `item`, also on failure. */
PyAPI_FUNC(int) PyList_SetItem(PyObject *list, Py_ssize_t index, PyObject *item);
PyAPI_FUNC(int) PyList_Insert(PyObject *list, Py_ssize_t index, PyObject *item);
PyAPI_FUNC(int) PyList_Append(PyObject *list, PyObject *item);
PyAPI_FUNC(PyObject *) PyList_GetSlice(PyObject *list, Py_ssize_t low, Py_ssize_t high);
/* `items` is any iterable; NULL deletes the slice. */
PyAPI_FUNC(int) PyList_SetSlice(PyObject *list, Py_ssize_t low, Py_ssize_t high, PyObject *items);
PyAPI_FUNC(int) PyList_Sort(PyObject *list);
PyAPI_FUNC(int) PyList_Reverse(PyObject *list);
PyAPI_FUNC(PyObject *) PyList_AsTuple(PyObject *list);
/* None, or NULL with an error. */
PyAPI_FUNC(PyObject *) _PyList_Extend(PyListObject *list, PyObject *iterable);

/* ---- dict ---- */

struct AdderDictTable;

typedef struct {
    PyObject_HEAD Py_ssize_t ma_used; /* items */
    uint32_t ma_keys_version;         /* 0: none; given when asked for, taken away when a key comes or goes */
    uint32_t ma_reserved;
    struct AdderDictTable *ma_keys;
} PyDictObject;

PyAPI_DATA(PyTypeObject) PyDict_Type;
PyAPI_DATA(PyTypeObject) PyDictKeys_Type;
PyAPI_DATA(PyTypeObject) PyDictValues_Type;
PyAPI_DATA(PyTypeObject) PyDictItems_Type;
PyAPI_DATA(PyTypeObject) PyDictIterKey_Type;
PyAPI_DATA(PyTypeObject) PyDictIterValue_Type;
PyAPI_DATA(PyTypeObject) PyDictIterItem_Type;
PyAPI_DATA(PyTypeObject) PyDictRevIterKey_Type;
PyAPI_DATA(PyTypeObject) PyDictRevIterValue_Type;
PyAPI_DATA(PyTypeObject) PyDictRevIterItem_Type;
#define PyDict_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_DICT_SUBCLASS)
#define PyDict_CheckExact(op) Py_IS_TYPE(op, &PyDict_Type)
#define PyDict_GET_SIZE(op) (((PyDictObject *)(op))->ma_used)
#define PyDictKeys_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyDictKeys_Type)
#define PyDictValues_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyDictValues_Type)
#define PyDictItems_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyDictItems_Type)
#define PyDictViewSet_Check(op) (PyDictKeys_Check(op) || PyDictItems_Check(op))

PyAPI_FUNC(PyObject *) PyDict_New(void);
PyAPI_FUNC(PyObject *) _PyDict_NewPresized(Py_ssize_t item_count);
/* Borrowed; NULL when there is no such key. PyDict_GetItem drops every error, the others keep it. */
PyAPI_FUNC(PyObject *) PyDict_GetItem(PyObject *dict, PyObject *key);
PyAPI_FUNC(PyObject *) PyDict_GetItemWithError(PyObject *dict, PyObject *key);
PyAPI_FUNC(PyObject *) PyDict_GetItemString(PyObject *dict, const char *key);
PyAPI_FUNC(PyObject *) _PyDict_GetItemStringWithError(PyObject *dict, const char *key);
PyAPI_FUNC(PyObject *) _PyDict_GetItem_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash);
PyAPI_FUNC(int) PyDict_SetItem(PyObject *dict, PyObject *key, PyObject *value);
PyAPI_FUNC(int) PyDict_SetItemString(PyObject *dict, const char *key, PyObject *value);
PyAPI_FUNC(int) _PyDict_SetItem_KnownHash(PyObject *dict, PyObject *key, PyObject *value, Py_hash_t hash);
/* Borrowed: the value that the key has now. */
PyAPI_FUNC(PyObject *) PyDict_SetDefault(PyObject *dict, PyObject *key, PyObject *value);
/* KeyError when there is no such key. */
PyAPI_FUNC(int) PyDict_DelItem(PyObject *dict, PyObject *key);
PyAPI_FUNC(int) PyDict_DelItemString(PyObject *dict, const char *key);
PyAPI_FUNC(int) _PyDict_DelItem_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash);
/* The value, or `fallback` (NULL: KeyError). */
PyAPI_FUNC(PyObject *) _PyDict_Pop(PyObject *dict, PyObject *key, PyObject *fallback);
PyAPI_FUNC(int) PyDict_Contains(PyObject *dict, PyObject *key);
PyAPI_FUNC(int) _PyDict_Contains_KnownHash(PyObject *dict, PyObject *key, Py_hash_t hash);
PyAPI_FUNC(int) _PyDict_ContainsString(PyObject *dict, const char *key);
PyAPI_FUNC(void) PyDict_Clear(PyObject *dict);
/* Walks through the items from *position = 0 on; key and value are borrowed. Values may be replaced
 * meanwhile. */
PyAPI_FUNC(int) PyDict_Next(PyObject *dict, Py_ssize_t *position, PyObject **key, PyObject **value);
PyAPI_FUNC(int)
    _PyDict_Next(PyObject *dict, Py_ssize_t *position, PyObject **key, PyObject **value, Py_hash_t *hash);
PyAPI_FUNC(PyObject *) PyDict_Keys(PyObject *dict);
PyAPI_FUNC(PyObject *) PyDict_Values(PyObject *dict);
PyAPI_FUNC(PyObject *) PyDict_Items(PyObject *dict);
PyAPI_FUNC(Py_ssize_t) PyDict_Size(PyObject *dict);
PyAPI_FUNC(PyObject *) PyDict_Copy(PyObject *dict);
PyAPI_FUNC(int) PyDict_Update(PyObject *dict, PyObject *other);
/* With override 0 a key that is there keeps its value. */
PyAPI_FUNC(int) PyDict_Merge(PyObject *dict, PyObject *other, int override);
/* override 2: a key that is there is a KeyError with that key. */
PyAPI_FUNC(int) _PyDict_MergeEx(PyObject *dict, PyObject *other, int override);
PyAPI_FUNC(int) PyDict_MergeFromSeq2(PyObject *dict, PyObject *pairs, int override);
PyAPI_FUNC(PyObject *) _PyDictView_New(PyObject *dict, PyTypeObject *type);
/* Stops tracking a dict or tuple that can be in no cycle; the collector calls them. */
PyAPI_FUNC(void) _PyDict_MaybeUntrack(PyObject *dict);
PyAPI_FUNC(void) _PyTuple_MaybeUntrack(PyObject *tuple);

/* ---- set and frozenset ---- */

#define PySet_MINSIZE 8

typedef struct {
    PyObject *key; /* owned; NULL: never used, or a dummy that is never seen outside */
    Py_hash_t hash;
} setentry;

typedef struct {
    PyObject_HEAD Py_ssize_t fill; /* used and dummy entries */
    Py_ssize_t used;
    Py_ssize_t mask;   /* entries - 1 */
    setentry *table;   /* smalltable or a block */
    Py_hash_t hash;    /* of a frozenset, -1 when not known */
    Py_ssize_t finger; /* where pop() goes on */
    setentry smalltable[PySet_MINSIZE];
    PyObject *weakreflist;
} PySetObject;

PyAPI_DATA(PyTypeObject) PySet_Type;
PyAPI_DATA(PyTypeObject) PyFrozenSet_Type;
PyAPI_DATA(PyTypeObject) PySetIter_Type;
#define PySet_CheckExact(op) Py_IS_TYPE(op, &PySet_Type)
#define PyFrozenSet_CheckExact(op) Py_IS_TYPE(op, &PyFrozenSet_Type)
#define PyAnySet_CheckExact(op) (PySet_CheckExact(op) || PyFrozenSet_CheckExact(op))
#define PySet_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PySet_Type)
#define PyFrozenSet_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyFrozenSet_Type)
#define PyAnySet_Check(op) (PySet_Check(op) || PyFrozenSet_Check(op))
#define PySet_GET_SIZE(op) (((PySetObject *)(op))->used)

/* `iterable` may be NULL for an empty set. */
PyAPI_FUNC(PyObject *) PySet_New(PyObject *iterable);
PyAPI_FUNC(PyObject *) PyFrozenSet_New(PyObject *iterable);
PyAPI_FUNC(Py_ssize_t) PySet_Size(PyObject *set);
PyAPI_FUNC(int) PySet_Contains(PyObject *set, PyObject *key);
/* Also on a new frozenset that nobody else has seen. */
PyAPI_FUNC(int) PySet_Add(PyObject *set, PyObject *key);
/* 1 when the key was there. */
PyAPI_FUNC(int) PySet_Discard(PyObject *set, PyObject *key);
PyAPI_FUNC(PyObject *) PySet_Pop(PyObject *set);
PyAPI_FUNC(int) PySet_Clear(PyObject *set);
PyAPI_FUNC(int) _PySet_NextEntry(PyObject *set, Py_ssize_t *position, PyObject **key, Py_hash_t *hash);
PyAPI_FUNC(int) _PySet_Update(PyObject *set, PyObject *iterable);

/* ---- slice and range ---- */

typedef struct {
    PyObject_HEAD PyObject *start, *stop, *step; /* owned, never NULL */
} PySliceObject;

PyAPI_DATA(PyTypeObject) PySlice_Type;
PyAPI_DATA(PyTypeObject) PyRange_Type;
PyAPI_DATA(PyTypeObject) PyRangeIter_Type;
PyAPI_DATA(PyTypeObject) PyLongRangeIter_Type;
#define PySlice_Check(op) Py_IS_TYPE(op, &PySlice_Type)
#define PyRange_Check(op) Py_IS_TYPE(op, &PyRange_Type)

/* NULL stands for None. */
PyAPI_FUNC(PyObject *) PySlice_New(PyObject *start, PyObject *stop, PyObject *step);
PyAPI_FUNC(int) PySlice_Unpack(PyObject *slice, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step);
/* Clips start and stop to a sequence of `length`; the number of items in the slice. */
PyAPI_FUNC(Py_ssize_t)
    PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t step);
PyAPI_FUNC(int) PySlice_GetIndices(PyObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                                   Py_ssize_t *step);
PyAPI_FUNC(int) PySlice_GetIndicesEx(PyObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                                     Py_ssize_t *step, Py_ssize_t *slice_length);
PyAPI_FUNC(PyObject *) _PySlice_FromIndices(Py_ssize_t start, Py_ssize_t stop);
PyAPI_FUNC(int) _PySlice_GetLongIndices(PySliceObject *slice, PyObject *length, PyObject **start,
                                        PyObject **stop, PyObject **step);

/* ---- iterators ---- */

PyAPI_DATA(PyTypeObject) PySeqIter_Type;
PyAPI_DATA(PyTypeObject) PyCallIter_Type;
PyAPI_DATA(PyTypeObject) PyEnum_Type;
PyAPI_DATA(PyTypeObject) PyReversed_Type;
PyAPI_DATA(PyTypeObject) PyZip_Type;
PyAPI_DATA(PyTypeObject) PyMap_Type;
PyAPI_DATA(PyTypeObject) PyFilter_Type;
#define PySeqIter_Check(op) Py_IS_TYPE(op, &PySeqIter_Type)
#define PyCallIter_Check(op) Py_IS_TYPE(op, &PyCallIter_Type)

/* Iterates by __getitem__ from 0 on until IndexError. */
PyAPI_FUNC(PyObject *) PySeqIter_New(PyObject *sequence);
/* Calls until the result equals `sentinel`. */
PyAPI_FUNC(PyObject *) PyCallIter_New(PyObject *callable, PyObject *sentinel);

/* ---- struct sequences: tuples whose items have names ---- */

typedef struct PyStructSequence_Field {
    const char *name; /* NULL ends the array */
    const char *doc;
} PyStructSequence_Field;

typedef struct PyStructSequence_Desc {
    const char *name;
    const char *doc;
    PyStructSequence_Field *fields;
    int n_in_sequence; /* the first so many are items, the others attributes only */
} PyStructSequence_Desc;

typedef PyTupleObject PyStructSequence;

/* As a field's name: the item has none. */
PyAPI_DATA(const char *const) PyStructSequence_UnnamedField;
PyAPI_FUNC(void) PyStructSequence_InitType(PyTypeObject *type, PyStructSequence_Desc *description);
PyAPI_FUNC(int) PyStructSequence_InitType2(PyTypeObject *type, PyStructSequence_Desc *description);
PyAPI_FUNC(PyTypeObject *) PyStructSequence_NewType(PyStructSequence_Desc *description);
PyAPI_FUNC(PyObject *) PyStructSequence_New(PyTypeObject *type);
#define PyStructSequence_SET_ITEM(op, i, v) PyTuple_SET_ITEM((op), (i), (v))
#define PyStructSequence_GET_ITEM(op, i) PyTuple_GET_ITEM((op), (i))
PyAPI_FUNC(void) PyStructSequence_SetItem(PyObject *sequence, Py_ssize_t index, PyObject *item);
PyAPI_FUNC(PyObject *) PyStructSequence_GetItem(PyObject *sequence, Py_ssize_t index);

Py_END_DECLS

#endif
