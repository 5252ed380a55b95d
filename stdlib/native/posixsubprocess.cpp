// SPDX-License-Identifier: MIT
//
// The module _posixsubprocess: fork_exec(), what subprocess.Popen starts a program with.
//
// All that needs memory or Python is done before the fork; the child then only makes system calls, unless
// there is a preexec_fn. What fails in the child is written to the error pipe as NAME:ERRNO:TEXT, in
// CPython's form; TEXT is "noexec" when no program was tried.
#define PY_SSIZE_T_CLEAN
#include "process_arguments.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace adder::stdlib {
namespace {

// Everything the child does, in the order of its steps.
struct ChildPlan {
    int standard[3];      // what becomes its descriptors 0, 1, 2; -1 keeps the parent's
    const char *folder;   // or NULL
    int mask;             // -1 keeps the parent's
    int restores_signals; // those that Python ignores
    int begins_session;
    int group; // -1 keeps the parent's
    bool sets_groups;
    std::vector<gid_t> groups;
    long group_id; // -1 keeps the parent's
    long user_id;
    PyObject *preexec; // Py_None or a function
    int closes_descriptors;
    std::vector<int> kept; // sorted; descriptors that stay open
    char **executables;
    char **arguments;
    char **environment; // NULL: the parent's
    int error_pipe;
};

[[noreturn]] void report(const ChildPlan &plan, const char *name, int code, const char *text) {
    char line[128];
    int size = std::snprintf(line, sizeof line, "%s:%X:%s", name, static_cast<unsigned>(code), text);
    ssize_t written = ::write(plan.error_pipe, line, static_cast<size_t>(size));
    static_cast<void>(written);
    ::_exit(255);
}

[[noreturn]] void report_failed_step(const ChildPlan &plan) {
    report(plan, "OSError", errno, "noexec");
}

// Puts the three standard descriptors in place, after moving away those that would be overwritten.
bool place_descriptors(ChildPlan &plan) {
    for (int target = 1; target < 3; target++) {
        while (plan.standard[target] >= 0 && plan.standard[target] < target) {
            plan.standard[target] = ::fcntl(plan.standard[target], F_DUPFD_CLOEXEC, 3);
            if (plan.standard[target] < 0) return false;
        }
    }
    for (int target = 0; target < 3; target++) {
        int source = plan.standard[target];
        if (source < 0) continue;
        // A descriptor that is in place already only has to stay open.
        if (source == target ? ::fcntl(source, F_SETFD, 0) < 0 : ::dup2(source, target) < 0) return false;
    }
    return true;
}

void restore_signals() {
    for (int number : {SIGPIPE, SIGXFSZ}) ::signal(number, SIG_DFL);
}

bool change_identity(const ChildPlan &plan) {
    if (plan.begins_session != 0 && ::setsid() < 0) return false;
    if (plan.group >= 0 && ::setpgid(0, plan.group) < 0) return false;
    if (plan.sets_groups && ::setgroups(plan.groups.size(), plan.groups.data()) < 0) return false;
    auto group = static_cast<gid_t>(plan.group_id);
    if (plan.group_id >= 0 && ::setregid(group, group) < 0) return false;
    auto user = static_cast<uid_t>(plan.user_id);
    return plan.user_id < 0 || ::setreuid(user, user) == 0;
}

void close_others(const ChildPlan &plan) {
    unsigned first = 3;
    for (int kept : plan.kept) {
        if (kept < 3) continue;
        auto end = static_cast<unsigned>(kept);
        if (end > first) ::close_range(first, end - 1, 0);
        first = end + 1;
    }
    ::close_range(first, ~0U, 0);
}

// Tries each path; an error other than "not here" is the one that is told.
int try_executables(const ChildPlan &plan) {
    int told = 0;
    for (char **path = plan.executables; *path != nullptr; path++) {
        if (plan.environment != nullptr) {
            ::execve(*path, plan.arguments, plan.environment);
        } else {
            ::execv(*path, plan.arguments);
        }
        if (errno != ENOENT && errno != ENOTDIR) told = errno;
    }
    return told == 0 ? errno : told;
}

[[noreturn]] void run_child(ChildPlan &plan) {
    if (plan.error_pipe < 3) {
        plan.error_pipe = ::fcntl(plan.error_pipe, F_DUPFD_CLOEXEC, 3);
        plan.kept.push_back(plan.error_pipe);
        std::sort(plan.kept.begin(), plan.kept.end());
    }
    for (int kept : plan.kept) {
        if (kept != plan.error_pipe && ::fcntl(kept, F_SETFD, 0) < 0) report_failed_step(plan);
    }
    if (!place_descriptors(plan)) report_failed_step(plan);
    if (plan.folder != nullptr && ::chdir(plan.folder) < 0) report_failed_step(plan);
    if (plan.mask >= 0) ::umask(static_cast<mode_t>(plan.mask));
    if (plan.restores_signals != 0) restore_signals();
    if (!change_identity(plan)) report_failed_step(plan);
    if (plan.preexec != Py_None && !Owned(PyObject_CallNoArgs(plan.preexec)))
        report(plan, "SubprocessError", 0, "Exception occurred in preexec_fn.");
    if (plan.closes_descriptors != 0) close_others(plan);
    report(plan, "OSError", try_executables(plan), "");
}

int read_kept(PyObject *descriptors, ChildPlan &plan) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(descriptors); i++) {
        long number = PyLong_AsLong(PyTuple_GET_ITEM(descriptors, i));
        if (number == -1 && PyErr_Occurred()) return -1;
        plan.kept.push_back(static_cast<int>(number));
    }
    plan.kept.push_back(plan.error_pipe);
    std::sort(plan.kept.begin(), plan.kept.end());
    return 0;
}

