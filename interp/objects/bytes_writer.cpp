// SPDX-License-Identifier: MIT
//
// _PyBytesWriter: bytes under construction in a buffer on the C stack and, beyond it, in a bytes or bytearray
// object.
//
// The caller holds the position to write next; every function that may move the buffer gives the new one.
#include "objects/bytes.hpp"
#include "objects/error.hpp"

#include <cstring>

namespace {

char *buffer_of(_PyBytesWriter *writer) {
    if (writer->use_small_buffer) return writer->small_buffer;
    return writer->use_bytearray ? PyByteArray_AS_STRING(writer->buffer) : PyBytes_AS_STRING(writer->buffer);
}

PyObject *make_object(_PyBytesWriter *writer, Py_ssize_t size) {
    return writer->use_bytearray ? PyByteArray_FromStringAndSize(nullptr, size)
                                 : PyBytes_FromStringAndSize(nullptr, size);
}

int resize_object(_PyBytesWriter *writer, Py_ssize_t size) {
    return writer->use_bytearray ? PyByteArray_Resize(writer->buffer, size)
                                 : _PyBytes_Resize(&writer->buffer, size);
}

} // namespace

void _PyBytesWriter_Init(_PyBytesWriter *writer) {
    memset(writer, 0, offsetof(_PyBytesWriter, small_buffer));
}

void _PyBytesWriter_Dealloc(_PyBytesWriter *writer) {
    Py_CLEAR(writer->buffer);
}

void *_PyBytesWriter_Alloc(_PyBytesWriter *writer, Py_ssize_t size) {
    writer->use_small_buffer = 1;
    writer->allocated = sizeof writer->small_buffer;
    return _PyBytesWriter_Prepare(writer, writer->small_buffer, size);
}

void *_PyBytesWriter_Resize(_PyBytesWriter *writer, void *position, Py_ssize_t size) {
    Py_ssize_t room = size;
    if (writer->overallocate && room <= PY_SSIZE_T_MAX - room / 4) room += room / 4;
    const Py_ssize_t written = static_cast<char *>(position) - buffer_of(writer);
    if (!writer->use_small_buffer) {
        if (resize_object(writer, room) < 0) {
            Py_CLEAR(writer->buffer);
            return nullptr;
        }
    } else {
        writer->buffer = make_object(writer, room);
        if (writer->buffer == nullptr) return nullptr;
        writer->use_small_buffer = 0;
        memcpy(buffer_of(writer), writer->small_buffer, static_cast<size_t>(written));
    }
    writer->allocated = room;
    return buffer_of(writer) + written;
}

void *_PyBytesWriter_Prepare(_PyBytesWriter *writer, void *position, Py_ssize_t size) {
    if (size == 0) return position;
    if (writer->min_size > PY_SSIZE_T_MAX - size) {
        PyErr_NoMemory();
        _PyBytesWriter_Dealloc(writer);
        return nullptr;
    }
    const Py_ssize_t needed = writer->min_size + size;
    if (needed > writer->allocated) position = _PyBytesWriter_Resize(writer, position, needed);
    writer->min_size = needed;
    return position;
}

void *_PyBytesWriter_WriteBytes(_PyBytesWriter *writer, void *position, const void *bytes, Py_ssize_t size) {
    char *to = static_cast<char *>(_PyBytesWriter_Prepare(writer, position, size));
    if (to == nullptr) return nullptr;
    memcpy(to, bytes, static_cast<size_t>(size));
    return to + size;
}

PyObject *_PyBytesWriter_Finish(_PyBytesWriter *writer, void *position) {
    const Py_ssize_t size = static_cast<char *>(position) - buffer_of(writer);
    if (size == 0 && !writer->use_bytearray) {
        Py_CLEAR(writer->buffer);
        return PyBytes_FromStringAndSize(nullptr, 0);
    }
    if (writer->use_small_buffer)
        return writer->use_bytearray ? PyByteArray_FromStringAndSize(writer->small_buffer, size)
                                     : PyBytes_FromStringAndSize(writer->small_buffer, size);
    if (size != writer->allocated && resize_object(writer, size) < 0) return nullptr;
    PyObject *result = writer->buffer;
    writer->buffer = nullptr;
    return result;
}
