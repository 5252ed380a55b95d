// SPDX-License-Identifier: MIT
//
// list: storage, growth, slices and the C API. list_methods has the type.
#include "objects/list.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/list_parts.hpp"
#include "objects/range_slice.hpp"
#include "objects/tuple.hpp"

#include <algorithm>
#include <cstring>

namespace adder::objects {

namespace {

// New tracked list with room for exactly `count` items that the caller sets.
PyListObject *new_list(Py_ssize_t count) {
    auto *list = new_gc_object<PyListObject>(&PyList_Type);
    if (list == nullptr) return nullptr;
    list->ob_base.ob_size = 0;
    list->ob_item = nullptr;
    list->allocated = 0;
    if (count > 0) {
        list->ob_item = allocate_items(count);
        if (list->ob_item == nullptr) {
            release_gc_object(list, sizeof(PyListObject));
            return nullptr;
        }
        list->allocated = list->ob_base.ob_size = count;
    }
    track(reinterpret_cast<PyObject *>(list));
    return list;
}

// Room as CPython's list_resize gives it.
Py_ssize_t room_for(Py_ssize_t old_size, Py_ssize_t new_size) {
    if (new_size == 0) return 0;
    const size_t size = static_cast<size_t>(new_size);
    const size_t room = (size + (size >> 3) + 6) & ~size_t{3};
    // A big step needs no extra: such lists rarely grow on by appending.
    const bool is_big_step = new_size - old_size > static_cast<Py_ssize_t>(room) - new_size;
    return static_cast<Py_ssize_t>(is_big_step ? (size + 3) & ~size_t{3} : room);
}

void copy_items(PyObject **to, PyObject *const *from, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) to[i] = Py_NewRef(from[i]);
}

int extend_by_array(PyListObject *list, PyObject *sequence) {
    const Py_ssize_t count = Py_SIZE(sequence);
    if (count == 0) return 0;
    const Py_ssize_t size = list_size(list);
    TRY(list_resize(list, size + count));
    // The sequence may be the list itself, so its items are looked for after the resize.
    PyObject *const *items =
        PyList_Check(sequence) ? as_list(sequence)->ob_item : as_tuple(sequence)->ob_item;
    copy_items(list->ob_item + size, items, count);
    return 0;
}

// Makes room for `count` items more without changing the size. A count that no size can hold is passed over.
int reserve(PyListObject *list, Py_ssize_t count) {
    const Py_ssize_t size = list_size(list);
    if (count <= 0 || size > PY_SSIZE_T_MAX - count) return 0;
    TRY(list_resize(list, size + count));
    list->ob_base.ob_size = size;
    return 0;
}

int extend_by_range_iterator(PyListObject *list, RangeIterator *iterator) {
    while (PyObject *number = range_iterator_next(iterator)) TRY(list_append_take(list, number));
    return is_error_pending() ? -1 : 0;
}

int extend_by_iterator(PyListObject *list, PyObject *iterator) {
    const iternextfunc next = Py_TYPE(iterator)->tp_iternext;
    while (PyObject *item = next(iterator)) TRY(list_append_take(list, item));
    if (!is_error_pending()) return 0;
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return -1;
    PyErr_Clear();
    return 0;
}

int extend_by_iterable(PyListObject *list, PyObject *iterable) {
    const Ref iterator = TRY_REF(PyObject_GetIter(iterable));
    const Py_ssize_t hint = PyObject_LengthHint(iterable, 8);
    if (hint < 0) return -1;
    TRY(reserve(list, hint));
    if (Py_TYPE(iterator.get()) == &PyRangeIter_Type)
        TRY(extend_by_range_iterator(list, iterator.as<RangeIterator>()));
    else
        TRY(extend_by_iterator(list, iterator.get()));
    if (list_size(list) < list->allocated) return list_resize(list, list_size(list));
    return 0;
}

bool is_bad_list(PyObject *list) {
    if (list != nullptr && PyList_Check(list)) return false;
    PyErr_BadInternalCall();
    return true;
}

} // namespace

