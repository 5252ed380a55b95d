// SPDX-License-Identifier: MIT
//
// The part of posix that is about other processes: fork, exec, waiting for children and what their status
// says, process groups, and which descriptors a child gets. How subprocess starts a program is in
// posixsubprocess.cpp.
#define PY_SSIZE_T_CLEAN
#include "posix_path.hpp"
#include "process_arguments.hpp"

#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <type_traits>
#include <unistd.h>

namespace adder::stdlib {
namespace {

PyObject *none_or_error(int result) {
    if (result < 0) return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}
PyObject *int_or_error(long result) {
    return result < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyLong_FromLong(result);
}

// --- fork and exec

PyObject *posix_fork(PyObject *, PyObject *) {
    if (PySys_Audit("os.fork", nullptr) < 0) return nullptr;
    return int_or_error(::fork());
}

// Replaces the process by a program; returns only to tell why that failed.
PyObject *execute_program(Path &path, PyObject *arguments, PyObject *environment, const char *function) {
    if (!PyList_Check(arguments) && !PyTuple_Check(arguments)) {
        PyErr_Format(PyExc_TypeError, "%s must be a tuple or list", function);
        return nullptr;
    }
    if (PySequence_Size(arguments) < 1) {
        PyErr_Format(PyExc_ValueError, "%s must not be empty", function);
        return nullptr;
    }
    ProcessStrings texts;
    if (texts.add_paths(arguments) < 0) return nullptr;
    if (PyBytes_GET_SIZE(texts.objects().front().get()) == 0) {
        PyErr_Format(PyExc_ValueError, "%s first element cannot be empty", function);
        return nullptr;
    }
    ProcessStrings variables;
    if (environment != nullptr && variables.add_environment(environment) < 0) return nullptr;
    char **list = texts.pointers();
    if (environment == nullptr) {
        ::execv(path.text(), list);
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    ::execve(path.text(), list, variables.pointers());
    return raise_for(path);
}

PyObject *posix_execv(PyObject *, PyObject *args) {
    Path path{.function = "execv"};
    PyObject *arguments;
    if (!PyArg_ParseTuple(args, "O&O:execv", convert_path, &path, &arguments)) return nullptr;
    return execute_program(path, arguments, nullptr, "execv() arg 2");
}

PyObject *posix_execve(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"path", "argv", "env", nullptr};
    Path path{.function = "execve"};
    PyObject *arguments;
    PyObject *environment;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O&OO:execve", const_cast<char **>(names), convert_path,
                                     &path, &arguments, &environment)) {
        return nullptr;
    }
    if (!PyMapping_Check(environment)) {
        PyErr_SetString(PyExc_TypeError, "execve: environment must be a mapping object");
        return nullptr;
    }
    return execute_program(path, arguments, environment, "execve: argv");
}

// --- waiting

PyObject *wait_for(pid_t process, int options) {
    int status = 0;
    pid_t ended;
    do {
        Py_BEGIN_ALLOW_THREADS;
        ended = ::waitpid(process, &status, options);
        Py_END_ALLOW_THREADS;
        if (ended < 0 && errno == EINTR && PyErr_CheckSignals() < 0) return nullptr;
    } while (ended < 0 && errno == EINTR);
    if (ended < 0) return PyErr_SetFromErrno(PyExc_OSError);
    return Py_BuildValue("(ii)", static_cast<int>(ended), status);
}

PyObject *posix_waitpid(PyObject *, PyObject *args) {
    int process;
    int options;
    return PyArg_ParseTuple(args, "ii:waitpid", &process, &options) ? wait_for(process, options) : nullptr;
}

PyObject *posix_wait(PyObject *, PyObject *) {
    return wait_for(-1, 0);
}

// The macros of <sys/wait.h> as functions of one status.
template <auto question> PyObject *ask_status(PyObject *args, PyObject *kwargs, const char *format) {
    static const char *names[] = {"status", nullptr};
    int status;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, format, const_cast<char **>(names), &status))
        return nullptr;
    auto answer = question(status);
    if constexpr (std::is_same_v<decltype(answer), bool>) {
        return PyBool_FromLong(answer);
    } else {
        return PyLong_FromLong(answer);
    }
}

#define STATUS_FUNCTION(name, type)                                                                          \
    PyObject *posix_##name(PyObject *, PyObject *args, PyObject *kwargs) {                                   \
        return ask_status<[](int status) { return static_cast<type>(name(status)); }>(args, kwargs,          \
                                                                                      "i:" #name);           \
    }
STATUS_FUNCTION(WIFCONTINUED, bool)
STATUS_FUNCTION(WIFSTOPPED, bool)
STATUS_FUNCTION(WIFSIGNALED, bool)
STATUS_FUNCTION(WIFEXITED, bool)
STATUS_FUNCTION(WEXITSTATUS, int)
STATUS_FUNCTION(WTERMSIG, int)
STATUS_FUNCTION(WSTOPSIG, int)
#undef STATUS_FUNCTION

