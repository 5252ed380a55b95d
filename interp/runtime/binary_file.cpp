// SPDX-License-Identifier: MIT
//
// Binary files hand out the bytes of their stream as they are. The three types differ in name only, as in
// CPython: readers, writers, and both.
#include "runtime/binary_file.hpp"

#include "objects/names.hpp"
#include "runtime/file_common.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace adder::runtime {

namespace {

Py_ssize_t size_argument(PyObject *const *args, Py_ssize_t count) {
    if (count == 0 || args[0] == Py_None) return -1;
    Py_ssize_t value = PyNumber_AsSsize_t(args[0], PyExc_OverflowError);
    if (value == -1 && objects::is_error_pending()) return -2;
    return value < 0 ? -1 : value;
}

PyObject *take_bytes(ByteStream &stream, size_t size) {
    PyObject *bytes = PyBytes_FromStringAndSize(stream.unread().data(), static_cast<Py_ssize_t>(size));
    stream.take(size);
    return bytes;
}

// Reads until `size` bytes are there or the file ends.
int read_at_least(ByteStream &stream, size_t size) {
    while (stream.unread().size() < size)
        if (TRY(stream.read_more()) == 0) break;
    return 0;
}

PyObject *binary_read(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_readable(self));
    Py_ssize_t size = size_argument(args, count);
    if (size == -2) return nullptr;
    ByteStream &stream = *as_file(self)->stream;
    if (size < 0) {
        TRY(stream.read_all());
        return take_bytes(stream, stream.unread().size());
    }
    TRY(read_at_least(stream, static_cast<size_t>(size)));
    return take_bytes(stream, std::min(stream.unread().size(), static_cast<size_t>(size)));
}

PyObject *binary_read1(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_readable(self));
    Py_ssize_t size = size_argument(args, count);
    if (size == -2) return nullptr;
    ByteStream &stream = *as_file(self)->stream;
    if (stream.unread().empty()) TRY(stream.read_more());
    size_t available = stream.unread().size();
    return take_bytes(stream, size < 0 ? available : std::min(available, static_cast<size_t>(size)));
}

PyObject *binary_peek(PyObject *self, PyObject *const *, Py_ssize_t) {
    TRY(check_readable(self));
    ByteStream &stream = *as_file(self)->stream;
    if (stream.unread().empty()) TRY(stream.read_more());
    std::string_view bytes = stream.unread();
    return PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
}

PyObject *binary_readinto(PyObject *self, PyObject *target) {
    TRY(check_readable(self));
    Py_buffer view;
    TRY(PyObject_GetBuffer(target, &view, PyBUF_WRITABLE));
    ByteStream &stream = *as_file(self)->stream;
    int status = read_at_least(stream, static_cast<size_t>(view.len));
    size_t size = std::min(stream.unread().size(), static_cast<size_t>(view.len));
    if (status == 0) {
        std::memcpy(view.buf, stream.unread().data(), size);
        stream.take(size);
    }
    PyBuffer_Release(&view);
    return status < 0 ? nullptr : PyLong_FromSize_t(size);
}

PyObject *read_line(ByteStream &stream, Py_ssize_t limit) {
    size_t searched = 0;
    for (;;) {
        std::string_view bytes = stream.unread();
        size_t end = bytes.find('\n', searched);
        size_t size = end == std::string_view::npos ? bytes.size() : end + 1;
        bool is_limited = limit >= 0 && size >= static_cast<size_t>(limit);
        if (is_limited) return take_bytes(stream, static_cast<size_t>(limit));
        if (end != std::string_view::npos) return take_bytes(stream, size);
        searched = bytes.size();
        if (TRY(stream.read_more()) == 0) return take_bytes(stream, stream.unread().size());
    }
}

PyObject *binary_readline(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_readable(self));
    Py_ssize_t limit = size_argument(args, count);
    return limit == -2 ? nullptr : read_line(*as_file(self)->stream, limit);
}

