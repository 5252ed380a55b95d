// SPDX-License-Identifier: MIT
#include "vecext/status.hpp"

#include <cstring>
#include <iterator>

namespace adder::vecext {

void set_status_flags(unsigned status) {
    const unsigned flags = (status & status_divide ? cpu::divide_flag : 0) |
                           (status & status_overflow ? cpu::overflow_flag : 0) |
                           (status & status_underflow ? cpu::underflow_flag : 0) |
                           (status & status_invalid ? cpu::invalid_flag : 0);
    if (flags != 0) cpu::set_flags(flags);
}

unsigned status_of_flags(unsigned set) {
    return (set & cpu::divide_flag ? status_divide : 0) | (set & cpu::overflow_flag ? status_overflow : 0) |
           (set & cpu::underflow_flag ? status_underflow : 0) |
           (set & cpu::invalid_flag ? status_invalid : 0);
}

// ---- what is done about them

namespace {

enum class Mode : std::uint8_t { Ignore, Warn, Raise, Call, Print, Log };
constexpr const char *mode_names[] = {"ignore", "warn", "raise", "call", "print", "log"};

constexpr struct {
    const char *name;
    unsigned bit;
    const char *text;
} errors[] = {{"divide", status_divide, "divide by zero"},
              {"over", status_overflow, "overflow"},
              {"under", status_underflow, "underflow"},
              {"invalid", status_invalid, "invalid value"}};
constexpr std::size_t error_count = std::size(errors);

// One for each thread, as in NumPy.
struct ErrorState {
    Mode modes[error_count] = {Mode::Warn, Mode::Warn, Mode::Ignore, Mode::Warn};
    PyObject *callback = nullptr; // owned
};
thread_local ErrorState state;

int call_back(const char *text, unsigned status, bool logs) {
    if (state.callback == nullptr || state.callback == Py_None) {
        PyErr_Format(PyExc_NameError, "%s specified for %s but no %s", logs ? "log" : "python callback", text,
                     logs ? "object with write method found." : "function found.");
        return -1;
    }
    Ref callback = Ref::share(state.callback);
    Ref result = logs ? Ref::steal(PyObject_CallMethod(callback.get(), "write", "N",
                                                       PyUnicode_FromFormat("Warning: %s\n", text)))
                      : Ref::steal(PyObject_CallFunction(callback.get(), "sI", text, status));
    return result ? 0 : -1;
}

PyObject *complex_warning = nullptr;

int report(Mode mode, const char *error, unsigned status, const char *name) {
    Ref text = Ref::steal(PyUnicode_FromFormat("%s encountered in %s", error, name));
    const char *message = text ? PyUnicode_AsUTF8(text.get()) : nullptr;
    if (message == nullptr) return -1;
    switch (mode) {
    case Mode::Ignore: return 0;
    case Mode::Warn: return PyErr_WarnEx(PyExc_RuntimeWarning, message, 1);
    case Mode::Raise: PyErr_SetString(PyExc_FloatingPointError, message); return -1;
    case Mode::Call: return call_back(error, status, false);
    case Mode::Log: return call_back(message, status, true);
    case Mode::Print: PySys_WriteStderr("Warning: %s\n", message); return 0;
    }
    Py_UNREACHABLE();
}

} // namespace

int add_complex_warning(PyObject *module) {
    if (complex_warning == nullptr)
        complex_warning = PyErr_NewException("vecext.ComplexWarning", PyExc_RuntimeWarning, nullptr);
    return complex_warning != nullptr ? add_to_module(module, "ComplexWarning", complex_warning) : -1;
}

int warn_of_lost_parts(DType from, DType to) {
    if (!is_complex_type(from) || is_complex_type(to) || to == DType::Bool) return 0;
    return PyErr_WarnEx(complex_warning, "Casting complex values to real discards the imaginary part", 1);
}

int report_status(unsigned status, const char *name) {
    for (std::size_t k = 0; k < error_count; ++k) {
        const Mode mode = state.modes[k];
        if ((status & errors[k].bit) == 0 || mode == Mode::Ignore) continue;
        if (report(mode, errors[k].text, status, name) < 0) return -1;
    }
    return 0;
}

// ---- Python's side

namespace {

Ref current_modes() {
    Ref modes = Ref::steal(PyDict_New());
    for (std::size_t k = 0; modes && k < error_count; ++k) {
        Ref mode = Ref::steal(PyUnicode_FromString(mode_names[static_cast<int>(state.modes[k])]));
        if (!mode || PyDict_SetItemString(modes.get(), errors[k].name, mode.get()) < 0) return nullptr;
    }
    return modes;
}

PyObject *geterr(PyObject *, PyObject *) {
    return current_modes().release();
}

int to_mode(PyObject *object, Mode &mode) {
    if (object == nullptr || object == Py_None) return 0;
    for (std::size_t k = 0; k < std::size(mode_names); ++k) {
        if (!PyUnicode_Check(object) || PyUnicode_CompareWithASCIIString(object, mode_names[k]) != 0)
            continue;
        mode = static_cast<Mode>(k);
        return 0;
    }
    PyErr_SetObject(PyExc_KeyError, object);
    return -1;
}

PyObject *seterr(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"all", "divide", "over", "under", "invalid", nullptr};
    PyObject *all = nullptr, *given[error_count] = {};
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "|OOOOO:seterr", const_cast<char **>(names), &all,
                                     &given[0], &given[1], &given[2], &given[3])) {
        return nullptr;
    }
    ErrorState changed = state;
    for (std::size_t k = 0; k < error_count; ++k) {
        if (to_mode(all, changed.modes[k]) < 0 || to_mode(given[k], changed.modes[k]) < 0) return nullptr;
    }
    Ref old = current_modes();
    if (old) state = changed;
    return old.release();
}

PyObject *geterrcall(PyObject *, PyObject *) {
    return Ref::share(state.callback != nullptr ? state.callback : Py_None).release();
}

PyObject *seterrcall(PyObject *, PyObject *callback) {
    if (callback != Py_None && !PyCallable_Check(callback) && !PyObject_HasAttrString(callback, "write")) {
        return PyErr_Format(PyExc_ValueError, "Only callable can be used as callback");
    }
    PyObject *old = state.callback != nullptr ? state.callback : Ref::share(Py_None).release();
    state.callback = Ref::share(callback).release();
    return old;
}

} // namespace

PyMethodDef status_functions[] = {
    {"geterr", geterr, METH_NOARGS, "geterr()\n--\n\nWhat is done about each floating-point error."},
    {"seterr", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(seterr)),
     METH_VARARGS | METH_KEYWORDS,
     "seterr(all=None, divide=None, over=None, under=None, invalid=None)\n--\n\n"
     "Sets what is done: 'ignore', 'warn', 'raise', 'call', 'print' or 'log'. Returns what was done before."},
    {"geterrcall", geterrcall, METH_NOARGS,
     "geterrcall()\n--\n\nThe function or object for 'call' and 'log'."},
    {"seterrcall", seterrcall, METH_O,
     "seterrcall(function, /)\n--\n\nSets the function or object for 'call' and 'log'. Returns the old one."},
    {},
};

} // namespace adder::vecext
