// SPDX-License-Identifier: MIT
//
// The part of posix that is not about files: the process and its user, the environment, the machine and
// random bytes. `environ` is read once, as bytes; os.py makes text of it.
#define PY_SSIZE_T_CLEAN
#include "posix_path.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace adder::stdlib {
namespace {

template <auto function> PyObject *call_for_int(PyObject *, PyObject *) {
    return PyLong_FromLongLong(static_cast<long long>(function()));
}

// --- the environment

PyObject *make_environ() {
    Owned result(PyDict_New());
    for (char **entry = ::environ; result && entry != nullptr && *entry != nullptr; entry++) {
        const char *equals = std::strchr(*entry, '=');
        if (equals == nullptr) continue;
        Owned name(PyBytes_FromStringAndSize(*entry, equals - *entry));
        Owned value(PyBytes_FromString(equals + 1));
        if (!name || !value || PyDict_SetDefault(result.get(), name.get(), value.get()) == nullptr)
            return nullptr;
    }
    return result.release();
}

PyObject *posix_putenv(PyObject *, PyObject *args) {
    PyObject *name_bytes;
    PyObject *value_bytes;
    if (!PyArg_ParseTuple(args, "O&O&:putenv", PyUnicode_FSConverter, &name_bytes, PyUnicode_FSConverter,
                          &value_bytes)) {
        return nullptr;
    }
    Owned name(name_bytes);
    Owned value(value_bytes);
    const char *text = PyBytes_AS_STRING(name_bytes);
    if (std::strchr(text, '=') != nullptr) {
        PyErr_SetString(PyExc_ValueError, "illegal environment variable name");
        return nullptr;
    }
    if (::setenv(text, PyBytes_AS_STRING(value_bytes), 1) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}

PyObject *posix_unsetenv(PyObject *, PyObject *args) {
    PyObject *name_bytes;
    if (!PyArg_ParseTuple(args, "O&:unsetenv", PyUnicode_FSConverter, &name_bytes)) return nullptr;
    Owned name(name_bytes);
    if (::unsetenv(PyBytes_AS_STRING(name_bytes)) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}

// --- random bytes

PyObject *random_bytes(Py_ssize_t size, unsigned int flags) {
    Owned bytes(PyBytes_FromStringAndSize(nullptr, size));
    if (!bytes) return nullptr;
    for (Py_ssize_t done = 0; done < size;) {
        ssize_t count =
            ::getrandom(PyBytes_AS_STRING(bytes.get()) + done, static_cast<size_t>(size - done), flags);
        if (count < 0 && errno != EINTR) return PyErr_SetFromErrno(PyExc_OSError);
        if (count < 0 && PyErr_CheckSignals() < 0) return nullptr;
        if (count > 0) done += count;
    }
    return bytes.release();
}

PyObject *posix_urandom(PyObject *, PyObject *args) {
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "n:urandom", &size)) return nullptr;
    if (size >= 0) return random_bytes(size, 0);
    PyErr_SetString(PyExc_ValueError, "negative argument not allowed");
    return nullptr;
}

// --- processes

PyObject *posix_exit(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"status", nullptr};
    int status;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "i:_exit", const_cast<char **>(names), &status))
        return nullptr;
    ::_exit(status);
}

PyObject *posix_abort(PyObject *, PyObject *) {
    std::abort();
}

PyObject *posix_kill(PyObject *, PyObject *args) {
    int process;
    int signal;
    if (!PyArg_ParseTuple(args, "ii:kill", &process, &signal)) return nullptr;
    if (::kill(process, signal) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    if (PyErr_CheckSignals() < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *posix_system(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"command", nullptr};
    PyObject *bytes;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O&:system", const_cast<char **>(names),
                                     PyUnicode_FSConverter, &bytes)) {
        return nullptr;
    }
    Owned command(bytes);
    return PyLong_FromLong(std::system(PyBytes_AS_STRING(bytes)));
}

// --- the machine

PyObject *posix_strerror(PyObject *, PyObject *args) {
    int code;
    if (!PyArg_ParseTuple(args, "i:strerror", &code)) return nullptr;
    return PyUnicode_DecodeFSDefault(std::strerror(code));
}

PyObject *posix_cpu_count(PyObject *, PyObject *) {
    long count = ::sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1) Py_RETURN_NONE;
    return PyLong_FromLong(count);
}

PyStructSequence_Field uname_fields[] = {
    {"sysname", "operating system name"},    {"nodename", "name of machine on network"},
    {"release", "operating system release"}, {"version", "operating system version"},
    {"machine", "hardware identifier"},      {nullptr, nullptr},
};
PyStructSequence_Desc uname_description = {"posix.uname_result", "The result of os.uname().", uname_fields,
                                           5};

PyStructSequence_Field times_fields[] = {
    {"user", "user time"},
    {"system", "system time"},
    {"children_user", "user time of children"},
    {"children_system", "system time of children"},
    {"elapsed", "elapsed time since an arbitrary point in the past"},
    {nullptr, nullptr},
};
PyStructSequence_Desc times_description = {"posix.times_result", "The result of os.times().", times_fields,
                                           5};

PyStructSequence_Field terminal_fields[] = {
    {"columns", "width of the terminal window in characters"},
    {"lines", "height of the terminal window in characters"},
    {nullptr, nullptr},
};
PyStructSequence_Desc terminal_description = {"os.terminal_size", "Columns and lines of a terminal.",
                                              terminal_fields, 2};

