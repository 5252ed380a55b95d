// SPDX-License-Identifier: MIT
//
// Hexadecimal text of bytes and back: hex() with separators, fromhex(); also decode(), which only needs a
// view. A bytearray's bytes are looked at after its arguments were read, or held while they are decoded, as
// code that this runs may change it.
#include "objects/bytes_methods.hpp"
#include "objects/codec.hpp"

#include <cstdlib>

namespace adder::objects {

namespace {

constexpr char digits[] = "0123456789abcdef";

int hex_value(Py_UCS4 ch) {
    if (ch >= '0' && ch <= '9') return static_cast<int>(ch - '0');
    if (ch >= 'a' && ch <= 'f') return static_cast<int>(ch - 'a' + 10);
    if (ch >= 'A' && ch <= 'F') return static_cast<int>(ch - 'A' + 10);
    return -1;
}

// The separator of hex(): a str or bytes of one ASCII character. 0 or -1.
[[nodiscard]] int read_separator(PyObject *value, char &separator) {
    const Py_ssize_t length = PyObject_Length(value);
    if (length < 0) return -1;
    if (length != 1) return raise_value_error("sep must be length 1.");
    Py_UCS4 ch;
    if (is_str(value)) {
        ch = PyUnicode_READ_CHAR(value, 0);
    } else if (PyBytes_Check(value)) {
        ch = static_cast<unsigned char>(PyBytes_AS_STRING(value)[0]);
    } else {
        return raise_type_error("sep must be str or bytes.");
    }
    if (ch > 127) return raise_value_error("sep must be ASCII.");
    separator = static_cast<char>(ch);
    return 0;
}

// How digits are grouped: from the right when `size` is positive, from the left when it is negative, and not
// at all when it is 0.
struct Grouping {
    char separator = 0;
    long size = 0;
};

[[nodiscard]] int read_grouping(PyObject *const *args, Py_ssize_t count, PyObject *keywords,
                                Grouping &grouping) {
    static constexpr ArgumentSpec spec("hex", "sep=None, bytes_per_sep=1");
    PyObject *values[2];
    TRY(spec.bind(args, count, keywords, values));
    int size = 1;
    if (values[1] != nullptr) {
        size = _PyLong_AsInt(values[1]);
        if (size == -1 && is_error_pending()) return -1;
    }
    if (values[0] == nullptr) return 0;
    grouping.size = size;
    return read_separator(values[0], grouping.separator);
}

PyObject *hex_text(std::string_view bytes, const Grouping &grouping) {
    const auto size = static_cast<size_t>(std::abs(grouping.size));
    std::string text;
    text.reserve(bytes.size() * 3);
    for (size_t i = 0; i < bytes.size(); i++) {
        const size_t position = grouping.size > 0 ? bytes.size() - i : i;
        if (size != 0 && i != 0 && position % size == 0) text += grouping.separator;
        const auto byte = static_cast<unsigned char>(bytes[i]);
        (text += digits[byte >> 4]) += digits[byte & 15];
    }
    return make_ascii_str(text.data(), static_cast<Py_ssize_t>(text.size()));
}

Failure raise_no_digit(Py_ssize_t position) {
    return raise_value_error("non-hexadecimal number found in fromhex() arg at position %zd", position);
}

Py_ssize_t first_beyond_ascii(const TextView &text) {
    Py_ssize_t position = 0;
    while (text[position] < 128) position++;
    return position;
}

// Appends what the pairs of digits in a str spell. 0, or -1 with ValueError.
[[nodiscard]] int parse_hex(PyObject *text, std::string &bytes) {
    const TextView view(text);
    if (!PyUnicode_IS_ASCII(text)) return raise_no_digit(first_beyond_ascii(view));
    for (Py_ssize_t i = 0; i < view.length;) {
        if (Py_ISSPACE(view[i])) {
            i++;
            continue;
        }
        for (int half = 0; half < 2; half++) {
            const int value = i + half < view.length ? hex_value(view[i + half]) : -1;
            if (value < 0) return raise_no_digit(i + half);
            if (half == 0)
                bytes += static_cast<char>(value << 4);
            else
                bytes.back() = static_cast<char>(bytes.back() | value);
        }
        i += 2;
    }
    return 0;
}

} // namespace

namespace bytes_methods {

ADDER_KEYWORD_METHOD(hex) {
    Grouping grouping;
    TRY(read_grouping(args, count, keywords, grouping));
    return hex_text(any_bytes_view(self), grouping);
}

// Of a class: the bytes are made by calling it when it is a subclass.
ADDER_PLAIN_METHOD(fromhex) {
    if (!is_str(argument)) {
        _PyArg_BadArgument("fromhex", "argument", "str", argument);
        return nullptr;
    }
    std::string bytes;
    TRY(parse_hex(argument, bytes));
    auto *type = reinterpret_cast<PyTypeObject *>(self);
    const bool is_bytearray = PyType_IsSubtype(type, &PyByteArray_Type);
    Ref result = TRY_REF(is_bytearray ? make_bytearray(bytes) : make_bytes(bytes));
    if (type == &PyBytes_Type || type == &PyByteArray_Type) return result.release();
    return PyObject_CallOneArg(self, result.get());
}

ADDER_KEYWORD_METHOD(decode) {
    const BufferView held(self);
    return held ? decode_method(held.view(), args, count, keywords) : nullptr;
}

} // namespace bytes_methods

} // namespace adder::objects

PyObject *_PyBytes_FromHex(PyObject *text, int use_bytearray) {
    std::string bytes;
    if (adder::objects::parse_hex(text, bytes) < 0) return nullptr;
    return use_bytearray ? adder::objects::make_bytearray(bytes) : adder::objects::make_bytes(bytes);
}
