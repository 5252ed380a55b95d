// SPDX-License-Identifier: MIT
//
// A text file decodes the bytes of its stream when they are taken, a line or a number of characters at a
// time.
//
// Newlines are translated in what is taken, so that the stream's position stays the file's. Encodings that
// are not supersets of ASCII are turned into UTF-8 in the stream, the whole file at once, so that all that
// follows sees one form.
#include "runtime/text_file.hpp"

#include "objects/names.hpp"
#include "objects/str.hpp"
#include "runtime/binary_file.hpp"
#include "runtime/file_common.hpp"
#include "runtime/open_file.hpp"
#include "runtime/stream_object.hpp"

#include <cctype>
#include <cstddef>
#include <cstring>
#include <new>
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

// Notes the line ends among these bytes for `newlines`.
void note_newlines(FileObject *file, std::string_view bytes) {
    const bool knows_feed = (file->seen_newlines & SeenFeed) != 0;
    if (std::memchr(bytes.data(), '\r', bytes.size()) == nullptr) {
        if (!knows_feed && bytes.find('\n') != std::string_view::npos) file->seen_newlines |= SeenFeed;
        return;
    }
    for (size_t i = 0; i < bytes.size(); i++) {
        if (bytes[i] == '\n') file->seen_newlines |= SeenFeed;
        if (bytes[i] != '\r') continue;
        const bool is_pair = i + 1 < bytes.size() && bytes[i + 1] == '\n';
        file->seen_newlines |= is_pair ? SeenPair : SeenReturn;
        i += is_pair ? 1 : 0;
    }
}

// "\r\n" and "\r" as "\n".
objects::Ref with_feeds(const objects::Ref &text) {
    const objects::Ref feed = TRY_REF(PyUnicode_FromString("\n"));
    objects::Ref result = objects::Ref::borrow(text.get());
    for (const char *end : {"\r\n", "\r"}) {
        const objects::Ref old = TRY_REF(PyUnicode_FromString(end));
        result = TRY_REF(PyUnicode_Replace(result.get(), old.get(), feed.get(), -1));
    }
    return result;
}

bool is_universal(const FileObject *file) {
    return file->newline == nullptr;
}

// Decodes all that is left of the file and puts it back as UTF-8.
int transcode(FileObject *file) {
    file->is_transcoded = true;
    TRY(file->stream->read_all());
    const ByteStream::Use use(*file->stream);
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
    if (file->is_utf8 || file->is_transcoded || !is_wide_encoding(text_of(file->encoding)))
        return file->stream->read_more();
    TRY(transcode(file));
    return static_cast<Py_ssize_t>(file->stream->unread().size());
}

int read_to_end(FileObject *file) {
    const bool is_wide = !file->is_utf8 && is_wide_encoding(text_of(file->encoding));
    return is_wide && !file->is_transcoded ? transcode(file) : file->stream->read_all();
}

objects::Ref decode(FileObject *file, std::string_view bytes) {
    const auto size = static_cast<Py_ssize_t>(bytes.size());
    if (file->is_transcoded)
        return objects::Ref::steal(PyUnicode_DecodeUTF8(bytes.data(), size, "surrogatepass"));
    const char *errors = PyUnicode_AsUTF8(file->errors);
    return objects::Ref::steal(
        file->is_utf8 ? PyUnicode_DecodeUTF8(bytes.data(), size, errors)
                      : PyUnicode_Decode(bytes.data(), size, PyUnicode_AsUTF8(file->encoding), errors));
}

// Takes `size` unread bytes as a str.
PyObject *take_text(FileObject *file, size_t size) {
    const std::string_view bytes = file->stream->unread().substr(0, size);
    const bool has_return = is_universal(file) && bytes.find('\r') != std::string_view::npos;
    if (is_universal(file) || PyUnicode_GET_LENGTH(file->newline) == 0) note_newlines(file, bytes);
    // A handler of errors, or a codec, may be Python code.
    const ByteStream::Use use(*file->stream);
    objects::Ref text = decode(file, bytes);
    file->stream->take(size);
    if (text && has_return) text = with_feeds(text);
    return text.release();
}

