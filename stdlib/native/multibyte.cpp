// SPDX-License-Identifier: MIT
//
// Codecs of alphabets with several bytes a character (GBK, Shift-JIS, EUC-KR, …), by the C library's
// converter.
//
//  1. A codec is a converter (iconv), the set of bytes that begin longer characters, and two dicts with what
//     Python's codec has otherwise: bytes to str and str to bytes, where None means that there is nothing.
//  2. A character is converted at a time, so that every error has its place: a wrong character is one byte
//  wide,
//     one that the end cuts reaches to the end.
//  3. The codec remembers nothing between calls: the converter is reset in front of each character.
#include "owned.hpp"

#include <cstddef>
#include <cstdint>
#include <iconv.h>
#include <string>
#include <string_view>

namespace adder::stdlib {
namespace {

struct MultibyteObject {
    PyObject_HEAD PyObject *name;
    PyObject *decoding; // dict of bytes to str or None
    PyObject *encoding; // dict of str to bytes or None
    iconv_t to_text;
    iconv_t to_bytes;
    bool is_lead[256];
    bool is_gb18030; // digits in the second place begin characters of four bytes
    bool is_euc_jp;  // 0x8F begins characters of three bytes
    bool is_euc_kr;  // a filler begins syllables of eight bytes
};

MultibyteObject *codec_of(PyObject *self) {
    return reinterpret_cast<MultibyteObject *>(self);
}

const iconv_t no_converter = reinterpret_cast<iconv_t>(-1);
constexpr const char *text_form = PY_BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE";
constexpr const char *illegal = "illegal multibyte sequence";
constexpr const char *incomplete = "incomplete multibyte sequence";

// --- one character

enum class Found { Yes, No, Error };

// Runs a piece through the converter: the count of bytes written, 0 where it has no place for the piece.
size_t convert(iconv_t converter, const char *input, size_t size, char *output, size_t room) {
    auto *from = const_cast<char *>(input);
    const size_t whole = room;
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
    if (iconv(converter, &from, &size, &output, &room) != 0) return 0;
    // Some converters wait for a combining character.
    iconv(converter, nullptr, nullptr, &output, &room);
    return whole - room;
}

// What the codec has otherwise than the system. A borrowed object, None included; NULL without.
PyObject *find_change(PyObject *changes, PyObject *key) {
    return PyDict_GetItemWithError(changes, key);
}

Found decode_character(MultibyteObject *codec, std::string_view bytes, std::u32string &text) {
    if (PyDict_GET_SIZE(codec->decoding) != 0) {
        const Owned key(PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size())));
        if (!key) return Found::Error;
        PyObject *change = find_change(codec->decoding, key.get());
        if (change == nullptr && PyErr_Occurred()) return Found::Error;
        if (change == Py_None) return Found::No;
        if (change != nullptr) {
            text += static_cast<char32_t>(PyUnicode_READ_CHAR(change, 0));
            return Found::Yes;
        }
    }
    char32_t found[4];
    const size_t size =
        convert(codec->to_text, bytes.data(), bytes.size(), reinterpret_cast<char *>(found), sizeof found);
    if (size != sizeof(char32_t)) return Found::No;
    text += found[0];
    return Found::Yes;
}

Found encode_character(MultibyteObject *codec, char32_t character, std::string &bytes) {
    if (character < 0x80) {
        bytes += static_cast<char>(character);
        return Found::Yes;
    }
    if (PyDict_GET_SIZE(codec->encoding) != 0) {
        const Owned key(PyUnicode_FromOrdinal(static_cast<int>(character)));
        if (!key) return Found::Error;
        PyObject *change = find_change(codec->encoding, key.get());
        if (change == nullptr && PyErr_Occurred()) return Found::Error;
        if (change == Py_None) return Found::No;
        if (change != nullptr) {
            bytes.append(PyBytes_AS_STRING(change), static_cast<size_t>(PyBytes_GET_SIZE(change)));
            return Found::Yes;
        }
    }
    char found[16];
    const size_t size = convert(codec->to_bytes, reinterpret_cast<const char *>(&character), sizeof character,
                                found, sizeof found);
    // The system passes the second set of controls through, which no codec of these does.
    if (size == 0 || (size == 1 && character < 0xa0)) return Found::No;
    bytes.append(found, size);
    return Found::Yes;
}

