// SPDX-License-Identifier: MIT
//
// UTF-8: text in its most frequent outer form.
//
// Decoding first looks whether all is ASCII, then checks and measures in one pass and writes in a second;
// only text with errors goes through a writer. What an error spans and is called is known to base/utf8.
#include "base/utf8.hpp"
#include "objects/bytes.hpp"
#include "objects/codec.hpp"

namespace adder::objects {

namespace {

bool is_continuation(unsigned char byte) {
    return (byte & 0xc0) == 0x80;
}

// Reads one character that is not ASCII; returns its length, 0 when the bytes are not strict UTF-8.
int decode_character(const unsigned char *p, Py_ssize_t left, Py_UCS4 &ch) {
    if (p[0] >= 0xc2 && p[0] <= 0xdf) {
        if (left < 2 || !is_continuation(p[1])) return 0;
        ch = static_cast<Py_UCS4>((p[0] & 0x1f) << 6 | (p[1] & 0x3f));
        return 2;
    }
    if ((p[0] & 0xf0) == 0xe0) {
        if (left < 3 || !is_continuation(p[1]) || !is_continuation(p[2])) return 0;
        ch = static_cast<Py_UCS4>((p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f));
        return ch < 0x800 || Py_UNICODE_IS_SURROGATE(ch) ? 0 : 3;
    }
    if (p[0] >= 0xf0 && p[0] <= 0xf4) {
        if (left < 4 || !is_continuation(p[1]) || !is_continuation(p[2]) || !is_continuation(p[3])) return 0;
        ch = static_cast<Py_UCS4>((p[0] & 0x07) << 18 | (p[1] & 0x3f) << 12 | (p[2] & 0x3f) << 6 |
                                  (p[3] & 0x3f));
        return ch < 0x10000 || ch > 0x10ffff ? 0 : 4;
    }
    return 0;
}

struct Measure {
    Py_ssize_t characters = 0;
    Py_UCS4 bits = 0;
    bool is_valid = true;
};

Measure measure(const unsigned char *bytes, Py_ssize_t size) {
    Measure result;
    for (Py_ssize_t i = 0; i < size; result.characters++) {
        if (bytes[i] < 128) {
            i++;
            continue;
        }
        Py_UCS4 ch = 0;
        const int length = decode_character(bytes + i, size - i, ch);
        if (length == 0) return {0, 0, false};
        result.bits |= ch;
        i += length;
    }
    return result;
}

template <class Character> void write_characters(const unsigned char *bytes, Py_ssize_t size, Character *to) {
    for (Py_ssize_t i = 0; i < size;) {
        Py_UCS4 ch = bytes[i];
        i += ch < 128 ? 1 : decode_character(bytes + i, size - i, ch);
        *to++ = static_cast<Character>(ch);
    }
}

PyObject *decode_valid(const unsigned char *bytes, Py_ssize_t size, const Measure &measured) {
    if (measured.characters == 1) {
        Py_UCS4 ch = 0;
        decode_character(bytes, size, ch);
        return make_character(ch);
    }
    PyObject *text = TRY(PyUnicode_New(measured.characters, Py_MIN(measured.bits, 0x10ffffu)));
    switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND: write_characters(bytes, size, PyUnicode_1BYTE_DATA(text)); break;
    case PyUnicode_2BYTE_KIND: write_characters(bytes, size, PyUnicode_2BYTE_DATA(text)); break;
    default: write_characters(bytes, size, PyUnicode_4BYTE_DATA(text)); break;
    }
    return text;
}

// With `consumed`, an incomplete character at the end is left for the next call.
PyObject *decode_with_errors(std::string_view bytes, const char *errors, Py_ssize_t *consumed) {
    DecodeErrors handler("utf-8", errors, bytes);
    const auto size = static_cast<Py_ssize_t>(bytes.size());
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    TextWriter writer(size);
    Py_ssize_t i = 0;
    while (i < size) {
        Py_UCS4 ch = data[i];
        const int length = ch < 128 ? 1 : decode_character(data + i, size - i, ch);
        if (length > 0) {
            TRY(writer.write(ch));
            i += length;
            continue;
        }
        const auto error = base::find_utf8_error(bytes.substr(static_cast<size_t>(i)));
        const bool is_incomplete = i + static_cast<Py_ssize_t>(error->end) == size &&
                                   strcmp(error->reason, "unexpected end of data") == 0;
        if (consumed != nullptr && is_incomplete) break;
        i = handler.handle(i, i + static_cast<Py_ssize_t>(error->end), error->reason, writer);
        if (i < 0) return nullptr;
    }
    if (consumed != nullptr) *consumed = i;
    return writer.finish();
}

// --- encoding

template <class Output> Output *put_character(Output *to, Py_UCS4 ch) {
    if (ch < 0x80) {
        *to++ = static_cast<Output>(ch);
        return to;
    }
    if (ch < 0x800) {
        *to++ = static_cast<Output>(0xc0 | ch >> 6);
    } else {
        if (ch < 0x10000) {
            *to++ = static_cast<Output>(0xe0 | ch >> 12);
        } else {
            *to++ = static_cast<Output>(0xf0 | ch >> 18);
            *to++ = static_cast<Output>(0x80 | (ch >> 12 & 0x3f));
        }
        *to++ = static_cast<Output>(0x80 | (ch >> 6 & 0x3f));
    }
    *to++ = static_cast<Output>(0x80 | (ch & 0x3f));
    return to;
}

// Bytes that the characters take; -1 when there are surrogates.
template <class Character> Py_ssize_t encoded_size(const Character *characters, Py_ssize_t length) {
    Py_ssize_t size = length;
    for (Py_ssize_t i = 0; i < length; i++) {
        const Py_UCS4 ch = characters[i];
        size += (ch >= 0x80) + (ch >= 0x800) + (ch >= 0x10000);
        if (Py_UNICODE_IS_SURROGATE(ch)) return -1;
    }
    return size;
}

PyObject *encode_with_handler(PyObject *text, const char *errors) {
    EncodeErrors handler("utf-8", errors, text);
    const auto encode_character = [](Py_UCS4 ch, std::string &output) {
        if (Py_UNICODE_IS_SURROGATE(ch)) return false;
        char bytes[4];
        output.append(bytes, static_cast<size_t>(put_character(bytes, ch) - bytes));
        return true;
    };
    const auto end_of_run = [&](Py_ssize_t i) {
        while (i < str_length(text) && Py_UNICODE_IS_SURROGATE(PyUnicode_READ_CHAR(text, i))) i++;
        return i;
    };
    return encode_with_errors(text, handler, "surrogates not allowed", encode_character, end_of_run);
}

} // namespace