PyObject *posix_WCOREDUMP(PyObject *, PyObject *args) {
    int status;
    return PyArg_ParseTuple(args, "i:WCOREDUMP", &status) ? PyBool_FromLong(WCOREDUMP(status)) : nullptr;
}

PyObject *posix_waitstatus_to_exitcode(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"status", nullptr};
    int status;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "i:waitstatus_to_exitcode", const_cast<char **>(names),
                                     &status)) {
        return nullptr;
    }
    if (WIFEXITED(status)) return PyLong_FromLong(WEXITSTATUS(status));
    if (WIFSIGNALED(status)) return PyLong_FromLong(-WTERMSIG(status));
    if (WIFSTOPPED(status)) {
        PyErr_Format(PyExc_ValueError, "process stopped by delivery of signal %i", WSTOPSIG(status));
        return nullptr;
    }
    PyErr_Format(PyExc_ValueError, "invalid wait status: %i", status);
    return nullptr;
}

// --- groups and sessions

PyObject *posix_getpgid(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *names[] = {"pid", nullptr};
    int process;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "i:getpgid", const_cast<char **>(names), &process))
        return nullptr;
    return int_or_error(::getpgid(process));
}

PyObject *posix_setpgid(PyObject *, PyObject *args) {
    int process;
    int group;
    if (!PyArg_ParseTuple(args, "ii:setpgid", &process, &group)) return nullptr;
    return none_or_error(::setpgid(process, group));
}

PyObject *posix_getpgrp(PyObject *, PyObject *) {
    return PyLong_FromLong(::getpgrp());
}

PyObject *posix_getsid(PyObject *, PyObject *args) {
    int process;
    return PyArg_ParseTuple(args, "i:getsid", &process) ? int_or_error(::getsid(process)) : nullptr;
}

PyObject *posix_setsid(PyObject *, PyObject *) {
    return none_or_error(::setsid());
}

