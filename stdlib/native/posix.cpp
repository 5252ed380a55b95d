// SPDX-License-Identifier: MIT
//
// The module posix: the system's calls about files and folders, under the names that os.py passes on. A
// failed call is an OSError of errno. Paths are converted in posix_path, what is not about files is in
// posix_process.
#define PY_SSIZE_T_CLEAN
#include "posix_path.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace adder::stdlib {
namespace {

template <typename... Targets>
bool parse(PyObject *args, PyObject *kwargs, const char *format, std::initializer_list<const char *> names,
           Targets... targets) {
    const char *list[8] = {};
    std::copy(names.begin(), names.end(), list);
    return PyArg_ParseTupleAndKeywords(args, kwargs, format, const_cast<char **>(list), targets...);
}

// --- folders

PyObject *posix_listdir(PyObject *, PyObject *args, PyObject *kwargs) {
    Path path{.function = "listdir", .takes_descriptor = true, .takes_none = true};
    if (!parse(args, kwargs, "|O&:listdir", {"path"}, convert_path, &path)) return nullptr;
    int copy = path.descriptor >= 0 ? ::fcntl(path.descriptor, F_DUPFD_CLOEXEC, 0) : -1;
    if (path.descriptor >= 0 && copy < 0) return raise_for(path);
    DIR *opened = copy >= 0 ? ::fdopendir(copy) : ::opendir(path.text());
    if (opened == nullptr) {
        Owned failed(raise_for(path));
        if (copy >= 0) ::close(copy);
        return nullptr;
    }
    if (copy >= 0) ::rewinddir(opened);
    std::unique_ptr<DIR, int (*)(DIR *)> folder(opened, ::closedir);
    Owned result(PyList_New(0));
    while (result) {
        errno = 0;
        const dirent *entry = ::readdir(folder.get());
        if (entry == nullptr) return errno == 0 ? result.release() : raise_for(path);
        std::string_view name = entry->d_name;
        if (name == "." || name == "..") continue;
        Owned text(from_system_text(name.data(), name.size(), path.is_bytes()));
        if (!text || PyList_Append(result.get(), text.get()) < 0) return nullptr;
    }
    return nullptr;
}

PyObject *posix_mkdir(PyObject *, PyObject *args, PyObject *kwargs) {
    Path path{.function = "mkdir"};
    int mode = 0777;
    int folder = AT_FDCWD;
    if (!parse(args, kwargs, "O&|i$O&:mkdir", {"path", "mode", "dir_fd"}, convert_path, &path, &mode,
               convert_folder_descriptor, &folder)) {
        return nullptr;
    }
    return none_or_raise(::mkdirat(folder, path.text(), static_cast<mode_t>(mode)), path);
}

// remove, unlink and rmdir differ by name and flag.
template <int flag> PyObject *remove_path(const char *function, PyObject *args, PyObject *kwargs) {
    Path path{.function = function};
    int folder = AT_FDCWD;
    std::string format = std::string("O&|$O&:") + function;
    if (!parse(args, kwargs, format.c_str(), {"path", "dir_fd"}, convert_path, &path,
               convert_folder_descriptor, &folder)) {
        return nullptr;
    }
    return none_or_raise(::unlinkat(folder, path.text(), flag), path);
}

PyObject *posix_rmdir(PyObject *, PyObject *args, PyObject *kwargs) {
    return remove_path<AT_REMOVEDIR>("rmdir", args, kwargs);
}
PyObject *posix_remove(PyObject *, PyObject *args, PyObject *kwargs) {
    return remove_path<0>("remove", args, kwargs);
}
PyObject *posix_unlink(PyObject *, PyObject *args, PyObject *kwargs) {
    return remove_path<0>("unlink", args, kwargs);
}

PyObject *posix_chdir(PyObject *, PyObject *args, PyObject *kwargs) {
    Path path{.function = "chdir", .takes_descriptor = true};
    if (!parse(args, kwargs, "O&:chdir", {"path"}, convert_path, &path)) return nullptr;
    return none_or_raise(path.descriptor >= 0 ? ::fchdir(path.descriptor) : ::chdir(path.text()), path);
}

PyObject *current_folder(bool as_bytes) {
    std::unique_ptr<char, void (*)(void *)> text(::getcwd(nullptr, 0), std::free);
    if (!text) return PyErr_SetFromErrno(PyExc_OSError);
    return from_system_text(text.get(), std::string_view(text.get()).size(), as_bytes);
}
PyObject *posix_getcwd(PyObject *, PyObject *) {
    return current_folder(false);
}
PyObject *posix_getcwdb(PyObject *, PyObject *) {
    return current_folder(true);
}

// --- names of files

PyObject *rename_path(const char *function, PyObject *args, PyObject *kwargs) {
    Path from{.function = function};
    Path to{.function = function};
    int from_folder = AT_FDCWD;
    int to_folder = AT_FDCWD;
    std::string format = std::string("O&O&|$O&O&:") + function;
    if (!parse(args, kwargs, format.c_str(), {"src", "dst", "src_dir_fd", "dst_dir_fd"}, convert_path, &from,
               convert_path, &to, convert_folder_descriptor, &from_folder, convert_folder_descriptor,
               &to_folder)) {
        return nullptr;
    }
    if (::renameat(from_folder, from.text(), to_folder, to.text()) < 0) return raise_for(from, to);
    Py_RETURN_NONE;
}
PyObject *posix_rename(PyObject *, PyObject *args, PyObject *kwargs) {
    return rename_path("rename", args, kwargs);
}
PyObject *posix_replace(PyObject *, PyObject *args, PyObject *kwargs) {
    return rename_path("replace", args, kwargs);
}

PyObject *posix_link(PyObject *, PyObject *args, PyObject *kwargs) {
    Path from{.function = "link"};
    Path to{.function = "link"};
    int folders[2] = {AT_FDCWD, AT_FDCWD};
    int follow = 1;
    if (!parse(args, kwargs, "O&O&|$O&O&p:link",
               {"src", "dst", "src_dir_fd", "dst_dir_fd", "follow_symlinks"}, convert_path, &from,
               convert_path, &to, convert_folder_descriptor, &folders[0], convert_folder_descriptor,
               &folders[1], &follow)) {
        return nullptr;
    }
    int flags = follow != 0 ? AT_SYMLINK_FOLLOW : 0;
    if (::linkat(folders[0], from.text(), folders[1], to.text(), flags) < 0) return raise_for(from, to);
    Py_RETURN_NONE;
}

PyObject *posix_symlink(PyObject *, PyObject *args, PyObject *kwargs) {
    Path target{.function = "symlink"};
    Path link{.function = "symlink"};
    int is_folder = 0;
    int folder = AT_FDCWD;
    if (!parse(args, kwargs, "O&O&|p$O&:symlink", {"src", "dst", "target_is_directory", "dir_fd"},
               convert_path, &target, convert_path, &link, &is_folder, convert_folder_descriptor, &folder)) {
        return nullptr;
    }
    if (::symlinkat(target.text(), folder, link.text()) < 0) return raise_for(target, link);
    Py_RETURN_NONE;
}

PyObject *posix_readlink(PyObject *, PyObject *args, PyObject *kwargs) {
    Path path{.function = "readlink"};
    int folder = AT_FDCWD;
    if (!parse(args, kwargs, "O&|$O&:readlink", {"path", "dir_fd"}, convert_path, &path,
               convert_folder_descriptor, &folder)) {
        return nullptr;
    }
    char text[4097];
    ssize_t size = ::readlinkat(folder, path.text(), text, sizeof text - 1);
    if (size < 0) return raise_for(path);
    return from_system_text(text, static_cast<size_t>(size), path.is_bytes());
}

// --- properties of files

PyObject *posix_access(PyObject *, PyObject *args, PyObject *kwargs) {
    Path path{.function = "access"};
    int mode;
    int folder = AT_FDCWD;
    int effective = 0;
    int follow = 1;
    if (!parse(args, kwargs, "O&i|$O&pp:access",
               {"path", "mode", "dir_fd", "effective_ids", "follow_symlinks"}, convert_path, &path, &mode,
               convert_folder_descriptor, &folder, &effective, &follow)) {
        return nullptr;
    }
    int flags = (effective != 0 ? AT_EACCESS : 0) | (follow != 0 ? 0 : AT_SYMLINK_NOFOLLOW);
    return PyBool_FromLong(::faccessat(folder, path.text(), mode, flags) == 0);
}

PyObject *posix_chmod(PyObject *, PyObject *args, PyObject *kwargs) {
    Path path{.function = "chmod", .takes_descriptor = true};
    int mode;
    int folder = AT_FDCWD;
    int follow = 1;
    if (!parse(args, kwargs, "O&i|$O&p:chmod", {"path", "mode", "dir_fd", "follow_symlinks"}, convert_path,
               &path, &mode, convert_folder_descriptor, &folder, &follow)) {
        return nullptr;
    }
    auto bits = static_cast<mode_t>(mode);
    if (path.descriptor >= 0) return none_or_raise(::fchmod(path.descriptor, bits), path);
    int flags = follow != 0 ? 0 : AT_SYMLINK_NOFOLLOW;
    return none_or_raise(::fchmodat(folder, path.text(), bits, flags), path);
}

PyObject *posix_truncate(PyObject *, PyObject *args, PyObject *kwargs) {
    Path path{.function = "truncate", .takes_descriptor = true};
    long long length;
    if (!parse(args, kwargs, "O&L:truncate", {"path", "length"}, convert_path, &path, &length))
        return nullptr;
    int result =
        path.descriptor >= 0 ? ::ftruncate(path.descriptor, length) : ::truncate(path.text(), length);
    return none_or_raise(result, path);
}

PyObject *posix_umask(PyObject *, PyObject *args) {
    int mask;
    if (!PyArg_ParseTuple(args, "i:umask", &mask)) return nullptr;
    return PyLong_FromUnsignedLong(::umask(static_cast<mode_t>(mask)));
}

// --- descriptors

PyObject *none_or_error(int result) {
    if (result < 0) return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}
PyObject *int_or_error(long long result) {
    return result < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyLong_FromLongLong(result);
}

// Repeats a call that a signal interrupted, unless its handler raised.
template <typename Call> ssize_t call_again(Call call) {
    for (;;) {
        ssize_t result = call();
        if (result >= 0 || errno != EINTR || PyErr_CheckSignals() < 0) return result;
    }
}

PyObject *posix_open(PyObject *, PyObject *args, PyObject *kwargs) {
    Path path{.function = "open"};
    int flags;
    int mode = 0777;
    int folder = AT_FDCWD;
    if (!parse(args, kwargs, "O&i|i$O&:open", {"path", "flags", "mode", "dir_fd"}, convert_path, &path,
               &flags, &mode, convert_folder_descriptor, &folder)) {
        return nullptr;
    }
    auto descriptor = call_again([&] { return ::openat(folder, path.text(), flags | O_CLOEXEC, mode); });
    if (descriptor < 0) return PyErr_Occurred() ? nullptr : raise_for(path);
    return PyLong_FromSsize_t(descriptor);
}

PyObject *posix_close(PyObject *, PyObject *args, PyObject *kwargs) {
    int descriptor;
    if (!parse(args, kwargs, "i:close", {"fd"}, &descriptor)) return nullptr;
    return none_or_error(::close(descriptor));
}

PyObject *posix_read(PyObject *, PyObject *args) {
    int descriptor;
    Py_ssize_t length;
    if (!PyArg_ParseTuple(args, "in:read", &descriptor, &length)) return nullptr;
    if (length < 0) {
        errno = EINVAL;
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    Owned bytes(PyBytes_FromStringAndSize(nullptr, length));
    if (!bytes) return nullptr;
    ssize_t size = call_again(
        [&] { return ::read(descriptor, PyBytes_AS_STRING(bytes.get()), static_cast<size_t>(length)); });
    if (size < 0) return PyErr_Occurred() ? nullptr : PyErr_SetFromErrno(PyExc_OSError);
    PyObject *result = bytes.release();
    return _PyBytes_Resize(&result, size) < 0 ? nullptr : result;
}

PyObject *posix_write(PyObject *, PyObject *args) {
    int descriptor;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "iy*:write", &descriptor, &data)) return nullptr;
    ssize_t size = call_again([&] { return ::write(descriptor, data.buf, static_cast<size_t>(data.len)); });
    PyObject *result = size < 0 && PyErr_Occurred() ? nullptr : int_or_error(size);
    PyBuffer_Release(&data);
    return result;
}

