// SPDX-License-Identifier: MIT
//
// A text file decodes the bytes of its stream when they are taken, a line or a number of characters at a
// time.
//
// Newlines are translated in the stream's unread bytes as soon as they are read. Encodings that are not
// supersets of ASCII are turned into UTF-8 there too, the whole file at once, so that all that follows sees
// one form.
#include "runtime/text_file.hpp"

#include "objects/names.hpp"
#include "objects/str.hpp"
#include "runtime/binary_file.hpp"
#include "runtime/file_common.hpp"

#include <cstddef>
#include <cstring>
#include <string>
#include <unistd.h>

namespace adder::runtime {

namespace {

std::string_view text_of(PyObject *ascii) {
    return PyUnicode_AsUTF8(ascii);
}

bool is_wide_encoding(std::string_view encoding) {
    return encoding.find("16") != std::string_view::npos || encoding.find("32") != std::string_view::npos ||
           encoding.find("-sig") != std::string_view::npos;
}

bool is_utf8_name(std::string_view encoding) {
    return encoding == "utf-8" || encoding == "utf8" || encoding == "UTF-8" || encoding == "UTF8";
}

// --- reading

// "\r\n" and "\r" become "\n" in the bytes from `start` on.
void translate_newlines(FileObject *file, size_t start) {
    std::string bytes(file->stream->unread());
    size_t to = start;
    for (size_t from = start; from < bytes.size(); from++) {
        char byte = bytes[from];
        bool ends_pair = byte == '\n' && file->ends_in_return;
        file->ends_in_return = byte == '\r';
        if (!ends_pair) bytes[to++] = byte == '\r' ? '\n' : byte;
    }
    bytes.resize(to);
    file->stream->replace_unread(std::move(bytes));
}

// Decodes all that is left of the file and puts it back as UTF-8.
int transcode(FileObject *file) {
    file->is_transcoded = true;
    TRY(file->stream->read_all());
    std::string_view bytes = file->stream->unread();
    objects::Ref text =
        TRY_REF(PyUnicode_Decode(bytes.data(), static_cast<Py_ssize_t>(bytes.size()),
                                 PyUnicode_AsUTF8(file->encoding), PyUnicode_AsUTF8(file->errors)));
    objects::Ref utf8 = TRY_REF(PyUnicode_AsEncodedString(text.get(), "utf-8", "surrogatepass"));
    file->stream->replace_unread(
        std::string(PyBytes_AS_STRING(utf8.get()), static_cast<size_t>(PyBytes_GET_SIZE(utf8.get()))));
    return 0;
}

// More bytes behind the unread ones; 0 at the end of the file.
Py_ssize_t read_more(FileObject *file) {
    if (!file->is_utf8 && !file->is_transcoded && is_wide_encoding(text_of(file->encoding))) {
        TRY(transcode(file));
        if (file->newline == nullptr) translate_newlines(file, 0);
        return static_cast<Py_ssize_t>(file->stream->unread().size());
    }
    size_t old_size = file->stream->unread().size();
    Py_ssize_t count = TRY(file->stream->read_more());
    if (count > 0 && file->newline == nullptr &&
        std::memchr(file->stream->unread().data() + old_size, '\r', static_cast<size_t>(count)) == nullptr &&
        !file->ends_in_return)
        return count;
    if (count > 0 && file->newline == nullptr) translate_newlines(file, old_size);
    return count;
}

int read_to_end(FileObject *file) {
    Py_ssize_t count;
    while ((count = read_more(file)) > 0) {
    }
    return static_cast<int>(count);
}

// Takes `size` unread bytes as a str.
PyObject *take_text(FileObject *file, size_t size) {
    const char *bytes = file->stream->unread().data();
    PyObject *text;
    auto length = static_cast<Py_ssize_t>(size);
    if (file->is_transcoded) {
        text = PyUnicode_DecodeUTF8(bytes, length, "surrogatepass");
    } else if (file->is_utf8) {
        text = PyUnicode_DecodeUTF8(bytes, length, PyUnicode_AsUTF8(file->errors));
    } else {
        text =
            PyUnicode_Decode(bytes, length, PyUnicode_AsUTF8(file->encoding), PyUnicode_AsUTF8(file->errors));
    }
    file->stream->take(size);
    return text;
}

// Bytes of the first `count` characters among the unread ones; fewer characters when the rest is not read
// yet.
size_t size_of_characters(FileObject *file, size_t count) {
    std::string_view bytes = file->stream->unread();
    if (!file->is_utf8 && !file->is_transcoded) return std::min(count, bytes.size());
    size_t seen = 0;
    for (size_t i = 0; i < bytes.size(); i++) {
        if ((bytes[i] & 0xc0) == 0x80) continue;
        if (seen == count) return i;
        seen++;
    }
    return seen == count ? bytes.size() : bytes.size() + 1;
}

PyObject *read_characters(FileObject *file, size_t count) {
    size_t size;
    while ((size = size_of_characters(file, count + 1)) > file->stream->unread().size()) {
        if (TRY(read_more(file)) == 0) break;
    }
    size = std::min(size_of_characters(file, count), file->stream->unread().size());
    return take_text(file, size);
}

// Size of the first line among the unread bytes, its ending included; 0 when it is not complete.
size_t size_of_line(FileObject *file, size_t searched) {
    std::string_view bytes = file->stream->unread();
    if (file->newline != nullptr) {
        std::string_view newline = text_of(file->newline);
        if (newline.empty()) {
            size_t end = bytes.find_first_of("\r\n", searched);
            if (end == std::string_view::npos) return 0;
            if (bytes[end] == '\n') return end + 1;
            if (end + 1 == bytes.size()) return 0;
            return bytes[end + 1] == '\n' ? end + 2 : end + 1;
        }
        size_t end = bytes.find(newline, searched > newline.size() ? searched - newline.size() : 0);
        return end == std::string_view::npos ? 0 : end + newline.size();
    }
    if (searched >= bytes.size()) return 0;
    const void *end = std::memchr(bytes.data() + searched, '\n', bytes.size() - searched);
    return end == nullptr ? 0 : static_cast<size_t>(static_cast<const char *>(end) - bytes.data()) + 1;
}

// The next line as a str, empty at the end of the file. `limit` in characters; negative: none.
PyObject *read_line(FileObject *file, Py_ssize_t limit) {
    size_t size;
    size_t searched = 0;
    while ((size = size_of_line(file, searched)) == 0) {
        searched = file->stream->unread().size();
        if (searched > 0 && file->stream->unread().back() == '\r') searched--;
        if (TRY(read_more(file)) == 0) {
            size = file->stream->unread().size();
            break;
        }
    }
    if (limit >= 0) size = std::min(size, size_of_characters(file, static_cast<size_t>(limit)));
    return take_text(file, size);
}

// An int argument that may be absent or None; -2 with an error.
Py_ssize_t size_argument(PyObject *const *args, Py_ssize_t count) {
    if (count == 0 || args[0] == Py_None) return -1;
    Py_ssize_t value = PyNumber_AsSsize_t(args[0], PyExc_OverflowError);
    if (value == -1 && objects::is_error_pending()) return -2;
    return value < 0 ? -1 : value;
}

PyObject *text_read(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_readable(self));
    Py_ssize_t size = size_argument(args, count);
    if (size == -2) return nullptr;
    auto *file = as_file(self);
    if (size >= 0) return read_characters(file, static_cast<size_t>(size));
    TRY(read_to_end(file));
    return take_text(file, file->stream->unread().size());
}

PyObject *text_readline(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_readable(self));
    Py_ssize_t limit = size_argument(args, count);
    return limit == -2 ? nullptr : read_line(as_file(self), limit);
}

