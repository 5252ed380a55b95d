// SPDX-License-Identifier: MIT
//
// Encodings: from names to codecs, and what codecs do where text or bytes are wrong.
//
//  1. The built-in encodings are a table of names and functions (codec.cpp); any other name goes to the
//  search functions
//     that Python code registered (codec_registry.cpp).
//  2. A codec reports each wrong piece to DecodeErrors or EncodeErrors, which know the error handler: the
//  built-in
//     ones without making an exception object, others by calling them.
//
// Files: codec_utf8, codec_utf16 (and 32), codec_utf7, codec_latin1 (and ASCII, character maps),
// codec_escape.
#pragma once

#include "objects/error.hpp"
#include "objects/str.hpp"

#include <string>
#include <string_view>

namespace adder::objects {

enum class HandlerKind : uint8_t {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
    Other, // registered by Python code, or unknown
};

// A base::SourceDecoder: the codecs that Python knows. Leaves no exception.
[[nodiscard]] bool decode_source(const std::string &encoding, std::string_view bytes, std::string &result);

// NULL means strict.
[[nodiscard]] HandlerKind handler_kind(const char *name);

// The decision of a handler: a str (or, when encoding, bytes) in place of the wrong piece, and where to go
// on.
struct Resolution {
    Ref replacement;
    Py_ssize_t next = 0;
};

class DecodeErrors {
  public:
    DecodeErrors(const char *encoding, const char *errors, std::string_view bytes)
        : encoding_(encoding), errors_(errors), bytes_(bytes), kind_(handler_kind(errors)) {}

    // bytes[start:end] make no sense. Writes what the handler gives and returns the position to go on from,
    // or -1.
    [[nodiscard]] Py_ssize_t handle(Py_ssize_t start, Py_ssize_t end, const char *reason, TextWriter &writer);

  private:
    [[nodiscard]] int call_handler(Py_ssize_t start, Py_ssize_t end, const char *reason, Resolution &result);

    const char *encoding_;
    const char *errors_;
    std::string_view bytes_;
    HandlerKind kind_;
};

class EncodeErrors {
  public:
    EncodeErrors(const char *encoding, const char *errors, PyObject *text)
        : encoding_(encoding), errors_(errors), text_(text), kind_(handler_kind(errors)) {}

    // text[start:end] cannot be encoded. 0, or -1 with the exception raised.
    [[nodiscard]] int handle(Py_ssize_t start, Py_ssize_t end, const char *reason, Resolution &result);
    // UnicodeEncodeError about text[start:end].
    Failure raise_error(Py_ssize_t start, Py_ssize_t end, const char *reason);

  private:
    [[nodiscard]] int call_handler(Py_ssize_t start, Py_ssize_t end, const char *reason, Resolution &result);

    const char *encoding_;
    const char *errors_;
    PyObject *text_;
    HandlerKind kind_;
};

// What the built-in handlers do, for both classes above and for the handlers as Python functions.
// 1: done; 0: this handler does not deal with this piece, so it is an error; -1: an exception is set.
[[nodiscard]] int resolve_decoding(HandlerKind kind, std::string_view encoding, std::string_view bytes,
                                   Py_ssize_t start, Py_ssize_t end, Resolution &result);
[[nodiscard]] int resolve_encoding(HandlerKind kind, std::string_view encoding, PyObject *text,
                                   Py_ssize_t start, Py_ssize_t end, Resolution &result);

// The surrounding loop of simple encoders: text whose characters either become bytes or are reported.
// `encode_character(ch, output)` appends and returns true, or returns false. `end_of_run(i)` gives the end of
// the piece to report that begins at i. Bytes that a handler gives must be whole units.
template <class Encode, class EndOfRun>
[[nodiscard]] PyObject *encode_with_errors(PyObject *text, EncodeErrors &errors, const char *reason,
                                           Encode &&encode_character, EndOfRun &&end_of_run,
                                           std::string output = {}, Py_ssize_t unit_size = 1) {
    const TextView view(text);
    for (Py_ssize_t i = 0; i < view.length;) {
        if (encode_character(view[i], output)) {
            i++;
            continue;
        }
        const Py_ssize_t end = end_of_run(i);
        Resolution resolution;
        TRY(errors.handle(i, end, reason, resolution));
        PyObject *replacement = resolution.replacement.get();
        if (PyBytes_Check(replacement)) {
            if (PyBytes_GET_SIZE(replacement) % unit_size != 0) return errors.raise_error(i, end, reason);
            output.append(PyBytes_AS_STRING(replacement), static_cast<size_t>(PyBytes_GET_SIZE(replacement)));
        } else {
            const TextView fresh(replacement);
            for (Py_ssize_t j = 0; j < fresh.length; j++)
                if (!encode_character(fresh[j], output)) return errors.raise_error(i, end, reason);
        }
        i = resolution.next;
    }
    return PyBytes_FromStringAndSize(output.data(), static_cast<Py_ssize_t>(output.size()));
}

// The registry (codec_registry.cpp). `normalized` is lower case with '_' for each run of other characters.
struct CodecRegistry {
    PyObject *search_functions = nullptr; // list
    PyObject *found = nullptr;            // dict of name to tuple
    PyObject *error_handlers = nullptr;   // dict of name to callable
    bool has_library = false;             // the library's search function was added (or there is none)
};
[[nodiscard]] CodecRegistry *codec_registry();
// Tells in the pending exception, where its class allows, that `action` ("encoding", "decoding") by this
// codec failed: one of the same class takes its place, caused by it.
void name_failed_codec(const char *encoding, const char *action);
// Encoding and decoding between text and bytes: LookupError for a codec that says it does something else.
[[nodiscard]] PyObject *encode_text_registered(PyObject *text, const char *encoding, const char *errors);
[[nodiscard]] PyObject *decode_text_registered(PyObject *bytes, const char *encoding, const char *errors);
[[nodiscard]] std::string normalize_encoding(const char *encoding);
// Whether the name is one of the built-in encodings.
[[nodiscard]] bool is_built_in_encoding(const char *encoding);

// bytes.decode and bytearray.decode; new str.
[[nodiscard]] PyObject *decode_method(std::string_view bytes, PyObject *const *args, Py_ssize_t count,
                                      PyObject *keywords);

// UTF-7, for whose encoding there is no function in the API; `consumed` as below.
[[nodiscard]] PyObject *encode_utf7(PyObject *text, const char *errors);
[[nodiscard]] PyObject *decode_utf7(std::string_view bytes, const char *errors, Py_ssize_t *consumed);

// Encodings with an argument more than the API has. `consumed`, if not NULL, gets the count of bytes read: an
// escape that the end of the text cuts is left for later. New str or bytes.
[[nodiscard]] PyObject *decode_unicode_escapes(std::string_view text, const char *errors,
                                               Py_ssize_t *consumed);
[[nodiscard]] PyObject *decode_raw_unicode_escapes(std::string_view text, const char *errors,
                                                   Py_ssize_t *consumed);
[[nodiscard]] PyObject *encode_charmap(PyObject *text, PyObject *mapping, const char *errors);

// The escapes of bytes literals undone (PyBytes_DecodeEscape); new bytes.
[[nodiscard]] PyObject *decode_bytes_escapes(std::string_view text, const char *errors);

} // namespace adder::objects
