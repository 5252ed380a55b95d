// SPDX-License-Identifier: MIT
//
// io.StringIO: a text file in memory, kept as UTF-32 so that positions are indexes.
//
// `newline` means what it means for open(): None translates what is written to "\n", "" leaves it and knows
// all three line ends, anything else is what "\n" becomes and what ends a line.
#include "memory_file.hpp"

#include "owned.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <string>

namespace adder::stdlib {

namespace {

enum SeenNewline : unsigned char { SeenReturn = 1, SeenFeed = 2, SeenPair = 4 };

struct TextFile : MemoryFile {
    std::u32string characters;
    std::u32string line_end; // what ends a line; empty: any of the three
    PyObject *newline;       // as given: str, or NULL for None
    bool translates;         // "\r\n" and "\r" become "\n" on the way in
    unsigned char seen;
};

TextFile *as_file(PyObject *object) {
    return reinterpret_cast<TextFile *>(object);
}

std::u32string characters_of(PyObject *text) {
    const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    std::u32string result(static_cast<size_t>(length), U'\0');
    const int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t i = 0; i < length; i++) result[static_cast<size_t>(i)] = PyUnicode_READ(kind, data, i);
    return result;
}

PyObject *to_str(const char32_t *text, size_t size) {
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, text, static_cast<Py_ssize_t>(size));
}

PyObject *take(TextFile *file, size_t size) {
    PyObject *result = to_str(file->characters.data() + (size == 0 ? 0 : file->position), size);
    file->position += size;
    return result;
}

// --- newlines

// Notes the line ends of the text; makes them "\n" when the file translates.
std::u32string read_newlines(TextFile *file, const std::u32string &text) {
    std::u32string result;
    result.reserve(text.size());
    for (size_t i = 0; i < text.size(); i++) {
        const char32_t character = text[i];
        if (character == U'\n') file->seen |= SeenFeed;
        if (character != U'\r') {
            result += character;
            continue;
        }
        const bool is_pair = i + 1 < text.size() && text[i + 1] == U'\n';
        file->seen |= is_pair ? SeenPair : SeenReturn;
        if (is_pair) i++;
        result += file->translates ? U"\n" : is_pair ? U"\r\n" : U"\r";
    }
    return result;
}

std::u32string with_line_ends(const TextFile *file, const std::u32string &text) {
    if (file->line_end.empty() || file->line_end == U"\n") return text;
    std::u32string result;
    for (const char32_t character : text) {
        if (character == U'\n') {
            result += file->line_end;
        } else {
            result += character;
        }
    }
    return result;
}

size_t size_of_line(const TextFile *file) {
    const size_t left = left_over(file, file->characters);
    if (left == 0) return 0;
    const std::u32string &text = file->characters;
    if (!file->line_end.empty()) {
        const size_t end = text.find(file->line_end, file->position);
        return end == std::u32string::npos ? left : end + file->line_end.size() - file->position;
    }
    size_t end = text.find_first_of(U"\r\n", file->position);
    if (end == std::u32string::npos) return left;
    if (text[end] == U'\r' && end + 1 < text.size() && text[end + 1] == U'\n') end++;
    return end + 1 - file->position;
}

// --- reading

PyObject *string_next(PyObject *self) {
    if (!check_open(self)) return nullptr;
    if (Py_IS_TYPE(self, &string_io_type)) return next_line(as_file(self));
    Owned line(PyObject_CallMethod(self, "readline", nullptr));
    if (!line || !PyUnicode_Check(line.get())) {
        if (line)
            PyErr_Format(PyExc_OSError, "readline() should have returned a str object, not '%.200s'",
                         Py_TYPE(line.get())->tp_name);
        return nullptr;
    }
    return PyUnicode_GET_LENGTH(line.get()) == 0 ? nullptr : line.release();
}

PyObject *string_readlines(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t hint;
    if (!check_count("readlines", count, 1) || !read_size(args, count, hint)) return nullptr;
    return collect_lines(self, hint);
}

