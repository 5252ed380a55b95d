// SPDX-License-Identifier: MIT
//
// What a ByteStream asks of a Python object that it stands on in place of a descriptor: the raw stream of a
// buffered file, the buffer of a text file. All through the object's methods, as module io documents them.
#pragma once

#include "objects/object.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace adder::runtime {

// Appends at most `size` bytes; their number, 0 at the end of the file, -1 with an exception.
[[nodiscard]] Py_ssize_t read_object(PyObject *object, bool is_raw, std::string &bytes, size_t size);
// How many bytes were taken, -1 with an exception.
[[nodiscard]] Py_ssize_t write_object(PyObject *object, std::string_view bytes);
// The new position, -1 with an exception.
[[nodiscard]] int64_t seek_object(PyObject *object, int64_t offset, int whence);
// object.tell(), -1 with an exception.
[[nodiscard]] int64_t tell_object(PyObject *object);
// Calls a method without arguments or with one. 0 or -1.
[[nodiscard]] int call_object(PyObject *object, const char *method, PyObject *argument = nullptr);
// Whether the attribute or method says so; 0 or 1, -1 with an exception.
[[nodiscard]] int ask_object(PyObject *object, const char *method);
[[nodiscard]] int is_object_closed(PyObject *object);

} // namespace adder::runtime
