// SPDX-License-Identifier: MIT
//
// What is left of the API about the system: random bytes, files by path objects, C strings; built-ins by
// name, and the converters of slices.
#include "objects/error.hpp"

#include <cerrno>
#include <cstdio>
#include <strings.h>
#include <sys/mman.h>
#include <sys/random.h>

namespace adder::capi {
namespace {

using objects::Ref;

int fill_random(void *buffer, Py_ssize_t size, unsigned flags) {
    if (size < 0) {
        PyErr_SetString(PyExc_ValueError, "negative argument not allowed");
        return -1;
    }
    auto *bytes = static_cast<char *>(buffer);
    for (Py_ssize_t done = 0; done < size;) {
        const ssize_t count = getrandom(bytes + done, static_cast<size_t>(size - done), flags);
        if (count >= 0) {
            done += count;
        } else if (errno != EINTR) {
            PyErr_SetFromErrno(PyExc_OSError);
            return -1;
        } else if (PyErr_CheckSignals() != 0) {
            return -1;
        }
    }
    return 0;
}

void *map_arena(void *, size_t size) {
    void *block = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block == MAP_FAILED ? nullptr : block;
}

void unmap_arena(void *, void *block, size_t size) {
    munmap(block, size);
}

} // namespace

extern "C" {

int _PyOS_URandom(void *buffer, Py_ssize_t size) {
    return fill_random(buffer, size, 0);
}

int _PyOS_URandomNonblock(void *buffer, Py_ssize_t size) {
    return fill_random(buffer, size, GRND_NONBLOCK);
}

void PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator) {
    *allocator = {nullptr, map_arena, unmap_arena};
}

FILE *_Py_fopen_obj(PyObject *path, const char *mode) {
    PyObject *converted;
    if (PyUnicode_FSConverter(path, &converted) == 0) return nullptr;
    const Ref bytes = Ref::steal(converted);
    FILE *file = std::fopen(PyBytes_AS_STRING(bytes.get()), mode);
    if (file == nullptr) PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path);
    return file;
}

int PyOS_vsnprintf(char *buffer, size_t size, const char *format, va_list arguments) {
    const int length = std::vsnprintf(buffer, size, format, arguments);
    if (size > 0) buffer[size - 1] = '\0';
    return length;
}

int PyOS_snprintf(char *buffer, size_t size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int length = PyOS_vsnprintf(buffer, size, format, arguments);
    va_end(arguments);
    return length;
}

int PyOS_mystricmp(const char *left, const char *right) {
    return strcasecmp(left, right);
}

int PyOS_mystrnicmp(const char *left, const char *right, Py_ssize_t size) {
    return strncasecmp(left, right, static_cast<size_t>(size));
}

PyObject *_PyEval_GetBuiltin(PyObject *name) {
    PyObject *value = PyDict_GetItemWithError(PyEval_GetBuiltins(), name);
    if (value == nullptr && !adder::objects::is_error_pending()) PyErr_SetObject(PyExc_AttributeError, name);
    return Py_XNewRef(value);
}

PyObject *_PyEval_GetBuiltinId(_Py_Identifier *identifier) {
    PyObject *name = _PyUnicode_FromId(identifier);
    return name == nullptr ? nullptr : _PyEval_GetBuiltin(name);
}

int _PyEval_SliceIndexNotNone(PyObject *object, Py_ssize_t *index) {
    if (PyIndex_Check(object) == 0) {
        PyErr_SetString(PyExc_TypeError, "slice indices must be integers or have an __index__ method");
        return 0;
    }
    const Py_ssize_t value = PyNumber_AsSsize_t(object, nullptr);
    if (value == -1 && adder::objects::is_error_pending()) return 0;
    *index = value;
    return 1;
}

int _PyEval_SliceIndex(PyObject *object, Py_ssize_t *index) {
    if (object == Py_None) return 1;
    if (PyIndex_Check(object) != 0) return _PyEval_SliceIndexNotNone(object, index);
    PyErr_SetString(PyExc_TypeError, "slice indices must be integers or None or have an __index__ method");
    return 0;
}

} // extern "C"

} // namespace adder::capi
