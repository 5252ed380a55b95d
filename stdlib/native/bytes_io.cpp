// SPDX-License-Identifier: MIT
//
// io.BytesIO: a binary file in memory.
//
//  1. The position may lie behind the end; a write there fills the gap with zeros.
//  2. While a view of the bytes is exported (getbuffer), their number does not change.
#include "memory_file.hpp"

#include "owned.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <string>

namespace adder::stdlib {

namespace {

struct BytesFile : MemoryFile {
    std::string characters;
    Py_ssize_t exports;
};

// What getbuffer() exports: it keeps the file alive. A cycle through it leads through the file, which breaks
// it; the reference itself stays to the end, for a view is given back to the file.
struct FileBuffer {
    PyObject_HEAD PyObject *file;
};

// A view that is given back on every way out, the one of a container without memory too.
struct HeldView {
    Py_buffer buffer{};
    HeldView() = default;
    HeldView(const HeldView &) = delete;
    HeldView &operator=(const HeldView &) = delete;
    ~HeldView() { PyBuffer_Release(&buffer); }
};

BytesFile *as_file(PyObject *object) {
    return reinterpret_cast<BytesFile *>(object);
}

bool check_exports(PyObject *self) {
    if (as_file(self)->exports == 0) return true;
    PyErr_SetString(PyExc_BufferError, "Existing exports of data: object cannot be re-sized");
    return false;
}

PyObject *take(BytesFile *file, size_t size) {
    PyObject *result = PyBytes_FromStringAndSize(size == 0 ? "" : file->characters.data() + file->position,
                                                 static_cast<Py_ssize_t>(size));
    file->position += size;
    return result;
}

// --- reading

size_t size_of_line(const BytesFile *file) {
    const size_t left = left_over(file, file->characters);
    if (left == 0) return 0;
    const char *start = file->characters.data() + file->position;
    const void *end = std::memchr(start, '\n', left);
    return end == nullptr ? left : static_cast<size_t>(static_cast<const char *>(end) - start) + 1;
}

PyObject *bytes_next(PyObject *self) {
    return check_open(self) ? next_line(as_file(self)) : nullptr;
}

PyObject *bytes_readlines(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t hint;
    if (!check_count("readlines", count, 1) || !read_size(args, count, hint) || !check_open(self))
        return nullptr;
    BytesFile *file = as_file(self);
    Owned lines(PyList_New(0));
    size_t total = 0;
    while (lines) {
        const size_t size = size_of_line(file);
        if (size == 0) break;
        const Owned line(take(file, size));
        if (!line || PyList_Append(lines.get(), line.get()) < 0) return nullptr;
        total += size;
        if (hint > 0 && total >= static_cast<size_t>(hint)) break;
    }
    return lines.release();
}

PyObject *bytes_readinto(PyObject *self, PyObject *target) {
    if (!check_open(self)) return nullptr;
    Py_buffer view;
    if (PyObject_GetBuffer(target, &view, PyBUF_WRITABLE) < 0) {
        PyErr_Format(PyExc_TypeError, "readinto() argument must be read-write bytes-like object, not %.50s",
                     Py_TYPE(target)->tp_name);
        return nullptr;
    }
    BytesFile *file = as_file(self);
    const size_t size = std::min(left_over(file, file->characters), static_cast<size_t>(view.len));
    if (size > 0) std::memcpy(view.buf, file->characters.data() + file->position, size);
    file->position += size;
    PyBuffer_Release(&view);
    return PyLong_FromSize_t(size);
}

// --- writing

// Copies the bytes to the position. False with an error.
bool write_bytes(PyObject *self, const Py_buffer &view) {
    BytesFile *file = as_file(self);
    const auto size = static_cast<size_t>(view.len);
    if (size == 0) return true;
    if (file->position > PY_SSIZE_T_MAX - size) {
        PyErr_SetString(PyExc_OverflowError, "new buffer size too large");
        return false;
    }
    const size_t end = file->position + size;
    if (end > file->characters.size()) {
        if (!check_exports(self)) return false;
        if (end > most_bytes) return PyErr_NoMemory() != nullptr;
        grow(file->characters, end);
    }
    std::memmove(file->characters.data() + file->position, view.buf, size);
    file->position = end;
    return true;
}

PyObject *bytes_write(PyObject *self, PyObject *data) {
    if (!check_open(self)) return nullptr;
    if (!check_exports(self)) return nullptr;
    HeldView view;
    if (PyObject_GetBuffer(data, &view.buffer, PyBUF_CONTIG_RO) < 0) return nullptr;
    return write_bytes(self, view.buffer) ? PyLong_FromSsize_t(view.buffer.len) : nullptr;
}

PyObject *bytes_truncate(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t size;
    if (!truncated_size(self, args, count, size)) return nullptr;
    // Only now: __index__ may have closed or exported the file.
    if (!check_open(self) || !check_exports(self)) return nullptr;
    if (size < 0) {
        PyErr_Format(PyExc_ValueError, "negative size value %zd", size);
        return nullptr;
    }
    BytesFile *file = as_file(self);
    if (static_cast<size_t>(size) < file->characters.size())
        file->characters.resize(static_cast<size_t>(size));
    return PyLong_FromSsize_t(size);
}

// --- position

PyObject *bytes_seek(PyObject *self, PyObject *args) {
    Py_ssize_t offset;
    int whence = 0;
    if (!PyArg_ParseTuple(args, "n|i:seek", &offset, &whence) || !check_open(self)) return nullptr;
    BytesFile *file = as_file(self);
    if (offset < 0 && whence == 0) {
        PyErr_Format(PyExc_ValueError, "negative seek value %zd", offset);
        return nullptr;
    }
    if (whence < 0 || whence > 2) {
        PyErr_Format(PyExc_ValueError, "invalid whence (%i, should be 0, 1 or 2)", whence);
        return nullptr;
    }
    const size_t base = whence == 0 ? 0 : whence == 1 ? file->position : file->characters.size();
    Py_ssize_t position;
    if (__builtin_add_overflow(static_cast<Py_ssize_t>(base), offset, &position)) {
        PyErr_SetString(PyExc_OverflowError, "new position too large");
        return nullptr;
    }
    file->position = static_cast<size_t>(std::max<Py_ssize_t>(position, 0));
    return PyLong_FromSize_t(file->position);
}

// --- the whole

PyObject *bytes_getvalue(PyObject *self, PyObject *) {
    if (!check_open(self)) return nullptr;
    const std::string &bytes = as_file(self)->characters;
    return PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
}

PyObject *bytes_getbuffer(PyObject *self, PyObject *) {
    if (!check_open(self)) return nullptr;
    auto *buffer = PyObject_GC_New(FileBuffer, &bytes_io_buffer_type);
    if (buffer == nullptr) return nullptr;
    buffer->file = Py_NewRef(self);
    const Owned exporter(reinterpret_cast<PyObject *>(buffer));
    PyObject_GC_Track(exporter.get());
    return PyMemoryView_FromObject(exporter.get());
}

PyObject *bytes_close(PyObject *self, PyObject *) {
    if (!check_exports(self)) return nullptr;
    as_file(self)->is_closed = true;
    as_file(self)->characters = std::string();
    Py_RETURN_NONE;
}

// (bytes, position, __dict__ or None)
PyObject *bytes_getstate(PyObject *self, PyObject *) {
    const Owned value(bytes_getvalue(self, nullptr));
    if (!value) return nullptr;
    const Owned copy(copy_of_dict(self));
    if (!copy) return nullptr;
    return Py_BuildValue("(OnO)", value.get(), static_cast<Py_ssize_t>(as_file(self)->position), copy.get());
}

PyObject *bytes_setstate(PyObject *self, PyObject *state) {
    if (!PyTuple_Check(state) || PyTuple_GET_SIZE(state) < 3) return raise_state_size(self, state, 3);
    if (!check_exports(self)) return nullptr;
    BytesFile *file = as_file(self);
    file->characters.clear();
    file->position = 0;
    const Owned written(bytes_write(self, PyTuple_GET_ITEM(state, 0)));
    if (!written) return nullptr;
    if (!restore_head(self, state, 1)) return nullptr;
    Py_RETURN_NONE;
}

PyObject *bytes_sizeof(PyObject *self, PyObject *) {
    return PyLong_FromSize_t(sizeof(BytesFile) + as_file(self)->characters.capacity());
}

// --- life

PyObject *bytes_new(PyTypeObject *type, PyObject *, PyObject *) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self == nullptr) return nullptr;
    new (&as_file(self)->characters) std::string();
    as_file(self)->closed_error = "I/O operation on closed file.";
    as_file(self)->is_ready = true;
    return self;
}

