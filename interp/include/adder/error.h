/* SPDX-License-Identifier: MIT
 *
 * Errors: the pending exception of a thread, the built-in exception classes, exception objects, warnings.
 *
 * A function that fails sets the pending exception and returns NULL or -1. Functions here that return
 * `PyObject *` and set an exception always return NULL, so that `return PyErr_NoMemory();` reads well.
 */
#ifndef ADDER_ERROR_H
#define ADDER_ERROR_H

#include "type.h"

Py_BEGIN_DECLS

PyAPI_FUNC(void) PyErr_SetNone(PyObject *type);
PyAPI_FUNC(void) PyErr_SetObject(PyObject *type, PyObject *value);
PyAPI_FUNC(void) PyErr_SetString(PyObject *type, const char *message);
/* Codes as PyUnicode_FromFormat. */
PyAPI_FUNC(PyObject *) PyErr_Format(PyObject *type, const char *format, ...);
/* The pending exception becomes cause and context of the new one. */
PyAPI_FUNC(PyObject *) _PyErr_FormatFromCause(PyObject *type, const char *format, ...);
PyAPI_FUNC(PyObject *) PyErr_FormatV(PyObject *type, const char *format, va_list arguments);
/* The pending exception's type; borrowed, NULL when there is none. */
PyAPI_FUNC(PyObject *) PyErr_Occurred(void);
PyAPI_FUNC(void) PyErr_Clear(void);
/* Fetch gives three owned references, any of which may be NULL, and clears; Restore takes three over. */
PyAPI_FUNC(void) PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback);
PyAPI_FUNC(void) PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback);
PyAPI_FUNC(void) PyErr_NormalizeException(PyObject **type, PyObject **value, PyObject **traceback);
PyAPI_FUNC(int) PyErr_ExceptionMatches(PyObject *classes);
PyAPI_FUNC(int) PyErr_GivenExceptionMatches(PyObject *error, PyObject *classes);
/* The exception that is being handled, as sys.exc_info() sees it. */
PyAPI_FUNC(PyObject *) PyErr_GetHandledException(void);
PyAPI_FUNC(void) PyErr_SetHandledException(PyObject *value);
PyAPI_FUNC(void) PyErr_GetExcInfo(PyObject **type, PyObject **value, PyObject **traceback);
PyAPI_FUNC(void) PyErr_SetExcInfo(PyObject *type, PyObject *value, PyObject *traceback);
/* Makes the exception given the __context__ of the pending one, which takes the references over. */
PyAPI_FUNC(void) _PyErr_ChainExceptions(PyObject *type, PyObject *value, PyObject *traceback);

PyAPI_FUNC(int) PyErr_BadArgument(void);
PyAPI_FUNC(PyObject *) PyErr_NoMemory(void);
PyAPI_FUNC(void) _PyErr_BadInternalCall(const char *filename, int line);
#define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)
PyAPI_FUNC(PyObject *) PyErr_SetFromErrno(PyObject *type);
PyAPI_FUNC(PyObject *) PyErr_SetFromErrnoWithFilename(PyObject *type, const char *filename);
PyAPI_FUNC(PyObject *) PyErr_SetFromErrnoWithFilenameObject(PyObject *type, PyObject *filename);
PyAPI_FUNC(PyObject *)
    PyErr_SetFromErrnoWithFilenameObjects(PyObject *type, PyObject *filename, PyObject *filename2);
PyAPI_FUNC(PyObject *) PyErr_SetImportError(PyObject *message, PyObject *name, PyObject *path);
PyAPI_FUNC(PyObject *)
    PyErr_SetImportErrorSubclass(PyObject *type, PyObject *message, PyObject *name, PyObject *path);
PyAPI_FUNC(void) PyErr_SyntaxLocation(const char *filename, int line);
PyAPI_FUNC(void) PyErr_SyntaxLocationEx(const char *filename, int line, int column);
PyAPI_FUNC(void) PyErr_SyntaxLocationObject(PyObject *filename, int line, int column);

/* Reports the pending exception to standard error and clears it; SystemExit ends the process. */
PyAPI_FUNC(void) PyErr_Print(void);
PyAPI_FUNC(void) PyErr_PrintEx(int set_sys_last_variables);
PyAPI_FUNC(void) PyErr_Display(PyObject *type, PyObject *value, PyObject *traceback);
/* For errors in places that cannot raise: sys.unraisablehook gets the exception and `object`. */
PyAPI_FUNC(void) PyErr_WriteUnraisable(PyObject *object);
PyAPI_FUNC(void) _PyErr_WriteUnraisableMsg(const char *message, PyObject *object);

