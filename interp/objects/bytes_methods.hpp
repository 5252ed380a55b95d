// SPDX-License-Identifier: MIT
//
// The methods that bytes and bytearray share. `self` is one of the two and results are of its type; views of
// a bytearray are taken after all arguments are read, since reading them may run Python code. Their rows
// stand in bytes_methods.def for both method tables.
#pragma once

#include "objects/bytes.hpp"
#include "objects/error.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"
#include "objects/str_methods.hpp"

namespace adder::objects::bytes_methods {

// bytes_find
ADDER_FAST_METHOD(find);
ADDER_FAST_METHOD(rfind);
ADDER_FAST_METHOD(index);
ADDER_FAST_METHOD(rindex);
ADDER_FAST_METHOD(count_method);
ADDER_FAST_METHOD(startswith);
ADDER_FAST_METHOD(endswith);
ADDER_PLAIN_METHOD(removeprefix);
ADDER_PLAIN_METHOD(removesuffix);
// `value in self`: 1, 0 or -1.
[[nodiscard]] int contains(PyObject *self, PyObject *value);

// bytes_split
ADDER_KEYWORD_METHOD(split);
ADDER_KEYWORD_METHOD(rsplit);
ADDER_KEYWORD_METHOD(splitlines);
ADDER_PLAIN_METHOD(partition);
ADDER_PLAIN_METHOD(rpartition);
ADDER_PLAIN_METHOD(join);

// bytes_case
ADDER_PLAIN_METHOD(lower);
ADDER_PLAIN_METHOD(upper);
ADDER_PLAIN_METHOD(title);
ADDER_PLAIN_METHOD(capitalize);
ADDER_PLAIN_METHOD(swapcase);
ADDER_PLAIN_METHOD(isascii_method);
ADDER_PLAIN_METHOD(isalnum);
ADDER_PLAIN_METHOD(isalpha);
ADDER_PLAIN_METHOD(isdigit);
ADDER_PLAIN_METHOD(isspace);
ADDER_PLAIN_METHOD(islower);
ADDER_PLAIN_METHOD(isupper);
ADDER_PLAIN_METHOD(istitle);

// bytes_edit
ADDER_FAST_METHOD(strip);
ADDER_FAST_METHOD(lstrip);
ADDER_FAST_METHOD(rstrip);
ADDER_FAST_METHOD(replace);
ADDER_FAST_METHOD(ljust);
ADDER_FAST_METHOD(rjust);
ADDER_FAST_METHOD(center);
ADDER_PLAIN_METHOD(zfill);
ADDER_KEYWORD_METHOD(expandtabs);
ADDER_KEYWORD_METHOD(translate);
ADDER_FAST_METHOD(maketrans);

// bytes_hex
ADDER_KEYWORD_METHOD(hex);
ADDER_PLAIN_METHOD(fromhex); // of a class

// codec
ADDER_KEYWORD_METHOD(decode);

// self[start:start + count * step:step]; new object of self's type.
[[nodiscard]] PyObject *slice_of(PyObject *self, PyObject *slice);
// An index into the items of self from an object with __index__; -1 with IndexError `message` or what raised
// it.
[[nodiscard]] Py_ssize_t item_index(PyObject *self, PyObject *key, const char *message);
// self * count.
[[nodiscard]] PyObject *repeat(PyObject *self, Py_ssize_t count);
// Comparison with any object that has a buffer.
[[nodiscard]] PyObject *compare_bytes(PyObject *self, PyObject *other, int op);

// Whether -b was given: bytes that are compared with text, or shown by str(), are warned about. Set once, at
// the start.
extern bool warns_about_text;
// BytesWarning where bytes are compared, by == or !=, with an object that they never equal. Only asked while
// `warns_about_text`. 0, or -1 with the warning raised as an exception.
[[nodiscard]] int warn_about_comparison(PyObject *self, PyObject *other, int op);
// The same for str() of the bytes.
[[nodiscard]] int warn_about_str(PyObject *self);

} // namespace adder::objects::bytes_methods

// What the rows of bytes_methods.def become in a method table.
#define PLAIN(name, function, doc) {name, bytes_methods::function, METH_NOARGS, doc},
#define ONE(name, function, doc) {name, bytes_methods::function, METH_O, doc},
#define CLASS(name, function, doc) {name, bytes_methods::function, METH_O | METH_CLASS, doc},
#define FAST(name, function, doc) {name, _PyCFunction_CAST(bytes_methods::function), METH_FASTCALL, doc},
#define STATIC(name, function, doc)                                                                          \
    {name, _PyCFunction_CAST(bytes_methods::function), METH_FASTCALL | METH_STATIC, doc},
#define KEYWORDS(name, function, doc)                                                                        \
    {name, _PyCFunction_CAST(bytes_methods::function), METH_FASTCALL | METH_KEYWORDS, doc},
