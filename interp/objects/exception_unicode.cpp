// SPDX-License-Identifier: MIT
//
// UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError: which codec failed, on which object,
// where, why.
//
// Error handlers of codecs read and move `start` and `end` through the C API at the end of this file.
#include "objects/exception_fields.hpp"

#include <algorithm>

namespace adder::objects {

namespace {

PyUnicodeErrorObject *as_unicode_error(PyObject *self) {
    return reinterpret_cast<PyUnicodeErrorObject *>(self);
}

// Takes references to what the caller borrowed from the arguments.
void set_fields(PyUnicodeErrorObject *error, PyObject *encoding, PyObject *object, PyObject *reason) {
    Py_XSETREF(error->encoding, Py_XNewRef(encoding));
    Py_XSETREF(error->object, Py_NewRef(object));
    Py_XSETREF(error->reason, Py_NewRef(reason));
}

int encode_error_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    TRY(exception_init(self, args, kwargs));
    auto *error = as_unicode_error(self);
    PyObject *encoding;
    PyObject *object;
    PyObject *reason;
    if (!PyArg_ParseTuple(args, "UUnnU", &encoding, &object, &error->start, &error->end, &reason)) return -1;
    set_fields(error, encoding, object, reason);
    return 0;
}

Ref bytes_of_buffer(PyObject *object) {
    Py_buffer view;
    TRY(PyObject_GetBuffer(object, &view, PyBUF_SIMPLE));
    Ref bytes = Ref::steal(PyBytes_FromStringAndSize(static_cast<char *>(view.buf), view.len));
    PyBuffer_Release(&view);
    return bytes;
}

int decode_error_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    TRY(exception_init(self, args, kwargs));
    auto *error = as_unicode_error(self);
    PyObject *encoding;
    PyObject *object;
    PyObject *reason;
    if (!PyArg_ParseTuple(args, "UOnnU", &encoding, &object, &error->start, &error->end, &reason)) return -1;
    Ref bytes = Ref::borrow(object);
    if (!PyBytes_Check(object)) bytes = TRY(bytes_of_buffer(object));
    set_fields(error, encoding, bytes.get(), reason);
    return 0;
}

int translate_error_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    TRY(exception_init(self, args, kwargs));
    auto *error = as_unicode_error(self);
    PyObject *object;
    PyObject *reason;
    if (!PyArg_ParseTuple(args, "UnnU", &object, &error->start, &error->end, &reason)) return -1;
    set_fields(error, nullptr, object, reason);
    return 0;
}

// Size of the str or bytes that the error is about, or -1 with an error.
Py_ssize_t size_of_object(PyUnicodeErrorObject *error) {
    if (error->object == nullptr) return raise_type_error("object attribute not set");
    if (PyUnicode_Check(error->object)) return PyUnicode_GET_LENGTH(error->object);
    return PyBytes_Size(error->object);
}

bool is_about_one_item(PyUnicodeErrorObject *error) {
    return error->end == error->start + 1 && error->start >= 0 && error->start < size_of_object(error);
}

// How the character at `start` is written in the message.
Ref describe_character(PyUnicodeErrorObject *error) {
    Py_UCS4 character = PyUnicode_ReadChar(error->object, error->start);
    const char *format = character <= 0xff ? "\\x%02x" : character <= 0xffff ? "\\u%04x" : "\\U%08x";
    return Ref::steal(PyUnicode_FromFormat(format, static_cast<int>(character)));
}

PyObject *encode_error_str(PyObject *self) {
    auto *error = as_unicode_error(self);
    if (error->object == nullptr) return PyUnicode_FromString("");
    Ref reason = TRY_REF(PyObject_Str(error->reason));
    Ref encoding = TRY_REF(PyObject_Str(error->encoding));
    if (is_about_one_item(error)) {
        Ref character = TRY(describe_character(error));
        return PyUnicode_FromFormat("'%U' codec can't encode character '%U' in position %zd: %U",
                                    encoding.get(), character.get(), error->start, reason.get());
    }
    return PyUnicode_FromFormat("'%U' codec can't encode characters in position %zd-%zd: %U", encoding.get(),
                                error->start, error->end - 1, reason.get());
}

