// SPDX-License-Identifier: MIT
//
// The pending exception: setting, chaining, normalising, matching.
//
// What is pending is a triple in ThreadState. Setting an exception while another one is handled links the two
// by
// __context__ (reference: "The raise statement"), which needs the instance at once; else it is made when
// the exception is caught.
#include "objects/error.hpp"

#include "objects/exception.hpp"
#include "objects/names.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

namespace adder::objects {

namespace {

constexpr int normalization_limit = 32;

bool is_exception_class(PyObject *object) {
    return PyExceptionClass_Check(object);
}

// New instance of the class from what was given as its value: nothing, the arguments as a tuple, or one
// argument.
Ref make_instance(PyObject *type, PyObject *value) {
    PyObject *made;
    if (value == nullptr || value == Py_None) {
        made = PyObject_CallNoArgs(type);
    } else {
        made = PyTuple_Check(value) ? PyObject_Call(type, value, nullptr) : PyObject_CallOneArg(type, value);
    }
    Ref instance = TRY_REF(made);
    if (PyExceptionInstance_Check(instance.get())) return instance;
    return raise_type_error("calling %R should have returned an instance of BaseException, not %s", type,
                            Py_TYPE(instance.get())->tp_name);
}

PyObject *context_of(PyObject *exception) {
    return reinterpret_cast<PyBaseExceptionObject *>(exception)->context;
}

// Cuts the chain that starts at `first` where it leads to `value`, so that linking them makes no cycle. A
// cycle that is there already ends the walk: `slow` goes at half the speed.
void cut_context_chain(PyObject *first, PyObject *value) {
    PyObject *slow = first;
    bool moves_slow = false;
    for (PyObject *exception = first; PyObject *context = context_of(exception); moves_slow = !moves_slow) {
        if (context == value) return PyException_SetContext(exception, nullptr);
        exception = context;
        if (exception == slow) return;
        if (moves_slow) slow = context_of(slow);
    }
}

void link_context(PyObject *value, PyObject *handled) {
    if (handled == value) return;
    cut_context_chain(handled, value);
    PyException_SetContext(value, Py_NewRef(handled));
}

// Puts another exception, raised while the first was normalised, in its place.
void replace_by_pending(PyObject **type, PyObject **value, PyObject **traceback) {
    Ref old_traceback = Ref::steal(*traceback);
    Ref old_type = Ref::steal(*type);
    Ref old_value = Ref::steal(*value);
    PyErr_Fetch(type, value, traceback);
    if (*traceback == nullptr) *traceback = old_traceback.release();
}

// One attempt: 0 when `*value` is an instance of `*type` now.
int normalize_once(PyObject **type, PyObject **value) {
    if (!is_exception_class(*type)) return 0;
    if (*value != nullptr && PyExceptionInstance_Check(*value)) {
        PyObject *actual = PyExceptionInstance_Class(*value);
        if (actual == *type) return 0;
        if (TRY(PyObject_IsSubclass(actual, *type))) {
            Py_SETREF(*type, Py_NewRef(actual));
            return 0;
        }
    }
    Ref instance = TRY(make_instance(*type, *value));
    Py_XSETREF(*value, instance.release());
    return 0;
}

} // namespace

Failure raise(PyObject *type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyErr_FormatV(type, format, arguments);
    va_end(arguments);
    return {};
}

Failure raise_type_error(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyErr_FormatV(PyExc_TypeError, format, arguments);
    va_end(arguments);
    return {};
}

Failure raise_value_error(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyErr_FormatV(PyExc_ValueError, format, arguments);
    va_end(arguments);
    return {};
}

Ref take_exception() {
    PyObject *type;
    PyObject *value;
    PyObject *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    if (type == nullptr) return {};
    PyErr_NormalizeException(&type, &value, &traceback);
    auto *exception = reinterpret_cast<PyBaseExceptionObject *>(value);
    if (traceback != nullptr) Py_XSETREF(exception->traceback, traceback);
    Py_DECREF(type);
    return Ref::steal(value);
}

void restore_exception(Ref instance) {
    PyObject *value = instance.release();
    if (value == nullptr) return PyErr_Clear();
    PyErr_Restore(Py_NewRef(Py_TYPE(value)), value, PyException_GetTraceback(value));
}

bool clear_if_matches(PyObject *classes) {
    if (!PyErr_ExceptionMatches(classes)) return false;
    PyErr_Clear();
    return true;
}

void set_pending(PyObject *type, PyObject *value) {
    PyErr_Restore(Py_NewRef(type), Py_XNewRef(value), nullptr);
}

PyObject *handled_exception() {
    for (HandledException *entry = thread()->handled; entry != nullptr; entry = entry->previous)
        if (entry->value != nullptr && entry->value != Py_None) return entry->value;
    return nullptr;
}

extern "C" {

void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback) {
    ThreadState *state = thread();
    if (traceback != nullptr && !PyTraceBack_Check(traceback)) Py_CLEAR(traceback);
    PyObject *old_type = std::exchange(state->curexc_type, type);
    PyObject *old_value = std::exchange(state->curexc_value, value);
    PyObject *old_traceback = std::exchange(state->curexc_traceback, traceback);
    if (old_type == nullptr) return;
    Py_DECREF(old_type);
    Py_XDECREF(old_value);
    Py_XDECREF(old_traceback);
}

void PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback) {
    ThreadState *state = thread();
    *type = std::exchange(state->curexc_type, nullptr);
    *value = std::exchange(state->curexc_value, nullptr);
    *traceback = std::exchange(state->curexc_traceback, nullptr);
}

