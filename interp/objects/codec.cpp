// SPDX-License-Identifier: MIT
//
// From encoding names to codecs: str.encode, bytes.decode, str(bytes, …) and the names of files.
#include "objects/codec.hpp"

#include "objects/bytes.hpp"
#include "objects/names.hpp"
#include "objects/str_methods.hpp"

#include <algorithm>

namespace adder::objects {

namespace {

using Decode = PyObject *(*)(const char *bytes, Py_ssize_t size, const char *errors);
using Encode = PyObject *(*)(PyObject *text, const char *errors);

template <int byte_order> PyObject *decode_utf16(const char *bytes, Py_ssize_t size, const char *errors) {
    int order = byte_order;
    return PyUnicode_DecodeUTF16(bytes, size, errors, &order);
}
template <int byte_order> PyObject *decode_utf32(const char *bytes, Py_ssize_t size, const char *errors) {
    int order = byte_order;
    return PyUnicode_DecodeUTF32(bytes, size, errors, &order);
}
template <int byte_order> PyObject *encode_utf16(PyObject *text, const char *errors) {
    return _PyUnicode_EncodeUTF16(text, errors, byte_order);
}
template <int byte_order> PyObject *encode_utf32(PyObject *text, const char *errors) {
    return _PyUnicode_EncodeUTF32(text, errors, byte_order);
}

PyObject *decode_utf7_bytes(const char *bytes, Py_ssize_t size, const char *errors) {
    return decode_utf7({bytes, static_cast<size_t>(size)}, errors, nullptr);
}
PyObject *decode_utf8_with_mark(const char *bytes, Py_ssize_t size, const char *errors) {
    const bool has_mark = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
    return PyUnicode_DecodeUTF8(has_mark ? bytes + 3 : bytes, has_mark ? size - 3 : size, errors);
}
PyObject *encode_utf8_with_mark(PyObject *text, const char *errors) {
    PyObject *result = TRY(PyBytes_FromStringAndSize("\xef\xbb\xbf", 3));
    PyBytes_ConcatAndDel(&result, _PyUnicode_AsUTF8String(text, errors));
    return result;
}
PyObject *encode_unicode_escape(PyObject *text, const char *) {
    return PyUnicode_AsUnicodeEscapeString(text);
}
PyObject *encode_raw_unicode_escape(PyObject *text, const char *) {
    return PyUnicode_AsRawUnicodeEscapeString(text);
}

struct Codec {
    const char *names; // normalised, separated and surrounded by spaces
    Decode decode;
    Encode encode;
};

constexpr Codec codecs[] = {
    {" utf_8 utf8 u8 utf utf8_ucs2 utf8_ucs4 cp65001 ", PyUnicode_DecodeUTF8, _PyUnicode_AsUTF8String},
    {" ascii us_ascii 646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us "
     "iso_646.irv_1991 iso_ir_6 us ",
     PyUnicode_DecodeASCII, _PyUnicode_AsASCIIString},
    {" latin_1 latin1 iso_8859_1 iso8859_1 iso8859 8859 cp819 csisolatin1 ibm819 iso_8859_1_1987 iso_ir_100 "
     "l1 latin ",
     PyUnicode_DecodeLatin1, _PyUnicode_AsLatin1String},
    {" utf_16 utf16 u16 ", decode_utf16<0>, encode_utf16<0>},
    {" utf_16_le utf_16le unicodelittleunmarked ", decode_utf16<-1>, encode_utf16<-1>},
    {" utf_16_be utf_16be unicodebigunmarked ", decode_utf16<1>, encode_utf16<1>},
    {" utf_32 utf32 u32 ", decode_utf32<0>, encode_utf32<0>},
    {" utf_32_le utf_32le ", decode_utf32<-1>, encode_utf32<-1>},
    {" utf_32_be utf_32be ", decode_utf32<1>, encode_utf32<1>},
    {" utf_7 utf7 u7 unicode_1_1_utf_7 ", decode_utf7_bytes, encode_utf7},
    {" utf_8_sig ", decode_utf8_with_mark, encode_utf8_with_mark},
    {" unicode_escape ", PyUnicode_DecodeUnicodeEscape, encode_unicode_escape},
    {" raw_unicode_escape ", PyUnicode_DecodeRawUnicodeEscape, encode_raw_unicode_escape},
};

const Codec *find_codec(const char *encoding) {
    if (encoding == nullptr || strcmp(encoding, "utf-8") == 0) return &codecs[0];
    const std::string wanted = " " + normalize_encoding(encoding) + " ";
    if (wanted.size() == 2) return nullptr;
    const auto *found = std::find_if(std::begin(codecs), std::end(codecs), [&](const Codec &codec) {
        return strstr(codec.names, wanted.c_str()) != nullptr;
    });
    return found == std::end(codecs) ? nullptr : found;
}

// The names by which CPython does not go through its registry, which names the codec in errors.
bool is_direct(const char *encoding) {
    if (encoding == nullptr) return true;
    constexpr const char *names =
        " utf_8 utf8 utf_16 utf16 utf_32 utf32 ascii us_ascii latin1 latin_1 iso_8859_1 "
        "iso8859_1 ";
    return strstr(names, (" " + normalize_encoding(encoding) + " ").c_str()) != nullptr;
}

// `encoding` and `errors` of encode() and decode(); 0 or -1.
[[nodiscard]] int codec_argument(const char *function, PyObject *value, const char *argument,
                                 const char *&result) {
    if (value == nullptr) return 0;
    if (!is_str(value)) {
        _PyArg_BadArgument(function, argument, "str", value);
        return -1;
    }
    Py_ssize_t length;
    result = PyUnicode_AsUTF8AndSize(value, &length);
    if (result == nullptr) return -1;
    return strlen(result) == static_cast<size_t>(length) ? 0 : raise_value_error("embedded null character");
}

PyObject *decode_registered(PyObject *bytes, const char *encoding, const char *errors) {
    Ref text = TRY_REF(decode_text_registered(bytes, encoding, errors));
    if (is_str(text.get())) return text.release();
    return raise_type_error("'%.400s' decoder returned '%.400s' instead of 'str'; "
                            "use codecs.decode() to decode to arbitrary types",
                            encoding, Py_TYPE(text.get())->tp_name);
}

} // namespace

bool is_built_in_encoding(const char *encoding) {
    return find_codec(encoding) != nullptr;
}

PyObject *decode_method(std::string_view bytes, PyObject *const *args, Py_ssize_t count, PyObject *keywords) {
    static constexpr ArgumentSpec spec("decode", "encoding='utf-8', errors='strict'");
    PyObject *values[2];
    TRY(spec.bind(args, count, keywords, values));
    const char *encoding = nullptr;
    const char *errors = nullptr;
    TRY(codec_argument("decode", values[0], "argument 'encoding'", encoding));
    TRY(codec_argument("decode", values[1], "argument 'errors'", errors));
    if (bytes.empty()) return Py_NewRef(empty_str()); // whatever the encoding
    return PyUnicode_Decode(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), encoding, errors);
}