PyObject *binary_next(PyObject *self) {
    TRY(check_readable(self));
    PyObject *line = TRY(read_line(*as_file(self)->stream, -1));
    if (PyBytes_GET_SIZE(line) > 0) return line;
    Py_DECREF(line);
    return nullptr;
}

PyObject *binary_write(PyObject *self, PyObject *data) {
    TRY(check_writable(self));
    if (PyUnicode_Check(data)) return objects::raise_type_error("a bytes-like object is required, not 'str'");
    Py_buffer view;
    TRY(PyObject_GetBuffer(data, &view, PyBUF_CONTIG_RO));
    int status =
        as_file(self)->stream->write({static_cast<const char *>(view.buf), static_cast<size_t>(view.len)});
    Py_ssize_t size = view.len;
    PyBuffer_Release(&view);
    return status < 0 ? nullptr : PyLong_FromSsize_t(size);
}

PyObject *binary_seek(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_open(self));
    if (count < 1) return objects::raise_type_error("seek expected at least 1 argument, got 0");
    int64_t offset = PyLong_AsLongLong(args[0]);
    if (offset == -1 && objects::is_error_pending()) return nullptr;
    int whence = count > 1 ? _PyLong_AsInt(args[1]) : 0;
    if (whence == -1 && objects::is_error_pending()) return nullptr;
    if (whence < 0 || whence > 2) return objects::raise_value_error("whence value %d unsupported", whence);
    int64_t position = as_file(self)->stream->seek(offset, whence);
    return position < 0 ? nullptr : PyLong_FromLongLong(position);
}

PyObject *binary_repr(PyObject *self) {
    return PyUnicode_FromFormat("<%s name=%R>", Py_TYPE(self)->tp_name, as_file(self)->name);
}

PyMethodDef binary_methods[] = {
    {"read", _PyCFunction_CAST(binary_read), METH_FASTCALL, nullptr},
    {"read1", _PyCFunction_CAST(binary_read1), METH_FASTCALL, nullptr},
    {"peek", _PyCFunction_CAST(binary_peek), METH_FASTCALL, nullptr},
    {"readinto", binary_readinto, METH_O, nullptr},
    {"readline", _PyCFunction_CAST(binary_readline), METH_FASTCALL, nullptr},
    {"write", binary_write, METH_O, nullptr},
    {"seek", _PyCFunction_CAST(binary_seek), METH_FASTCALL, nullptr},
    ADDER_COMMON_FILE_METHODS,
    {},
};

PyMemberDef binary_members[] = {
    {"name", T_OBJECT, offsetof(FileObject, name), READONLY, nullptr},
    {"mode", T_OBJECT, offsetof(FileObject, mode), READONLY, nullptr},
    {},
};

PyGetSetDef binary_getset[] = {
    {"closed", get_closed, nullptr, nullptr, nullptr},
    {},
};

constexpr PyTypeObject make_binary_type(const char *name) {
    return {
        .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name,
        .tp_basicsize = sizeof(FileObject),
        .tp_dealloc = file_dealloc,
        .tp_repr = binary_repr,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
        .tp_traverse = file_traverse,
        .tp_weaklistoffset = offsetof(FileObject, weakrefs),
        .tp_iter = file_iter,
        .tp_iternext = binary_next,
        .tp_methods = binary_methods,
        .tp_members = binary_members,
        .tp_getset = binary_getset,
        .tp_dictoffset = offsetof(FileObject, dict),
        .tp_alloc = PyType_GenericAlloc,
        .tp_free = PyObject_GC_Del,
    };
}

} // namespace

PyTypeObject buffered_reader_type = make_binary_type("_io.BufferedReader");
PyTypeObject buffered_writer_type = make_binary_type("_io.BufferedWriter");
PyTypeObject buffered_random_type = make_binary_type("_io.BufferedRandom");

} // namespace adder::runtime
