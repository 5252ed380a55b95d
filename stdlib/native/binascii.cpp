// SPDX-License-Identifier: MIT
//
// The module binascii: base64, hexadecimal and uuencode text of bytes, and two checksums. Quoted-printable
// text is in binascii_quoted.cpp.
#include "binascii.hpp"

#include <array>
#include <string>

namespace adder::stdlib {

bool take_ascii(PyObject *argument, Py_buffer &buffer) {
    if (PyUnicode_Check(argument)) {
        if (!PyUnicode_IS_ASCII(argument)) {
            PyErr_SetString(PyExc_ValueError, "string argument should contain only ASCII characters");
            return false;
        }
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(argument, &size);
        if (text == nullptr) return false;
        return PyBuffer_FillInfo(&buffer, argument, const_cast<char *>(text), size, 1, PyBUF_SIMPLE) == 0;
    }
    if (PyObject_GetBuffer(argument, &buffer, PyBUF_SIMPLE) == 0) return true;
    PyErr_Format(PyExc_TypeError, "argument should be bytes, buffer or ASCII string, not '%.100s'",
                 Py_TYPE(argument)->tp_name);
    return false;
}

PyObject *bytes_of(const std::string &text) {
    return PyBytes_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
}

namespace {

struct State {
    PyObject *error;
    PyObject *incomplete;
};

State *state_of(PyObject *module) {
    return static_cast<State *>(PyModule_GetState(module));
}

PyObject *fail(PyObject *module, const char *text) {
    PyErr_SetString(state_of(module)->error, text);
    return nullptr;
}

// --- base64

constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<signed char, 256> base64_values = [] {
    std::array<signed char, 256> values{};
    values.fill(-1);
    for (size_t i = 0; i < base64_alphabet.size(); i++)
        values[static_cast<unsigned char>(base64_alphabet[i])] = static_cast<signed char>(i);
    return values;
}();

PyObject *b2a_base64(PyObject *, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"", "newline", nullptr};
    Py_buffer buffer;
    int newline = 1;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "y*|$p:b2a_base64", const_cast<char **>(names), &buffer,
                                     &newline))
        return nullptr;
    const auto *data = static_cast<const unsigned char *>(buffer.buf);
    std::string text;
    text.reserve(static_cast<size_t>(buffer.len) / 3 * 4 + 5);
    for (Py_ssize_t i = 0; i < buffer.len; i += 3) {
        const Py_ssize_t count = std::min<Py_ssize_t>(3, buffer.len - i);
        unsigned bits = data[i] << 16;
        if (count > 1) bits |= data[i + 1] << 8;
        if (count > 2) bits |= data[i + 2];
        text += base64_alphabet[bits >> 18];
        text += base64_alphabet[bits >> 12 & 63];
        text += count > 1 ? base64_alphabet[bits >> 6 & 63] : '=';
        text += count > 2 ? base64_alphabet[bits & 63] : '=';
    }
    if (newline != 0) text += '\n';
    PyBuffer_Release(&buffer);
    return bytes_of(text);
}

// Characters of base64 text in groups of four; `result` is what they stand for. The text of an error, or
// null.
const char *decode_base64(std::string_view text, bool is_strict, std::string &result, Py_ssize_t &count) {
    int place = 0;
    int left = 0;
    int pads = 0;
    bool has_started_padding = false;
    if (is_strict && !text.empty() && text[0] == '=') return "Leading padding not allowed";
    for (size_t i = 0; i < text.size(); i++) {
        if (text[i] == '=') {
            has_started_padding = true;
            if (place >= 2 && place + ++pads >= 4) {
                // The group is complete: the rest is no data.
                if (is_strict && i + 1 < text.size()) return "Excess data after padding";
                return nullptr;
            }
            continue;
        }
        const int value = base64_values[static_cast<unsigned char>(text[i])];
        if (value < 0) {
            if (is_strict) return "Only base64 data is allowed";
            continue;
        }
        if (is_strict && has_started_padding) return "Discontinuous padding not allowed";
        pads = 0;
        if (place != 0) result += static_cast<char>(left << (2 * place) | value >> (6 - 2 * place));
        left = value & ((1 << (6 - 2 * place)) - 1);
        place = (place + 1) % 4;
    }
    if (place == 0) return nullptr;
    count = static_cast<Py_ssize_t>(result.size() / 3 * 4 + 1);
    return place == 1 ? "" : "Incorrect padding";
}

