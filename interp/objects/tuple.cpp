// SPDX-License-Identifier: MIT
//
// The type tuple and its C API. Small tuples come from the heap's size classes, which keep freed ones at
// hand, so there is no free list of tuples beside them.
#include "objects/tuple.hpp"

#include "objects/error.hpp"
#include "objects/hash_table.hpp"
#include "objects/protocol.hpp"
#include "objects/sequence_iterators.hpp"
#include "objects/sequence_parts.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace adder::objects {

namespace {

constexpr Py_ssize_t largest_tuple = (PY_SSIZE_T_MAX - 64) / static_cast<Py_ssize_t>(sizeof(PyObject *));

PyObject *new_tuple(PyTupleObject *tuple) {
    track_if_needed(tuple);
    return reinterpret_cast<PyObject *>(tuple);
}

// --- making and ending

PyObject *make_subtype_instance(PyTypeObject *type, PyObject *iterable) {
    const Ref items = iterable == nullptr ? Ref::borrow(empty_tuple()) : TRY_REF(PySequence_Tuple(iterable));
    const Py_ssize_t count = PyTuple_GET_SIZE(items.get());
    Ref self = TRY_REF(type->tp_alloc(type, count));
    for (Py_ssize_t i = 0; i < count; i++)
        PyTuple_SET_ITEM(self.get(), i, Py_NewRef(PyTuple_GET_ITEM(items.get(), i)));
    return self.release();
}

PyObject *make_instance(PyTypeObject *type, PyObject *iterable) {
    if (type != &PyTuple_Type) return make_subtype_instance(type, iterable);
    return iterable == nullptr ? Py_NewRef(empty_tuple()) : PySequence_Tuple(iterable);
}

PyObject *tuple_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    const bool has_own_init = type->tp_init != PyTuple_Type.tp_init;
    if (!has_own_init && !_PyArg_NoKeywords("tuple", kwargs)) return nullptr;
    PyObject *iterable = nullptr;
    if (!PyArg_UnpackTuple(args, "tuple", 0, 1, &iterable)) return nullptr;
    return make_instance(type, iterable);
}

PyObject *tuple_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                           PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (!_PyArg_NoKwnames("tuple", keyword_names) || !_PyArg_CheckPositional("tuple", count, 0, 1))
        return nullptr;
    return make_instance(reinterpret_cast<PyTypeObject *>(type), count == 1 ? args[0] : nullptr);
}

void tuple_dealloc(PyObject *self) {
    untrack(self);
    const Py_ssize_t count = PyTuple_GET_SIZE(self);
    for (Py_ssize_t i = count; --i >= 0;) Py_XDECREF(PyTuple_GET_ITEM(self, i));
    if (is_exact_tuple(self))
        release_gc_object(self, size_of_tuple(count));
    else
        Py_TYPE(self)->tp_free(self);
}

int tuple_traverse(PyObject *self, visitproc visit, void *arg) {
    for (Py_ssize_t i = PyTuple_GET_SIZE(self); --i >= 0;) Py_VISIT(PyTuple_GET_ITEM(self, i));
    return 0;
}

// --- operators

PyObject *tuple_repr(PyObject *self) {
    if (PyTuple_GET_SIZE(self) == 0) return PyUnicode_FromString("()");
    return repr_sequence<PyTupleObject>(self, '(', ')', "(...)");
}

// xxHash without its last round, as CPython has it.
Py_hash_t tuple_hash(PyObject *self) {
    constexpr Py_uhash_t prime_1 = 11400714785074694791u;
    constexpr Py_uhash_t prime_2 = 14029467366897019727u;
    constexpr Py_uhash_t prime_5 = 2870177450012600261u;
    const Py_ssize_t count = PyTuple_GET_SIZE(self);
    // CPython sets no limit to nesting here, so only the end of the C++ stack does.
    if (static_cast<char *>(__builtin_frame_address(0)) < thread()->native_stack_limit) {
        PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded while computing a hash");
        return -1;
    }
    Py_uhash_t hash = prime_5;
    for (Py_ssize_t i = 0; i < count; i++) {
        const Py_hash_t lane = hash_of(PyTuple_GET_ITEM(self, i));
        if (lane == -1) return -1;
        hash = std::rotl(hash + static_cast<Py_uhash_t>(lane) * prime_2, 31) * prime_1;
    }
    hash += static_cast<Py_uhash_t>(count) ^ (prime_5 ^ 3527539u);
    return hash == static_cast<Py_uhash_t>(-1) ? 1546275796 : static_cast<Py_hash_t>(hash);
}

