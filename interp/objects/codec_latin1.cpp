// SPDX-License-Identifier: MIT
//
// Encodings of one byte a character: ASCII, Latin-1, and those given by a mapping object.
#include "objects/codec.hpp"

#include "objects/value.hpp"

#include <algorithm>

namespace adder::objects {

namespace {

// ASCII and Latin-1: characters below the limit are their own bytes.
PyObject *encode_below(PyObject *text, const char *encoding, const char *errors, Py_UCS4 limit,
                       const char *reason) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    if (PyUnicode_MAX_CHAR_VALUE(text) < limit)
        return PyBytes_FromStringAndSize(static_cast<const char *>(PyUnicode_DATA(text)), str_length(text));
    EncodeErrors handler(encoding, errors, text);
    const auto encode_character = [limit](Py_UCS4 ch, std::string &output) {
        if (ch >= limit) return false;
        output += static_cast<char>(ch);
        return true;
    };
    const auto end_of_run = [&](Py_ssize_t i) {
        while (i < str_length(text) && PyUnicode_READ_CHAR(text, i) >= limit) i++;
        return i;
    };
    return encode_with_errors(text, handler, reason, encode_character, end_of_run);
}

// What a decoding mapping says about a byte: appended to the writer, 0; 1 when it is undefined; -1 on error.
[[nodiscard]] int decode_mapped(PyObject *mapping, unsigned char byte, TextWriter &writer) {
    if (is_str(mapping)) {
        if (byte >= str_length(mapping)) return 1;
        const Py_UCS4 ch = PyUnicode_READ_CHAR(mapping, byte);
        return ch == 0xfffe ? 1 : writer.write(ch);
    }
    const Ref value = Ref::steal(PyObject_GetItem(mapping, small_int(byte)));
    if (!value) {
        if (!PyErr_ExceptionMatches(PyExc_LookupError)) return -1;
        PyErr_Clear();
        return 1;
    }
    if (value.get() == Py_None) return 1;
    if (is_str(value.get())) {
        const bool is_undefined =
            str_length(value.get()) == 1 && PyUnicode_READ_CHAR(value.get(), 0) == 0xfffe;
        return is_undefined ? 1 : writer.write(value.get());
    }
    if (!PyLong_Check(value.get()))
        return raise_type_error("character mapping must return integer, None or str");
    const long ordinal = PyLong_AsLong(value.get());
    if (ordinal == -1 && is_error_pending()) return -1;
    if (ordinal == 0xfffe) return 1;
    if (ordinal < 0 || ordinal > 0x10ffff)
        return raise_type_error("character mapping must be in range(0x%x)", 0x110000);
    return writer.write(static_cast<Py_UCS4>(ordinal));
}

// The bytes for a character by an encoding mapping: 0, 1 when undefined, -1 on error.
[[nodiscard]] int encode_mapped(PyObject *mapping, Py_UCS4 ch, std::string &output) {
    const Ref value = Ref::steal(PyObject_GetItem(mapping, small_int(ch)));
    if (!value) {
        if (!PyErr_ExceptionMatches(PyExc_LookupError)) return -1;
        PyErr_Clear();
        return 1;
    }
    if (value.get() == Py_None) return 1;
    if (PyBytes_Check(value.get())) {
        output.append(PyBytes_AS_STRING(value.get()), static_cast<size_t>(PyBytes_GET_SIZE(value.get())));
        return 0;
    }
    if (!PyLong_Check(value.get()))
        return raise_type_error("character mapping must return integer, bytes or None, not %.400s",
                                Py_TYPE(value.get())->tp_name);
    const long byte = PyLong_AsLong(value.get());
    if (byte < 0 || byte > 255) return raise_type_error("character mapping must be in range(256)");
    output += static_cast<char>(byte);
    return 0;
}

} // namespace