// How many bytes the character at the beginning has; 0 where the end cuts it.
size_t character_size(const MultibyteObject *codec, std::string_view bytes) {
    const auto lead = static_cast<unsigned char>(bytes[0]);
    if (!codec->is_lead[lead]) return 1;
    if (bytes.size() < 2) return 0;
    size_t size = 2;
    if (codec->is_gb18030 && bytes[1] >= '0' && bytes[1] <= '9') size = 4;
    if (codec->is_euc_jp && lead == 0x8f) size = 3;
    if (codec->is_euc_kr && bytes.substr(0, 2) == "\xa4\xd4") size = 8;
    return bytes.size() < size ? 0 : size;
}

// --- error handlers

// Calls the handler that `errors` names. Gives its tuple (replacement, position), the position made absolute.
Owned call_handler(const char *errors, PyObject *error, Py_ssize_t length, bool is_encoding,
                   Py_ssize_t &next) {
    const Owned handler(PyCodec_LookupError(errors));
    if (!handler) return Owned();
    Owned result(PyObject_CallOneArg(handler.get(), error));
    if (!result) return Owned();
    const bool is_pair = PyTuple_Check(result.get()) && PyTuple_GET_SIZE(result.get()) == 2;
    PyObject *replacement = is_pair ? PyTuple_GET_ITEM(result.get(), 0) : nullptr;
    if (!is_pair || !(PyUnicode_Check(replacement) || (is_encoding && PyBytes_Check(replacement))) ||
        !PyLong_Check(PyTuple_GET_ITEM(result.get(), 1))) {
        PyErr_Format(PyExc_TypeError, "%s error handler must return (str, int) tuple",
                     is_encoding ? "encoding" : "decoding");
        return Owned();
    }
    next = PyLong_AsSsize_t(PyTuple_GET_ITEM(result.get(), 1));
    if (next == -1 && PyErr_Occurred()) return Owned();
    if (next < 0) next += length;
    if (next < 0 || next > length) {
        PyErr_Format(PyExc_IndexError, "position %zd from error handler out of bounds", next);
        return Owned();
    }
    return result;
}

bool is_strict(const char *errors) {
    return errors == nullptr || std::string_view(errors) == "strict";
}

void raise_error(PyObject *error) {
    if (error != nullptr) PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(error)), error);
}

// bytes[start:end] are wrong: appends what the handler wants and gives the position to go on from, or -1.
Py_ssize_t handle_decoding(MultibyteObject *codec, const char *errors, std::string_view bytes,
                           Py_ssize_t start, Py_ssize_t end, const char *reason, std::u32string &text) {
    const std::string_view handler = errors == nullptr ? "strict" : errors;
    if (handler == "ignore" || handler == "replace") {
        if (handler == "replace") text += U'\ufffd';
        return end;
    }
    const auto length = static_cast<Py_ssize_t>(bytes.size());
    const Owned error(
        PyUnicodeDecodeError_Create(PyUnicode_AsUTF8(codec->name), bytes.data(), length, start, end, reason));
    if (!error) return -1;
    if (is_strict(errors)) {
        raise_error(error.get());
        return -1;
    }
    Py_ssize_t next;
    const Owned result = call_handler(errors, error.get(), length, false, next);
    if (!result) return -1;
    PyObject *replacement = PyTuple_GET_ITEM(result.get(), 0);
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(replacement); i++)
        text += static_cast<char32_t>(PyUnicode_READ_CHAR(replacement, i));
    return next;
}

bool encode_text(MultibyteObject *codec, PyObject *text, const char *errors, std::string &bytes);

