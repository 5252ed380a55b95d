// SPDX-License-Identifier: MIT
//
// The registry of codecs from Python code: search functions, and encoding or decoding through what they find.
//
// A search function takes the normalised name and gives a tuple (encode, decode, stream reader, stream
// writer) or None. The first one is that of the library's package `encodings`, which is imported when the
// registry is first asked: the built-in encodings do without it.
#include "objects/codec.hpp"

#include <cstdlib>

namespace adder::objects {

std::string normalize_encoding(const char *encoding) {
    std::string result;
    bool is_gap = false;
    for (; *encoding != '\0'; encoding++) {
        const char ch = *encoding;
        if (!Py_ISALNUM(ch) && ch != '.') {
            is_gap = true;
            continue;
        }
        if (is_gap && !result.empty()) result += '_';
        is_gap = false;
        result += static_cast<char>(Py_TOLOWER(ch));
    }
    return result;
}

CodecRegistry *codec_registry() {
    if (runtime.codecs != nullptr) return runtime.codecs;
    auto *registry = static_cast<CodecRegistry *>(calloc(1, sizeof(CodecRegistry)));
    if (registry != nullptr) {
        registry->search_functions = PyList_New(0);
        registry->found = PyDict_New();
        registry->error_handlers = PyDict_New();
        if (registry->search_functions && registry->found && registry->error_handlers) {
            runtime.codecs = registry;
            return registry;
        }
        free(registry);
    }
    PyErr_NoMemory();
    return nullptr;
}

namespace {

enum Part { EncodePart, DecodePart };

// The encoder or decoder of the encoding; new reference.
PyObject *codec_part(const char *encoding, Part part) {
    const Ref codec = TRY_REF(_PyCodec_Lookup(encoding));
    return Py_NewRef(PyTuple_GET_ITEM(codec.get(), part));
}

// Whether an exception can be made again with another text: its class keeps nothing but the arguments, and
// those are at most one str.
bool is_plain_exception(PyObject *exception) {
    PyTypeObject *type = Py_TYPE(exception);
    const auto *base = reinterpret_cast<PyTypeObject *>(PyExc_BaseException);
    const Py_ssize_t own_size = type->tp_weaklistoffset > 0
                                    ? type->tp_basicsize - Py_ssize_t(sizeof(PyObject *))
                                    : type->tp_basicsize;
    if (own_size > base->tp_basicsize || type->tp_init != base->tp_init) return false;
    PyObject *args = reinterpret_cast<PyBaseExceptionObject *>(exception)->args;
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    return count == 0 || (count == 1 && is_str(PyTuple_GET_ITEM(args, 0)));
}

} // namespace

void name_failed_codec(const char *encoding, const char *action) {
    const Ref cause = take_exception();
    if (!is_plain_exception(cause.get())) return restore_exception(cause);
    PyTypeObject *type = Py_TYPE(cause.get());
    raise(reinterpret_cast<PyObject *>(type), "%s with '%s' codec failed (%s: %S)", action, encoding,
          type->tp_name, cause.get());
    const Ref fresh = take_exception();
    PyException_SetCause(fresh.get(), Py_NewRef(cause.get()));
    PyException_SetContext(fresh.get(), Py_NewRef(cause.get()));
    restore_exception(fresh);
}

namespace {

PyObject *run_part(PyObject *function, PyObject *object, const char *encoding, const char *errors,
                   Part part) {
    const Ref result = Ref::steal(errors == nullptr ? PyObject_CallOneArg(function, object)
                                                    : PyObject_CallFunction(function, "Os", object, errors));
    if (!result) {
        name_failed_codec(encoding, part == EncodePart ? "encoding" : "decoding");
        return nullptr;
    }
    if (!PyTuple_Check(result.get()) || PyTuple_GET_SIZE(result.get()) != 2)
        return raise_type_error("%s must return a tuple (object, integer)",
                                part == EncodePart ? "encoder" : "decoder");
    return Py_NewRef(PyTuple_GET_ITEM(result.get(), 0));
}

PyObject *run_codec(PyObject *object, const char *encoding, const char *errors, Part part) {
    const Ref function = TRY_REF(codec_part(encoding, part));
    return run_part(function.get(), object, encoding, errors, part);
}

// The same for str.encode and bytes.decode, which want codecs between text and bytes.
PyObject *run_text_codec(PyObject *object, const char *encoding, const char *errors, Part part) {
    const Ref codec = TRY_REF(_PyCodec_Lookup(encoding));
    if (!PyTuple_CheckExact(codec.get())) {
        const Ref flag = Ref::steal(PyObject_GetAttrString(codec.get(), "_is_text_encoding"));
        if (!flag && !clear_if_matches(PyExc_AttributeError)) return nullptr;
        if (flag && !TRY(PyObject_IsTrue(flag.get())))
            return raise(PyExc_LookupError,
                         "'%.400s' is not a text encoding; use %s to handle arbitrary codecs", encoding,
                         part == EncodePart ? "codecs.encode()" : "codecs.decode()");
    }
    return run_part(PyTuple_GET_ITEM(codec.get(), part), object, encoding, errors, part);
}

// A new object of one of the classes in a codec for pieces of text.
PyObject *make_incremental(const char *encoding, const char *errors, const char *class_name) {
    const Ref codec = TRY_REF(_PyCodec_Lookup(encoding));
    const Ref type = TRY_REF(PyObject_GetAttrString(codec.get(), class_name));
    return errors == nullptr ? PyObject_CallNoArgs(type.get())
                             : PyObject_CallFunction(type.get(), "s", errors);
}

PyObject *make_stream(const char *encoding, PyObject *stream, const char *errors, Py_ssize_t part) {
    const Ref codec = TRY_REF(_PyCodec_Lookup(encoding));
    PyObject *type = PyTuple_GET_ITEM(codec.get(), part);
    return errors == nullptr ? PyObject_CallOneArg(type, stream)
                             : PyObject_CallFunction(type, "Os", stream, errors);
}

// Lets the library register its search function before any other.
[[nodiscard]] int add_library(CodecRegistry *registry) {
    if (registry->has_library) return 0;
    registry->has_library = true;
    const Ref package = Ref::steal(PyImport_ImportModule("encodings"));
    return package || clear_if_matches(PyExc_ModuleNotFoundError) ? 0 : -1;
}

PyObject *search(CodecRegistry *registry, PyObject *name, const char *encoding) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(registry->search_functions); i++) {
        const Ref function = Ref::borrow(PyList_GET_ITEM(registry->search_functions, i));
        Ref found = TRY_REF(PyObject_CallOneArg(function.get(), name));
        if (found.get() == Py_None) continue;
        if (!PyTuple_Check(found.get()) || PyTuple_GET_SIZE(found.get()) != 4)
            return raise_type_error("codec search functions must return 4-tuples");
        TRY(PyDict_SetItem(registry->found, name, found.get()));
        return found.release();
    }
    return raise(PyExc_LookupError, "unknown encoding: %s", encoding);
}

} // namespace

