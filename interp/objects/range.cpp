// SPDX-License-Identifier: MIT
//
// The type range: four ints, from which everything is computed. The arithmetic is that of objects/int.hpp,
// which is fast for small numbers and right for all.
// https://docs.python.org/3.11/library/stdtypes.html#ranges
#include "objects/range_slice.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/protocol.hpp"
#include "objects/sequence_parts.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

inline Range *as_range(PyObject *self) {
    return reinterpret_cast<Range *>(self);
}

// --- length

Ref small_length(int64_t start, int64_t stop, int64_t step) {
    if (step > 0) return Ref::steal(make_int(start < stop ? (stop - start - 1) / step + 1 : int64_t{0}));
    return Ref::steal(make_int(stop < start ? (start - stop - 1) / -step + 1 : int64_t{0}));
}

// (high - low - 1) // |step| + 1, or 0 when low >= high.
Ref length_of(PyObject *start, PyObject *stop, PyObject *step) {
    if (are_small_ints(start, stop) && is_small_int(step))
        return small_length(as_small_int(start), as_small_int(stop), as_small_int(step));
    const bool is_backward = is_int_negative(step);
    PyObject *low = is_backward ? stop : start;
    PyObject *high = is_backward ? start : stop;
    if (compare_ints(low, high) >= 0) return Ref::steal(small_int(0));
    const Ref distance = TRY_REF(int_subtract(high, low));
    const Ref one_less = TRY_REF(int_subtract(distance.get(), small_int(1)));
    const Ref stride = TRY_REF(int_absolute(step));
    const Ref steps = TRY_REF(int_floor_divide(one_less.get(), stride.get()));
    return Ref::steal(int_add(steps.get(), small_int(1)));
}

// --- making and ending

PyObject *range_from_arguments(PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("range", count, 1, 3)) return nullptr;
    if (count == 1) {
        Ref stop = TRY_REF(PyNumber_Index(args[0]));
        return make_range(Ref::steal(small_int(0)), std::move(stop), Ref::steal(small_int(1)));
    }
    Ref start = TRY_REF(PyNumber_Index(args[0]));
    Ref stop = TRY_REF(PyNumber_Index(args[1]));
    Ref step = count == 3 ? TRY_REF(PyNumber_Index(args[2])) : Ref::steal(small_int(1));
    if (is_int_zero(step.get())) return raise_value_error("range() arg 3 must not be zero");
    return make_range(std::move(start), std::move(stop), std::move(step));
}

PyObject *range_new(PyTypeObject *, PyObject *args, PyObject *kwargs) {
    if (!_PyArg_NoKeywords("range", kwargs)) return nullptr;
    return range_from_arguments(tuple_items(args), PyTuple_GET_SIZE(args));
}

PyObject *range_vectorcall(PyObject *, PyObject *const *args, size_t count_and_flag,
                           PyObject *keyword_names) {
    if (!_PyArg_NoKwnames("range", keyword_names)) return nullptr;
    return range_from_arguments(args, PyVectorcall_NARGS(count_and_flag));
}

void range_dealloc(PyObject *self) {
    Py_DECREF(as_range(self)->start);
    Py_DECREF(as_range(self)->stop);
    Py_DECREF(as_range(self)->step);
    Py_DECREF(as_range(self)->length);
    release(self, sizeof(Range));
}

// --- operators

PyObject *range_repr(PyObject *self) {
    const Range *range = as_range(self);
    if (range->step == small_int(1)) return PyUnicode_FromFormat("range(%R, %R)", range->start, range->stop);
    return PyUnicode_FromFormat("range(%R, %R, %R)", range->start, range->stop, range->step);
}

Py_ssize_t range_length(PyObject *self) {
    return PyLong_AsSsize_t(as_range(self)->length);
}

int range_bool(PyObject *self) {
    return !is_int_zero(as_range(self)->length);
}