void PyErr_Clear(void) {
    if (is_error_pending()) PyErr_Restore(nullptr, nullptr, nullptr);
}

PyObject *PyErr_Occurred(void) {
    return thread()->curexc_type;
}

void PyErr_SetObject(PyObject *type, PyObject *value) {
    if (type != nullptr && !is_exception_class(type)) {
        PyErr_Format(PyExc_SystemError, "_PyErr_SetObject: exception %R is not a BaseException subclass",
                     type);
        return;
    }
    Ref instance = Ref::borrow(value);
    if (PyObject *handled = handled_exception(); handled != nullptr && type != nullptr) {
        Ref kept = Ref::borrow(handled);
        if (!instance || !PyExceptionInstance_Check(value)) {
            PyErr_Clear();
            instance = make_instance(type, value);
            if (!instance) return;
        }
        link_context(instance.get(), handled);
    }
    bool is_instance = instance && PyExceptionInstance_Check(instance.get());
    PyObject *traceback = is_instance ? PyException_GetTraceback(instance.get()) : nullptr;
    PyErr_Restore(Py_XNewRef(type), instance.release(), traceback);
}

void PyErr_SetNone(PyObject *type) {
    PyErr_SetObject(type, nullptr);
}

void PyErr_SetString(PyObject *type, const char *message) {
    Ref text = Ref::steal(PyUnicode_FromString(message));
    PyErr_SetObject(type, text.get());
}

PyObject *PyErr_FormatV(PyObject *type, const char *format, va_list arguments) {
    PyErr_Clear();
    Ref text = Ref::steal(PyUnicode_FromFormatV(format, arguments));
    PyErr_SetObject(type, text.get());
    return nullptr;
}

PyObject *_PyErr_FormatFromCause(PyObject *type, const char *format, ...) {
    const Ref cause = take_exception();
    va_list arguments;
    va_start(arguments, format);
    PyErr_FormatV(type, format, arguments);
    va_end(arguments);
    Ref error = take_exception();
    if (cause && error) {
        PyException_SetCause(error.get(), Py_NewRef(cause.get()));
        PyException_SetContext(error.get(), Py_NewRef(cause.get()));
    }
    restore_exception(std::move(error));
    return nullptr;
}