PyObject *decode_error_str(PyObject *self) {
    auto *error = as_unicode_error(self);
    if (error->object == nullptr) return PyUnicode_FromString("");
    Ref reason = TRY_REF(PyObject_Str(error->reason));
    Ref encoding = TRY_REF(PyObject_Str(error->encoding));
    if (is_about_one_item(error)) {
        int byte = static_cast<unsigned char>(PyBytes_AS_STRING(error->object)[error->start]);
        return PyUnicode_FromFormat("'%U' codec can't decode byte 0x%02x in position %zd: %U", encoding.get(),
                                    byte, error->start, reason.get());
    }
    return PyUnicode_FromFormat("'%U' codec can't decode bytes in position %zd-%zd: %U", encoding.get(),
                                error->start, error->end - 1, reason.get());
}

PyObject *translate_error_str(PyObject *self) {
    auto *error = as_unicode_error(self);
    if (error->object == nullptr) return PyUnicode_FromString("");
    Ref reason = TRY_REF(PyObject_Str(error->reason));
    if (is_about_one_item(error)) {
        Ref character = TRY(describe_character(error));
        return PyUnicode_FromFormat("can't translate character '%U' in position %zd: %U", character.get(),
                                    error->start, reason.get());
    }
    return PyUnicode_FromFormat("can't translate characters in position %zd-%zd: %U", error->start,
                                error->end - 1, reason.get());
}

PyMemberDef unicode_error_members[] = {
    {"encoding", T_OBJECT, offsetof(PyUnicodeErrorObject, encoding), 0, "exception encoding"},
    {"object", T_OBJECT, offsetof(PyUnicodeErrorObject, object), 0, "exception object"},
    {"start", T_PYSSIZET, offsetof(PyUnicodeErrorObject, start), 0, "exception start"},
    {"end", T_PYSSIZET, offsetof(PyUnicodeErrorObject, end), 0, "exception end"},
    {"reason", T_OBJECT, offsetof(PyUnicodeErrorObject, reason), 0, "exception reason"},
    {},
};

using UnicodeError = PyUnicodeErrorObject;

constexpr ExceptionFamily unicode_family(initproc init, reprfunc str) {
    return {
        sizeof(UnicodeError),
        exception_new,
        init,
        str,
        traverse_fields<UnicodeError, &UnicodeError::encoding, &UnicodeError::object, &UnicodeError::reason>,
        clear_fields<UnicodeError, &UnicodeError::encoding, &UnicodeError::object, &UnicodeError::reason>,
        nullptr,
        unicode_error_members,
        nullptr};
}

PyObject *get_field(PyObject *field, const char *name) {
    if (field == nullptr) return raise_type_error("%.200s attribute not set", name);
    return Py_NewRef(field);
}

// The start of the bad part, moved into the object.
int get_start(PyObject *self, Py_ssize_t *start) {
    Py_ssize_t size = TRY(size_of_object(as_unicode_error(self)));
    Py_ssize_t value = std::max<Py_ssize_t>(as_unicode_error(self)->start, 0);
    *start = value >= size ? size - 1 : value;
    return 0;
}

int get_end(PyObject *self, Py_ssize_t *end) {
    Py_ssize_t size = TRY(size_of_object(as_unicode_error(self)));
    *end = std::min(std::max<Py_ssize_t>(as_unicode_error(self)->end, 1), size);
    return 0;
}

int set_reason(PyObject *self, const char *reason) {
    Ref text = TRY_REF(PyUnicode_FromString(reason));
    Py_XSETREF(as_unicode_error(self)->reason, text.release());
    return 0;
}

int set_start(PyObject *self, Py_ssize_t start) {
    as_unicode_error(self)->start = start;
    return 0;
}

int set_end(PyObject *self, Py_ssize_t end) {
    as_unicode_error(self)->end = end;
    return 0;
}

} // namespace