/* `name` is "module.Class"; `base` a class, a tuple of classes or NULL for Exception; `dict` may be NULL. */
PyAPI_FUNC(PyObject *) PyErr_NewException(const char *name, PyObject *base, PyObject *dict);
PyAPI_FUNC(PyObject *)
    PyErr_NewExceptionWithDoc(const char *name, const char *doc, PyObject *base, PyObject *dict);

/* Runs the Python handlers of signals that arrived; -1 when one raised. */
PyAPI_FUNC(int) PyErr_CheckSignals(void);
PyAPI_FUNC(void) PyErr_SetInterrupt(void);
PyAPI_FUNC(int) PyErr_SetInterruptEx(int signal_number);

/* -1 when the warning became an exception. */
PyAPI_FUNC(int) PyErr_WarnEx(PyObject *category, const char *message, Py_ssize_t stack_level);
PyAPI_FUNC(int) PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, ...);
PyAPI_FUNC(int) PyErr_ResourceWarning(PyObject *source, Py_ssize_t stack_level, const char *format, ...);
PyAPI_FUNC(int) PyErr_WarnExplicitObject(PyObject *category, PyObject *message, PyObject *filename, int line,
                                         PyObject *module, PyObject *registry);
PyAPI_FUNC(int) PyErr_WarnExplicit(PyObject *category, const char *message, const char *filename, int line,
                                   const char *module, PyObject *registry);
#define PyErr_Warn(category, message) PyErr_WarnEx((category), (message), 1)

/* Exception objects. The first members are the same in all, as PyException_HEAD has them. */
#define PyException_HEAD                                                                                     \
    PyObject_HEAD PyObject *dict;                                                                            \
    PyObject *args;                                                                                          \
    PyObject *notes;                                                                                         \
    PyObject *traceback;                                                                                     \
    PyObject *context;                                                                                       \
    PyObject *cause;                                                                                         \
    char suppress_context;

typedef struct {
    PyException_HEAD
} PyBaseExceptionObject;
typedef struct {
    PyException_HEAD PyObject *msg;
    PyObject *excs;
} PyBaseExceptionGroupObject;
typedef struct {
    PyException_HEAD PyObject *msg;
    PyObject *filename;
    PyObject *lineno;
    PyObject *offset;
    PyObject *end_lineno;
    PyObject *end_offset;
    PyObject *text;
    PyObject *print_file_and_line;
} PySyntaxErrorObject;
typedef struct {
    PyException_HEAD PyObject *msg;
    PyObject *name;
    PyObject *path;
} PyImportErrorObject;
typedef struct {
    PyException_HEAD PyObject *encoding;
    PyObject *object;
    Py_ssize_t start;
    Py_ssize_t end;
    PyObject *reason;
} PyUnicodeErrorObject;
typedef struct {
    PyException_HEAD PyObject *code;
} PySystemExitObject;
typedef struct {
    PyException_HEAD PyObject *myerrno;
    PyObject *strerror;
    PyObject *filename;
    PyObject *filename2;
    Py_ssize_t written; /* BlockingIOError; -1: not set */
} PyOSErrorObject;
typedef struct {
    PyException_HEAD PyObject *value;
} PyStopIterationObject;
typedef struct {
    PyException_HEAD PyObject *name;
} PyNameErrorObject;
typedef struct {
    PyException_HEAD PyObject *obj;
    PyObject *name;
} PyAttributeErrorObject;
typedef PyOSErrorObject PyEnvironmentErrorObject;

#define PyExceptionClass_Check(x)                                                                            \
    (PyType_Check((x)) && PyType_FastSubclass((PyTypeObject *)(x), Py_TPFLAGS_BASE_EXC_SUBCLASS))
#define PyExceptionInstance_Check(x) PyType_FastSubclass(Py_TYPE(x), Py_TPFLAGS_BASE_EXC_SUBCLASS)
#define PyExceptionInstance_Class(x) ((PyObject *)(Py_TYPE(x)))
PyAPI_FUNC(const char *) PyExceptionClass_Name(PyObject *exception_class);

/* Get: new reference or NULL without an error. SetCause and SetContext take the reference over. */
PyAPI_FUNC(int) PyException_SetTraceback(PyObject *exception, PyObject *traceback);
PyAPI_FUNC(PyObject *) PyException_GetTraceback(PyObject *exception);
PyAPI_FUNC(PyObject *) PyException_GetCause(PyObject *exception);
PyAPI_FUNC(void) PyException_SetCause(PyObject *exception, PyObject *cause);
PyAPI_FUNC(PyObject *) PyException_GetContext(PyObject *exception);
PyAPI_FUNC(void) PyException_SetContext(PyObject *exception, PyObject *context);

