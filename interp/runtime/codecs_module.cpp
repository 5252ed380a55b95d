// SPDX-License-Identifier: MIT
//
// The built-in module `_codecs`: the registry of codecs and error handlers, and each built-in encoding as a
// pair of functions that tell how much they read. The library's `codecs` and `encodings` are made of it.
//
// An encoder takes (text, errors) and gives (bytes, length of the text); a decoder takes (bytes, errors,
// final) and gives (text, count of bytes read), which is less than all where `final` is false and the end
// cuts a character.
#include "objects/bytes.hpp"
#include "objects/codec.hpp"
#include "objects/native_function.hpp"

#include <iconv.h>

namespace adder::runtime {

namespace {

using objects::ArgumentSpec;
using objects::Ref;

// A str argument as UTF-8 without null characters; `text` stays as it is for None, where that is allowed.
[[nodiscard]] int text_argument(const char *function, const char *position, PyObject *value, bool allows_none,
                                const char *&text) {
    if (value == nullptr || (allows_none && value == Py_None)) return 0;
    if (!PyUnicode_Check(value)) {
        _PyArg_BadArgument(function, position, allows_none ? "str or None" : "str", value);
        return -1;
    }
    Py_ssize_t size;
    text = PyUnicode_AsUTF8AndSize(value, &size);
    if (text == nullptr) return -1;
    return strlen(text) == static_cast<size_t>(size) ? 0
                                                     : objects::raise_value_error("embedded null character");
}

// --- the registry

PyObject *codecs_register(PyObject *, PyObject *function) {
    TRY(PyCodec_Register(function));
    Py_RETURN_NONE;
}

PyObject *codecs_unregister(PyObject *, PyObject *function) {
    TRY(PyCodec_Unregister(function));
    Py_RETURN_NONE;
}

PyObject *codecs_lookup(PyObject *, PyObject *name) {
    const char *encoding = nullptr;
    TRY(text_argument("lookup", "argument", name, false, encoding));
    return _PyCodec_Lookup(encoding);
}

PyObject *codecs_lookup_error(PyObject *, PyObject *name) {
    const char *errors = nullptr;
    TRY(text_argument("lookup_error", "argument", name, false, errors));
    return PyCodec_LookupError(errors);
}

PyObject *codecs_register_error(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("register_error", count, 2, 2)) return nullptr;
    const char *errors = nullptr;
    TRY(text_argument("register_error", "argument 1", args[0], false, errors));
    TRY(PyCodec_RegisterError(errors, args[1]));
    Py_RETURN_NONE;
}

using Convert = PyObject *(*)(PyObject *object, const char *encoding, const char *errors);

PyObject *convert(const char *function, PyObject *const *values, Convert conversion) {
    const char *encoding = "utf-8";
    const char *errors = nullptr;
    TRY(text_argument(function, "argument 'encoding'", values[1], false, encoding));
    TRY(text_argument(function, "argument 'errors'", values[2], false, errors));
    return conversion(values[0], encoding, errors);
}

PyObject *codecs_encode(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr ArgumentSpec spec("encode", "obj, encoding='utf-8', errors='strict'");
    PyObject *values[3];
    TRY(spec.bind(args, count, keyword_names, values));
    return convert("encode", values, PyCodec_Encode);
}

PyObject *codecs_decode(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr ArgumentSpec spec("decode", "obj, encoding='utf-8', errors='strict'");
    PyObject *values[3];
    TRY(spec.bind(args, count, keyword_names, values));
    return convert("decode", values, PyCodec_Decode);
}

// --- encoders

// The result of an encoder, with the length of what it encoded.
PyObject *with_length(PyObject *result, Py_ssize_t length) {
    const Ref owner = TRY_REF(result);
    return Py_BuildValue("On", result, length);
}

// `function` has the arguments (text, errors) and at most `extra_count` more.
[[nodiscard]] int encoder_arguments(const char *function, PyObject *const *args, Py_ssize_t count,
                                    Py_ssize_t extra_count, const char *&errors) {
    if (!_PyArg_CheckPositional(function, count, 1, 2 + extra_count)) return -1;
    if (!PyUnicode_Check(args[0])) {
        _PyArg_BadArgument(function, "argument 1", "str", args[0]);
        return -1;
    }
    return text_argument(function, "argument 2", count > 1 ? args[1] : nullptr, true, errors);
}

// The name of an encoder or decoder function as a template argument.
template <size_t size> struct Name {
    consteval Name(const char (&name)[size]) {
        for (size_t i = 0; i < size; i++) text[i] = name[i];
    }
    char text[size]{};
};

template <Name name, auto function> PyObject *encoder(PyObject *, PyObject *const *args, Py_ssize_t count) {
    const char *errors = nullptr;
    TRY(encoder_arguments(name.text, args, count, 0, errors));
    return with_length(function(args[0], errors), PyUnicode_GET_LENGTH(args[0]));
}

// UTF-16 and UTF-32, where the byte order is an argument.
template <Name name, auto function>
PyObject *ordered_encoder(PyObject *, PyObject *const *args, Py_ssize_t count) {
    const char *errors = nullptr;
    TRY(encoder_arguments(name.text, args, count, 1, errors));
    const int order = count > 2 ? _PyLong_AsInt(args[2]) : 0;
    if (order == -1 && objects::is_error_pending()) return nullptr;
    return with_length(function(args[0], errors, order), PyUnicode_GET_LENGTH(args[0]));
}

template <auto function, int order> PyObject *in_order(PyObject *text, const char *errors) {
    return function(text, errors, order);
}

PyObject *unicode_escape(PyObject *text, const char *) {
    return PyUnicode_AsUnicodeEscapeString(text);
}
PyObject *raw_unicode_escape(PyObject *text, const char *) {
    return PyUnicode_AsRawUnicodeEscapeString(text);
}

PyObject *charmap_encode(PyObject *, PyObject *const *args, Py_ssize_t count) {
    const char *errors = nullptr;
    TRY(encoder_arguments("charmap_encode", args, count, 1, errors));
    const bool has_map = count > 2 && args[2] != Py_None;
    PyObject *result = has_map ? objects::encode_charmap(args[0], args[2], errors)
                               : _PyUnicode_AsLatin1String(args[0], errors);
    return with_length(result, PyUnicode_GET_LENGTH(args[0]));
}

// --- decoders

// Arguments (data, errors, final) of a decoder; a str counts as its UTF-8 where `takes_text`.
struct DecoderArguments {
    const char *errors = nullptr;
    bool is_final = false;