// The result types, made when the module is first initialized and kept for good.
struct ResultTypes {
    PyTypeObject *uname = nullptr;
    PyTypeObject *times = nullptr;
    PyTypeObject *terminal = nullptr;
};
ResultTypes &result_types() {
    static ResultTypes types;
    return types;
}

PyObject *posix_uname(PyObject *, PyObject *) {
    utsname names;
    if (::uname(&names) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    const char *texts[] = {names.sysname, names.nodename, names.release, names.version, names.machine};
    Owned result(PyStructSequence_New(result_types().uname));
    for (Py_ssize_t i = 0; result && i < 5; i++) {
        PyObject *text = PyUnicode_DecodeFSDefault(texts[i]);
        if (text == nullptr) return nullptr;
        PyStructSequence_SET_ITEM(result.get(), i, text);
    }
    return result.release();
}

PyObject *posix_times(PyObject *, PyObject *) {
    tms used;
    clock_t elapsed = ::times(&used);
    if (elapsed == static_cast<clock_t>(-1)) return PyErr_SetFromErrno(PyExc_OSError);
    const clock_t ticks[] = {used.tms_utime, used.tms_stime, used.tms_cutime, used.tms_cstime, elapsed};
    auto second = static_cast<double>(::sysconf(_SC_CLK_TCK));
    Owned result(PyStructSequence_New(result_types().times));
    for (Py_ssize_t i = 0; result && i < 5; i++) {
        PyStructSequence_SET_ITEM(result.get(), i,
                                  PyFloat_FromDouble(static_cast<double>(ticks[i]) / second));
    }
    return result.release();
}

PyObject *posix_get_terminal_size(PyObject *, PyObject *args) {
    int descriptor = STDOUT_FILENO;
    if (!PyArg_ParseTuple(args, "|i:get_terminal_size", &descriptor)) return nullptr;
    winsize size;
    if (::ioctl(descriptor, TIOCGWINSZ, &size) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    Owned result(PyStructSequence_New(result_types().terminal));
    if (!result) return nullptr;
    PyStructSequence_SET_ITEM(result.get(), 0, PyLong_FromLong(size.ws_col));
    PyStructSequence_SET_ITEM(result.get(), 1, PyLong_FromLong(size.ws_row));
    return result.release();
}

int add_result_type(PyObject *module, const char *name, PyTypeObject *&type,
                    PyStructSequence_Desc &description) {
    if (type == nullptr) type = PyStructSequence_NewType(&description);
    return type == nullptr ? -1 : PyModule_AddObjectRef(module, name, reinterpret_cast<PyObject *>(type));
}

} // namespace

PyMethodDef process_functions[] = {
    {"_exit", _PyCFunction_CAST(posix_exit), METH_VARARGS | METH_KEYWORDS,
     "_exit($module, /, status)\n--\n\nEnd the process at once, without any cleaning up."},
    {"abort", posix_abort, METH_NOARGS, "abort($module, /)\n--\n\nEnd the process with the signal SIGABRT."},
    {"cpu_count", posix_cpu_count, METH_NOARGS,
     "cpu_count($module, /)\n--\n\nHow many processors there are, or None."},
    {"get_terminal_size", posix_get_terminal_size, METH_VARARGS,
     "The size of the terminal window as (columns, lines)."},
    {"getegid", call_for_int<::getegid>, METH_NOARGS, "getegid($module, /)\n--\n\nThe effective group."},
    {"geteuid", call_for_int<::geteuid>, METH_NOARGS, "geteuid($module, /)\n--\n\nThe effective user."},
    {"getgid", call_for_int<::getgid>, METH_NOARGS, "getgid($module, /)\n--\n\nThe group of the process."},
    {"getpid", call_for_int<::getpid>, METH_NOARGS, "getpid($module, /)\n--\n\nThe number of the process."},
    {"getppid", call_for_int<::getppid>, METH_NOARGS,
     "getppid($module, /)\n--\n\nThe number of the parent process."},
    {"getuid", call_for_int<::getuid>, METH_NOARGS, "getuid($module, /)\n--\n\nThe user of the process."},
    {"kill", posix_kill, METH_VARARGS, "kill($module, pid, signal, /)\n--\n\nSend a signal to a process."},
    {"putenv", posix_putenv, METH_VARARGS,
     "putenv($module, name, value, /)\n--\n\nSet an environment variable."},
    {"strerror", posix_strerror, METH_VARARGS,
     "strerror($module, code, /)\n--\n\nThe system's text for an error number."},
    {"system", _PyCFunction_CAST(posix_system), METH_VARARGS | METH_KEYWORDS,
     "system($module, /, command)\n--\n\nRun a command in a shell; its wait status."},
    {"times", posix_times, METH_NOARGS, "times($module, /)\n--\n\nThe processor time used so far."},
    {"uname", posix_uname, METH_NOARGS, "uname($module, /)\n--\n\nThe names of system and machine."},
    {"unsetenv", posix_unsetenv, METH_VARARGS,
     "unsetenv($module, name, /)\n--\n\nRemove an environment variable."},
    {"urandom", posix_urandom, METH_VARARGS,
     "urandom($module, size, /)\n--\n\nRandom bytes of the system, fit for cryptography."},
    {},
};

int init_process(PyObject *module) {
    Owned environment(make_environ());
    if (!environment || PyModule_AddObjectRef(module, "environ", environment.get()) < 0) return -1;
    ResultTypes &types = result_types();
    if (add_result_type(module, "uname_result", types.uname, uname_description) < 0) return -1;
    if (add_result_type(module, "times_result", types.times, times_description) < 0) return -1;
    return add_result_type(module, "terminal_size", types.terminal, terminal_description);
}

} // namespace adder::stdlib