PyObject *encode_charmap(PyObject *text, PyObject *mapping, const char *errors) {
    EncodeErrors handler("charmap", errors, text);
    bool has_failed = false;
    const auto encode_character = [&](Py_UCS4 ch, std::string &output) {
        if (has_failed) return true;
        const int status = encode_mapped(mapping, ch, output);
        has_failed = status < 0;
        return status <= 0;
    };
    const auto end_of_run = [&](Py_ssize_t i) {
        std::string ignored;
        do i++;
        while (!has_failed && i < str_length(text) &&
               !encode_character(PyUnicode_READ_CHAR(text, i), ignored));
        return i;
    };
    Ref result = Ref::steal(
        encode_with_errors(text, handler, "character maps to <undefined>", encode_character, end_of_run));
    return has_failed ? nullptr : result.release();
}

extern "C" {

PyObject *PyUnicode_DecodeLatin1(const char *bytes, Py_ssize_t size, const char *) {
    return make_latin1_str(reinterpret_cast<const Py_UCS1 *>(bytes), size);
}

PyObject *PyUnicode_DecodeASCII(const char *bytes, Py_ssize_t size, const char *errors) {
    if (size == 0) return Py_NewRef(empty_str());
    if (is_ascii_bytes(bytes, size)) return make_ascii_str(bytes, size);
    DecodeErrors handler("ascii", errors, {bytes, static_cast<size_t>(size)});
    TextWriter writer(size);
    for (Py_ssize_t i = 0; i < size;) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte < 128) {
            TRY(writer.write(byte));
            i++;
            continue;
        }
        i = handler.handle(i, i + 1, "ordinal not in range(128)", writer);
        if (i < 0) return nullptr;
    }
    return writer.finish();
}

PyObject *_PyUnicode_AsLatin1String(PyObject *text, const char *errors) {
    return encode_below(text, "latin-1", errors, 256, "ordinal not in range(256)");
}
PyObject *_PyUnicode_AsASCIIString(PyObject *text, const char *errors) {
    return encode_below(text, "ascii", errors, 128, "ordinal not in range(128)");
}
PyObject *PyUnicode_AsLatin1String(PyObject *text) {
    return _PyUnicode_AsLatin1String(text, nullptr);
}
PyObject *PyUnicode_AsASCIIString(PyObject *text) {
    return _PyUnicode_AsASCIIString(text, nullptr);
}

PyObject *PyUnicode_DecodeCharmap(const char *bytes, Py_ssize_t size, PyObject *mapping, const char *errors) {
    if (mapping == nullptr) return PyUnicode_DecodeLatin1(bytes, size, errors);
    DecodeErrors handler("charmap", errors, {bytes, static_cast<size_t>(size)});
    TextWriter writer(size);
    for (Py_ssize_t i = 0; i < size;) {
        const int status = decode_mapped(mapping, static_cast<unsigned char>(bytes[i]), writer);
        if (status < 0) return nullptr;
        i = status == 0 ? i + 1 : handler.handle(i, i + 1, "character maps to <undefined>", writer);
        if (i < 0) return nullptr;
    }
    return writer.finish();
}

PyObject *PyUnicode_BuildEncodingMap(PyObject *table) {
    if (!is_str(table) || str_length(table) == 0) {
        PyErr_BadArgument();
        return nullptr;
    }
    Ref mapping = TRY_REF(PyDict_New());
    const Py_ssize_t length = std::min<Py_ssize_t>(str_length(table), 256);
    for (Py_ssize_t i = 0; i < length; i++) {
        const Ref character = TRY_REF(PyLong_FromLong(static_cast<long>(PyUnicode_READ_CHAR(table, i))));
        const Ref byte = TRY_REF(PyLong_FromSsize_t(i));
        TRY(PyDict_SetItem(mapping.get(), character.get(), byte.get()));
    }
    return mapping.release();
}

PyObject *PyUnicode_AsCharmapString(PyObject *text, PyObject *mapping) {
    if (!is_str(text) || mapping == nullptr) {
        PyErr_BadArgument();
        return nullptr;
    }
    return encode_charmap(text, mapping, nullptr);
}

} // extern "C"

} // namespace adder::objects
