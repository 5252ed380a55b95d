// SPDX-License-Identifier: MIT
//
// The GIL given up and taken: long work without it, threads of C that call Python, pending calls.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <pthread.h>

/* Sums without the GIL while other threads run bytecode. */
static PyObject *sum(PyObject *Py_UNUSED(module), PyObject *object) {
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) return NULL;
    unsigned long total = 0;
    int held;
    Py_BEGIN_ALLOW_THREADS held = PyGILState_Check();
    for (Py_ssize_t i = 0; i < view.len; i++) total += ((const unsigned char *)view.buf)[i];
    Py_END_ALLOW_THREADS PyBuffer_Release(&view);
    return Py_BuildValue("(kii)", total, held, PyGILState_Check());
}

typedef struct {
    PyObject *function;
    int number;
    int failed;
} Job;

static void *work(void *opaque) {
    Job *job = (Job *)opaque;
    PyGILState_STATE state = PyGILState_Ensure();
    PyGILState_STATE inner = PyGILState_Ensure();
    PyObject *result = PyObject_CallFunction(job->function, "i", job->number);
    job->failed = result == NULL;
    if (result == NULL) PyErr_Clear();
    Py_XDECREF(result);
    PyGILState_Release(inner);
    PyGILState_Release(state);
    return NULL;
}

/* Calls function(0), function(1), … each from a thread of its own; how many raised. */
static PyObject *call_from_threads(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *function;
    int count, failed = 0;
    pthread_t threads[16];
    Job jobs[16];
    if (!PyArg_ParseTuple(args, "Oi", &function, &count)) return NULL;
    if (count > 16) count = 16;
    Py_BEGIN_ALLOW_THREADS for (int i = 0; i < count; i++) {
        jobs[i] = (Job){function, i, 0};
        pthread_create(&threads[i], NULL, work, &jobs[i]);
    }
    for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
    Py_END_ALLOW_THREADS for (int i = 0; i < count; i++) failed += jobs[i].failed;
    return PyLong_FromLong(failed);
}

/* The macros that give the GIL back in the middle. */
static PyObject *blocks(PyObject *Py_UNUSED(module), PyObject *object) {
    PyObject *text = NULL;
    int inside, after;
    Py_BEGIN_ALLOW_THREADS Py_BLOCK_THREADS inside = PyGILState_Check();
    text = PyObject_Str(object);
    Py_UNBLOCK_THREADS after = PyGILState_Check();
    Py_END_ALLOW_THREADS return Py_BuildValue("(Nii)", text, inside, after);
}

static int add_one(void *counter) {
    ++*(int *)counter;
    return 0;
}

static int fail(void *Py_UNUSED(nothing)) {
    PyErr_SetString(PyExc_RuntimeError, "pending call failed");
    return -1;
}

static PyObject *pending(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    static int counter;
    counter = 0;
    for (int i = 0; i < 3; i++) Py_AddPendingCall(add_one, &counter);
    if (Py_MakePendingCalls() < 0) return NULL;
    return PyLong_FromLong(counter);
}

static PyObject *pending_failure(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    Py_AddPendingCall(fail, NULL);
    if (Py_MakePendingCalls() < 0) return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"sum", sum, METH_O, NULL},
    {"call_from_threads", call_from_threads, METH_VARARGS, NULL},
    {"blocks", blocks, METH_O, NULL},
    {"pending", pending, METH_NOARGS, NULL},
    {"pending_failure", pending_failure, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "release",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_release(void) {
    return PyModule_Create(&definition);
}
