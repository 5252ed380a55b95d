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
#include <string>
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

// The bytes of a bytes or bytearray object, borrowed: gone when a bytearray is changed.
inline std::string_view any_bytes_view(PyObject *object) {
    return PyBytes_Check(object) ? bytes_view(object) : bytearray_view(object);
}
// New bytes, or bytearray if `like` is one.
[[nodiscard]] inline PyObject *make_bytes_like(PyObject *like, std::string_view bytes) {
    return PyBytes_Check(like) ? make_bytes(bytes) : make_bytearray(bytes);
}

// A literal of the bytes between prefix and suffix. `escapes_single`: a single quote is escaped even between
// double quotes, as bytearray's repr does; without `chooses_quote` the quotes are single. New str.
[[nodiscard]] PyObject *bytes_literal(std::string_view bytes, const char *prefix, const char *suffix,
                                      bool escapes_single, bool chooses_quote = true);

// What bytes() and bytearray() are made from besides a count, a str or a buffer: appended to `result`. 0 or
// -1. `range_message` is the ValueError for items beyond a byte.
[[nodiscard]] int collect_bytes(PyObject *iterable, const char *range_message, std::string &result);
// 0 to 255 from an object with __index__, or -1 with ValueError "byte must be in range(0, 256)" and others.
[[nodiscard]] int byte_argument(PyObject *value);
// What the encoding and errors arguments of bytes() and bytearray() ask for; values are (source, encoding,
// errors), NULL where not given. 1 with the encoded str in `encoded`, 0 when neither is given, -1 with
// TypeError and others.
[[nodiscard]] int encode_source(PyObject *const *values, const char *type_name, Ref &encoded);
// The count that bytes() and bytearray() are given: 1 with it in `count`, 0 when the source is no int, or -1.
[[nodiscard]] int count_source(PyObject *source, Py_ssize_t &count);
// left + right for anything with buffers; new bytes, or NULL with TypeError "can't concat int to bytes".
[[nodiscard]] PyObject *bytes_concat(PyObject *left, PyObject *right);

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
