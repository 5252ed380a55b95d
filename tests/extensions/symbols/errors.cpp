// SPDX-License-Identifier: MIT
//
// The pending and the handled exception, messages, reports, warnings, exception objects (adder/error.h).
#include "cases.hpp"

#include <cerrno>
#include <csignal>

namespace {

std::string formatted_from_cause() {
    PyErr_SetString(PyExc_KeyError, "cause");
    _PyErr_FormatFromCause(PyExc_ValueError, "made of %d", 5);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    const Value owned_type(type), owned_value(value), owned_traceback(traceback);
    return told(PyObject_Repr(value)) + told(PyObject_Repr(Value(PyException_GetCause(value)))) +
           told(PyObject_Repr(Value(PyException_GetContext(value))));
}

constexpr const char *FAILING_CLASS =
    "type('Bad', (Exception,), {'__init__': lambda self, *a: 1 // 0, '__module__': 'm'})";
constexpr const char *TWO_ARGUMENTS = "type('Two', (Exception,), {'__init__': lambda self, a, b: None})";
constexpr const char *FAILING_TEXT = "type('Mute', (Exception,), {'__str__': lambda self: 1 // 0})()";

// "type | value | traceback" of the exception that is set, as it is, which is cleared.
std::string fetched() {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    return told(type) + " | " + told(value) + " | " + told(traceback);
}

std::string normalized(PyObject *type, PyObject *value) {
    PyObject *traceback = nullptr;
    Py_XINCREF(type);
    Py_XINCREF(value);
    PyErr_NormalizeException(&type, &value, &traceback);
    Py_XDECREF(traceback);
    return told(type) + " | " + told(value);
}

std::string set_object(PyObject *type, PyObject *value) {
    PyErr_SetObject(type, value);
    return fetched();
}

PyObject *format_list(PyObject *type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyObject *result = PyErr_FormatV(type, format, arguments);
    va_end(arguments);
    return result;
}

int matches(PyObject *pending, PyObject *classes) {
    if (pending != nullptr) PyErr_SetNone(pending);
    const int result = PyErr_ExceptionMatches(classes);
    PyErr_Clear();
    return result;
}

// What the function does while `handled` is the exception that is being handled.
template <class Function> std::string while_handling(PyObject *handled, Function function) {
    PyObject *before = PyErr_GetHandledException();
    PyErr_SetHandledException(handled);
    const std::string text = function();
    PyErr_SetHandledException(before);
    Py_XDECREF(before);
    return text;
}

std::string exc_info() {
    PyObject *type, *value, *traceback;
    PyErr_GetExcInfo(&type, &value, &traceback);
    return told(type) + " | " + told(value) + " | " + told(traceback);
}

std::string set_exc_info(PyObject *value) {
    PyErr_SetExcInfo(Py_NewRef(reinterpret_cast<PyObject *>(Py_TYPE(value))), Py_NewRef(value), nullptr);
    return exc_info();
}

// The pending exception's context after one more was chained to it.
std::string chained(PyObject *pending, PyObject *earlier) {
    if (pending != nullptr) PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(pending)), pending);
    _PyErr_ChainExceptions(Py_NewRef(reinterpret_cast<PyObject *>(Py_TYPE(earlier))), Py_NewRef(earlier),
                           nullptr);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    const std::string text = told(Py_NewRef(value)) + " after " + told(PyException_GetContext(value));
    PyException_SetContext(value, nullptr);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return text;
}

// An attribute of the pending exception, which is cleared.
PyObject *of_pending(const char *name) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *result = value == nullptr ? nullptr : PyObject_GetAttrString(value, name);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return result;
}

template <class Function> PyObject *with_errno(int number, Function function) {
    errno = number;
    return function();
}

// Runs the function with a text stream for sys.stderr; what was written.
template <class Function> std::string written(Function function) {
    PyObject *before = Py_XNewRef(PySys_GetObject("stderr"));
    Value stream("__import__('io').StringIO()");
    PySys_SetObject("stderr", stream);
    function();
    PySys_SetObject("stderr", before);
    Py_XDECREF(before);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    const std::string text = told(PyObject_CallMethod(stream, "getvalue", nullptr));
    PyErr_Restore(type, value, traceback);
    return text;
}

std::string displayed(PyObject *value) {
    return written([value] { PyErr_Display(reinterpret_cast<PyObject *>(Py_TYPE(value)), value, nullptr); });
}

