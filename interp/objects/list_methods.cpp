// SPDX-License-Identifier: MIT
//
// The type list: construction, operators, subscripts, methods.
// https://docs.python.org/3.11/library/stdtypes.html#mutable-sequence-types
#include "objects/list.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/list_parts.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"
#include "objects/sequence_iterators.hpp"
#include "objects/sequence_parts.hpp"

#include <algorithm>
#include <cstring>

namespace adder::objects {

namespace {

// --- making and ending

PyObject *list_new(PyTypeObject *type, PyObject *, PyObject *) {
    return type == &PyList_Type ? PyList_New(0) : type->tp_alloc(type, 0);
}

int list_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    const bool has_own_new = Py_TYPE(self)->tp_new != PyList_Type.tp_new;
    if (Py_TYPE(self) == &PyList_Type || !has_own_new)
        if (!_PyArg_NoKeywords("list", kwargs)) return -1;
    PyObject *iterable = nullptr;
    if (!PyArg_UnpackTuple(args, "list", 0, 1, &iterable)) return -1;
    list_clear(as_list(self));
    return iterable == nullptr ? 0 : list_extend(as_list(self), iterable);
}

PyObject *list_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                          PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (!_PyArg_NoKwnames("list", keyword_names) || !_PyArg_CheckPositional("list", count, 0, 1))
        return nullptr;
    Ref self = TRY_REF(list_new(reinterpret_cast<PyTypeObject *>(type), nullptr, nullptr));
    if (count == 1) TRY(list_extend(self.as<PyListObject>(), args[0]));
    return self.release();
}

void list_dealloc(PyObject *self) {
    untrack(self);
    list_clear(as_list(self));
    if (is_exact_list(self))
        release_gc_object(self, sizeof(PyListObject));
    else
        Py_TYPE(self)->tp_free(self);
}

int list_traverse(PyObject *self, visitproc visit, void *arg) {
    for (Py_ssize_t i = PyList_GET_SIZE(self); --i >= 0;) Py_VISIT(PyList_GET_ITEM(self, i));
    return 0;
}

int list_tp_clear(PyObject *self) {
    list_clear(as_list(self));
    return 0;
}

// --- operators

PyObject *list_repr(PyObject *self) {
    if (PyList_GET_SIZE(self) == 0) return PyUnicode_FromString("[]");
    return repr_sequence<PyListObject>(self, '[', ']', "[...]");
}

PyObject *list_richcompare(PyObject *a, PyObject *b, int op) {
    if (!PyList_Check(a) || !PyList_Check(b)) Py_RETURN_NOTIMPLEMENTED;
    return compare_sequences<PyListObject>(a, b, op);
}

Py_ssize_t list_length(PyObject *self) {
    return PyList_GET_SIZE(self);
}

int list_contains(PyObject *self, PyObject *value) {
    const Py_ssize_t index = find_item<PyListObject>(self, value, 0, PY_SSIZE_T_MAX);
    return index >= 0 ? 1 : (index == -1 ? 0 : -1);
}

PyObject *list_concat(PyObject *a, PyObject *b) {
    if (!PyList_Check(b))
        return raise_type_error("can only concatenate list (not \"%.200s\") to list", Py_TYPE(b)->tp_name);
    return list_concatenate(as_list(a), as_list(b));
}

// Writes `times` copies of items[0 .. size) with their references behind each other, the first one being
// there.
void repeat_items(PyObject **items, Py_ssize_t size, Py_ssize_t times) {
    for (Py_ssize_t i = 0; i < size; i++)
        if (is_pointer(items[i])) items[i]->ob_refcnt += times - 1;
    if (size == 1) return std::fill(items + 1, items + times, items[0]);
    // Doubling copies long stretches at once.
    const Py_ssize_t total = size * times;
    for (Py_ssize_t done = size; done < total;) {
        const Py_ssize_t step = std::min(done, total - done);
        std::memcpy(items + done, items, static_cast<size_t>(step) * sizeof(PyObject *));
        done += step;
    }
}

PyObject *list_inplace_repeat(PyObject *self, Py_ssize_t times) {
    const Py_ssize_t size = PyList_GET_SIZE(self);
    if (size == 0 || times == 1) return Py_NewRef(self);
    if (times < 1) {
        list_clear(as_list(self));
        return Py_NewRef(self);
    }
    if (size > PY_SSIZE_T_MAX / times) return PyErr_NoMemory();
    TRY(list_resize(as_list(self), size * times));
    repeat_items(as_list(self)->ob_item, size, times);
    return Py_NewRef(self);
}