PyObject *tuple_richcompare(PyObject *a, PyObject *b, int op) {
    if (!PyTuple_Check(a) || !PyTuple_Check(b)) Py_RETURN_NOTIMPLEMENTED;
    return compare_sequences<PyTupleObject>(a, b, op);
}

Py_ssize_t tuple_length(PyObject *self) {
    return PyTuple_GET_SIZE(self);
}

int tuple_contains(PyObject *self, PyObject *value) {
    const Py_ssize_t index = find_item<PyTupleObject>(self, value, 0, PY_SSIZE_T_MAX);
    return index >= 0 ? 1 : (index == -1 ? 0 : -1);
}

PyObject *tuple_item(PyObject *self, Py_ssize_t index) {
    if (index >= 0 && index < PyTuple_GET_SIZE(self)) return Py_NewRef(PyTuple_GET_ITEM(self, index));
    return raise(PyExc_IndexError, "tuple index out of range");
}

PyObject *take_slice(PyObject *self, PyObject *slice) {
    Py_ssize_t start, stop, step;
    TRY(PySlice_Unpack(slice, &start, &stop, &step));
    const Py_ssize_t count = PySlice_AdjustIndices(PyTuple_GET_SIZE(self), &start, &stop, step);
    if (count <= 0) return Py_NewRef(empty_tuple());
    if (step == 1) return tuple_slice(as_tuple(self), start, start + count);
    PyTupleObject *result = allocate_tuple(count);
    if (result == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < count; i++)
        result->ob_item[i] = Py_NewRef(PyTuple_GET_ITEM(self, start + i * step));
    return new_tuple(result);
}

PyObject *tuple_subscript(PyObject *self, PyObject *key) {
    if (PyIndex_Check(key)) {
        const Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        if (index == -1 && is_error_pending()) return nullptr;
        return tuple_item(self, index < 0 ? index + PyTuple_GET_SIZE(self) : index);
    }
    if (PySlice_Check(key)) return take_slice(self, key);
    return raise_type_error("tuple indices must be integers or slices, not %.200s", Py_TYPE(key)->tp_name);
}

PyObject *tuple_concat(PyObject *a, PyObject *b) {
    if (PyTuple_GET_SIZE(a) == 0 && is_exact_tuple(b)) return Py_NewRef(b);
    if (!PyTuple_Check(b))
        return raise_type_error("can only concatenate tuple (not \"%.200s\") to tuple", Py_TYPE(b)->tp_name);
    const Py_ssize_t a_size = PyTuple_GET_SIZE(a);
    const Py_ssize_t b_size = PyTuple_GET_SIZE(b);
    if (b_size == 0 && is_exact_tuple(a)) return Py_NewRef(a);
    if (a_size + b_size == 0) return Py_NewRef(empty_tuple());
    PyTupleObject *result = allocate_tuple(a_size + b_size);
    if (result == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < a_size; i++) result->ob_item[i] = Py_NewRef(PyTuple_GET_ITEM(a, i));
    for (Py_ssize_t i = 0; i < b_size; i++) result->ob_item[a_size + i] = Py_NewRef(PyTuple_GET_ITEM(b, i));
    return new_tuple(result);
}

PyObject *tuple_repeat(PyObject *self, Py_ssize_t times) {
    const Py_ssize_t size = PyTuple_GET_SIZE(self);
    if ((size == 0 || times == 1) && is_exact_tuple(self)) return Py_NewRef(self);
    if (size == 0 || times <= 0) return Py_NewRef(empty_tuple());
    if (size > largest_tuple / times) return PyErr_NoMemory();
    PyTupleObject *result = allocate_tuple(size * times);
    if (result == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < size * times; i++)
        result->ob_item[i] = Py_NewRef(PyTuple_GET_ITEM(self, i % size));
    return new_tuple(result);
}

// --- methods

PyObject *tuple_index(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t start, stop;
    TRY(parse_index_bounds(args, count, PyTuple_GET_SIZE(self), start, stop));
    const Py_ssize_t index = find_item<PyTupleObject>(self, args[0], start, stop);
    if (index == -1) return raise_value_error("tuple.index(x): x not in tuple");
    return index < 0 ? nullptr : PyLong_FromSsize_t(index);
}

PyObject *tuple_count(PyObject *self, PyObject *value) {
    return PyLong_FromSsize_t(TRY(count_items<PyTupleObject>(self, value)));
}

