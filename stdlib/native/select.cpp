// SPDX-License-Identifier: MIT
//
// The module select: waiting until one of several descriptors can be read or written. select() and the
// object of poll() share the clock: a wait that a signal interrupted goes on with the time that is left.
#define PY_SSIZE_T_CLEAN
#include "owned.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <map>
#include <poll.h>
#include <sys/select.h>
#include <vector>

namespace adder::stdlib {
namespace {

using Clock = std::chrono::steady_clock;

// How long a call may take: for ever, or until a point in time.
class Deadline {
  public:
    // Seconds or parts of them; None and, where allowed, a negative time mean no limit. -1 on error.
    int set(PyObject *timeout, double unit, bool negative_is_endless) {
        is_endless_ = timeout == Py_None;
        if (is_endless_) return 0;
        double time = PyFloat_AsDouble(timeout);
        if (time == -1.0 && PyErr_Occurred()) {
            if (PyErr_ExceptionMatches(PyExc_TypeError))
                PyErr_SetString(PyExc_TypeError, unit == 1.0 ? "timeout must be a float or None"
                                                             : "timeout must be an integer or None");
            return -1;
        }
        if (std::isnan(time)) {
            PyErr_SetString(PyExc_ValueError, "Invalid value NaN (not a number)");
            return -1;
        }
        if (time < 0 && !negative_is_endless) {
            PyErr_SetString(PyExc_ValueError, "timeout must be non-negative");
            return -1;
        }
        is_endless_ = time < 0 || time * unit > 1e9;
        if (!is_endless_)
            end_ = Clock::now() + std::chrono::nanoseconds(static_cast<long long>(time * unit * 1e9));
        return 0;
    }

    [[nodiscard]] bool is_endless() const { return is_endless_; }

    [[nodiscard]] std::chrono::nanoseconds left() const {
        return std::max(std::chrono::nanoseconds(end_ - Clock::now()), std::chrono::nanoseconds(0));
    }

  private:
    bool is_endless_ = true;
    Clock::time_point end_;
};

// Makes the system call without the GIL until it is not interrupted; -1 with the exception set.
template <typename Call> int wait_without_gil(Call call) {
    for (;;) {
        int count;
        Py_BEGIN_ALLOW_THREADS;
        errno = 0;
        count = call();
        Py_END_ALLOW_THREADS;
        if (count >= 0) return count;
        if (errno != EINTR) {
            PyErr_SetFromErrno(PyExc_OSError);
            return -1;
        }
        if (PyErr_CheckSignals() < 0) return -1;
    }
}

// --- select()

// One of the three lists of select(): the objects that were given and their descriptors.
struct WatchedList {
    Owned items;
    std::vector<int> descriptors;
    fd_set set;

    int read(PyObject *sequence) {
        items = Owned(PySequence_Fast(sequence, "arguments 1-3 must be sequences"));
        if (!items) return -1;
        for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(items.get()); i++) {
            int descriptor = PyObject_AsFileDescriptor(PySequence_Fast_GET_ITEM(items.get(), i));
            if (descriptor < 0) return -1;
            if (descriptor >= FD_SETSIZE) {
                PyErr_SetString(PyExc_ValueError, "filedescriptor out of range in select()");
                return -1;
            }
            descriptors.push_back(descriptor);
        }
        return 0;
    }

    [[nodiscard]] int highest() const {
        return descriptors.empty() ? -1 : *std::max_element(descriptors.begin(), descriptors.end());
    }

    void fill() {
        FD_ZERO(&set);
        for (int descriptor : descriptors) FD_SET(descriptor, &set);
    }

