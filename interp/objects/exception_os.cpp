// SPDX-License-Identifier: MIT
//
// OSError: its arguments are errno, text and one or two file names, and errno chooses the class.
//
// `OSError(...)` called with an errno that has a class of its own makes an instance of that class. Python
// subclasses that define __init__ but not __new__ get their arguments in __init__; all others already in
// __new__.
#include "objects/exception_fields.hpp"

#include <cerrno>

namespace adder::objects {

namespace {

PyOSErrorObject *as_os_error(PyObject *self) {
    return reinterpret_cast<PyOSErrorObject *>(self);
}

struct Arguments {
    PyObject *number = nullptr;
    PyObject *text = nullptr;
    PyObject *filename = nullptr;
    PyObject *windows_error = nullptr;
    PyObject *filename2 = nullptr;
};

struct ClassOfErrno {
    int number;
    PyObject **type;
};

const ClassOfErrno classes_by_errno[] = {
    {EAGAIN, &PyExc_BlockingIOError},
    {EALREADY, &PyExc_BlockingIOError},
    {EINPROGRESS, &PyExc_BlockingIOError},
    {EPIPE, &PyExc_BrokenPipeError},
    {ESHUTDOWN, &PyExc_BrokenPipeError},
    {ECHILD, &PyExc_ChildProcessError},
    {ECONNABORTED, &PyExc_ConnectionAbortedError},
    {ECONNREFUSED, &PyExc_ConnectionRefusedError},
    {ECONNRESET, &PyExc_ConnectionResetError},
    {EEXIST, &PyExc_FileExistsError},
    {ENOENT, &PyExc_FileNotFoundError},
    {EISDIR, &PyExc_IsADirectoryError},
    {ENOTDIR, &PyExc_NotADirectoryError},
    {EINTR, &PyExc_InterruptedError},
    {EACCES, &PyExc_PermissionError},
    {EPERM, &PyExc_PermissionError},
    {ESRCH, &PyExc_ProcessLookupError},
    {ETIMEDOUT, &PyExc_TimeoutError},
};

PyTypeObject *class_for(PyTypeObject *type, PyObject *number) {
    if (reinterpret_cast<PyObject *>(type) != PyExc_OSError || number == nullptr || !PyLong_Check(number))
        return type;
    int overflow;
    long value = PyLong_AsLongAndOverflow(number, &overflow);
    for (const ClassOfErrno &entry : classes_by_errno)
        if (overflow == 0 && entry.number == value) return reinterpret_cast<PyTypeObject *>(*entry.type);
    return type;
}

int refuse_keywords(PyTypeObject *type, PyObject *kwargs) {
    if (kwargs == nullptr || PyDict_GET_SIZE(kwargs) == 0) return 0;
    return raise_type_error("%.200s() takes no keyword arguments", type->tp_name);
}

int parse_arguments(PyObject *args, Arguments &parsed) {
    Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (count < 2 || count > 5) return 0;
    bool is_good = PyArg_UnpackTuple(args, "OSError", 2, 5, &parsed.number, &parsed.text, &parsed.filename,
                                     &parsed.windows_error, &parsed.filename2);
    return is_good ? 0 : -1;
}

PyObject *os_error_new(PyTypeObject *type, PyObject *args, PyObject *kwargs);
int os_error_init(PyObject *self, PyObject *args, PyObject *kwargs);

bool uses_init(PyTypeObject *type) {
    return type->tp_init != os_error_init && type->tp_new == os_error_new;
}

// BlockingIOError's third argument is no file name but the count of characters written.
int set_written(PyOSErrorObject *error, PyObject *count) {
    error->written = PyNumber_AsSsize_t(count, PyExc_ValueError);
    return error->written == -1 && is_error_pending() ? -1 : 0;
}

int fill_os_error(PyObject *self, PyObject *args, const Arguments &parsed) {
    auto *error = as_os_error(self);
    Ref kept_args = Ref::borrow(args);
    if (parsed.filename != nullptr && parsed.filename != Py_None) {
        bool is_blocking = reinterpret_cast<PyObject *>(Py_TYPE(self)) == PyExc_BlockingIOError;
        if (is_blocking && PyNumber_Check(parsed.filename)) {
            TRY(set_written(error, parsed.filename));
        } else {
            Py_XSETREF(error->filename, Py_NewRef(parsed.filename));
            if (parsed.filename2 != nullptr && parsed.filename2 != Py_None)
                Py_XSETREF(error->filename2, Py_NewRef(parsed.filename2));
            kept_args = TRY_REF(PyTuple_GetSlice(args, 0, 2));
        }
    }
    Py_XSETREF(error->myerrno, Py_XNewRef(parsed.number));
    Py_XSETREF(error->strerror, Py_XNewRef(parsed.text));
    Py_XSETREF(error->args, kept_args.release());
    return 0;
}

PyObject *os_error_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    Arguments parsed;
    bool waits_for_init = uses_init(type);
    if (!waits_for_init) {
        TRY(refuse_keywords(type, kwargs));
        TRY(parse_arguments(args, parsed));
        type = class_for(type, parsed.number);
    }
    Ref self = TRY_REF(type->tp_alloc(type, 0));
    self.as<PyOSErrorObject>()->written = -1;
    if (waits_for_init) {
        self.as<PyOSErrorObject>()->args = TRY(PyTuple_New(0));
    } else {
        TRY(fill_os_error(self.get(), args, parsed));
    }
    return self.release();
}

int os_error_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    if (!uses_init(Py_TYPE(self))) return 0;
    Arguments parsed;
    TRY(refuse_keywords(Py_TYPE(self), kwargs));
    TRY(parse_arguments(args, parsed));
    return fill_os_error(self, args, parsed);
}

