// SPDX-License-Identifier: MIT
//
// Formats of the module struct: the parsed form, and values to bytes and back by it.
//
// A format is a list of fields with their place; sizes and places are those of the machine for "@", and
// without gaps for the other byte orders. Everything raises struct.error where it does not say otherwise.
#pragma once

#include <Python.h>

#include <vector>

namespace adder::stdlib {

enum class FieldKind : char { Pad, Character, Bytes, Pascal, Bool, Signed, Unsigned, Float, Pointer };

struct StructField {
    FieldKind kind;
    char letter;
    Py_ssize_t size;   // of one item in bytes; of all for Bytes and Pascal
    Py_ssize_t count;  // items behind each other; 1 for Bytes and Pascal
    Py_ssize_t offset; // of the first
};

struct StructFormat {
    std::vector<StructField> fields;
    Py_ssize_t size = 0;
    Py_ssize_t item_count = 0;
    bool is_little = PY_LITTLE_ENDIAN;
    bool has_native_sizes = true;
};

// The class struct.error; borrowed, NULL with MemoryError.
PyObject *struct_error();

// 0, or -1 with an exception.
int parse_struct_format(const char *text, Py_ssize_t length, StructFormat &format);
// Writes `item_count` values to `size` bytes. 0, or -1.
int pack_items(const StructFormat &format, PyObject *const *values, char *bytes);
// New tuple.
PyObject *unpack_items(const StructFormat &format, const char *bytes);

} // namespace adder::stdlib