PyObject *tuple_getnewargs(PyObject *self, PyObject *) {
    const Ref items = TRY_REF(tuple_slice(as_tuple(self), 0, PyTuple_GET_SIZE(self)));
    PyObject *item = items.get();
    return tuple_from_array(&item, 1);
}

PyObject *tuple_iter(PyObject *self) {
    return make_sequence_iterator(self, &PyTupleIter_Type);
}

PyMethodDef tuple_methods[] = {
    {"__getnewargs__", tuple_getnewargs, METH_NOARGS, "__getnewargs__($self, /)\n--\n\n"},
    {"index", _PyCFunction_CAST(tuple_index), METH_FASTCALL,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\n"
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"count", tuple_count, METH_O, "count($self, value, /)\n--\n\nReturn number of occurrences of value."},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, "See PEP 585"},
    {},
};

PySequenceMethods tuple_as_sequence = {
    .sq_length = tuple_length,
    .sq_concat = tuple_concat,
    .sq_repeat = tuple_repeat,
    .sq_item = tuple_item,
    .sq_contains = tuple_contains,
};

PyMappingMethods tuple_as_mapping = {.mp_length = tuple_length, .mp_subscript = tuple_subscript};

} // namespace

constinit SharedTuple shared_empty_tuple = {
    .head = {},
    .tuple = {.ob_base = {.ob_base = {.ob_refcnt = Py_ssize_t{1} << 40, .ob_type = &PyTuple_Type},
                          .ob_size = 0},
              .ob_item = {}},
};

PyTupleObject *allocate_tuple(Py_ssize_t count) {
    if (count > largest_tuple) return reinterpret_cast<PyTupleObject *>(PyErr_NoMemory());
    auto *tuple = new_gc_object<PyTupleObject>(&PyTuple_Type, size_of_tuple(count));
    if (tuple != nullptr) tuple->ob_base.ob_size = count;
    return tuple;
}

void track_if_needed(PyTupleObject *tuple) {
    for (Py_ssize_t i = 0; i < tuple_size(tuple); i++) {
        if (!may_be_in_cycle(tuple->ob_item[i])) continue;
        track(reinterpret_cast<PyObject *>(tuple));
        return;
    }
}

PyObject *tuple_from_stack(PyObject **items, Py_ssize_t count) {
    if (count == 0) return Py_NewRef(empty_tuple());
    PyTupleObject *tuple = allocate_tuple(count);
    if (tuple == nullptr) {
        for (Py_ssize_t i = 0; i < count; i++) Py_DECREF(items[i]);
        return nullptr;
    }
    std::copy(items, items + count, tuple->ob_item);
    return new_tuple(tuple);
}

PyTupleObject *spare_argument_tuples[largest_spare_tuple + 1];

void give_up_arguments(PyTupleObject *tuple) {
    auto *object = reinterpret_cast<PyObject *>(tuple);
    if (object->ob_refcnt > 1 && !is_tracked(object)) track_if_needed(tuple);
    Py_DECREF(object);
}

PyObject *tuple_from_array(PyObject *const *items, Py_ssize_t count) {
    if (count == 0) return Py_NewRef(empty_tuple());
    PyTupleObject *tuple = allocate_tuple(count);
    if (tuple == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < count; i++) tuple->ob_item[i] = Py_NewRef(items[i]);
    return new_tuple(tuple);
}

PyObject *make_pair(PyObject *first, PyObject *second) {
    PyObject *const items[] = {first, second};
    return tuple_from_array(items, 2);
}

PyObject *tuple_slice(PyTupleObject *tuple, Py_ssize_t low, Py_ssize_t high) {
    auto *self = reinterpret_cast<PyObject *>(tuple);
    if (low == 0 && high == tuple_size(tuple) && is_exact_tuple(self)) return Py_NewRef(self);
    return tuple_from_array(tuple->ob_item + low, high - low);
}

