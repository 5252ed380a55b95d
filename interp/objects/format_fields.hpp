// SPDX-License-Identifier: MIT
//
// The grammar of format strings: literal text and fields, and the steps of a field's name.
//
// Readers hand out parts of one str without copying; they raise ValueError with CPython's texts. Used by
// str.format and, through formatter_parser and formatter_field_name_split, by string.Formatter.
#pragma once

#include "objects/error.hpp"
#include "objects/str.hpp"

namespace adder::objects {

// text[start:end]; borrowed.
struct TextPart {
    PyObject *text = nullptr;
    Py_ssize_t start = 0;
    Py_ssize_t end = 0;

    [[nodiscard]] bool is_empty() const { return start >= end; }
    [[nodiscard]] Py_UCS4 at(Py_ssize_t index) const { return PyUnicode_READ_CHAR(text, index); }
    // New reference.
    [[nodiscard]] PyObject *to_str() const {
        return is_empty() ? Py_NewRef(empty_str()) : substring(text, start, end);
    }
};

// Literal text and, if there is one, the field behind it.
struct FormatPiece {
    TextPart literal;
    bool has_field = false;
    TextPart field_name;
    TextPart spec;
    bool spec_has_fields = false;
    Py_UCS4 conversion = 0;
};

class FormatReader {
  public:
    explicit FormatReader(const TextPart &format) : rest_(format) {}

    // 1 with a piece, 0 at the end, -1 with ValueError.
    [[nodiscard]] int next(FormatPiece &piece);
    [[nodiscard]] bool is_at_end() const { return rest_.is_empty(); }

  private:
    [[nodiscard]] int read_field(FormatPiece &piece);
    [[nodiscard]] int read_conversion(FormatPiece &piece, bool &is_complete);
    [[nodiscard]] int read_spec(FormatPiece &piece);
    Py_UCS4 read_name();

    TextPart rest_;
};

// One step of a field name behind its first part: ".name" or "[key]".
struct FieldStep {
    bool is_attribute = false;
    TextPart name;
    Py_ssize_t index = -1; // of a key that is a number
};

class FieldNameReader {
  public:
    explicit FieldNameReader(const TextPart &name);

    [[nodiscard]] const TextPart &first() const { return first_; }
    // 1 with a step, 0 at the end, -1 with ValueError.
    [[nodiscard]] int next(FieldStep &step);

  private:
    [[nodiscard]] int read_key(FieldStep &step);

    TextPart first_;
    TextPart rest_;
};

// The number that the text spells in decimal digits, -1 when it is none; -1 with ValueError when it is too
// large.
[[nodiscard]] int parse_field_index(const TextPart &text, Py_ssize_t &index);

} // namespace adder::objects
