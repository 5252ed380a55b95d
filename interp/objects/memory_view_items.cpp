// SPDX-License-Identifier: MIT
//
// memoryview's subscripts: single items, slices (of the first dimension), assignment, and comparison.
//
// Turning an index or a value into a number may run code that releases the view. So the view is asked again
// before its memory is touched, and a slice is a view of its own, which keeps the memory, before its bounds
// are.
#include "objects/memory_view.hpp"

#include "objects/error.hpp"

#include <cstring>
#include <vector>

namespace adder::objects {

namespace {

// Moves the pointer to an item of one dimension; NULL with IndexError.
char *step_into(const Py_buffer &view, int dimension, char *pointer, Py_ssize_t index) {
    Py_ssize_t extent = view.shape[dimension];
    if (index < 0) index += extent;
    if (index < 0 || index >= extent)
        return raise(PyExc_IndexError, "index out of bounds on dimension %d", dimension + 1);
    pointer += view.strides[dimension] * index;
    if (view.suboffsets != nullptr && view.suboffsets[dimension] >= 0)
        pointer = *reinterpret_cast<char **>(pointer) + view.suboffsets[dimension];
    return pointer;
}

int to_index(PyObject *key, Py_ssize_t &index) {
    index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    return index == -1 && is_error_pending() ? -1 : 0;
}

bool is_tuple_of(PyObject *key, bool (*test)(PyObject *)) {
    if (!PyTuple_Check(key)) return false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(key); i++)
        if (!test(PyTuple_GET_ITEM(key, i))) return false;
    return true;
}

bool is_index(PyObject *object) {
    return PyIndex_Check(object) != 0;
}

bool is_slice(PyObject *object) {
    return PySlice_Check(object);
}

char *item_pointer(PyObject *self, PyObject *indices) {
    const Py_buffer &view = as_view(self)->view;
    Py_ssize_t count = PyTuple_GET_SIZE(indices);
    if (count > view.ndim)
        return raise_type_error("cannot index %zd-dimension view with %zd-element tuple",
                                static_cast<Py_ssize_t>(view.ndim), count);
    char *pointer = static_cast<char *>(view.buf);
    for (int i = 0; i < count; i++) {
        Py_ssize_t index;
        TRY(to_index(PyTuple_GET_ITEM(indices, i), index));
        TRY(check_released(self));
        pointer = step_into(view, i, pointer, index);
        if (pointer == nullptr) return nullptr;
    }
    return pointer;
}

int store_item(PyObject *self, char *pointer, PyObject *value) {
    const Py_buffer &view = as_view(self)->view;
    char packed[sizeof(long long)];
    TRY(pack_item(packed, value, view.format));
    TRY(check_released(self));
    std::memcpy(pointer, packed, static_cast<size_t>(view.itemsize));
    return 0;
}

struct Bounds {
    Py_ssize_t start, stop, step;
};

int unpack_slice(PyObject *key, Bounds &bounds) {
    return PySlice_Unpack(key, &bounds.start, &bounds.stop, &bounds.step);
}

// Narrows a new view in its first dimension.
void narrow(PyMemoryViewObject *target, Bounds bounds) {
    Py_buffer &view = target->view;
    const Py_ssize_t count = PySlice_AdjustIndices(view.shape[0], &bounds.start, &bounds.stop, bounds.step);
    const bool is_indirect = view.suboffsets != nullptr && view.suboffsets[0] >= 0;
    if (!is_indirect) view.buf = static_cast<char *>(view.buf) + view.strides[0] * bounds.start;
    view.shape[0] = count;
    view.strides[0] *= bounds.step;
    view.len = view.itemsize;
    for (int i = 0; i < view.ndim; i++) view.len *= view.shape[i];
    update_flags(target);
}

Ref slice_view(PyMemoryViewObject *self, PyObject *key) {
    Ref sliced = TRY(make_view(self->mbuf, self->view));
    Bounds bounds;
    TRY(unpack_slice(key, bounds));
    narrow(sliced.as<PyMemoryViewObject>(), bounds);
    return sliced;
}

bool has_same_structure(const Py_buffer &a, const Py_buffer &b) {
    if (a.itemsize != b.itemsize || a.ndim != b.ndim) return false;
    char format_a = native_format(a.format);
    char format_b = native_format(b.format);
    if (format_a != format_b || (format_a == '\0' && std::strcmp(a.format, b.format) != 0)) return false;
    for (int i = 0; i < a.ndim; i++) {
        if (a.shape[i] != b.shape[i]) return false;
        if (a.shape[i] == 0) break;
    }
    return true;
}

int copy_items(const Py_buffer &target, Py_buffer &source) {
    if (source.format == nullptr) source.format = const_cast<char *>("B");
    if (!has_same_structure(target, source))
        return raise_value_error("memoryview assignment: lvalue and rvalue have different structures");
    std::vector<char> items(static_cast<size_t>(source.len));
    TRY(PyBuffer_ToContiguous(items.data(), &source, source.len, 'C'));
    return PyBuffer_FromContiguous(&target, items.data(), source.len, 'C');
}

int copy_to_slice(PyMemoryViewObject *self, PyObject *key, Py_buffer &source) {
    Bounds bounds;
    TRY(unpack_slice(key, bounds));
    TRY(check_released(reinterpret_cast<PyObject *>(self)));
    const Ref target = TRY(make_view(self->mbuf, self->view));
    narrow(target.as<PyMemoryViewObject>(), bounds);
    return copy_items(target.as<PyMemoryViewObject>()->view, source);
}

int assign_slice(PyMemoryViewObject *self, PyObject *key, PyObject *value) {
    if (self->view.ndim != 1)
        return raise(PyExc_NotImplementedError,
                     "memoryview slice assignments are currently restricted to ndim = 1");
    Py_buffer source;
    TRY(PyObject_GetBuffer(value, &source, PyBUF_FULL_RO));
    const int status = copy_to_slice(self, key, source);
    PyBuffer_Release(&source);
    return status;
}

PyObject *scalar_item(PyMemoryViewObject *self, PyObject *key) {
    if (PyTuple_Check(key) && PyTuple_GET_SIZE(key) == 0)
        return unpack_item(static_cast<char *>(self->view.buf), self->view.format);
    if (key == Py_Ellipsis) return Py_NewRef(self);
    return raise_type_error("invalid indexing of 0-dim memory");
}

int set_scalar_item(PyMemoryViewObject *self, PyObject *key, PyObject *value) {
    bool is_whole = key == Py_Ellipsis || (PyTuple_Check(key) && PyTuple_GET_SIZE(key) == 0);
    if (is_whole)
        return store_item(reinterpret_cast<PyObject *>(self), static_cast<char *>(self->view.buf), value);
    return raise_type_error("invalid indexing of 0-dim memory");
}

// 1, 0, or -1 with an error.
int are_items_equal(const char *a, const char *format_a, const char *b, const char *format_b) {
    Ref left = TRY_REF(unpack_item(a, format_a));
    Ref right = TRY_REF(unpack_item(b, format_b));
    return PyObject_RichCompareBool(left.get(), right.get(), Py_EQ);
}

// The method by which module struct reads items of a format; empty without an error when it knows none.
Ref struct_reader(const char *format) {
    Ref module = Ref::steal(PyImport_ImportModule("struct"));
    Ref reader = Ref::steal(module ? PyObject_CallMethod(module.get(), "Struct", "s", format) : nullptr);
    Ref method = Ref::steal(reader ? PyObject_GetAttrString(reader.get(), "unpack") : nullptr);
    if (!method) PyErr_Clear();
    return method;
}

PyObject *read_by_struct(PyObject *method, const char *memory, Py_ssize_t size) {
    Ref bytes = TRY_REF(PyBytes_FromStringAndSize(memory, size));
    return PyObject_CallOneArg(method, bytes.get());
}

// Items of formats that are not the machine's own, which struct may know: 1, 0, or -1 with an error.
int are_equal_by_struct(const Py_buffer &a, const char *format_a, const Py_buffer &b, const char *format_b) {
    Ref read_a = struct_reader(format_a);
    Ref read_b = struct_reader(format_b);
    if (!read_a || !read_b) return 0;
    BufferWalk right(&b, false);
    for (BufferWalk left(&a, false); !left.is_done(); left.advance(), right.advance()) {
        Ref value_a = TRY_REF(read_by_struct(read_a.get(), left.item(), a.itemsize));
        Ref value_b = TRY_REF(read_by_struct(read_b.get(), right.item(), b.itemsize));
        const int is_equal = PyObject_RichCompareBool(value_a.get(), value_b.get(), Py_EQ);
        if (is_equal <= 0) return is_equal;
    }
    return 1;
}

int are_buffers_equal(const Py_buffer &a, const Py_buffer &b) {
    if (a.ndim != b.ndim) return 0;
    for (int i = 0; i < a.ndim; i++) {
        if ((a.shape != nullptr ? a.shape[i] : a.len / a.itemsize) !=
            (b.shape != nullptr ? b.shape[i] : b.len / b.itemsize))
            return 0;
    }
    const char *format_a = a.format == nullptr ? "B" : a.format;
    const char *format_b = b.format == nullptr ? "B" : b.format;
    if (native_format(format_a) == '\0' || native_format(format_b) == '\0')
        return are_equal_by_struct(a, format_a, b, format_b);
    bool has_same_bytes = native_format(format_a) == native_format(format_b) &&
                          std::strchr("fde?", native_format(format_a)) == nullptr;
    BufferWalk right(&b, false);
    for (BufferWalk left(&a, false); !left.is_done(); left.advance(), right.advance()) {
        int is_equal = has_same_bytes
                           ? std::memcmp(left.item(), right.item(), static_cast<size_t>(a.itemsize)) == 0
                           : TRY(are_items_equal(left.item(), format_a, right.item(), format_b));
        if (!is_equal) return 0;
    }
    return 1;
}

// Without an error: -1 when the other object has no buffer.
int compare_with(PyMemoryViewObject *self, PyObject *other) {
    if (PyMemoryView_Check(other)) {
        if (check_released(other) < 0) {
            PyErr_Clear();
            return 0;
        }
        return are_buffers_equal(self->view, as_view(other)->view);
    }
    Py_buffer view;
    if (PyObject_GetBuffer(other, &view, PyBUF_FULL_RO) < 0) {
        PyErr_Clear();
        return -1;
    }
    int is_equal = are_buffers_equal(self->view, view);
    PyBuffer_Release(&view);
    return is_equal;
}

} // namespace