PyAPI_FUNC(PyObject *)
    PyUnicodeDecodeError_Create(const char *encoding, const char *object, Py_ssize_t length, Py_ssize_t start,
                                Py_ssize_t end, const char *reason);
PyAPI_FUNC(PyObject *) PyUnicodeEncodeError_GetEncoding(PyObject *error);
PyAPI_FUNC(PyObject *) PyUnicodeDecodeError_GetEncoding(PyObject *error);
PyAPI_FUNC(PyObject *) PyUnicodeEncodeError_GetObject(PyObject *error);
PyAPI_FUNC(PyObject *) PyUnicodeDecodeError_GetObject(PyObject *error);
PyAPI_FUNC(PyObject *) PyUnicodeTranslateError_GetObject(PyObject *error);
PyAPI_FUNC(int) PyUnicodeEncodeError_GetStart(PyObject *error, Py_ssize_t *start);
PyAPI_FUNC(int) PyUnicodeDecodeError_GetStart(PyObject *error, Py_ssize_t *start);
PyAPI_FUNC(int) PyUnicodeTranslateError_GetStart(PyObject *error, Py_ssize_t *start);
PyAPI_FUNC(int) PyUnicodeEncodeError_SetStart(PyObject *error, Py_ssize_t start);
PyAPI_FUNC(int) PyUnicodeDecodeError_SetStart(PyObject *error, Py_ssize_t start);
PyAPI_FUNC(int) PyUnicodeTranslateError_SetStart(PyObject *error, Py_ssize_t start);
PyAPI_FUNC(int) PyUnicodeEncodeError_GetEnd(PyObject *error, Py_ssize_t *end);
PyAPI_FUNC(int) PyUnicodeDecodeError_GetEnd(PyObject *error, Py_ssize_t *end);
PyAPI_FUNC(int) PyUnicodeTranslateError_GetEnd(PyObject *error, Py_ssize_t *end);
PyAPI_FUNC(int) PyUnicodeEncodeError_SetEnd(PyObject *error, Py_ssize_t end);
PyAPI_FUNC(int) PyUnicodeDecodeError_SetEnd(PyObject *error, Py_ssize_t end);
PyAPI_FUNC(int) PyUnicodeTranslateError_SetEnd(PyObject *error, Py_ssize_t end);
PyAPI_FUNC(PyObject *) PyUnicodeEncodeError_GetReason(PyObject *error);
PyAPI_FUNC(PyObject *) PyUnicodeDecodeError_GetReason(PyObject *error);
PyAPI_FUNC(PyObject *) PyUnicodeTranslateError_GetReason(PyObject *error);
PyAPI_FUNC(int) PyUnicodeEncodeError_SetReason(PyObject *error, const char *reason);
PyAPI_FUNC(int) PyUnicodeDecodeError_SetReason(PyObject *error, const char *reason);
PyAPI_FUNC(int) PyUnicodeTranslateError_SetReason(PyObject *error, const char *reason);

/* Tracebacks: where an exception passed, outermost call first. */
#ifdef ADDER_CORE
typedef struct PyFrameObject PyFrameObject;
#else
typedef struct AdderFrameFields PyFrameObject; /* runtime.h */
#endif
typedef struct _traceback {
    PyObject_HEAD struct _traceback *tb_next;
    PyFrameObject *tb_frame;
    int tb_lasti;  /* byte offset of the instruction */
    int tb_lineno; /* -1: not computed yet */
} PyTracebackObject;
PyAPI_DATA(PyTypeObject) PyTraceBack_Type;
#define PyTraceBack_Check(v) Py_IS_TYPE((v), &PyTraceBack_Type)
/* Adds `frame` in front of the pending exception's traceback. */
PyAPI_FUNC(int) PyTraceBack_Here(PyFrameObject *frame);
PyAPI_FUNC(int) PyTraceBack_Print(PyObject *traceback, PyObject *file);

#define Py_FatalError(message) _Py_FatalErrorFunc(__func__, message)
PyAPI_FUNC(void) _Py_FatalErrorFunc(const char *function, const char *message) __attribute__((noreturn));

