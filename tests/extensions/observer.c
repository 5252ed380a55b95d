// SPDX-License-Identifier: MIT
//
// The running interpreter seen from C: trace and profile functions, frames, context variables, clocks, thread
// storage, random bytes, built-ins, slice converters, the wide form of text, modules made from code.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <frameobject.h>
#include <pythread.h>

/* Appends (event, function, line, argument) to the list that it was set with. */
static int note(PyObject *object, PyFrameObject *frame, int event, PyObject *argument) {
    PyCodeObject *code = PyFrame_GetCode(frame);
    PyObject *name = PyObject_GetAttrString((PyObject *)code, "co_name");
    Py_DECREF(code);
    if (name == NULL) return -1;
    PyObject *shown = event == PyTrace_RETURN && argument != NULL ? Py_NewRef(argument) : Py_NewRef(Py_None);
    PyObject *row = Py_BuildValue("(iNiN)", event, name, PyFrame_GetLineNumber(frame), shown);
    if (row == NULL) return -1;
    int status = PyList_Append(object, row);
    Py_DECREF(row);
    if (status == 0 && event == PyTrace_RETURN && PyList_GET_SIZE(object) > 60) {
        PyErr_SetString(PyExc_RuntimeError, "enough");
        return -1;
    }
    return status;
}

static PyObject *observe(PyObject *args, void (*set)(Py_tracefunc, PyObject *)) {
    PyObject *function;
    if (!PyArg_ParseTuple(args, "O", &function)) return NULL;
    PyObject *list = PyList_New(0);
    if (list == NULL) return NULL;
    set(note, list);
    PyObject *result = PyObject_CallNoArgs(function);
    set(NULL, NULL);
    if (result == NULL) PyErr_Clear();
    return Py_BuildValue("(NN)", list, result == NULL ? Py_NewRef(Py_Ellipsis) : result);
}

static PyObject *trace(PyObject *Py_UNUSED(module), PyObject *args) {
    return observe(args, PyEval_SetTrace);
}

static PyObject *profile(PyObject *Py_UNUSED(module), PyObject *args) {
    return observe(args, PyEval_SetProfile);
}

/* Nothing is reported between Enter and Leave. */
static PyObject *silent(PyObject *Py_UNUSED(module), PyObject *function) {
    PyThreadState *state = PyThreadState_Get();
    PyThreadState_EnterTracing(state);
    PyObject *result = PyObject_CallNoArgs(function);
    PyThreadState_LeaveTracing(state);
    return result;
}

static PyObject *caller(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyFrameObject *frame = PyThreadState_GetFrame(PyThreadState_Get());
    if (frame == NULL) Py_RETURN_NONE;
    PyFrameObject *back = PyFrame_GetBack(frame);
    PyCodeObject *code = PyFrame_GetCode(frame);
    PyObject *locals = PyFrame_GetLocals(frame);
    PyObject *names = PyCode_GetVarnames(code);
    PyObject *result = Py_BuildValue("(iiNNii)", PyFrame_Check(frame), PyFrame_GetLineNumber(frame), locals,
                                     names, back != NULL, PyFrame_GetLasti(frame) > 0);
    Py_DECREF(code);
    Py_XDECREF(back);
    Py_DECREF(frame);
    return result;
}

static PyObject *variables(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *variable = PyContextVar_New("colour", NULL);
    PyObject *defaulted = PyContextVar_New("size", Py_True);
    PyObject *value = NULL, *other = NULL, *given = NULL, *set = NULL, *inner = NULL, *after = NULL;
    if (variable == NULL || defaulted == NULL) return NULL;
    int found = PyContextVar_Get(variable, NULL, &value);
    PyContextVar_Get(defaulted, NULL, &other);
    PyContextVar_Get(variable, Py_False, &given);
    PyObject *token = PyContextVar_Set(variable, defaulted);
    PyContextVar_Get(variable, NULL, &set);
    PyObject *context = PyContext_CopyCurrent();
    int entered = PyContext_Enter(context), twice = PyContext_Enter(context);
    PyErr_Clear();
    PyObject *token2 = PyContextVar_Set(variable, Py_None);
    PyContextVar_Get(variable, NULL, &inner);
    int left = PyContext_Exit(context), left_twice = PyContext_Exit(context);
    PyErr_Clear();
    PyContextVar_Get(variable, NULL, &after);
    int reset = PyContextVar_Reset(variable, token), again = PyContextVar_Reset(variable, token);
    int is_runtime_error = PyErr_ExceptionMatches(PyExc_RuntimeError);
    PyErr_Clear();
    int wrong = PyContextVar_Get(Py_None, NULL, &value);
    PyObject *result = Py_BuildValue(
        "(iiOOiOiiOiiiiiiiiii)", found, value == NULL, other, given, set == defaulted, inner, entered, twice,
        after == defaulted ? Py_True : Py_False, left, left_twice, reset, again, is_runtime_error, wrong,
        PyErr_ExceptionMatches(PyExc_TypeError), PyContext_CheckExact(context),
        PyContextVar_CheckExact(variable), PyContextToken_CheckExact(token));
    PyErr_Clear();
    PyObject *owned[] = {variable, defaulted, other, given, set, inner, after, token, token2, context};
    for (int i = 0; i < 10; i++) Py_XDECREF(owned[i]);
    return result;
}

