// SPDX-License-Identifier: MIT
//
// Raising, looking at, replacing and chaining exceptions from native code.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cerrno>

namespace {

PyObject *own_error;
PyObject *own_base_error;

// raise_kind(number): one way of raising each.
PyObject *raise_kind(PyObject *, PyObject *number) {
    switch (PyLong_AsLong(number)) {
    case 0: PyErr_SetString(PyExc_ValueError, "set as text: \xc3\xa4"); return nullptr;
    case 1: return PyErr_Format(PyExc_TypeError, "%s is %d, not %R", "it", 5, Py_None);
    case 2: PyErr_SetNone(PyExc_KeyError); return nullptr;
    case 3: return PyErr_NoMemory();
    case 4: PyErr_BadArgument(); return nullptr;
    case 5: PyErr_BadInternalCall(); return nullptr;
    case 6: errno = ENOENT; return PyErr_SetFromErrno(PyExc_OSError);
    case 7: errno = EACCES; return PyErr_SetFromErrnoWithFilename(PyExc_OSError, "some/file");
    case 8: errno = EPIPE; return PyErr_SetFromErrno(PyExc_OSError);
    case 9: PyErr_SetObject(own_error, Py_BuildValue("(is)", 1, "two")); return nullptr;
    case 10: PyErr_SetString(own_base_error, "own base"); return nullptr;
    case 11: PyErr_SetObject(PyExc_ValueError, Py_None); return nullptr;
    case 12: PyErr_SetString(PyExc_SystemExit, "exit"); return nullptr;
    case 13: PyErr_SetString(reinterpret_cast<PyObject *>(&PyLong_Type), "no exception"); return nullptr;
    case 14:
        PyErr_SetImportError(PyUnicode_FromString("m"), PyUnicode_FromString("n"), nullptr);
        return nullptr;
    case 15: PyErr_SetString(PyExc_UnicodeDecodeError, "too few arguments"); return nullptr;
    case 16:
        return PyErr_Format(PyExc_ValueError, "%.5s %lld %i %u %lu", "truncated", 1LL << 40, -1, 7u, 8ul);
    default: return PyErr_Format(PyExc_IndexError, "no such way: %ld", PyLong_AsLong(number));
    }
}

// catch_error(function): what the call raised, as type, value and whether it has a traceback.
PyObject *catch_error(PyObject *, PyObject *function) {
    PyObject *result = PyObject_CallNoArgs(function);
    if (result != nullptr) return result;
    const int is_lookup = PyErr_ExceptionMatches(PyExc_LookupError);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *tuple = Py_BuildValue("(OOiii)", type, value, traceback != nullptr, is_lookup,
                                    PyErr_GivenExceptionMatches(value, PyExc_Exception));
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return tuple;
}

// replace_error(function): raises a RuntimeError caused by what the call raised.
PyObject *replace_error(PyObject *, PyObject *function) {
    PyObject *result = PyObject_CallNoArgs(function);
    if (result != nullptr) return result;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    if (traceback != nullptr) PyException_SetTraceback(value, traceback);
    PyErr_SetString(PyExc_RuntimeError, "replaced");
    PyObject *new_type, *new_value, *new_traceback;
    PyErr_Fetch(&new_type, &new_value, &new_traceback);
    PyErr_NormalizeException(&new_type, &new_value, &new_traceback);
    PyException_SetContext(new_value, Py_NewRef(value));
    PyException_SetCause(new_value, value);
    PyErr_Restore(new_type, new_value, new_traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return nullptr;
}

// pass_through(function): raises again what was fetched, unchanged.
PyObject *pass_through(PyObject *, PyObject *function) {
    PyObject *result = PyObject_CallNoArgs(function);
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_Restore(type, value, traceback);
    return result;
}

PyObject *pending(PyObject *, PyObject *) {
    const bool before = PyErr_Occurred() != nullptr;
    PyErr_SetNone(PyExc_KeyError);
    const bool after = PyErr_Occurred() == PyExc_KeyError;
    PyErr_Clear();
    return Py_BuildValue("iii", before, after, PyErr_Occurred() != nullptr);
}

PyObject *warn(PyObject *, PyObject *category) {
    if (PyErr_WarnEx(category, "a warning from native code", 1) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *unraisable(PyObject *, PyObject *object) {
    PyErr_SetString(PyExc_ValueError, "nobody can catch this");
    PyErr_WriteUnraisable(object);
    Py_RETURN_NONE;
}

PyObject *recurse(PyObject *, PyObject *function) {
    if (Py_EnterRecursiveCall(" in recurse()")) return nullptr;
    PyObject *result = PyObject_CallOneArg(function, function);
    Py_LeaveRecursiveCall();
    return result;
}

// A type whose slots fail without an exception.
Py_hash_t silent_hash(PyObject *) {
    return -1;
}

PyObject *silent_add(PyObject *, PyObject *) {
    return nullptr;
}

PyObject *silent_item(PyObject *, PyObject *) {
    return nullptr;
}

int silent_bool(PyObject *) {
    return -1;
}

PyType_Slot silent_slots[] = {
    {Py_tp_hash, reinterpret_cast<void *>(silent_hash)},
    {Py_nb_add, reinterpret_cast<void *>(silent_add)},
    {Py_nb_bool, reinterpret_cast<void *>(silent_bool)},
    {Py_mp_subscript, reinterpret_cast<void *>(silent_item)},
    {0, nullptr},
};

PyType_Spec silent_spec = {"errors.Silent", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, silent_slots};

PyMethodDef methods[] = {
    {"raise_kind", raise_kind, METH_O, nullptr},
    {"catch_error", catch_error, METH_O, nullptr},
    {"replace_error", replace_error, METH_O, nullptr},
    {"pass_through", pass_through, METH_O, nullptr},
    {"pending", pending, METH_NOARGS, nullptr},
    {"warn", warn, METH_O, nullptr},
    {"unraisable", unraisable, METH_O, nullptr},
    {"recurse", recurse, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "errors", nullptr, -1, methods, nullptr, nullptr, nullptr, nullptr};

} // namespace

PyMODINIT_FUNC PyInit_errors(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module == nullptr) return nullptr;
    own_error = PyErr_NewException("errors.Own", PyExc_ValueError, nullptr);
    own_base_error =
        PyErr_NewExceptionWithDoc("errors.OwnBase", "Not an Exception.", PyExc_BaseException, nullptr);
    PyObject *silent = PyType_FromSpec(&silent_spec);
    if (own_error == nullptr || own_base_error == nullptr || silent == nullptr ||
        PyModule_AddObject(module, "Silent", silent) < 0 ||
        PyModule_AddObjectRef(module, "Own", own_error) < 0 ||
        PyModule_AddObjectRef(module, "OwnBase", own_base_error) < 0)
        Py_CLEAR(module);
    return module;
}
