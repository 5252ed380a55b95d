// SPDX-License-Identifier: MIT
//
// The small checks of argument lists that native code makes by hand: counts, no keywords, a wrong type.
// Signatures with names are bound by ArgumentSpec (native_function), formats by PyArg_Parse…
// (capi/module_api).
#include "objects/error.hpp"

namespace adder::objects {
namespace {

const char *plural(Py_ssize_t count) {
    return count == 1 ? "" : "s";
}

// "f expected at least 2 arguments, got 1"; without a name, the text of a tuple that was to be unpacked.
int check_count(const char *name, Py_ssize_t count, Py_ssize_t min, Py_ssize_t max) {
    if (count >= min && count <= max) return 1;
    const Py_ssize_t limit = count < min ? min : max;
    const char *bound = min == max ? "" : count < min ? "at least " : "at most ";
    if (name != nullptr) {
        PyErr_Format(PyExc_TypeError, "%.200s expected %s%zd argument%s, got %zd", name, bound, limit,
                     plural(limit), count);
    } else {
        PyErr_Format(PyExc_TypeError, "unpacked tuple should have %s%zd element%s, but has %zd", bound, limit,
                     plural(limit), count);
    }
    return 0;
}

int unpack(PyObject *const *args, Py_ssize_t count, const char *name, Py_ssize_t min, Py_ssize_t max,
           va_list results) {
    if (!check_count(name, count, min, max)) return 0;
    for (Py_ssize_t i = 0; i < count; i++) *va_arg(results, PyObject **) = args[i];
    return 1;
}

} // namespace

extern "C" {

int _PyArg_CheckPositional(const char *name, Py_ssize_t nargs, Py_ssize_t min, Py_ssize_t max) {
    return check_count(name, nargs, min, max);
}

int _PyArg_UnpackStack(PyObject *const *args, Py_ssize_t nargs, const char *name, Py_ssize_t min,
                       Py_ssize_t max, ...) {
    va_list results;
    va_start(results, max);
    const int status = unpack(args, nargs, name, min, max, results);
    va_end(results);
    return status;
}

int PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t min, Py_ssize_t max, ...) {
    if (!PyTuple_Check(args)) {
        PyErr_SetString(PyExc_SystemError, "PyArg_UnpackTuple() argument list is not a tuple");
        return 0;
    }
    va_list results;
    va_start(results, max);
    const int status = unpack(reinterpret_cast<PyTupleObject *>(args)->ob_item, PyTuple_GET_SIZE(args), name,
                              min, max, results);
    va_end(results);
    return status;
}

int _PyArg_NoKeywords(const char *name, PyObject *kwargs) {
    if (kwargs == nullptr) return 1;
    if (!PyDict_CheckExact(kwargs)) {
        PyErr_BadInternalCall();
        return 0;
    }
    if (PyDict_GET_SIZE(kwargs) == 0) return 1;
    PyErr_Format(PyExc_TypeError, "%.200s() takes no keyword arguments", name);
    return 0;
}

int _PyArg_NoKwnames(const char *name, PyObject *kwnames) {
    if (kwnames == nullptr || PyTuple_GET_SIZE(kwnames) == 0) return 1;
    PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", name);
    return 0;
}

int _PyArg_NoPositional(const char *name, PyObject *args) {
    if (args == nullptr) return 1;
    if (!PyTuple_CheckExact(args)) {
        PyErr_BadInternalCall();
        return 0;
    }
    if (PyTuple_GET_SIZE(args) == 0) return 1;
    PyErr_Format(PyExc_TypeError, "%.200s() takes no positional arguments", name);
    return 0;
}

void _PyArg_BadArgument(const char *name, const char *argument, const char *expected, PyObject *object) {
    PyErr_Format(PyExc_TypeError, "%.200s() %.200s must be %.50s, not %.50s", name, argument, expected,
                 Py_IsNone(object) ? "None" : Py_TYPE(object)->tp_name);
}

int _Py_convert_optional_to_ssize_t(PyObject *object, void *result) {
    if (Py_IsNone(object)) return 1;
    if (!PyIndex_Check(object)) {
        PyErr_Format(PyExc_TypeError, "argument should be integer or None, not '%.200s'",
                     Py_TYPE(object)->tp_name);
        return 0;
    }
    const Py_ssize_t number = PyNumber_AsSsize_t(object, PyExc_OverflowError);
    if (number == -1 && PyErr_Occurred()) return 0;
    *static_cast<Py_ssize_t *>(result) = number;
    return 1;
}

int PyArg_ValidateKeywordArguments(PyObject *kwargs) {
    if (!PyDict_Check(kwargs)) {
        PyErr_BadInternalCall();
        return 0;
    }
    PyObject *key;
    Py_ssize_t position = 0;
    while (PyDict_Next(kwargs, &position, &key, nullptr)) {
        if (PyUnicode_Check(key)) continue;
        PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        return 0;
    }
    return 1;
}

} // extern "C"

} // namespace adder::objects