PyObject *or_none(PyObject *object) {
    return object == nullptr ? Py_None : object;
}

PyObject *os_error_str(PyObject *self) {
    auto *error = as_os_error(self);
    PyObject *number = or_none(error->myerrno);
    PyObject *text = or_none(error->strerror);
    if (error->filename != nullptr && error->filename2 != nullptr)
        return PyUnicode_FromFormat("[Errno %S] %S: %R -> %R", number, text, error->filename,
                                    error->filename2);
    if (error->filename != nullptr)
        return PyUnicode_FromFormat("[Errno %S] %S: %R", number, text, error->filename);
    if (error->myerrno != nullptr && error->strerror != nullptr)
        return PyUnicode_FromFormat("[Errno %S] %S", number, text);
    return exception_str(self);
}

// The arguments with the file names back in their places.
Ref full_arguments(PyOSErrorObject *error) {
    if (PyTuple_GET_SIZE(error->args) != 2 || error->filename == nullptr) return Ref::borrow(error->args);
    PyObject *number = PyTuple_GET_ITEM(error->args, 0);
    PyObject *text = PyTuple_GET_ITEM(error->args, 1);
    if (error->filename2 == nullptr) return Ref::steal(PyTuple_Pack(3, number, text, error->filename));
    return Ref::steal(PyTuple_Pack(5, number, text, error->filename, Py_None, error->filename2));
}

PyObject *os_error_reduce(PyObject *self, PyObject *) {
    auto *error = as_os_error(self);
    Ref args = TRY(full_arguments(error));
    if (error->dict != nullptr) return PyTuple_Pack(3, Py_TYPE(self), args.get(), error->dict);
    return PyTuple_Pack(2, Py_TYPE(self), args.get());
}

PyObject *get_written(PyObject *self, void *) {
    if (as_os_error(self)->written == -1) return raise(PyExc_AttributeError, "characters_written");
    return PyLong_FromSsize_t(as_os_error(self)->written);
}

int set_characters_written(PyObject *self, PyObject *value, void *) {
    auto *error = as_os_error(self);
    if (value == nullptr) {
        if (error->written == -1) return raise(PyExc_AttributeError, "characters_written");
        error->written = -1;
        return 0;
    }
    Py_ssize_t count = PyNumber_AsSsize_t(value, PyExc_ValueError);
    if (count == -1 && is_error_pending()) return -1;
    error->written = count;
    return 0;
}

PyMemberDef os_error_members[] = {
    {"errno", T_OBJECT, offsetof(PyOSErrorObject, myerrno), 0, "POSIX exception code"},
    {"strerror", T_OBJECT, offsetof(PyOSErrorObject, strerror), 0, "exception strerror"},
    {"filename", T_OBJECT, offsetof(PyOSErrorObject, filename), 0, "exception filename"},
    {"filename2", T_OBJECT, offsetof(PyOSErrorObject, filename2), 0, "second exception filename"},
    {},
};

PyMethodDef os_error_methods[] = {
    {"__reduce__", os_error_reduce, METH_NOARGS, nullptr},
    {},
};

PyGetSetDef os_error_getset[] = {
    {"characters_written", get_written, set_characters_written, nullptr, nullptr},
    {},
};

using OSError = PyOSErrorObject;

} // namespace

const ExceptionFamily os_error_family = {
    sizeof(OSError),
    os_error_new,
    os_error_init,
    os_error_str,
    traverse_fields<OSError, &OSError::myerrno, &OSError::strerror, &OSError::filename, &OSError::filename2>,
    clear_fields<OSError, &OSError::myerrno, &OSError::strerror, &OSError::filename, &OSError::filename2>,
    os_error_methods,
    os_error_members,
    os_error_getset,
};

} // namespace adder::objects