const ExceptionFamily unicode_encode_error_family = unicode_family(encode_error_init, encode_error_str);
const ExceptionFamily unicode_decode_error_family = unicode_family(decode_error_init, decode_error_str);
const ExceptionFamily unicode_translate_error_family =
    unicode_family(translate_error_init, translate_error_str);

extern "C" {

PyObject *PyUnicodeDecodeError_Create(const char *encoding, const char *object, Py_ssize_t length,
                                      Py_ssize_t start, Py_ssize_t end, const char *reason) {
    Ref bytes = TRY_REF(PyBytes_FromStringAndSize(object, length));
    return PyObject_CallFunction(PyExc_UnicodeDecodeError, "sOnns", encoding, bytes.get(), start, end,
                                 reason);
}

PyObject *PyUnicodeEncodeError_GetEncoding(PyObject *error) {
    return get_field(as_unicode_error(error)->encoding, "encoding");
}
PyObject *PyUnicodeDecodeError_GetEncoding(PyObject *error) {
    return get_field(as_unicode_error(error)->encoding, "encoding");
}
PyObject *PyUnicodeEncodeError_GetObject(PyObject *error) {
    return get_field(as_unicode_error(error)->object, "object");
}
PyObject *PyUnicodeDecodeError_GetObject(PyObject *error) {
    return get_field(as_unicode_error(error)->object, "object");
}
PyObject *PyUnicodeTranslateError_GetObject(PyObject *error) {
    return get_field(as_unicode_error(error)->object, "object");
}
PyObject *PyUnicodeEncodeError_GetReason(PyObject *error) {
    return get_field(as_unicode_error(error)->reason, "reason");
}
PyObject *PyUnicodeDecodeError_GetReason(PyObject *error) {
    return get_field(as_unicode_error(error)->reason, "reason");
}
PyObject *PyUnicodeTranslateError_GetReason(PyObject *error) {
    return get_field(as_unicode_error(error)->reason, "reason");
}
int PyUnicodeEncodeError_GetStart(PyObject *error, Py_ssize_t *start) {
    return get_start(error, start);
}
int PyUnicodeDecodeError_GetStart(PyObject *error, Py_ssize_t *start) {
    return get_start(error, start);
}
int PyUnicodeTranslateError_GetStart(PyObject *error, Py_ssize_t *start) {
    return get_start(error, start);
}
int PyUnicodeEncodeError_SetStart(PyObject *error, Py_ssize_t start) {
    return set_start(error, start);
}
int PyUnicodeDecodeError_SetStart(PyObject *error, Py_ssize_t start) {
    return set_start(error, start);
}
int PyUnicodeTranslateError_SetStart(PyObject *error, Py_ssize_t start) {
    return set_start(error, start);
}
int PyUnicodeEncodeError_GetEnd(PyObject *error, Py_ssize_t *end) {
    return get_end(error, end);
}
int PyUnicodeDecodeError_GetEnd(PyObject *error, Py_ssize_t *end) {
    return get_end(error, end);
}
int PyUnicodeTranslateError_GetEnd(PyObject *error, Py_ssize_t *end) {
    return get_end(error, end);
}
int PyUnicodeEncodeError_SetEnd(PyObject *error, Py_ssize_t end) {
    return set_end(error, end);
}
int PyUnicodeDecodeError_SetEnd(PyObject *error, Py_ssize_t end) {
    return set_end(error, end);
}
int PyUnicodeTranslateError_SetEnd(PyObject *error, Py_ssize_t end) {
    return set_end(error, end);
}
int PyUnicodeEncodeError_SetReason(PyObject *error, const char *reason) {
    return set_reason(error, reason);
}
int PyUnicodeDecodeError_SetReason(PyObject *error, const char *reason) {
    return set_reason(error, reason);
}
int PyUnicodeTranslateError_SetReason(PyObject *error, const char *reason) {
    return set_reason(error, reason);
}

} // extern "C"

} // namespace adder::objects