ADDER_KEYWORD_METHOD(str_methods::encode) {
    static constexpr ArgumentSpec spec("encode", "encoding='utf-8', errors='strict'");
    PyObject *values[2];
    TRY(spec.bind(args, count, keywords, values));
    const char *encoding = nullptr;
    const char *errors = nullptr;
    TRY(codec_argument("encode", values[0], "argument 'encoding'", encoding));
    TRY(codec_argument("encode", values[1], "argument 'errors'", errors));
    return PyUnicode_AsEncodedString(self, encoding, errors);
}

extern "C" {

const char *PyUnicode_GetDefaultEncoding(void) {
    return "utf-8";
}

PyObject *PyUnicode_Decode(const char *bytes, Py_ssize_t size, const char *encoding, const char *errors) {
    if (const Codec *codec = find_codec(encoding)) {
        PyObject *text = codec->decode(bytes, size, errors);
        if (text == nullptr && !is_direct(encoding)) name_failed_codec(encoding, "decoding");
        return text;
    }
    const Ref object = TRY_REF(PyBytes_FromStringAndSize(bytes, size));
    return decode_registered(object.get(), encoding, errors);
}

PyObject *PyUnicode_AsEncodedString(PyObject *text, const char *encoding, const char *errors) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    if (const Codec *codec = find_codec(encoding)) {
        PyObject *bytes = codec->encode(text, errors);
        if (bytes == nullptr && !is_direct(encoding)) name_failed_codec(encoding, "encoding");
        return bytes;
    }
    Ref bytes = TRY_REF(encode_text_registered(text, encoding, errors));
    if (PyBytes_Check(bytes.get())) return bytes.release();
    if (PyByteArray_Check(bytes.get()))
        return PyBytes_FromStringAndSize(PyByteArray_AS_STRING(bytes.get()),
                                         PyByteArray_GET_SIZE(bytes.get()));
    return raise_type_error("'%.400s' encoder returned '%.400s' instead of 'bytes'; "
                            "use codecs.encode() to encode to arbitrary types",
                            encoding, Py_TYPE(bytes.get())->tp_name);
}

PyObject *PyUnicode_FromEncodedObject(PyObject *object, const char *encoding, const char *errors) {
    if (object == nullptr) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (PyBytes_Check(object)) {
        if (PyBytes_GET_SIZE(object) == 0) return Py_NewRef(empty_str());
        return PyUnicode_Decode(PyBytes_AS_STRING(object), PyBytes_GET_SIZE(object), encoding, errors);
    }
    if (is_str(object)) return raise_type_error("decoding str is not supported");
    if (!PyObject_CheckBuffer(object))
        return raise_type_error("decoding to str: need a bytes-like object, %.80s found",
                                Py_TYPE(object)->tp_name);
    const BufferView buffer(object);
    if (!buffer) return nullptr;
    const std::string_view view = buffer.view();
    if (view.empty()) return Py_NewRef(empty_str());
    return PyUnicode_Decode(view.data(), static_cast<Py_ssize_t>(view.size()), encoding, errors);
}

} // extern "C"

} // namespace adder::objects