// text[position] has no bytes: as above.
Py_ssize_t handle_encoding(MultibyteObject *codec, const char *errors, PyObject *text, Py_ssize_t position,
                           std::string &bytes) {
    const std::string_view handler = errors == nullptr ? "strict" : errors;
    if (handler == "ignore" || handler == "replace") {
        if (handler == "replace") bytes += '?';
        return position + 1;
    }
    const Owned error(PyObject_CallFunction(PyExc_UnicodeEncodeError, "OOnns", codec->name, text, position,
                                            position + 1, illegal));
    if (!error) return -1;
    if (is_strict(errors)) {
        raise_error(error.get());
        return -1;
    }
    Py_ssize_t next;
    const Owned result = call_handler(errors, error.get(), PyUnicode_GET_LENGTH(text), true, next);
    if (!result) return -1;
    PyObject *replacement = PyTuple_GET_ITEM(result.get(), 0);
    if (PyUnicode_Check(replacement)) return encode_text(codec, replacement, nullptr, bytes) ? next : -1;
    bytes.append(PyBytes_AS_STRING(replacement), static_cast<size_t>(PyBytes_GET_SIZE(replacement)));
    return next;
}

// --- whole texts

bool encode_text(MultibyteObject *codec, PyObject *text, const char *errors, std::string &bytes) {
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text);) {
        const Found found = encode_character(codec, PyUnicode_READ_CHAR(text, i), bytes);
        if (found == Found::Error) return false;
        i = found == Found::Yes ? i + 1 : handle_encoding(codec, errors, text, i, bytes);
        if (i < 0) return false;
    }
    return true;
}

// The count of bytes read, or -1. Without is_final a character that the end cuts is left.
Py_ssize_t decode_bytes(MultibyteObject *codec, std::string_view bytes, const char *errors, bool is_final,
                        std::u32string &text) {
    const auto length = static_cast<Py_ssize_t>(bytes.size());
    for (Py_ssize_t i = 0; i < length;) {
        if (static_cast<unsigned char>(bytes[static_cast<size_t>(i)]) < 0x80) {
            text += static_cast<char32_t>(bytes[static_cast<size_t>(i++)]);
            continue;
        }
        const std::string_view rest = bytes.substr(static_cast<size_t>(i));
        const size_t size = character_size(codec, rest);
        if (size == 0 && !is_final) return i;
        const Found found = size == 0 ? Found::No : decode_character(codec, rest.substr(0, size), text);
        if (found == Found::Error) return -1;
        if (found == Found::Yes)
            i += static_cast<Py_ssize_t>(size);
        else
            i = handle_decoding(codec, errors, bytes, i, size == 0 ? length : i + 1,
                                size == 0 ? incomplete : illegal, text);
        if (i < 0) return -1;
    }
    return length;
}

// --- methods

PyObject *multibyte_encode(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *const names[] = {"input", "errors", nullptr};
    PyObject *input;
    const char *errors = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|z:encode", const_cast<char **>(names), &input,
                                     &errors))
        return nullptr;
    const Owned text = PyUnicode_Check(input) ? Owned::borrow(input) : Owned(PyObject_Str(input));
    if (!text) return nullptr;
    std::string bytes;
    if (!encode_text(codec_of(self), text.get(), errors, bytes)) return nullptr;
    return Py_BuildValue("Nn", PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size())),
                         PyUnicode_GET_LENGTH(text.get()));
}

PyObject *multibyte_decode(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *const names[] = {"input", "errors", "final", nullptr};
    PyObject *input;
    const char *errors = nullptr;
    int is_final = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|zp:decode", const_cast<char **>(names), &input,
                                     &errors, &is_final))
        return nullptr;
    Py_buffer buffer;
    if (PyObject_GetBuffer(input, &buffer, PyBUF_SIMPLE) < 0) return nullptr;
    std::u32string text;
    const Py_ssize_t consumed =
        decode_bytes(codec_of(self), {static_cast<const char *>(buffer.buf), static_cast<size_t>(buffer.len)},
                     errors, is_final != 0, text);
    PyBuffer_Release(&buffer);
    if (consumed < 0) return nullptr;
    return Py_BuildValue(
        "Nn",
        PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, text.data(), static_cast<Py_ssize_t>(text.size())),
        consumed);
}