PyObject *number_at(PyObject *self, PyObject *index_object) {
    const Range *range = as_range(self);
    Ref index = Ref::borrow(index_object);
    if (is_int_negative(index_object)) index = TRY_REF(int_add(index_object, range->length));
    if (is_int_negative(index.get()) || compare_ints(index.get(), range->length) >= 0)
        return raise(PyExc_IndexError, "range object index out of range");
    return range_number_at(range->start, range->step, index.get());
}

PyObject *range_item(PyObject *self, Py_ssize_t index) {
    const Ref number = TRY_REF(make_int(static_cast<int64_t>(index)));
    return number_at(self, number.get());
}

PyObject *take_slice(PyObject *self, PyObject *slice) {
    const Range *range = as_range(self);
    PyObject *bounds[3];
    auto *slice_object = reinterpret_cast<PySliceObject *>(slice);
    if (_PySlice_GetLongIndices(slice_object, range->length, &bounds[0], &bounds[1], &bounds[2]) < 0)
        return nullptr;
    const Ref start = Ref::steal(bounds[0]), stop = Ref::steal(bounds[1]), step = Ref::steal(bounds[2]);
    Ref new_step = TRY_REF(int_multiply(range->step, step.get()));
    Ref new_start = TRY_REF(range_number_at(range->start, range->step, start.get()));
    Ref new_stop = TRY_REF(range_number_at(range->start, range->step, stop.get()));
    return make_range(std::move(new_start), std::move(new_stop), std::move(new_step));
}

PyObject *range_subscript(PyObject *self, PyObject *key) {
    if (PyIndex_Check(key)) {
        const Ref index = TRY_REF(PyNumber_Index(key));
        return number_at(self, index.get());
    }
    if (PySlice_Check(key)) return take_slice(self, key);
    return raise_type_error("range indices must be integers or slices, not %.200s", Py_TYPE(key)->tp_name);
}

// 1, 0 or -1, for an int: whether it lies within the bounds and on a step.
int contains_int(const Range *range, PyObject *number) {
    const bool is_backward = is_int_negative(range->step);
    const int from_start = compare_ints(number, range->start);
    const int from_stop = compare_ints(number, range->stop);
    if (is_backward ? (from_start > 0 || from_stop <= 0) : (from_start < 0 || from_stop >= 0)) return 0;
    const Ref distance = TRY_REF(int_subtract(number, range->start));
    const Ref rest = TRY_REF(int_modulo(distance.get(), range->step));
    return is_int_zero(rest.get());
}

inline bool is_plain_int(PyObject *value) {
    return PyLong_CheckExact(value) || PyBool_Check(value);
}

int range_contains(PyObject *self, PyObject *value) {
    if (is_plain_int(value)) return contains_int(as_range(self), value);
    return static_cast<int>(_PySequence_IterSearch(self, value, PY_ITERSEARCH_CONTAINS));
}

bool are_ranges_equal(const Range *a, const Range *b) {
    if (compare_ints(a->length, b->length) != 0) return false;
    if (is_int_zero(a->length)) return true;
    if (compare_ints(a->start, b->start) != 0) return false;
    return compare_ints(a->length, small_int(1)) == 0 || compare_ints(a->step, b->step) == 0;
}

PyObject *range_richcompare(PyObject *a, PyObject *b, int op) {
    if (!PyRange_Check(b) || (op != Py_EQ && op != Py_NE)) Py_RETURN_NOTIMPLEMENTED;
    const bool is_equal = a == b || are_ranges_equal(as_range(a), as_range(b));
    return new_bool(is_equal == (op == Py_EQ));
}

// Of what makes ranges equal: length, and start and step where they matter.
Py_hash_t range_hash(PyObject *self) {
    const Range *range = as_range(self);
    const bool is_empty = is_int_zero(range->length);
    const bool is_single = compare_ints(range->length, small_int(1)) == 0;
    PyObject *const parts[] = {range->length, is_empty ? Py_None : range->start,
                               is_empty || is_single ? Py_None : range->step};
    const Ref tuple = TRY_REF(tuple_from_array(parts, 3));
    return PyObject_Hash(tuple.get());
}