PyObject *a2b_base64(PyObject *module, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"", "strict_mode", nullptr};
    PyObject *argument;
    int strict_mode = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|$i:a2b_base64", const_cast<char **>(names), &argument,
                                     &strict_mode))
        return nullptr;
    Py_buffer buffer;
    if (!take_ascii(argument, buffer)) return nullptr;
    std::string result;
    Py_ssize_t count = 0;
    const char *error =
        decode_base64({static_cast<const char *>(buffer.buf), static_cast<size_t>(buffer.len)},
                      strict_mode != 0, result, count);
    PyBuffer_Release(&buffer);
    if (error == nullptr) return bytes_of(result);
    if (*error != '\0') return fail(module, error);
    return PyErr_Format(
        state_of(module)->error,
        "Invalid base64-encoded string: number of data characters (%zd) cannot be 1 more than a "
        "multiple of 4",
        count);
}

// --- hexadecimal

// bytes.hex() knows about separators.
PyObject *hexlify(PyObject *, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"data", "sep", "bytes_per_sep", nullptr};
    Py_buffer buffer;
    PyObject *separator = nullptr;
    int size = 1;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "y*|Oi:hexlify", const_cast<char **>(names), &buffer,
                                     &separator, &size))
        return nullptr;
    const Owned data(PyBytes_FromStringAndSize(static_cast<const char *>(buffer.buf), buffer.len));
    PyBuffer_Release(&buffer);
    if (!data) return nullptr;
    const Owned text(separator == nullptr ? PyObject_CallMethod(data.get(), "hex", nullptr)
                                          : PyObject_CallMethod(data.get(), "hex", "Oi", separator, size));
    return text ? PyUnicode_AsASCIIString(text.get()) : nullptr;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

PyObject *unhexlify(PyObject *module, PyObject *argument) {
    Py_buffer buffer;
    if (!take_ascii(argument, buffer)) return nullptr;
    const auto *text = static_cast<const char *>(buffer.buf);
    std::string result;
    const char *error = buffer.len % 2 != 0 ? "Odd-length string" : nullptr;
    for (Py_ssize_t i = 0; error == nullptr && i < buffer.len; i += 2) {
        const int high = hex_value(text[i]);
        const int low = hex_value(text[i + 1]);
        if (high < 0 || low < 0) error = "Non-hexadecimal digit found";
        result += static_cast<char>(high * 16 + low);
    }
    PyBuffer_Release(&buffer);
    return error == nullptr ? bytes_of(result) : fail(module, error);
}

// --- uuencode

PyObject *b2a_uu(PyObject *module, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"", "backtick", nullptr};
    Py_buffer buffer;
    int backtick = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "y*|$p:b2a_uu", const_cast<char **>(names), &buffer,
                                     &backtick))
        return nullptr;
    const auto *data = static_cast<const unsigned char *>(buffer.buf);
    const Py_ssize_t length = buffer.len;
    std::string text;
    const auto append = [&](unsigned value) {
        text += value == 0 && backtick != 0 ? '`' : static_cast<char>(value + ' ');
    };
    if (length <= 45) {
        append(static_cast<unsigned>(length));
        for (Py_ssize_t i = 0; i < length; i += 3) {
            const auto at = [&](Py_ssize_t k) { return k < length ? data[k] : 0U; };
            const unsigned bits = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
            for (int shift = 18; shift >= 0; shift -= 6) append(bits >> shift & 63);
        }
        text += '\n';
    }
    PyBuffer_Release(&buffer);
    return length <= 45 ? bytes_of(text) : fail(module, "At most 45 bytes at once");
}

const char *decode_uu(std::string_view text, std::string &result) {
    size_t at = 0;
    // Lines that lost their trailing blanks are filled up with zeros.
    const auto next = [&] { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0; };
    const size_t length = (next() - ' ') & 63;
    at++;
    unsigned bits = 0;
    int bit_count = 0;
    while (result.size() < length) {
        const int character = next();
        unsigned value = 0;
        if (character != '\n' && character != '\r' && at < text.size()) {
            if (character < ' ' || character > ' ' + 64) return "Illegal char";
            value = (character - ' ') & 63;
            at++;
        }
        bits = bits << 6 | value;
        bit_count += 6;
        if (bit_count < 8) continue;
        bit_count -= 8;
        result += static_cast<char>(bits >> bit_count);
    }
    for (; at < text.size(); at++)
        if (text[at] != ' ' && text[at] != '`' && text[at] != '\n' && text[at] != '\r')
            return "Trailing garbage";
    return nullptr;
}

PyObject *a2b_uu(PyObject *module, PyObject *argument) {
    Py_buffer buffer;
    if (!take_ascii(argument, buffer)) return nullptr;
    std::string result;
    const char *error =
        decode_uu({static_cast<const char *>(buffer.buf), static_cast<size_t>(buffer.len)}, result);
    PyBuffer_Release(&buffer);
    return error == nullptr ? bytes_of(result) : fail(module, error);
}

// --- checksums