int read_identity(PyObject *number, long &result) {
    result = number == Py_None ? -1 : PyLong_AsLong(number);
    return result == -1 && PyErr_Occurred() ? -1 : 0;
}

int read_groups(PyObject *groups, ChildPlan &plan) {
    plan.sets_groups = groups != Py_None;
    if (!plan.sets_groups) return 0;
    Owned items(PySequence_Fast(groups, "setgroups argument must be a sequence"));
    if (!items) return -1;
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); i++) {
        long number = PyLong_AsLong(PySequence_Fast_GET_ITEM(items.get(), i));
        if (number == -1 && PyErr_Occurred()) return -1;
        plan.groups.push_back(static_cast<gid_t>(number));
    }
    return 0;
}

// Entries NAME=VALUE, as bytes; None keeps the parent's.
int read_environment(PyObject *entries, ProcessStrings &texts, ChildPlan &plan) {
    plan.environment = nullptr;
    if (entries == Py_None) return 0;
    if (texts.add_paths(entries) < 0) return -1;
    plan.environment = texts.pointers();
    return 0;
}

PyObject *fork_exec(PyObject *, PyObject *args) {
    PyObject *arguments, *executables, *kept, *folder, *environment, *group_id, *groups, *user_id;
    ChildPlan plan{};
    int parent_ends[3];
    int error_read;
    int allows_vfork;
    if (!PyArg_ParseTuple(args, "OOpO!OOiiiiiiiiiiiOOOiOp:fork_exec", &arguments, &executables,
                          &plan.closes_descriptors, &PyTuple_Type, &kept, &folder, &environment,
                          &plan.standard[0], &parent_ends[0], &parent_ends[1], &plan.standard[1],
                          &parent_ends[2], &plan.standard[2], &error_read, &plan.error_pipe,
                          &plan.restores_signals, &plan.begins_session, &plan.group, &group_id, &groups,
                          &user_id, &plan.mask, &plan.preexec, &allows_vfork)) {
        return nullptr;
    }
    ProcessStrings argument_texts;
    ProcessStrings executable_texts;
    ProcessStrings environment_texts;
    ProcessStrings folder_text;
    if (argument_texts.add_paths(arguments) < 0 || executable_texts.add_paths(executables) < 0 ||
        read_environment(environment, environment_texts, plan) < 0 || read_kept(kept, plan) < 0 ||
        read_groups(groups, plan) < 0 || read_identity(group_id, plan.group_id) < 0 ||
        read_identity(user_id, plan.user_id) < 0) {
        return nullptr;
    }
    if (folder != Py_None && folder_text.add_path(folder) < 0) return nullptr;
    plan.folder = folder_text.pointers()[0];
    plan.executables = executable_texts.pointers();
    plan.arguments = argument_texts.pointers();
    pid_t child = ::fork();
    if (child == 0) run_child(plan);
    return child < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyLong_FromLong(child);
}

PyMethodDef functions[] = {
    {"fork_exec", fork_exec, METH_VARARGS,
     "Start a program in a child process; its number. The error pipe tells what failed there."},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_posixsubprocess",
    .m_doc = "How subprocess starts a program.",
    .m_methods = functions,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit__posixsubprocess(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