PyObject *text_next(PyObject *self) {
    TRY(check_readable(self));
    PyObject *line = TRY(read_line(as_file(self), -1));
    if (PyUnicode_GET_LENGTH(line) > 0) return line;
    Py_DECREF(line);
    return nullptr;
}

// --- writing

// The text with the file's newlines.
objects::Ref with_own_newlines(FileObject *file, PyObject *text) {
    if (file->newline == nullptr || PyUnicode_GET_LENGTH(file->newline) == 0 ||
        text_of(file->newline) == "\n")
        return objects::Ref::borrow(text);
    objects::Ref newline = TRY_REF(PyUnicode_FromString("\n"));
    return objects::Ref::steal(PyUnicode_Replace(text, newline.get(), file->newline, -1));
}

int write_encoded(FileObject *file, PyObject *text) {
    if (file->is_utf8 && PyUnicode_IS_COMPACT_ASCII(text)) {
        const char *bytes = reinterpret_cast<const char *>(PyUnicode_1BYTE_DATA(text));
        return file->stream->write({bytes, static_cast<size_t>(PyUnicode_GET_LENGTH(text))});
    }
    objects::Ref bytes = TRY_REF(
        PyUnicode_AsEncodedString(text, PyUnicode_AsUTF8(file->encoding), PyUnicode_AsUTF8(file->errors)));
    return file->stream->write(
        {PyBytes_AS_STRING(bytes.get()), static_cast<size_t>(PyBytes_GET_SIZE(bytes.get()))});
}

