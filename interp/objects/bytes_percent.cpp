// SPDX-License-Identifier: MIT
//
// bytes % arguments and bytearray % arguments, and PyBytes_FromFormat.
#include "objects/attribute.hpp"
#include "objects/bytes.hpp"
#include "objects/names.hpp"
#include "objects/number_format.hpp"
#include "objects/percent_format.hpp"

#include <cstdio>

namespace adder::objects {

namespace {

void append_padded(std::string &output, std::string_view bytes, const PercentCode &code) {
    const Py_ssize_t missing = Py_MAX(code.width - static_cast<Py_ssize_t>(bytes.size()), 0);
    if (!code.is_left) output.append(static_cast<size_t>(missing), ' ');
    output += bytes;
    if (code.is_left) output.append(static_cast<size_t>(missing), ' ');
}

std::string_view cut(std::string_view bytes, const PercentCode &code) {
    return code.precision < 0 ? bytes : bytes.substr(0, static_cast<size_t>(code.precision));
}

[[nodiscard]] int append_number(std::string &output, PyObject *value, const PercentCode &code) {
    std::string text;
    if (is_float_code(code.code)) {
        const double number = PyFloat_AsDouble(value);
        if (number == -1.0 && is_error_pending())
            return raise_type_error("float argument required, not %.200s", Py_TYPE(value)->tp_name);
        text = percent_float_text(number, static_cast<char>(code.code), code.is_alternate, code.precision);
        const bool is_zero = text.find_first_of("123456789in") == std::string::npos;
        if (code.no_minus_zero && is_zero && text[0] == '-') text.erase(0, 1);
    } else {
        TRY(percent_number(value, code, text));
    }
    const NumberLayout layout = lay_out_number(text, code);
    output.append(static_cast<size_t>(layout.spaces_before), ' ');
    output += layout.prefix;
    output.append(static_cast<size_t>(layout.zeros), '0');
    output += layout.digits;
    output.append(static_cast<size_t>(layout.spaces_behind), ' ');
    return 0;
}

// %s and %b: bytes, what __bytes__ gives, or a buffer.
[[nodiscard]] int append_bytes(std::string &output, PyObject *value, const PercentCode &code) {
    if (!PyBytes_Check(value) && !PyByteArray_Check(value)) {
        const Ref method = Ref::steal(lookup_special(value, name::dunder_bytes));
        if (!method) PyErr_Clear(); // as if there were none
        if (method) {
            const Ref bytes = TRY_REF(PyObject_CallNoArgs(method.get()));
            if (!PyBytes_Check(bytes.get()))
                return raise_type_error("__bytes__ returned non-bytes (type %.200s)",
                                        Py_TYPE(bytes.get())->tp_name);
            append_padded(output, cut(bytes_view(bytes.get()), code), code);
            return 0;
        }
        if (!PyObject_CheckBuffer(value))
            return raise_type_error(
                "%%b requires a bytes-like object, or an object that implements __bytes__, not '%.100s'",
                Py_TYPE(value)->tp_name);
    }
    const BufferView buffer(value);
    if (!buffer) return -1;
    append_padded(output, cut(buffer.view(), code), code);
    return 0;
}

[[nodiscard]] int append_character(std::string &output, PyObject *value, const PercentCode &code) {
    char byte;
    if ((PyBytes_Check(value) || PyByteArray_Check(value)) && Py_SIZE(value) == 1) {
        byte = any_bytes_view(value)[0];
    } else {
        int overflow = 0;
        const long number = PyIndex_Check(value) ? PyLong_AsLongAndOverflow(value, &overflow) : -1;
        if (!PyIndex_Check(value))
            return raise_type_error("%%c requires an integer in range(256) or a single byte");
        if (number == -1 && is_error_pending()) return -1;
        if (number < 0 || number > 255) return raise(PyExc_OverflowError, "%%c arg not in range(256)");
        byte = static_cast<char>(number);
    }
    append_padded(output, {&byte, 1}, code);
    return 0;
}

[[nodiscard]] int append_ascii(std::string &output, PyObject *value, const PercentCode &code) {
    const Ref text = TRY_REF(PyObject_ASCII(value));
    append_padded(output,
                  cut({static_cast<const char *>(PyUnicode_DATA(text.get())),
                       static_cast<size_t>(str_length(text.get()))},
                      code),
                  code);
    return 0;
}

[[nodiscard]] int append_argument(std::string &output, PercentReader &reader, const PercentCode &code) {
    if (code.is_percent) {
        output += '%';
        return 0;
    }
    PyObject *value = TRY(reader.next_argument());
    if (is_integer_code(code.code) || is_float_code(code.code)) return append_number(output, value, code);
    switch (code.code) {
    case 's':
    case 'b': return append_bytes(output, value, code);
    case 'r':
    case 'a': return append_ascii(output, value, code);
    case 'c': return append_character(output, value, code);
    default: return reader.raise_unsupported(code);
    }
}

void append_view(std::string &output, const TextView &literal) {
    output.append(static_cast<const char *>(literal.data), static_cast<size_t>(literal.length));
}

} // namespace

extern "C" {

PyObject *_PyBytes_FormatEx(const char *format, Py_ssize_t size, PyObject *arguments, int use_bytearray) {
    if (arguments == nullptr) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    PercentReader reader({format, size, PyUnicode_1BYTE_KIND}, arguments, true);
    std::string output;
    TextView literal;
    while (reader.next_literal(literal)) {
        append_view(output, literal);
        PercentCode code;
        TRY(reader.read_code(code));
        TRY(append_argument(output, reader, code));
    }
    append_view(output, literal);
    TRY(reader.finish());
    return use_bytearray ? make_bytearray(output) : make_bytes(output);
}

} // extern "C"

} // namespace adder::objects