int bytes_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"initial_bytes", nullptr};
    PyObject *initial = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O:BytesIO", const_cast<char **>(keywords), &initial))
        return -1;
    if (!check_exports(self)) return -1;
    BytesFile *file = as_file(self);
    file->characters.clear();
    file->position = 0;
    file->is_closed = false;
    if (initial == Py_None) return 0;
    const Owned written(bytes_write(self, initial));
    file->position = 0;
    return written ? 0 : -1;
}

void bytes_dealloc(PyObject *self) {
    finish_head(self);
    as_file(self)->characters.~basic_string();
    Py_TYPE(self)->tp_free(self);
}

PyMethodDef methods[] = {
    {"read", _PyCFunction_CAST(file_read<BytesFile>), METH_FASTCALL,
     "read($self, size=-1, /)\n--\n\nAt most that many bytes; all that are left by default."},
    {"read1", _PyCFunction_CAST(file_read<BytesFile>), METH_FASTCALL,
     "read1($self, size=-1, /)\n--\n\nAt most that many bytes; all that are left by default."},
    {"readline", _PyCFunction_CAST(file_readline<BytesFile>), METH_FASTCALL,
     "readline($self, size=-1, /)\n--\n\nThe next line, empty at the end."},
    {"readlines", _PyCFunction_CAST(bytes_readlines), METH_FASTCALL,
     "readlines($self, size=None, /)\n--\n\nA list of the lines that are left."},
    {"readinto", bytes_readinto, METH_O,
     "readinto($self, buffer, /)\n--\n\nRead into the buffer; the number of bytes."},
    {"readinto1", bytes_readinto, METH_O,
     "readinto1($self, buffer, /)\n--\n\nRead into the buffer; the number of bytes."},
    {"write", bytes_write, METH_O, "write($self, b, /)\n--\n\nWrite the bytes; their number."},
    {"writelines", file_writelines, METH_O, "writelines($self, lines, /)\n--\n\nWrite each of the lines."},
    {"truncate", _PyCFunction_CAST(bytes_truncate), METH_FASTCALL,
     "truncate($self, size=None, /)\n--\n\nCut the file, at the position by default."},
    {"seek", bytes_seek, METH_VARARGS,
     "seek($self, pos, whence=0, /)\n--\n\nMove the position; the new one."},
    {"tell", file_tell, METH_NOARGS, "tell($self, /)\n--\n\nThe position."},
    {"getvalue", bytes_getvalue, METH_NOARGS, "getvalue($self, /)\n--\n\nAll bytes of the file."},
    {"getbuffer", bytes_getbuffer, METH_NOARGS,
     "getbuffer($self, /)\n--\n\nA view of the bytes that can be written to."},
    {"close", bytes_close, METH_NOARGS, "close($self, /)\n--\n\nLet go of the bytes."},
    {"flush", file_flush, METH_NOARGS, "flush($self, /)\n--\n\nNothing is to be done."},
    {"isatty", file_isatty, METH_NOARGS, "isatty($self, /)\n--\n\nAlways False."},
    {"readable", file_true, METH_NOARGS, "readable($self, /)\n--\n\nAlways True."},
    {"writable", file_true, METH_NOARGS, "writable($self, /)\n--\n\nAlways True."},
    {"seekable", file_true, METH_NOARGS, "seekable($self, /)\n--\n\nAlways True."},
    {"fileno", unsupported_fileno, METH_NOARGS, "fileno($self, /)\n--\n\nThere is no descriptor."},
    {"detach", unsupported_detach, METH_NOARGS, "detach($self, /)\n--\n\nThere is no raw stream."},
    {"__enter__", file_enter, METH_NOARGS, nullptr},
    {"__exit__", _PyCFunction_CAST(file_exit), METH_FASTCALL, nullptr},
    {"__getstate__", bytes_getstate, METH_NOARGS, nullptr},
    {"__setstate__", bytes_setstate, METH_O, nullptr},
    {"__sizeof__", bytes_sizeof, METH_NOARGS, nullptr},
    {},
};

