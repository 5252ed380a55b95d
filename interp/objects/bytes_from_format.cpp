// SPDX-License-Identifier: MIT
//
// PyBytes_FromFormat: %c %d %i %u %x %s %p and %%, with l and z before d and u, and a precision for %s.
// A width is read and has no effect; from a code that is none of these the rest of the format is copied.
#include "objects/bytes.hpp"
#include "objects/error.hpp"

#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <string>

namespace adder::objects {

namespace {

// va_list may be an array type; a struct can be passed by reference everywhere.
struct Arguments {
    va_list list;
};

struct Code {
    size_t precision = 0; // 0: none
    char length = '\0';   // 'l', 'z' or none
    char letter = '\0';
};

// `position` is behind the '%' and moves to the letter.
Code read_code(const char *&position) {
    Code code;
    while (Py_ISDIGIT(*position)) ++position;
    if (*position == '.') {
        for (++position; Py_ISDIGIT(*position); ++position)
            code.precision = code.precision * 10 + static_cast<size_t>(*position - '0');
    }
    while (*position != '\0' && *position != '%' && !Py_ISALPHA(*position)) ++position;
    const bool takes_length = position[0] != '\0' && (position[1] == 'd' || position[1] == 'u');
    if (takes_length && (*position == 'l' || *position == 'z')) code.length = *position++;
    code.letter = *position;
    return code;
}

void append_signed(std::string &output, Arguments &arguments, char length) {
    output += std::to_string(length == 'l'   ? va_arg(arguments.list, long)
                             : length == 'z' ? va_arg(arguments.list, Py_ssize_t)
                                             : va_arg(arguments.list, int));
}

void append_unsigned(std::string &output, Arguments &arguments, char length) {
    output += std::to_string(length == 'l'   ? va_arg(arguments.list, unsigned long)
                             : length == 'z' ? va_arg(arguments.list, size_t)
                                             : va_arg(arguments.list, unsigned));
}

void append_hexadecimal(std::string &output, const char *prefix, unsigned long number) {
    char digits[32];
    output.append(digits, static_cast<size_t>(snprintf(digits, sizeof digits, "%s%lx", prefix, number)));
}

void append_text(std::string &output, const char *text, size_t precision) {
    output.append(text, precision == 0 ? strlen(text) : strnlen(text, precision));
}

[[nodiscard]] int append_character(std::string &output, int byte) {
    if (byte < 0 || byte > 255)
        return raise(PyExc_OverflowError,
                     "PyBytes_FromFormatV(): %%c format expects an integer in range [0; 255]");
    output += static_cast<char>(byte);
    return 0;
}

// 1, 0 when the letter is none that is known, or -1.
[[nodiscard]] int append_code(std::string &output, Arguments &arguments, const Code &code) {
    switch (code.letter) {
    case '%': output += '%'; break;
    case 'c': TRY(append_character(output, va_arg(arguments.list, int))); break;
    case 'd': append_signed(output, arguments, code.length); break;
    case 'i': append_signed(output, arguments, '\0'); break;
    case 'u': append_unsigned(output, arguments, code.length); break;
    case 'x': append_hexadecimal(output, "", va_arg(arguments.list, unsigned)); break;
    case 's': append_text(output, va_arg(arguments.list, const char *), code.precision); break;
    case 'p':
        append_hexadecimal(output, "0x", reinterpret_cast<uintptr_t>(va_arg(arguments.list, void *)));
        break;
    default: return 0;
    }
    return 1;
}

[[nodiscard]] int append_format(std::string &output, const char *format, Arguments &arguments) {
    for (;;) {
        const char *percent = strchrnul(format, '%');
        output.append(format, percent);
        if (*percent == '\0') return 0;
        const char *position = percent + 1;
        const Code code = read_code(position);
        const int is_known = TRY(append_code(output, arguments, code));
        if (!is_known) {
            output += percent;
            return 0;
        }
        format = position + 1;
    }
}

} // namespace

extern "C" {

PyObject *PyBytes_FromFormatV(const char *format, va_list arguments) {
    Arguments copy;
    va_copy(copy.list, arguments);
    std::string output;
    const int status = append_format(output, format, copy);
    va_end(copy.list);
    return status < 0 ? nullptr : make_bytes(output);
}

PyObject *PyBytes_FromFormat(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyObject *bytes = PyBytes_FromFormatV(format, arguments);
    va_end(arguments);
    return bytes;
}

} // extern "C"

} // namespace adder::objects
