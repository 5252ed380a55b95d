// SPDX-License-Identifier: MIT
//
// stat, lstat and fstat. The result is a tuple of ten numbers, the times as whole seconds; as attributes it
// also has the times as floats and as nanoseconds, and what else the system tells.
#include "posix_path.hpp"

#include <sys/stat.h>

namespace adder::stdlib {
namespace {

PyStructSequence_Field fields[] = {
    {"st_mode", "protection bits"},
    {"st_ino", "inode"},
    {"st_dev", "device"},
    {"st_nlink", "number of hard links"},
    {"st_uid", "user ID of owner"},
    {"st_gid", "group ID of owner"},
    {"st_size", "total size, in bytes"},
    {PyStructSequence_UnnamedField, "integer time of last access"},
    {PyStructSequence_UnnamedField, "integer time of last modification"},
    {PyStructSequence_UnnamedField, "integer time of last change"},
    {"st_atime", "time of last access"},
    {"st_mtime", "time of last modification"},
    {"st_ctime", "time of last change"},
    {"st_atime_ns", "time of last access in nanoseconds"},
    {"st_mtime_ns", "time of last modification in nanoseconds"},
    {"st_ctime_ns", "time of last change in nanoseconds"},
    {"st_blksize", "blocksize for filesystem I/O"},
    {"st_blocks", "number of blocks allocated"},
    {"st_rdev", "device type (if inode device)"},
    {nullptr, nullptr},
};

PyStructSequence_Desc description = {
    .name = "os.stat_result",
    .doc = "stat_result: Result from stat, fstat, or lstat.\n\nA tuple of mode, inode, device, links, user, "
           "group, size and three times; attributes have the names.",
    .fields = fields,
    .n_in_sequence = 10,
};

// The module holds a reference as long as it lives; the interpreter never unloads a built-in module.
PyTypeObject *&stat_result_type() {
    static PyTypeObject *type = nullptr;
    return type;
}

newfunc &inherited_new() {
    static newfunc function = nullptr;
    return function;
}

// A tuple made by a caller may have whole times only; they serve as the floats then, as CPython does.
PyObject *stat_result_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *result = inherited_new()(type, args, kwargs);
    if (result == nullptr) return nullptr;
    for (Py_ssize_t i = 7; i < 10; i++) {
        if (PyStructSequence_GET_ITEM(result, i + 3) != Py_None) continue;
        PyObject *whole = PyStructSequence_GET_ITEM(result, i);
        Py_DECREF(Py_None);
        PyStructSequence_SET_ITEM(result, i + 3, Py_NewRef(whole));
    }
    return result;
}

bool fill_times(PyObject *result, const timespec (&times)[3]) {
    for (Py_ssize_t i = 0; i < 3; i++) {
        long long whole = times[i].tv_sec;
        PyStructSequence_SET_ITEM(result, 7 + i, PyLong_FromLongLong(whole));
        PyStructSequence_SET_ITEM(
            result, 10 + i,
            PyFloat_FromDouble(static_cast<double>(whole) + 1e-9 * static_cast<double>(times[i].tv_nsec)));
        PyStructSequence_SET_ITEM(result, 13 + i,
                                  PyLong_FromLongLong(whole * 1'000'000'000 + times[i].tv_nsec));
    }
    return !PyErr_Occurred();
}

PyObject *make_stat_result(const struct stat &status) {
    Owned result(PyStructSequence_New(stat_result_type()));
    if (!result) return nullptr;
    const unsigned long long numbers[] = {status.st_mode,
                                          status.st_ino,
                                          status.st_dev,
                                          status.st_nlink,
                                          status.st_uid,
                                          status.st_gid,
                                          static_cast<unsigned long long>(status.st_size)};
    for (Py_ssize_t i = 0; i < 7; i++) {
        PyStructSequence_SET_ITEM(result.get(), i, PyLong_FromUnsignedLongLong(numbers[i]));
    }
    if (!fill_times(result.get(), {status.st_atim, status.st_mtim, status.st_ctim})) return nullptr;
    PyStructSequence_SET_ITEM(result.get(), 16, PyLong_FromLongLong(status.st_blksize));
    PyStructSequence_SET_ITEM(result.get(), 17, PyLong_FromLongLong(status.st_blocks));
    PyStructSequence_SET_ITEM(result.get(), 18, PyLong_FromUnsignedLongLong(status.st_rdev));
    return PyErr_Occurred() ? nullptr : result.release();
}

PyObject *stat_of(const Path &path, int folder, bool follow) {
    struct stat status;
    int result = path.descriptor >= 0
                     ? ::fstat(path.descriptor, &status)
                     : ::fstatat(folder, path.text(), &status, follow ? 0 : AT_SYMLINK_NOFOLLOW);
    return result < 0 ? raise_for(path) : make_stat_result(status);
}

PyObject *posix_stat(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"path", "dir_fd", "follow_symlinks", nullptr};
    Path path{.function = "stat", .takes_descriptor = true};
    int folder = AT_FDCWD;
    int follow = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O&|$O&p:stat", const_cast<char **>(names), convert_path,
                                     &path, convert_folder_descriptor, &folder, &follow)) {
        return nullptr;
    }
    return stat_of(path, folder, follow != 0);
}

PyObject *posix_lstat(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"path", "dir_fd", nullptr};
    Path path{.function = "lstat"};
    int folder = AT_FDCWD;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O&|$O&:lstat", const_cast<char **>(names), convert_path,
                                     &path, convert_folder_descriptor, &folder)) {
        return nullptr;
    }
    return stat_of(path, folder, false);
}

PyObject *posix_fstat(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"fd", nullptr};
    int descriptor;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "i:fstat", const_cast<char **>(names), &descriptor)) {
        return nullptr;
    }
    struct stat status;
    if (::fstat(descriptor, &status) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    return make_stat_result(status);
}

} // namespace

PyMethodDef stat_functions[] = {
    {"stat", _PyCFunction_CAST(posix_stat), METH_VARARGS | METH_KEYWORDS,
     "stat($module, /, path, *, dir_fd=None, follow_symlinks=True)\n--\n\n"
     "What the system knows about a file, given by its path or an open descriptor."},
    {"lstat", _PyCFunction_CAST(posix_lstat), METH_VARARGS | METH_KEYWORDS,
     "lstat($module, /, path, *, dir_fd=None)\n--\n\nLike stat(), but of a symbolic link itself."},
    {"fstat", _PyCFunction_CAST(posix_fstat), METH_VARARGS | METH_KEYWORDS,
     "fstat($module, /, fd)\n--\n\nLike stat(), of an open file descriptor."},
    {},
};

int init_stat(PyObject *module) {
    PyTypeObject *&type = stat_result_type();
    if (type == nullptr) {
        type = PyStructSequence_NewType(&description);
        if (type == nullptr) return -1;
        inherited_new() = type->tp_new;
        type->tp_new = stat_result_new;
    }
    return PyModule_AddObjectRef(module, "stat_result", reinterpret_cast<PyObject *>(type));
}

} // namespace adder::stdlib
