// SPDX-License-Identifier: MIT
//
// File names and text of the system: UTF-8, whatever the locale says. File names hold undecodable bytes as
// lone surrogates; the functions of the locale do so when "surrogateescape" asks for it, and know no other
// handler.
#include "objects/codec.hpp"
#include "objects/exception.hpp"

#include <cstring>

namespace adder::objects {

namespace {

[[nodiscard]] int check_handler(const char *errors) {
    const HandlerKind kind = handler_kind(errors);
    if (kind == HandlerKind::Strict || kind == HandlerKind::SurrogateEscape) return 0;
    return raise_value_error("unsupported error handler");
}

// Replaces the pending error of UTF-8 by the locale's, about the byte or character where that began.
void blame_locale(int (*start_of)(PyObject *, Py_ssize_t *), PyObject *type, PyObject *object,
                  const char *reason) {
    const Ref error = take_exception();
    Py_ssize_t start = 0;
    if (!PyErr_GivenExceptionMatches(error.get(), type) || start_of(error.get(), &start) < 0)
        return restore_exception(error);
    const Ref fresh =
        Ref::steal(PyObject_CallFunction(type, "sOnns", "locale", object, start, start + 1, reason));
    if (fresh) PyErr_SetObject(type, fresh.get());
}

} // namespace

extern "C" {

PyObject *PyUnicode_DecodeFSDefaultAndSize(const char *bytes, Py_ssize_t size) {
    return PyUnicode_DecodeUTF8(bytes, size, "surrogateescape");
}
PyObject *PyUnicode_DecodeFSDefault(const char *bytes) {
    return PyUnicode_DecodeFSDefaultAndSize(bytes, static_cast<Py_ssize_t>(strlen(bytes)));
}
PyObject *PyUnicode_EncodeFSDefault(PyObject *text) {
    return _PyUnicode_AsUTF8String(text, "surrogateescape");
}

PyObject *PyUnicode_DecodeLocaleAndSize(const char *bytes, Py_ssize_t size, const char *errors) {
    if (bytes[size] != '\0' || strlen(bytes) != static_cast<size_t>(size))
        return raise_value_error("embedded null byte");
    TRY(check_handler(errors));
    PyObject *text = PyUnicode_DecodeUTF8(bytes, size, errors);
    if (text != nullptr) return text;
    const Ref wrong = TRY_REF(PyBytes_FromStringAndSize(bytes, size));
    blame_locale(PyUnicodeDecodeError_GetStart, PyExc_UnicodeDecodeError, wrong.get(), "decoding error");
    return nullptr;
}
PyObject *PyUnicode_DecodeLocale(const char *bytes, const char *errors) {
    return PyUnicode_DecodeLocaleAndSize(bytes, static_cast<Py_ssize_t>(strlen(bytes)), errors);
}
PyObject *PyUnicode_EncodeLocale(PyObject *text, const char *errors) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    if (PyUnicode_FindChar(text, 0, 0, str_length(text), 1) >= 0)
        return raise_value_error("embedded null character");
    TRY(check_handler(errors));
    PyObject *bytes = _PyUnicode_AsUTF8String(text, errors);
    if (bytes == nullptr)
        blame_locale(PyUnicodeEncodeError_GetStart, PyExc_UnicodeEncodeError, text, "encoding error");
    return bytes;
}

int PyUnicode_FSConverter(PyObject *argument, void *result) {
    auto **place = static_cast<PyObject **>(result);
    if (argument == nullptr) { // clean-up
        Py_CLEAR(*place);
        return 1;
    }
    const Ref path = Ref::steal(PyOS_FSPath(argument));
    if (!path) return 0;
    Ref bytes = PyBytes_Check(path.get()) ? path : Ref::steal(PyUnicode_EncodeFSDefault(path.get()));
    if (!bytes) return 0;
    if (static_cast<size_t>(PyBytes_GET_SIZE(bytes.get())) != strlen(PyBytes_AS_STRING(bytes.get()))) {
        raise_value_error("embedded null byte");
        return 0;
    }
    *place = bytes.release();
    return Py_CLEANUP_SUPPORTED;
}

int PyUnicode_FSDecoder(PyObject *argument, void *result) {
    auto **place = static_cast<PyObject **>(result);
    if (argument == nullptr) { // clean-up
        Py_CLEAR(*place);
        return 1;
    }
    const Ref path = Ref::steal(PyOS_FSPath(argument));
    if (!path) return 0;
    Ref text = is_str(path.get()) ? path
                                  : Ref::steal(PyUnicode_DecodeFSDefaultAndSize(
                                        PyBytes_AS_STRING(path.get()), PyBytes_GET_SIZE(path.get())));
    if (!text) return 0;
    if (PyUnicode_FindChar(text.get(), 0, 0, str_length(text.get()), 1) >= 0) {
        raise_value_error("embedded null character");
        return 0;
    }
    *place = text.release();
    return Py_CLEANUP_SUPPORTED;
}

} // extern "C"

} // namespace adder::objects