PyObject *posix_lseek(PyObject *, PyObject *args) {
    int descriptor;
    long long position;
    int whence;
    if (!PyArg_ParseTuple(args, "iLi:lseek", &descriptor, &position, &whence)) return nullptr;
    return int_or_error(::lseek(descriptor, position, whence));
}

PyObject *posix_dup(PyObject *, PyObject *args) {
    int descriptor;
    if (!PyArg_ParseTuple(args, "i:dup", &descriptor)) return nullptr;
    return int_or_error(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
}

PyObject *posix_dup2(PyObject *, PyObject *args, PyObject *kwargs) {
    int descriptor;
    int other;
    int inheritable = 1;
    if (!parse(args, kwargs, "ii|p:dup2", {"fd", "fd2", "inheritable"}, &descriptor, &other, &inheritable)) {
        return nullptr;
    }
    return int_or_error(inheritable != 0 ? ::dup2(descriptor, other) : ::dup3(descriptor, other, O_CLOEXEC));
}

PyObject *posix_pipe(PyObject *, PyObject *) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    return Py_BuildValue("(ii)", ends[0], ends[1]);
}

PyObject *posix_isatty(PyObject *, PyObject *args) {
    int descriptor;
    if (!PyArg_ParseTuple(args, "i:isatty", &descriptor)) return nullptr;
    return PyBool_FromLong(::isatty(descriptor));
}