PyObject *posix_killpg(PyObject *, PyObject *args) {
    int group;
    int signal;
    if (!PyArg_ParseTuple(args, "ii:killpg", &group, &signal)) return nullptr;
    if (::killpg(group, signal) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    if (PyErr_CheckSignals() < 0) return nullptr;
    Py_RETURN_NONE;
}

// --- descriptors that a child gets

PyObject *posix_get_inheritable(PyObject *, PyObject *args) {
    int descriptor;
    if (!PyArg_ParseTuple(args, "i:get_inheritable", &descriptor)) return nullptr;
    int flags = ::fcntl(descriptor, F_GETFD);
    return flags < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyBool_FromLong((flags & FD_CLOEXEC) == 0);
}

PyObject *posix_set_inheritable(PyObject *, PyObject *args) {
    int descriptor;
    int inheritable;
    if (!PyArg_ParseTuple(args, "ii:set_inheritable", &descriptor, &inheritable)) return nullptr;
    int flags = ::fcntl(descriptor, F_GETFD);
    if (flags < 0) return PyErr_SetFromErrno(PyExc_OSError);
    flags = inheritable != 0 ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
    return none_or_error(::fcntl(descriptor, F_SETFD, flags));
}

PyObject *posix_get_blocking(PyObject *, PyObject *args) {
    int descriptor;
    if (!PyArg_ParseTuple(args, "i:get_blocking", &descriptor)) return nullptr;
    int flags = ::fcntl(descriptor, F_GETFL);
    return flags < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyBool_FromLong((flags & O_NONBLOCK) == 0);
}

PyObject *posix_set_blocking(PyObject *, PyObject *args) {
    int descriptor;
    int blocking;
    if (!PyArg_ParseTuple(args, "ii:set_blocking", &descriptor, &blocking)) return nullptr;
    int flags = ::fcntl(descriptor, F_GETFL);
    if (flags < 0) return PyErr_SetFromErrno(PyExc_OSError);
    flags = blocking != 0 ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    return none_or_error(::fcntl(descriptor, F_SETFL, flags));
}

PyObject *posix_pipe2(PyObject *, PyObject *args) {
    int flags;
    int ends[2];
    if (!PyArg_ParseTuple(args, "i:pipe2", &flags)) return nullptr;
    if (::pipe2(ends, flags) < 0) return PyErr_SetFromErrno(PyExc_OSError);
    return Py_BuildValue("(ii)", ends[0], ends[1]);
}

#define WITH_KEYWORDS(function) _PyCFunction_CAST(function), METH_VARARGS | METH_KEYWORDS
PyMethodDef child_functions[] = {
    {"WCOREDUMP", posix_WCOREDUMP, METH_VARARGS,
     "WCOREDUMP($module, status, /)\n--\n\nWhether the process left a core file."},
    {"WEXITSTATUS", WITH_KEYWORDS(posix_WEXITSTATUS),
     "WEXITSTATUS($module, /, status)\n--\n\nThe exit status in a wait status."},
    {"WIFCONTINUED", WITH_KEYWORDS(posix_WIFCONTINUED),
     "WIFCONTINUED($module, /, status)\n--\n\nWhether the process went on after a stop."},
    {"WIFEXITED", WITH_KEYWORDS(posix_WIFEXITED),
     "WIFEXITED($module, /, status)\n--\n\nWhether the process ended by itself."},
    {"WIFSIGNALED", WITH_KEYWORDS(posix_WIFSIGNALED),
     "WIFSIGNALED($module, /, status)\n--\n\nWhether a signal ended the process."},
    {"WIFSTOPPED", WITH_KEYWORDS(posix_WIFSTOPPED),
     "WIFSTOPPED($module, /, status)\n--\n\nWhether a signal stopped the process."},
    {"WSTOPSIG", WITH_KEYWORDS(posix_WSTOPSIG),
     "WSTOPSIG($module, /, status)\n--\n\nThe signal that stopped the process."},
    {"WTERMSIG", WITH_KEYWORDS(posix_WTERMSIG),
     "WTERMSIG($module, /, status)\n--\n\nThe signal that ended the process."},
    {"execv", posix_execv, METH_VARARGS,
     "execv($module, path, argv, /)\n--\n\nReplace the process by a program."},
    {"execve", WITH_KEYWORDS(posix_execve),
     "execve($module, /, path, argv, env)\n--\n\nReplace the process by a program with this environment."},
    {"fork", posix_fork, METH_NOARGS,
     "fork($module, /)\n--\n\nCopy the process; 0 in the child, its number in the parent."},
    {"get_blocking", posix_get_blocking, METH_VARARGS,
     "get_blocking($module, fd, /)\n--\n\nWhether calls on a descriptor wait."},
    {"get_inheritable", posix_get_inheritable, METH_VARARGS,
     "get_inheritable($module, fd, /)\n--\n\nWhether programs that are started get a descriptor."},
    {"getpgid", WITH_KEYWORDS(posix_getpgid),
     "getpgid($module, /, pid)\n--\n\nThe process group of a process."},
    {"getpgrp", posix_getpgrp, METH_NOARGS, "getpgrp($module, /)\n--\n\nThe group of this process."},
    {"getsid", posix_getsid, METH_VARARGS, "getsid($module, pid, /)\n--\n\nThe session of a process."},
    {"killpg", posix_killpg, METH_VARARGS,
     "killpg($module, pgid, signal, /)\n--\n\nSend a signal to a process group."},
    {"pipe2", posix_pipe2, METH_VARARGS,
     "pipe2($module, flags, /)\n--\n\nA pipe with these flags as (read end, write end)."},
    {"set_blocking", posix_set_blocking, METH_VARARGS,
     "set_blocking($module, fd, blocking, /)\n--\n\nSet whether calls on a descriptor wait."},
    {"set_inheritable", posix_set_inheritable, METH_VARARGS,
     "set_inheritable($module, fd, inheritable, /)\n--\n\nSet whether programs that are started get it."},
    {"setpgid", posix_setpgid, METH_VARARGS,
     "setpgid($module, pid, pgrp, /)\n--\n\nMove a process into a group."},
    {"setsid", posix_setsid, METH_NOARGS, "setsid($module, /)\n--\n\nBegin a session of one's own."},
    {"wait", posix_wait, METH_NOARGS, "wait($module, /)\n--\n\nWait for any child; (number, status)."},
    {"waitpid", posix_waitpid, METH_VARARGS,
     "waitpid($module, pid, options, /)\n--\n\nWait for a child; (number, status)."},
    {"waitstatus_to_exitcode", WITH_KEYWORDS(posix_waitstatus_to_exitcode),
     "waitstatus_to_exitcode($module, /, status)\n--\n\nThe exit status, or minus the signal that ended it."},
    {},
};
#undef WITH_KEYWORDS

} // namespace

int init_children(PyObject *module) {
    const struct {
        const char *name;
        long value;
    } constants[] = {
        {"WCONTINUED", WCONTINUED}, {"WNOHANG", WNOHANG},   {"WUNTRACED", WUNTRACED}, {"EX_OK", 0},
        {"EX_USAGE", 64},           {"EX_DATAERR", 65},     {"EX_NOINPUT", 66},       {"EX_NOUSER", 67},
        {"EX_NOHOST", 68},          {"EX_UNAVAILABLE", 69}, {"EX_SOFTWARE", 70},      {"EX_OSERR", 71},
        {"EX_OSFILE", 72},          {"EX_CANTCREAT", 73},   {"EX_IOERR", 74},         {"EX_TEMPFAIL", 75},
        {"EX_PROTOCOL", 76},        {"EX_NOPERM", 77},      {"EX_CONFIG", 78},
    };
    for (const auto &[name, value] : constants) {
        if (PyModule_AddIntConstant(module, name, value) < 0) return -1;
    }
    return PyModule_AddFunctions(module, child_functions);
}

} // namespace adder::stdlib
