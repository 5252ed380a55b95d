// SPDX-License-Identifier: MIT
//
// Every calling convention of a method table, as functions that tell what arrived; and functions that break
// the rules about results and exceptions.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace {

PyObject *no_arguments(PyObject *, PyObject *args) {
    return PyBool_FromLong(args == nullptr);
}

PyObject *one_argument(PyObject *, PyObject *argument) {
    return Py_BuildValue("(sO)", "one", argument);
}

PyObject *tuple_arguments(PyObject *, PyObject *args) {
    return Py_NewRef(args);
}

PyObject *keyword_arguments(PyObject *, PyObject *args, PyObject *keywords) {
    return Py_BuildValue("(OO)", args, keywords == nullptr ? Py_None : keywords);
}

PyObject *fast_arguments(PyObject *, PyObject *const *args, Py_ssize_t count) {
    PyObject *result = PyList_New(count);
    for (Py_ssize_t i = 0; result != nullptr && i < count; i++)
        PyList_SET_ITEM(result, i, Py_NewRef(args[i]));
    return result;
}

// The positional arguments as a tuple, and the keyword ones as pairs in the order of the call.
PyObject *fast_keywords(PyObject *, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    PyObject *positional = PyTuple_New(count);
    if (positional == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(positional, i, Py_NewRef(args[i]));
    PyObject *pairs = PyList_New(0);
    for (Py_ssize_t i = 0; pairs != nullptr && names != nullptr && i < PyTuple_GET_SIZE(names); i++) {
        PyObject *pair = PyTuple_Pack(2, PyTuple_GET_ITEM(names, i), args[count + i]);
        if (pair == nullptr || PyList_Append(pairs, pair) < 0) Py_CLEAR(pairs);
        Py_XDECREF(pair);
    }
    if (pairs == nullptr) {
        Py_DECREF(positional);
        return nullptr;
    }
    return Py_BuildValue("(NN)", positional, pairs);
}

// Calls back: call(function, args, keywords), call_vector(function, *args), call_method(object, name, *args).
PyObject *call(PyObject *, PyObject *args) {
    PyObject *function, *positional, *keywords = nullptr;
    if (!PyArg_ParseTuple(args, "OO!|O!:call", &function, &PyTuple_Type, &positional, &PyDict_Type,
                          &keywords))
        return nullptr;
    return PyObject_Call(function, positional, keywords);
}

PyObject *call_vector(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (count == 0) return PyErr_Format(PyExc_TypeError, "call_vector() needs a function");
    return PyObject_Vectorcall(args[0], args + 1, static_cast<size_t>(count - 1), nullptr);
}

PyObject *call_method(PyObject *, PyObject *const *args, Py_ssize_t count) {
    PyObject *method = count < 2 ? nullptr : PyObject_GetAttr(args[0], args[1]);
    if (method == nullptr) return nullptr;
    PyObject *result = PyObject_Vectorcall(method, args + 2, static_cast<size_t>(count - 2), nullptr);
    Py_DECREF(method);
    return result;
}

PyObject *call_formatted(PyObject *, PyObject *function) {
    return PyObject_CallFunction(function, "isd", 1, "two", 3.0);
}

// Results that break the rules.

PyObject *null_result(PyObject *, PyObject *) {
    return nullptr;
}

PyObject *null_result_fast(PyObject *, PyObject *const *, Py_ssize_t) {
    return nullptr;
}

PyObject *result_and_exception(PyObject *, PyObject *) {
    PyErr_SetString(PyExc_ValueError, "set and forgotten");
    return Py_NewRef(Py_None);
}

PyObject *result_and_exception_keywords(PyObject *, PyObject *, PyObject *) {
    PyErr_SetString(PyExc_KeyError, "set and forgotten");
    return PyLong_FromLong(5);
}

template <class Function> PyCFunction as_method(Function *function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)(void)>(function));
}

PyMethodDef methods[] = {
    {"no_arguments", no_arguments, METH_NOARGS, "no_arguments()\n--\n\nTakes nothing."},
    {"one_argument", one_argument, METH_O, "one_argument($module, value, /)\n--\n\nTakes one."},
    {"tuple_arguments", tuple_arguments, METH_VARARGS, "Without a signature."},
    {"keyword_arguments", as_method(keyword_arguments), METH_VARARGS | METH_KEYWORDS, nullptr},
    {"fast_arguments", as_method(fast_arguments), METH_FASTCALL, ""},
    {"fast_keywords", as_method(fast_keywords), METH_FASTCALL | METH_KEYWORDS, nullptr},
    {"call", call, METH_VARARGS, nullptr},
    {"call_vector", as_method(call_vector), METH_FASTCALL, nullptr},
    {"call_method", as_method(call_method), METH_FASTCALL, nullptr},
    {"call_formatted", call_formatted, METH_O, nullptr},
    {"null_result", null_result, METH_NOARGS, nullptr},
    {"null_result_one", null_result, METH_O, nullptr},
    {"null_result_tuple", null_result, METH_VARARGS, nullptr},
    {"null_result_fast", as_method(null_result_fast), METH_FASTCALL, nullptr},
    {"result_and_exception", result_and_exception, METH_NOARGS, nullptr},
    {"result_and_exception_one", result_and_exception, METH_O, nullptr},
    {"result_and_exception_keywords", as_method(result_and_exception_keywords), METH_VARARGS | METH_KEYWORDS,
     nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "calling",
                          "Calling conventions.",
                          -1,
                          methods,
                          nullptr,
                          nullptr,
                          nullptr,
                          nullptr};

} // namespace

PyMODINIT_FUNC PyInit_calling(void) {
    return PyModule_Create(&definition);
}
