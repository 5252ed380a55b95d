// SPDX-License-Identifier: MIT
//
// Warnings, the errors of encodings, tracebacks (adder/error.h).
#include "cases.hpp"

namespace {

constexpr const char *ENCODE = "UnicodeEncodeError('ascii', 'h\\xe4\\xdflich', 1, 3, 'reason')";
constexpr const char *DECODE = "UnicodeDecodeError('ascii', b'h\\xe4\\xdf', 1, 2, 'reason')";
constexpr const char *TRANSLATE = "UnicodeTranslateError('h\\xe4\\xdflich', 1, 3, 'reason')";
// An instance whose __init__ did not run.
constexpr const char *EMPTY_ENCODE = "UnicodeEncodeError.__new__(UnicodeEncodeError)";
constexpr const char *EMPTY_DECODE = "UnicodeDecodeError.__new__(UnicodeDecodeError)";
constexpr const char *EMPTY_TRANSLATE = "UnicodeTranslateError.__new__(UnicodeTranslateError)";
constexpr const char *FAR_ENCODE = "UnicodeEncodeError('ascii', 'abc', 99, 200, 'far')";
constexpr const char *FAR_DECODE = "UnicodeDecodeError('ascii', b'abc', 99, -5, 'far')";
constexpr const char *FAR_TRANSLATE = "UnicodeTranslateError('abc', -4, 99, 'far')";
constexpr const char *NO_TEXT = "UnicodeEncodeError('ascii', '', 0, 0, 'empty')";
// An exception that was raised, with a traceback of one line.
constexpr const char *RAISED = "(lambda: [ns := {}, exec(compile('def f():\\n  1 // 0\\ntry:\\n  "
                               "f()\\nexcept Exception as e:\\n  error = "
                               "e', '<symbols>', 'exec'), ns), ns['error']][2])()";

// What the warnings module was asked to show while the function ran under a filter: "category: message".
template <class Function> std::string warned(const char *filter, Function function) {
    Value warnings("__import__('warnings')");
    Value context(PyObject_CallMethod(warnings, "catch_warnings", nullptr));
    Value setter("lambda context: setattr(context, '_record', True)");
    Py_XDECREF(PyObject_CallOneArg(setter, context));
    Value log(PyObject_CallMethod(context, "__enter__", nullptr));
    Py_XDECREF(PyObject_CallMethod(warnings, "simplefilter", "s", filter));
    const int status = function();
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    Value lister(
        "lambda log: [(w.category.__name__, str(w.message), w.filename.rpartition('/')[2], w.lineno, "
        "w.source) for w in log]");
    const std::string text = told(PyObject_CallOneArg(lister, log));
    Py_XDECREF(PyObject_CallMethod(context, "__exit__", "OOO", Py_None, Py_None, Py_None));
    PyErr_Restore(type, value, traceback);
    return std::to_string(status) + ", " + text;
}

using Getter = int (*)(PyObject *, Py_ssize_t *);
std::string position(Getter get, PyObject *error) {
    Py_ssize_t at = 77;
    const int status = get(error, &at);
    return std::to_string(status) + ", " + std::to_string(status < 0 ? 77 : at);
}

using Setter = int (*)(PyObject *, Py_ssize_t);
std::string set_position(Setter set, const char *expression, Py_ssize_t at) {
    Value error(expression);
    const int status = set(error, at);
    return std::to_string(status) + ", " + told(Py_NewRef(error)) + told(PyObject_Str(error));
}

using ReasonSetter = int (*)(PyObject *, const char *);
std::string set_reason(ReasonSetter set, const char *expression, const char *reason) {
    Value error(expression);
    const int status = set(error, reason);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    const std::string text = told(PyObject_Str(error));
    PyErr_Restore(type, value, traceback);
    return std::to_string(status) + ", " + text;
}

// What PyTraceBack_Print writes.
std::string printed(PyObject *traceback) {
    Value stream("__import__('io').StringIO()");
    const int status = PyTraceBack_Print(traceback, stream);
    PyObject *type, *value, *old;
    PyErr_Fetch(&type, &value, &old);
    const std::string text = told(PyObject_CallMethod(stream, "getvalue", nullptr));
    PyErr_Restore(type, value, old);
    return std::to_string(status) + ", " + text;
}

// Lines of the traceback that a pending exception has after the running frame was added twice.
std::string here(PyObject *error) {
    PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(error)), error);
    PyFrameObject *frame = PyEval_GetFrame();
    const int first = PyTraceBack_Here(frame), second = PyTraceBack_Here(frame);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    int length = 0;
    for (auto *at = reinterpret_cast<PyTracebackObject *>(traceback); at != nullptr; at = at->tb_next)
        length += at->tb_frame == frame;
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return std::to_string(first) + ", " + std::to_string(second) + ", " + std::to_string(length);
}

