// SPDX-License-Identifier: MIT
//
// The methods say nothing about text or bytes: they work on the stream, or through `write` and `__next__`.
#include "runtime/file_common.hpp"

#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "runtime/stream_object.hpp"
#include "runtime/text_file.hpp"

#include <new>
#include <unistd.h>

namespace adder::runtime {

namespace {

// A size argument that may be absent or None; `fallback` then. -2 with an error.
int64_t size_argument(PyObject *const *args, Py_ssize_t count, int64_t fallback) {
    if (count == 0 || args[0] == Py_None) return fallback;
    int64_t value = PyLong_AsLongLong(args[0]);
    return value == -1 && objects::is_error_pending() ? -2 : value;
}

// A warning that a filter made an exception has nobody to go to.
void warn_unclosed(PyObject *file) {
    if (PyErr_ResourceWarning(file, 1, "unclosed file %R", file) == 0) return;
    if (PyErr_ExceptionMatches(PyExc_Warning))
        PyErr_WriteUnraisable(file);
    else
        PyErr_Clear();
}

int close_stream(PyObject *self) {
    auto *file = as_file(self);
    if (file->is_detached) TRY(check_open(self));
    return file->stream == nullptr ? 0 : file->stream->close();
}

} // namespace

int flush_stream(PyObject *self) {
    ByteStream &stream = *as_file(self)->stream;
    TRY(stream.flush());
    const ByteStream::Use use(stream);
    if (stream.object() == nullptr || !stream.writes()) return 0;
    return call_object(stream.object(), "flush");
}

objects::Ref make_file(PyTypeObject *type, std::shared_ptr<ByteStream> stream, PyObject *name,
                       const char *mode) {
    objects::Ref self = TRY_REF(type->tp_alloc(type, 0));
    auto *file = self.as<FileObject>();
    new (&file->stream) std::shared_ptr<ByteStream>(std::move(stream));
    file->name = Py_NewRef(name);
    file->mode = PyUnicode_FromString(mode);
    return file->mode == nullptr ? objects::Ref() : self;
}

// Before the collector takes anything apart. A text file closes the stream that it shares, as in CPython.
void file_finalize(PyObject *self) {
    auto *file = as_file(self);
    if (file->stream == nullptr || file->is_detached) return;
    const bool is_last = file->stream.use_count() == 1 || PyObject_TypeCheck(self, &text_file_type);
    if (!is_last) return;
    objects::SavedError saved;
    const std::shared_ptr<ByteStream> stream = file->stream;
    if (stream->is_closed()) return;
    if (stream->owns_descriptor()) warn_unclosed(self);
    if (stream->close() < 0) PyErr_Clear();
}

void file_dealloc(PyObject *self) {
    auto *file = as_file(self);
    if (PyObject_CallFinalizerFromDealloc(self) < 0) return; // resurrected
    objects::untrack(self);
    if (file->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    file_clear(self);
    file->stream.~shared_ptr();
    Py_TYPE(self)->tp_free(self);
}

int file_traverse(PyObject *self, visitproc visit, void *arg) {
    auto *file = as_file(self);
    Py_VISIT(file->name);
    Py_VISIT(file->buffer);
    Py_VISIT(file->raw);
    Py_VISIT(file->dict);
    return 0;
}

int file_clear(PyObject *self) {
    auto *file = as_file(self);
    Py_CLEAR(file->name);
    Py_CLEAR(file->mode);
    Py_CLEAR(file->encoding);
    Py_CLEAR(file->errors);
    Py_CLEAR(file->newline);
    if (file->stream != nullptr && file->stream->object() != nullptr) file->stream->forget_object();
    Py_CLEAR(file->buffer);
    Py_CLEAR(file->raw);
    Py_CLEAR(file->dict);
    return 0;
}

PyObject *unsupported_operation() {
    static PyObject *type = nullptr;
    if (type != nullptr) return type;
    objects::Ref bases = TRY_REF(PyTuple_Pack(2, PyExc_OSError, PyExc_ValueError));
    type = PyErr_NewException("io.UnsupportedOperation", bases.get(), nullptr);
    return type;
}

int check_open(PyObject *self) {
    auto *file = as_file(self);
    const bool is_text = PyObject_TypeCheck(self, &text_file_type);
    if (file->is_detached)
        return objects::raise_value_error(is_text ? "underlying buffer has been detached"
                                                  : "raw stream has been detached");
    if (file->stream == nullptr) return objects::raise_value_error("I/O operation on uninitialized object");
    if (!file->stream->is_closed()) return 0;
    return objects::raise_value_error("I/O operation on closed file.");
}

std::shared_ptr<ByteStream> make_object_stream(PyObject *object, bool is_raw, bool reads, bool writes) {
    return std::make_shared<ByteStream>(object, is_raw, reads, writes);
}

int set_stream(PyObject *self, std::shared_ptr<ByteStream> stream) {
    if (as_file(self)->stream != nullptr) TRY(as_file(self)->stream->check_idle());
    as_file(self)->stream = std::move(stream);
    return 0;
}

PyObject *get_name(PyObject *self, void *) {
    auto *file = as_file(self);
    if (file->name != nullptr) return Py_NewRef(file->name);
    PyObject *under = file->buffer != nullptr ? file->buffer : file->raw;
    if (under == nullptr) return objects::raise(PyExc_AttributeError, "name");
    return PyObject_GetAttr(under, objects::name::name_);
}

PyObject *get_mode(PyObject *self, void *) {
    auto *file = as_file(self);
    if (file->mode != nullptr) return Py_NewRef(file->mode);
    if (file->raw != nullptr) return PyObject_GetAttrString(file->raw, "mode");
    return objects::raise(PyExc_AttributeError, "'%.100s' object has no attribute 'mode'",
                          Py_TYPE(self)->tp_name);
}

int check_readable(PyObject *self) {
    TRY(check_open(self));
    if (as_file(self)->stream->reads()) return 0;
    return objects::raise(TRY(unsupported_operation()),
                          PyObject_TypeCheck(self, &text_file_type) ? "not readable" : "read");
}

int check_writable(PyObject *self) {
    TRY(check_open(self));
    if (as_file(self)->stream->writes()) return 0;
    return objects::raise(TRY(unsupported_operation()),
                          PyObject_TypeCheck(self, &text_file_type) ? "not writable" : "write");
}

PyObject *file_close(PyObject *self, PyObject *) {
    TRY(close_stream(self));
    Py_RETURN_NONE;
}

PyObject *file_flush(PyObject *self, PyObject *) {
    TRY(check_open(self));
    TRY(flush_stream(self));
    Py_RETURN_NONE;
}

// As check_open(), in the words of the raw file where there is one.
static int check_descriptor(PyObject *self) {
    auto *file = as_file(self);
    const bool is_binary = !PyObject_TypeCheck(self, &text_file_type);
    const bool is_closed = file->stream != nullptr && !file->is_detached && file->stream->is_closed();
    if (is_binary && is_closed) return objects::raise_value_error("I/O operation on closed file");
    return check_open(self);
}

PyObject *file_fileno(PyObject *self, PyObject *) {
    TRY(check_descriptor(self));
    if (PyObject *object = as_file(self)->stream->object())
        return PyObject_CallMethod(object, "fileno", nullptr);
    return PyLong_FromLong(as_file(self)->stream->descriptor());
}

PyObject *file_isatty(PyObject *self, PyObject *) {
    TRY(check_descriptor(self));
    if (PyObject *object = as_file(self)->stream->object())
        return PyObject_CallMethod(object, "isatty", nullptr);
    return PyBool_FromLong(isatty(as_file(self)->stream->descriptor()));
}

PyObject *file_readable(PyObject *self, PyObject *) {
    TRY(check_open(self));
    return PyBool_FromLong(as_file(self)->stream->reads());
}

PyObject *file_writable(PyObject *self, PyObject *) {
    TRY(check_open(self));
    return PyBool_FromLong(as_file(self)->stream->writes());
}

PyObject *file_seekable(PyObject *self, PyObject *) {
    TRY(check_open(self));
    return PyBool_FromLong(TRY(as_file(self)->stream->is_seekable()));
}

PyObject *file_tell(PyObject *self, PyObject *) {
    TRY(check_descriptor(self));
    int64_t position = as_file(self)->stream->tell();
    return position < 0 ? nullptr : PyLong_FromLongLong(position);
}

PyObject *file_truncate(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_writable(self));
    ByteStream &stream = *as_file(self)->stream;
    int64_t size = size_argument(args, count, -1);
    if (size == -2) return nullptr;
    if (size < 0) size = TRY(stream.tell());
    TRY(stream.truncate(size));
    return PyLong_FromLongLong(size);
}

PyObject *file_readlines(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    int64_t limit = size_argument(args, count, -1);
    if (limit == -2) return nullptr;
    TRY(check_readable(self));
    objects::Ref lines = TRY_REF(PyList_New(0));
    for (int64_t total = 0; limit <= 0 || total < limit;) {
        objects::Ref line = objects::Ref::steal(PyIter_Next(self));
        if (!line) break;
        TRY(PyList_Append(lines.get(), line.get()));
        total += PyObject_Size(line.get());
    }
    return objects::is_error_pending() ? nullptr : lines.release();
}

PyObject *file_writelines(PyObject *self, PyObject *lines) {
    TRY(check_writable(self));
    objects::Ref iterator = TRY_REF(PyObject_GetIter(lines));
    while (objects::Ref line = objects::Ref::steal(PyIter_Next(iterator.get()))) {
        objects::Ref result = TRY_REF(PyObject_CallMethodOneArg(self, objects::name::write, line.get()));
    }
    if (objects::is_error_pending()) return nullptr;
    Py_RETURN_NONE;
}

PyObject *file_enter(PyObject *self, PyObject *) {
    TRY(check_open(self));
    return Py_NewRef(self);
}

PyObject *file_exit(PyObject *self, PyObject *const *, Py_ssize_t) {
    return PyObject_CallMethodNoArgs(self, objects::name::close);
}

PyObject *file_iter(PyObject *self) {
    TRY(check_open(self));
    return Py_NewRef(self);
}

PyObject *get_closed(PyObject *self, void *) {
    auto *file = as_file(self);
    if (file->is_detached || file->stream == nullptr) TRY(check_open(self));
    return PyBool_FromLong(file->stream->is_closed());
}

} // namespace adder::runtime
