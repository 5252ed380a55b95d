// SPDX-License-Identifier: MIT
//
// bytes and bytearray in C++: views, shared objects, creation.
//
//  1. b'' and the 256 bytes objects of length one are shared static objects.
//  2. A bytes object is followed by a zero byte that its size does not count. Its hash is kept (-1: not yet).
//  3. A bytearray's block may begin before its first byte (after deletions in front); while its buffer is
//  exported
//     its size does not change ("Existing exports of data: object cannot be re-sized").
//
// Files: bytes (storage, slots, type), bytes_methods (what bytes and bytearray share), bytes_format (% and
// PyBytes_FromFormat), bytes_writer, bytearray.
#pragma once

#include "objects/object.hpp"

#include <array>
#include <string_view>

namespace adder::objects {

inline bool is_bytes(PyObject *value) {
    return PyBytes_Check(value);
}
inline bool is_exact_bytes(PyObject *value) {
    return PyBytes_CheckExact(value);
}

// The bytes, borrowed from the object.
inline std::string_view bytes_view(PyObject *bytes) {
    return {PyBytes_AS_STRING(bytes), static_cast<size_t>(PyBytes_GET_SIZE(bytes))};
}
inline std::string_view bytearray_view(PyObject *bytes) {
    return {PyByteArray_AS_STRING(bytes), static_cast<size_t>(PyByteArray_GET_SIZE(bytes))};
}

struct SharedBytes {
    PyObject ob_base;
    Py_ssize_t ob_size;
    Py_hash_t ob_shash;
    char ob_sval[8];
};
extern std::array<SharedBytes, 256> shared_byte;
extern SharedBytes shared_empty_bytes;

// Borrowed; live as long as the process.
inline PyObject *empty_bytes() {
    return reinterpret_cast<PyObject *>(&shared_empty_bytes);
}
inline PyObject *single_byte(unsigned char byte) {
    return reinterpret_cast<PyObject *>(&shared_byte[byte]);
}

// New references, NULL with MemoryError.
[[nodiscard]] inline PyObject *make_bytes(std::string_view bytes) {
    return PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
}
[[nodiscard]] inline PyObject *make_bytearray(std::string_view bytes) {
    return PyByteArray_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
}

// Of two bytes objects; runs no Python code.
[[nodiscard]] inline bool bytes_equal(PyObject *a, PyObject *b) {
    return a == b || bytes_view(a) == bytes_view(b);
}
[[nodiscard]] Py_hash_t bytes_hash(PyObject *bytes);

// "b'…'" with the quote chosen as repr does; new reference to a str.
[[nodiscard]] PyObject *bytes_repr(std::string_view bytes, const char *prefix, const char *suffix);

// Read access to any object with a simple buffer, released at the end of scope. Empty with TypeError
// "a bytes-like object is required, not 'int'" when there is none.
class BufferView {
  public:
    BufferView() = default;
    explicit BufferView(PyObject *object) { is_held_ = PyObject_GetBuffer(object, &buffer_, 0) == 0; }
    BufferView(const BufferView &) = delete;
    BufferView &operator=(const BufferView &) = delete;
    ~BufferView() {
        if (is_held_) PyBuffer_Release(&buffer_);
    }
    explicit operator bool() const { return is_held_; }
    [[nodiscard]] std::string_view view() const {
        return {static_cast<const char *>(buffer_.buf), static_cast<size_t>(buffer_.len)};
    }

  private:
    Py_buffer buffer_{};
    bool is_held_ = false;
};

} // namespace adder::objects