const Case WARNINGS[] = {
    CASE(PyErr_WarnEx, warned("always", [] { return PyErr_WarnEx(PyExc_UserWarning, "h\xc3\xa4", 1); })),
    CASE(PyErr_WarnEx, warned("always", [] { return PyErr_WarnEx(nullptr, "text", 1); })),
    CASE(PyErr_WarnEx, warned("always", [] { return PyErr_WarnEx(PyExc_DeprecationWarning, "text", 99); })),
    CASE(PyErr_WarnEx, warned("ignore", [] { return PyErr_WarnEx(PyExc_UserWarning, "text", 1); })),
    CASE(PyErr_WarnEx, warned("error", [] { return PyErr_WarnEx(PyExc_UserWarning, "text", 1); })),
    CASE(PyErr_WarnEx, warned("always", [] { return PyErr_WarnEx(PyExc_UserWarning, "a\xff", 1); })),
    CASE(PyErr_WarnEx, warned("always", [] { return PyErr_WarnEx(PyExc_ValueError, "text", 1); })),
    CASE(PyErr_WarnEx, warned("always", [&on] { return PyErr_WarnEx(on.list, "text", 1); })),
    CASE(PyErr_Warn, warned("always", [] { return PyErr_Warn(PyExc_FutureWarning, "text"); })),
    CASE(PyErr_WarnFormat,
         warned("always",
                [&on] { return PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "%d of %U %%", 3, on.text); })),
    CASE(PyErr_WarnFormat,
         warned("error", [] { return PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "%s", "x"); })),
    CASE(PyErr_ResourceWarning,
         warned("always", [&on] { return PyErr_ResourceWarning(on.list, 1, "unclosed %R", on.list); })),
    CASE(PyErr_ResourceWarning, warned("error", [&on] { return PyErr_ResourceWarning(on.list, 1, "text"); })),
    CASE(PyErr_WarnExplicitObject, warned("always",
                                          [&on] {
                                              return PyErr_WarnExplicitObject(PyExc_UserWarning, on.text,
                                                                              on.text, 7, on.text, nullptr);
                                          })),
    CASE(PyErr_WarnExplicitObject, warned("always",
                                          [&on] {
                                              return PyErr_WarnExplicitObject(PyExc_UserWarning, on.text,
                                                                              on.text, 7, nullptr, nullptr);
                                          })),
    CASE(PyErr_WarnExplicitObject, warned("default",
                                          [&on] {
                                              Value registry("{}");
                                              PyErr_WarnExplicitObject(PyExc_UserWarning, on.text, on.text, 7,
                                                                       nullptr, registry);
                                              return PyErr_WarnExplicitObject(PyExc_UserWarning, on.text,
                                                                              on.text, 7, nullptr, registry);
                                          })),
    CASE(PyErr_WarnExplicitObject, warned("error",
                                          [&on] {
                                              return PyErr_WarnExplicitObject(PyExc_UserWarning, on.text,
                                                                              on.text, 7, nullptr, nullptr);
                                          })),
    CASE(PyErr_WarnExplicit,
         warned("always",
                [] { return PyErr_WarnExplicit(PyExc_UserWarning, "text", "file.py", 3, "mod", nullptr); })),
    CASE(PyErr_WarnExplicit,
         warned("always",
                [] { return PyErr_WarnExplicit(PyExc_UserWarning, "a\xff", "file.py", 3, "mod", nullptr); })),
    CASE(
        PyErr_WarnExplicit,
        warned("always", [] { return PyErr_WarnExplicit(nullptr, "text", "file.py", 3, nullptr, nullptr); })),
    // ---- tracebacks
    CASE(PyTraceBack_Here, here(on.error)),
    CASE(PyTraceBack_Print, printed(Value(PyException_GetTraceback(Value(RAISED))))),
    CASE(PyTraceBack_Print, printed(nullptr)),
    CASE(PyTraceBack_Print, printed(on.list)),
    CASE(PyTraceBack_Check, PyTraceBack_Check(Value(PyException_GetTraceback(Value(RAISED))).get()) != 0),
    CASE(PyException_SetTraceback,
         PyException_SetTraceback(on.error, Value(PyException_GetTraceback(Value(RAISED))))),
};