int list_resize(PyListObject *list, Py_ssize_t new_size) {
    const Py_ssize_t allocated = list->allocated;
    if (allocated >= new_size && new_size >= (allocated >> 1)) {
        list->ob_base.ob_size = new_size;
        return 0;
    }
    // Room for more than the largest list would not fit into its type.
    const Py_ssize_t room = new_size > largest_list ? new_size : room_for(list_size(list), new_size);
    void *block = nullptr;
    if (room == 0) {
        PyMem_Free(list->ob_item);
    } else {
        if (room <= largest_list)
            block = PyMem_Realloc(list->ob_item, static_cast<size_t>(room) * sizeof(PyObject *));
        if (block == nullptr) {
            PyErr_NoMemory();
            return -1;
        }
    }
    list->ob_item = static_cast<PyObject **>(block);
    list->ob_base.ob_size = new_size;
    list->allocated = room;
    return 0;
}

int list_append_slowly(PyListObject *list, PyObject *item) {
    const Py_ssize_t size = list_size(list);
    if (list_resize(list, size + 1) < 0) {
        Py_DECREF(item);
        return -1;
    }
    list->ob_item[size] = item;
    return 0;
}

PyObject *list_from_stack(PyObject **items, Py_ssize_t count) {
    PyListObject *list = new_list(count);
    if (list == nullptr) {
        for (Py_ssize_t i = 0; i < count; i++) Py_DECREF(items[i]);
        return nullptr;
    }
    std::copy(items, items + count, list->ob_item);
    return reinterpret_cast<PyObject *>(list);
}

PyObject *list_from_array(PyObject *const *items, Py_ssize_t count) {
    PyListObject *list = new_list(count);
    if (list != nullptr) copy_items(list->ob_item, items, count);
    return reinterpret_cast<PyObject *>(list);
}

int list_extend(PyListObject *list, PyObject *iterable) {
    const bool is_array = PyList_CheckExact(iterable) || PyTuple_CheckExact(iterable);
    if (is_array || iterable == reinterpret_cast<PyObject *>(list)) return extend_by_array(list, iterable);
    return extend_by_iterable(list, iterable);
}

PyObject *list_slice(PyListObject *list, Py_ssize_t low, Py_ssize_t high) {
    return list_from_array(list->ob_item + low, high - low);
}

PyObject *list_concatenate(PyListObject *a, PyListObject *b) {
    const Py_ssize_t size = list_size(a) + list_size(b);
    PyListObject *result = new_list(size);
    if (result == nullptr) return nullptr;
    if (list_size(a) + list_size(b) != size) {
        result->ob_base.ob_size = 0;
        Py_DECREF(result);
        return list_concatenate(a, b);
    }
    copy_items(result->ob_item, a->ob_item, list_size(a));
    copy_items(result->ob_item + list_size(a), b->ob_item, list_size(b));
    return reinterpret_cast<PyObject *>(result);
}

PyObject *list_to_tuple(PyListObject *list) {
    return tuple_from_array(list->ob_item, list_size(list));
}

void list_clear(PyListObject *list) {
    PyObject **items = list->ob_item;
    if (items == nullptr) return;
    Py_ssize_t count = list_size(list);
    list->ob_item = nullptr;
    list->ob_base.ob_size = list->allocated = 0;
    while (--count >= 0) Py_XDECREF(items[count]);
    PyMem_Free(items);
}

// --- assignment to a slice

namespace {

void move_items(PyListObject *list, Py_ssize_t to, Py_ssize_t from, Py_ssize_t count) {
    std::memmove(list->ob_item + to, list->ob_item + from, static_cast<size_t>(count) * sizeof(PyObject *));
}

// Replaces `removed_count` items at `low` by `items`.
int replace_items(PyListObject *list, Py_ssize_t low, Py_ssize_t removed_count, PyObject *const *items,
                  Py_ssize_t count) {
    const Py_ssize_t size = list_size(list);
    const Py_ssize_t growth = count - removed_count;
    if (size + growth == 0) {
        list_clear(list);
        return 0;
    }
    RemovedItems removed;
    TRY(removed.reserve(removed_count));
    for (Py_ssize_t i = 0; i < removed_count; i++) removed.add(list->ob_item[low + i]);
    const Py_ssize_t behind = low + removed_count;
    if (growth < 0) move_items(list, behind + growth, behind, size - behind);
    if (growth != 0 && list_resize(list, size + growth) < 0) {
        // Only growing is noticed here; shrinking that fails leaves the block as it is.
        removed.forget();
        return -1;
    }
    if (growth > 0) move_items(list, behind + growth, behind, size - behind);
    copy_items(list->ob_item + low, items, count);
    return 0;
}

} // namespace