    [[nodiscard]] PyObject *ready() const {
        Owned result(PyList_New(0));
        for (size_t i = 0; result && i < descriptors.size(); i++) {
            PyObject *item = PySequence_Fast_GET_ITEM(items.get(), static_cast<Py_ssize_t>(i));
            if (FD_ISSET(descriptors[i], &set) && PyList_Append(result.get(), item) < 0) return nullptr;
        }
        return result.release();
    }
};

PyObject *select_select(PyObject *, PyObject *args) {
    PyObject *sequences[3];
    PyObject *timeout = Py_None;
    if (!PyArg_UnpackTuple(args, "select", 3, 4, &sequences[0], &sequences[1], &sequences[2], &timeout))
        return nullptr;
    Deadline deadline;
    if (deadline.set(timeout, 1.0, false) < 0) return nullptr;
    WatchedList lists[3];
    int highest = -1;
    for (int i = 0; i < 3; i++) {
        if (lists[i].read(sequences[i]) < 0) return nullptr;
        highest = std::max(highest, lists[i].highest());
    }
    int count = wait_without_gil([&] {
        for (WatchedList &list : lists) list.fill();
        auto left = deadline.is_endless() ? std::chrono::nanoseconds(0) : deadline.left();
        timeval time{.tv_sec = left.count() / 1'000'000'000, .tv_usec = left.count() % 1'000'000'000 / 1000};
        return ::select(highest + 1, &lists[0].set, &lists[1].set, &lists[2].set,
                        deadline.is_endless() ? nullptr : &time);
    });
    if (count < 0) return nullptr;
    Owned ready[3];
    for (int i = 0; i < 3; i++) {
        ready[i] = Owned(lists[i].ready());
        if (!ready[i]) return nullptr;
    }
    return PyTuple_Pack(3, ready[0].get(), ready[1].get(), ready[2].get());
}

// --- poll objects

struct PollObject {
    PyObject_HEAD std::map<int, short> *watched; // descriptor and what is waited for
    bool is_running;
};

PollObject *as_poll(PyObject *object) {
    return reinterpret_cast<PollObject *>(object);
}

bool read_events(PyObject *number, unsigned short &events) {
    long value = PyLong_AsLong(number);
    if (value == -1 && PyErr_Occurred()) return false;
    if (value < 0 || value > 0xffff) {
        PyErr_SetString(value < 0 ? PyExc_ValueError : PyExc_OverflowError,
                        value < 0 ? "value must be positive" : "Python int too large for C unsigned short");
        return false;
    }
    events = static_cast<unsigned short>(value);
    return true;
}

PyObject *poll_register(PyObject *self, PyObject *args) {
    PyObject *file;
    PyObject *number = nullptr;
    unsigned short events = POLLIN | POLLPRI | POLLOUT;
    if (!PyArg_UnpackTuple(args, "register", 1, 2, &file, &number)) return nullptr;
    int descriptor = PyObject_AsFileDescriptor(file);
    if (descriptor < 0 || (number != nullptr && !read_events(number, events))) return nullptr;
    (*as_poll(self)->watched)[descriptor] = static_cast<short>(events);
    Py_RETURN_NONE;
}

PyObject *poll_modify(PyObject *self, PyObject *args) {
    PyObject *file;
    PyObject *number;
    unsigned short events;
    if (!PyArg_UnpackTuple(args, "modify", 2, 2, &file, &number)) return nullptr;
    int descriptor = PyObject_AsFileDescriptor(file);
    if (descriptor < 0 || !read_events(number, events)) return nullptr;
    auto place = as_poll(self)->watched->find(descriptor);
    if (place == as_poll(self)->watched->end()) {
        errno = ENOENT;
        return PyErr_SetFromErrno(PyExc_OSError);
    }
    place->second = static_cast<short>(events);
    Py_RETURN_NONE;
}

PyObject *poll_unregister(PyObject *self, PyObject *file) {
    int descriptor = PyObject_AsFileDescriptor(file);
    if (descriptor < 0) return nullptr;
    if (as_poll(self)->watched->erase(descriptor) != 0) Py_RETURN_NONE;
    Owned key(PyLong_FromLong(descriptor));
    if (key) PyErr_SetObject(PyExc_KeyError, key.get());
    return nullptr;
}

PyObject *list_ready(const std::vector<pollfd> &entries) {
    Owned result(PyList_New(0));
    for (const pollfd &entry : entries) {
        if (!result || entry.revents == 0) continue;
        Owned pair(Py_BuildValue("(iH)", entry.fd, static_cast<unsigned short>(entry.revents)));
        if (!pair || PyList_Append(result.get(), pair.get()) < 0) return nullptr;
    }
    return result.release();
}

PyObject *poll_poll(PyObject *self, PyObject *args) {
    PyObject *timeout = Py_None;
    if (!PyArg_UnpackTuple(args, "poll", 0, 1, &timeout)) return nullptr;
    Deadline deadline;
    if (deadline.set(timeout, 1e-3, true) < 0) return nullptr;
    PollObject *object = as_poll(self);
    if (object->is_running) {
        PyErr_SetString(PyExc_RuntimeError, "concurrent poll() invocation");
        return nullptr;
    }
    std::vector<pollfd> entries;
    for (auto [descriptor, events] : *object->watched)
        entries.push_back({.fd = descriptor, .events = events, .revents = 0});
    object->is_running = true;
    int count = wait_without_gil([&] {
        // Rounded up: a wait is never shorter than was asked for.
        auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline.left()).count();
        return ::poll(entries.data(), entries.size(), deadline.is_endless() ? -1 : static_cast<int>(left));
    });
    object->is_running = false;
    return count < 0 ? nullptr : list_ready(entries);
}