PyObject *list_repeat(PyObject *self, Py_ssize_t times) {
    const Py_ssize_t size = PyList_GET_SIZE(self);
    if (size == 0 || times <= 0) return PyList_New(0);
    if (size > PY_SSIZE_T_MAX / times) return PyErr_NoMemory();
    Ref result = TRY_REF(list_slice(as_list(self), 0, size));
    return list_inplace_repeat(result.get(), times);
}

PyObject *list_inplace_concat(PyObject *self, PyObject *other) {
    TRY(list_extend(as_list(self), other));
    return Py_NewRef(self);
}

// --- subscripts

PyObject *list_item(PyObject *self, Py_ssize_t index) {
    if (index >= 0 && index < PyList_GET_SIZE(self)) return Py_NewRef(PyList_GET_ITEM(self, index));
    return raise(PyExc_IndexError, "list index out of range");
}

int list_ass_item(PyObject *self, Py_ssize_t index, PyObject *value) {
    if (index < 0 || index >= PyList_GET_SIZE(self))
        return raise(PyExc_IndexError, "list assignment index out of range");
    if (value == nullptr) return list_assign_slice(as_list(self), index, index + 1, nullptr);
    Py_SETREF(PyList_GET_ITEM(self, index), Py_NewRef(value));
    return 0;
}

// A slice fitted to a list of now `size` items.
struct Extent {
    Py_ssize_t start, stop, step, count;

    [[nodiscard]] int fit(PyObject *slice, PyObject *self) {
        TRY(PySlice_Unpack(slice, &start, &stop, &step));
        count = PySlice_AdjustIndices(PyList_GET_SIZE(self), &start, &stop, step);
        return 0;
    }
};

PyObject *take_slice(PyObject *self, PyObject *slice) {
    Extent extent;
    TRY(extent.fit(slice, self));
    if (extent.count <= 0) return PyList_New(0);
    if (extent.step == 1) return list_slice(as_list(self), extent.start, extent.stop);
    PyObject *result = PyList_New(extent.count);
    if (result == nullptr) return nullptr;
    // A collection on the way may have made the list shorter.
    Py_ssize_t i = 0, from = extent.start;
    for (; i < extent.count && from < PyList_GET_SIZE(self); i++, from += extent.step)
        PyList_SET_ITEM(result, i, Py_NewRef(PyList_GET_ITEM(self, from)));
    Py_SET_SIZE(result, i);
    return result;
}

PyObject *list_subscript(PyObject *self, PyObject *key) {
    if (PyIndex_Check(key)) {
        const Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (index == -1 && is_error_pending()) return nullptr;
        return list_item(self, index < 0 ? index + PyList_GET_SIZE(self) : index);
    }
    if (PySlice_Check(key)) return take_slice(self, key);
    return raise_type_error("list indices must be integers or slices, not %.200s", Py_TYPE(key)->tp_name);
}

// Deletes every step-th item: what stays is moved down, what goes is gathered behind it and released last.
int delete_extended(PyListObject *list, Extent extent) {
    if (extent.count <= 0) return 0;
    if (extent.step < 0) {
        extent.start += extent.step * (extent.count - 1);
        extent.step = -extent.step;
    }
    RemovedItems removed;
    TRY(removed.reserve(extent.count));
    Py_ssize_t to = extent.start, next = extent.start, rest = extent.count;
    for (Py_ssize_t from = extent.start; from < list_size(list); from++) {
        if (rest > 0 && from == next) {
            removed.add(list->ob_item[from]);
            next += extent.step;
            rest--;
        } else {
            list->ob_item[to++] = list->ob_item[from];
        }
    }
    return list_resize(list, to);
}

Failure raise_wrong_size(Py_ssize_t given, Py_ssize_t places) {
    return raise_value_error("attempt to assign sequence of size %zd to extended slice of size %zd", given,
                             places);
}

int assign_extended(PyObject *self, const Extent &extent, PyObject *iterable) {
    const Ref items = iterable == self
                          ? TRY_REF(PyList_GetSlice(self, 0, PY_SSIZE_T_MAX))
                          : TRY_REF(PySequence_Fast(iterable, "must assign iterable to extended slice"));
    const Py_ssize_t count = PySequence_Fast_GET_SIZE(items.get());
    if (count != extent.count) return raise_wrong_size(count, extent.count);
    RemovedItems replaced;
    TRY(replaced.reserve(count));
    // Making the list of items may have made this list shorter.
    const Py_ssize_t last = extent.start + (count - 1) * extent.step;
    if (count > 0 && std::max(extent.start, last) >= PyList_GET_SIZE(self)) return raise_wrong_size(count, 0);
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *&place = PyList_GET_ITEM(self, extent.start + i * extent.step);
        replaced.add(place);
        place = Py_NewRef(PySequence_Fast_GET_ITEM(items.get(), i));
    }
    return 0;
}

