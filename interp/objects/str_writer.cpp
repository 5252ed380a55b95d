// SPDX-License-Identifier: MIT
//
// The writer: a str that is built piece by piece and widened when a character does not fit.
//
// While nothing but one whole str was written, `buffer` is that str and `readonly` is set: many formats give
// back what they were given.
#include "objects/error.hpp"
#include "objects/str.hpp"

namespace adder::objects {

namespace {

void show_buffer(_PyUnicodeWriter &writer) {
    writer.maxchar = PyUnicode_MAX_CHAR_VALUE(writer.buffer);
    writer.data = PyUnicode_DATA(writer.buffer);
    writer.kind = static_cast<PyUnicode_Kind>(PyUnicode_KIND(writer.buffer));
    writer.size = str_length(writer.buffer);
    if (writer.readonly) {
        writer.kind = PyUnicode_WCHAR_KIND; // nothing fits: the next write copies
        writer.size = 0;
        writer.maxchar = 0;
    }
}

// Never 0, so that the buffer is never the shared empty str.
Py_ssize_t wanted_room(const _PyUnicodeWriter &writer, Py_ssize_t needed) {
    constexpr Py_ssize_t overallocate_part = 4;
    Py_ssize_t room = needed;
    if (writer.overallocate && needed <= PY_SSIZE_T_MAX - needed / overallocate_part)
        room += needed / overallocate_part;
    return Py_MAX(Py_MAX(room, writer.min_length), 1);
}

[[nodiscard]] int replace_buffer(_PyUnicodeWriter &writer, Py_ssize_t room, Py_UCS4 max_character) {
    PyObject *wider = TRY(PyUnicode_New(room, max_character));
    if (writer.buffer != nullptr)
        copy_characters(PyUnicode_KIND(wider), PyUnicode_DATA(wider), 0,
                        TextView(writer.buffer).slice(0, writer.pos));
    Py_XDECREF(writer.buffer);
    writer.buffer = wider;
    writer.readonly = 0;
    show_buffer(writer);
    return 0;
}

} // namespace

int TextWriter::fill(Py_UCS4 character, Py_ssize_t count) {
    if (count <= 0) return 0;
    TRY(_PyUnicodeWriter_Prepare(&writer_, count, character));
    _PyUnicode_FastFill(writer_.buffer, writer_.pos, count, character);
    writer_.pos += count;
    return 0;
}

int TextWriter::write(const TextView &text) {
    if (text.length == 0) return 0;
    TRY(_PyUnicodeWriter_Prepare(&writer_, text.length, max_character(text)));
    copy_characters(writer_.kind, writer_.data, writer_.pos, text);
    writer_.pos += text.length;
    return 0;
}

extern "C" {

void _PyUnicodeWriter_Init(_PyUnicodeWriter *writer) {
    *writer = {};
    writer->min_char = 127;
}

int _PyUnicodeWriter_PrepareInternal(_PyUnicodeWriter *writer, Py_ssize_t length, Py_UCS4 max_character) {
    if (length > PY_SSIZE_T_MAX - writer->pos) {
        PyErr_NoMemory();
        return -1;
    }
    const Py_ssize_t needed = writer->pos + length;
    max_character = Py_MAX(max_character, writer->min_char);
    if (writer->buffer == nullptr)
        return replace_buffer(*writer, wanted_room(*writer, needed), max_character);
    const Py_UCS4 present = PyUnicode_MAX_CHAR_VALUE(writer->buffer);
    if (writer->readonly || max_character > present)
        return replace_buffer(*writer, needed > writer->size ? wanted_room(*writer, needed) : writer->size,
                              Py_MAX(max_character, present));
    if (needed <= writer->size) return 0;
    if (resize_str(&writer->buffer, wanted_room(*writer, needed)) < 0) return -1;
    show_buffer(*writer);
    return 0;
}

int _PyUnicodeWriter_PrepareKindInternal(_PyUnicodeWriter *writer, enum PyUnicode_Kind kind) {
    const Py_UCS4 max_character = kind == PyUnicode_1BYTE_KIND   ? 0xff
                                  : kind == PyUnicode_2BYTE_KIND ? 0xffff
                                                                 : 0x10ffff;
    return _PyUnicodeWriter_PrepareInternal(writer, 0, max_character);
}

int _PyUnicodeWriter_WriteChar(_PyUnicodeWriter *writer, Py_UCS4 character) {
    if (_PyUnicodeWriter_Prepare(writer, 1, character) < 0) return -1;
    PyUnicode_WRITE(writer->kind, writer->data, writer->pos, character);
    writer->pos++;
    return 0;
}

int _PyUnicodeWriter_WriteStr(_PyUnicodeWriter *writer, PyObject *text) {
    const Py_ssize_t length = str_length(text);
    if (length == 0) return 0;
    const Py_UCS4 max_character = PyUnicode_MAX_CHAR_VALUE(text);
    if (max_character > writer->maxchar || length > writer->size - writer->pos) {
        if (writer->buffer == nullptr && !writer->overallocate) {
            writer->readonly = 1;
            writer->buffer = Py_NewRef(text);
            show_buffer(*writer);
            writer->pos += length;
            return 0;
        }
        if (_PyUnicodeWriter_PrepareInternal(writer, length, max_character) < 0) return -1;
    }
    copy_characters(writer->kind, writer->data, writer->pos, TextView(text));
    writer->pos += length;
    return 0;
}

int _PyUnicodeWriter_WriteSubstring(_PyUnicodeWriter *writer, PyObject *text, Py_ssize_t start,
                                    Py_ssize_t end) {
    if (start >= end) return 0;
    if (start == 0 && end == str_length(text)) return _PyUnicodeWriter_WriteStr(writer, text);
    const Py_UCS4 max_character = PyUnicode_MAX_CHAR_VALUE(text) > writer->maxchar
                                      ? _PyUnicode_FindMaxChar(text, start, end)
                                      : writer->maxchar;
    if (_PyUnicodeWriter_Prepare(writer, end - start, max_character) < 0) return -1;
    copy_characters(writer->kind, writer->data, writer->pos, TextView(text).slice(start, end));
    writer->pos += end - start;
    return 0;
}

int _PyUnicodeWriter_WriteASCIIString(_PyUnicodeWriter *writer, const char *text, Py_ssize_t length) {
    if (length == -1) length = static_cast<Py_ssize_t>(strlen(text));
    if (length == 0) return 0;
    if (_PyUnicodeWriter_Prepare(writer, length, 0x7f) < 0) return -1;
    copy_characters(writer->kind, writer->data, writer->pos, {text, length, PyUnicode_1BYTE_KIND});
    writer->pos += length;
    return 0;
}

int _PyUnicodeWriter_WriteLatin1String(_PyUnicodeWriter *writer, const char *text, Py_ssize_t length) {
    if (length == 0) return 0;
    const TextView view(text, length, PyUnicode_1BYTE_KIND);
    if (_PyUnicodeWriter_Prepare(writer, length, max_character(view)) < 0) return -1;
    copy_characters(writer->kind, writer->data, writer->pos, view);
    writer->pos += length;
    return 0;
}

PyObject *_PyUnicodeWriter_Finish(_PyUnicodeWriter *writer) {
    PyObject *text = writer->buffer;
    writer->buffer = nullptr;
    if (text == nullptr) return Py_NewRef(empty_str());
    if (writer->readonly) return text;
    if (writer->pos <= 1) {
        PyObject *shared = make_str(TextView(text).slice(0, writer->pos));
        Py_DECREF(text);
        return shared;
    }
    if (str_length(text) != writer->pos && resize_str(&text, writer->pos) < 0) {
        Py_DECREF(text);
        return nullptr;
    }
    return text;
}

void _PyUnicodeWriter_Dealloc(_PyUnicodeWriter *writer) {
    Py_CLEAR(writer->buffer);
}

} // extern "C"

} // namespace adder::objects
