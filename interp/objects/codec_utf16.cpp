// SPDX-License-Identifier: MIT
//
// UTF-16 and UTF-32 in both byte orders, with and without the mark at the beginning.
#include "objects/codec.hpp"

namespace adder::objects {

namespace {

constexpr int little = -1;
constexpr int big = 1;

// The unit of `size` bytes at `p`.
Py_UCS4 read_unit(const unsigned char *p, int size, int order) {
    Py_UCS4 value = 0;
    for (int i = 0; i < size; i++) value = value << 8 | p[order == big ? i : size - 1 - i];
    return value;
}

void append_unit(std::string &output, Py_UCS4 value, int size, int order) {
    for (int i = 0; i < size; i++) {
        const int shift = 8 * (order == big ? size - 1 - i : i);
        output += static_cast<char>(value >> shift & 0xff);
    }
}

// Takes the mark off when the order is not given; `order` becomes the one to use.
Py_ssize_t skip_mark(std::string_view bytes, int size, int &order) {
    const auto *p = reinterpret_cast<const unsigned char *>(bytes.data());
    if (order != 0) return 0;
    order = little;
    if (bytes.size() < static_cast<size_t>(size)) return 0;
    if (read_unit(p, size, little) == 0xfeff) return size;
    if (read_unit(p, size, big) != 0xfeff) return 0;
    order = big;
    return size;
}

// A wrong piece of input: how many bytes, and why; `is_incomplete` when more bytes might make it right.
struct Fault {
    Py_ssize_t length = 0;
    const char *reason = nullptr;
    bool is_incomplete = false;
};

// Reads one character; returns its size in bytes, or 0 with `fault` told.
int decode_utf16(const unsigned char *p, Py_ssize_t left, int order, Py_UCS4 &ch, Fault &fault) {
    if (left < 2) {
        fault = {left, "truncated data", true};
        return 0;
    }
    ch = read_unit(p, 2, order);
    if (!Py_UNICODE_IS_SURROGATE(ch)) return 2;
    if (Py_UNICODE_IS_LOW_SURROGATE(ch)) {
        fault = {2, "illegal encoding", false};
        return 0;
    }
    if (left < 4) {
        fault = {left, "unexpected end of data", true};
        return 0;
    }
    const Py_UCS4 low = read_unit(p + 2, 2, order);
    if (!Py_UNICODE_IS_LOW_SURROGATE(low)) {
        fault = {2, "illegal UTF-16 surrogate", false};
        return 0;
    }
    ch = Py_UNICODE_JOIN_SURROGATES(ch, low);
    return 4;
}

int decode_utf32(const unsigned char *p, Py_ssize_t left, int order, Py_UCS4 &ch, Fault &fault) {
    if (left < 4) {
        fault = {left, "truncated data", true};
        return 0;
    }
    ch = read_unit(p, 4, order);
    if (ch <= 0x10ffff && !Py_UNICODE_IS_SURROGATE(ch)) return 4;
    fault = {4,
             ch > 0x10ffff ? "code point not in range(0x110000)"
                           : "code point in surrogate code point range(0xd800, 0xe000)",
             false};
    return 0;
}

const char *encoding_name(int size, int order, bool is_explicit) {
    if (size == 2) return !is_explicit ? "utf-16" : order == big ? "utf-16-be" : "utf-16-le";
    return !is_explicit ? "utf-32" : order == big ? "utf-32-be" : "utf-32-le";
}

template <class DecodeCharacter>
PyObject *decode_units(std::string_view bytes, const char *errors, int *byte_order, Py_ssize_t *consumed,
                       int unit_size, DecodeCharacter &&decode_character) {
    int order = byte_order == nullptr ? 0 : *byte_order;
    Py_ssize_t i = skip_mark(bytes, unit_size, order);
    if (byte_order != nullptr && (i > 0 || *byte_order != 0)) *byte_order = order;
    DecodeErrors handler(encoding_name(unit_size, order, true), errors, bytes);
    const auto size = static_cast<Py_ssize_t>(bytes.size());
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    TextWriter writer(size / unit_size);
    while (i < size) {
        Py_UCS4 ch = 0;
        Fault fault;
        const int length = decode_character(data + i, size - i, order, ch, fault);
        if (length > 0) {
            TRY(writer.write(ch));
            i += length;
            continue;
        }
        if (consumed != nullptr && fault.is_incomplete) break;
        i = handler.handle(i, i + fault.length, fault.reason, writer);
        if (i < 0) return nullptr;
    }
    if (consumed != nullptr) *consumed = i;
    return writer.finish();
}

PyObject *encode_units(PyObject *text, const char *errors, int byte_order, int unit_size) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    const int order = byte_order == 0 ? little : byte_order;
    EncodeErrors handler(encoding_name(unit_size, order, byte_order != 0), errors, text);
    const auto encode_character = [&](Py_UCS4 ch, std::string &output) {
        if (Py_UNICODE_IS_SURROGATE(ch)) return false;
        if (unit_size == 2 && ch >= 0x10000) {
            append_unit(output, Py_UNICODE_HIGH_SURROGATE(ch), 2, order);
            append_unit(output, Py_UNICODE_LOW_SURROGATE(ch), 2, order);
        } else {
            append_unit(output, ch, unit_size, order);
        }
        return true;
    };
    const auto end_of_run = [](Py_ssize_t i) { return i + 1; };
    std::string output;
    output.reserve(static_cast<size_t>(str_length(text) + 1) * static_cast<size_t>(unit_size));
    if (byte_order == 0) append_unit(output, 0xfeff, unit_size, order);
    return encode_with_errors(text, handler, "surrogates not allowed", encode_character, end_of_run,
                              std::move(output), unit_size);
}

} // namespace

extern "C" {

PyObject *PyUnicode_DecodeUTF16Stateful(const char *bytes, Py_ssize_t size, const char *errors,
                                        int *byte_order, Py_ssize_t *consumed) {
    return decode_units({bytes, static_cast<size_t>(size)}, errors, byte_order, consumed, 2, decode_utf16);
}

PyObject *PyUnicode_DecodeUTF16(const char *bytes, Py_ssize_t size, const char *errors, int *byte_order) {
    return PyUnicode_DecodeUTF16Stateful(bytes, size, errors, byte_order, nullptr);
}

PyObject *PyUnicode_DecodeUTF32Stateful(const char *bytes, Py_ssize_t size, const char *errors,
                                        int *byte_order, Py_ssize_t *consumed) {
    return decode_units({bytes, static_cast<size_t>(size)}, errors, byte_order, consumed, 4, decode_utf32);
}

PyObject *PyUnicode_DecodeUTF32(const char *bytes, Py_ssize_t size, const char *errors, int *byte_order) {
    return PyUnicode_DecodeUTF32Stateful(bytes, size, errors, byte_order, nullptr);
}

PyObject *_PyUnicode_EncodeUTF16(PyObject *text, const char *errors, int byte_order) {
    return encode_units(text, errors, byte_order, 2);
}
PyObject *_PyUnicode_EncodeUTF32(PyObject *text, const char *errors, int byte_order) {
    return encode_units(text, errors, byte_order, 4);
}
PyObject *PyUnicode_AsUTF16String(PyObject *text) {
    return _PyUnicode_EncodeUTF16(text, nullptr, 0);
}
PyObject *PyUnicode_AsUTF32String(PyObject *text) {
    return _PyUnicode_EncodeUTF32(text, nullptr, 0);
}

} // extern "C"

} // namespace adder::objects