PyObject *PyErr_Format(PyObject *type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyErr_FormatV(type, format, arguments);
    va_end(arguments);
    return nullptr;
}

void PyErr_NormalizeException(PyObject **type, PyObject **value, PyObject **traceback) {
    for (int attempt = 1; *type != nullptr && normalize_once(type, value) < 0; attempt++) {
        if (attempt == normalization_limit)
            PyErr_SetString(PyExc_RecursionError,
                            "maximum recursion depth exceeded while normalizing an exception");
        if (attempt > 2 * normalization_limit)
            Py_FatalError("Cannot recover from errors while normalizing an exception.");
        replace_by_pending(type, value, traceback);
    }
}

int PyErr_GivenExceptionMatches(PyObject *error, PyObject *classes) {
    if (error == nullptr || classes == nullptr) return 0;
    if (PyTuple_Check(classes)) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(classes); i++)
            if (PyErr_GivenExceptionMatches(error, PyTuple_GET_ITEM(classes, i))) return 1;
        return 0;
    }
    if (PyExceptionInstance_Check(error)) error = PyExceptionInstance_Class(error);
    if (is_exception_class(error) && is_exception_class(classes))
        return PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(error),
                                reinterpret_cast<PyTypeObject *>(classes));
    return error == classes;
}

int PyErr_ExceptionMatches(PyObject *classes) {
    return PyErr_GivenExceptionMatches(PyErr_Occurred(), classes);
}

PyObject *PyErr_GetHandledException(void) {
    return Py_XNewRef(handled_exception());
}

void PyErr_SetHandledException(PyObject *value) {
    Py_XSETREF(thread()->handled->value, Py_XNewRef(value == Py_None ? nullptr : value));
}

void PyErr_GetExcInfo(PyObject **type, PyObject **value, PyObject **traceback) {
    PyObject *handled = handled_exception();
    *value = Py_NewRef(handled == nullptr ? Py_None : handled);
    *type = handled == nullptr ? Py_NewRef(Py_None) : Py_NewRef(Py_TYPE(handled));
    *traceback = handled == nullptr ? nullptr : PyException_GetTraceback(handled);
    if (*traceback == nullptr) *traceback = Py_NewRef(Py_None);
}

void PyErr_SetExcInfo(PyObject *type, PyObject *value, PyObject *traceback) {
    PyErr_SetHandledException(value);
    Py_XDECREF(value);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
}

void _PyErr_ChainExceptions(PyObject *type, PyObject *value, PyObject *traceback) {
    if (type == nullptr) return;
    if (!is_error_pending()) return PyErr_Restore(type, value, traceback);
    Ref newer = take_exception();
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback != nullptr) (void)PyException_SetTraceback(value, traceback);
    Py_XDECREF(traceback);
    Py_DECREF(type);
    PyException_SetContext(newer.get(), value);
    restore_exception(std::move(newer));
}

int PyErr_BadArgument(void) {
    PyErr_SetString(PyExc_TypeError, "bad argument type for built-in operation");
    return 0;
}

PyObject *PyErr_NoMemory(void) {
    set_pending_memory_error();
    return nullptr;
}

void _PyErr_BadInternalCall(const char *filename, int line) {
    PyErr_Format(PyExc_SystemError, "%s:%d: bad argument to internal function", filename, line);
}

PyObject *PyErr_SetFromErrnoWithFilenameObjects(PyObject *type, PyObject *filename, PyObject *filename2) {
    int number = errno;
    if (number == EINTR && PyErr_CheckSignals() != 0) return nullptr;
    Ref message =
        TRY_REF(PyUnicode_DecodeLocale(number == 0 ? "Error" : std::strerror(number), "surrogateescape"));
    Ref arguments;
    if (filename == nullptr) {
        arguments = Ref::steal(Py_BuildValue("(iO)", number, message.get()));
    } else if (filename2 == nullptr) {
        arguments = Ref::steal(Py_BuildValue("(iOO)", number, message.get(), filename));
    } else {
        arguments = Ref::steal(Py_BuildValue("(iOOiO)", number, message.get(), filename, 0, filename2));
    }
    if (!arguments) return nullptr;
    Ref instance = TRY_REF(PyObject_Call(type, arguments.get(), nullptr));
    PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(instance.get())), instance.get());
    return nullptr;
}

