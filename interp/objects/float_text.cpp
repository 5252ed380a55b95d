// SPDX-License-Identifier: MIT
//
// Floats from and to text: float(text), repr, hexadecimal form, and the PyOS_… functions. The digits are made
// and read by base/number_text; here are the Python objects, the errors and C's hexadecimal notation.
#include "base/number_text.hpp"
#include "objects/error.hpp"
#include "objects/float.hpp"
#include "objects/float_methods.hpp"
#include "objects/str.hpp"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <string_view>

namespace adder::objects {
namespace {

std::string_view strip_spaces(std::string_view text) {
    while (!text.empty() && Py_ISSPACE(text.front())) text.remove_prefix(1);
    while (!text.empty() && Py_ISSPACE(text.back())) text.remove_suffix(1);
    return text;
}

PyObject *parse(std::string_view text, PyObject *source) {
    if (const auto number = base::parse_float(strip_spaces(text))) return make_float(*number);
    return raise_value_error("could not convert string to float: %R", source);
}

PyObject *parse_buffer(PyObject *source) {
    Py_buffer view;
    if (PyObject_GetBuffer(source, &view, PyBUF_SIMPLE) != 0) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Clear();
            raise_type_error("float() argument must be a string or a real number, not '%.200s'",
                             Py_TYPE(source)->tp_name);
        }
        return nullptr;
    }
    PyObject *result = parse({static_cast<const char *>(view.buf), static_cast<size_t>(view.len)}, source);
    PyBuffer_Release(&view);
    return result;
}

// --- hexadecimal form

constexpr int fraction_digits = 13; // of four bits each, behind the point

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    if (text.size() != lower.size()) return false;
    for (size_t i = 0; i < text.size(); i++) {
        if (Py_TOLOWER(text[i]) != lower[i]) return false;
    }
    return true;
}

size_t count_hex_digits(std::string_view text) {
    size_t count = 0;
    while (count < text.size() && Py_ISXDIGIT(text[count])) count++;
    return count;
}

// Whether text, behind sign and "0x", is digits [. digits] [p exponent].
bool is_hex_number(std::string_view text) {
    const size_t whole = count_hex_digits(text);
    text.remove_prefix(whole);
    size_t fraction = 0;
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        fraction = count_hex_digits(text);
        text.remove_prefix(fraction);
    }
    if (whole + fraction == 0) return false;
    if (text.empty()) return true;
    if (Py_TOLOWER(text.front()) != 'p') return false;
    text.remove_prefix(1);
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
    if (text.empty()) return false;
    for (const char c : text) {
        if (!Py_ISDIGIT(c)) return false;
    }
    return true;
}

// A hexadecimal number as bits and the weight of the lowest; `is_inexact` when digits behind them were lost.
struct HexNumber {
    uint64_t bits = 0;
    long exponent = 0;
    bool is_inexact = false;
};

constexpr long largest_exponent = 1'000'000'000'000'000; // beyond what any text can balance with digits

// The text was checked by is_hex_number.
HexNumber read_hex_number(std::string_view text) {
    HexNumber number;
    bool is_fraction = false;
    size_t i = 0;
    for (; i < text.size() && Py_TOLOWER(text[i]) != 'p'; i++) {
        if (text[i] == '.') {
            is_fraction = true;
            continue;
        }
        const auto digit =
            static_cast<uint64_t>(Py_ISDIGIT(text[i]) ? text[i] - '0' : Py_TOLOWER(text[i]) - 'a' + 10);
        const bool has_room = number.bits >> 60 == 0;
        if (has_room)
            number.bits = number.bits << 4 | digit;
        else
            number.is_inexact = number.is_inexact || digit != 0;
        if (has_room && is_fraction) number.exponent -= 4;
        if (!has_room && !is_fraction) number.exponent += 4;
    }
    if (i == text.size()) return number;
    const bool is_negative = text[++i] == '-';
    long written = 0;
    for (; i < text.size(); i++)
        if (Py_ISDIGIT(text[i])) written = std::min(largest_exponent, written * 10 + (text[i] - '0'));
    number.exponent += is_negative ? -written : written;
    return number;
}

// Rounded half to even; strtod of glibc 2.36 rounds some numbers below the smallest normal one wrongly.
double round_hex_number(const HexNumber &number) {
    constexpr long lowest_exponent = -1074;
    if (number.bits == 0) return 0.0;
    const long width = std::bit_width(number.bits);
    if (number.exponent + width > 1024) return HUGE_VAL;
    const long weight = std::max(number.exponent + width - 53, lowest_exponent);
    const long shift = weight - number.exponent;
    if (shift <= 0) return std::ldexp(static_cast<double>(number.bits), static_cast<int>(number.exponent));
    if (shift > 64) return 0.0;
    uint64_t kept = shift == 64 ? 0 : number.bits >> shift;
    const uint64_t half = uint64_t{1} << (shift - 1);
    const uint64_t rest = number.bits & (half - 1);
    const bool is_above_half = rest != 0 || number.is_inexact;
    if ((number.bits & half) != 0 && (is_above_half || (kept & 1) != 0)) kept++;
    return std::ldexp(static_cast<double>(kept), static_cast<int>(weight));
}

