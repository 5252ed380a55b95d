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

struct TextFile {
    PyObject_HEAD std::u32string text;
    std::u32string line_end; // what ends a line; empty: any of the three
    size_t position;
    PyObject *newline; // as given: str, or NULL for None
    PyObject *dict;
    PyObject *weakrefs;
    bool translates; // "\r\n" and "\r" become "\n" on the way in
    unsigned char seen;
    bool is_closed;
    bool is_ready; // __init__ was run
};

TextFile *as_file(PyObject *object) {
    return reinterpret_cast<TextFile *>(object);
}

bool check_open(PyObject *self) {
    const TextFile *file = as_file(self);
    if (file->is_ready && !file->is_closed) return true;
    PyErr_SetString(PyExc_ValueError, file->is_ready ? "I/O operation on closed file"
                                                     : "I/O operation on uninitialized object");
    return false;
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

size_t left_over(const TextFile *file) {
    return file->position >= file->text.size() ? 0 : file->text.size() - file->position;
}

PyObject *take(TextFile *file, size_t size) {
    PyObject *result = to_str(file->text.data() + (size == 0 ? 0 : file->position), size);
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
    const size_t left = left_over(file);
    if (left == 0) return 0;
    const std::u32string &text = file->text;
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

PyObject *string_read(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t size;
    if (!check_count("read", count, 1) || !read_size(args, count, size) || !check_open(self)) return nullptr;
    const size_t left = left_over(as_file(self));
    return take(as_file(self), size < 0 ? left : std::min(left, static_cast<size_t>(size)));
}

PyObject *string_readline(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Py_ssize_t limit;
    if (!check_count("readline", count, 1) || !read_size(args, count, limit) || !check_open(self))
        return nullptr;
    const size_t size = size_of_line(as_file(self));
    return take(as_file(self), limit < 0 ? size : std::min(size, static_cast<size_t>(limit)));
}

PyObject *string_next(PyObject *self) {
    if (!check_open(self)) return nullptr;
    if (Py_IS_TYPE(self, &string_io_type)) {
        const size_t size = size_of_line(as_file(self));
        return size == 0 ? nullptr : take(as_file(self), size);
    }
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
    if (end > file->text.size()) {
        if (end > file->text.capacity()) file->text.reserve(std::max(end, file->text.capacity() * 2));
        file->text.resize(end);
    }
    std::copy(characters.begin(), characters.end(),
              file->text.begin() + static_cast<Py_ssize_t>(file->position));
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

PyObject *string_writelines(PyObject *self, PyObject *lines) {
    return check_open(self) ? write_lines(self, lines) : nullptr;
}

PyObject *string_truncate(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!check_count("truncate", count, 1)) return nullptr;
    TextFile *file = as_file(self);
    auto size = static_cast<Py_ssize_t>(file->position);
    if (count > 0 && args[0] != Py_None) {
        if (!PyIndex_Check(args[0])) {
            PyErr_Format(PyExc_TypeError, "argument should be integer or None, not '%.200s'",
                         Py_TYPE(args[0])->tp_name);
            return nullptr;
        }
        size = PyNumber_AsSsize_t(args[0], PyExc_OverflowError);
        if (size == -1 && PyErr_Occurred()) return nullptr;
    }
    if (!check_open(self)) return nullptr; // only now: __index__ may have closed the file
    if (size < 0) {
        PyErr_Format(PyExc_ValueError, "Negative size value %zd", size);
        return nullptr;
    }
    if (static_cast<size_t>(size) < file->text.size()) file->text.resize(static_cast<size_t>(size));
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
                                   : file->text.size();
    return PyLong_FromSize_t(file->position);
}

PyObject *string_tell(PyObject *self, PyObject *) {
    return check_open(self) ? PyLong_FromSize_t(as_file(self)->position) : nullptr;
}

// --- the whole

PyObject *string_getvalue(PyObject *self, PyObject *) {
    if (!check_open(self)) return nullptr;
    return to_str(as_file(self)->text.data(), as_file(self)->text.size());
}

PyObject *string_close(PyObject *self, PyObject *) {
    as_file(self)->is_closed = true;
    as_file(self)->text = std::u32string();
    Py_RETURN_NONE;
}

PyObject *string_flush(PyObject *self, PyObject *) {
    if (!check_open(self)) return nullptr;
    Py_RETURN_NONE;
}

PyObject *string_true(PyObject *self, PyObject *) {
    if (!check_open(self)) return nullptr;
    Py_RETURN_TRUE;
}

PyObject *string_isatty(PyObject *self, PyObject *) {
    if (!check_open(self)) return nullptr;
    Py_RETURN_FALSE;
}

PyObject *string_enter(PyObject *self, PyObject *) {
    return check_open(self) ? Py_NewRef(self) : nullptr;
}

PyObject *string_exit(PyObject *self, PyObject *const *, Py_ssize_t) {
    return PyObject_CallMethod(self, "close", nullptr);
}

PyObject *string_iter(PyObject *self) {
    return check_open(self) ? Py_NewRef(self) : nullptr;
}

// (text, newline, position, __dict__ or None)
PyObject *string_getstate(PyObject *self, PyObject *) {
    const Owned value(string_getvalue(self, nullptr));
    if (!value) return nullptr;
    TextFile *file = as_file(self);
    const Owned copy(file->dict == nullptr ? Py_NewRef(Py_None) : PyDict_Copy(file->dict));
    if (!copy) return nullptr;
    return Py_BuildValue("(OOnO)", value.get(), file->newline == nullptr ? Py_None : file->newline,
                         static_cast<Py_ssize_t>(file->position), copy.get());
}

bool set_newline(TextFile *file, PyObject *newline);

// False with an error: the state's position and __dict__.
bool set_place(TextFile *file, PyObject *position, PyObject *dict) {
    if (!PyLong_Check(position)) {
        PyErr_Format(PyExc_TypeError, "third item of state must be an integer, got %.200s",
                     Py_TYPE(position)->tp_name);
        return false;
    }
    const Py_ssize_t place = PyLong_AsSsize_t(position);
    if (place == -1 && PyErr_Occurred()) return false;
    if (place < 0) {
        PyErr_SetString(PyExc_ValueError, "position value cannot be negative");
        return false;
    }
    file->position = static_cast<size_t>(place);
    if (dict == Py_None) return true;
    if (!PyDict_Check(dict)) {
        PyErr_Format(PyExc_TypeError, "fourth item of state should be a dict, got a %.200s",
                     Py_TYPE(dict)->tp_name);
        return false;
    }
    if (file->dict == nullptr) file->dict = PyDict_New();
    return file->dict != nullptr && PyDict_Update(file->dict, dict) == 0;
}

PyObject *string_setstate(PyObject *self, PyObject *state) {
    TextFile *file = as_file(self);
    if (!check_open(self)) return nullptr;
    if (!PyTuple_Check(state) || PyTuple_GET_SIZE(state) < 4) {
        PyErr_Format(PyExc_TypeError, "%.200s.__setstate__ argument should be 4-tuple, got %.200s",
                     Py_TYPE(self)->tp_name, Py_TYPE(state)->tp_name);
        return nullptr;
    }
    PyObject *text = PyTuple_GET_ITEM(state, 0);
    if (!PyUnicode_Check(text) || !set_newline(file, PyTuple_GET_ITEM(state, 1))) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "first item of state must be a str");
        return nullptr;
    }
    // The text was translated when it was written.
    file->text = characters_of(text);
    if (!set_place(file, PyTuple_GET_ITEM(state, 2), PyTuple_GET_ITEM(state, 3))) return nullptr;
    Py_RETURN_NONE;
}

