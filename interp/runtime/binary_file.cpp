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
#include <new>

namespace adder::runtime {

namespace {

enum class Operation { Read, Write };

int check_not_closed(PyObject *self, const char *message) {
    auto *file = as_file(self);
    const bool is_closed = file->stream != nullptr && !file->is_detached && file->stream->is_closed();
    if (is_closed) return objects::raise_value_error("%s", message);
    return check_open(self);
}

int check_can(PyObject *self, Operation operation, const char *closed_message) {
    TRY(check_not_closed(self, closed_message));
    return operation == Operation::Read ? check_readable(self) : check_writable(self);
}

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
    TRY(check_can(self, Operation::Read, "read of closed file"));
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
    TRY(check_can(self, Operation::Read, "read of closed file"));
    Py_ssize_t size = size_argument(args, count);
    if (size == -2) return nullptr;
    ByteStream &stream = *as_file(self)->stream;
    if (stream.unread().empty()) TRY(stream.read_more());
    size_t available = stream.unread().size();
    return take_bytes(stream, size < 0 ? available : std::min(available, static_cast<size_t>(size)));
}

PyObject *binary_peek(PyObject *self, PyObject *const *, Py_ssize_t) {
    TRY(check_can(self, Operation::Read, "peek of closed file"));
    ByteStream &stream = *as_file(self)->stream;
    if (stream.unread().empty()) TRY(stream.read_more());
    std::string_view bytes = stream.unread();
    return PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
}

PyObject *binary_readinto(PyObject *self, PyObject *target) {
    TRY(check_can(self, Operation::Read, "readinto of closed file"));
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

// As readinto(), with what is there or one call of the system brings.
PyObject *binary_readinto1(PyObject *self, PyObject *target) {
    TRY(check_can(self, Operation::Read, "readinto of closed file"));
    Py_buffer view;
    TRY(PyObject_GetBuffer(target, &view, PyBUF_WRITABLE));
    ByteStream &stream = *as_file(self)->stream;
    const Py_ssize_t status = stream.unread().empty() && view.len > 0 ? stream.read_more() : 0;
    const size_t size = std::min(stream.unread().size(), static_cast<size_t>(view.len));
    if (status >= 0) {
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
    TRY(check_can(self, Operation::Read, "readline of closed file"));
    Py_ssize_t limit = size_argument(args, count);
    return limit == -2 ? nullptr : read_line(*as_file(self)->stream, limit);
}

PyObject *binary_next(PyObject *self) {
    TRY(check_can(self, Operation::Read, "readline of closed file"));
    PyObject *line = TRY(read_line(*as_file(self)->stream, -1));
    if (PyBytes_GET_SIZE(line) > 0) return line;
    Py_DECREF(line);
    return nullptr;
}

PyObject *binary_write(PyObject *self, PyObject *data) {
    TRY(check_can(self, Operation::Write, "write to closed file"));
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
    TRY(check_not_closed(self, "seek of closed file"));
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
    const objects::Ref name = objects::Ref::steal(get_name(self, nullptr));
    if (name) return PyUnicode_FromFormat("<%s name=%R>", Py_TYPE(self)->tp_name, name.get());
    PyErr_Clear();
    return PyUnicode_FromFormat("<%s>", Py_TYPE(self)->tp_name);
}

PyObject *binary_detach(PyObject *self, PyObject *) {
    TRY(check_open(self));
    TRY(as_file(self)->stream->flush());
    objects::Ref raw = TRY_REF(PyObject_GetAttrString(self, "raw"));
    as_file(self)->is_detached = true;
    if (as_file(self)->stream->object() != nullptr) as_file(self)->stream->forget_object();
    return raw.release();
}

// The raw stream; over a descriptor one is made that leaves it open.
PyObject *get_raw(PyObject *self, void *) {
    auto *file = as_file(self);
    if (file->raw != nullptr) return Py_NewRef(file->raw);
    TRY(check_open(self));
    const objects::Ref module = TRY_REF(PyImport_ImportModule("_io"));
    const char *mode = !file->stream->writes() ? "rb" : file->stream->reads() ? "rb+" : "wb";
    const objects::Ref make = TRY_REF(PyObject_GetAttrString(module.get(), "_raw_of_descriptor"));
    file->raw = TRY(PyObject_CallFunction(make.get(), "isO", file->stream->descriptor(), mode,
                                          file->name == nullptr ? Py_None : file->name));
    return Py_NewRef(file->raw);
}

// --- made by their class

struct BinaryKind {
    const char *format; // of the arguments that make one
    bool reads;
    bool writes;
};

BinaryKind kind_of(PyObject *self) {
    if (PyObject_TypeCheck(self, &buffered_random_type)) return {"O|n:BufferedRandom", true, true};
    if (PyObject_TypeCheck(self, &buffered_reader_type)) return {"O|n:BufferedReader", true, false};
    return {"O|n:BufferedWriter", false, true};
}

int check_raw(PyObject *raw, const char *question) {
    const objects::Ref answer = TRY_REF(PyObject_CallMethod(raw, question, nullptr));
    if (answer.get() == Py_True) return 0;
    return objects::raise(TRY(unsupported_operation()), "File or stream is not %s.", question);
}

PyObject *binary_new(PyTypeObject *type, PyObject *, PyObject *) {
    objects::Ref self = TRY_REF(type->tp_alloc(type, 0));
    new (&self.as<FileObject>()->stream) std::shared_ptr<ByteStream>();
    return self.release();
}

int binary_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"raw", "buffer_size", nullptr};
    const BinaryKind kind = kind_of(self);
    PyObject *raw;
    Py_ssize_t buffer_size = 8192;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, kind.format, const_cast<char **>(keywords), &raw,
                                     &buffer_size))
        return -1;
    if (kind.reads && kind.writes) TRY(check_raw(raw, "seekable"));
    if (kind.reads) TRY(check_raw(raw, "readable"));
    if (kind.writes) TRY(check_raw(raw, "writable"));
    if (buffer_size <= 0) return objects::raise_value_error("buffer size must be strictly positive");
    auto stream = make_object_stream(raw, true, kind.reads, kind.writes);
    stream->set_buffer_size(static_cast<size_t>(buffer_size));
    TRY(set_stream(self, std::move(stream)));
    Py_XSETREF(as_file(self)->raw, Py_NewRef(raw));
    as_file(self)->is_detached = false;
    return 0;
}