PyObject *encode_text_registered(PyObject *text, const char *encoding, const char *errors) {
    return run_text_codec(text, encoding, errors, EncodePart);
}
PyObject *decode_text_registered(PyObject *bytes, const char *encoding, const char *errors) {
    return run_text_codec(bytes, encoding, errors, DecodePart);
}

bool decode_source(const std::string &encoding, std::string_view bytes, std::string &result) {
    const Ref text = Ref::steal(
        PyUnicode_Decode(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), encoding.c_str(), nullptr));
    const Ref utf8 =
        text ? Ref::steal(PyUnicode_AsEncodedString(text.get(), "utf-8", "surrogatepass")) : nullptr;
    if (utf8) {
        result.assign(PyBytes_AS_STRING(utf8.get()), static_cast<size_t>(PyBytes_GET_SIZE(utf8.get())));
        return true;
    }
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    const Ref owned_type = Ref::steal(type), owned_traceback = Ref::steal(traceback),
              reason = Ref::steal(value);
    const Ref message = reason ? Ref::steal(PyObject_Str(reason.get())) : nullptr;
    const char *shown = message ? PyUnicode_AsUTF8(message.get()) : nullptr;
    if (shown != nullptr) result = shown;
    PyErr_Clear();
    return false;
}

extern "C" {

int PyCodec_Register(PyObject *search_function) {
    CodecRegistry *registry = codec_registry();
    if (registry == nullptr) return -1;
    if (!PyCallable_Check(search_function)) return raise_type_error("argument must be callable");
    TRY(add_library(registry));
    return PyList_Append(registry->search_functions, search_function);
}

int PyCodec_Unregister(PyObject *search_function) {
    CodecRegistry *registry = runtime.codecs;
    if (registry == nullptr) return 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(registry->search_functions); i++) {
        if (PyList_GET_ITEM(registry->search_functions, i) != search_function) continue;
        PyDict_Clear(registry->found);
        return PyList_SetSlice(registry->search_functions, i, i + 1, nullptr);
    }
    return 0;
}

PyObject *_PyCodec_Lookup(const char *encoding) {
    CodecRegistry *registry = codec_registry();
    if (registry == nullptr) return nullptr;
    TRY(add_library(registry));
    const std::string normalized = normalize_encoding(encoding);
    PyObject *name = TRY(intern_text(normalized.data(), static_cast<Py_ssize_t>(normalized.size())));
    const Ref owner = Ref::steal(name);
    if (PyObject *known = PyDict_GetItemWithError(registry->found, name)) return Py_NewRef(known);
    return is_error_pending() ? nullptr : search(registry, name, encoding);
}

int PyCodec_KnownEncoding(const char *encoding) {
    if (is_built_in_encoding(encoding)) return 1;
    const Ref codec = Ref::steal(_PyCodec_Lookup(encoding));
    if (!codec) PyErr_Clear();
    return static_cast<bool>(codec);
}

PyObject *PyCodec_Encoder(const char *encoding) {
    return codec_part(encoding, EncodePart);
}
PyObject *PyCodec_Decoder(const char *encoding) {
    return codec_part(encoding, DecodePart);
}

PyObject *PyCodec_IncrementalEncoder(const char *encoding, const char *errors) {
    return make_incremental(encoding, errors, "incrementalencoder");
}
PyObject *PyCodec_IncrementalDecoder(const char *encoding, const char *errors) {
    return make_incremental(encoding, errors, "incrementaldecoder");
}
PyObject *PyCodec_StreamReader(const char *encoding, PyObject *stream, const char *errors) {
    return make_stream(encoding, stream, errors, 2);
}
PyObject *PyCodec_StreamWriter(const char *encoding, PyObject *stream, const char *errors) {
    return make_stream(encoding, stream, errors, 3);
}

PyObject *PyCodec_Encode(PyObject *object, const char *encoding, const char *errors) {
    if (is_str(object) && is_built_in_encoding(encoding))
        return PyUnicode_AsEncodedString(object, encoding, errors);
    return run_codec(object, encoding, errors, EncodePart);
}

PyObject *PyCodec_Decode(PyObject *object, const char *encoding, const char *errors) {
    if (PyObject_CheckBuffer(object) && is_built_in_encoding(encoding))
        return PyUnicode_FromEncodedObject(object, encoding, errors);
    return run_codec(object, encoding, errors, DecodePart);
}

} // extern "C"

} // namespace adder::objects