// The exception shown, and what sys.last_value is then; it is taken away again.
std::string printed(PyObject *error, int sets_last) {
    const std::string text = written([error, sets_last] {
        PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(error)), error);
        PyErr_PrintEx(sets_last);
    });
    const std::string last = told(Py_XNewRef(PySys_GetObject("last_value")));
    for (const char *name : {"last_type", "last_value", "last_traceback"}) PySys_SetObject(name, nullptr);
    PyErr_Clear();
    return text + ", last " + last;
}

// With sys.excepthook replaced, which prints.
std::string printed_by_hook(PyObject *error, PyObject *hook) {
    PyObject *before = Py_XNewRef(PySys_GetObject("excepthook"));
    PySys_SetObject("excepthook", hook);
    const std::string text = printed(error, 0);
    PySys_SetObject("excepthook", before);
    Py_XDECREF(before);
    return text;
}

// What sys.unraisablehook is told: "type: value in message, object".
template <class Function> std::string unraisable(PyObject *error, Function function) {
    Value heard("[]");
    Value make_hook("lambda heard: lambda told: heard.append((told.exc_type, str(told.exc_value), "
                    "told.err_msg, told.object is not None))");
    Value hook(PyObject_CallOneArg(make_hook, heard));
    PyObject *before = Py_XNewRef(PySys_GetObject("unraisablehook"));
    PySys_SetObject("unraisablehook", hook);
    if (error != nullptr) PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(error)), error);
    function();
    PySys_SetObject("unraisablehook", before);
    Py_XDECREF(before);
    // The context that a handled exception left would keep the exception alive.
    if (error != nullptr) PyException_SetTraceback(error, Py_None);
    return told(Py_NewRef(heard));
}

PyObject *attribute(PyObject *object, const char *name) {
    Value owned(object);
    return object == nullptr ? nullptr : PyObject_GetAttrString(object, name);
}

std::string signalled(int number) {
    const int status = PyErr_SetInterruptEx(number);
    const int handled = PyErr_CheckSignals();
    const std::string text = std::to_string(status) + ", " + std::to_string(handled);
    if (!PyErr_Occurred()) return text;
    return text + ", " + fetched();
}