PyGetSetDef getset[] = {
    {"closed", file_get_closed, nullptr, "True if the file is closed.", nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {},
};

// --- exported views

int buffer_get(PyObject *self, Py_buffer *view, int flags) {
    PyObject *owner = reinterpret_cast<FileBuffer *>(self)->file;
    BytesFile *file = as_file(owner);
    if (PyBuffer_FillInfo(view, self, file->characters.data(),
                          static_cast<Py_ssize_t>(file->characters.size()), 0, flags) < 0)
        return -1;
    file->exports++;
    return 0;
}

void buffer_release(PyObject *self, Py_buffer *) {
    as_file(reinterpret_cast<FileBuffer *>(self)->file)->exports--;
}

int buffer_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(reinterpret_cast<FileBuffer *>(self)->file);
    return 0;
}

void buffer_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_DECREF(reinterpret_cast<FileBuffer *>(self)->file);
    PyObject_GC_Del(self);
}

PyBufferProcs buffer_procs = {.bf_getbuffer = buffer_get, .bf_releasebuffer = buffer_release};

} // namespace

PyTypeObject bytes_io_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_io.BytesIO",
    .tp_basicsize = sizeof(BytesFile),
    .tp_dealloc = bytes_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "BytesIO(initial_bytes=b'')\n--\n\nA binary file in memory.",
    .tp_traverse = file_traverse,
    .tp_clear = file_clear,
    .tp_weaklistoffset = offsetof(MemoryFile, weakrefs),
    .tp_iter = file_iter,
    .tp_iternext = bytes_next,
    .tp_methods = methods,
    .tp_getset = getset,
    .tp_dictoffset = offsetof(MemoryFile, dict),
    .tp_init = bytes_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = bytes_new,
    .tp_free = PyObject_GC_Del,
};

PyTypeObject bytes_io_buffer_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_io._BytesIOBuffer",
    .tp_basicsize = sizeof(FileBuffer),
    .tp_dealloc = buffer_dealloc,
    .tp_as_buffer = &buffer_procs,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = buffer_traverse,
    .tp_free = PyObject_GC_Del,
};

} // namespace adder::stdlib