// --- writing

// False with an error: the text may not grow to the position and `size` characters more.
bool check_growth(const TextFile *file, size_t size) {
    if (file->position > PY_SSIZE_T_MAX - size) {
        PyErr_SetString(PyExc_OverflowError, "new position too large");
        return false;
    }
    const size_t end = file->position + size;
    if (end > SIZE_MAX / sizeof(char32_t)) {
        PyErr_SetString(PyExc_OverflowError, "new buffer size too large");
        return false;
    }
    return end <= most_bytes / sizeof(char32_t) || PyErr_NoMemory() != nullptr;
}

// False with an error.
bool write_text(TextFile *file, PyObject *text) {
    std::u32string characters = characters_of(text);
    if (file->newline == nullptr || file->line_end.empty()) characters = read_newlines(file, characters);
    characters = with_line_ends(file, characters);
    if (characters.empty()) return true;
    if (!check_growth(file, characters.size())) return false;
    const size_t end = file->position + characters.size();
    grow(file->characters, end);
    std::copy(characters.begin(), characters.end(),
              file->characters.begin() + static_cast<Py_ssize_t>(file->position));
    file->position = end;
    return true;
}

PyObject *string_write(PyObject *self, PyObject *text) {
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "string argument expected, got '%s'", Py_TYPE(text)->tp_name);
        return nullptr;
    }
    if (!check_open(self)) return nullptr;
    if (!write_text(as_file(self), text)) return nullptr;
    return PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
}

PyObject *string_truncate(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t size;
    if (!truncated_size(self, args, count, size)) return nullptr;
    if (!check_open(self)) return nullptr; // only now: __index__ may have closed the file
    if (size < 0) {
        PyErr_Format(PyExc_ValueError, "Negative size value %zd", size);
        return nullptr;
    }
    TextFile *file = as_file(self);
    if (static_cast<size_t>(size) < file->characters.size())
        file->characters.resize(static_cast<size_t>(size));
    return PyLong_FromSsize_t(size);
}

// --- position

PyObject *string_seek(PyObject *self, PyObject *args) {
    Py_ssize_t offset;
    int whence = 0;
    if (!PyArg_ParseTuple(args, "n|i:seek", &offset, &whence) || !check_open(self)) return nullptr;
    TextFile *file = as_file(self);
    if (whence < 0 || whence > 2) {
        PyErr_Format(PyExc_ValueError, "Invalid whence (%i, should be 0, 1 or 2)", whence);
        return nullptr;
    }
    if (whence == 0 && offset < 0) {
        PyErr_Format(PyExc_ValueError, "Negative seek position %zd", offset);
        return nullptr;
    }
    if (whence != 0 && offset != 0) {
        PyErr_SetString(PyExc_OSError, "Can't do nonzero cur-relative seeks");
        return nullptr;
    }
    file->position = whence == 0   ? static_cast<size_t>(offset)
                     : whence == 1 ? file->position
                                   : file->characters.size();
    return PyLong_FromSize_t(file->position);
}

// --- the whole

PyObject *string_getvalue(PyObject *self, PyObject *) {
    if (!check_open(self)) return nullptr;
    return to_str(as_file(self)->characters.data(), as_file(self)->characters.size());
}

PyObject *string_close(PyObject *self, PyObject *) {
    as_file(self)->is_closed = true;
    as_file(self)->characters = std::u32string();
    Py_RETURN_NONE;
}

// (text, newline, position, __dict__ or None)
PyObject *string_getstate(PyObject *self, PyObject *) {
    const Owned value(string_getvalue(self, nullptr));
    if (!value) return nullptr;
    TextFile *file = as_file(self);
    const Owned copy(copy_of_dict(self));
    if (!copy) return nullptr;
    return Py_BuildValue("(OOnO)", value.get(), file->newline == nullptr ? Py_None : file->newline,
                         static_cast<Py_ssize_t>(file->position), copy.get());
}

bool set_newline(TextFile *file, PyObject *newline);

