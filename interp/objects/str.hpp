// SPDX-License-Identifier: MIT
//
// str in C++: direct access, creation, equality, hash, and what the VM calls for its fast paths.
//
//  1. Storage is that of include/adder/text.h (PEP 393): a str always has the least width that holds its
//  characters,
//     so two equal strs have the same kind.
//  2. The empty str and the 256 strs of one Latin-1 character are shared static objects; results of that
//  length
//     are always one of them when their type is exactly str.
//  3. An interned str is found through one table; identity of two interned strs is equality.
//  4. The hash is SipHash-1-3 of the characters' bytes under runtime.hash_key; -1 in the object means "not
//  yet".
//
// Files: str (creation, shared objects), str_intern, str_build (joining, writer), str_compare, str_type
// (slots), str_repr, str_find, str_split, str_case, str_edit (methods), str_from_format, str_format
// (str.format), str_percent (%), codec_*.
#pragma once

#include "objects/object.hpp"

#include <array>
#include <cstring>

namespace adder::objects {

// --- reading

inline bool is_str(PyObject *value) {
    return PyUnicode_Check(value);
}
inline bool is_exact_str(PyObject *value) {
    return PyUnicode_CheckExact(value);
}
inline PyASCIIObject *as_str(PyObject *value) {
    return reinterpret_cast<PyASCIIObject *>(value);
}
inline Py_ssize_t str_length(PyObject *text) {
    return as_str(text)->length;
}

// The characters of a str or a part of it, borrowed.
struct TextView {
    const void *data = nullptr;
    Py_ssize_t length = 0;
    int kind = PyUnicode_1BYTE_KIND;

    TextView() = default;
    TextView(const void *characters, Py_ssize_t count, int width)
        : data(characters), length(count), kind(width) {}
    explicit TextView(PyObject *text)
        : data(PyUnicode_DATA(text)), length(str_length(text)), kind(static_cast<int>(PyUnicode_KIND(text))) {
    }