    [[nodiscard]] int bind(const char *function, PyObject *const *args, Py_ssize_t count,
                           Py_ssize_t extra_count) {
        if (!_PyArg_CheckPositional(function, count, 1, 2 + extra_count)) return -1;
        return text_argument(function, "argument 2", count > 1 ? args[1] : nullptr, true, errors);
    }
    [[nodiscard]] int bind_final(PyObject *const *args, Py_ssize_t count, Py_ssize_t index) {
        if (count > index) is_final = TRY(PyObject_IsTrue(args[index]))
        != 0;
        return 0;
    }
};

template <Name name, auto function> PyObject *decoder(PyObject *, PyObject *const *args, Py_ssize_t count) {
    DecoderArguments arguments;
    TRY(arguments.bind(name.text, args, count, 0));
    const objects::BufferView data(args[0]);
    if (!data) return nullptr;
    const auto size = static_cast<Py_ssize_t>(data.view().size());
    return with_length(function(data.view().data(), size, arguments.errors), size);
}

template <Name name, auto function>
PyObject *stateful_decoder(PyObject *, PyObject *const *args, Py_ssize_t count) {
    DecoderArguments arguments;
    TRY(arguments.bind(name.text, args, count, 1));
    TRY(arguments.bind_final(args, count, 2));
    const objects::BufferView data(args[0]);
    if (!data) return nullptr;
    auto consumed = static_cast<Py_ssize_t>(data.view().size());
    PyObject *text = function(data.view(), arguments.errors, arguments.is_final ? nullptr : &consumed);
    return with_length(text, consumed);
}

PyObject *decode_utf8(std::string_view bytes, const char *errors, Py_ssize_t *consumed) {
    return PyUnicode_DecodeUTF8Stateful(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), errors,
                                        consumed);
}

template <auto function, int byte_order>
PyObject *decode_ordered(std::string_view bytes, const char *errors, Py_ssize_t *consumed) {
    int order = byte_order;
    return function(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), errors, &order, consumed);
}

