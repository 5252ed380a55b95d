// SPDX-License-Identifier: MIT
//
// Text files: sys.stdin, stdout, stderr and what open() gives in text mode.
#pragma once

#include "objects/object.hpp"

namespace adder::runtime {

extern PyTypeObject text_file_type;

inline bool is_text_file(PyObject *object) {
    return Py_IS_TYPE(object, &text_file_type);
}

struct TextOptions {
    const char *encoding = "utf-8";
    const char *errors = "strict";
    PyObject *newline = nullptr; // str, or NULL for universal newlines
    bool is_line_buffered = false;
};

// New file over a standard stream's descriptor, which stays open when the file goes.
[[nodiscard]] objects::Ref make_standard_file(int descriptor, const char *name, const char *mode,
                                              const TextOptions &options, bool is_unbuffered);
// Sets what only text files have. 0 or -1.
[[nodiscard]] int init_text_file(PyObject *self, const TextOptions &options);
// Writes a str to a text file; print()'s short way. 0 or -1.
[[nodiscard]] int write_text_file(PyObject *self, PyObject *text);
[[nodiscard]] int flush_text_file(PyObject *self);

} // namespace adder::runtime