PyObject *string_setstate(PyObject *self, PyObject *state) {
    TextFile *file = as_file(self);
    if (!check_open(self)) return nullptr;
    if (!PyTuple_Check(state) || PyTuple_GET_SIZE(state) < 4) return raise_state_size(self, state, 4);
    PyObject *text = PyTuple_GET_ITEM(state, 0);
    if (!PyUnicode_Check(text) || !set_newline(file, PyTuple_GET_ITEM(state, 1))) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "first item of state must be a str");
        return nullptr;
    }
    // The text was translated when it was written.
    file->characters = characters_of(text);
    if (!restore_head(self, state, 2)) return nullptr;
    Py_RETURN_NONE;
}

PyObject *get_none(PyObject *, void *) {
    Py_RETURN_NONE;
}

PyObject *get_line_buffering(PyObject *self, void *) {
    return check_open(self) ? Py_NewRef(Py_False) : nullptr;
}

PyObject *get_newlines(PyObject *self, void *) {
    if (!check_open(self)) return nullptr;
    switch (as_file(self)->newline == nullptr || as_file(self)->line_end.empty() ? as_file(self)->seen : 0) {
    case SeenReturn: return PyUnicode_FromString("\r");
    case SeenFeed: return PyUnicode_FromString("\n");
    case SeenPair: return PyUnicode_FromString("\r\n");
    case SeenReturn | SeenFeed: return Py_BuildValue("(ss)", "\r", "\n");
    case SeenReturn | SeenPair: return Py_BuildValue("(ss)", "\r", "\r\n");
    case SeenFeed | SeenPair: return Py_BuildValue("(ss)", "\n", "\r\n");
    case SeenReturn | SeenFeed | SeenPair: return Py_BuildValue("(sss)", "\r", "\n", "\r\n");
    default: Py_RETURN_NONE;
    }
}

// --- life

bool set_newline(TextFile *file, PyObject *newline) {
    if (newline != Py_None && !PyUnicode_Check(newline)) {
        PyErr_Format(PyExc_TypeError, "newline must be str or None, not %.200s", Py_TYPE(newline)->tp_name);
        return false;
    }
    std::u32string end = newline == Py_None ? U"\n" : characters_of(newline);
    if (!end.empty() && end != U"\n" && end != U"\r" && end != U"\r\n") {
        PyErr_Format(PyExc_ValueError, "illegal newline value: %R", newline);
        return false;
    }
    Py_XSETREF(file->newline, newline == Py_None ? nullptr : Py_NewRef(newline));
    file->translates = newline == Py_None;
    file->line_end = std::move(end);
    file->seen = 0;
    return true;
}

PyObject *string_new(PyTypeObject *type, PyObject *, PyObject *) {
    PyObject *self = type->tp_alloc(type, 0);
    if (self == nullptr) return nullptr;
    new (&as_file(self)->characters) std::u32string();
    new (&as_file(self)->line_end) std::u32string();
    as_file(self)->closed_error = "I/O operation on closed file";
    return self;
}

int string_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"initial_value", "newline", nullptr};
    PyObject *initial = nullptr;
    PyObject *newline = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO:StringIO", const_cast<char **>(keywords), &initial,
                                     &newline))
        return -1;
    TextFile *file = as_file(self);
    const Owned feed(PyUnicode_FromString("\n"));
    if (!feed || !set_newline(file, newline == nullptr ? feed.get() : newline)) return -1;
    if (initial != nullptr && initial != Py_None && !PyUnicode_Check(initial)) {
        PyErr_Format(PyExc_TypeError, "initial_value must be str or None, not %.200s",
                     Py_TYPE(initial)->tp_name);
        return -1;
    }
    file->characters.clear();
    file->position = 0;
    file->is_closed = false;
    file->is_ready = true;
    if (initial != nullptr && initial != Py_None && !write_text(file, initial)) return -1;
    file->position = 0;
    return 0;
}

