/* SPDX-License-Identifier: MIT
 *
 * The running interpreter: frames and their namespaces, imports, sys, files, recursion guards, random bytes.
 */
#ifndef ADDER_RUNTIME_H
#define ADDER_RUNTIME_H

#include "callable.h"
#include "error.h"
#include "module.h"
#include "text.h"
#include "thread.h"
#include "type.h"

Py_BEGIN_DECLS

/* The running frame's namespaces; borrowed. */
PyAPI_FUNC(PyObject *) PyEval_GetBuiltins(void);
PyAPI_FUNC(PyObject *) PyEval_GetGlobals(void);
PyAPI_FUNC(PyObject *) PyEval_GetLocals(void);
PyAPI_FUNC(PyFrameObject *) PyEval_GetFrame(void);
/* A built-in by name; new reference. */
PyAPI_FUNC(PyObject *) _PyEval_GetBuiltin(PyObject *name);
PyAPI_FUNC(PyObject *) _PyEval_GetBuiltinId(_Py_Identifier *name);
/* A converter for "O&": None leaves *index as it is, others are clipped to Py_ssize_t; 1, or 0 with an error.
 */
PyAPI_FUNC(int) _PyEval_SliceIndex(PyObject *object, Py_ssize_t *index);
PyAPI_FUNC(int) _PyEval_SliceIndexNotNone(PyObject *object, Py_ssize_t *index);
/* The fields of a frame that extensions write: its caller, and a line that is shown instead of the running
 * one, if not 0.
 */
struct AdderFrameFields {
    PyObject_HEAD int f_lineno;
    void *adder_frame;
    struct AdderFrameFields *f_back; /* once the frame has ended */
};
PyAPI_DATA(PyTypeObject) PyFrame_Type;
#define PyFrame_Check(op) Py_IS_TYPE((op), &PyFrame_Type)
/* A frame that does not run, for the traceback of code that is not Python's: new reference, locals may be
 * NULL. */
PyAPI_FUNC(PyFrameObject *)
    PyFrame_New(PyThreadState *state, PyCodeObject *code, PyObject *globals, PyObject *locals);
PyAPI_FUNC(PyCodeObject *) PyFrame_GetCode(PyFrameObject *frame);
PyAPI_FUNC(int) PyFrame_GetLineNumber(PyFrameObject *frame);
PyAPI_FUNC(PyFrameObject *) PyFrame_GetBack(PyFrameObject *frame);
PyAPI_FUNC(PyObject *) PyFrame_GetLocals(PyFrameObject *frame);
PyAPI_FUNC(PyObject *) PyFrame_GetGlobals(PyFrameObject *frame);
PyAPI_FUNC(PyObject *) PyFrame_GetBuiltins(PyFrameObject *frame);
PyAPI_FUNC(int) PyFrame_GetLasti(PyFrameObject *frame);

/* Imports. AddModule and GetModuleDict give borrowed references. */
PyAPI_FUNC(PyObject *) PyImport_ImportModule(const char *name);
PyAPI_FUNC(PyObject *) PyImport_ImportModuleNoBlock(const char *name);
PyAPI_FUNC(PyObject *) PyImport_ImportModuleLevel(const char *name, PyObject *globals, PyObject *locals,
                                                  PyObject *from_list, int level);
PyAPI_FUNC(PyObject *) PyImport_ImportModuleLevelObject(PyObject *name, PyObject *globals, PyObject *locals,
                                                        PyObject *from_list, int level);
PyAPI_FUNC(PyObject *) PyImport_Import(PyObject *name);
PyAPI_FUNC(PyObject *) PyImport_ReloadModule(PyObject *module);
PyAPI_FUNC(PyObject *) PyImport_AddModule(const char *name);
PyAPI_FUNC(PyObject *) PyImport_AddModuleObject(PyObject *name);
PyAPI_FUNC(PyObject *) PyImport_GetModule(PyObject *name);
PyAPI_FUNC(PyObject *) PyImport_GetModuleDict(void);
/* A built-in module; to be called before the start. */
PyAPI_FUNC(int) PyImport_AppendInittab(const char *name, PyObject *(*init)(void));
struct _inittab {
    const char *name; /* NULL ends the array */
    PyObject *(*initfunc)(void);
};
PyAPI_FUNC(int) PyImport_ExtendInittab(struct _inittab *table);
/* Runs a code object as the module `name`, which is put into sys.modules; new reference. */
PyAPI_FUNC(PyObject *) PyImport_ExecCodeModule(const char *name, PyObject *code);
PyAPI_FUNC(PyObject *) PyImport_ExecCodeModuleEx(const char *name, PyObject *code, const char *path);

/* sys. GetObject gives a borrowed reference, or NULL without an error. */
PyAPI_FUNC(PyObject *) PySys_GetObject(const char *name);
PyAPI_FUNC(int) PySys_SetObject(const char *name, PyObject *value);
PyAPI_FUNC(void) PySys_WriteStdout(const char *format, ...);
PyAPI_FUNC(void) PySys_WriteStderr(const char *format, ...);
PyAPI_FUNC(void) PySys_FormatStdout(const char *format, ...);
PyAPI_FUNC(void) PySys_FormatStderr(const char *format, ...);
PyAPI_FUNC(int) PySys_Audit(const char *event, const char *format, ...);
PyAPI_FUNC(int) PyFile_WriteObject(PyObject *object, PyObject *file, int flags);
PyAPI_FUNC(int) PyFile_WriteString(const char *text, PyObject *file);
PyAPI_FUNC(PyObject *) PyFile_GetLine(PyObject *file, int length);
PyAPI_FUNC(int) PyObject_AsFileDescriptor(PyObject *object);
PyAPI_FUNC(PyObject *) PyOS_FSPath(PyObject *path);
/* fopen() with a path object; NULL with OSError. */
PyAPI_FUNC(FILE *) _Py_fopen_obj(PyObject *path, const char *mode);
/* Random bytes of the system; 0, or -1 with OSError. The second never waits. */
PyAPI_FUNC(int) _PyOS_URandom(void *buffer, Py_ssize_t size);
PyAPI_FUNC(int) _PyOS_URandomNonblock(void *buffer, Py_ssize_t size);
PyAPI_FUNC(int) PyOS_snprintf(char *buffer, size_t size, const char *format, ...);
PyAPI_FUNC(int) PyOS_vsnprintf(char *buffer, size_t size, const char *format, va_list arguments);
/* Comparison of ASCII text without regard to case. */
PyAPI_FUNC(int) PyOS_mystricmp(const char *left, const char *right);
PyAPI_FUNC(int) PyOS_mystrnicmp(const char *left, const char *right, Py_ssize_t size);
#define PyOS_stricmp PyOS_mystricmp
#define PyOS_strnicmp PyOS_mystrnicmp

/* Recursion guards: 0, or -1 with RecursionError "maximum recursion depth exceeded" + where. */
PyAPI_FUNC(int) Py_EnterRecursiveCall(const char *where);
PyAPI_FUNC(void) Py_LeaveRecursiveCall(void);
PyAPI_FUNC(int) Py_GetRecursionLimit(void);
PyAPI_FUNC(void) Py_SetRecursionLimit(int limit);

Py_END_DECLS

#endif