PyObject *PyErr_SetFromErrnoWithFilenameObject(PyObject *type, PyObject *filename) {
    return PyErr_SetFromErrnoWithFilenameObjects(type, filename, nullptr);
}

PyObject *PyErr_SetFromErrnoWithFilename(PyObject *type, const char *filename) {
    int number = errno;
    Ref name = filename == nullptr ? Ref() : Ref::steal(PyUnicode_DecodeFSDefault(filename));
    if (filename != nullptr && !name) return nullptr;
    errno = number;
    return PyErr_SetFromErrnoWithFilenameObjects(type, name.get(), nullptr);
}

PyObject *PyErr_SetFromErrno(PyObject *type) {
    return PyErr_SetFromErrnoWithFilenameObjects(type, nullptr, nullptr);
}

PyObject *PyErr_SetImportErrorSubclass(PyObject *type, PyObject *message, PyObject *module_name,
                                       PyObject *path) {
    int is_import_error = TRY(PyObject_IsSubclass(type, PyExc_ImportError));
    if (!is_import_error) {
        PyErr_SetString(PyExc_TypeError, "expected a subclass of ImportError");
        return nullptr;
    }
    if (message == nullptr) {
        PyErr_SetString(PyExc_TypeError, "expected a message argument");
        return nullptr;
    }
    Ref keywords = TRY_REF(Py_BuildValue("{sOsO}", "name", module_name == nullptr ? Py_None : module_name,
                                         "path", path == nullptr ? Py_None : path));
    Ref arguments = TRY_REF(PyTuple_Pack(1, message));
    Ref instance = TRY_REF(PyObject_Call(type, arguments.get(), keywords.get()));
    PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(instance.get())), instance.get());
    return nullptr;
}

PyObject *PyErr_SetImportError(PyObject *message, PyObject *module_name, PyObject *path) {
    return PyErr_SetImportErrorSubclass(PyExc_ImportError, message, module_name, path);
}

PyObject *PyErr_NewException(const char *full_name, PyObject *base, PyObject *dict) {
    const char *dot = std::strrchr(full_name, '.');
    if (dot == nullptr) {
        PyErr_SetString(PyExc_SystemError, "PyErr_NewException: name must be module.class");
        return nullptr;
    }
    Ref bases = Ref::borrow(base == nullptr ? PyExc_Exception : base);
    if (!PyTuple_Check(bases.get())) bases = TRY_REF(PyTuple_Pack(1, bases.get()));
    Ref space = dict == nullptr ? Ref::steal(PyDict_New()) : Ref::borrow(dict);
    if (!space) return nullptr;
    if (TRY(PyDict_Contains(space.get(), name::dunder_module)) == 0) {
        Ref module = TRY_REF(PyUnicode_FromStringAndSize(full_name, dot - full_name));
        TRY(PyDict_SetItem(space.get(), name::dunder_module, module.get()));
    }
    return PyObject_CallFunction(reinterpret_cast<PyObject *>(&PyType_Type), "sOO", dot + 1, bases.get(),
                                 space.get());
}

PyObject *PyErr_NewExceptionWithDoc(const char *full_name, const char *doc, PyObject *base, PyObject *dict) {
    Ref space = dict == nullptr ? Ref::steal(PyDict_New()) : Ref::borrow(dict);
    if (!space) return nullptr;
    if (doc != nullptr) {
        Ref text = TRY_REF(PyUnicode_FromString(doc));
        TRY(PyDict_SetItem(space.get(), name::dunder_doc, text.get()));
    }
    return PyErr_NewException(full_name, base, space.get());
}

} // extern "C"

} // namespace adder::objects