PyObject *posix_fsync(PyObject *, PyObject *args, PyObject *kwargs) {
    PyObject *file;
    if (!parse(args, kwargs, "O:fsync", {"fd"}, &file)) return nullptr;
    int descriptor = PyObject_AsFileDescriptor(file);
    return descriptor < 0 ? nullptr : none_or_error(::fsync(descriptor));
}

PyObject *posix_fspath(PyObject *, PyObject *args, PyObject *kwargs) {
    PyObject *path;
    return parse(args, kwargs, "O:fspath", {"path"}, &path) ? PyOS_FSPath(path) : nullptr;
}

// --- the module

#define WITH_KEYWORDS(function) _PyCFunction_CAST(function), METH_VARARGS | METH_KEYWORDS
PyMethodDef functions[] = {
    {"access", WITH_KEYWORDS(posix_access),
     "access($module, /, path, mode, *, dir_fd=None, effective_ids=False,\n       "
     "follow_symlinks=True)\n--\n\n"
     "Whether the process may use the file in the way that mode says."},
    {"chdir", WITH_KEYWORDS(posix_chdir), "chdir($module, /, path)\n--\n\nMake a folder the current one."},
    {"chmod", WITH_KEYWORDS(posix_chmod),
     "chmod($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)\n--\n\nChange a file's "
     "permissions."},
    {"close", WITH_KEYWORDS(posix_close), "close($module, /, fd)\n--\n\nClose a file descriptor."},
    {"dup", posix_dup, METH_VARARGS, "dup($module, fd, /)\n--\n\nA second descriptor of an open file."},
    {"dup2", WITH_KEYWORDS(posix_dup2),
     "dup2($module, /, fd, fd2, inheritable=True)\n--\n\nMake fd2 a descriptor of fd's file."},
    {"fspath", WITH_KEYWORDS(posix_fspath),
     "fspath($module, /, path)\n--\n\nThe str or bytes of a path, or of an object with __fspath__()."},
    {"fsync", WITH_KEYWORDS(posix_fsync), "fsync($module, /, fd)\n--\n\nWrite a file through to its device."},
    {"getcwd", posix_getcwd, METH_NOARGS, "getcwd($module, /)\n--\n\nThe current folder, as str."},
    {"getcwdb", posix_getcwdb, METH_NOARGS, "getcwdb($module, /)\n--\n\nThe current folder, as bytes."},
    {"isatty", posix_isatty, METH_VARARGS, "isatty($module, fd, /)\n--\n\nWhether fd is a terminal."},
    {"link", WITH_KEYWORDS(posix_link),
     "link($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None,\n     follow_symlinks=True)\n--\n\n"
     "Give a file a second name."},
    {"listdir", WITH_KEYWORDS(posix_listdir),
     "listdir($module, /, path=None)\n--\n\nThe names in a folder, without '.' and '..', in no order."},
    {"lseek", posix_lseek, METH_VARARGS,
     "lseek($module, fd, position, whence, /)\n--\n\nMove in an open file."},
    {"mkdir", WITH_KEYWORDS(posix_mkdir),
     "mkdir($module, /, path, mode=511, *, dir_fd=None)\n--\n\nMake a folder."},
    {"open", WITH_KEYWORDS(posix_open),
     "open($module, /, path, flags, mode=511, *, dir_fd=None)\n--\n\nOpen a file; its descriptor."},
    {"pipe", posix_pipe, METH_NOARGS,
     "pipe($module, /)\n--\n\nThe reading and the writing end of a new pipe."},
    {"read", posix_read, METH_VARARGS, "read($module, fd, length, /)\n--\n\nRead bytes from a descriptor."},
    {"readlink", WITH_KEYWORDS(posix_readlink),
     "readlink($module, /, path, *, dir_fd=None)\n--\n\nWhere a symbolic link points."},
    {"remove", WITH_KEYWORDS(posix_remove),
     "remove($module, /, path, *, dir_fd=None)\n--\n\nRemove a file (the same as unlink())."},
    {"rename", WITH_KEYWORDS(posix_rename),
     "rename($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)\n--\n\nRename a file or folder."},
    {"replace", WITH_KEYWORDS(posix_replace),
     "replace($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)\n--\n\n"
     "Rename a file or folder, overwriting what is there."},
    {"rmdir", WITH_KEYWORDS(posix_rmdir),
     "rmdir($module, /, path, *, dir_fd=None)\n--\n\nRemove an empty folder."},
    {"symlink", WITH_KEYWORDS(posix_symlink),
     "symlink($module, /, src, dst, target_is_directory=False, *, dir_fd=None)\n--\n\nMake a symbolic link."},
    {"truncate", WITH_KEYWORDS(posix_truncate),
     "truncate($module, /, path, length)\n--\n\nCut or extend a file to a length."},
    {"umask", posix_umask, METH_VARARGS,
     "umask($module, mask, /)\n--\n\nSet the mask of permissions for new files; the previous one."},
    {"unlink", WITH_KEYWORDS(posix_unlink), "unlink($module, /, path, *, dir_fd=None)\n--\n\nRemove a file."},
    {"write", posix_write, METH_VARARGS,
     "write($module, fd, data, /)\n--\n\nWrite bytes to a descriptor; how many were written."},
    {},
};

