// SPDX-License-Identifier: MIT
//
// Error handlers of codecs: the built-in ones, calling registered ones, and the built-in ones as Python
// functions.
//
// Library reference, module codecs, "Error Handlers".
#include "objects/codec.hpp"

#include "objects/unicode_data.hpp"

#include <cstdio>

namespace adder::objects {

namespace {

struct HandlerName {
    const char *name;
    HandlerKind kind;
};

constexpr HandlerName handler_names[] = {
    {"strict", HandlerKind::Strict},
    {"ignore", HandlerKind::Ignore},
    {"replace", HandlerKind::Replace},
    {"backslashreplace", HandlerKind::BackslashReplace},
    {"xmlcharrefreplace", HandlerKind::XmlCharRefReplace},
    {"namereplace", HandlerKind::NameReplace},
    {"surrogateescape", HandlerKind::SurrogateEscape},
    {"surrogatepass", HandlerKind::SurrogatePass},
};

enum class Utf : uint8_t { None, Utf8, Utf16Little, Utf16Big, Utf32Little, Utf32Big };

// The form of Unicode that an encoding's name means, for surrogatepass.
Utf utf_of(std::string_view encoding) {
    const std::string name = normalize_encoding(std::string(encoding).c_str());
    const std::string_view rest = std::string_view(name).substr(name.starts_with("utf_")  ? 4
                                                                : name.starts_with("utf") ? 3
                                                                                          : 0);
    if (rest == name) return Utf::None;
    if (rest == "8") return Utf::Utf8;
    if (rest == "16" || rest == "16le" || rest == "16_le") return Utf::Utf16Little;
    if (rest == "16be" || rest == "16_be") return Utf::Utf16Big;
    if (rest == "32" || rest == "32le" || rest == "32_le") return Utf::Utf32Little;
    if (rest == "32be" || rest == "32_be") return Utf::Utf32Big;
    return Utf::None;
}

int unit_size(Utf form) {
    return form == Utf::Utf8 ? 3 : form <= Utf::Utf16Big ? 2 : 4;
}

// --- decoding

[[nodiscard]] int finish(Resolution &result, PyObject *replacement, Py_ssize_t next) {
    result.replacement = Ref::steal(replacement);
    result.next = next;
    return result.replacement ? 1 : -1;
}

// Bytes from 0x80 become U+DC80 to U+DCFF; at most the four bytes of one character.
[[nodiscard]] int escape_bytes(std::string_view bytes, Py_ssize_t start, Py_ssize_t end, Resolution &result) {
    Py_UCS2 escaped[4];
    Py_ssize_t count = 0;
    while (count < 4 && start + count < end) {
        const auto byte = static_cast<unsigned char>(bytes[static_cast<size_t>(start + count)]);
        if (byte < 128) break;
        escaped[count++] = static_cast<Py_UCS2>(0xdc00 + byte);
    }
    if (count == 0) return 0;
    return finish(result, make_str({escaped, count, PyUnicode_2BYTE_KIND}), start + count);
}

// One surrogate as the encoding would write it if it were a character.
[[nodiscard]] int pass_encoded_surrogate(Utf form, std::string_view bytes, Py_ssize_t start,
                                         Resolution &result) {
    if (form == Utf::None) return 0;
    const auto size = static_cast<size_t>(unit_size(form));
    if (bytes.size() - static_cast<size_t>(start) < size) return 0;
    const auto *p = reinterpret_cast<const unsigned char *>(bytes.data()) + start;
    Py_UCS4 ch = 0;
    switch (form) {
    case Utf::Utf8:
        if ((p[0] & 0xf0) == 0xe0 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
            ch = static_cast<Py_UCS4>((p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f));
        break;
    case Utf::Utf16Little: ch = static_cast<Py_UCS4>(p[1] << 8 | p[0]); break;
    case Utf::Utf16Big: ch = static_cast<Py_UCS4>(p[0] << 8 | p[1]); break;
    case Utf::Utf32Little:
        ch = static_cast<Py_UCS4>(p[3]) << 24 | static_cast<Py_UCS4>(p[2] << 16 | p[1] << 8 | p[0]);
        break;
    default:
        ch = static_cast<Py_UCS4>(p[0]) << 24 | static_cast<Py_UCS4>(p[1] << 16 | p[2] << 8 | p[3]);
        break;
    }
    if (!Py_UNICODE_IS_SURROGATE(ch)) return 0;
    return finish(result, make_character(ch), start + static_cast<Py_ssize_t>(size));
}

[[nodiscard]] int backslash_bytes(std::string_view bytes, Py_ssize_t start, Py_ssize_t end,
                                  Resolution &result) {
    std::string escaped;
    for (Py_ssize_t i = start; i < end; i++) {
        char text[8];
        snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned char>(bytes[static_cast<size_t>(i)]));
        escaped += text;
    }
    return finish(result, make_ascii_str(escaped.data(), static_cast<Py_ssize_t>(escaped.size())), end);
}

// --- encoding

void append_backslash_escape(std::string &output, Py_UCS4 ch) {
    char text[16];
    snprintf(text, sizeof text,
             ch < 0x100     ? "\\x%02x"
             : ch < 0x10000 ? "\\u%04x"
                            : "\\U%08x",
             static_cast<unsigned>(ch));
    output += text;
}

void append_reference(std::string &output, Py_UCS4 ch) {
    output += "&#" + std::to_string(ch) + ";";
}

void append_name(std::string &output, Py_UCS4 ch) {
    char name[256];
    if (!character_name(ch, name)) return append_backslash_escape(output, ch);
    output += std::string("\\N{") + name + "}";
}

// An ASCII str with what `append` makes of each character.
template <class Append>
[[nodiscard]] int describe(PyObject *text, Py_ssize_t start, Py_ssize_t end, Append &&append,
                           Resolution &result) {
    std::string output;
    for (Py_ssize_t i = start; i < end; i++) append(output, PyUnicode_READ_CHAR(text, i));
    return finish(result, make_ascii_str(output.data(), static_cast<Py_ssize_t>(output.size())), end);
}

[[nodiscard]] int finish_bytes(const std::string &bytes, Py_ssize_t next, Resolution &result) {
    return finish(result, PyBytes_FromStringAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size())),
                  next);
}

