/* SPDX-License-Identifier: MIT
 *
 * Multi-phase initialization with module state, in C11: constants, an exception and a counter that belong to
 * the module object, visited and cleared with it. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
    PyObject *error;
    PyObject *notes;
    long count;
} State;

static State *state_of(PyObject *module) {
    return (State *)PyModule_GetState(module);
}

static PyObject *increment(PyObject *module, PyObject *Py_UNUSED(ignored)) {
    return PyLong_FromLong(++state_of(module)->count);
}

static PyObject *note(PyObject *module, PyObject *value) {
    State *state = state_of(module);
    if (PyList_Append(state->notes, value) < 0) return NULL;
    return Py_NewRef(state->notes);
}

static PyObject *fail(PyObject *module, PyObject *message) {
    PyErr_SetObject(state_of(module)->error, message);
    return NULL;
}

static PyObject *describe(PyObject *module, PyObject *Py_UNUSED(ignored)) {
    PyModuleDef *definition = PyModule_GetDef(module);
    return Py_BuildValue("(ssNi)", PyModule_GetName(module), definition->m_name,
                         PyModule_GetNameObject(module), PyState_FindModule(definition) == NULL);
}

static PyMethodDef methods[] = {
    {"increment", increment, METH_NOARGS, PyDoc_STR("increment()\n--\n\nCounts.")},
    {"note", note, METH_O, NULL},
    {"fail", fail, METH_O, NULL},
    {"describe", describe, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static int add_constants(PyObject *module) {
    if (PyModule_AddIntConstant(module, "ANSWER", 42) < 0) return -1;
    if (PyModule_AddStringConstant(module, "WORD", "adder") < 0) return -1;
    return PyModule_AddIntMacro(module, INT16_MAX);
}

static int add_error(PyObject *module) {
    State *state = state_of(module);
    state->error =
        PyErr_NewExceptionWithDoc("moduleinit.Error", "What fail() raises.", PyExc_LookupError, NULL);
    if (state->error == NULL) return -1;
    state->notes = PyList_New(0);
    if (state->notes == NULL) return -1;
    state->count = 100;
    return PyModule_AddObjectRef(module, "Error", state->error);
}

static int add_alias(PyObject *module) {
    PyObject *function = PyObject_GetAttrString(module, "increment");
    if (function == NULL) return -1;
    if (PyModule_AddObject(module, "step", function) < 0) {
        Py_DECREF(function);
        return -1;
    }
    return 0;
}

static int module_traverse(PyObject *module, visitproc visit, void *arg) {
    State *state = state_of(module);
    Py_VISIT(state->error);
    Py_VISIT(state->notes);
    return 0;
}

static int module_clear(PyObject *module) {
    State *state = state_of(module);
    Py_CLEAR(state->error);
    Py_CLEAR(state->notes);
    return 0;
}

static void module_free(void *module) {
    module_clear((PyObject *)module);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, add_constants}, {Py_mod_exec, add_error}, {Py_mod_exec, add_alias}, {0, NULL}};

static PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "moduleinit",
    .m_doc = "Multi-phase initialization.",
    .m_size = sizeof(State),
    .m_methods = methods,
    .m_slots = slots,
    .m_traverse = module_traverse,
    .m_clear = module_clear,
    .m_free = module_free,
};

PyMODINIT_FUNC PyInit_moduleinit(void) {
    return PyModuleDef_Init(&definition);
}