const Case UNICODE_ERRORS[] = {
    CASE(PyUnicodeDecodeError_Create, PyUnicodeDecodeError_Create("utf-8", "a\xff\0", 3, 1, 2, "why")),
    CASE(PyUnicodeDecodeError_Create, PyUnicodeDecodeError_Create("utf-8", "", 0, 5, -2, "why")),
    CASE(PyUnicodeDecodeError_Create,
         PyObject_Str(Value(PyUnicodeDecodeError_Create("utf-8", "a\xff", 2, 1, 2, "why")))),
    CASE(PyUnicodeDecodeError_Create, PyUnicodeDecodeError_Create("a\xff", "", 0, 5, -2, "why")),
    CASE(PyUnicodeEncodeError_GetEncoding, PyUnicodeEncodeError_GetEncoding(Value(ENCODE))),
    CASE(PyUnicodeEncodeError_GetEncoding, PyUnicodeEncodeError_GetEncoding(Value(EMPTY_ENCODE))),
    CASE(PyUnicodeDecodeError_GetEncoding, PyUnicodeDecodeError_GetEncoding(Value(DECODE))),
    CASE(PyUnicodeDecodeError_GetEncoding, PyUnicodeDecodeError_GetEncoding(Value(EMPTY_DECODE))),
    CASE(PyUnicodeEncodeError_GetObject, PyUnicodeEncodeError_GetObject(Value(ENCODE))),
    CASE(PyUnicodeEncodeError_GetObject, PyUnicodeEncodeError_GetObject(Value(EMPTY_ENCODE))),
    CASE(PyUnicodeDecodeError_GetObject, PyUnicodeDecodeError_GetObject(Value(DECODE))),
    CASE(PyUnicodeDecodeError_GetObject, PyUnicodeDecodeError_GetObject(Value(EMPTY_DECODE))),
    CASE(PyUnicodeTranslateError_GetObject, PyUnicodeTranslateError_GetObject(Value(TRANSLATE))),
    CASE(PyUnicodeTranslateError_GetObject, PyUnicodeTranslateError_GetObject(Value(EMPTY_TRANSLATE))),
    CASE(PyUnicodeEncodeError_GetStart, position(PyUnicodeEncodeError_GetStart, Value(ENCODE))),
    CASE(PyUnicodeEncodeError_GetStart, position(PyUnicodeEncodeError_GetStart, Value(FAR_ENCODE))),
    CASE(PyUnicodeEncodeError_GetStart, position(PyUnicodeEncodeError_GetStart, Value(EMPTY_ENCODE))),
    CASE(PyUnicodeEncodeError_GetStart, position(PyUnicodeEncodeError_GetStart, Value(NO_TEXT))),
    CASE(PyUnicodeDecodeError_GetStart, position(PyUnicodeDecodeError_GetStart, Value(DECODE))),
    CASE(PyUnicodeDecodeError_GetStart, position(PyUnicodeDecodeError_GetStart, Value(FAR_DECODE))),
    CASE(PyUnicodeDecodeError_GetStart, position(PyUnicodeDecodeError_GetStart, Value(EMPTY_DECODE))),
    CASE(PyUnicodeTranslateError_GetStart, position(PyUnicodeTranslateError_GetStart, Value(TRANSLATE))),
    CASE(PyUnicodeTranslateError_GetStart, position(PyUnicodeTranslateError_GetStart, Value(FAR_TRANSLATE))),
    CASE(PyUnicodeTranslateError_GetStart,
         position(PyUnicodeTranslateError_GetStart, Value(EMPTY_TRANSLATE))),
    CASE(PyUnicodeEncodeError_SetStart, set_position(PyUnicodeEncodeError_SetStart, ENCODE, 2)),
    CASE(PyUnicodeEncodeError_SetStart, set_position(PyUnicodeEncodeError_SetStart, ENCODE, -9)),
    CASE(PyUnicodeDecodeError_SetStart, set_position(PyUnicodeDecodeError_SetStart, DECODE, 0)),
    CASE(PyUnicodeTranslateError_SetStart, set_position(PyUnicodeTranslateError_SetStart, TRANSLATE, 2)),
    CASE(PyUnicodeEncodeError_GetEnd, position(PyUnicodeEncodeError_GetEnd, Value(ENCODE))),
    CASE(PyUnicodeEncodeError_GetEnd, position(PyUnicodeEncodeError_GetEnd, Value(FAR_ENCODE))),
    CASE(PyUnicodeEncodeError_GetEnd, position(PyUnicodeEncodeError_GetEnd, Value(NO_TEXT))),
    CASE(PyUnicodeEncodeError_GetEnd, position(PyUnicodeEncodeError_GetEnd, Value(EMPTY_ENCODE))),
    CASE(PyUnicodeDecodeError_GetEnd, position(PyUnicodeDecodeError_GetEnd, Value(DECODE))),
    CASE(PyUnicodeDecodeError_GetEnd, position(PyUnicodeDecodeError_GetEnd, Value(FAR_DECODE))),
    CASE(PyUnicodeTranslateError_GetEnd, position(PyUnicodeTranslateError_GetEnd, Value(TRANSLATE))),
    CASE(PyUnicodeTranslateError_GetEnd, position(PyUnicodeTranslateError_GetEnd, Value(FAR_TRANSLATE))),
    CASE(PyUnicodeEncodeError_SetEnd, set_position(PyUnicodeEncodeError_SetEnd, ENCODE, 2)),
    CASE(PyUnicodeEncodeError_SetEnd, set_position(PyUnicodeEncodeError_SetEnd, ENCODE, 99)),
    CASE(PyUnicodeDecodeError_SetEnd, set_position(PyUnicodeDecodeError_SetEnd, DECODE, 3)),
    CASE(PyUnicodeTranslateError_SetEnd, set_position(PyUnicodeTranslateError_SetEnd, TRANSLATE, 2)),
    CASE(PyUnicodeEncodeError_GetReason, PyUnicodeEncodeError_GetReason(Value(ENCODE))),
    CASE(PyUnicodeEncodeError_GetReason, PyUnicodeEncodeError_GetReason(Value(EMPTY_ENCODE))),
    CASE(PyUnicodeDecodeError_GetReason, PyUnicodeDecodeError_GetReason(Value(DECODE))),
    CASE(PyUnicodeDecodeError_GetReason, PyUnicodeDecodeError_GetReason(Value(EMPTY_DECODE))),
    CASE(PyUnicodeTranslateError_GetReason, PyUnicodeTranslateError_GetReason(Value(TRANSLATE))),
    CASE(PyUnicodeTranslateError_GetReason, PyUnicodeTranslateError_GetReason(Value(EMPTY_TRANSLATE))),
    CASE(PyUnicodeEncodeError_SetReason, set_reason(PyUnicodeEncodeError_SetReason, ENCODE, "h\xc3\xa4")),
    CASE(PyUnicodeEncodeError_SetReason, set_reason(PyUnicodeEncodeError_SetReason, ENCODE, "a\xff")),
    CASE(PyUnicodeDecodeError_SetReason, set_reason(PyUnicodeDecodeError_SetReason, DECODE, "")),
    CASE(PyUnicodeTranslateError_SetReason, set_reason(PyUnicodeTranslateError_SetReason, TRANSLATE, "new")),
};

} // namespace

Area warning_cases() {
    return WARNINGS;
}
Area unicode_error_cases() {
    return UNICODE_ERRORS;
}
