// SPDX-License-Identifier: MIT
//
// The methods of str as the method table in str_type.cpp lists them, by file, and what those files share.
//
// Names end in _method where the plain name is a helper of another unit or a C++ word. `self` is always a
// str.
#pragma once

#include "objects/error.hpp"
#include "objects/native_function.hpp"
#include "objects/protocol.hpp"
#include "objects/str.hpp"

#define ADDER_FAST_METHOD(name) PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t count)
#define ADDER_KEYWORD_METHOD(name)                                                                           \
    PyObject *name(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keywords)
#define ADDER_PLAIN_METHOD(name) PyObject *name(PyObject *self, PyObject *argument)

namespace adder::objects::str_methods {

// str_find
ADDER_FAST_METHOD(find);
ADDER_FAST_METHOD(rfind);
ADDER_FAST_METHOD(index);
ADDER_FAST_METHOD(rindex);
ADDER_FAST_METHOD(count_method);
ADDER_FAST_METHOD(startswith);
ADDER_FAST_METHOD(endswith);
ADDER_PLAIN_METHOD(removeprefix);
ADDER_PLAIN_METHOD(removesuffix);

// str_split
ADDER_KEYWORD_METHOD(split);
ADDER_KEYWORD_METHOD(rsplit);
ADDER_KEYWORD_METHOD(splitlines);
ADDER_PLAIN_METHOD(partition);
ADDER_PLAIN_METHOD(rpartition);
ADDER_PLAIN_METHOD(join_method);

// str_case
ADDER_PLAIN_METHOD(lower);
ADDER_PLAIN_METHOD(upper);
ADDER_PLAIN_METHOD(title);
ADDER_PLAIN_METHOD(capitalize);
ADDER_PLAIN_METHOD(swapcase);
ADDER_PLAIN_METHOD(casefold);

// str_classify
ADDER_PLAIN_METHOD(isascii_method);
ADDER_PLAIN_METHOD(islower);
ADDER_PLAIN_METHOD(isupper);
ADDER_PLAIN_METHOD(istitle);
ADDER_PLAIN_METHOD(isspace);
ADDER_PLAIN_METHOD(isdecimal);
ADDER_PLAIN_METHOD(isdigit);
ADDER_PLAIN_METHOD(isnumeric);
ADDER_PLAIN_METHOD(isalpha);
ADDER_PLAIN_METHOD(isalnum);
ADDER_PLAIN_METHOD(isidentifier);
ADDER_PLAIN_METHOD(isprintable);

// str_edit
ADDER_FAST_METHOD(strip);
ADDER_FAST_METHOD(lstrip);
ADDER_FAST_METHOD(rstrip);
ADDER_FAST_METHOD(replace);
ADDER_FAST_METHOD(ljust);
ADDER_FAST_METHOD(rjust);
ADDER_FAST_METHOD(center);
ADDER_PLAIN_METHOD(zfill);
ADDER_KEYWORD_METHOD(expandtabs);

// str_translate
ADDER_PLAIN_METHOD(translate);
ADDER_FAST_METHOD(maketrans);

// str_format
PyObject *format_method(PyObject *self, PyObject *args, PyObject *keywords);
ADDER_PLAIN_METHOD(format_map);
ADDER_PLAIN_METHOD(dunder_format);

// codec
ADDER_KEYWORD_METHOD(encode);

// Start and end of a search as Python counts them, cut to 0 … length.
struct Range {
    Py_ssize_t start = 0;
    Py_ssize_t end = PY_SSIZE_T_MAX;

    void cut_to(Py_ssize_t length) {
        if (end > length)
            end = length;
        else if (end < 0)
            end = Py_MAX(end + length, 0);
        if (start < 0) start = Py_MAX(start + length, 0);
    }
};

// TypeError "find() takes at least 1 argument (0 given)", as PyArg_ParseTuple words it; 0 or -1.
[[nodiscard]] int check_argument_count(const char *name, Py_ssize_t count, Py_ssize_t least, Py_ssize_t most);
// The optional start and end of find() and the like from args[1] and args[2]; 0 or -1.
[[nodiscard]] int parse_range(PyObject *const *args, Py_ssize_t count, Range &range);
// What find() and index() give for a position that was found, -1 for none, or -2 with an exception; the
// second raises ValueError with the text for none.
PyObject *position_or_minus_one(Py_ssize_t found);
PyObject *position_or_raise(Py_ssize_t found, const char *text);
// A C int that may be absent: the result stays then. 0 or -1.
[[nodiscard]] int parse_optional_int(PyObject *argument, int &result);
// An index as an argument; -1 with TypeError or OverflowError.
[[nodiscard]] int parse_index(PyObject *argument, Py_ssize_t &result);
// TypeError "must be str, not int" of the methods that take a str.
Failure raise_must_be_str(PyObject *value);

} // namespace adder::objects::str_methods