void string_dealloc(PyObject *self) {
    finish_head(self);
    Py_CLEAR(as_file(self)->newline);
    as_file(self)->characters.~basic_string();
    as_file(self)->line_end.~basic_string();
    Py_TYPE(self)->tp_free(self);
}

PyMethodDef methods[] = {
    {"read", _PyCFunction_CAST(file_read<TextFile>), METH_FASTCALL,
     "read($self, size=-1, /)\n--\n\nAt most that many characters; all that are left by default."},
    {"readline", _PyCFunction_CAST(file_readline<TextFile>), METH_FASTCALL,
     "readline($self, size=-1, /)\n--\n\nThe next line, empty at the end."},
    {"readlines", _PyCFunction_CAST(string_readlines), METH_FASTCALL,
     "readlines($self, hint=-1, /)\n--\n\nA list of the lines that are left."},
    {"write", string_write, METH_O, "write($self, s, /)\n--\n\nWrite the text; its length."},
    {"writelines", file_writelines, METH_O, "writelines($self, lines, /)\n--\n\nWrite each of the lines."},
    {"truncate", _PyCFunction_CAST(string_truncate), METH_FASTCALL,
     "truncate($self, pos=None, /)\n--\n\nCut the file, at the position by default."},
    {"seek", string_seek, METH_VARARGS,
     "seek($self, pos, whence=0, /)\n--\n\nMove the position; the new one."},
    {"tell", file_tell, METH_NOARGS, "tell($self, /)\n--\n\nThe position."},
    {"getvalue", string_getvalue, METH_NOARGS, "getvalue($self, /)\n--\n\nAll text of the file."},
    {"close", string_close, METH_NOARGS, "close($self, /)\n--\n\nLet go of the text."},
    {"flush", file_flush, METH_NOARGS, "flush($self, /)\n--\n\nNothing is to be done."},
    {"isatty", file_isatty, METH_NOARGS, "isatty($self, /)\n--\n\nAlways False."},
    {"readable", file_true, METH_NOARGS, "readable($self, /)\n--\n\nAlways True."},
    {"writable", file_true, METH_NOARGS, "writable($self, /)\n--\n\nAlways True."},
    {"seekable", file_true, METH_NOARGS, "seekable($self, /)\n--\n\nAlways True."},
    {"fileno", unsupported_fileno, METH_NOARGS, "fileno($self, /)\n--\n\nThere is no descriptor."},
    {"detach", unsupported_detach, METH_NOARGS, "detach($self, /)\n--\n\nThere is no buffer."},
    {"__enter__", file_enter, METH_NOARGS, nullptr},
    {"__exit__", _PyCFunction_CAST(file_exit), METH_FASTCALL, nullptr},
    {"__getstate__", string_getstate, METH_NOARGS, nullptr},
    {"__setstate__", string_setstate, METH_O, nullptr},
    {},
};

PyGetSetDef getset[] = {
    {"closed", file_get_closed, nullptr, nullptr, nullptr},
    {"encoding", get_none, nullptr, nullptr, nullptr},
    {"errors", get_none, nullptr, nullptr, nullptr},
    {"newlines", get_newlines, nullptr, nullptr, nullptr},
    {"line_buffering", get_line_buffering, nullptr, nullptr, nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {},
};

} // namespace

PyTypeObject string_io_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_io.StringIO",
    .tp_basicsize = sizeof(TextFile),
    .tp_dealloc = string_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "StringIO(initial_value='', newline='\\n')\n--\n\nA text file in memory.",
    .tp_traverse = file_traverse,
    .tp_clear = file_clear,
    .tp_weaklistoffset = offsetof(MemoryFile, weakrefs),
    .tp_iter = file_iter,
    .tp_iternext = string_next,
    .tp_methods = methods,
    .tp_getset = getset,
    .tp_dictoffset = offsetof(MemoryFile, dict),
    .tp_init = string_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = string_new,
    .tp_free = PyObject_GC_Del,
};

} // namespace adder::stdlib
