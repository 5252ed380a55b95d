// SPDX-License-Identifier: MIT
//
// slice objects and what start, stop and step mean for a sequence of known length.
// https://docs.python.org/3.11/reference/datamodel.html#slice-objects
#include "objects/range_slice.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

inline PySliceObject *as_slice(PyObject *self) {
    return reinterpret_cast<PySliceObject *>(self);
}

PyObject *slice_new(PyTypeObject *, PyObject *args, PyObject *kwargs) {
    if (!_PyArg_NoKeywords("slice", kwargs)) return nullptr;
    PyObject *start = nullptr, *stop = nullptr, *step = nullptr;
    if (!PyArg_UnpackTuple(args, "slice", 1, 3, &start, &stop, &step)) return nullptr;
    return stop == nullptr ? PySlice_New(nullptr, start, nullptr) : PySlice_New(start, stop, step);
}

void slice_dealloc(PyObject *self) {
    untrack(self);
    Py_DECREF(as_slice(self)->start);
    Py_DECREF(as_slice(self)->stop);
    Py_DECREF(as_slice(self)->step);
    release_gc_object(self, sizeof(PySliceObject));
}

int slice_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_slice(self)->start);
    Py_VISIT(as_slice(self)->stop);
    Py_VISIT(as_slice(self)->step);
    return 0;
}

PyObject *slice_repr(PyObject *self) {
    return PyUnicode_FromFormat("slice(%R, %R, %R)", as_slice(self)->start, as_slice(self)->stop,
                                as_slice(self)->step);
}

Ref to_tuple(PyObject *self) {
    return Ref::steal(tuple_from_array(&as_slice(self)->start, 3));
}

PyObject *slice_richcompare(PyObject *a, PyObject *b, int op) {
    if (!PySlice_Check(a) || !PySlice_Check(b)) Py_RETURN_NOTIMPLEMENTED;
    if (a == b) Py_RETURN_RICHCOMPARE(0, 0, op);
    const Ref left = TRY(to_tuple(a));
    const Ref right = TRY(to_tuple(b));
    return PyObject_RichCompare(left.get(), right.get(), op);
}

// A bound as an int object: clipped to [lower, upper], negative ones counted from the end.
Ref clip_bound(PyObject *bound, PyObject *length, PyObject *lower, PyObject *upper) {
    Ref number = TRY_REF(PyNumber_Index(bound));
    if (is_int_negative(number.get())) {
        number = TRY_REF(int_add(number.get(), length));
        return compare_ints(number.get(), lower) < 0 ? Ref::borrow(lower) : number;
    }
    return compare_ints(number.get(), upper) > 0 ? Ref::borrow(upper) : number;
}

Ref step_of(PySliceObject *slice) {
    if (slice->step == Py_None) return Ref::steal(small_int(1));
    if (!PyIndex_Check(slice->step))
        return raise_type_error("slice indices must be integers or None or have an __index__ method");
    Ref step = TRY_REF(PyNumber_Index(slice->step));
    if (is_int_zero(step.get())) return raise_value_error("slice step cannot be zero");
    return step;
}

Ref bound_of(PyObject *bound, PyObject *default_bound, PyObject *length, PyObject *lower, PyObject *upper) {
    if (bound == Py_None) return Ref::borrow(default_bound);
    if (!PyIndex_Check(bound))
        return raise_type_error("slice indices must be integers or None or have an __index__ method");
    return clip_bound(bound, length, lower, upper);
}

PyObject *slice_indices(PyObject *self, PyObject *length_object) {
    const Ref length = TRY_REF(PyNumber_Index(length_object));
    if (is_int_negative(length.get())) return raise_value_error("length should not be negative");
    PyObject *items[3];
    if (_PySlice_GetLongIndices(as_slice(self), length.get(), &items[0], &items[1], &items[2]) < 0)
        return nullptr;
    return tuple_from_stack(items, 3);
}

PyObject *slice_reduce(PyObject *self, PyObject *) {
    return Py_BuildValue("O(OOO)", Py_TYPE(self), as_slice(self)->start, as_slice(self)->stop,
                         as_slice(self)->step);
}

PyMethodDef slice_methods[] = {
    {"indices", slice_indices, METH_O,
     "S.indices(len) -> (start, stop, stride)\n\n"
     "The start and stop indices and the stride of the slice for a sequence of length len;\n"
     "out of bounds indices are clipped as in ordinary slicing."},
    {"__reduce__", slice_reduce, METH_NOARGS, "Return state information for pickling."},
    {},
};

PyMemberDef slice_members[] = {
    {"start", T_OBJECT, offsetof(PySliceObject, start), READONLY, nullptr},
    {"stop", T_OBJECT, offsetof(PySliceObject, stop), READONLY, nullptr},
    {"step", T_OBJECT, offsetof(PySliceObject, step), READONLY, nullptr},
    {},
};

} // namespace

