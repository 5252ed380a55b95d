// SPDX-License-Identifier: MIT
//
// The parser of standard format specifications and the padding; see format_spec.hpp for the grammar.
#include "objects/format_spec.hpp"

#include "objects/error.hpp"
#include "objects/str.hpp"

namespace adder::objects {
namespace {

bool is_alignment(Py_UCS4 character) {
    return character == '<' || character == '>' || character == '=' || character == '^';
}

// Walks over the specification; every `take_…` leaves the cursor behind what it read.
class SpecReader {
  public:
    SpecReader(PyObject *text, Py_ssize_t start, Py_ssize_t end) : text_(text), position_(start), end_(end) {}

    [[nodiscard]] Py_ssize_t remaining() const { return end_ - position_; }
    [[nodiscard]] Py_UCS4 peek(Py_ssize_t ahead = 0) const {
        return remaining() > ahead ? text_[position_ + ahead] : 0;
    }
    Py_UCS4 take() { return text_[position_++]; }
    bool take_if(Py_UCS4 character) {
        if (remaining() == 0 || peek() != character) return false;
        position_++;
        return true;
    }
    // The count of digits read, -1 with ValueError.
    [[nodiscard]] int take_number(Py_ssize_t &number) {
        int count = 0;
        Py_ssize_t value = 0;
        for (; remaining() > 0; count++) {
            const int digit = Py_UNICODE_TODECIMAL(peek());
            if (digit < 0) break;
            if (value > (PY_SSIZE_T_MAX - digit) / 10)
                return raise_value_error("Too many decimal digits in format string");
            value = value * 10 + digit;
            position_++;
        }
        if (count > 0) number = value;
        return count;
    }

  private:
    TextView text_;
    Py_ssize_t position_;
    Py_ssize_t end_;
};

void take_alignment(SpecReader &reader, FormatSpec &spec, bool &has_fill) {
    if (reader.remaining() >= 2 && is_alignment(reader.peek(1))) {
        spec.fill = reader.take();
        has_fill = true;
    } else if (!is_alignment(reader.peek())) {
        return;
    }
    spec.align = reader.take();
    spec.has_align = true;
}

[[nodiscard]] int take_grouping(SpecReader &reader, FormatSpec &spec) {
    if (reader.take_if(',')) spec.grouping = ',';
    if (reader.peek() == '_' && spec.grouping != 0)
        return raise_value_error("Cannot specify both ',' and '_'.");
    if (reader.take_if('_')) spec.grouping = '_';
    if (reader.peek() == ',' && spec.grouping == '_')
        return raise_value_error("Cannot specify both ',' and '_'.");
    return 0;
}

[[nodiscard]] int take_precision(SpecReader &reader, FormatSpec &spec) {
    if (!reader.take_if('.')) return 0;
    if (TRY(reader.take_number(spec.precision)) == 0)
        return raise_value_error("Format specifier missing precision");
    return 0;
}

// Binary, octal and hexadecimal digits may be grouped by '_' only, texts and characters not at all.
[[nodiscard]] int check_grouping(const FormatSpec &spec) {
    if (spec.grouping == 0 || spec.type == 0) return 0;
    if (spec.type < 128 && strchr("deEfFgG%", static_cast<int>(spec.type)) != nullptr) return 0;
    if (spec.grouping == '_' && spec.type < 128 && strchr("boxX", static_cast<int>(spec.type)) != nullptr)
        return 0;
    const char separator = static_cast<char>(spec.grouping);
    if (spec.type > 32 && spec.type < 128) {
        return raise_value_error("Cannot specify '%c' with '%c'.", separator, static_cast<int>(spec.type));
    }
    return raise_value_error("Cannot specify '%c' with '\\x%x'.", separator,
                             static_cast<unsigned>(spec.type));
}

} // namespace

int parse_format_spec(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end, Py_UCS4 default_type,
                      Py_UCS4 default_align, FormatSpec &spec) {
    spec = FormatSpec{};
    spec.align = default_align;
    spec.type = default_type;
    SpecReader reader(text, start, end);
    bool has_fill = false;
    take_alignment(reader, spec, has_fill);
    if (reader.peek() == '+' || reader.peek() == '-' || reader.peek() == ' ') spec.sign = reader.take();
    spec.no_negative_zero = reader.take_if('z');
    spec.alternate = reader.take_if('#');
    if (!has_fill && reader.take_if('0')) {
        spec.fill = '0';
        if (!spec.has_align && default_align == '>') spec.align = '=';
    }
    TRY(reader.take_number(spec.width));
    TRY(take_grouping(reader, spec));
    TRY(take_precision(reader, spec));
    if (reader.remaining() > 1) {
        const Ref shown = TRY_REF(PyUnicode_Substring(text, start, end));
        return raise_value_error("Invalid format specifier '%U' for object of type '%.200s'", shown.get(),
                                 Py_TYPE(value)->tp_name);
    }
    if (reader.remaining() == 1) spec.type = reader.take();
    return check_grouping(spec);
}

Padding padding_for(const FormatSpec &spec, Py_ssize_t length) {
    const Py_ssize_t total = spec.width > length ? spec.width - length : 0;
    Padding padding;
    if (spec.align == '^') {
        padding.left = total / 2;
    } else if (spec.align != '<') {
        padding.left = total;
    }
    padding.right = total - padding.left;
    return padding;
}

Ref pad_text(PyObject *text, Py_ssize_t length, const FormatSpec &spec) {
    const Padding padding = padding_for(spec, length);
    if (padding.left + padding.right == 0) return TRY_REF(PyUnicode_Substring(text, 0, length));
    if (length > PY_SSIZE_T_MAX - padding.left - padding.right) return Ref::steal(PyErr_NoMemory());
    Py_UCS4 largest = length == PyUnicode_GET_LENGTH(text) ? PyUnicode_MAX_CHAR_VALUE(text)
                                                           : _PyUnicode_FindMaxChar(text, 0, length);
    if (spec.fill > largest) largest = spec.fill;
    Ref result = TRY_REF(PyUnicode_New(padding.left + length + padding.right, largest));
    _PyUnicode_FastFill(result.get(), 0, padding.left, spec.fill);
    if (length > 0) _PyUnicode_FastCopyCharacters(result.get(), padding.left, text, 0, length);
    _PyUnicode_FastFill(result.get(), padding.left + length, padding.right, spec.fill);
    return result;
}

void raise_unknown_format_code(Py_UCS4 code, const char *type_name) {
    if (code > 32 && code < 128) {
        raise_value_error("Unknown format code '%c' for object of type '%.200s'", static_cast<int>(code),
                          type_name);
    } else {
        raise_value_error("Unknown format code '\\x%x' for object of type '%.200s'",
                          static_cast<unsigned>(code), type_name);
    }
}

} // namespace adder::objects