int execute(PyObject *module) {
    const struct {
        const char *name;
        long value;
    } constants[] = {
        {"F_OK", F_OK},
        {"R_OK", R_OK},
        {"W_OK", W_OK},
        {"X_OK", X_OK},
        {"O_ACCMODE", O_ACCMODE},
        {"O_APPEND", O_APPEND},
        {"O_CLOEXEC", O_CLOEXEC},
        {"O_CREAT", O_CREAT},
        {"O_DIRECTORY", O_DIRECTORY},
        {"O_DSYNC", O_DSYNC},
        {"O_EXCL", O_EXCL},
        {"O_NOCTTY", O_NOCTTY},
        {"O_NOFOLLOW", O_NOFOLLOW},
        {"O_NONBLOCK", O_NONBLOCK},
        {"O_RDONLY", O_RDONLY},
        {"O_RDWR", O_RDWR},
        {"O_SYNC", O_SYNC},
        {"O_TRUNC", O_TRUNC},
        {"O_WRONLY", O_WRONLY},
        {"TMP_MAX", TMP_MAX},
    };
    for (const auto &[name, value] : constants) {
        if (PyModule_AddIntConstant(module, name, value) < 0) return -1;
    }
    if (PyModule_AddFunctions(module, stat_functions) < 0) return -1;
    if (PyModule_AddFunctions(module, process_functions) < 0) return -1;
    if (PyModule_AddObjectRef(module, "error", PyExc_OSError) < 0) return -1;
    if (init_children(module) < 0) return -1;
    return init_stat(module) < 0 ? -1 : init_process(module);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "posix",
    .m_doc = "The operating system's functions of the POSIX standard; use them through the module os.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit_posix(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