PyObject *text_write(PyObject *self, PyObject *text) {
    TRY(check_open(self));
    if (!PyUnicode_Check(text))
        return objects::raise_type_error("write() argument must be str, not %.200s", Py_TYPE(text)->tp_name);
    TRY(write_text_file(self, text));
    return PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
}

PyObject *text_seek(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_open(self));
    if (count < 1) return objects::raise_type_error("seek expected at least 1 argument, got 0");
    int64_t offset = PyLong_AsLongLong(args[0]);
    if (offset == -1 && objects::is_error_pending()) return nullptr;
    int whence = count > 1 ? _PyLong_AsInt(args[1]) : 0;
    if (whence == 1 && offset != 0)
        return objects::raise(TRY(unsupported_operation()), "can't do nonzero cur-relative seeks");
    if (whence == 2 && offset != 0)
        return objects::raise(TRY(unsupported_operation()), "can't do nonzero end-relative seeks");
    if (whence == 0 && offset < 0) return objects::raise_value_error("negative seek position %R", args[0]);
    as_file(self)->ends_in_return = false;
    as_file(self)->is_transcoded = false;
    int64_t position = as_file(self)->stream->seek(offset, whence);
    return position < 0 ? nullptr : PyLong_FromLongLong(position);
}

PyObject *text_detach(PyObject *self, PyObject *) {
    TRY(check_open(self));
    TRY(as_file(self)->stream->flush());
    PyObject *buffer = TRY(PyObject_GetAttr(self, objects::name::buffer));
    as_file(self)->is_detached = true;
    return buffer;
}

PyObject *text_reconfigure(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"encoding",       "errors",        "newline",
                                           "line_buffering", "write_through", nullptr};
    PyObject *encoding = Py_None;
    PyObject *errors = Py_None;
    PyObject *newline = nullptr;
    PyObject *line_buffering = Py_None;
    PyObject *write_through = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|$OOOOO:reconfigure", const_cast<char **>(keywords),
                                     &encoding, &errors, &newline, &line_buffering, &write_through))
        return nullptr;
    TRY(check_open(self));
    auto *file = as_file(self);
    TRY(file->stream->flush());
    if (encoding != Py_None) {
        Py_SETREF(file->encoding, Py_NewRef(encoding));
        file->is_utf8 = is_utf8_name(text_of(encoding));
        if (errors == Py_None) Py_SETREF(file->errors, Py_NewRef(objects::name::strict));
    }
    if (errors != Py_None) Py_SETREF(file->errors, Py_NewRef(errors));
    if (newline != nullptr) Py_XSETREF(file->newline, newline == Py_None ? nullptr : Py_NewRef(newline));
    if (line_buffering != Py_None) file->is_line_buffered = TRY(PyObject_IsTrue(line_buffering))
    != 0;
    if (write_through != Py_None) file->stream->set_unbuffered(TRY(PyObject_IsTrue(write_through)) != 0);
    Py_RETURN_NONE;
}

PyObject *text_repr(PyObject *self) {
    auto *file = as_file(self);
    return PyUnicode_FromFormat("<_io.TextIOWrapper name=%R mode=%R encoding=%R>", file->name, file->mode,
                                file->encoding);
}