Py_ssize_t view_length(PyObject *self) {
    TRY(check_released(self));
    return as_view(self)->view.ndim == 0 ? 1 : as_view(self)->view.shape[0];
}

PyObject *view_item(PyObject *self, Py_ssize_t index) {
    TRY(check_released(self));
    const Py_buffer &view = as_view(self)->view;
    if (native_format(view.format) == '\0') return raise_unsupported_format(view.format);
    if (view.ndim == 0) return raise_type_error("invalid indexing of 0-dim memory");
    if (view.ndim > 1)
        return raise(PyExc_NotImplementedError, "multi-dimensional sub-views are not implemented");
    char *pointer = step_into(view, 0, static_cast<char *>(view.buf), index);
    return pointer == nullptr ? nullptr : unpack_item(pointer, view.format);
}

PyObject *view_subscript(PyObject *self, PyObject *key) {
    TRY(check_released(self));
    auto *view = as_view(self);
    if (view->view.ndim == 0) return scalar_item(view, key);
    if (PyIndex_Check(key)) {
        Py_ssize_t index;
        TRY(to_index(key, index));
        return view_item(self, index);
    }
    if (PySlice_Check(key)) return slice_view(view, key).release();
    if (is_tuple_of(key, is_index)) {
        if (PyTuple_GET_SIZE(key) < view->view.ndim)
            return raise(PyExc_NotImplementedError, "sub-views are not implemented");
        char *pointer = item_pointer(self, key);
        return pointer == nullptr ? nullptr : unpack_item(pointer, view->view.format);
    }
    if (is_tuple_of(key, is_slice))
        return raise(PyExc_NotImplementedError, "multi-dimensional slicing is not implemented");
    return raise_type_error("memoryview: invalid slice key");
}