    Py_UCS4 operator[](Py_ssize_t index) const { return PyUnicode_READ(kind, data, index); }
    [[nodiscard]] TextView slice(Py_ssize_t start, Py_ssize_t end) const {
        return {static_cast<const char *>(data) + start * kind, end - start, kind};
    }
};

// Calls `visit` with the characters as const Py_UCS1 *, const Py_UCS2 * or const Py_UCS4 *.
template <class Visitor> inline decltype(auto) visit_characters(const TextView &text, Visitor &&visit) {
    if (text.kind == PyUnicode_1BYTE_KIND) return visit(static_cast<const Py_UCS1 *>(text.data));
    if (text.kind == PyUnicode_2BYTE_KIND) return visit(static_cast<const Py_UCS2 *>(text.data));
    return visit(static_cast<const Py_UCS4 *>(text.data));
}

// --- shared strs

struct SharedAscii {
    PyASCIIObject head;
    Py_UCS1 characters[8];
};
struct SharedLatin1 {
    PyCompactUnicodeObject head;
    Py_UCS1 characters[8];
};
extern std::array<SharedAscii, 128> shared_ascii;
extern std::array<SharedLatin1, 128> shared_latin1;
extern SharedAscii shared_empty;

// Borrowed. The empty str lives as long as the process.
inline PyObject *empty_str() {
    return reinterpret_cast<PyObject *>(&shared_empty);
}
// Borrowed; `character` is below 256.
inline PyObject *latin1_str(Py_UCS4 character) {
    if (character < 128) return reinterpret_cast<PyObject *>(&shared_ascii[character]);
    return reinterpret_cast<PyObject *>(&shared_latin1[character - 128]);
}

// --- creation: new references, NULL with MemoryError

[[nodiscard]] PyObject *make_str(const TextView &text); // finds the least kind
[[nodiscard]] PyObject *make_character(Py_UCS4 character);
[[nodiscard]] PyObject *make_ascii_str(const char *text,
                                       Py_ssize_t length); // the caller knows that it is ASCII
[[nodiscard]] PyObject *make_latin1_str(const Py_UCS1 *text, Py_ssize_t length);
// text[start:end] for 0 <= start <= end <= length; the str itself when it is exact and whole.
[[nodiscard]] PyObject *substring(PyObject *text, Py_ssize_t start, Py_ssize_t end);
// The str itself, or an exact copy of an instance of a subclass.
[[nodiscard]] PyObject *exact_str(PyObject *text);
// text[index] for 0 <= index < length.
[[nodiscard]] inline PyObject *str_character(PyObject *text, Py_ssize_t index) {
    const Py_UCS4 character = PyUnicode_READ_CHAR(text, index);
    if (__builtin_expect(character < 256, 1)) return Py_NewRef(latin1_str(character));
    return make_character(character);
}
// Changes the length of a str that has one owner and is neither hashed, interned nor shared; may move it.
[[nodiscard]] int resize_str(PyObject **text, Py_ssize_t length);

// tp_dealloc of str.
void free_str(PyObject *text);
// Frees the copy that PyUnicode_AsUnicode made, which state.wide tells of.
void forget_wide(PyObject *text);

// The interned str of this text (UTF-8, or ASCII of known length); new reference.
[[nodiscard]] PyObject *intern_text(const char *text, Py_ssize_t length);
inline bool is_interned(PyObject *text) {
    return as_str(text)->state.interned != SSTATE_NOT_INTERNED;
}
// Takes a dying interned str out of the table.
void forget_interned(PyObject *text);

// --- equality, order, hash

[[nodiscard]] Py_hash_t compute_str_hash(PyObject *text);
// Never -1; no error is possible.
inline Py_hash_t str_hash(PyObject *text) {
    const Py_hash_t known = as_str(text)->hash;
    return known != -1 ? known : compute_str_hash(text);
}

// Of two strs, subclasses included; runs no Python code.
inline bool unicode_equal(PyObject *a, PyObject *b) {
    if (a == b) return true;
    const Py_ssize_t length = str_length(a);
    if (length != str_length(b) || as_str(a)->state.kind != as_str(b)->state.kind) return false;
    const size_t size = static_cast<size_t>(length) * as_str(a)->state.kind;
    const char *left = static_cast<const char *>(PyUnicode_DATA(a));
    const char *right = static_cast<const char *>(PyUnicode_DATA(b));
    return size == 0 || (*left == *right && memcmp(left, right, size) == 0);
}
// Negative, 0 or positive, by code points.
[[nodiscard]] int unicode_compare(PyObject *a, PyObject *b);
// One of Py_LT … Py_GE for two strs.
[[nodiscard]] bool compare_strs(PyObject *a, PyObject *b, int op);
// `part in text`, both strs.
[[nodiscard]] bool str_contains(PyObject *text, PyObject *part);

// --- what the VM builds

// left + right for two strs (exactly str or not); new reference.
[[nodiscard]] PyObject *str_concat(PyObject *left, PyObject *right);
// `*left += right` for an exact str in *left and a str: in place when nobody else holds it. 0, or -1 with the
// error set and *left NULL.
[[nodiscard]] int unicode_append(PyObject **left, PyObject *right);
// BUILD_STRING: the concatenation of `count` exact strs; new reference.
[[nodiscard]] PyObject *str_join_array(PyObject *const *items, Py_ssize_t count);
// FORMAT_VALUE: format(conversion(value), spec); `conversion` is 0, 's', 'r' or 'a', `spec` a str or NULL.
// New reference.
[[nodiscard]] PyObject *format_simple(PyObject *value, int conversion, PyObject *spec);
// text * count; new reference.
[[nodiscard]] PyObject *str_repeat(PyObject *text, Py_ssize_t count);

// --- pieces that other units use

// Copies characters between widths; `to_kind` holds all of them.
void copy_characters(int to_kind, void *to, Py_ssize_t to_start, const TextView &from);
// The least of 0x7f, 0xff, 0xffff, 0x10ffff that covers all characters.
[[nodiscard]] Py_UCS4 max_character(const TextView &text);
[[nodiscard]] bool is_ascii_bytes(const void *bytes, Py_ssize_t length);

// repr() of a str, without quotes chosen by the caller; new reference.
[[nodiscard]] PyObject *str_repr(PyObject *text);
// The text with everything that is not ASCII as \x, \u or \U (ascii() after repr()); steals nothing.
[[nodiscard]] PyObject *escape_non_ascii(PyObject *text);

// string.Formatter's two helpers (`_string.formatter_parser`, `_string.formatter_field_name_split`); new
// references.
[[nodiscard]] PyObject *formatter_parser(PyObject *format);
[[nodiscard]] PyObject *formatter_field_name_split(PyObject *name);

// format(text, spec) for a str with the standard specification; new reference.
[[nodiscard]] PyObject *format_str(PyObject *text, PyObject *spec);

// A writer that frees what it holds: _PyUnicodeWriter with C++ manners. Methods return 0, or -1 with an
// error.
class TextWriter {
  public:
    explicit TextWriter(Py_ssize_t expected_length = 0, bool overallocate = true) {
        _PyUnicodeWriter_Init(&writer_);
        writer_.min_length = expected_length;
        writer_.overallocate = overallocate;
    }
    TextWriter(const TextWriter &) = delete;
    TextWriter &operator=(const TextWriter &) = delete;
    ~TextWriter() { _PyUnicodeWriter_Dealloc(&writer_); }

    [[nodiscard]] int write(Py_UCS4 character) {
        if (character <= writer_.maxchar && writer_.pos < writer_.size) {
            PyUnicode_WRITE(writer_.kind, writer_.data, writer_.pos++, character);
            return 0;
        }
        return _PyUnicodeWriter_WriteChar(&writer_, character);
    }
    [[nodiscard]] int write(PyObject *text) { return _PyUnicodeWriter_WriteStr(&writer_, text); }
    [[nodiscard]] int write_part(PyObject *text, Py_ssize_t start, Py_ssize_t end) {
        return _PyUnicodeWriter_WriteSubstring(&writer_, text, start, end);
    }
    [[nodiscard]] int write_ascii(const char *text, Py_ssize_t length) {
        return _PyUnicodeWriter_WriteASCIIString(&writer_, text, length);
    }
    [[nodiscard]] int fill(Py_UCS4 character, Py_ssize_t count);
    [[nodiscard]] int write(const TextView &text);
    [[nodiscard]] Py_ssize_t position() const { return writer_.pos; }
    // From now on no more room than needed is taken: the next piece is the last.
    void last_piece() { writer_.overallocate = 0; }
    [[nodiscard]] PyObject *finish() { return _PyUnicodeWriter_Finish(&writer_); }
    [[nodiscard]] _PyUnicodeWriter *c_writer() { return &writer_; }

  private:
    _PyUnicodeWriter writer_;
};

} // namespace adder::objects