// All of the piece must be escaped bytes.
[[nodiscard]] int unescape_bytes(PyObject *text, Py_ssize_t start, Py_ssize_t end, Resolution &result) {
    std::string output;
    for (Py_ssize_t i = start; i < end; i++) {
        const Py_UCS4 ch = PyUnicode_READ_CHAR(text, i);
        if (ch < 0xdc80 || ch > 0xdcff) return 0;
        output += static_cast<char>(ch - 0xdc00);
    }
    return finish_bytes(output, end, result);
}

void append_surrogate(std::string &output, Utf form, Py_UCS4 ch) {
    const char low = static_cast<char>(ch & 0xff);
    const char high = static_cast<char>(ch >> 8);
    switch (form) {
    case Utf::Utf8:
        output += static_cast<char>(0xe0 | ch >> 12);
        output += static_cast<char>(0x80 | (ch >> 6 & 0x3f));
        output += static_cast<char>(0x80 | (ch & 0x3f));
        break;
    case Utf::Utf16Little: output += {low, high}; break;
    case Utf::Utf16Big: output += {high, low}; break;
    case Utf::Utf32Little: output += {low, high, 0, 0}; break;
    default: output += {0, 0, high, low}; break;
    }
}

[[nodiscard]] int pass_surrogates(Utf form, PyObject *text, Py_ssize_t start, Py_ssize_t end,
                                  Resolution &result) {
    if (form == Utf::None) return 0;
    std::string output;
    for (Py_ssize_t i = start; i < end; i++) {
        const Py_UCS4 ch = PyUnicode_READ_CHAR(text, i);
        if (!Py_UNICODE_IS_SURROGATE(ch)) return 0;
        append_surrogate(output, form, ch);
    }
    return finish_bytes(output, end, result);
}

// --- registered handlers