void poll_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    delete as_poll(self)->watched;
    PyObject_Free(self);
    Py_DECREF(type);
}

PyMethodDef poll_methods[] = {
    {"modify", poll_modify, METH_VARARGS,
     "modify($self, fd, eventmask, /)\n--\n\nChange what is waited for on a registered descriptor."},
    {"poll", poll_poll, METH_VARARGS,
     "poll($self, timeout=None, /)\n--\n\nWait; a list of (descriptor, events)."},
    {"register", poll_register, METH_VARARGS,
     "register($self, fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)\n--\n\n"
     "Watch a descriptor."},
    {"unregister", poll_unregister, METH_O, "unregister($self, fd, /)\n--\n\nWatch a descriptor no longer."},
    {},
};

PyType_Slot poll_slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void *>(poll_dealloc)},
    {Py_tp_methods, poll_methods},
    {},
};

PyType_Spec poll_spec = {
    .name = "select.poll",
    .basicsize = sizeof(PollObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = poll_slots,
};

PyObject *select_poll(PyObject *module, PyObject *) {
    auto *type = *static_cast<PyTypeObject **>(PyModule_GetState(module));
    PollObject *object = PyObject_New(PollObject, type);
    if (object == nullptr) return nullptr;
    object->watched = new std::map<int, short>;
    object->is_running = false;
    return reinterpret_cast<PyObject *>(object);
}

// --- the module

int execute(PyObject *module) {
    const struct {
        const char *name;
        long value;
    } constants[] = {
        {"PIPE_BUF", 4096},    {"POLLERR", POLLERR},   {"POLLHUP", POLLHUP}, {"POLLIN", POLLIN},
        {"POLLMSG", 0x400},    {"POLLNVAL", POLLNVAL}, {"POLLOUT", POLLOUT}, {"POLLPRI", POLLPRI},
        {"POLLRDBAND", 0x80},  {"POLLRDHUP", 0x2000},  {"POLLRDNORM", 0x40}, {"POLLWRBAND", 0x200},
        {"POLLWRNORM", 0x100},
    };
    for (const auto &[name, value] : constants) {
        if (PyModule_AddIntConstant(module, name, value) < 0) return -1;
    }
    PyObject *type = PyType_FromModuleAndSpec(module, &poll_spec, nullptr);
    if (type == nullptr) return -1;
    *static_cast<PyObject **>(PyModule_GetState(module)) = type;
    return PyModule_AddObjectRef(module, "error", PyExc_OSError);
}

PyMethodDef functions[] = {
    {"poll", select_poll, METH_NOARGS, "poll($module, /)\n--\n\nAn object that watches descriptors."},
    {"select", select_select, METH_VARARGS,
     "select($module, rlist, wlist, xlist, timeout=None, /)\n--\n\n"
     "Wait until descriptors can be read, written or have an exception; three lists of those that can."},
    {},
};

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "select",
    .m_doc = "Waiting for several files at a time.",
    .m_size = sizeof(PyTypeObject *),
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit_select(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