static PyObject *threads(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    static Py_tss_t key = Py_tss_NEEDS_INIT;
    int before = PyThread_tss_is_created(&key), created = PyThread_tss_create(&key);
    int set = PyThread_tss_set(&key, &key), same = PyThread_tss_get(&key) == &key;
    PyThread_tss_delete(&key);
    PyThread_type_lock lock = PyThread_allocate_lock();
    int acquired = PyThread_acquire_lock(lock, WAIT_LOCK), again = PyThread_acquire_lock(lock, NOWAIT_LOCK);
    int timed = PyThread_acquire_lock_timed(lock, 1000, 0) == PY_LOCK_FAILURE;
    PyThread_release_lock(lock);
    PyThread_free_lock(lock);
    return Py_BuildValue("iiiiiiiiii", before, created, set, same, PyThread_tss_is_created(&key), acquired,
                         again, timed, PyGILState_Check(),
                         PyInterpreterState_Next(PyInterpreterState_Head()) == NULL);
}

static PyObject *slice_index(PyObject *Py_UNUSED(module), PyObject *args) {
    Py_ssize_t start = -7, stop = -8;
    if (!PyArg_ParseTuple(args, "O&|O&", _PyEval_SliceIndex, &start, _PyEval_SliceIndexNotNone, &stop))
        return NULL;
    return Py_BuildValue("nn", start, stop);
}

static PyObject *wide(PyObject *Py_UNUSED(module), PyObject *text) {
    Py_ssize_t size;
    wchar_t *copy = PyUnicode_AsWideCharString(text, &size);
    if (copy == NULL) return NULL;
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif
    Py_UNICODE *kept = PyUnicode_AS_UNICODE(text);
    int is_same = kept != NULL && kept == PyUnicode_AS_UNICODE(text) && kept[size] == 0 &&
                  memcmp(kept, copy, (size_t)size * sizeof *copy) == 0;
    PyObject *back = PyUnicode_FromWideChar(copy, size);
    PyMem_Free(copy);
    return Py_BuildValue("(nNi)", size, back, is_same);
}

static PyObject *system_calls(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    char left[32] = {0}, right[32] = {0}, text[6];
    if (_PyOS_URandomNonblock(left, 32) < 0 || _PyOS_URandomNonblock(right, 32) < 0) return NULL;
    int length = PyOS_snprintf(text, sizeof text, "%d-%s", 12, "abcdef");
    PyObjectArenaAllocator arenas;
    PyObject_GetArenaAllocator(&arenas);
    char *block = (char *)arenas.alloc(arenas.ctx, 65536);
    int is_block = block != NULL;
    if (block != NULL) block[65535] = 1;
    arenas.free(arenas.ctx, block, 65536);
    wchar_t *decoded = Py_DecodeLocale("abc", NULL);
    char *encoded = decoded == NULL ? NULL : Py_EncodeLocale(decoded, NULL);
    PyObject *result =
        Py_BuildValue("(iisiiis)", memcmp(left, right, 32) != 0, length, text, PyOS_mystricmp("ABC", "abc"),
                      PyOS_mystrnicmp("ABCx", "abcy", 3), is_block, encoded);
    PyMem_RawFree(decoded);
    PyMem_Free(encoded);
    return result;
}

static PyObject *make_module(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *name, *text;
    if (!PyArg_ParseTuple(args, "ss", &name, &text)) return NULL;
    PyObject *code = Py_CompileString(text, "made.py", Py_file_input);
    if (code == NULL) return NULL;
    PyObject *module = PyImport_ExecCodeModule(name, code);
    Py_DECREF(code);
    return module;
}

static PyMethodDef functions[] = {
    {"trace", trace, METH_VARARGS, NULL},
    {"profile", profile, METH_VARARGS, NULL},
    {"silent", silent, METH_O, NULL},
    {"caller", caller, METH_NOARGS, NULL},
    {"variables", variables, METH_NOARGS, NULL},
    {"threads", threads, METH_NOARGS, NULL},
    {"slice_index", slice_index, METH_VARARGS, NULL},
    {"wide", wide, METH_O, NULL},
    {"system_calls", system_calls, METH_NOARGS, NULL},
    {"make_module", make_module, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "observer",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_observer(void) {
    return PyModule_Create(&definition);
}