// Calls the handler with the exception and checks its answer. `allows_bytes`: when encoding.
[[nodiscard]] int call_registered(const char *name, PyObject *exception, Py_ssize_t length, bool allows_bytes,
                                  Resolution &result) {
    const Ref handler = TRY_REF(PyCodec_LookupError(name));
    const Ref answer = TRY_REF(PyObject_CallOneArg(handler.get(), exception));
    const char *expected = allows_bytes ? "encoding error handler must return (str/bytes, int) tuple"
                                        : "decoding error handler must return (str, int) tuple";
    if (!PyTuple_Check(answer.get()) || PyTuple_GET_SIZE(answer.get()) != 2)
        return raise_type_error("%s", expected);
    PyObject *replacement = PyTuple_GET_ITEM(answer.get(), 0);
    if (!is_str(replacement) && !(allows_bytes && PyBytes_Check(replacement)))
        return raise_type_error("%s", expected);
    const Py_ssize_t given = PyLong_AsSsize_t(PyTuple_GET_ITEM(answer.get(), 1));
    if (given == -1 && is_error_pending()) return -1;
    const Py_ssize_t next = given < 0 ? given + length : given;
    if (next < 0 || next > length)
        return raise(PyExc_IndexError, "position %zd from error handler out of bounds", given);
    result.replacement = Ref::borrow(replacement);
    result.next = next;
    return 0;
}

[[nodiscard]] Ref make_encode_error(const char *encoding, PyObject *text, Py_ssize_t start, Py_ssize_t end,
                                    const char *reason) {
    return Ref::steal(
        PyObject_CallFunction(PyExc_UnicodeEncodeError, "sOnns", encoding, text, start, end, reason));
}

} // namespace

HandlerKind handler_kind(const char *name) {
    if (name == nullptr) return HandlerKind::Strict;
    for (const HandlerName &row : handler_names)
        if (strcmp(row.name, name) == 0) return row.kind;
    return HandlerKind::Other;
}

int resolve_decoding(HandlerKind kind, std::string_view encoding, std::string_view bytes, Py_ssize_t start,
                     Py_ssize_t end, Resolution &result) {
    switch (kind) {
    case HandlerKind::Ignore: return finish(result, Py_NewRef(empty_str()), end);
    case HandlerKind::Replace: return finish(result, make_character(Py_UNICODE_REPLACEMENT_CHARACTER), end);
    case HandlerKind::BackslashReplace: return backslash_bytes(bytes, start, end, result);
    case HandlerKind::SurrogateEscape: return escape_bytes(bytes, start, end, result);
    case HandlerKind::SurrogatePass: return pass_encoded_surrogate(utf_of(encoding), bytes, start, result);
    case HandlerKind::XmlCharRefReplace:
    case HandlerKind::NameReplace:
        return raise_type_error("don't know how to handle UnicodeDecodeError in error callback");
    default: return 0;
    }
}

int resolve_encoding(HandlerKind kind, std::string_view encoding, PyObject *text, Py_ssize_t start,
                     Py_ssize_t end, Resolution &result) {
    switch (kind) {
    case HandlerKind::Ignore: return finish(result, Py_NewRef(empty_str()), end);
    case HandlerKind::Replace: return finish(result, str_repeat(latin1_str('?'), end - start), end);
    case HandlerKind::BackslashReplace: return describe(text, start, end, append_backslash_escape, result);
    case HandlerKind::XmlCharRefReplace: return describe(text, start, end, append_reference, result);
    case HandlerKind::NameReplace: return describe(text, start, end, append_name, result);
    case HandlerKind::SurrogateEscape: return unescape_bytes(text, start, end, result);
    case HandlerKind::SurrogatePass: return pass_surrogates(utf_of(encoding), text, start, end, result);
    default: return 0;
    }
}

int DecodeErrors::call_handler(Py_ssize_t start, Py_ssize_t end, const char *reason, Resolution &result) {
    const Ref exception = TRY_REF(PyUnicodeDecodeError_Create(
        encoding_, bytes_.data(), static_cast<Py_ssize_t>(bytes_.size()), start, end, reason));
    if (kind_ == HandlerKind::Other)
        return call_registered(errors_, exception.get(), static_cast<Py_ssize_t>(bytes_.size()), false,
                               result);
    PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(exception.get())), exception.get());
    return -1;
}

Py_ssize_t DecodeErrors::handle(Py_ssize_t start, Py_ssize_t end, const char *reason, TextWriter &writer) {
    if (kind_ == HandlerKind::Replace) return writer.write(Py_UNICODE_REPLACEMENT_CHARACTER) < 0 ? -1 : end;
    if (kind_ == HandlerKind::Ignore) return end;
    Resolution result;
    const int status = resolve_decoding(kind_, encoding_, bytes_, start, end, result);
    if (status < 0) return -1;
    if (status == 0) TRY(call_handler(start, end, reason, result));
    TRY(writer.write(result.replacement.get()));
    return result.next;
}

