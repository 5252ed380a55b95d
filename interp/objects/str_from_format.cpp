// SPDX-License-Identifier: MIT
//
// PyUnicode_FromFormat: printf's codes and Python's (%U %V %S %R %A), the formatter under every error text.
//
// A code is %[0][width][.precision]letter; d, i and u also take the lengths l, ll and z. For texts the
// precision cuts (bytes of %s, characters of the others) and the width pads on the left; for numbers they are
// digits and columns. From a code that is none of these the rest of the format is copied as it is.
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

enum class Length : uint8_t { Int, Long, LongLong, Size };

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

bool takes_length(char letter) {
    return letter == 'd' || letter == 'i' || letter == 'u';
}

// A length that its letter does not take is not read: the code is none.
Length read_length(const char *&position) {
    const size_t size = strspn(position, "l");
    if (size == 0 && *position == 'z' && takes_length(position[1])) {
        position++;
        return Length::Size;
    }
    if (size == 0 || size > 2 || !takes_length(position[size])) return Length::Int;
    position += size;
    return size == 1 ? Length::Long : Length::LongLong;
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
    code.length = read_length(position);
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

// The sign counts as a digit: what is padded with zeros has them in front of it.
[[nodiscard]] int write_digits(TextWriter &writer, const char *digits, const Code &code) {
    const auto count = static_cast<Py_ssize_t>(strlen(digits));
    const Py_ssize_t zeros = Py_MAX(code.precision - count, 0);
    TRY(writer.fill(code.pads_with_zero ? '0' : ' ', code.width - zeros - count));
    TRY(writer.fill('0', zeros));
    return writer.write_ascii(digits, count);
}

long long next_signed(Arguments &arguments, Length length) {
    switch (length) {
    case Length::Long: return va_arg(arguments.list, long);
    case Length::LongLong: return va_arg(arguments.list, long long);
    case Length::Size: return va_arg(arguments.list, Py_ssize_t);
    default: return va_arg(arguments.list, int);
    }
}

unsigned long long next_unsigned(Arguments &arguments, Length length) {
    switch (length) {
    case Length::Long: return va_arg(arguments.list, unsigned long);
    case Length::LongLong: return va_arg(arguments.list, unsigned long long);
    case Length::Size: return va_arg(arguments.list, size_t);
    default: return va_arg(arguments.list, unsigned);
    }
}

[[nodiscard]] int write_number(TextWriter &writer, Arguments &arguments, const Code &code) {
    char digits[32];
    if (code.letter == 'x')
        snprintf(digits, sizeof digits, "%x", va_arg(arguments.list, unsigned));
    else if (code.letter == 'u')
        snprintf(digits, sizeof digits, "%llu", next_unsigned(arguments, code.length));
    else
        snprintf(digits, sizeof digits, "%lld", next_signed(arguments, code.length));
    return write_digits(writer, digits, code);
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

bool is_code(char letter) {
    return letter != '\0' && strchr("%cdiuxpsUVSRA", letter) != nullptr;
}

[[nodiscard]] int write_code(TextWriter &writer, Arguments &arguments, const Code &code) {
    switch (code.letter) {
    case '%': return writer.write('%');
    case 'c': return write_character(writer, arguments);
    case 'd':
    case 'i':
    case 'u':
    case 'x': return write_number(writer, arguments, code);
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
    default: return -1;
    }
}

[[nodiscard]] int check_ascii(const char *text, const char *end) {
    for (; text < end; text++) {
        if (static_cast<unsigned char>(*text) > 127)
            return raise_value_error("PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a "
                                     "non-ASCII byte: 0x%02x",
                                     static_cast<unsigned char>(*text));
    }
    return 0;
}

[[nodiscard]] int write_format(TextWriter &writer, const char *format, Arguments &arguments) {
    while (*format != '\0') {
        const char *end = strchrnul(format, '%');
        TRY(check_ascii(format, end));
        TRY(writer.write_ascii(format, end - format));
        if (*end == '\0') return 0;
        format = end + 1;
        Code code;
        TRY(read_code(format, code));
        if (!is_code(code.letter)) {
            const auto rest = static_cast<Py_ssize_t>(strlen(end));
            return writer.write({end, rest, PyUnicode_1BYTE_KIND});
        }
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