// Bytes of the first `count` characters among the unread ones, more than these when the rest is not read yet.
size_t size_of_characters(FileObject *file, size_t count) {
    const std::string_view bytes = file->stream->unread();
    const bool is_single = !file->is_utf8 && !file->is_transcoded;
    size_t seen = 0;
    for (size_t i = 0; i < bytes.size(); i++) {
        const bool continues = !is_single && (bytes[i] & 0xc0) == 0x80;
        const bool ends_pair = is_universal(file) && i > 0 && bytes[i] == '\n' && bytes[i - 1] == '\r';
        if (continues || ends_pair) continue;
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

// The size of the line that ends with "\n", "\r" or "\r\n"; 0 when it is not complete.
size_t size_of_any_line(std::string_view bytes, size_t searched) {
    const size_t feed = bytes.find('\n', searched);
    const size_t before = feed == std::string_view::npos ? bytes.size() : feed;
    const void *found = std::memchr(bytes.data() + searched, '\r', before - searched);
    if (found == nullptr) return feed == std::string_view::npos ? 0 : feed + 1;
    const auto end = static_cast<size_t>(static_cast<const char *>(found) - bytes.data());
    if (end + 1 == bytes.size()) return 0;
    return bytes[end + 1] == '\n' ? end + 2 : end + 1;
}

// Size of the first line among the unread bytes, its ending included; 0 when it is not complete.
size_t size_of_line(FileObject *file, size_t searched) {
    const std::string_view bytes = file->stream->unread();
    if (searched >= bytes.size()) return 0;
    const std::string_view newline = is_universal(file) ? "" : text_of(file->newline);
    if (newline.empty()) return size_of_any_line(bytes, searched);
    const size_t end = bytes.find(newline, searched > newline.size() ? searched - newline.size() : 0);
    return end == std::string_view::npos ? 0 : end + newline.size();
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

// The byte order mark is written once, at the beginning of the file.
const char *encoding_for_writing(FileObject *file) {
    std::string name = PyUnicode_AsUTF8(file->encoding);
    for (char &letter : name) letter = letter == '_' ? '-' : static_cast<char>(std::tolower(letter));
    const bool has_mark = name == "utf-16" || name == "utf-32" || name == "utf-8-sig";
    if (!has_mark || !file->has_written) return PyUnicode_AsUTF8(file->encoding);
    return name == "utf-16" ? "utf-16-le" : name == "utf-32" ? "utf-32-le" : "utf-8";
}

// A text that could not be written is lost, as CPython loses the pieces that it has joined for one write; a
// program that goes on would fail at every print otherwise.
int write_bytes(ByteStream &stream, std::string_view bytes) {
    if (stream.write(bytes) == 0) return 0;
    stream.drop_unwritten();
    return -1;
}

int write_encoded(FileObject *file, PyObject *text) {
    if (file->is_utf8 && PyUnicode_IS_COMPACT_ASCII(text)) {
        const char *bytes = reinterpret_cast<const char *>(PyUnicode_1BYTE_DATA(text));
        return write_bytes(*file->stream, {bytes, static_cast<size_t>(PyUnicode_GET_LENGTH(text))});
    }
    objects::Ref bytes =
        TRY_REF(PyUnicode_AsEncodedString(text, encoding_for_writing(file), PyUnicode_AsUTF8(file->errors)));
    file->has_written = true;
    return write_bytes(*file->stream,
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
    as_file(self)->is_transcoded = false;
    if (!TRY(as_file(self)->stream->is_seekable()))
        return objects::raise(TRY(unsupported_operation()), "underlying stream is not seekable");
    int64_t position = as_file(self)->stream->seek(offset, whence);
    as_file(self)->has_written = position != 0;
    return position < 0 ? nullptr : PyLong_FromLongLong(position);
}

// What is left to read of a transcoded file is encoded again, to know how far from the end it begins.
PyObject *text_tell(PyObject *self, PyObject *) {
    TRY(check_open(self));
    auto *file = as_file(self);
    if (!TRY(file->stream->is_seekable()))
        return objects::raise(TRY(unsupported_operation()), "underlying stream is not seekable");
    int64_t position = TRY(file->stream->tell());
    if (!file->is_transcoded) return PyLong_FromLongLong(position);
    const std::string_view rest = file->stream->unread();
    const objects::Ref text = TRY(decode(file, rest));
    file->has_written = true;
    const objects::Ref bytes =
        TRY_REF(PyUnicode_AsEncodedString(text.get(), encoding_for_writing(file), "surrogatepass"));
    position += static_cast<int64_t>(rest.size()) - PyBytes_GET_SIZE(bytes.get());
    return PyLong_FromLongLong(position);
}

PyObject *text_detach(PyObject *self, PyObject *) {
    TRY(check_open(self));
    TRY(as_file(self)->stream->flush());
    PyObject *buffer = TRY(PyObject_GetAttr(self, objects::name::buffer));
    as_file(self)->is_detached = true;
    if (as_file(self)->stream->object() != nullptr) as_file(self)->stream->forget_object();
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
    if (line_buffering != Py_None) {
        const int is_line_buffered = TRY(PyObject_IsTrue(line_buffering));
        file->is_line_buffered = is_line_buffered != 0;
    }
    if (write_through != Py_None) file->stream->set_unbuffered(TRY(PyObject_IsTrue(write_through)) != 0);
    Py_RETURN_NONE;
}

// Appends " NAME=repr" when the object has the attribute.
objects::Ref with_attribute(const objects::Ref &text, PyObject *self, const char *attribute) {
    const objects::Ref value = objects::Ref::steal(PyObject_GetAttrString(self, attribute));
    if (!value) {
        const bool is_absent =
            objects::clear_if_matches(PyExc_AttributeError) || objects::clear_if_matches(PyExc_ValueError);
        return is_absent ? text : objects::Ref();
    }
    return objects::Ref::steal(PyUnicode_FromFormat("%U %s=%R", text.get(), attribute, value.get()));
}

PyObject *text_repr(PyObject *self) {
    auto *file = as_file(self);
    if (file->stream == nullptr) return objects::raise_value_error("I/O operation on uninitialized object");
    objects::Ref text = TRY_REF(PyUnicode_FromString("<_io.TextIOWrapper"));
    text = TRY(with_attribute(text, self, "name"));
    text = TRY(with_attribute(text, self, "mode"));
    return PyUnicode_FromFormat("%U encoding=%R>", text.get(), file->encoding);
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

PyObject *get_newlines(PyObject *self, void *) {
    const unsigned char seen = as_file(self)->seen_newlines;
    objects::Ref found = TRY_REF(PyList_New(0));
    const std::pair<SeenNewline, const char *> rows[] = {
        {SeenReturn, "\r"}, {SeenFeed, "\n"}, {SeenPair, "\r\n"}};
    for (const auto &[bit, text] : rows) {
        if ((seen & bit) == 0) continue;
        TRY(PyList_Append(found.get(), TRY_REF(PyUnicode_FromString(text)).get()));
    }
    if (PyList_GET_SIZE(found.get()) == 0) Py_RETURN_NONE;
    if (PyList_GET_SIZE(found.get()) == 1) return Py_NewRef(PyList_GET_ITEM(found.get(), 0));
    return PyList_AsTuple(found.get());
}

PyObject *get_text_mode(PyObject *self, void *) {
    if (as_file(self)->mode != nullptr) return Py_NewRef(as_file(self)->mode);
    return objects::raise(PyExc_AttributeError, "'%.100s' object has no attribute 'mode'",
                          Py_TYPE(self)->tp_name);
}

int set_text_mode(PyObject *self, PyObject *value, void *) {
    Py_XSETREF(as_file(self)->mode, Py_XNewRef(value));
    return 0;
}

PyObject *get_write_through(PyObject *self, void *) {
    TRY(check_open(self));
    return PyBool_FromLong(as_file(self)->stream->is_unbuffered());
}

// --- made by its class

PyObject *text_new(PyTypeObject *type, PyObject *, PyObject *) {
    objects::Ref self = TRY_REF(type->tp_alloc(type, 0));
    new (&self.as<FileObject>()->stream) std::shared_ptr<ByteStream>();
    return self.release();
}

bool is_own_buffer(PyObject *buffer) {
    const bool is_own = Py_IS_TYPE(buffer, &buffered_reader_type) ||
                        Py_IS_TYPE(buffer, &buffered_writer_type) ||
                        Py_IS_TYPE(buffer, &buffered_random_type);
    return is_own && as_file(buffer)->stream != nullptr && !as_file(buffer)->is_detached;
}

// A buffered file of the interpreter's own shares its stream; of anything else the methods are called.
int attach(PyObject *self, PyObject *buffer) {
    if (is_own_buffer(buffer)) {
        TRY(set_stream(self, as_file(buffer)->stream));
    } else {
        const int reads = TRY(ask_object(buffer, "readable"));
        const int writes = TRY(ask_object(buffer, "writable"));
        TRY(set_stream(self, make_object_stream(buffer, false, reads != 0, writes != 0)));
    }
    Py_XSETREF(as_file(self)->buffer, Py_NewRef(buffer));
    return 0;
}

int text_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"buffer",         "encoding",      "errors", "newline",
                                           "line_buffering", "write_through", nullptr};
    PyObject *buffer;
    const char *encoding = nullptr;
    PyObject *errors = Py_None;
    PyObject *newline = Py_None;
    int is_line_buffered = 0;
    int is_write_through = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|zOOpp:TextIOWrapper", const_cast<char **>(keywords),
                                     &buffer, &encoding, &errors, &newline, &is_line_buffered,
                                     &is_write_through))
        return -1;
    if (errors != Py_None && !PyUnicode_Check(errors))
        return objects::raise_type_error("TextIOWrapper() argument 'errors' must be str or None, not %.50s",
                                         Py_TYPE(errors)->tp_name);
    TRY(check_newline(newline));
    TextOptions options;
    options.encoding = encoding == nullptr || std::string_view(encoding) == "locale" ? "UTF-8" : encoding;
    options.errors = errors == Py_None ? "strict" : PyUnicode_AsUTF8(errors);
    options.newline = newline == Py_None ? nullptr : newline;
    options.is_line_buffered = is_line_buffered != 0;
    TRY(check_encoding(options.encoding));
    TRY(attach(self, buffer));
    auto *file = as_file(self);
    if (is_write_through != 0) file->stream->set_unbuffered(true);
    file->is_detached = false;
    Py_CLEAR(file->encoding);
    Py_CLEAR(file->errors);
    Py_CLEAR(file->newline);
    return init_text_file(self, options);
}

PyMethodDef text_methods[] = {
    {"read", _PyCFunction_CAST(text_read), METH_FASTCALL, nullptr},
    {"readline", _PyCFunction_CAST(text_readline), METH_FASTCALL, nullptr},
    {"write", text_write, METH_O, nullptr},
    {"seek", _PyCFunction_CAST(text_seek), METH_FASTCALL, nullptr},
    {"tell", text_tell, METH_NOARGS, nullptr},
    {"detach", text_detach, METH_NOARGS, nullptr},
    {"reconfigure", _PyCFunction_CAST(text_reconfigure), METH_VARARGS | METH_KEYWORDS, nullptr},
    ADDER_COMMON_FILE_METHODS,
    {},
};

PyMemberDef text_members[] = {
    {"encoding", T_OBJECT, offsetof(FileObject, encoding), READONLY, nullptr},
    {"errors", T_OBJECT, offsetof(FileObject, errors), READONLY, nullptr},
    {"line_buffering", T_BOOL, offsetof(FileObject, is_line_buffered), READONLY, nullptr},
    {},
};

PyGetSetDef text_getset[] = {
    {"name", get_name, nullptr, nullptr, nullptr},
    {"mode", get_text_mode, set_text_mode, nullptr, nullptr},
    {"newlines", get_newlines, nullptr, nullptr, nullptr},
    {"write_through", get_write_through, nullptr, nullptr, nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
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
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False,\n"
              "              write_through=False)\n--\n\nText over a buffered stream of bytes.",
    .tp_traverse = file_traverse,
    .tp_weaklistoffset = offsetof(FileObject, weakrefs),
    .tp_iter = file_iter,
    .tp_iternext = text_next,
    .tp_methods = text_methods,
    .tp_members = text_members,
    .tp_getset = text_getset,
    .tp_dictoffset = offsetof(FileObject, dict),
    .tp_init = text_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = text_new,
    .tp_free = PyObject_GC_Del,
    .tp_finalize = file_finalize,
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
        return flush_stream(self);
    return 0;
}

int flush_text_file(PyObject *self) {
    TRY(check_open(self));
    return flush_stream(self);
}

// What is written to a file that has bytes already is no beginning.
static int look_at_position(FileObject *file) {
    file->has_written = false;
    if (!file->stream->writes() || !TRY(file->stream->is_seekable())) return 0;
    file->has_written = TRY(file->stream->tell())
    != 0;
    return 0;
}

int init_text_file(PyObject *self, const TextOptions &options) {
    auto *file = as_file(self);
    file->encoding = TRY(PyUnicode_FromString(options.encoding));
    file->errors = TRY(PyUnicode_FromString(options.errors));
    file->newline = Py_XNewRef(options.newline);
    file->is_line_buffered = options.is_line_buffered;
    file->is_utf8 = is_utf8_name(options.encoding);
    return file->is_utf8 ? 0 : look_at_position(file);
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