bool open_converters(MultibyteObject *codec, const char *system_name) {
    codec->to_text = iconv_open(text_form, system_name);
    codec->to_bytes = iconv_open(system_name, text_form);
    if (codec->to_text != no_converter && codec->to_bytes != no_converter) return true;
    PyErr_Format(PyExc_LookupError, "unknown encoding: %s", system_name);
    return false;
}

PyObject *multibyte_new(PyTypeObject *type, PyObject *args, PyObject *) {
    PyObject *name, *leads, *decoding, *encoding;
    const char *system_name;
    if (!PyArg_ParseTuple(args, "UsSO!O!", &name, &system_name, &leads, &PyDict_Type, &decoding, &PyDict_Type,
                          &encoding))
        return nullptr;
    Owned self(type->tp_alloc(type, 0));
    if (!self) return nullptr;
    MultibyteObject *codec = codec_of(self.get());
    codec->to_text = codec->to_bytes = no_converter;
    codec->name = Py_NewRef(name);
    codec->decoding = Py_NewRef(decoding);
    codec->encoding = Py_NewRef(encoding);
    for (Py_ssize_t i = 0; i < PyBytes_GET_SIZE(leads); i++)
        codec->is_lead[static_cast<unsigned char>(PyBytes_AS_STRING(leads)[i])] = true;
    codec->is_gb18030 = PyUnicode_CompareWithASCIIString(name, "gb18030") == 0;
    codec->is_euc_jp = PyUnicode_CompareWithASCIIString(name, "euc_jp") == 0;
    codec->is_euc_kr = PyUnicode_CompareWithASCIIString(name, "euc_kr") == 0;
    return open_converters(codec, system_name) ? self.release() : nullptr;
}

void multibyte_dealloc(PyObject *self) {
    MultibyteObject *codec = codec_of(self);
    PyTypeObject *type = Py_TYPE(self);
    if (codec->to_text != nullptr && codec->to_text != no_converter) iconv_close(codec->to_text);
    if (codec->to_bytes != nullptr && codec->to_bytes != no_converter) iconv_close(codec->to_bytes);
    Py_XDECREF(codec->name);
    Py_XDECREF(codec->decoding);
    Py_XDECREF(codec->encoding);
    type->tp_free(self);
    Py_DECREF(type);
}

PyMethodDef methods[] = {
    {"encode", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(multibyte_encode)),
     METH_VARARGS | METH_KEYWORDS,
     "encode($self, /, input, errors=None)\n--\n\nThe bytes of a text, and its length."},
    {"decode", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(multibyte_decode)),
     METH_VARARGS | METH_KEYWORDS,
     "decode($self, /, input, errors=None, final=False)\n--\n\nThe text of bytes, and how many were read."},
    {},
};

PyType_Slot type_slots[] = {
    {Py_tp_methods, methods},
    {Py_tp_new, reinterpret_cast<void *>(multibyte_new)},
    {Py_tp_dealloc, reinterpret_cast<void *>(multibyte_dealloc)},
    {},
};

PyType_Spec type_spec = {
    .name = "_multibytecodec.MultibyteCodec",
    .basicsize = sizeof(MultibyteObject),
    .itemsize = 0,
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = type_slots,
};

// --- the module

int execute(PyObject *module) {
    const Owned type(PyType_FromModuleAndSpec(module, &type_spec, nullptr));
    if (!type) return -1;
    return PyModule_AddType(module, reinterpret_cast<PyTypeObject *>(type.get()));
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_multibytecodec",
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__multibytecodec(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
