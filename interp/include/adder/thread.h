/* SPDX-License-Identifier: MIT
 *
 * Threads: who holds the GIL, thread states, locks, storage of one's own for every thread, trace functions.
 */
#ifndef ADDER_THREAD_H
#define ADDER_THREAD_H

#include "error.h"

#include <pthread.h>

Py_BEGIN_DECLS

    typedef struct _is PyInterpreterState;
/* The fields that extensions use; the interpreter keeps more behind them. */
typedef struct _ts {
    PyInterpreterState *interp;
    uint64_t id;
    PyObject *dict;          /* PyThreadState_GetDict */
    unsigned long thread_id; /* PyThread_get_thread_ident of the thread */
    int gilstate_counter;  /* PyGILState_Ensure calls that are not yet released; at 0 the state is deleted */
    PyObject *curexc_type; /* the pending exception as PyErr_Fetch would give it */
    PyObject *curexc_value;
    PyObject *curexc_traceback;
    PyObject *async_gen_firstiter; /* hooks of sys.set_asyncgen_hooks, or NULL */
    PyObject *async_gen_finalizer;
} PyThreadState;

/* Taking the GIL from any thread. Ensure and Release come in pairs. */
typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;
PyAPI_FUNC(PyGILState_STATE) PyGILState_Ensure(void);
PyAPI_FUNC(void) PyGILState_Release(PyGILState_STATE state);
PyAPI_FUNC(int) PyGILState_Check(void);
PyAPI_FUNC(PyThreadState *) PyGILState_GetThisThreadState(void);

/* Giving the GIL up while no object is touched. */
PyAPI_FUNC(PyThreadState *) PyEval_SaveThread(void);
PyAPI_FUNC(void) PyEval_RestoreThread(PyThreadState *state);
PyAPI_FUNC(void) PyEval_AcquireThread(PyThreadState *state);
PyAPI_FUNC(void) PyEval_ReleaseThread(PyThreadState *state);
PyAPI_FUNC(void) PyEval_InitThreads(void);
PyAPI_FUNC(int) PyEval_ThreadsInitialized(void);
#define Py_BEGIN_ALLOW_THREADS                                                                               \
    {                                                                                                        \
        PyThreadState *_save;                                                                                \
        _save = PyEval_SaveThread();
#define Py_BLOCK_THREADS PyEval_RestoreThread(_save);
#define Py_UNBLOCK_THREADS _save = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS                                                                                 \
    PyEval_RestoreThread(_save);                                                                             \
    }

/* Thread states. The current one is a fatal error to ask for without the GIL, but for UncheckedGet. */
PyAPI_FUNC(PyThreadState *) PyThreadState_Get(void);
PyAPI_FUNC(PyThreadState *) _PyThreadState_UncheckedGet(void);
#define PyThreadState_GET() PyThreadState_Get()
PyAPI_FUNC(PyThreadState *) PyThreadState_New(PyInterpreterState *interpreter);
PyAPI_FUNC(void) PyThreadState_Clear(PyThreadState *state);
PyAPI_FUNC(void) PyThreadState_Delete(PyThreadState *state);
PyAPI_FUNC(void) PyThreadState_DeleteCurrent(void);
PyAPI_FUNC(PyThreadState *) PyThreadState_Swap(PyThreadState *state);
/* Borrowed: what extensions keep for each thread; NULL without an error when there is no thread state. */
PyAPI_FUNC(PyObject *) PyThreadState_GetDict(void);
/* New, NULL without an error when no bytecode runs. */
PyAPI_FUNC(PyFrameObject *) PyThreadState_GetFrame(PyThreadState *state);
PyAPI_FUNC(uint64_t) PyThreadState_GetID(PyThreadState *state);
PyAPI_FUNC(PyInterpreterState *) PyThreadState_GetInterpreter(PyThreadState *state);
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Get(void);
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Main(void);
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Head(void);
/* NULL: there is one interpreter in a process. */
PyAPI_FUNC(PyInterpreterState *) PyInterpreterState_Next(PyInterpreterState *interpreter);
PyAPI_FUNC(int64_t) PyInterpreterState_GetID(PyInterpreterState *interpreter);
PyAPI_FUNC(PyObject *) PyInterpreterState_GetDict(PyInterpreterState *interpreter);
/* Calls `function` soon, with the GIL, from the thread that runs bytecode; -1 when too many wait. */
PyAPI_FUNC(int) Py_AddPendingCall(int (*function)(void *), void *argument);
PyAPI_FUNC(int) Py_MakePendingCalls(void);