// (data, errors, byte order, final), giving the byte order found as well.
template <Name name, auto function>
PyObject *order_finding_decoder(PyObject *, PyObject *const *args, Py_ssize_t count) {
    DecoderArguments arguments;
    TRY(arguments.bind(name.text, args, count, 2));
    int order = count > 2 ? _PyLong_AsInt(args[2]) : 0;
    if (order == -1 && objects::is_error_pending()) return nullptr;
    TRY(arguments.bind_final(args, count, 3));
    const objects::BufferView data(args[0]);
    if (!data) return nullptr;
    auto consumed = static_cast<Py_ssize_t>(data.view().size());
    const Ref text = TRY_REF(function(data.view().data(), consumed, arguments.errors, &order,
                                      arguments.is_final ? nullptr : &consumed));
    return Py_BuildValue("Oni", text.get(), consumed, order);
}

// The escapes may stand in a str too, and `final` is true unless given.
template <Name name, auto function>
PyObject *escape_decoder(PyObject *, PyObject *const *args, Py_ssize_t count) {
    DecoderArguments arguments;
    arguments.is_final = true;
    TRY(arguments.bind(name.text, args, count, 1));
    TRY(arguments.bind_final(args, count, 2));
    const Ref utf8 = PyUnicode_Check(args[0]) ? TRY_REF(PyUnicode_AsUTF8String(args[0])) : Ref();
    const objects::BufferView data(utf8 ? utf8.get() : args[0]);
    if (!data) return nullptr;
    auto consumed = static_cast<Py_ssize_t>(data.view().size());
    PyObject *text = function(data.view(), arguments.errors, arguments.is_final ? nullptr : &consumed);
    return with_length(text, consumed);
}

PyObject *charmap_decode(PyObject *, PyObject *const *args, Py_ssize_t count) {
    DecoderArguments arguments;
    TRY(arguments.bind("charmap_decode", args, count, 1));
    const objects::BufferView data(args[0]);
    if (!data) return nullptr;
    PyObject *mapping = count > 2 && args[2] != Py_None ? args[2] : nullptr;
    const auto size = static_cast<Py_ssize_t>(data.view().size());
    return with_length(PyUnicode_DecodeCharmap(data.view().data(), size, mapping, arguments.errors), size);
}

// --- tables, bytes

// The mapping for charmap_encode from the text of 256 characters for charmap_decode.
PyObject *charmap_build(PyObject *, PyObject *table) {
    if (!PyUnicode_Check(table)) {
        _PyArg_BadArgument("charmap_build", "argument", "str", table);
        return nullptr;
    }
    return PyUnicode_BuildEncodingMap(table);
}

// The character that the C library's converter gives for a byte, U+FFFE when it has none.
Py_UCS4 convert_byte(iconv_t converter, char byte) {
    Py_UCS4 characters[4] = {};
    char *input = &byte;
    auto *output = reinterpret_cast<char *>(characters);
    size_t input_left = 1;
    size_t output_left = sizeof characters;
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
    const bool is_defined = iconv(converter, &input, &input_left, &output, &output_left) != size_t(-1);
    // Some converters wait for a combining character.
    iconv(converter, nullptr, nullptr, &output, &output_left);
    return is_defined && output_left == sizeof characters - sizeof(Py_UCS4) ? characters[0] : 0xfffe;
}

// The text of 256 characters for charmap_decode, out of the C library's tables; None when it has no such
// encoding.
PyObject *system_charmap(PyObject *, PyObject *name) {
    const char *encoding = nullptr;
    TRY(text_argument("system_charmap", "argument", name, false, encoding));
    const iconv_t converter = iconv_open(PY_BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE", encoding);
    if (converter == reinterpret_cast<iconv_t>(-1)) Py_RETURN_NONE;
    Py_UCS4 table[256];
    for (int byte = 0; byte < 256; byte++) table[byte] = convert_byte(converter, static_cast<char>(byte));
    iconv_close(converter);
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, table, 256);
}

PyObject *readbuffer_encode(PyObject *, PyObject *const *args, Py_ssize_t count) {
    DecoderArguments arguments;
    TRY(arguments.bind("readbuffer_encode", args, count, 0));
    const Ref utf8 = PyUnicode_Check(args[0]) ? TRY_REF(PyUnicode_AsUTF8String(args[0])) : Ref();
    const objects::BufferView data(utf8 ? utf8.get() : args[0]);
    if (!data) return nullptr;
    const auto size = static_cast<Py_ssize_t>(data.view().size());
    return with_length(PyBytes_FromStringAndSize(data.view().data(), size), size);
}

PyObject *escape_decode(PyObject *, PyObject *const *args, Py_ssize_t count) {
    DecoderArguments arguments;
    TRY(arguments.bind("escape_decode", args, count, 0));
    const Ref utf8 = PyUnicode_Check(args[0]) ? TRY_REF(PyUnicode_AsUTF8String(args[0])) : Ref();
    const objects::BufferView data(utf8 ? utf8.get() : args[0]);
    if (!data) return nullptr;
    return with_length(objects::decode_bytes_escapes(data.view(), arguments.errors),
                       static_cast<Py_ssize_t>(data.view().size()));
}

