// SPDX-License-Identifier: MIT
//
// The path argument of the functions of posix: a str, bytes, an object with __fspath__, and where a function
// takes it a file descriptor or None. A failed call names the path as it was given.
#pragma once

#include "owned.hpp"

#include <fcntl.h>
#include <string>

namespace adder::stdlib {

struct Path {
    const char *function;          // named in messages
    bool takes_descriptor = false; // an int stands for an open file
    bool takes_none = false;       // None stands for the current folder

    Owned object;        // what was given, for the message of an error; empty for None
    Owned bytes;         // its encoded text; empty for a descriptor
    int descriptor = -1; // -1: there is none

    [[nodiscard]] const char *text() const { return bytes ? PyBytes_AS_STRING(bytes.get()) : "."; }
    [[nodiscard]] bool is_bytes() const { return object && PyBytes_Check(object.get()); }
};

// For "O&" of PyArg_ParseTupleAndKeywords: fills a Path; TypeError names its function.
int convert_path(PyObject *object, void *path);

// For "O&": an int or None, which becomes AT_FDCWD.
int convert_folder_descriptor(PyObject *object, void *descriptor);

// Raises OSError for errno with the name of one or two paths; NULL always.
PyObject *raise_for(const Path &path);
PyObject *raise_for(const Path &first, const Path &second);

// None, or OSError when the system call's result is negative.
PyObject *none_or_raise(int result, const Path &path);

// Text of the system as str or, if wanted, as bytes.
PyObject *from_system_text(const char *text, size_t size, bool as_bytes);

// posix_stat.cpp: the functions stat, lstat, fstat and their result type.
extern PyMethodDef stat_functions[];
int init_stat(PyObject *module);
// posix_process.cpp: the functions about processes, users, the environment and the system.
extern PyMethodDef process_functions[];
int init_process(PyObject *module);
// posix_children.cpp: adds the functions about other processes, and their constants.
int init_children(PyObject *module);

} // namespace adder::stdlib