extern "C" {

// --- C API

PyObject *PyTuple_New(Py_ssize_t size) {
    if (size == 0) return Py_NewRef(empty_tuple());
    if (size < 0) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    PyTupleObject *tuple = allocate_tuple(size);
    if (tuple == nullptr) return nullptr;
    std::fill(tuple->ob_item, tuple->ob_item + size, nullptr);
    track(reinterpret_cast<PyObject *>(tuple));
    return reinterpret_cast<PyObject *>(tuple);
}

Py_ssize_t PyTuple_Size(PyObject *tuple) {
    if (PyTuple_Check(tuple)) return PyTuple_GET_SIZE(tuple);
    PyErr_BadInternalCall();
    return -1;
}

PyObject *PyTuple_GetItem(PyObject *tuple, Py_ssize_t index) {
    if (!PyTuple_Check(tuple)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (index >= 0 && index < PyTuple_GET_SIZE(tuple)) return PyTuple_GET_ITEM(tuple, index);
    return raise(PyExc_IndexError, "tuple index out of range");
}

int PyTuple_SetItem(PyObject *tuple, Py_ssize_t index, PyObject *item) {
    if (!PyTuple_Check(tuple) || Py_REFCNT(tuple) != 1) {
        Py_XDECREF(item);
        PyErr_BadInternalCall();
        return -1;
    }
    if (index < 0 || index >= PyTuple_GET_SIZE(tuple)) {
        Py_XDECREF(item);
        return raise(PyExc_IndexError, "tuple assignment index out of range");
    }
    Py_XSETREF(PyTuple_GET_ITEM(tuple, index), item);
    return 0;
}

PyObject *PyTuple_GetSlice(PyObject *tuple, Py_ssize_t low, Py_ssize_t high) {
    if (tuple == nullptr || !PyTuple_Check(tuple)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    const Py_ssize_t start = low < 0 ? 0 : low;
    const Py_ssize_t stop = std::min(high, PyTuple_GET_SIZE(tuple));
    return stop <= start ? Py_NewRef(empty_tuple()) : tuple_slice(as_tuple(tuple), start, stop);
}

PyObject *PyTuple_Pack(Py_ssize_t count, ...) {
    if (count == 0) return Py_NewRef(empty_tuple());
    PyTupleObject *tuple = allocate_tuple(count);
    if (tuple == nullptr) return nullptr;
    va_list items;
    va_start(items, count);
    for (Py_ssize_t i = 0; i < count; i++) tuple->ob_item[i] = Py_NewRef(va_arg(items, PyObject *));
    va_end(items);
    return new_tuple(tuple);
}

PyObject *_PyTuple_FromArray(PyObject *const *items, Py_ssize_t count) {
    return tuple_from_array(items, count);
}

int _PyTuple_Resize(PyObject **tuple, Py_ssize_t new_size) {
    PyObject *old = *tuple;
    if (old == nullptr || !PyTuple_CheckExact(old) || (PyTuple_GET_SIZE(old) != 0 && Py_REFCNT(old) != 1)) {
        *tuple = nullptr;
        Py_XDECREF(old);
        PyErr_BadInternalCall();
        return -1;
    }
    const Py_ssize_t old_size = PyTuple_GET_SIZE(old);
    if (old_size == new_size) return 0;
    // A tuple that somebody fills is short-lived news: a copy is simpler than moving an object with its
    // links.
    *tuple = PyTuple_New(new_size);
    if (*tuple != nullptr) {
        const Py_ssize_t kept = std::min(old_size, new_size);
        for (Py_ssize_t i = 0; i < kept; i++)
            PyTuple_SET_ITEM(*tuple, i, std::exchange(PyTuple_GET_ITEM(old, i), nullptr));
    }
    Py_DECREF(old);
    return *tuple == nullptr ? -1 : 0;
}

void _PyTuple_MaybeUntrack(PyObject *tuple) {
    if (!PyTuple_CheckExact(tuple) || !is_tracked(tuple)) return;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
        PyObject *item = PyTuple_GET_ITEM(tuple, i);
        // An empty place means that the tuple is still being made.
        if (item == nullptr || may_be_in_cycle(item)) return;
    }
    untrack(tuple);
}

PyTypeObject PyTuple_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "tuple",
    .tp_basicsize = offsetof(PyTupleObject, ob_item),
    .tp_itemsize = sizeof(PyObject *),
    .tp_dealloc = tuple_dealloc,
    .tp_repr = tuple_repr,
    .tp_as_sequence = &tuple_as_sequence,
    .tp_as_mapping = &tuple_as_mapping,
    .tp_hash = tuple_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_TUPLE_SUBCLASS |
                _Py_TPFLAGS_MATCH_SELF | Py_TPFLAGS_SEQUENCE,
    .tp_doc = "tuple(iterable=(), /)\n--\n\n"
              "Built-in immutable sequence.\n\n"
              "If no argument is given, the constructor returns an empty tuple.\n"
              "If iterable is specified the tuple is initialized from iterable's items.\n\n"
              "If the argument is a tuple, the return value is the same object.",
    .tp_traverse = tuple_traverse,
    .tp_richcompare = tuple_richcompare,
    .tp_iter = tuple_iter,
    .tp_methods = tuple_methods,
    .tp_new = tuple_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = tuple_vectorcall,
};

} // extern "C"

} // namespace adder::objects