/* Trace functions in C, one pair for a thread: called with the object given and the event. -1 raises. A trace
 * function hears of calls, lines, returns and exceptions; a profile function of calls and returns, native
 * ones too. NULL takes it away. */
typedef int (*Py_tracefunc)(PyObject *object, PyFrameObject *frame, int event, PyObject *argument);
#define PyTrace_CALL 0
#define PyTrace_EXCEPTION 1
#define PyTrace_LINE 2
#define PyTrace_RETURN 3
#define PyTrace_C_CALL 4
#define PyTrace_C_EXCEPTION 5
#define PyTrace_C_RETURN 6
#define PyTrace_OPCODE 7
PyAPI_FUNC(void) PyEval_SetTrace(Py_tracefunc function, PyObject *object);
PyAPI_FUNC(void) PyEval_SetProfile(Py_tracefunc function, PyObject *object);
/* Between them nothing is reported of the thread. */
PyAPI_FUNC(void) PyThreadState_EnterTracing(PyThreadState *state);
PyAPI_FUNC(void) PyThreadState_LeaveTracing(PyThreadState *state);

/* Threads and locks of the system; they need no GIL. */
typedef void *PyThread_type_lock;
typedef enum PyLockStatus { PY_LOCK_FAILURE = 0, PY_LOCK_ACQUIRED = 1, PY_LOCK_INTR } PyLockStatus;
#define PY_TIMEOUT_T long long
#define PY_TIMEOUT_MAX (LLONG_MAX / 1000)
#define WAIT_LOCK 1
#define NOWAIT_LOCK 0
#define PYTHREAD_INVALID_THREAD_ID ((unsigned long)-1)
#define PY_HAVE_THREAD_NATIVE_ID
PyAPI_FUNC(void) PyThread_init_thread(void);
PyAPI_FUNC(PyThread_type_lock) PyThread_allocate_lock(void);
PyAPI_FUNC(void) PyThread_free_lock(PyThread_type_lock lock);
PyAPI_FUNC(int) PyThread_acquire_lock(PyThread_type_lock lock, int wait);
PyAPI_FUNC(PyLockStatus)
    PyThread_acquire_lock_timed(PyThread_type_lock lock, PY_TIMEOUT_T microseconds, int is_interruptible);
PyAPI_FUNC(void) PyThread_release_lock(PyThread_type_lock lock);
PyAPI_FUNC(unsigned long) PyThread_start_new_thread(void (*function)(void *), void *argument);
PyAPI_FUNC(unsigned long) PyThread_get_thread_ident(void);
PyAPI_FUNC(unsigned long) PyThread_get_thread_native_id(void);
PyAPI_FUNC(void) PyThread_exit_thread(void) __attribute__((noreturn));

/* The elder form of storage of one's own for every thread: a number for a key, -1 when the system has no
 * more. */
PyAPI_FUNC(int) PyThread_create_key(void);
PyAPI_FUNC(void) PyThread_delete_key(int key);
PyAPI_FUNC(int) PyThread_set_key_value(int key, void *value);
PyAPI_FUNC(void *) PyThread_get_key_value(int key);
PyAPI_FUNC(void) PyThread_delete_key_value(int key);
PyAPI_FUNC(void) PyThread_ReInitTLS(void);

/* Storage of one's own for every thread. 0, or -1 when the system has no more. */
typedef struct _Py_tss_t {
    int _is_initialized;
    pthread_key_t _key;
} Py_tss_t;
#define Py_tss_NEEDS_INIT                                                                                    \
    { 0, 0 }
PyAPI_FUNC(Py_tss_t *) PyThread_tss_alloc(void);
PyAPI_FUNC(void) PyThread_tss_free(Py_tss_t *key);
PyAPI_FUNC(int) PyThread_tss_is_created(Py_tss_t *key);
PyAPI_FUNC(int) PyThread_tss_create(Py_tss_t *key);
PyAPI_FUNC(void) PyThread_tss_delete(Py_tss_t *key);
PyAPI_FUNC(int) PyThread_tss_set(Py_tss_t *key, void *value);
PyAPI_FUNC(void *) PyThread_tss_get(Py_tss_t *key);

Py_END_DECLS

#endif