/* The exception classes. */
PyAPI_DATA(PyObject *) PyExc_BaseException;
PyAPI_DATA(PyObject *) PyExc_Exception;
PyAPI_DATA(PyObject *) PyExc_BaseExceptionGroup;
PyAPI_DATA(PyObject *) PyExc_ExceptionGroup;
PyAPI_DATA(PyObject *) PyExc_StopAsyncIteration;
PyAPI_DATA(PyObject *) PyExc_StopIteration;
PyAPI_DATA(PyObject *) PyExc_GeneratorExit;
PyAPI_DATA(PyObject *) PyExc_ArithmeticError;
PyAPI_DATA(PyObject *) PyExc_LookupError;
PyAPI_DATA(PyObject *) PyExc_AssertionError;
PyAPI_DATA(PyObject *) PyExc_AttributeError;
PyAPI_DATA(PyObject *) PyExc_BufferError;
PyAPI_DATA(PyObject *) PyExc_EOFError;
PyAPI_DATA(PyObject *) PyExc_FloatingPointError;
PyAPI_DATA(PyObject *) PyExc_OSError;
PyAPI_DATA(PyObject *) PyExc_ImportError;
PyAPI_DATA(PyObject *) PyExc_ModuleNotFoundError;
PyAPI_DATA(PyObject *) PyExc_IndexError;
PyAPI_DATA(PyObject *) PyExc_KeyError;
PyAPI_DATA(PyObject *) PyExc_KeyboardInterrupt;
PyAPI_DATA(PyObject *) PyExc_MemoryError;
PyAPI_DATA(PyObject *) PyExc_NameError;
PyAPI_DATA(PyObject *) PyExc_OverflowError;
PyAPI_DATA(PyObject *) PyExc_RuntimeError;
PyAPI_DATA(PyObject *) PyExc_RecursionError;
PyAPI_DATA(PyObject *) PyExc_NotImplementedError;
PyAPI_DATA(PyObject *) PyExc_SyntaxError;
PyAPI_DATA(PyObject *) PyExc_IndentationError;
PyAPI_DATA(PyObject *) PyExc_TabError;
PyAPI_DATA(PyObject *) PyExc_ReferenceError;
PyAPI_DATA(PyObject *) PyExc_SystemError;
PyAPI_DATA(PyObject *) PyExc_SystemExit;
PyAPI_DATA(PyObject *) PyExc_TypeError;
PyAPI_DATA(PyObject *) PyExc_UnboundLocalError;
PyAPI_DATA(PyObject *) PyExc_UnicodeError;
PyAPI_DATA(PyObject *) PyExc_UnicodeEncodeError;
PyAPI_DATA(PyObject *) PyExc_UnicodeDecodeError;
PyAPI_DATA(PyObject *) PyExc_UnicodeTranslateError;
PyAPI_DATA(PyObject *) PyExc_ValueError;
PyAPI_DATA(PyObject *) PyExc_ZeroDivisionError;
PyAPI_DATA(PyObject *) PyExc_BlockingIOError;
PyAPI_DATA(PyObject *) PyExc_BrokenPipeError;
PyAPI_DATA(PyObject *) PyExc_ChildProcessError;
PyAPI_DATA(PyObject *) PyExc_ConnectionError;
PyAPI_DATA(PyObject *) PyExc_ConnectionAbortedError;
PyAPI_DATA(PyObject *) PyExc_ConnectionRefusedError;
PyAPI_DATA(PyObject *) PyExc_ConnectionResetError;
PyAPI_DATA(PyObject *) PyExc_FileExistsError;
PyAPI_DATA(PyObject *) PyExc_FileNotFoundError;
PyAPI_DATA(PyObject *) PyExc_InterruptedError;
PyAPI_DATA(PyObject *) PyExc_IsADirectoryError;
PyAPI_DATA(PyObject *) PyExc_NotADirectoryError;
PyAPI_DATA(PyObject *) PyExc_PermissionError;
PyAPI_DATA(PyObject *) PyExc_ProcessLookupError;
PyAPI_DATA(PyObject *) PyExc_TimeoutError;
PyAPI_DATA(PyObject *) PyExc_Warning;
PyAPI_DATA(PyObject *) PyExc_UserWarning;
PyAPI_DATA(PyObject *) PyExc_DeprecationWarning;
PyAPI_DATA(PyObject *) PyExc_PendingDeprecationWarning;
PyAPI_DATA(PyObject *) PyExc_SyntaxWarning;
PyAPI_DATA(PyObject *) PyExc_RuntimeWarning;
PyAPI_DATA(PyObject *) PyExc_FutureWarning;
PyAPI_DATA(PyObject *) PyExc_ImportWarning;
PyAPI_DATA(PyObject *) PyExc_UnicodeWarning;
PyAPI_DATA(PyObject *) PyExc_BytesWarning;
PyAPI_DATA(PyObject *) PyExc_ResourceWarning;
PyAPI_DATA(PyObject *) PyExc_EncodingWarning;
PyAPI_DATA(PyObject *) PyExc_EnvironmentError; /* OSError */
PyAPI_DATA(PyObject *) PyExc_IOError;          /* OSError */

Py_END_DECLS

#endif