PyObject *get_closed(PyObject *self, void *) {
    if (!as_file(self)->is_ready && !check_open(self)) return nullptr;
    return PyBool_FromLong(as_file(self)->is_closed);
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
    new (&as_file(self)->text) std::u32string();
    new (&as_file(self)->line_end) std::u32string();
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
    file->text.clear();
    file->position = 0;
    file->is_closed = false;
    file->is_ready = true;
    if (initial != nullptr && initial != Py_None && !write_text(file, initial)) return -1;
    file->position = 0;
    return 0;
}

int string_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_file(self)->dict);
    return 0;
}

int string_clear(PyObject *self) {
    Py_CLEAR(as_file(self)->dict);
    return 0;
}

void string_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    if (as_file(self)->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    string_clear(self);
    Py_CLEAR(as_file(self)->newline);
    as_file(self)->text.~basic_string();
    as_file(self)->line_end.~basic_string();
    Py_TYPE(self)->tp_free(self);
}

PyMethodDef methods[] = {
    {"read", _PyCFunction_CAST(string_read), METH_FASTCALL,
     "read($self, size=-1, /)\n--\n\nAt most that many characters; all that are left by default."},
    {"readline", _PyCFunction_CAST(string_readline), METH_FASTCALL,
     "readline($self, size=-1, /)\n--\n\nThe next line, empty at the end."},
    {"readlines", _PyCFunction_CAST(string_readlines), METH_FASTCALL,
     "readlines($self, hint=-1, /)\n--\n\nA list of the lines that are left."},
    {"write", string_write, METH_O, "write($self, s, /)\n--\n\nWrite the text; its length."},
    {"writelines", string_writelines, METH_O, "writelines($self, lines, /)\n--\n\nWrite each of the lines."},
    {"truncate", _PyCFunction_CAST(string_truncate), METH_FASTCALL,
     "truncate($self, pos=None, /)\n--\n\nCut the file, at the position by default."},
    {"seek", string_seek, METH_VARARGS,
     "seek($self, pos, whence=0, /)\n--\n\nMove the position; the new one."},
    {"tell", string_tell, METH_NOARGS, "tell($self, /)\n--\n\nThe position."},
    {"getvalue", string_getvalue, METH_NOARGS, "getvalue($self, /)\n--\n\nAll text of the file."},
    {"close", string_close, METH_NOARGS, "close($self, /)\n--\n\nLet go of the text."},
    {"flush", string_flush, METH_NOARGS, "flush($self, /)\n--\n\nNothing is to be done."},
    {"isatty", string_isatty, METH_NOARGS, "isatty($self, /)\n--\n\nAlways False."},
    {"readable", string_true, METH_NOARGS, "readable($self, /)\n--\n\nAlways True."},
    {"writable", string_true, METH_NOARGS, "writable($self, /)\n--\n\nAlways True."},
    {"seekable", string_true, METH_NOARGS, "seekable($self, /)\n--\n\nAlways True."},
    {"fileno", unsupported_fileno, METH_NOARGS, "fileno($self, /)\n--\n\nThere is no descriptor."},
    {"detach", unsupported_detach, METH_NOARGS, "detach($self, /)\n--\n\nThere is no buffer."},
    {"__enter__", string_enter, METH_NOARGS, nullptr},
    {"__exit__", _PyCFunction_CAST(string_exit), METH_FASTCALL, nullptr},
    {"__getstate__", string_getstate, METH_NOARGS, nullptr},
    {"__setstate__", string_setstate, METH_O, nullptr},
    {},
};

PyGetSetDef getset[] = {
    {"closed", get_closed, nullptr, nullptr, nullptr},
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
    .tp_traverse = string_traverse,
    .tp_clear = string_clear,
    .tp_weaklistoffset = offsetof(TextFile, weakrefs),
    .tp_iter = string_iter,
    .tp_iternext = string_next,
    .tp_methods = methods,
    .tp_getset = getset,
    .tp_dictoffset = offsetof(TextFile, dict),
    .tp_init = string_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = string_new,
    .tp_free = PyObject_GC_Del,
};

} // namespace adder::stdlib
