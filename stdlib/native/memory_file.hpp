// SPDX-License-Identifier: MIT
//
// What BytesIO and StringIO have in common: the head of the object, the methods that look at nothing else,
// errors, sizes as arguments; and, as templates, reading. A file is a struct that begins with MemoryFile and
// has take(), which makes an object of characters from the position on, and size_of_line().
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <algorithm>

namespace adder::stdlib {

struct MemoryFile {
    PyObject_HEAD size_t position; // may lie behind the end
    PyObject *dict;
    PyObject *weakrefs;
    const char *closed_error; // the two types end this sentence differently
    bool is_closed;
    bool is_ready; // nothing else is to be done before the first use
};

inline MemoryFile *as_memory_file(PyObject *object) {
    return reinterpret_cast<MemoryFile *>(object);
}

extern PyTypeObject bytes_io_type;
extern PyTypeObject bytes_io_buffer_type;
extern PyTypeObject string_io_type;

// More bytes than a process can address are a MemoryError without a try.
constexpr size_t most_bytes = size_t{1} << 47;

// False with ValueError for a file that is closed or was never initialized.
bool check_open(PyObject *self);
// Raises io.UnsupportedOperation with the text; always NULL.
PyObject *raise_unsupported(const char *text);
// A size that may be absent, None or negative, which all mean -1. False with an error.
bool read_size(PyObject *const *args, Py_ssize_t count, Py_ssize_t &size);
// Checks an argument count of at most `most`; false with TypeError.
bool check_count(const char *name, Py_ssize_t count, Py_ssize_t most);
// A list of what iteration gives, to the one whose size exceeds what `hint`, when positive, leaves.
PyObject *collect_lines(PyObject *self, Py_ssize_t hint);

// The size that truncate() was called with, which may be negative; the position by default. False with an
// error; the file may be closed by then.
bool truncated_size(PyObject *self, PyObject *const *args, Py_ssize_t count, Py_ssize_t &size);

// What a pickle has of the head: a copy of __dict__, or None.
PyObject *copy_of_dict(PyObject *self);
// Takes position and __dict__ from the state's items `first` and the next. False with an error.
bool restore_head(PyObject *self, PyObject *state, Py_ssize_t first);
// Raises that the state is no tuple of so many items; always NULL.
PyObject *raise_state_size(PyObject *self, PyObject *state, int size);

// Methods that look at the head only; a row of a method table each.
PyObject *file_tell(PyObject *self, PyObject *);
PyObject *file_flush(PyObject *self, PyObject *);
PyObject *file_true(PyObject *self, PyObject *);
PyObject *file_isatty(PyObject *self, PyObject *);
PyObject *file_enter(PyObject *self, PyObject *);
PyObject *file_exit(PyObject *self, PyObject *const *, Py_ssize_t);
PyObject *file_writelines(PyObject *self, PyObject *lines);
PyObject *unsupported_fileno(PyObject *, PyObject *);
PyObject *unsupported_detach(PyObject *, PyObject *);
PyObject *file_get_closed(PyObject *self, void *);
// Slots.
PyObject *file_iter(PyObject *self);
int file_traverse(PyObject *self, visitproc visit, void *arg);
int file_clear(PyObject *self);
// The first half of deallocation, before the type's own members go.
void finish_head(PyObject *self);

// How many of the characters lie behind the position.
template <class Characters> size_t left_over(const MemoryFile *file, const Characters &characters) {
    return file->position >= characters.size() ? 0 : characters.size() - file->position;
}

template <class File> PyObject *file_read(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t size;
    if (!check_count("read", count, 1) || !read_size(args, count, size) || !check_open(self)) return nullptr;
    auto *file = reinterpret_cast<File *>(self);
    const size_t left = left_over(file, file->characters);
    return take(file, size < 0 ? left : std::min(left, static_cast<size_t>(size)));
}

template <class File> PyObject *file_readline(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t limit;
    if (!check_count("readline", count, 1) || !read_size(args, count, limit) || !check_open(self))
        return nullptr;
    auto *file = reinterpret_cast<File *>(self);
    const size_t size = size_of_line(file);
    return take(file, limit < 0 ? size : std::min(size, static_cast<size_t>(limit)));
}

// The next line; NULL without an error at the end.
template <class File> PyObject *next_line(File *file) {
    const size_t size = size_of_line(file);
    return size == 0 ? nullptr : take(file, size);
}

// Makes room for so many characters in all, of which there are never fewer.
template <class Characters> void grow(Characters &characters, size_t size) {
    if (size <= characters.size()) return;
    if (size > characters.capacity()) characters.reserve(std::max(size, characters.capacity() * 2));
    characters.resize(size);
}

} // namespace adder::stdlib