const Case PENDING[] = {
    VOID_CASE(PyErr_SetNone, PyErr_SetNone(PyExc_ValueError)),
    VOID_CASE(PyErr_SetNone, PyErr_SetNone(on.text)),
    CASE(PyErr_SetNone, (PyErr_SetNone(PyExc_ValueError), fetched())),
    CASE(PyErr_SetObject, set_object(PyExc_ValueError, on.list)),
    CASE(PyErr_SetObject, set_object(PyExc_ValueError, on.error)),
    CASE(PyErr_SetObject, set_object(PyExc_KeyError, on.tuple)),
    CASE(PyErr_SetObject, set_object(PyExc_KeyError, Py_None)),
    CASE(PyErr_SetObject, set_object(PyExc_KeyError, nullptr)),
    CASE(PyErr_SetObject, set_object(on.list, on.text)),
    CASE(PyErr_SetObject, set_object(on.type, on.text)),
    CASE(PyErr_SetObject, set_object(nullptr, on.text)),
    VOID_CASE(PyErr_SetObject, PyErr_SetObject(Value(FAILING_CLASS), on.text)),
    VOID_CASE(PyErr_SetObject, PyErr_SetObject(Value(TWO_ARGUMENTS), on.text)),
    VOID_CASE(PyErr_SetObject, PyErr_SetObject(Value(TWO_ARGUMENTS), Value("(1, 2)"))),
    CASE(PyErr_SetObject, while_handling(on.error, [&on] { return set_object(PyExc_KeyError, on.text); })),
    CASE(PyErr_SetObject, while_handling(on.error,
                                         [] {
                                             PyErr_SetObject(PyExc_KeyError, Py_None);
                                             return told(of_pending("__context__"));
                                         })),
    VOID_CASE(PyErr_SetString, PyErr_SetString(PyExc_ValueError, "h\xc3\xa4")),
    VOID_CASE(PyErr_SetString, PyErr_SetString(PyExc_ValueError, "")),
    VOID_CASE(PyErr_SetString, PyErr_SetString(PyExc_ValueError, "a\xff")),
    VOID_CASE(PyErr_SetString, PyErr_SetString(on.list, "text")),
    CASE(PyErr_SetString, (PyErr_SetString(PyExc_KeyError, "text"), fetched())),
    CASE(_PyErr_FormatFromCause, formatted_from_cause()),
    CASE(PyErr_Format, PyErr_Format(PyExc_KeyError, "%d of %s: %R", 7, "s", on.list)),
    CASE(PyErr_Format,
         PyErr_Format(PyExc_ValueError, "%.2s %5d|%-4d|%x %c %p%%", "text", 7, 8, 255, 'c', nullptr)),
    CASE(PyErr_Format, PyErr_Format(PyExc_ValueError, "%S", on.failing) == nullptr
                           ? told(of_pending("args")).substr(0, 12)
                           : "result"),
    CASE(PyErr_Format, PyErr_Format(PyExc_ValueError, "%S", Value(FAILING_TEXT).get())),
    CASE(PyErr_Format, PyErr_Format(on.text, "text")),
    CASE(PyErr_FormatV, format_list(PyExc_IndexError, "%zd %U", Py_ssize_t{-3}, on.text)),
    CASE(PyErr_Occurred, borrowed(PyErr_Occurred())),
    CASE(PyErr_Occurred,
         [&on] {
             PyErr_SetObject(PyExc_KeyError, on.list);
             PyObject *type = Py_NewRef(PyErr_Occurred());
             PyErr_Clear();
             return type;
         }()),
    VOID_CASE(PyErr_Clear, PyErr_SetObject(PyExc_KeyError, on.list); PyErr_Clear()),
    VOID_CASE(PyErr_Clear, PyErr_Clear()),
    CASE(PyErr_Fetch, fetched()),
    CASE(PyErr_Fetch, (PyErr_SetString(PyExc_KeyError, "x"), fetched())),
    CASE(PyErr_Fetch, PyObject_CallNoArgs(on.failing) == nullptr ? fetched().substr(0, 60) : "result"),
    VOID_CASE(PyErr_Restore, PyErr_Restore(Py_NewRef(PyExc_KeyError), Py_NewRef(on.list), nullptr)),
    VOID_CASE(PyErr_Restore, PyErr_Restore(Py_NewRef(PyExc_KeyError), nullptr, nullptr)),
    VOID_CASE(PyErr_Restore, PyErr_SetString(PyExc_KeyError, "x"); PyErr_Restore(nullptr, nullptr, nullptr)),
    CASE(PyErr_Restore, (PyErr_Restore(Py_NewRef(PyExc_KeyError), Py_NewRef(on.error), nullptr), fetched())),
    CASE(PyErr_Restore,
         (PyErr_Restore(Py_NewRef(PyExc_KeyError), Py_NewRef(on.error), Py_NewRef(on.list)), fetched())),
    CASE(PyErr_NormalizeException, normalized(PyExc_KeyError, on.text)),
    CASE(PyErr_NormalizeException, normalized(PyExc_KeyError, on.tuple)),
    CASE(PyErr_NormalizeException, normalized(PyExc_KeyError, nullptr)),
    CASE(PyErr_NormalizeException, normalized(PyExc_KeyError, Py_None)),
    CASE(PyErr_NormalizeException, normalized(PyExc_ValueError, on.error)),
    CASE(PyErr_NormalizeException, normalized(PyExc_Exception, on.error)),
    CASE(PyErr_NormalizeException, normalized(PyExc_KeyError, on.error)),
    CASE(PyErr_NormalizeException, normalized(nullptr, nullptr)),
    CASE(PyErr_NormalizeException, normalized(Value(FAILING_CLASS), on.text)),
    CASE(PyErr_NormalizeException, normalized(Value(TWO_ARGUMENTS), on.text)),
    CASE(PyErr_NormalizeException, normalized(on.text, on.list)),
    CASE(PyErr_ExceptionMatches, matches(PyExc_KeyError, PyExc_LookupError)),
    CASE(PyErr_ExceptionMatches, matches(PyExc_KeyError, PyExc_IndexError)),
    CASE(PyErr_ExceptionMatches, matches(PyExc_KeyError, Value("(ValueError, (OSError, KeyError))"))),
    CASE(PyErr_ExceptionMatches, matches(PyExc_KeyError, on.list)),
    CASE(PyErr_ExceptionMatches, matches(nullptr, PyExc_Exception)),
    CASE(PyErr_GivenExceptionMatches, PyErr_GivenExceptionMatches(on.error, PyExc_ValueError)),
    CASE(PyErr_GivenExceptionMatches, PyErr_GivenExceptionMatches(PyExc_KeyError, PyExc_LookupError)),
    CASE(PyErr_GivenExceptionMatches, PyErr_GivenExceptionMatches(on.error, Value("()"))),
    CASE(PyErr_GivenExceptionMatches, PyErr_GivenExceptionMatches(on.list, on.list)),
    CASE(PyErr_GivenExceptionMatches, PyErr_GivenExceptionMatches(nullptr, PyExc_Exception)),
    CASE(PyErr_GivenExceptionMatches, PyErr_GivenExceptionMatches(on.error, nullptr)),
    CASE(PyErr_GetHandledException, PyErr_GetHandledException()),
    CASE(PyErr_GetHandledException,
         while_handling(on.error, [] { return told(PyErr_GetHandledException()); })),
    CASE(PyErr_SetHandledException,
         while_handling(nullptr, [] { return told(PyErr_GetHandledException()); })),
    CASE(PyErr_SetHandledException,
         while_handling(Py_None, [] { return told(PyErr_GetHandledException()); })),
    CASE(PyErr_SetHandledException,
         while_handling(on.error,
                        [] { return told(PyObject_CallNoArgs(Value("__import__('sys').exc_info"))); })),
    CASE(PyErr_GetExcInfo, while_handling(on.error, exc_info)),
    CASE(PyErr_GetExcInfo, while_handling(Py_None, exc_info)),
    CASE(PyErr_SetExcInfo, while_handling(Py_None, [&on] { return set_exc_info(on.error); })),
    CASE(_PyErr_ChainExceptions, chained(on.error, Value("KeyError('earlier')"))),
    CASE(_PyErr_ChainExceptions, chained(nullptr, Value("KeyError('earlier')"))),
    CASE(PyErr_BadArgument, PyErr_BadArgument()),
    CASE(PyErr_NoMemory, PyErr_NoMemory()),
    VOID_CASE(_PyErr_BadInternalCall, _PyErr_BadInternalCall("file.c", 7)),
    VOID_CASE(PyErr_BadInternalCall, PyErr_BadInternalCall()),
    CASE(PyErr_SetFromErrno, with_errno(ENOENT, [] { return PyErr_SetFromErrno(PyExc_OSError); })),
    CASE(PyErr_SetFromErrno, with_errno(EACCES, [] { return PyErr_SetFromErrno(PyExc_ValueError); })),
    CASE(PyErr_SetFromErrno, with_errno(0, [] { return PyErr_SetFromErrno(PyExc_OSError); })),
    CASE(PyErr_SetFromErrno, with_errno(99999, [] { return PyErr_SetFromErrno(PyExc_OSError); })),
    CASE(PyErr_SetFromErrno, with_errno(EINTR, [] { return PyErr_SetFromErrno(PyExc_OSError); })),
    CASE(PyErr_SetFromErrnoWithFilename,
         with_errno(ENOENT, [] { return PyErr_SetFromErrnoWithFilename(PyExc_OSError, "h\xc3\xa4"); })),
    CASE(PyErr_SetFromErrnoWithFilename,
         with_errno(EEXIST, [] { return PyErr_SetFromErrnoWithFilename(PyExc_OSError, nullptr); })),
    CASE(PyErr_SetFromErrnoWithFilename,
         with_errno(ENOENT, [] { return PyErr_SetFromErrnoWithFilename(PyExc_OSError, "a\xff"); })),
    CASE(PyErr_SetFromErrnoWithFilenameObject,
         with_errno(EISDIR, [&on] { return PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, on.text); })),
    CASE(PyErr_SetFromErrnoWithFilenameObject,
         with_errno(EISDIR, [&on] { return PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, nullptr); })),
    CASE(PyErr_SetFromErrnoWithFilenameObjects, with_errno(EXDEV,
                                                           [&on] {
                                                               return PyErr_SetFromErrnoWithFilenameObjects(
                                                                   PyExc_OSError, on.text, on.bytes);
                                                           })),
    CASE(
        PyErr_SetFromErrnoWithFilenameObjects,
        with_errno(EXDEV,
                   [&on] { return PyErr_SetFromErrnoWithFilenameObjects(PyExc_OSError, on.text, nullptr); })),
    CASE(PyErr_SetImportError, PyErr_SetImportError(on.text, on.bytes, on.list)),
    CASE(PyErr_SetImportError, PyErr_SetImportError(on.text, nullptr, nullptr)),
    CASE(PyErr_SetImportError, PyErr_SetImportError(nullptr, on.text, nullptr)),
    CASE(PyErr_SetImportError, (PyErr_SetImportError(on.text, on.bytes, on.list), of_pending("path"))),
    CASE(PyErr_SetImportErrorSubclass,
         PyErr_SetImportErrorSubclass(PyExc_ModuleNotFoundError, on.text, on.text, nullptr)),
    CASE(PyErr_SetImportErrorSubclass,
         (PyErr_SetImportErrorSubclass(PyExc_ModuleNotFoundError, on.text, on.text, nullptr),
          of_pending("name"))),
    CASE(PyErr_SetImportErrorSubclass,
         PyErr_SetImportErrorSubclass(PyExc_ValueError, on.text, on.text, nullptr)),
    VOID_CASE(PyErr_SyntaxLocation, PyErr_SetString(PyExc_SyntaxError, "bad");
              PyErr_SyntaxLocation("no such file", 3)),
    CASE(PyErr_SyntaxLocation, (PyErr_SetString(PyExc_SyntaxError, "bad"),
                                PyErr_SyntaxLocation("no such file", 3), of_pending("lineno"))),
    CASE(PyErr_SyntaxLocation, (PyErr_SetString(PyExc_SyntaxError, "bad"),
                                PyErr_SyntaxLocation("no such file", 3), of_pending("text"))),
    CASE(PyErr_SyntaxLocationEx, (PyErr_SetString(PyExc_SyntaxError, "bad"),
                                  PyErr_SyntaxLocationEx("no such file", 3, 5), of_pending("offset"))),
    CASE(PyErr_SyntaxLocationEx, (PyErr_SetString(PyExc_SyntaxError, "bad"),
                                  PyErr_SyntaxLocationEx("no such file", 3, -1), of_pending("offset"))),
    CASE(PyErr_SyntaxLocationObject, (PyErr_SetString(PyExc_SyntaxError, "bad"),
                                      PyErr_SyntaxLocationObject(on.text, 3, 5), of_pending("filename"))),
    CASE(PyErr_SyntaxLocationObject, (PyErr_SetString(PyExc_ValueError, "bad"),
                                      PyErr_SyntaxLocationObject(on.text, 3, 5), of_pending("lineno"))),
};