PyObject *range_iter(PyObject *self) {
    return make_range_iterator(as_range(self));
}

// --- methods

PyObject *range_reversed(PyObject *self, PyObject *) {
    return make_reversed_range_iterator(as_range(self));
}

PyObject *range_count(PyObject *self, PyObject *value) {
    if (is_plain_int(value)) return small_int(TRY(contains_int(as_range(self), value)));
    return PyLong_FromSsize_t(TRY(_PySequence_IterSearch(self, value, PY_ITERSEARCH_COUNT)));
}

PyObject *range_index(PyObject *self, PyObject *value) {
    const Range *range = as_range(self);
    if (!is_plain_int(value)) {
        const Py_ssize_t index = _PySequence_IterSearch(self, value, PY_ITERSEARCH_INDEX);
        return index < 0 ? nullptr : PyLong_FromSsize_t(index);
    }
    if (!TRY(contains_int(range, value))) return raise_value_error("%R is not in range", value);
    const Ref distance = TRY_REF(int_subtract(value, range->start));
    return int_floor_divide(distance.get(), range->step);
}

PyObject *range_reduce(PyObject *self, PyObject *) {
    return Py_BuildValue("(O(OOO))", Py_TYPE(self), as_range(self)->start, as_range(self)->stop,
                         as_range(self)->step);
}

PyMethodDef range_methods[] = {
    {"__reversed__", range_reversed, METH_NOARGS, "Return a reverse iterator."},
    {"__reduce__", range_reduce, METH_VARARGS, nullptr},
    {"count", range_count, METH_O,
     "rangeobject.count(value) -> integer -- return number of occurrences of value"},
    {"index", range_index, METH_O,
     "rangeobject.index(value) -> integer -- return index of value.\n"
     "Raise ValueError if the value is not present."},
    {},
};

PyMemberDef range_members[] = {
    {"start", T_OBJECT_EX, offsetof(Range, start), READONLY, nullptr},
    {"stop", T_OBJECT_EX, offsetof(Range, stop), READONLY, nullptr},
    {"step", T_OBJECT_EX, offsetof(Range, step), READONLY, nullptr},
    {},
};

PyNumberMethods range_as_number = {.nb_bool = range_bool};

PySequenceMethods range_as_sequence = {
    .sq_length = range_length,
    .sq_item = range_item,
    .sq_contains = range_contains,
};

PyMappingMethods range_as_mapping = {.mp_length = range_length, .mp_subscript = range_subscript};

} // namespace

PyObject *make_range(Ref start, Ref stop, Ref step) {
    Ref length = TRY(length_of(start.get(), stop.get(), step.get()));
    auto *range = new_plain_object<Range>(&PyRange_Type);
    if (range == nullptr) return nullptr;
    range->start = start.release();
    range->stop = stop.release();
    range->step = step.release();
    range->length = length.release();
    return reinterpret_cast<PyObject *>(range);
}

PyObject *range_number_at(PyObject *start, PyObject *step, PyObject *index) {
    const Ref distance = TRY_REF(int_multiply(index, step));
    return int_add(start, distance.get());
}

extern "C" {

PyTypeObject PyRange_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "range",
    .tp_basicsize = sizeof(Range),
    .tp_dealloc = range_dealloc,
    .tp_repr = range_repr,
    .tp_as_number = &range_as_number,
    .tp_as_sequence = &range_as_sequence,
    .tp_as_mapping = &range_as_mapping,
    .tp_hash = range_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_SEQUENCE,
    .tp_doc =
        "range(stop) -> range object\n"
        "range(start, stop[, step]) -> range object\n\n"
        "The integers from start (inclusive) to stop (exclusive) by step, computed when they are asked for.\n"
        "A negative step counts down; start is 0 when it is left out.",
    .tp_richcompare = range_richcompare,
    .tp_iter = range_iter,
    .tp_methods = range_methods,
    .tp_members = range_members,
    .tp_new = range_new,
    .tp_vectorcall = range_vectorcall,
};

} // extern "C"

} // namespace adder::objects