int assign_slice(PyObject *self, PyObject *slice, PyObject *value) {
    Extent extent;
    TRY(extent.fit(slice, self));
    if (extent.step == 1) {
        const Py_ssize_t stop = std::max(extent.start, extent.stop);
        return list_assign_slice(as_list(self), extent.start, stop, value);
    }
    return value == nullptr ? delete_extended(as_list(self), extent) : assign_extended(self, extent, value);
}

int list_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
    if (PyIndex_Check(key)) {
        const Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (index == -1 && is_error_pending()) return -1;
        return list_ass_item(self, index < 0 ? index + PyList_GET_SIZE(self) : index, value);
    }
    if (PySlice_Check(key)) return assign_slice(self, key, value);
    return raise_type_error("list indices must be integers or slices, not %.200s", Py_TYPE(key)->tp_name);
}

// --- methods

PyObject *list_append(PyObject *self, PyObject *item) {
    TRY(list_append_take(as_list(self), Py_NewRef(item)));
    Py_RETURN_NONE;
}

PyObject *list_insert(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("insert", count, 2, 2)) return nullptr;
    const Ref number = TRY_REF(PyNumber_Index(args[0]));
    const Py_ssize_t index = PyLong_AsSsize_t(number.get());
    if (index == -1 && is_error_pending()) return nullptr;
    TRY(PyList_Insert(self, index, args[1]));
    Py_RETURN_NONE;
}

PyObject *list_extend_method(PyObject *self, PyObject *iterable) {
    return _PyList_Extend(as_list(self), iterable);
}

// Takes the last item without the cost of a slice; the block shrinks when half of it is unused.
PyObject *pop_last(PyListObject *list) {
    PyObject *item = list->ob_item[list_size(list) - 1];
    TRY(list_resize(list, list_size(list) - 1));
    return item;
}

PyObject *list_pop(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("pop", count, 0, 1)) return nullptr;
    Py_ssize_t index = -1;
    if (count == 1) {
        const Ref number = TRY_REF(PyNumber_Index(args[0]));
        index = PyLong_AsSsize_t(number.get());
        if (index == -1 && is_error_pending()) return nullptr;
    }
    const Py_ssize_t size = PyList_GET_SIZE(self);
    if (size == 0) return raise(PyExc_IndexError, "pop from empty list");
    if (index < 0) index += size;
    if (index < 0 || index >= size) return raise(PyExc_IndexError, "pop index out of range");
    if (index == size - 1) return pop_last(as_list(self));
    PyObject *item = PyList_GET_ITEM(self, index);
    PyObject **items = as_list(self)->ob_item;
    std::memmove(items + index, items + index + 1,
                 static_cast<size_t>(size - 1 - index) * sizeof(PyObject *));
    TRY(list_resize(as_list(self), size - 1));
    return item;
}

PyObject *list_remove(PyObject *self, PyObject *value) {
    const Py_ssize_t index = find_item<PyListObject>(self, value, 0, PY_SSIZE_T_MAX);
    if (index == -1) return raise_value_error("list.remove(x): x not in list");
    if (index < 0) return nullptr;
    TRY(list_assign_slice(as_list(self), index, index + 1, nullptr));
    Py_RETURN_NONE;
}

PyObject *list_index(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t start, stop;
    TRY(parse_index_bounds(args, count, PyList_GET_SIZE(self), start, stop));
    const Py_ssize_t index = find_item<PyListObject>(self, args[0], start, stop);
    if (index == -1) return raise_value_error("%R is not in list", args[0]);
    return index < 0 ? nullptr : PyLong_FromSsize_t(index);
}

PyObject *list_count(PyObject *self, PyObject *value) {
    return PyLong_FromSsize_t(TRY(count_items<PyListObject>(self, value)));
}

PyObject *list_sort_method(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr ArgumentSpec spec("sort", "*, key=None, reverse=False");
    PyObject *values[2];
    TRY(spec.bind(args, count, keyword_names, values));
    int reverse = 0;
    if (values[1] != nullptr) {
        reverse = _PyLong_AsInt(values[1]);
        if (reverse == -1 && is_error_pending()) return nullptr;
    }
    TRY(list_sort(as_list(self), values[0], reverse != 0));
    Py_RETURN_NONE;
}

PyObject *list_reverse(PyObject *self, PyObject *) {
    TRY(PyList_Reverse(self));
    Py_RETURN_NONE;
}

