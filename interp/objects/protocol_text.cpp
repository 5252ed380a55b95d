// SPDX-License-Identifier: MIT
//
// repr, str, ascii, bytes and format of any object, and the guard against containers that contain themselves.
#include "objects/protocol.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/str.hpp"

namespace adder::objects {

namespace {

// The str that a slot gave, or NULL with TypeError when it is something else; steals `result`.
PyObject *check_is_str(PyObject *result, const char *method) {
    if (result == nullptr || PyUnicode_Check(result)) return result;
    const char *type_name = Py_TYPE(result)->tp_name;
    raise_type_error("%s returned non-string (type %.200s)", method, type_name);
    Py_DECREF(result);
    return nullptr;
}

PyObject *write_to_file(PyObject *text, FILE *file) {
    Py_ssize_t size = 0;
    const char *utf8 = PyUnicode_AsUTF8AndSize(text, &size);
    if (utf8 == nullptr) return nullptr;
    fwrite(utf8, 1, static_cast<size_t>(size), file);
    return ferror(file) ? PyErr_SetFromErrno(PyExc_OSError) : text;
}

} // namespace

extern "C" {

PyObject *PyObject_Repr(PyObject *object) {
    if (object == nullptr) return PyUnicode_FromString("<NULL>");
    const reprfunc repr = Py_TYPE(object)->tp_repr;
    if (repr == nullptr) return PyUnicode_FromFormat("<%s object at %p>", Py_TYPE(object)->tp_name, object);
    TRY(enter_recursion(" while getting the repr of an object"));
    PyObject *result = repr(object);
    leave_recursion();
    return check_is_str(result, "__repr__");
}

PyObject *PyObject_Str(PyObject *object) {
    if (object == nullptr) return PyUnicode_FromString("<NULL>");
    if (PyUnicode_CheckExact(object)) return Py_NewRef(object);
    const reprfunc str = Py_TYPE(object)->tp_str;
    if (str == nullptr) return PyObject_Repr(object);
    TRY(enter_recursion(" while getting the str of an object"));
    PyObject *result = str(object);
    leave_recursion();
    return check_is_str(result, "__str__");
}

PyObject *PyObject_ASCII(PyObject *object) {
    Ref repr = TRY_REF(PyObject_Repr(object));
    if (PyUnicode_IS_ASCII(repr.get())) return repr.release();
    return escape_non_ascii(repr.get());
}

PyObject *PyObject_Bytes(PyObject *object) {
    if (object == nullptr) return PyBytes_FromString("<NULL>");
    if (PyBytes_CheckExact(object)) return Py_NewRef(object);
    Ref method = Ref::steal(lookup_special(object, name::dunder_bytes));
    if (!method) return is_error_pending() ? nullptr : PyBytes_FromObject(object);
    Ref result = TRY_REF(PyObject_CallNoArgs(method.get()));
    if (PyBytes_Check(result.get())) return result.release();
    return raise_type_error("__bytes__ returned non-bytes (type %.200s)", Py_TYPE(result.get())->tp_name);
}

PyObject *PyObject_Format(PyObject *object, PyObject *specification) {
    if (specification != nullptr && !PyUnicode_Check(specification)) {
        return raise(PyExc_SystemError, "Format specifier must be a string, not %.200s",
                     Py_TYPE(specification)->tp_name);
    }
    if (specification == nullptr || PyUnicode_GET_LENGTH(specification) == 0) {
        if (PyUnicode_CheckExact(object)) return Py_NewRef(object);
        if (PyLong_CheckExact(object)) return PyObject_Str(object);
        specification = name::empty;
    }
    PyObject *result = call_special(object, name::dunder_format, &specification, 1);
    if (result == nullptr) {
        if (is_error_pending()) return nullptr;
        return raise_type_error("Type %.100s doesn't define __format__", Py_TYPE(object)->tp_name);
    }
    if (PyUnicode_Check(result)) return result;
    raise_type_error("__format__ must return a str, not %.200s", Py_TYPE(result)->tp_name);
    Py_DECREF(result);
    return nullptr;
}

int PyObject_Print(PyObject *object, FILE *file, int flags) {
    TRY(PyErr_CheckSignals());
    clearerr(file);
    if (object == nullptr) return std::fputs("<nil>", file) < 0 ? -1 : 0;
    Ref text = TRY_REF(flags & Py_PRINT_RAW ? PyObject_Str(object) : PyObject_Repr(object));
    return write_to_file(text.get(), file) == nullptr ? -1 : 0;
}

int Py_ReprEnter(PyObject *object) {
    PyObject *&running = thread()->repr_running;
    if (running == nullptr) running = PyList_New(0);
    if (running == nullptr) return -1;
    for (Py_ssize_t i = PyList_GET_SIZE(running); i-- > 0;) {
        if (PyList_GET_ITEM(running, i) == object) return 1;
    }
    return PyList_Append(running, object);
}

void Py_ReprLeave(PyObject *object) {
    PyObject *running = thread()->repr_running;
    if (running == nullptr) return;
    SavedError saved;
    for (Py_ssize_t i = PyList_GET_SIZE(running); i-- > 0;) {
        if (PyList_GET_ITEM(running, i) != object) continue;
        if (PyList_SetSlice(running, i, i + 1, nullptr) < 0) PyErr_Clear();
        return;
    }
}

} // extern "C"

} // namespace adder::objects