PyMethodDef binary_methods[] = {
    {"read", _PyCFunction_CAST(binary_read), METH_FASTCALL, nullptr},
    {"read1", _PyCFunction_CAST(binary_read1), METH_FASTCALL, nullptr},
    {"peek", _PyCFunction_CAST(binary_peek), METH_FASTCALL, nullptr},
    {"readinto", binary_readinto, METH_O, nullptr},
    {"readinto1", binary_readinto1, METH_O, nullptr},
    {"readline", _PyCFunction_CAST(binary_readline), METH_FASTCALL, nullptr},
    {"write", binary_write, METH_O, nullptr},
    {"seek", _PyCFunction_CAST(binary_seek), METH_FASTCALL, nullptr},
    {"tell", file_tell, METH_NOARGS, nullptr},
    {"detach", binary_detach, METH_NOARGS, nullptr},
    ADDER_COMMON_FILE_METHODS,
    {},
};

PyGetSetDef binary_getset[] = {
    {"closed", get_closed, nullptr, nullptr, nullptr},
    {"name", get_name, nullptr, nullptr, nullptr},
    {"mode", get_mode, nullptr, nullptr, nullptr},
    {"raw", get_raw, nullptr, nullptr, nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {},
};

constexpr PyTypeObject make_binary_type(const char *name, const char *doc) {
    return {
        .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name,
        .tp_basicsize = sizeof(FileObject),
        .tp_dealloc = file_dealloc,
        .tp_repr = binary_repr,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
        .tp_doc = doc,
        .tp_traverse = file_traverse,
        .tp_weaklistoffset = offsetof(FileObject, weakrefs),
        .tp_iter = file_iter,
        .tp_iternext = binary_next,
        .tp_methods = binary_methods,
        .tp_getset = binary_getset,
        .tp_dictoffset = offsetof(FileObject, dict),
        .tp_init = binary_init,
        .tp_alloc = PyType_GenericAlloc,
        .tp_new = binary_new,
        .tp_free = PyObject_GC_Del,
        .tp_finalize = file_finalize,
    };
}

} // namespace

PyTypeObject buffered_reader_type = make_binary_type(
    "_io.BufferedReader", "BufferedReader(raw, buffer_size=8192)\n--\n\nA buffer for reading a raw stream.");
PyTypeObject buffered_writer_type =
    make_binary_type("_io.BufferedWriter",
                     "BufferedWriter(raw, buffer_size=8192)\n--\n\nA buffer for writing to a raw stream.");
PyTypeObject buffered_random_type = make_binary_type(
    "_io.BufferedRandom",
    "BufferedRandom(raw, buffer_size=8192)\n--\n\nA buffer for reading and writing a raw stream.");

} // namespace adder::runtime