[[nodiscard]] int parse_hex(std::string_view text, double &result) {
    text = strip_spaces(text);
    bool is_negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        is_negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity")) {
        result = HUGE_VAL;
    } else if (equals_ignoring_case(text, "nan")) {
        result = Py_NAN;
    } else {
        if (equals_ignoring_case(text.substr(0, 2), "0x")) text.remove_prefix(2);
        if (!is_hex_number(text)) return raise_value_error("invalid hexadecimal floating-point string");
        result = round_hex_number(read_hex_number(text));
        if (std::isinf(result))
            return raise(PyExc_OverflowError, "hexadecimal value too large to represent as a float");
    }
    if (is_negative) result = -result;
    return 0;
}

} // namespace

std::string float_text(double number) {
    return base::float_repr(number);
}

PyObject *float_to_str(double number) {
    char text[base::float_repr_room];
    return make_ascii_str(text, base::write_float_repr(text, number) - text);
}

PyObject *float_hex(PyObject *self, PyObject *) {
    const double number = as_double(self);
    if (!std::isfinite(number)) return float_to_str(number);
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    const uint64_t fraction = bits & ((uint64_t{1} << 52) - 1);
    const int biased = static_cast<int>(bits >> 52 & 0x7ff);
    const int exponent = number == 0.0 ? 0 : biased == 0 ? -1022 : biased - 1023;
    char buffer[40];
    const char *sign = std::signbit(number) ? "-" : "";
    const int length = number == 0.0
                           ? snprintf(buffer, sizeof buffer, "%s0x0.0p+0", sign)
                           : snprintf(buffer, sizeof buffer, "%s0x%d.%0*llxp%+d", sign, biased != 0,
                                      fraction_digits, static_cast<unsigned long long>(fraction), exponent);
    return make_ascii_str(buffer, length);
}

PyObject *float_from_hex(PyObject *type, PyObject *text) {
    Py_ssize_t size;
    const char *utf8 = PyUnicode_AsUTF8AndSize(text, &size);
    if (utf8 == nullptr) return nullptr;
    double number;
    TRY(parse_hex({utf8, static_cast<size_t>(size)}, number));
    Ref value = TRY_REF(make_float(number));
    if (type == reinterpret_cast<PyObject *>(&PyFloat_Type)) return value.release();
    return PyObject_CallOneArg(type, value.get());
}

namespace base = adder::base;

extern "C" {

PyObject *PyFloat_FromString(PyObject *text) {
    if (PyUnicode_Check(text)) {
        const Ref ascii = TRY_REF(_PyUnicode_TransformDecimalAndSpaceToASCII(text));
        const auto *characters = reinterpret_cast<const char *>(PyUnicode_1BYTE_DATA(ascii.get()));
        return parse({characters, static_cast<size_t>(PyUnicode_GET_LENGTH(ascii.get()))}, text);
    }
    if (PyBytes_Check(text))
        return parse({PyBytes_AS_STRING(text), static_cast<size_t>(PyBytes_GET_SIZE(text))}, text);
    return parse_buffer(text);
}

char *PyOS_double_to_string(double value, char format_code, int precision, int flags, int *type) {
    if (strchr("eEfFgGr", format_code) == nullptr || (format_code == 'r' && precision != 0)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (type != nullptr)
        *type = std::isnan(value) ? Py_DTST_NAN : std::isinf(value) ? Py_DTST_INFINITE : Py_DTST_FINITE;
    const base::FloatTextOptions options = {.always_sign = (flags & Py_DTSF_SIGN) != 0,
                                            .add_dot_zero = (flags & Py_DTSF_ADD_DOT_0) != 0,
                                            .alternate = (flags & Py_DTSF_ALT) != 0};
    std::string text = base::format_float(value, format_code, precision, options);
    const bool is_zero = text.find_first_of("123456789abcdfinABCDFIN") == std::string::npos;
    if ((flags & Py_DTSF_NO_NEG_0) != 0 && text.front() == '-' && is_zero) text.erase(0, 1);
    auto *result = static_cast<char *>(PyMem_Malloc(text.size() + 1));
    if (result == nullptr) {
        PyErr_NoMemory();
        return nullptr;
    }
    memcpy(result, text.c_str(), text.size() + 1);
    return result;
}

double PyOS_string_to_double(const char *text, char **end, PyObject *overflow_exception) {
    double number = 0.0;
    const size_t read = base::parse_float_prefix(text, number);
    if (end != nullptr) *end = const_cast<char *>(text + read);
    if (read == 0 || (end == nullptr && text[read] != '\0')) {
        PyErr_Format(PyExc_ValueError, "could not convert string to float: '%.200s'", text);
        return -1.0;
    }
    const bool is_written_as_number = strpbrk(text, "0123456789") != nullptr;
    if (std::isinf(number) && is_written_as_number && overflow_exception != nullptr) {
        PyErr_Format(overflow_exception, "value too large to convert to float: '%.200s'", text);
        return -1.0;
    }
    return number;
}

} // extern "C"

} // namespace adder::objects