constexpr std::array<uint32_t, 256> crc32_table = [] {
    std::array<uint32_t, 256> table{};
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t value = i;
        for (int bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? value >> 1 ^ 0xEDB88320U : value >> 1;
        table[i] = value;
    }
    return table;
}();

PyObject *crc32(PyObject *, PyObject *args) {
    Py_buffer buffer;
    unsigned int start = 0;
    if (!PyArg_ParseTuple(args, "y*|I:crc32", &buffer, &start)) return nullptr;
    uint32_t value = ~start;
    const auto *data = static_cast<const unsigned char *>(buffer.buf);
    for (Py_ssize_t i = 0; i < buffer.len; i++) value = value >> 8 ^ crc32_table[(value ^ data[i]) & 255];
    PyBuffer_Release(&buffer);
    return PyLong_FromUnsignedLong(~value);
}

PyObject *crc_hqx(PyObject *, PyObject *args) {
    Py_buffer buffer;
    unsigned int value;
    if (!PyArg_ParseTuple(args, "y*I:crc_hqx", &buffer, &value)) return nullptr;
    value &= 0xFFFF;
    const auto *data = static_cast<const unsigned char *>(buffer.buf);
    for (Py_ssize_t i = 0; i < buffer.len; i++) {
        value ^= data[i] << 8;
        for (int bit = 0; bit < 8; bit++)
            value = ((value & 0x8000) != 0 ? value << 1 ^ 0x1021 : value << 1) & 0xFFFF;
    }
    PyBuffer_Release(&buffer);
    return PyLong_FromUnsignedLong(value);
}

constexpr int with_keywords = METH_VARARGS | METH_KEYWORDS;

PyMethodDef functions[] = {
    {"a2b_base64", _PyCFunction_CAST(a2b_base64), with_keywords,
     "a2b_base64($module, data, /, *, strict_mode=False)\n--\n\nThe bytes of a line of base64 text."},
    {"a2b_hex", unhexlify, METH_O, "a2b_hex($module, hexstr, /)\n--\n\nThe bytes of hexadecimal text."},
    {"a2b_qp", _PyCFunction_CAST(a2b_qp), with_keywords,
     "a2b_qp($module, /, data, header=False)\n--\n\nThe bytes of quoted-printable text."},
    {"a2b_uu", a2b_uu, METH_O, "a2b_uu($module, data, /)\n--\n\nThe bytes of a line of uuencoded text."},
    {"b2a_base64", _PyCFunction_CAST(b2a_base64), with_keywords,
     "b2a_base64($module, data, /, *, newline=True)\n--\n\nA line of base64 text."},
    {"b2a_hex", _PyCFunction_CAST(hexlify), with_keywords,
     "Hexadecimal text of bytes, in groups with a separator."},
    {"b2a_qp", _PyCFunction_CAST(b2a_qp), with_keywords,
     "b2a_qp($module, /, data, quotetabs=False, istext=True, header=False)\n--\n\nQuoted-printable text."},
    {"b2a_uu", _PyCFunction_CAST(b2a_uu), with_keywords,
     "b2a_uu($module, data, /, *, backtick=False)\n--\n\nA line of uuencoded text."},
    {"crc32", crc32, METH_VARARGS, "crc32($module, data, crc=0, /)\n--\n\nThe CRC-32 checksum."},
    {"crc_hqx", crc_hqx, METH_VARARGS, "crc_hqx($module, data, crc, /)\n--\n\nThe CRC-CCITT checksum."},
    {"hexlify", _PyCFunction_CAST(hexlify), with_keywords,
     "Hexadecimal text of bytes, in groups with a separator."},
    {"unhexlify", unhexlify, METH_O, "unhexlify($module, hexstr, /)\n--\n\nThe bytes of hexadecimal text."},
    {},
};

int execute(PyObject *module) {
    State *state = state_of(module);
    state->error = PyErr_NewException("binascii.Error", PyExc_ValueError, nullptr);
    state->incomplete = PyErr_NewException("binascii.Incomplete", nullptr, nullptr);
    if (state->error == nullptr || state->incomplete == nullptr) return -1;
    if (PyModule_AddObjectRef(module, "Error", state->error) < 0) return -1;
    return PyModule_AddObjectRef(module, "Incomplete", state->incomplete);
}

int traverse(PyObject *module, visitproc visit, void *arg) {
    Py_VISIT(state_of(module)->error);
    Py_VISIT(state_of(module)->incomplete);
    return 0;
}

int clear(PyObject *module) {
    Py_CLEAR(state_of(module)->error);
    Py_CLEAR(state_of(module)->incomplete);
    return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "binascii",
    .m_doc = "Bytes as text and back.",
    .m_size = sizeof(State),
    .m_methods = functions,
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit_binascii(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