PyObject *get_buffer(PyObject *self, void *) {
    auto *file = as_file(self);
    if (file->buffer == nullptr) {
        PyTypeObject *type = file->stream->reads() ? &buffered_reader_type : &buffered_writer_type;
        const char *mode = file->stream->reads() ? "rb" : "wb";
        objects::Ref buffer = TRY(make_file(type, file->stream, file->name, mode));
        file->buffer = buffer.release();
    }
    return Py_NewRef(file->buffer);
}

PyMethodDef text_methods[] = {
    {"read", _PyCFunction_CAST(text_read), METH_FASTCALL, nullptr},
    {"readline", _PyCFunction_CAST(text_readline), METH_FASTCALL, nullptr},
    {"write", text_write, METH_O, nullptr},
    {"seek", _PyCFunction_CAST(text_seek), METH_FASTCALL, nullptr},
    {"detach", text_detach, METH_NOARGS, nullptr},
    {"reconfigure", _PyCFunction_CAST(text_reconfigure), METH_VARARGS | METH_KEYWORDS, nullptr},
    ADDER_COMMON_FILE_METHODS,
    {},
};

PyMemberDef text_members[] = {
    {"name", T_OBJECT, offsetof(FileObject, name), READONLY, nullptr},
    {"mode", T_OBJECT, offsetof(FileObject, mode), 0, nullptr},
    {"encoding", T_OBJECT, offsetof(FileObject, encoding), READONLY, nullptr},
    {"errors", T_OBJECT, offsetof(FileObject, errors), READONLY, nullptr},
    {"newlines", T_OBJECT, offsetof(FileObject, newline), READONLY, nullptr},
    {"line_buffering", T_BOOL, offsetof(FileObject, is_line_buffered), READONLY, nullptr},
    {},
};

PyGetSetDef text_getset[] = {
    {"closed", get_closed, nullptr, nullptr, nullptr},
    {"buffer", get_buffer, nullptr, nullptr, nullptr},
    {},
};

} // namespace

PyTypeObject text_file_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_io.TextIOWrapper",
    .tp_basicsize = sizeof(FileObject),
    .tp_dealloc = file_dealloc,
    .tp_repr = text_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_traverse = file_traverse,
    .tp_weaklistoffset = offsetof(FileObject, weakrefs),
    .tp_iter = file_iter,
    .tp_iternext = text_next,
    .tp_methods = text_methods,
    .tp_members = text_members,
    .tp_getset = text_getset,
    .tp_dictoffset = offsetof(FileObject, dict),
    .tp_alloc = PyType_GenericAlloc,
    .tp_free = PyObject_GC_Del,
};

int write_text_file(PyObject *self, PyObject *text) {
    TRY(check_writable(self));
    auto *file = as_file(self);
    if (file->newline != nullptr) {
        objects::Ref translated = TRY(with_own_newlines(file, text));
        TRY(write_encoded(file, translated.get()));
    } else {
        TRY(write_encoded(file, text));
    }
    if (file->is_line_buffered && PyUnicode_FindChar(text, '\n', 0, PyUnicode_GET_LENGTH(text), 1) >= 0)
        return file->stream->flush();
    return 0;
}

int flush_text_file(PyObject *self) {
    TRY(check_open(self));
    return as_file(self)->stream->flush();
}

int init_text_file(PyObject *self, const TextOptions &options) {
    auto *file = as_file(self);
    file->encoding = TRY(PyUnicode_FromString(options.encoding));
    file->errors = TRY(PyUnicode_FromString(options.errors));
    file->newline = Py_XNewRef(options.newline);
    file->is_line_buffered = options.is_line_buffered;
    file->is_utf8 = is_utf8_name(options.encoding);
    return 0;
}

objects::Ref make_standard_file(int descriptor, const char *name, const char *mode,
                                const TextOptions &options, bool is_unbuffered) {
    objects::Ref file_name = TRY_REF(PyUnicode_FromString(name));
    bool reads = mode[0] == 'r';
    auto stream = std::make_shared<ByteStream>(descriptor, reads, !reads, false);
    stream->set_unbuffered(is_unbuffered);
    objects::Ref file = TRY(make_file(&text_file_type, std::move(stream), file_name.get(), mode));
    TRY(init_text_file(file.get(), options));
    return file;
}

} // namespace adder::runtime