PyObject *list_clear_method(PyObject *self, PyObject *) {
    list_clear(as_list(self));
    Py_RETURN_NONE;
}

PyObject *list_copy(PyObject *self, PyObject *) {
    return list_slice(as_list(self), 0, PyList_GET_SIZE(self));
}

PyObject *list_sizeof(PyObject *self, PyObject *) {
    return PyLong_FromSsize_t(Py_TYPE(self)->tp_basicsize +
                              as_list(self)->allocated * static_cast<Py_ssize_t>(sizeof(PyObject *)));
}

PyObject *list_iter(PyObject *self) {
    return make_sequence_iterator(self, &PyListIter_Type);
}

PyObject *list_reversed(PyObject *self, PyObject *) {
    return make_sequence_iterator(self, &PyListRevIter_Type);
}

PyMethodDef list_methods[] = {
    {"__getitem__", list_subscript, METH_O | METH_COEXIST, "x.__getitem__(y) <==> x[y]"},
    {"__reversed__", list_reversed, METH_NOARGS,
     "__reversed__($self, /)\n--\n\nReturn a reverse iterator over the list."},
    {"__sizeof__", list_sizeof, METH_NOARGS,
     "__sizeof__($self, /)\n--\n\nReturn the size of the list in memory, in bytes."},
    {"clear", list_clear_method, METH_NOARGS, "clear($self, /)\n--\n\nRemove all items from list."},
    {"copy", list_copy, METH_NOARGS, "copy($self, /)\n--\n\nReturn a shallow copy of the list."},
    {"append", list_append, METH_O, "append($self, object, /)\n--\n\nAppend object to the end of the list."},
    {"insert", _PyCFunction_CAST(list_insert), METH_FASTCALL,
     "insert($self, index, object, /)\n--\n\nInsert object before index."},
    {"extend", list_extend_method, METH_O,
     "extend($self, iterable, /)\n--\n\nExtend list by appending elements from the iterable."},
    {"pop", _PyCFunction_CAST(list_pop), METH_FASTCALL,
     "pop($self, index=-1, /)\n--\n\n"
     "Remove and return item at index (default last).\n\n"
     "Raises IndexError if list is empty or index is out of range."},
    {"remove", list_remove, METH_O,
     "remove($self, value, /)\n--\n\nRemove first occurrence of value.\n\n"
     "Raises ValueError if the value is not present."},
    {"index", _PyCFunction_CAST(list_index), METH_FASTCALL,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\n"
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"count", list_count, METH_O, "count($self, value, /)\n--\n\nReturn number of occurrences of value."},
    {"reverse", list_reverse, METH_NOARGS, "reverse($self, /)\n--\n\nReverse *IN PLACE*."},
    {"sort", _PyCFunction_CAST(list_sort_method), METH_FASTCALL | METH_KEYWORDS,
     "sort($self, /, *, key=None, reverse=False)\n--\n\n"
     "Sort the list in place, stably, in ascending order by default.\n\n"
     "The key function is applied once to each item; None is returned."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

PySequenceMethods list_as_sequence = {
    .sq_length = list_length,
    .sq_concat = list_concat,
    .sq_repeat = list_repeat,
    .sq_item = list_item,
    .sq_ass_item = list_ass_item,
    .sq_contains = list_contains,
    .sq_inplace_concat = list_inplace_concat,
    .sq_inplace_repeat = list_inplace_repeat,
};

PyMappingMethods list_as_mapping = {
    .mp_length = list_length,
    .mp_subscript = list_subscript,
    .mp_ass_subscript = list_ass_subscript,
};

} // namespace

extern "C" {

PyTypeObject PyList_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "list",
    .tp_basicsize = sizeof(PyListObject),
    .tp_dealloc = list_dealloc,
    .tp_repr = list_repr,
    .tp_as_sequence = &list_as_sequence,
    .tp_as_mapping = &list_as_mapping,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_LIST_SUBCLASS |
                _Py_TPFLAGS_MATCH_SELF | Py_TPFLAGS_SEQUENCE,
    .tp_doc = "list(iterable=(), /)\n--\n\n"
              "Built-in mutable sequence.\n\n"
              "If no argument is given, the constructor creates a new empty list.\n"
              "The argument must be an iterable if specified.",
    .tp_traverse = list_traverse,
    .tp_clear = list_tp_clear,
    .tp_richcompare = list_richcompare,
    .tp_iter = list_iter,
    .tp_methods = list_methods,
    .tp_init = list_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = list_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = list_vectorcall,
};

} // extern "C"

} // namespace adder::objects
