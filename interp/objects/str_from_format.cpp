// SPDX-License-Identifier: MIT
//
// PyUnicode_FromFormat: printf's codes and Python's (%U %V %S %R %A), the formatter under every error text.
//
// A code is %[0][width][.precision][l|ll|z|j|t]letter; an unknown one and all behind it is text. For texts
// the precision cuts (bytes of %s, characters of the others) and the width pads on the left; for numbers they
// are digits and columns.
#include "objects/error.hpp"
#include "objects/str.hpp"

#include <climits>
#include <cstdio>

namespace adder::objects {

namespace {

// va_list may be an array type; a struct can be passed by reference everywhere.
struct Arguments {
    va_list list;
};

enum class Length : uint8_t { Int, Long, LongLong, Size, Max };

struct Code {
    bool pads_with_zero = false;
    Py_ssize_t width = 0;
    Py_ssize_t precision = -1;
    Length length = Length::Int;
    char letter = 0;
};

[[nodiscard]] int read_number(const char *&position, Py_ssize_t &result, const char *what) {
    result = 0;
    for (; *position >= '0' && *position <= '9'; position++) {
        if (result > (PY_SSIZE_T_MAX - 9) / 10) return raise_value_error("%s too big", what);
        result = result * 10 + (*position - '0');
    }
    return 0;
}

// `position` is behind the '%' and moves behind the letter.
[[nodiscard]] int read_code(const char *&position, Code &code) {
    if (*position == '0') {
        code.pads_with_zero = true;
        position++;
    }
    TRY(read_number(position, code.width, "width"));
    if (*position == '.') {
        position++;
        TRY(read_number(position, code.precision, "precision"));
    }
    switch (*position) {
    case 'l':
        code.length = Length::Long;
        if (*++position == 'l') {
            code.length = Length::LongLong;
            position++;
        }
        break;
    case 'z':
    case 't':
        code.length = Length::Size;
        position++;
        break;
    case 'j':
        code.length = Length::Max;
        position++;
        break;
    default: break;
    }
    code.letter = *position;
    if (*position != '\0') position++;
    return 0;
}

[[nodiscard]] int write_padded(TextWriter &writer, PyObject *text, const Code &code) {
    const Py_ssize_t length =
        code.precision < 0 ? str_length(text) : Py_MIN(str_length(text), code.precision);
    TRY(writer.fill(' ', code.width - length));
    return writer.write_part(text, 0, length);
}

// `bytes` is UTF-8; with a precision it need not end with a zero, and a character cut in two is left out or
// replaced.
[[nodiscard]] int write_bytes(TextWriter &writer, const char *bytes, const Code &code) {
    const Py_ssize_t size =
        code.precision < 0 ? static_cast<Py_ssize_t>(strlen(bytes))
                           : static_cast<Py_ssize_t>(strnlen(bytes, static_cast<size_t>(code.precision)));
    if (is_ascii_bytes(bytes, size)) {
        TRY(writer.fill(' ', code.width - size));
        return writer.write_ascii(bytes, size);
    }
    const Ref text = TRY_REF(PyUnicode_DecodeUTF8Stateful(bytes, size, "replace", nullptr));
    return write_padded(writer, text.get(), {.width = code.width});
}

[[nodiscard]] int write_digits(TextWriter &writer, const char *digits, bool is_negative, const Code &code) {
    const auto count = static_cast<Py_ssize_t>(strlen(digits));
    Py_ssize_t zeros = Py_MAX(code.precision - count, 0);
    const Py_ssize_t used = is_negative + zeros + count;
    if (code.pads_with_zero)
        zeros += Py_MAX(code.width - used, 0);
    else
        TRY(writer.fill(' ', code.width - used));
    if (is_negative) TRY(writer.write('-'));
    TRY(writer.fill('0', zeros));
    return writer.write_ascii(digits, count);
}

long long next_signed(Arguments &arguments, Length length) {
    switch (length) {
    case Length::Long: return va_arg(arguments.list, long);
    case Length::LongLong: return va_arg(arguments.list, long long);
    case Length::Size: return va_arg(arguments.list, Py_ssize_t);
    case Length::Max: return va_arg(arguments.list, intmax_t);
    default: return va_arg(arguments.list, int);
    }
}

unsigned long long next_unsigned(Arguments &arguments, Length length) {
    switch (length) {
    case Length::Long: return va_arg(arguments.list, unsigned long);
    case Length::LongLong: return va_arg(arguments.list, unsigned long long);
    case Length::Size: return va_arg(arguments.list, size_t);
    case Length::Max: return va_arg(arguments.list, uintmax_t);
    default: return va_arg(arguments.list, unsigned);
    }
}

[[nodiscard]] int write_number(TextWriter &writer, Arguments &arguments, const Code &code) {
    char digits[32];
    if (code.letter == 'd' || code.letter == 'i') {
        const long long number = next_signed(arguments, code.length);
        const unsigned long long magnitude =
            number < 0 ? -static_cast<unsigned long long>(number) : static_cast<unsigned long long>(number);
        snprintf(digits, sizeof digits, "%llu", magnitude);
        return write_digits(writer, digits, number < 0, code);
    }
    const char *format = code.letter == 'u'   ? "%llu"
                         : code.letter == 'x' ? "%llx"
                         : code.letter == 'X' ? "%llX"
                                              : "%llo";
    snprintf(digits, sizeof digits, format,
             next_unsigned(arguments, code.length)); // NOLINT: one of four literals
    return write_digits(writer, digits, false, code);
}

[[nodiscard]] int write_character(TextWriter &writer, Arguments &arguments) {
    const int ordinal = va_arg(arguments.list, int);
    if (ordinal < 0 || ordinal > 0x10ffff)
        return raise(PyExc_OverflowError, "character argument not in range(0x110000)");
    return writer.write(static_cast<Py_UCS4>(ordinal));
}

[[nodiscard]] int write_pointer(TextWriter &writer, Arguments &arguments) {
    char text[32];
    const int length = snprintf(text, sizeof text, "0x%" PRIxPTR,
                                reinterpret_cast<uintptr_t>(va_arg(arguments.list, void *)));
    return writer.write_ascii(text, length);
}

[[nodiscard]] int write_converted(TextWriter &writer, PyObject *converted, const Code &code) {
    const Ref text = TRY_REF(converted);
    return write_padded(writer, text.get(), code);
}

[[nodiscard]] int write_code(TextWriter &writer, Arguments &arguments, const Code &code) {
    switch (code.letter) {
    case '%': return writer.write('%');
    case 'c': return write_character(writer, arguments);
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o': return write_number(writer, arguments, code);
    case 'p': return write_pointer(writer, arguments);
    case 's': return write_bytes(writer, va_arg(arguments.list, const char *), code);
    case 'U': return write_padded(writer, va_arg(arguments.list, PyObject *), code);
    case 'V': {
        PyObject *text = va_arg(arguments.list, PyObject *);
        const char *bytes = va_arg(arguments.list, const char *);
        return text != nullptr ? write_padded(writer, text, code) : write_bytes(writer, bytes, code);
    }
    case 'S': return write_converted(writer, PyObject_Str(va_arg(arguments.list, PyObject *)), code);
    case 'R': return write_converted(writer, PyObject_Repr(va_arg(arguments.list, PyObject *)), code);
    case 'A': return write_converted(writer, PyObject_ASCII(va_arg(arguments.list, PyObject *)), code);
    default: return 0;
    }
}

// What 3.11 knows: a length only before decimal numbers, no octal and no capital digits but for Adder's own
// texts.
bool is_known(const Code &code) {
    if (code.letter == '\0') return false;
    const bool is_decimal = strchr("diu", code.letter) != nullptr;
    if (code.length != Length::Int && !is_decimal) return false;
    return is_decimal || strchr("%cxopsUVSRA", code.letter) != nullptr;
}

[[nodiscard]] int write_format(TextWriter &writer, const char *format, Arguments &arguments) {
    while (*format != '\0') {
        const char *end = strchrnul(format, '%');
        if (!is_ascii_bytes(format, end - format))
            return raise_value_error("PyUnicode_FromFormatV() expects an ASCII-encoded format string");
        TRY(writer.write_ascii(format, end - format));
        if (*end == '\0') return 0;
        format = end + 1;
        Code code;
        TRY(read_code(format, code));
        if (!is_known(code)) return writer.write_ascii(end, static_cast<Py_ssize_t>(strlen(end)));
        TRY(write_code(writer, arguments, code));
    }
    return 0;
}

} // namespace

extern "C" {

PyObject *PyUnicode_FromFormatV(const char *format, va_list arguments) {
    Arguments copy;
    va_copy(copy.list, arguments);
    TextWriter writer(static_cast<Py_ssize_t>(strlen(format)) + 100);
    const int status = write_format(writer, format, copy);
    va_end(copy.list);
    return status < 0 ? nullptr : writer.finish();
}

PyObject *PyUnicode_FromFormat(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyObject *text = PyUnicode_FromFormatV(format, arguments);
    va_end(arguments);
    return text;
}

} // extern "C"

} // namespace adder::objects