int list_assign_slice(PyListObject *list, Py_ssize_t low, Py_ssize_t high, PyObject *iterable) {
    Ref items;
    if (iterable == reinterpret_cast<PyObject *>(list))
        items = TRY_REF(list_slice(list, 0, list_size(list)));
    else if (iterable != nullptr)
        items = TRY_REF(PySequence_Fast(iterable, "can only assign an iterable"));
    low = std::clamp(low, Py_ssize_t{0}, list_size(list));
    high = std::clamp(high, low, list_size(list));
    const Py_ssize_t count = items ? PySequence_Fast_GET_SIZE(items.get()) : 0;
    return replace_items(list, low, high - low, items ? PySequence_Fast_ITEMS(items.get()) : nullptr, count);
}

extern "C" {

// --- C API

PyObject *PyList_New(Py_ssize_t size) {
    if (size < 0) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    PyListObject *list = new_list(size);
    if (list != nullptr) std::fill(list->ob_item, list->ob_item + size, nullptr);
    return reinterpret_cast<PyObject *>(list);
}

Py_ssize_t PyList_Size(PyObject *list) {
    return is_bad_list(list) ? -1 : PyList_GET_SIZE(list);
}

PyObject *PyList_GetItem(PyObject *list, Py_ssize_t index) {
    if (is_bad_list(list)) return nullptr;
    if (index >= 0 && index < PyList_GET_SIZE(list)) return PyList_GET_ITEM(list, index);
    return raise(PyExc_IndexError, "list index out of range");
}

int PyList_SetItem(PyObject *list, Py_ssize_t index, PyObject *item) {
    if (is_bad_list(list)) {
        Py_XDECREF(item);
        return -1;
    }
    if (index < 0 || index >= PyList_GET_SIZE(list)) {
        Py_XDECREF(item);
        return raise(PyExc_IndexError, "list assignment index out of range");
    }
    Py_XSETREF(PyList_GET_ITEM(list, index), item);
    return 0;
}

int PyList_Insert(PyObject *self, Py_ssize_t index, PyObject *item) {
    if (is_bad_list(self)) return -1;
    if (item == nullptr) {
        PyErr_BadInternalCall();
        return -1;
    }
    PyListObject *list = as_list(self);
    const Py_ssize_t size = list_size(list);
    if (index < 0) index = index + size < 0 ? 0 : index + size;
    if (index > size) index = size;
    TRY(list_resize(list, size + 1));
    move_items(list, index + 1, index, size - index);
    list->ob_item[index] = Py_NewRef(item);
    return 0;
}

int PyList_Append(PyObject *list, PyObject *item) {
    if (PyList_Check(list) && item != nullptr) return list_append_take(as_list(list), Py_NewRef(item));
    PyErr_BadInternalCall();
    return -1;
}

PyObject *PyList_GetSlice(PyObject *list, Py_ssize_t low, Py_ssize_t high) {
    if (is_bad_list(list)) return nullptr;
    const Py_ssize_t start = std::clamp(low, Py_ssize_t{0}, PyList_GET_SIZE(list));
    return list_slice(as_list(list), start, std::clamp(high, start, PyList_GET_SIZE(list)));
}

int PyList_SetSlice(PyObject *list, Py_ssize_t low, Py_ssize_t high, PyObject *items) {
    return is_bad_list(list) ? -1 : list_assign_slice(as_list(list), low, high, items);
}

int PyList_Sort(PyObject *list) {
    return is_bad_list(list) ? -1 : list_sort(as_list(list), nullptr, false);
}

int PyList_Reverse(PyObject *list) {
    if (is_bad_list(list)) return -1;
    std::reverse(as_list(list)->ob_item, as_list(list)->ob_item + PyList_GET_SIZE(list));
    return 0;
}

PyObject *PyList_AsTuple(PyObject *list) {
    return is_bad_list(list) ? nullptr : list_to_tuple(as_list(list));
}

PyObject *_PyList_Extend(PyListObject *list, PyObject *iterable) {
    TRY(list_extend(list, iterable));
    Py_RETURN_NONE;
}

} // extern "C"

} // namespace adder::objects
