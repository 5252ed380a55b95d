// SPDX-License-Identifier: MIT
//
// memoryview: what its files share.
//
//  - memory_view: making views, the type, release, exporting the buffer on.
//  - memory_view_items: items, slices, assignment, comparison.
//  - memory_view_methods: methods and attributes.
#pragma once

#include "objects/buffer.hpp"
#include "objects/object.hpp"

namespace adder::objects {

inline PyMemoryViewObject *as_view(PyObject *object) {
    return reinterpret_cast<PyMemoryViewObject *>(object);
}

constexpr int view_released = 1; // memoryview.flags, managed buffer.flags
constexpr int view_c_contiguous = 2;
constexpr int view_fortran = 4;
constexpr int view_scalar = 8;
constexpr int view_indirect = 16;

// ValueError when the view, or the buffer under it, was released. 0 or -1.
[[nodiscard]] int check_released(PyObject *view);
// New view of the same buffer with the geometry of `source`, which may have any number of dimensions.
[[nodiscard]] Ref make_view(_PyManagedBufferObject *buffer, const Py_buffer &source);
// To be called after the geometry was changed.
void update_flags(PyMemoryViewObject *view);
inline bool has_c_order(PyMemoryViewObject *view) {
    return (view->flags & (view_c_contiguous | view_scalar)) != 0;
}
inline bool has_any_order(PyMemoryViewObject *view) {
    return (view->flags & (view_c_contiguous | view_fortran | view_scalar)) != 0;
}
// Gives the buffer up. 0, or -1 with BufferError while somebody uses the view's own buffer.
[[nodiscard]] int release_view(PyMemoryViewObject *view);

PyObject *view_subscript(PyObject *self, PyObject *key);
int view_set_subscript(PyObject *self, PyObject *key, PyObject *value);
PyObject *view_item(PyObject *self, Py_ssize_t index);
Py_ssize_t view_length(PyObject *self);
PyObject *view_compare(PyObject *self, PyObject *other, int operation);

extern PyMethodDef view_methods[];
extern PyGetSetDef view_getset[];
extern PyTypeObject managed_buffer_type;

} // namespace adder::objects