extern "C" {

PyObject *PyUnicode_DecodeUTF8Stateful(const char *bytes, Py_ssize_t size, const char *errors,
                                       Py_ssize_t *consumed) {
    const bool is_ascii = is_ascii_bytes(bytes, size);
    const auto *data = reinterpret_cast<const unsigned char *>(bytes);
    const Measure measured = is_ascii ? Measure{} : measure(data, size);
    if (!is_ascii && !measured.is_valid)
        return decode_with_errors({bytes, static_cast<size_t>(size)}, errors, consumed);
    if (consumed != nullptr) *consumed = size;
    if (size == 0) return Py_NewRef(empty_str());
    return is_ascii ? make_ascii_str(bytes, size) : decode_valid(data, size, measured);
}

PyObject *PyUnicode_DecodeUTF8(const char *bytes, Py_ssize_t size, const char *errors) {
    return PyUnicode_DecodeUTF8Stateful(bytes, size, errors, nullptr);
}

PyObject *_PyUnicode_AsUTF8String(PyObject *text, const char *errors) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    const TextView view(text);
    if (PyUnicode_IS_ASCII(text))
        return PyBytes_FromStringAndSize(static_cast<const char *>(view.data), view.length);
    const Py_ssize_t size =
        visit_characters(view, [&](auto *characters) { return encoded_size(characters, view.length); });
    if (size < 0) return encode_with_handler(text, errors);
    PyObject *bytes = TRY(PyBytes_FromStringAndSize(nullptr, size));
    visit_characters(view, [&](auto *characters) {
        char *to = PyBytes_AS_STRING(bytes);
        for (Py_ssize_t i = 0; i < view.length; i++) to = put_character(to, characters[i]);
    });
    return bytes;
}

PyObject *PyUnicode_AsUTF8String(PyObject *text) {
    return _PyUnicode_AsUTF8String(text, nullptr);
}

} // extern "C"

} // namespace adder::objects