const Case REPORTS[] = {
    CASE(PyErr_Print, written([&on] {
             PyErr_SetObject(PyExc_ValueError, on.error);
             PyErr_Print();
             for (const char *name : {"last_type", "last_value", "last_traceback"})
                 PySys_SetObject(name, nullptr);
         })),
    CASE(PyErr_PrintEx, printed(on.error, 0)),
    CASE(PyErr_PrintEx, printed(on.error, 1)),
    CASE(PyErr_PrintEx, printed(Value("ImportError('h\\xe4\\u20ac')"), 0)),
    CASE(PyErr_PrintEx,
         printed_by_hook(on.error, Value("lambda *told: print(*told, file=__import__('sys').stderr)"))),
    CASE(PyErr_PrintEx, printed_by_hook(on.error, Py_None).substr(0, 40)),
    CASE(PyErr_Display, displayed(on.error)),
    CASE(PyErr_Display, displayed(Value("ValueError()"))),
    CASE(PyErr_Display, displayed(Value("ValueError('two\\nlines')"))),
    CASE(PyErr_Display, displayed(Value("SyntaxError('bad', ('file', 3, 4, 'some text', 3, 6))"))),
    CASE(PyErr_Display, displayed(Value("ExceptionGroup('many', [ValueError(1), KeyError('k')])"))),
    CASE(PyErr_Display, displayed(Value(FAILING_TEXT))),
    CASE(PyErr_Display, displayed(Value("(lambda e: (e.add_note('a note'), e)[1])(ValueError('noted'))"))),
    CASE(
        PyErr_Display,
        displayed(Value("(lambda e: (setattr(e, '__cause__', KeyError('k')), e)[1])(ValueError('caused'))"))),
    CASE(PyErr_Display, displayed(on.list)),
    CASE(PyErr_WriteUnraisable, unraisable(on.error, [&on] { PyErr_WriteUnraisable(on.list); })),
    CASE(PyErr_WriteUnraisable, unraisable(on.error, [] { PyErr_WriteUnraisable(nullptr); })),
    CASE(_PyErr_WriteUnraisableMsg,
         unraisable(on.error, [&on] { _PyErr_WriteUnraisableMsg("while testing", on.list); })),
    CASE(_PyErr_WriteUnraisableMsg,
         unraisable(on.error, [&on] { _PyErr_WriteUnraisableMsg(nullptr, nullptr); })),
    CASE(PyErr_NewException, PyErr_NewException("symbols.Failure", nullptr, nullptr)),
    CASE(PyErr_NewException,
         attribute(PyErr_NewException("a.b.Failure", PyExc_KeyError, nullptr), "__bases__")),
    CASE(PyErr_NewException,
         attribute(PyErr_NewException("a.b.Failure", PyExc_KeyError, nullptr), "__module__")),
    CASE(
        PyErr_NewException,
        attribute(PyErr_NewException("a.Failure", Value("(KeyError, ArithmeticError)"), nullptr), "__mro__")),
    CASE(PyErr_NewException, attribute(PyErr_NewException("a.Failure", nullptr, on.dict), "b")),
    CASE(PyErr_NewException, PyErr_NewException("Failure", nullptr, nullptr)),
    CASE(PyErr_NewException, PyErr_NewException("a.Failure", on.list, nullptr)),
    CASE(PyErr_NewExceptionWithDoc,
         attribute(PyErr_NewExceptionWithDoc("a.Failure", "What failed.", nullptr, nullptr), "__doc__")),
    CASE(PyErr_NewExceptionWithDoc,
         attribute(PyErr_NewExceptionWithDoc("a.Failure", nullptr, nullptr, nullptr), "__doc__")),
    CASE(PyErr_NewExceptionWithDoc, PyErr_NewExceptionWithDoc("Failure", "doc", nullptr, nullptr)),
    CASE(PyErr_CheckSignals, PyErr_CheckSignals()),
    CASE(PyErr_SetInterrupt, (PyErr_SetInterrupt(), PyErr_CheckSignals())),
    CASE(PyErr_SetInterruptEx, signalled(SIGINT)),
    CASE(PyErr_SetInterruptEx, signalled(0)),
    CASE(PyErr_SetInterruptEx, signalled(9999)),
    CASE(PyErr_SetInterruptEx, signalled(SIGUSR1)),
    CASE(PyExceptionClass_Name, PyExceptionClass_Name(PyExc_KeyError)),
    CASE(PyExceptionClass_Name, PyExceptionClass_Name(Value(FAILING_CLASS))),
    CASE(PyException_SetTraceback, PyException_SetTraceback(on.error, Py_None)),
    CASE(PyException_SetTraceback, PyException_SetTraceback(on.error, on.list)),
    CASE(PyException_SetTraceback, PyException_SetTraceback(on.error, nullptr)),
    CASE(PyException_GetTraceback, PyException_GetTraceback(on.error)),
    CASE(PyException_GetCause, PyException_GetCause(on.error)),
    CASE(PyException_SetCause, (PyException_SetCause(on.error, Value("KeyError('k')").get() == nullptr
                                                                   ? nullptr
                                                                   : Py_NewRef(Value("KeyError('k')").get())),
                                PyException_GetCause(on.error))),
    CASE(PyException_SetCause,
         (PyException_SetCause(on.error, nullptr), PyObject_GetAttrString(on.error, "__suppress_context__"))),
    CASE(PyException_GetContext, PyException_GetContext(on.error)),
    CASE(PyException_SetContext, (PyException_SetContext(on.error, Py_NewRef(Value("KeyError('k')").get())),
                                  PyException_GetContext(on.error))),
    CASE(PyException_SetContext,
         (PyException_SetContext(on.error, nullptr), PyException_GetContext(on.error))),
    CASE(PyExceptionClass_Check, PyExceptionClass_Check(on.type) != 0),
    CASE(PyExceptionInstance_Check, PyExceptionInstance_Check(on.error) != 0),
};

} // namespace

Area pending_cases() {
    return PENDING;
}
Area report_cases() {
    return REPORTS;
}
