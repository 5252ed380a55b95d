// SPDX-License-Identifier: MIT
//
// Iterators over ranges: range_iterator in 64-bit numbers, longrange_iterator in int objects of any size.
#include "objects/range_slice.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/sequence_iterators.hpp"

namespace adder::objects {

namespace {

// Gives start + index * step for index from 0 to length - 1. All owned, none NULL.
struct LongRangeIterator {
    PyObject_HEAD PyObject *index, *start, *step, *length;
};

inline RangeIterator *as_iterator(PyObject *self) {
    return reinterpret_cast<RangeIterator *>(self);
}
inline LongRangeIterator *as_long_iterator(PyObject *self) {
    return reinterpret_cast<LongRangeIterator *>(self);
}

// --- range_iterator

PyObject *new_iterator(int64_t start, int64_t step, int64_t count) {
    auto *iterator = new_plain_object<RangeIterator>(&PyRangeIter_Type);
    if (iterator == nullptr) return nullptr;
    iterator->next = start;
    iterator->step = step;
    iterator->remaining = iterator->count = count;
    return reinterpret_cast<PyObject *>(iterator);
}

void iterator_dealloc(PyObject *self) {
    release(self, sizeof(RangeIterator));
}

PyObject *iterator_next(PyObject *self) {
    return range_iterator_next(as_iterator(self));
}

PyObject *iterator_length_hint(PyObject *self, PyObject *) {
    return make_int(as_iterator(self)->remaining);
}

// As iter(range) of the whole range and the index where to go on.
PyObject *iterator_reduce(PyObject *self, PyObject *) {
    const RangeIterator *iterator = as_iterator(self);
    const int64_t index = iterator->count - iterator->remaining;
    const Int128 first = static_cast<Int128>(iterator->next) - static_cast<Int128>(index) * iterator->step;
    const Int128 end = first + static_cast<Int128>(iterator->count) * iterator->step;
    Ref start = TRY_REF(make_int(first));
    Ref stop = TRY_REF(make_int(end));
    Ref step = TRY_REF(make_int(iterator->step));
    const Ref range = TRY_REF(make_range(std::move(start), std::move(stop), std::move(step)));
    PyObject *iter = TRY(builtin_for_reduce(name::iter_));
    return Py_BuildValue("O(O)n", iter, range.get(), static_cast<Py_ssize_t>(index));
}

PyObject *iterator_setstate(PyObject *self, PyObject *state) {
    RangeIterator *iterator = as_iterator(self);
    int64_t index = PyLong_AsLong(state);
    if (index == -1 && is_error_pending()) return nullptr;
    index = index < 0 ? 0 : (index > iterator->count ? iterator->count : index);
    const int64_t moved = index - (iterator->count - iterator->remaining);
    iterator->next =
        static_cast<int64_t>(static_cast<uint64_t>(iterator->next) +
                             static_cast<uint64_t>(moved) * static_cast<uint64_t>(iterator->step));
    iterator->remaining -= moved;
    Py_RETURN_NONE;
}

// --- longrange_iterator

PyObject *new_long_iterator(Ref start, Ref step, PyObject *length) {
    auto *iterator = new_plain_object<LongRangeIterator>(&PyLongRangeIter_Type);
    if (iterator == nullptr) return nullptr;
    iterator->index = small_int(0);
    iterator->start = start.release();
    iterator->step = step.release();
    iterator->length = Py_NewRef(length);
    return reinterpret_cast<PyObject *>(iterator);
}

void long_dealloc(PyObject *self) {
    Py_DECREF(as_long_iterator(self)->index);
    Py_DECREF(as_long_iterator(self)->start);
    Py_DECREF(as_long_iterator(self)->step);
    Py_DECREF(as_long_iterator(self)->length);
    release(self, sizeof(LongRangeIterator));
}

PyObject *long_next(PyObject *self) {
    LongRangeIterator *iterator = as_long_iterator(self);
    if (compare_ints(iterator->index, iterator->length) >= 0) return nullptr;
    Ref number = TRY_REF(range_number_at(iterator->start, iterator->step, iterator->index));
    PyObject *next_index = int_add(iterator->index, small_int(1));
    if (next_index == nullptr) return nullptr;
    Py_SETREF(iterator->index, next_index);
    return number.release();
}

PyObject *long_length_hint(PyObject *self, PyObject *) {
    return int_subtract(as_long_iterator(self)->length, as_long_iterator(self)->index);
}

PyObject *long_reduce(PyObject *self, PyObject *) {
    const LongRangeIterator *iterator = as_long_iterator(self);
    Ref stop = TRY_REF(range_number_at(iterator->start, iterator->step, iterator->length));
    const Ref range =
        TRY_REF(make_range(Ref::borrow(iterator->start), std::move(stop), Ref::borrow(iterator->step)));
    PyObject *iter = TRY(builtin_for_reduce(name::iter_));
    return Py_BuildValue("O(O)O", iter, range.get(), iterator->index);
}

PyObject *long_setstate(PyObject *self, PyObject *state) {
    LongRangeIterator *iterator = as_long_iterator(self);
    const Ref index = TRY_REF(PyNumber_Index(state));
    PyObject *clipped = index.get();
    if (is_int_negative(clipped))
        clipped = small_int(0);
    else if (compare_ints(clipped, iterator->length) > 0)
        clipped = iterator->length;
    Py_SETREF(iterator->index, Py_NewRef(clipped));
    Py_RETURN_NONE;
}

constexpr const char *length_hint_doc = "Private method returning an estimate of len(list(it)).";
constexpr const char *reduce_doc = "Return state information for pickling.";
constexpr const char *setstate_doc = "Set state information for unpickling.";

PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS, length_hint_doc},
    {"__reduce__", iterator_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", iterator_setstate, METH_O, setstate_doc},
    {},
};

PyMethodDef long_methods[] = {
    {"__length_hint__", long_length_hint, METH_NOARGS, length_hint_doc},
    {"__reduce__", long_reduce, METH_NOARGS, reduce_doc},
    {"__setstate__", long_setstate, METH_O, setstate_doc},
    {},
};

} // namespace

PyObject *make_range_iterator(Range *range) {
    int64_t start, stop, step, length;
    if (to_int64(range->start, start) && to_int64(range->stop, stop) && to_int64(range->step, step) &&
        to_int64(range->length, length))
        return new_iterator(start, step, length);
    return new_long_iterator(Ref::borrow(range->start), Ref::borrow(range->step), range->length);
}

PyObject *make_reversed_range_iterator(Range *range) {
    const Ref last_index = TRY_REF(int_subtract(range->length, small_int(1)));
    Ref last = TRY_REF(range_number_at(range->start, range->step, last_index.get()));
    Ref step = TRY_REF(int_negative(range->step));
    int64_t start_number, stop_number, last_number, step_number, length;
    if (to_int64(range->start, start_number) && to_int64(range->stop, stop_number) &&
        to_int64(last.get(), last_number) && to_int64(step.get(), step_number) &&
        to_int64(range->length, length))
        return new_iterator(last_number, step_number, length);
    return new_long_iterator(std::move(last), std::move(step), range->length);
}

extern "C" {

PyTypeObject PyRangeIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "range_iterator",
    .tp_basicsize = sizeof(RangeIterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
    .tp_methods = iterator_methods,
};

PyTypeObject PyLongRangeIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "longrange_iterator",
    .tp_basicsize = sizeof(LongRangeIterator),
    .tp_dealloc = long_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = long_next,
    .tp_methods = long_methods,
};

} // extern "C"

} // namespace adder::objects
