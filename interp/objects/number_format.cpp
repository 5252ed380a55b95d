// SPDX-License-Identifier: MIT
//
// Numbers by a format specification. A number becomes a NumberText first (sign and prefix apart from the
// digits, all of it ASCII); grouping, zero padding and fill are then the same for every type of number.
#include "objects/number_format.hpp"

#include "base/number_text.hpp"
#include "objects/error.hpp"
#include "objects/float.hpp"
#include "objects/int.hpp"
#include "objects/str.hpp"

#include <algorithm>
#include <cctype>
#include <climits>

namespace adder::objects {
namespace {

// Sign and prefix come before '='-padding, the rest after it.
struct NumberText {
    std::string head;
    std::string body;
};

// Larger texts are refused before anything tries to make them.
constexpr Py_ssize_t most_precision = Py_ssize_t{1} << 28;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

void append_sign(std::string &text, bool is_negative, Py_UCS4 sign) {
    if (is_negative) {
        text.push_back('-');
    } else if (sign == '+' || sign == ' ') {
        text.push_back(static_cast<char>(sign));
    }
}

// Puts the separator between groups of digits, counted from the right. With `min_width`, leading zeros fill
// up to that many characters, separators included.
std::string group_digits(const std::string &digits, int group_size, char separator, Py_ssize_t min_width) {
    std::string reversed;
    auto remaining = static_cast<Py_ssize_t>(digits.size());
    bool is_first = true;
    do {
        if (!is_first) {
            reversed.push_back(separator);
            min_width--;
        }
        const Py_ssize_t size =
            std::min<Py_ssize_t>(group_size, std::max({remaining, min_width, Py_ssize_t{1}}));
        for (Py_ssize_t i = 0; i < size; i++) {
            reversed.push_back(remaining > 0 ? digits[static_cast<size_t>(--remaining)] : '0');
        }
        min_width -= size;
        is_first = false;
    } while (remaining > 0 || min_width > 0);
    return {reversed.rbegin(), reversed.rend()};
}

void apply_grouping(NumberText &text, const FormatSpec &spec, int group_size) {
    if (spec.grouping == 0) return;
    const auto end = std::find_if_not(text.body.begin(), text.body.end(), [&](char c) {
        return group_size == 4 ? isxdigit(static_cast<unsigned char>(c)) != 0 : is_digit(c);
    });
    const std::string digits(text.body.begin(), end), rest(end, text.body.end());
    if (digits.empty()) return;
    Py_ssize_t min_width = 0;
    if (spec.fill == '0' && spec.align == '=') {
        min_width = spec.width - static_cast<Py_ssize_t>(text.head.size() + rest.size());
    }
    text.body = group_digits(digits, group_size, static_cast<char>(spec.grouping), min_width) + rest;
}

void write_ascii(PyObject *target, Py_ssize_t at, const std::string &text) {
    const int kind = static_cast<int>(PyUnicode_KIND(target));
    void *data = PyUnicode_DATA(target);
    for (const char c : text) PyUnicode_WRITE(kind, data, at++, static_cast<unsigned char>(c));
}

PyObject *lay_out(const NumberText &text, const FormatSpec &spec) {
    const auto head = static_cast<Py_ssize_t>(text.head.size());
    const auto body = static_cast<Py_ssize_t>(text.body.size());
    const Padding padding = padding_for(spec, head + body);
    const Py_ssize_t total = padding.left + head + body + padding.right;
    PyObject *result = PyUnicode_New(total, std::max<Py_UCS4>(total > head + body ? spec.fill : 0, 127));
    if (result == nullptr) return nullptr;
    const bool is_inside = spec.align == '=';
    write_ascii(result, is_inside ? 0 : padding.left, text.head);
    if (padding.left > 0) _PyUnicode_FastFill(result, is_inside ? head : 0, padding.left, spec.fill);
    write_ascii(result, padding.left + head, text.body);
    if (padding.right > 0) _PyUnicode_FastFill(result, padding.left + head + body, padding.right, spec.fill);
    return result;
}

// --- int

int base_of(Py_UCS4 type) {
    return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
}

void capitalize(std::string &text) {
    for (char &c : text) c = static_cast<char>(Py_TOUPPER(c));
}

const char *prefix_of(Py_UCS4 type) {
    switch (type) {
    case 'b': return "0b";
    case 'o': return "0o";
    case 'x': return "0x";
    case 'X': return "0X";
    default: return "";
    }
}

[[nodiscard]] int check_int_spec(const FormatSpec &spec) {
    if (spec.precision != -1) return raise_value_error("Precision not allowed in integer format specifier");
    if (spec.no_negative_zero) {
        return raise_value_error("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if (spec.type != 'c') return 0;
    if (spec.sign != 0) return raise_value_error("Sign not allowed with integer format specifier 'c'");
    if (spec.alternate)
        return raise_value_error("Alternate form (#) not allowed with integer format specifier 'c'");
    return 0;
}

PyObject *format_as_character(PyObject *value, const FormatSpec &spec) {
    const long character = PyLong_AsLong(value);
    if (character == -1 && is_error_pending()) return nullptr;
    if (character < 0 || character > 0x10ffff)
        return raise(PyExc_OverflowError, "%%c arg not in range(0x110000)");
    const Ref text = TRY_REF(PyUnicode_FromOrdinal(static_cast<int>(character)));
    return pad_text(text.get(), 1, spec).release();
}

PyObject *format_as_int(PyObject *value, const FormatSpec &spec) {
    TRY(check_int_spec(spec));
    if (spec.type == 'c') return format_as_character(value, spec);
    NumberText text;
    TRY(int_to_text(value, base_of(spec.type), text.body));
    const bool is_negative = text.body.front() == '-';
    if (is_negative) text.body.erase(0, 1);
    append_sign(text.head, is_negative, spec.sign);
    if (spec.alternate) text.head += prefix_of(spec.type);
    if (spec.type == 'X') capitalize(text.body);
    apply_grouping(text, spec, base_of(spec.type) == 10 ? 3 : 4);
    return lay_out(text, spec);
}

// --- float

bool is_float_type(Py_UCS4 type) {
    return type != 0 && type < 128 && strchr("eEfFgGn%", static_cast<int>(type)) != nullptr;
}

[[nodiscard]] int check_precision(const FormatSpec &spec) {
    if (spec.precision > INT_MAX) return raise_value_error("precision too big");
    if (spec.precision <= most_precision) return 0;
    PyErr_NoMemory();
    return -1;
}

bool is_zero_text(const std::string &text) {
    return text.find_first_of("123456789nN") == std::string::npos; // no digit, nor inf or nan
}

// The digits of a float with its sign apart. `has_point` asks for ".0" behind a whole number.
NumberText float_number_text(double number, const FormatSpec &spec, bool has_point) {
    char code = spec.type == 0     ? 'r'
                : spec.type == 'n' ? 'g'
                : spec.type == '%' ? 'f'
                                   : static_cast<char>(spec.type);
    int precision = code == 'r' ? 0 : 6;
    if (spec.precision >= 0) {
        precision = static_cast<int>(spec.precision);
        if (code == 'r') code = 'g';
    }
    if (spec.type == '%') number *= 100;
    NumberText text;
    text.body =
        base::format_float(number, code, precision, {.add_dot_zero = has_point, .alternate = spec.alternate});
    bool is_negative = text.body.front() == '-';
    if (is_negative) text.body.erase(0, 1);
    if (spec.no_negative_zero && is_negative && is_zero_text(text.body)) is_negative = false;
    if (spec.type == '%') text.body.push_back('%');
    append_sign(text.head, is_negative, spec.sign);
    return text;
}

PyObject *format_as_float(double number, const FormatSpec &spec) {
    TRY(check_precision(spec));
    NumberText text = float_number_text(number, spec, spec.type == 0);
    apply_grouping(text, spec, 3);
    return lay_out(text, spec);
}

// --- complex

[[nodiscard]] int check_complex_spec(const FormatSpec &spec) {
    TRY(check_precision(spec));
    if (spec.fill == '0') return raise_value_error("Zero padding is not allowed in complex format specifier");
    if (spec.align == '=')
        return raise_value_error("'=' alignment flag is not allowed in complex format specifier");
    return 0;
}

std::string complex_part(double number, const FormatSpec &spec) {
    NumberText text = float_number_text(number, spec, false);
    apply_grouping(text, spec, 3);
    return text.head + text.body;
}

PyObject *format_as_complex(Py_complex number, const FormatSpec &spec) {
    TRY(check_complex_spec(spec));
    const bool has_real = spec.type != 0 || number.real != 0.0 || std::signbit(number.real);
    FormatSpec imaginary = spec;
    if (has_real) imaginary.sign = '+';
    std::string body = has_real ? complex_part(number.real, spec) : "";
    body += complex_part(number.imag, imaginary) + "j";
    if (has_real && spec.type == 0) body = "(" + body + ")";
    return lay_out({.head = "", .body = std::move(body)}, spec);
}

} // namespace

PyObject *format_int(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    if (start == end) return is_exact_int(value) ? int_to_str(value) : PyObject_Str(value);
    FormatSpec spec;
    TRY(parse_format_spec(value, text, start, end, 'd', '>', spec));
    if (spec.type < 128 && spec.type != 0 && strchr("bcdoxXn", static_cast<int>(spec.type)) != nullptr) {
        return format_as_int(value, spec);
    }
    if (is_float_type(spec.type)) {
        double number;
        TRY(to_double(value, number));
        return format_as_float(number, spec);
    }
    raise_unknown_format_code(spec.type, Py_TYPE(value)->tp_name);
    return nullptr;
}

PyObject *format_float(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    if (start == end) return is_exact_float(value) ? float_to_str(as_double(value)) : PyObject_Str(value);
    FormatSpec spec;
    TRY(parse_format_spec(value, text, start, end, 0, '>', spec));
    if (spec.type == 0 || is_float_type(spec.type)) return format_as_float(as_double(value), spec);
    raise_unknown_format_code(spec.type, Py_TYPE(value)->tp_name);
    return nullptr;
}

PyObject *format_complex(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    if (start == end) return PyObject_Str(value);
    FormatSpec spec;
    TRY(parse_format_spec(value, text, start, end, 0, '>', spec));
    if (spec.type == 0 || (spec.type != '%' && is_float_type(spec.type))) {
        return format_as_complex(reinterpret_cast<PyComplexObject *>(value)->cval, spec);
    }
    raise_unknown_format_code(spec.type, Py_TYPE(value)->tp_name);
    return nullptr;
}

int percent_int_text(PyObject *value, char code, bool alternate, int precision, std::string &result) {
    if (precision > INT_MAX - 3) return raise_value_error("precision too big");
    if (precision > most_precision) {
        PyErr_NoMemory();
        return -1;
    }
    const auto type = static_cast<Py_UCS4>(code);
    std::string digits;
    TRY(int_to_text(value, base_of(type), digits));
    const bool is_negative = digits.front() == '-';
    if (is_negative) digits.erase(0, 1);
    if (code == 'X') capitalize(digits);
    result = is_negative ? "-" : "";
    if (alternate) result += prefix_of(type);
    if (static_cast<int>(digits.size()) < precision)
        result.append(static_cast<size_t>(precision) - digits.size(), '0');
    result += digits;
    return 0;
}

std::string percent_float_text(double value, char code, bool alternate, int precision) {
    return base::format_float(value, code, precision < 0 ? 6 : precision, {.alternate = alternate});
}

} // namespace adder::objects