// The text between the quotes of repr(), but always for the quote '.
PyObject *escape_encode(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("escape_encode", count, 1, 2)) return nullptr;
    if (!PyBytes_Check(args[0])) {
        _PyArg_BadArgument("escape_encode", "argument 1", "bytes", args[0]);
        return nullptr;
    }
    const std::string_view data(PyBytes_AS_STRING(args[0]), static_cast<size_t>(PyBytes_GET_SIZE(args[0])));
    const Ref text =
        TRY_REF(PyUnicode_DecodeLatin1(data.data(), static_cast<Py_ssize_t>(data.size()), nullptr));
    const Ref escaped = TRY_REF(PyUnicode_AsUnicodeEscapeString(text.get()));
    const Ref quote = TRY_REF(PyBytes_FromString("'"));
    const Ref escaped_quote = TRY_REF(PyBytes_FromString("\\'"));
    PyObject *result = PyObject_CallMethod(escaped.get(), "replace", "OO", quote.get(), escaped_quote.get());
    return with_length(result, static_cast<Py_ssize_t>(data.size()));
}

// --- the module

template <class Function> PyCFunction as_c_function(Function function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

#define ENCODER(name, function)                                                                              \
    {                                                                                                        \
        name "_encode", as_c_function(encoder<name "_encode", function>), METH_FASTCALL,                     \
            name                                                                                             \
            "_encode($module, str, errors=None, /)\n--\n\nEncode; the bytes and the length of the text."     \
    }
#define ORDERED_ENCODER(name, function)                                                                      \
    {                                                                                                        \
        name "_encode", as_c_function(ordered_encoder<name "_encode", function>), METH_FASTCALL,             \
            name                                                                                             \
            "_encode($module, str, errors=None, byteorder=0, /)\n--\n\nEncode; the bytes and the length of " \
            "the text."                                                                                      \
    }
#define DECODER(name, function)                                                                              \
    {                                                                                                        \
        name "_decode", as_c_function(decoder<name "_decode", function>), METH_FASTCALL,                     \
            name                                                                                             \
            "_decode($module, data, errors=None, /)\n--\n\nDecode; the text and the count of bytes read."    \
    }
#define STATEFUL_DECODER(name, function)                                                                     \
    {                                                                                                        \
        name "_decode", as_c_function(stateful_decoder<name "_decode", function>), METH_FASTCALL,            \
            name                                                                                             \
            "_decode($module, data, errors=None, final=False, /)\n--\n\nDecode; the text and the count of "  \
            "bytes read."                                                                                    \
    }
#define ESCAPE_DECODER(name, function)                                                                       \
    {                                                                                                        \
        name "_decode", as_c_function(escape_decoder<name "_decode", function>), METH_FASTCALL,              \
            name                                                                                             \
            "_decode($module, data, errors=None, final=True, /)\n--\n\nDecode; the text and the count of "   \
            "bytes read."                                                                                    \
    }
#define ORDER_FINDING_DECODER(name, function)                                                                \
    {                                                                                                        \
        name "_ex_decode", as_c_function(order_finding_decoder<name "_ex_decode", function>), METH_FASTCALL, \
            name                                                                                             \
            "_ex_decode($module, data, errors=None, byteorder=0, final=False,\n                 /)\n--\n\n"  \
            "Decode; the text, the count of bytes read, and the byte order found."                           \
    }

PyMethodDef methods[] = {
    {"register", codecs_register, METH_O,
     "register($module, search_function, /)\n--\n\nAdd a function that finds codecs by their name."},
    {"unregister", codecs_unregister, METH_O,
     "unregister($module, search_function, /)\n--\n\nRemove such a function and forget what was found."},
    {"lookup", codecs_lookup, METH_O, "lookup($module, encoding, /)\n--\n\nFind the codec of an encoding."},
    {"encode", as_c_function(codecs_encode), METH_FASTCALL | METH_KEYWORDS,
     "encode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nEncode with the encoding's codec."},
    {"decode", as_c_function(codecs_decode), METH_FASTCALL | METH_KEYWORDS,
     "decode($module, /, obj, encoding='utf-8', errors='strict')\n--\n\nDecode with the encoding's codec."},
    {"register_error", as_c_function(codecs_register_error), METH_FASTCALL,
     "register_error($module, errors, handler, /)\n--\n\nName a function that handles errors."},
    {"lookup_error", codecs_lookup_error, METH_O,
     "lookup_error($module, name, /)\n--\n\nThe error handler of that name."},
    ENCODER("ascii", _PyUnicode_AsASCIIString),
    DECODER("ascii", PyUnicode_DecodeASCII),
    ENCODER("latin_1", _PyUnicode_AsLatin1String),
    DECODER("latin_1", PyUnicode_DecodeLatin1),
    ENCODER("utf_7", objects::encode_utf7),
    STATEFUL_DECODER("utf_7", objects::decode_utf7),
    ENCODER("utf_8", _PyUnicode_AsUTF8String),
    STATEFUL_DECODER("utf_8", decode_utf8),
    ORDERED_ENCODER("utf_16", _PyUnicode_EncodeUTF16),
    STATEFUL_DECODER("utf_16", (decode_ordered<PyUnicode_DecodeUTF16Stateful, 0>)),
    ENCODER("utf_16_le", (in_order<_PyUnicode_EncodeUTF16, -1>)),
    STATEFUL_DECODER("utf_16_le", (decode_ordered<PyUnicode_DecodeUTF16Stateful, -1>)),
    ENCODER("utf_16_be", (in_order<_PyUnicode_EncodeUTF16, 1>)),
    STATEFUL_DECODER("utf_16_be", (decode_ordered<PyUnicode_DecodeUTF16Stateful, 1>)),
    ORDER_FINDING_DECODER("utf_16", PyUnicode_DecodeUTF16Stateful),
    ORDERED_ENCODER("utf_32", _PyUnicode_EncodeUTF32),
    STATEFUL_DECODER("utf_32", (decode_ordered<PyUnicode_DecodeUTF32Stateful, 0>)),
    ENCODER("utf_32_le", (in_order<_PyUnicode_EncodeUTF32, -1>)),
    STATEFUL_DECODER("utf_32_le", (decode_ordered<PyUnicode_DecodeUTF32Stateful, -1>)),
    ENCODER("utf_32_be", (in_order<_PyUnicode_EncodeUTF32, 1>)),
    STATEFUL_DECODER("utf_32_be", (decode_ordered<PyUnicode_DecodeUTF32Stateful, 1>)),
    ORDER_FINDING_DECODER("utf_32", PyUnicode_DecodeUTF32Stateful),
    ENCODER("unicode_escape", unicode_escape),
    ESCAPE_DECODER("unicode_escape", objects::decode_unicode_escapes),
    ENCODER("raw_unicode_escape", raw_unicode_escape),
    ESCAPE_DECODER("raw_unicode_escape", objects::decode_raw_unicode_escapes),
    {"charmap_encode", as_c_function(charmap_encode), METH_FASTCALL,
     "charmap_encode($module, str, errors=None, mapping=None, /)\n--\n\nEncode through a mapping."},
    {"charmap_decode", as_c_function(charmap_decode), METH_FASTCALL,
     "charmap_decode($module, data, errors=None, mapping=None, /)\n--\n\nDecode through a mapping."},
    {"charmap_build", charmap_build, METH_O,
     "charmap_build($module, map, /)\n--\n\nThe mapping for charmap_encode of a text of 256 characters."},
    {"system_charmap", system_charmap, METH_O,
     "system_charmap($module, encoding, /)\n--\n\nThe system's 256 characters of an encoding, or None."},
    {"readbuffer_encode", as_c_function(readbuffer_encode), METH_FASTCALL,
     "readbuffer_encode($module, data, errors=None, /)\n--\n\nThe bytes of a buffer, and their count."},
    {"escape_encode", as_c_function(escape_encode), METH_FASTCALL,
     "escape_encode($module, data, errors=None, /)\n--\n\nBytes with the escapes of a bytes literal."},
    {"escape_decode", as_c_function(escape_decode), METH_FASTCALL,
     "escape_decode($module, data, errors=None, /)\n--\n\nThe escapes of a bytes literal undone."},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_codecs",
    .m_doc = nullptr,
    .m_size = 0,
    .m_methods = methods,
    .m_slots = nullptr,
    .m_traverse = nullptr,
    .m_clear = nullptr,
    .m_free = nullptr,
};

} // namespace

} // namespace adder::runtime

extern "C" PyObject *PyInit__codecs() {
    return PyModuleDef_Init(&adder::runtime::definition);
}
