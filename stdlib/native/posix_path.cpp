// SPDX-License-Identifier: MIT
//
// Conversion of path arguments, and errors that name them.
#include "posix_path.hpp"

#include <cstring>

namespace adder::stdlib {
namespace {

const char *accepted_kinds(const Path &path) {
    if (path.takes_descriptor && path.takes_none) return "string, bytes, os.PathLike, integer or None";
    if (path.takes_descriptor) return "string, bytes, os.PathLike or integer";
    if (path.takes_none) return "string, bytes, os.PathLike or None";
    return "string, bytes or os.PathLike";
}

int refuse(const Path &path, PyObject *object) {
    PyErr_Format(PyExc_TypeError, "%s: path should be %s, not %.200s", path.function, accepted_kinds(path),
                 Py_TYPE(object)->tp_name);
    return 0;
}

// What __fspath__ gives, for an object that is no text; empty without an exception when there is no such
// method.
Owned call_fspath(PyObject *object) {
    Owned name(PyUnicode_FromString("__fspath__"));
    if (!name || _PyType_Lookup(Py_TYPE(object), name.get()) == nullptr) return Owned();
    return Owned(PyOS_FSPath(object));
}

bool take_text(Path &path, PyObject *text) {
    path.bytes = PyUnicode_Check(text) ? Owned(PyUnicode_EncodeFSDefault(text)) : Owned::borrow(text);
    if (!path.bytes) return false;
    if (std::strlen(path.text()) == static_cast<size_t>(PyBytes_GET_SIZE(path.bytes.get()))) return true;
    PyErr_SetString(PyExc_ValueError, "embedded null byte");
    return false;
}

} // namespace

int convert_path(PyObject *object, void *argument) {
    Path &path = *static_cast<Path *>(argument);
    if (object == Py_None && path.takes_none) return 1;
    path.object = Owned::borrow(object);
    if (PyUnicode_Check(object) || PyBytes_Check(object)) return take_text(path, object);
    if (path.takes_descriptor && PyIndex_Check(object)) {
        return PyArg_Parse(object, "i", &path.descriptor);
    }
    Owned text = call_fspath(object);
    if (!text) return PyErr_Occurred() ? 0 : refuse(path, object);
    path.object = Owned::borrow(text.get());
    return take_text(path, text.get());
}

int convert_folder_descriptor(PyObject *object, void *argument) {
    int &descriptor = *static_cast<int *>(argument);
    if (object == Py_None) {
        descriptor = AT_FDCWD;
        return 1;
    }
    if (PyIndex_Check(object)) return PyArg_Parse(object, "i", &descriptor);
    PyErr_Format(PyExc_TypeError, "argument should be integer or None, not %.200s", Py_TYPE(object)->tp_name);
    return 0;
}

PyObject *raise_for(const Path &path) {
    return PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path.object.get());
}

PyObject *raise_for(const Path &first, const Path &second) {
    return PyErr_SetFromErrnoWithFilenameObjects(PyExc_OSError, first.object.get(), second.object.get());
}

PyObject *none_or_raise(int result, const Path &path) {
    if (result < 0) return raise_for(path);
    Py_RETURN_NONE;
}

PyObject *from_system_text(const char *text, size_t size, bool as_bytes) {
    auto length = static_cast<Py_ssize_t>(size);
    return as_bytes ? PyBytes_FromStringAndSize(text, length)
                    : PyUnicode_DecodeFSDefaultAndSize(text, length);
}

} // namespace adder::stdlib
