// SPDX-License-Identifier: MIT
//
// The buffer protocol's functions: asking an object for its memory, giving it back, and walking over it.
//
// Strided memory is walked by an odometer over the indices, last dimension fastest; see BufferWalk.
#include "objects/buffer.hpp"

#include "objects/error.hpp"

#include <cstring>

namespace adder::objects {

namespace {

bool is_c_contiguous(const Py_buffer *view) {
    if (view->len == 0 || view->strides == nullptr) return true;
    Py_ssize_t expected = view->itemsize;
    for (int i = view->ndim - 1; i >= 0; i--) {
        if (view->shape[i] > 1 && view->strides[i] != expected) return false;
        expected *= view->shape[i];
    }
    return true;
}

bool is_fortran_contiguous(const Py_buffer *view) {
    if (view->len == 0) return true;
    if (view->strides == nullptr) {
        if (view->ndim <= 1) return true;
        int wide = 0;
        for (int i = 0; i < view->ndim; i++) wide += view->shape[i] > 1;
        return wide <= 1;
    }
    Py_ssize_t expected = view->itemsize;
    for (int i = 0; i < view->ndim; i++) {
        if (view->shape[i] > 1 && view->strides[i] != expected) return false;
        expected *= view->shape[i];
    }
    return true;
}

int get_simple_buffer(PyObject *object, const void **buffer, Py_ssize_t *length, int flags) {
    if (object == nullptr || buffer == nullptr || length == nullptr)
        return raise(PyExc_SystemError, "null argument to internal routine");
    Py_buffer view;
    TRY(PyObject_GetBuffer(object, &view, flags));
    *buffer = view.buf;
    *length = view.len;
    PyBuffer_Release(&view);
    return 0;
}

// Copies between strided memory and a contiguous block in the given order.
void copy_items(const Py_buffer *view, char *block, char order, bool to_block) {
    for (BufferWalk walk(view, order == 'F'); !walk.is_done(); walk.advance()) {
        char *item = walk.item();
        std::memcpy(to_block ? block : item, to_block ? item : block, static_cast<size_t>(view->itemsize));
        block += view->itemsize;
    }
}

} // namespace

BufferWalk::BufferWalk(const Py_buffer *view, bool is_fortran_order)
    : view_(view), is_fortran_order_(is_fortran_order) {
    if (view->ndim > 0) is_done_ = view->len == 0;
}

char *BufferWalk::item() const {
    if (view_->ndim == 0 || (view_->shape == nullptr))
        return static_cast<char *>(view_->buf) + indices_[0] * view_->itemsize;
    return static_cast<char *>(PyBuffer_GetPointer(view_, indices_));
}

void BufferWalk::advance() {
    if (view_->ndim == 0) {
        is_done_ = true;
        return;
    }
    for (int step = 0; step < view_->ndim; step++) {
        int i = is_fortran_order_ ? step : view_->ndim - 1 - step;
        Py_ssize_t extent = view_->shape == nullptr ? view_->len / view_->itemsize : view_->shape[i];
        if (++indices_[i] < extent) return;
        indices_[i] = 0;
    }
    is_done_ = true;
}

extern "C" {

int PyObject_CheckBuffer(PyObject *object) {
    PyBufferProcs *procedures = Py_TYPE(object)->tp_as_buffer;
    return procedures != nullptr && procedures->bf_getbuffer != nullptr;
}

int PyObject_GetBuffer(PyObject *object, Py_buffer *view, int flags) {
    if (!PyObject_CheckBuffer(object))
        return raise_type_error("a bytes-like object is required, not '%.100s'", Py_TYPE(object)->tp_name);
    return Py_TYPE(object)->tp_as_buffer->bf_getbuffer(object, view, flags);
}

void PyBuffer_Release(Py_buffer *view) {
    PyObject *object = view->obj;
    if (object == nullptr) return;
    PyBufferProcs *procedures = Py_TYPE(object)->tp_as_buffer;
    if (procedures != nullptr && procedures->bf_releasebuffer != nullptr)
        procedures->bf_releasebuffer(object, view);
    view->obj = nullptr;
    Py_DECREF(object);
}

void *PyBuffer_GetPointer(const Py_buffer *view, const Py_ssize_t *indices) {
    char *pointer = static_cast<char *>(view->buf);
    for (int i = 0; i < view->ndim; i++) {
        Py_ssize_t stride = view->strides != nullptr ? view->strides[i] : view->itemsize;
        pointer += stride * indices[i];
        if (view->suboffsets != nullptr && view->suboffsets[i] >= 0)
            pointer = *reinterpret_cast<char **>(pointer) + view->suboffsets[i];
    }
    return pointer;
}

Py_ssize_t PyBuffer_SizeFromFormat(const char *format) {
    const Py_ssize_t size = native_item_size(format);
    if (size > 0) return size;
    const Ref module = TRY_REF(PyImport_ImportModule("struct"));
    const Ref result = TRY_REF(PyObject_CallMethod(module.get(), "calcsize", "s", format));
    return PyLong_AsSsize_t(result.get());
}

int PyBuffer_IsContiguous(const Py_buffer *view, char order) {
    if (view->suboffsets != nullptr) return 0;
    if (order == 'C') return is_c_contiguous(view);
    if (order == 'F') return is_fortran_contiguous(view);
    return order == 'A' && (is_c_contiguous(view) || is_fortran_contiguous(view));
}

void PyBuffer_FillContiguousStrides(int dimensions, Py_ssize_t *shape, Py_ssize_t *strides, int item_size,
                                    char order) {
    Py_ssize_t stride = item_size;
    for (int step = 0; step < dimensions; step++) {
        int i = order == 'F' ? step : dimensions - 1 - step;
        strides[i] = stride;
        stride *= shape[i];
    }
}

int PyBuffer_FillInfo(Py_buffer *view, PyObject *object, void *memory, Py_ssize_t length, int is_read_only,
                      int flags) {
    if (view == nullptr)
        return raise(PyExc_BufferError, "PyBuffer_FillInfo: view==NULL argument is obsolete");
    view->obj = nullptr;
    if ((flags & PyBUF_WRITABLE) && is_read_only) return raise(PyExc_BufferError, "Object is not writable.");
    *view = {};
    view->obj = Py_XNewRef(object);
    view->buf = memory;
    view->len = length;
    view->readonly = is_read_only;
    view->itemsize = 1;
    view->ndim = 1;
    if (flags & PyBUF_FORMAT) view->format = const_cast<char *>("B");
    if (flags & PyBUF_ND) view->shape = &view->len;
    if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view->strides = &view->itemsize;
    return 0;
}

int PyBuffer_ToContiguous(void *memory, const Py_buffer *view, Py_ssize_t length, char order) {
    if (length != view->len) return raise_value_error("PyBuffer_ToContiguous: len != view->len");
    if (PyBuffer_IsContiguous(view, order)) {
        if (length > 0) std::memcpy(memory, view->buf, static_cast<size_t>(length));
        return 0;
    }
    copy_items(view, static_cast<char *>(memory), order == 'A' ? 'C' : order, true);
    return 0;
}

int PyBuffer_FromContiguous(const Py_buffer *view, const void *memory, Py_ssize_t length, char order) {
    if (length > view->len) length = view->len;
    if (PyBuffer_IsContiguous(view, order)) {
        if (length > 0) std::memcpy(view->buf, memory, static_cast<size_t>(length));
        return 0;
    }
    copy_items(view, static_cast<char *>(const_cast<void *>(memory)), order, false);
    return 0;
}

int PyObject_CopyData(PyObject *destination, PyObject *source) {
    if (!PyObject_CheckBuffer(destination) || !PyObject_CheckBuffer(source))
        return raise_type_error("both destination and source must be bytes-like objects");
    Py_buffer to;
    Py_buffer from;
    TRY(PyObject_GetBuffer(destination, &to, PyBUF_FULL));
    if (PyObject_GetBuffer(source, &from, PyBUF_FULL_RO) < 0) {
        PyBuffer_Release(&to);
        return -1;
    }
    int status = 0;
    if (to.len < from.len) {
        status = raise(PyExc_BufferError, "destination is too small to receive data from source");
    } else {
        BufferWalk target(&to, false);
        for (BufferWalk walk(&from, false); !walk.is_done() && !target.is_done();
             walk.advance(), target.advance())
            std::memcpy(target.item(), walk.item(), static_cast<size_t>(from.itemsize));
    }
    PyBuffer_Release(&to);
    PyBuffer_Release(&from);
    return status;
}

int PyObject_AsReadBuffer(PyObject *object, const void **buffer, Py_ssize_t *length) {
    return get_simple_buffer(object, buffer, length, PyBUF_SIMPLE);
}

int PyObject_AsCharBuffer(PyObject *object, const char **buffer, Py_ssize_t *length) {
    return get_simple_buffer(object, reinterpret_cast<const void **>(buffer), length, PyBUF_SIMPLE);
}

int PyObject_AsWriteBuffer(PyObject *object, void **buffer, Py_ssize_t *length) {
    if (get_simple_buffer(object, const_cast<const void **>(buffer), length, PyBUF_WRITABLE) == 0) return 0;
    if (object == nullptr || buffer == nullptr || length == nullptr) return -1;
    PyErr_Clear();
    return raise_type_error("expected a writable bytes-like object");
}

int PyObject_CheckReadBuffer(PyObject *object) {
    if (!PyObject_CheckBuffer(object)) return 0;
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) {
        PyErr_Clear();
        return 0;
    }
    PyBuffer_Release(&view);
    return 1;
}

} // extern "C"

} // namespace adder::objects