Failure EncodeErrors::raise_error(Py_ssize_t start, Py_ssize_t end, const char *reason) {
    const Ref exception = make_encode_error(encoding_, text_, start, end, reason);
    if (exception) PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(exception.get())), exception.get());
    return {};
}

int EncodeErrors::call_handler(Py_ssize_t start, Py_ssize_t end, const char *reason, Resolution &result) {
    if (kind_ != HandlerKind::Other) return raise_error(start, end, reason);
    const Ref exception = TRY(make_encode_error(encoding_, text_, start, end, reason));
    return call_registered(errors_, exception.get(), str_length(text_), true, result);
}

int EncodeErrors::handle(Py_ssize_t start, Py_ssize_t end, const char *reason, Resolution &result) {
    if (kind_ == HandlerKind::SurrogateEscape) {
        // Takes the escaped bytes in front of what is really wrong.
        Py_ssize_t escaped = start;
        while (escaped < end && PyUnicode_READ_CHAR(text_, escaped) - 0xdc80 < 0x80) escaped++;
        if (escaped == start) return raise_error(start, end, reason);
        end = escaped;
    }
    const int status = resolve_encoding(kind_, encoding_, text_, start, end, result);
    if (status < 0) return -1;
    return status > 0 ? 0 : call_handler(start, end, reason, result);
}

namespace {

Failure raise_unknown_exception(PyObject *exception) {
    return raise_type_error("don't know how to handle %.200s in error callback", Py_TYPE(exception)->tp_name);
}

Failure raise_again(PyObject *exception) {
    PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(exception)), exception);
    return {};
}

PyObject *finish_handler(PyObject *exception, int status, Resolution &result) {
    if (status == 0) return raise_again(exception);
    return status < 0 ? nullptr : Py_BuildValue("(On)", result.replacement.get(), result.next);
}

PyObject *handle_encode_error(HandlerKind kind, PyObject *exception) {
    Py_ssize_t start;
    Py_ssize_t end;
    TRY(PyUnicodeEncodeError_GetStart(exception, &start));
    TRY(PyUnicodeEncodeError_GetEnd(exception, &end));
    const Ref text = TRY_REF(PyUnicodeEncodeError_GetObject(exception));
    const Ref encoding = TRY_REF(PyUnicodeEncodeError_GetEncoding(exception));
    const char *name = PyUnicode_AsUTF8(encoding.get());
    if (name == nullptr) return nullptr;
    Resolution result;
    return finish_handler(exception, resolve_encoding(kind, name, text.get(), start, end, result), result);
}

PyObject *handle_decode_error(HandlerKind kind, PyObject *exception) {
    Py_ssize_t start;
    Py_ssize_t end;
    TRY(PyUnicodeDecodeError_GetStart(exception, &start));
    TRY(PyUnicodeDecodeError_GetEnd(exception, &end));
    const Ref bytes = TRY_REF(PyUnicodeDecodeError_GetObject(exception));
    const Ref encoding = TRY_REF(PyUnicodeDecodeError_GetEncoding(exception));
    const char *name = PyUnicode_AsUTF8(encoding.get());
    if (name == nullptr) return nullptr;
    const std::string_view view(PyBytes_AS_STRING(bytes.get()),
                                static_cast<size_t>(PyBytes_GET_SIZE(bytes.get())));
    Resolution result;
    return finish_handler(exception, resolve_decoding(kind, name, view, start, end, result), result);
}

// Translation has the text of encoding and the replacement character of decoding.
PyObject *handle_translate_error(HandlerKind kind, PyObject *exception) {
    Py_ssize_t start;
    Py_ssize_t end;
    TRY(PyUnicodeTranslateError_GetStart(exception, &start));
    TRY(PyUnicodeTranslateError_GetEnd(exception, &end));
    const Ref text = TRY_REF(PyUnicodeTranslateError_GetObject(exception));
    Resolution result;
    if (kind == HandlerKind::Replace) {
        const Ref mark = TRY_REF(make_character(Py_UNICODE_REPLACEMENT_CHARACTER));
        const Ref marks = TRY_REF(str_repeat(mark.get(), end - start));
        return Py_BuildValue("(On)", marks.get(), end);
    }
    return finish_handler(exception, resolve_encoding(kind, "", text.get(), start, end, result), result);
}