int view_set_subscript(PyObject *self, PyObject *key, PyObject *value) {
    TRY(check_released(self));
    auto *view = as_view(self);
    const Py_buffer &buffer = view->view;
    if (buffer.readonly) return raise_type_error("cannot modify read-only memory");
    if (value == nullptr) return raise_type_error("cannot delete memory");
    if (buffer.ndim == 0) return set_scalar_item(view, key, value);
    if (PyIndex_Check(key)) {
        if (buffer.ndim > 1) return raise(PyExc_NotImplementedError, "sub-views are not implemented");
        Py_ssize_t index;
        TRY(to_index(key, index));
        TRY(check_released(self));
        char *pointer = step_into(buffer, 0, static_cast<char *>(buffer.buf), index);
        return pointer == nullptr ? -1 : store_item(self, pointer, value);
    }
    if (PySlice_Check(key)) return assign_slice(view, key, value);
    if (is_tuple_of(key, is_index)) {
        if (PyTuple_GET_SIZE(key) < buffer.ndim)
            return raise(PyExc_NotImplementedError, "sub-views are not implemented");
        char *pointer = item_pointer(self, key);
        return pointer == nullptr ? -1 : store_item(self, pointer, value);
    }
    if (is_tuple_of(key, is_slice))
        return raise(PyExc_NotImplementedError,
                     "memoryview slice assignments are currently restricted to ndim = 1");
    return raise_type_error("memoryview: invalid slice key");
}

PyObject *view_compare(PyObject *self, PyObject *other, int operation) {
    if (operation != Py_EQ && operation != Py_NE) Py_RETURN_NOTIMPLEMENTED;
    auto *view = as_view(self);
    bool is_released = (view->flags & view_released) || (view->mbuf->flags & view_released);
    int is_equal = is_released ? self == other : compare_with(view, other);
    if (is_equal < 0 && is_error_pending()) return nullptr;
    if (is_equal < 0) Py_RETURN_NOTIMPLEMENTED;
    return PyBool_FromLong((is_equal != 0) == (operation == Py_EQ));
}

} // namespace adder::objects
