// SPDX-License-Identifier: MIT
//
// What text and binary file objects have in common: the object's struct, checks, and methods that do not
// care.
#pragma once

#include "objects/error.hpp"
#include "objects/object.hpp"
#include "runtime/byte_stream.hpp"

#include <memory>
#include <string>

namespace adder::runtime {

// Text files use all of it. A text file and its `buffer` share the stream.
struct FileObject {
    PyObject_HEAD std::shared_ptr<ByteStream> stream;
    PyObject *name;     // str, bytes or int, as it was given; NULL: that of raw or buffer
    PyObject *mode;     // str
    PyObject *encoding; // str
    PyObject *errors;   // str
    PyObject *newline;  // str or NULL: translate to "\n"
    PyObject *buffer;   // the binary file of a text file, made when asked for
    PyObject *raw;      // the raw stream of a binary file, the same
    PyObject *dict;
    PyObject *weakrefs;
    bool is_line_buffered;
    bool is_utf8;       // encodes and decodes without the codec machinery
    bool is_transcoded; // unread bytes were turned into UTF-8
    bool is_detached;
    bool has_written;            // a text with a byte order mark has it written
    unsigned char seen_newlines; // SeenNewline
};

// What ended lines that a text file has read: `newlines`.
enum SeenNewline : unsigned char { SeenReturn = 1, SeenFeed = 2, SeenPair = 4 };

inline FileObject *as_file(PyObject *object) {
    return reinterpret_cast<FileObject *>(object);
}

// New object of one of the file types over the descriptor; takes no reference to `name`.
[[nodiscard]] objects::Ref make_file(PyTypeObject *type, std::shared_ptr<ByteStream> stream, PyObject *name,
                                     const char *mode);
void file_finalize(PyObject *self);
void file_dealloc(PyObject *self);
int file_traverse(PyObject *self, visitproc visit, void *arg);
int file_clear(PyObject *self);

// A stream for a file object that is made by its class: over `object`, checked to be able to do what is
// asked.
[[nodiscard]] std::shared_ptr<ByteStream> make_object_stream(PyObject *object, bool is_raw, bool reads,
                                                             bool writes);
// Gives the object its stream; the one that it had goes. -1 with RuntimeError while that is in use.
[[nodiscard]] int set_stream(PyObject *self, std::shared_ptr<ByteStream> stream);
// Hands on what is buffered, and has the object below do so too. 0 or -1.
[[nodiscard]] int flush_stream(PyObject *self);
PyObject *get_name(PyObject *self, void *);
PyObject *get_mode(PyObject *self, void *);

// ValueError when the file is closed, io.UnsupportedOperation when it cannot do that. 0 or -1.
[[nodiscard]] int check_open(PyObject *self);
[[nodiscard]] int check_readable(PyObject *self);
[[nodiscard]] int check_writable(PyObject *self);
// The class io.UnsupportedOperation; borrowed, NULL with an error.
[[nodiscard]] PyObject *unsupported_operation();

// Methods that both kinds have, without an end row, and attributes.
#define ADDER_COMMON_FILE_METHODS                                                                            \
    {"close", ::adder::runtime::file_close, METH_NOARGS, nullptr},                                           \
        {"flush", ::adder::runtime::file_flush, METH_NOARGS, nullptr},                                       \
        {"fileno", ::adder::runtime::file_fileno, METH_NOARGS, nullptr},                                     \
        {"isatty", ::adder::runtime::file_isatty, METH_NOARGS, nullptr},                                     \
        {"readable", ::adder::runtime::file_readable, METH_NOARGS, nullptr},                                 \
        {"writable", ::adder::runtime::file_writable, METH_NOARGS, nullptr},                                 \
        {"seekable", ::adder::runtime::file_seekable, METH_NOARGS, nullptr},                                 \
        {"truncate", _PyCFunction_CAST(::adder::runtime::file_truncate), METH_FASTCALL, nullptr},            \
        {"readlines", _PyCFunction_CAST(::adder::runtime::file_readlines), METH_FASTCALL, nullptr},          \
        {"writelines", ::adder::runtime::file_writelines, METH_O, nullptr},                                  \
        {"__enter__", ::adder::runtime::file_enter, METH_NOARGS, nullptr}, {                                 \
        "__exit__", _PyCFunction_CAST(::adder::runtime::file_exit), METH_FASTCALL, nullptr                   \
    }

PyObject *file_close(PyObject *self, PyObject *);
PyObject *file_flush(PyObject *self, PyObject *);
PyObject *file_fileno(PyObject *self, PyObject *);
PyObject *file_isatty(PyObject *self, PyObject *);
PyObject *file_readable(PyObject *self, PyObject *);
PyObject *file_writable(PyObject *self, PyObject *);
PyObject *file_seekable(PyObject *self, PyObject *);
PyObject *file_tell(PyObject *self, PyObject *);
PyObject *file_truncate(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *file_readlines(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *file_writelines(PyObject *self, PyObject *lines);
PyObject *file_enter(PyObject *self, PyObject *);
PyObject *file_exit(PyObject *self, PyObject *const *args, Py_ssize_t count);
PyObject *file_iter(PyObject *self);
PyObject *get_closed(PyObject *self, void *);

} // namespace adder::runtime