PyObject *handle_error(HandlerKind kind, PyObject *exception) {
    if (PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject *>(PyExc_UnicodeEncodeError)))
        return handle_encode_error(kind, exception);
    if (PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject *>(PyExc_UnicodeDecodeError)))
        return handle_decode_error(kind, exception);
    const bool knows_translation =
        kind == HandlerKind::Ignore || kind == HandlerKind::Replace || kind == HandlerKind::BackslashReplace;
    if (knows_translation &&
        PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject *>(PyExc_UnicodeTranslateError)))
        return handle_translate_error(kind, exception);
    return raise_unknown_exception(exception);
}

template <HandlerKind kind> PyObject *handler_function(PyObject *, PyObject *exception) {
    return handle_error(kind, exception);
}

PyObject *strict_function(PyObject *, PyObject *exception) {
    return PyCodec_StrictErrors(exception);
}

PyMethodDef handler_methods[] = {
    {"strict_errors", strict_function, METH_O, "Raises the exception."},
    {"ignore_errors", handler_function<HandlerKind::Ignore>, METH_O, "Leaves the wrong piece out."},
    {"replace_errors", handler_function<HandlerKind::Replace>, METH_O,
     "Puts a mark in place of the wrong piece."},
    {"backslashreplace_errors", handler_function<HandlerKind::BackslashReplace>, METH_O,
     "Writes backslash escapes."},
    {"xmlcharrefreplace_errors", handler_function<HandlerKind::XmlCharRefReplace>, METH_O,
     "Writes XML references."},
    {"namereplace_errors", handler_function<HandlerKind::NameReplace>, METH_O, "Writes \\N{...} escapes."},
    {"surrogateescape", handler_function<HandlerKind::SurrogateEscape>, METH_O,
     "Keeps bytes as lone surrogates."},
    {"surrogatepass", handler_function<HandlerKind::SurrogatePass>, METH_O, "Lets surrogates through."},
};
static_assert(std::size(handler_methods) == std::size(handler_names));

} // namespace

extern "C" {

PyObject *PyCodec_StrictErrors(PyObject *exception) {
    if (PyExceptionInstance_Check(exception)) return raise_again(exception);
    return raise_type_error("codec must pass exception instance");
}
PyObject *PyCodec_IgnoreErrors(PyObject *exception) {
    return handle_error(HandlerKind::Ignore, exception);
}
PyObject *PyCodec_ReplaceErrors(PyObject *exception) {
    return handle_error(HandlerKind::Replace, exception);
}
PyObject *PyCodec_XMLCharRefReplaceErrors(PyObject *exception) {
    return handle_error(HandlerKind::XmlCharRefReplace, exception);
}
PyObject *PyCodec_BackslashReplaceErrors(PyObject *exception) {
    return handle_error(HandlerKind::BackslashReplace, exception);
}
PyObject *PyCodec_NameReplaceErrors(PyObject *exception) {
    return handle_error(HandlerKind::NameReplace, exception);
}

int PyCodec_RegisterError(const char *name, PyObject *handler) {
    CodecRegistry *registry = codec_registry();
    if (registry == nullptr) return -1;
    if (!PyCallable_Check(handler)) return raise_type_error("handler must be callable");
    return PyDict_SetItemString(registry->error_handlers, name, handler);
}

PyObject *PyCodec_LookupError(const char *name) {
    CodecRegistry *registry = codec_registry();
    if (registry == nullptr) return nullptr;
    if (name == nullptr) name = "strict";
    const Ref key = TRY_REF(PyUnicode_FromString(name));
    if (PyObject *known = PyDict_GetItemWithError(registry->error_handlers, key.get()))
        return Py_NewRef(known);
    if (is_error_pending()) return nullptr;
    for (size_t i = 0; i < std::size(handler_names); i++) {
        if (strcmp(handler_names[i].name, name) != 0) continue;
        const Ref function = TRY_REF(PyCFunction_NewEx(&handler_methods[i], nullptr, nullptr));
        TRY(PyDict_SetItem(registry->error_handlers, key.get(), function.get()));
        return Py_NewRef(function.get());
    }
    return raise(PyExc_LookupError, "unknown error handler name '%.400s'", name);
}

} // extern "C"

} // namespace adder::objects
