/* SPDX-License-Identifier: MIT
 *
 * The interpreter seen from outside: start and stop, running text, imports, sys, threads and the GIL,
 * recursion guards, frames, locks, files.
 */
#ifndef ADDER_RUNTIME_H
#define ADDER_RUNTIME_H

#include "error.h"
#include "module.h"
#include "type.h"

Py_BEGIN_DECLS

/* Start and stop. */
PyAPI_FUNC(void) Py_Initialize(void);
PyAPI_FUNC(void) Py_InitializeEx(int install_signal_handlers);
PyAPI_FUNC(int) Py_IsInitialized(void);
PyAPI_FUNC(void) Py_Finalize(void);
PyAPI_FUNC(int) Py_FinalizeEx(void);
PyAPI_FUNC(int) _Py_IsFinalizing(void);
PyAPI_FUNC(void) Py_Exit(int status) __attribute__((noreturn));
PyAPI_FUNC(int) Py_AtExit(void (*function)(void));
PyAPI_FUNC(int) Py_BytesMain(int argument_count, char **arguments);
PyAPI_FUNC(const char *) Py_GetVersion(void);
PyAPI_FUNC(const char *) Py_GetPlatform(void);
PyAPI_FUNC(const char *) Py_GetCompiler(void);
PyAPI_FUNC(const char *) Py_GetBuildInfo(void);
PyAPI_FUNC(const char *) Py_GetCopyright(void);

/* Running text. */
#define Py_single_input 256
#define Py_file_input 257
#define Py_eval_input 258
typedef struct {
    int cf_flags;
    int cf_feature_version;
} PyCompilerFlags;
#define PyRun_SimpleString(text) PyRun_SimpleStringFlags(text, NULL)
PyAPI_FUNC(int) PyRun_SimpleStringFlags(const char *text, PyCompilerFlags *flags);
PyAPI_FUNC(PyObject *) PyRun_String(const char *text, int start, PyObject *globals, PyObject *locals);
PyAPI_FUNC(PyObject *) Py_CompileString(const char *text, const char *filename, int start);
PyAPI_FUNC(PyObject *) PyEval_EvalCode(PyObject *code, PyObject *globals, PyObject *locals);

/* The running frame's namespaces; borrowed. */
PyAPI_FUNC(PyObject *) PyEval_GetBuiltins(void);
PyAPI_FUNC(PyObject *) PyEval_GetGlobals(void);
PyAPI_FUNC(PyObject *) PyEval_GetLocals(void);
PyAPI_FUNC(PyFrameObject *) PyEval_GetFrame(void);
PyAPI_DATA(PyTypeObject) PyFrame_Type;
#define PyFrame_Check(op) Py_IS_TYPE((op), &PyFrame_Type)
PyAPI_FUNC(struct PyCodeObject *) PyFrame_GetCode(PyFrameObject *frame);
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
PyAPI_FUNC(int) PyImport_AppendInittab(const char *name, PyObject *(*init)(void));

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

/* Recursion guards: 0, or -1 with RecursionError "maximum recursion depth exceeded" + where. */
PyAPI_FUNC(int) Py_EnterRecursiveCall(const char *where);
PyAPI_FUNC(void) Py_LeaveRecursiveCall(void);
PyAPI_FUNC(int) Py_GetRecursionLimit(void);
PyAPI_FUNC(void) Py_SetRecursionLimit(int limit);

/* Threads and the GIL. */
typedef struct _ts PyThreadState;
typedef struct _is PyInterpreterState;
typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;
PyAPI_FUNC(PyGILState_STATE) PyGILState_Ensure(void);
PyAPI_FUNC(void) PyGILState_Release(PyGILState_STATE state);
PyAPI_FUNC(int) PyGILState_Check(void);
PyAPI_FUNC(PyThreadState *) PyGILState_GetThisThreadState(void);
PyAPI_FUNC(PyThreadState *) PyThreadState_Get(void);
PyAPI_FUNC(PyThreadState *) _PyThreadState_UncheckedGet(void);
#define PyThreadState_GET() PyThreadState_Get()
PyAPI_FUNC(PyThreadState *) PyThreadState_New(PyInterpreterState *interpreter);
PyAPI_FUNC(void) PyThreadState_Clear(PyThreadState *state);
PyAPI_FUNC(void) PyThreadState_Delete(PyThreadState *state);
PyAPI_FUNC(void) PyThreadState_DeleteCurrent(void);
PyAPI_FUNC(PyThreadState *) PyThreadState_Swap(PyThreadState *state);
PyAPI_FUNC(PyObject *) PyThreadState_GetDict(void);
PyAPI_FUNC(PyFrameObject *) PyThreadState_GetFrame(PyThreadState *state);
PyAPI_FUNC(uint64_t) PyThreadState_GetID(PyThreadState *state);
PyAPI_FUNC(PyInterpreterState *) PyThreadState_GetInterpreter(PyThreadState *state);
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Get(void);
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Main(void);
PyAPI_FUNC(int64_t) PyInterpreterState_GetID(PyInterpreterState *interpreter);
PyAPI_FUNC(PyObject *) PyInterpreterState_GetDict(PyInterpreterState *interpreter);
PyAPI_FUNC(PyThreadState *) PyEval_SaveThread(void);
PyAPI_FUNC(void) PyEval_RestoreThread(PyThreadState *state);
PyAPI_FUNC(void) PyEval_AcquireThread(PyThreadState *state);
PyAPI_FUNC(void) PyEval_ReleaseThread(PyThreadState *state);
PyAPI_FUNC(void) PyEval_InitThreads(void);
PyAPI_FUNC(int) Py_AddPendingCall(int (*function)(void *), void *argument);
PyAPI_FUNC(int) Py_MakePendingCalls(void);

#define Py_BEGIN_ALLOW_THREADS                                                                               \
    {                                                                                                        \
        PyThreadState *_save;                                                                                \
        _save = PyEval_SaveThread();
#define Py_BLOCK_THREADS PyEval_RestoreThread(_save);
#define Py_UNBLOCK_THREADS _save = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS                                                                                 \
    PyEval_RestoreThread(_save);                                                                             \
    }

typedef void *PyThread_type_lock;
typedef enum PyLockStatus { PY_LOCK_FAILURE = 0, PY_LOCK_ACQUIRED = 1, PY_LOCK_INTR } PyLockStatus;
#define PY_TIMEOUT_T long long
#define PY_TIMEOUT_MAX LLONG_MAX
#define WAIT_LOCK 1
#define NOWAIT_LOCK 0
PyAPI_FUNC(PyThread_type_lock) PyThread_allocate_lock(void);
PyAPI_FUNC(void) PyThread_free_lock(PyThread_type_lock lock);
PyAPI_FUNC(int) PyThread_acquire_lock(PyThread_type_lock lock, int wait);
PyAPI_FUNC(PyLockStatus)
    PyThread_acquire_lock_timed(PyThread_type_lock lock, PY_TIMEOUT_T microseconds, int is_interruptible);
PyAPI_FUNC(void) PyThread_release_lock(PyThread_type_lock lock);
PyAPI_FUNC(unsigned long) PyThread_start_new_thread(void (*function)(void *), void *argument);
PyAPI_FUNC(unsigned long) PyThread_get_thread_ident(void);

Py_END_DECLS

#endif