PyObject *slice_from_stack(PyObject *start, PyObject *stop, PyObject *step) {
    auto *slice = new_gc_object<PySliceObject>(&PySlice_Type);
    if (step == nullptr) step = Py_NewRef(Py_None);
    if (slice == nullptr) {
        Py_DECREF(start);
        Py_DECREF(stop);
        Py_DECREF(step);
        return nullptr;
    }
    slice->start = start;
    slice->stop = stop;
    slice->step = step;
    auto *self = reinterpret_cast<PyObject *>(slice);
    if (may_be_in_cycle(start) || may_be_in_cycle(stop) || may_be_in_cycle(step)) track(self);
    return self;
}

int slice_index(PyObject *value, Py_ssize_t *result) {
    if (value == Py_None) return 0;
    if (!PyIndex_Check(value))
        return raise_type_error("slice indices must be integers or None or have an __index__ method");
    const Py_ssize_t index = PyNumber_AsSsize_t(value, nullptr);
    if (index == -1 && is_error_pending()) return -1;
    *result = index;
    return 0;
}

int slice_index_not_none(PyObject *value, Py_ssize_t *result) {
    if (!PyIndex_Check(value))
        return raise_type_error("slice indices must be integers or have an __index__ method");
    return slice_index(value, result);
}

extern "C" {

PyObject *PySlice_New(PyObject *start, PyObject *stop, PyObject *step) {
    return slice_from_stack(Py_NewRef(start == nullptr ? Py_None : start),
                            Py_NewRef(stop == nullptr ? Py_None : stop), Py_XNewRef(step));
}

PyObject *_PySlice_FromIndices(Py_ssize_t start, Py_ssize_t stop) {
    return slice_from_stack(make_int(start), make_int(stop), nullptr);
}

int PySlice_Unpack(PyObject *self, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step) {
    const PySliceObject *slice = as_slice(self);
    *step = 1;
    TRY(slice_index(slice->step, step));
    if (*step == 0) return raise_value_error("slice step cannot be zero");
    // So that -step is a number too.
    if (*step < -PY_SSIZE_T_MAX) *step = -PY_SSIZE_T_MAX;
    *start = *step < 0 ? PY_SSIZE_T_MAX : 0;
    *stop = *step < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    TRY(slice_index(slice->start, start));
    return slice_index(slice->stop, stop);
}

Py_ssize_t PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t step) {
    const Py_ssize_t lowest = step < 0 ? -1 : 0;
    const Py_ssize_t highest = step < 0 ? length - 1 : length;
    for (Py_ssize_t *bound : {start, stop}) {
        if (*bound < 0) {
            *bound += length;
            if (*bound < 0) *bound = lowest;
        } else if (*bound >= length) {
            *bound = highest;
        }
    }
    if (step == 1) return *start < *stop ? *stop - *start : 0; // spares a division
    if (step < 0) return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

int PySlice_GetIndicesEx(PyObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                         Py_ssize_t *step, Py_ssize_t *slice_length) {
    TRY(PySlice_Unpack(slice, start, stop, step));
    *slice_length = PySlice_AdjustIndices(length, start, stop, *step);
    return 0;
}

int PySlice_GetIndices(PyObject *self, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop,
                       Py_ssize_t *step) {
    const PySliceObject *slice = as_slice(self);
    for (PyObject *part : {slice->start, slice->stop, slice->step})
        if (part != Py_None && !PyLong_Check(part)) return -1;
    *step = slice->step == Py_None ? 1 : PyLong_AsSsize_t(slice->step);
    *start = slice->start == Py_None ? (*step < 0 ? length - 1 : 0) : PyLong_AsSsize_t(slice->start);
    *stop = slice->stop == Py_None ? (*step < 0 ? -1 : length) : PyLong_AsSsize_t(slice->stop);
    if (slice->start != Py_None && *start < 0) *start += length;
    if (slice->stop != Py_None && *stop < 0) *stop += length;
    return *stop > length || *start >= length || *step == 0 ? -1 : 0;
}

int _PySlice_GetLongIndices(PySliceObject *slice, PyObject *length, PyObject **start, PyObject **stop,
                            PyObject **step) {
    Ref by = TRY(step_of(slice));
    const bool is_backward = is_int_negative(by.get());
    const Ref lower = Ref::steal(small_int(is_backward ? -1 : 0));
    const Ref upper = is_backward ? TRY_REF(int_add(length, lower.get())) : Ref::borrow(length);
    Ref first = TRY(
        bound_of(slice->start, is_backward ? upper.get() : lower.get(), length, lower.get(), upper.get()));
    Ref last =
        TRY(bound_of(slice->stop, is_backward ? lower.get() : upper.get(), length, lower.get(), upper.get()));
    *start = first.release();
    *stop = last.release();
    *step = by.release();
    return 0;
}

PyTypeObject PySlice_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "slice",
    .tp_basicsize = sizeof(PySliceObject),
    .tp_dealloc = slice_dealloc,
    .tp_repr = slice_repr,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "slice(stop)\nslice(start, stop[, step])\n\n"
              "Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    .tp_traverse = slice_traverse,
    .tp_richcompare = slice_richcompare,
    .tp_methods = slice_methods,
    .tp_members = slice_members,
    .tp_new = slice_new,
};

} // extern "C"

} // namespace adder::objects
