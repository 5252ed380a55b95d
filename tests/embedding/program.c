/* SPDX-License-Identifier: MIT
 *
 * An interpreter inside a program: the first argument chooses what is shown. Built for Adder and for CPython,
 * it must print the same.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static void at_exit(void) {
    printf("exit function: %d\n", Py_IsInitialized());
    fflush(stdout);
}

/* A module that the program brings along. */
static PyObject *answer(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    return PyLong_FromLong(42);
}

static PyMethodDef functions[] = {
    {"answer", answer, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "host", NULL, -1, functions, NULL, NULL, NULL, NULL};

static PyObject *make_host(void) {
    return PyModule_Create(&definition);
}

static void show(const char *label, PyObject *object) {
    PyObject *text = object == NULL ? NULL : PyObject_Repr(object);
    if (text == NULL) {
        PyErr_Print();
        printf("%s: error\n", label);
    } else {
        printf("%s: %s\n", label, PyUnicode_AsUTF8(text));
    }
    Py_XDECREF(text);
    Py_XDECREF(object);
    fflush(stdout);
}

static int run_text(void) {
    Py_AtExit(at_exit);
    printf("before: %d\n", Py_IsInitialized());
    Py_Initialize();
    printf("after: %d\n", Py_IsInitialized());
    fflush(stdout);
    PyRun_SimpleString("import sys\nx = 1\nprint('text', x, __name__, sys.argv, flush=True)");
    printf("status %d\n", PyRun_SimpleString("print('first', flush=True)\n1/0\nprint('never')"));
    printf("status %d\n", PyRun_SimpleString("def f(:"));
    fflush(stdout);
    PyObject *module = PyImport_AddModule("__main__"), *space = PyModule_GetDict(module);
    show("x", PyRun_String("x + 1", Py_eval_input, space, space));
    show("statement", PyRun_String("y = [x] * 3", Py_file_input, space, space));
    show("y", Py_XNewRef(PyDict_GetItemString(space, "y")));
    show("single", PyRun_String("y\n", Py_single_input, space, space));
    show("wrong", PyRun_String("y = 1", Py_eval_input, space, space));
    PyObject *code = Py_CompileString("x * 100", "<host>", Py_eval_input);
    PyObject *other = Py_BuildValue("{s:i}", "x", 5);
    show("code", PyEval_EvalCode(code, other, other));
    show("filename", PyObject_GetAttrString(code, "co_filename"));
    show("builtins", PyObject_CallMethod(other, "__contains__", "s", "__builtins__"));
    Py_XDECREF(code);
    Py_DECREF(other);
    PyCompilerFlags flags = _PyCompilerFlags_INIT;
    show("flags",
         PyRun_StringFlags("from __future__ import annotations\n", Py_file_input, space, space, &flags));
    printf("annotations on: %d\n", (flags.cf_flags & 0x1000000) != 0);
    show("annotation", PyRun_StringFlags("def g(a: missing): pass\nprint(g.__annotations__, flush=True)",
                                         Py_file_input, space, space, &flags));
    PyObject *json = PyImport_ImportModule("json");
    show("dumps", PyObject_CallMethod(json, "dumps", "({s:[i,d,O]})", "a", 1, 2.5, Py_None));
    Py_XDECREF(json);
    PyRun_SimpleString("class Late:\n    def __del__(self): print('finalized', flush=True)\nlate = Late()");
    PyRun_SimpleString("import atexit\natexit.register(print, 'atexit', flush=True)");
    printf("finalize %d\n", Py_FinalizeEx());
    printf("finalized: %d\n", Py_IsInitialized());
    return 0;
}

static int run_modules(const char *folder) {
    PyImport_AppendInittab("host", make_host);
    Py_InitializeEx(0);
    PyRun_SimpleString("import host\nprint(host.answer(), host.__name__)");
    PyObject *path = PySys_GetObject("path"), *entry = PyUnicode_FromString(folder);
    PyList_Insert(path, 0, entry);
    Py_DECREF(entry);
    PyRun_SimpleString("import person\np = person.Person('a', 'b')\nprint(p.name())");
    wchar_t *arguments[] = {L"script.py", L"one", L"zwei \u00fc"};
    PySys_SetArgvEx(3, arguments, 0);
    PyRun_SimpleString("import sys\nprint(sys.argv)");
    PyRun_SimpleString("raise SystemExit(3)");
    return 1; /* not reached */
}

static int run_files(const char *script) {
    Py_Initialize();
    FILE *file = fopen(script, "rb");
    printf("status %d\n", PyRun_SimpleFileEx(file, script, 1));
    fflush(stdout);
    file = fopen(script, "rb");
    printf("status %d\n", PyRun_AnyFileEx(file, "other.py", 1));
    fflush(stdout);
    PyRun_SimpleString("print(sorted(n for n in globals() if n in ('__file__', 'ran')), ran, flush=True)");
    PyObject *space = PyDict_New();
    file = fopen(script, "rb");
    show("file", PyRun_FileExFlags(file, "named.py", Py_file_input, space, space, 1, NULL));
    Py_DECREF(space);
    return Py_FinalizeEx();
}

/* The configuration: everything that the argument list holds behind the first. */
static int run_config(int argc, char **argv) {
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    PyStatus status = PyConfig_SetBytesArgv(&config, argc, argv);
    if (!PyStatus_Exception(status))
        status = PyConfig_SetBytesString(&config, &config.program_name, "program");
    config.use_hash_seed = 1;
    config.hash_seed = 7;
    if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        if (PyStatus_IsExit(status)) return status.exitcode;
        Py_ExitStatusException(status);
    }
    return Py_RunMain();
}

static int run_isolated(void) {
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    PyWideStringList_Append(&config.argv, L"alone");
    PyWideStringList_Insert(&config.argv, 5, L"second");
    config.verbose = 0;
    config.quiet = 1;
    PyConfig_SetString(&config, &config.run_command,
                       L"import sys; print(sys.argv, sys.flags.isolated, sys.flags.quiet, "
                       L"sys.flags.ignore_environment, sys.flags.safe_path)\n");
    PyStatus status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) Py_ExitStatusException(status);
    int count;
    wchar_t **arguments;
    Py_GetArgcArgv(&count, &arguments);
    printf("%d %ls\n", count, count > 0 ? arguments[0] : L"none");
    fflush(stdout);
    return Py_RunMain();
}

int main(int argc, char **argv) {
    const char *mode = argc > 1 ? argv[1] : "";
    if (strcmp(mode, "text") == 0) return run_text();
    if (strcmp(mode, "modules") == 0) return run_modules(argv[2]);
    if (strcmp(mode, "files") == 0) return run_files(argv[2]);
    if (strcmp(mode, "config") == 0) return run_config(argc - 1, argv + 1);
    if (strcmp(mode, "isolated") == 0) return run_isolated();
    if (strcmp(mode, "main") == 0) return Py_BytesMain(argc - 1, argv + 1);
    return 2;
}
