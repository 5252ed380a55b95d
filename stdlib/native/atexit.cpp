// SPDX-License-Identifier: MIT
//
// The module atexit: functions that are called when the interpreter ends, the last one registered first.
//
// The rows are a list of (function, args, kwargs); one that was unregistered while others run is None. What a
// function raises is reported and does not stop the others.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "owned.hpp"

namespace {

using adder::stdlib::Owned;

PyObject *rows = nullptr; // the one list of the process; NULL before the module is imported

void call_row(PyObject *row) {
    PyObject *function = PyTuple_GET_ITEM(row, 0);
    const Owned result(PyObject_Call(function, PyTuple_GET_ITEM(row, 1), PyTuple_GET_ITEM(row, 2)));
    if (!result) _PyErr_WriteUnraisableMsg("in atexit callback", function);
}

// Rows that the functions themselves add come too late.
void run_all() {
    for (Py_ssize_t i = rows == nullptr ? 0 : PyList_GET_SIZE(rows); i-- > 0;) {
        if (i >= PyList_GET_SIZE(rows)) continue;
        const Owned row = Owned::borrow(PyList_GET_ITEM(rows, i));
        if (row.get() != Py_None) call_row(row.get());
    }
    if (rows != nullptr && PyList_SetSlice(rows, 0, PyList_GET_SIZE(rows), nullptr) < 0)
        PyErr_WriteUnraisable(nullptr);
}

// Called by the interpreter when it ends.
PyObject *run_at_exit(PyObject *, PyObject *) {
    run_all();
    Py_CLEAR(rows);
    Py_RETURN_NONE;
}

PyMethodDef runner = {"run_at_exit", run_at_exit, METH_NOARGS, nullptr};

PyObject *atexit_register(PyObject *, PyObject *args, PyObject *kwargs) {
    if (PyTuple_GET_SIZE(args) == 0) {
        PyErr_SetString(PyExc_TypeError, "register() takes at least 1 argument (0 given)");
        return nullptr;
    }
    PyObject *function = PyTuple_GET_ITEM(args, 0);
    if (!PyCallable_Check(function)) {
        PyErr_SetString(PyExc_TypeError, "the first argument must be callable");
        return nullptr;
    }
    const Owned rest(PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args)));
    const Owned names(kwargs == nullptr ? PyDict_New() : PyDict_Copy(kwargs));
    if (!rest || !names) return nullptr;
    const Owned row(PyTuple_Pack(3, function, rest.get(), names.get()));
    if (!row || rows == nullptr || PyList_Append(rows, row.get()) < 0) return nullptr;
    return Py_NewRef(function);
}

PyObject *atexit_clear(PyObject *, PyObject *) {
    if (rows != nullptr && PyList_SetSlice(rows, 0, PyList_GET_SIZE(rows), nullptr) < 0) return nullptr;
    Py_RETURN_NONE;
}

PyObject *atexit_unregister(PyObject *, PyObject *function) {
    for (Py_ssize_t i = 0; rows != nullptr && i < PyList_GET_SIZE(rows); i++) {
        const Owned row = Owned::borrow(PyList_GET_ITEM(rows, i));
        if (row.get() == Py_None) continue;
        const int is_same = PyObject_RichCompareBool(PyTuple_GET_ITEM(row.get(), 0), function, Py_EQ);
        if (is_same < 0) return nullptr;
        // The comparison may have changed the list.
        if (is_same > 0 && i < PyList_GET_SIZE(rows)) PyList_SetItem(rows, i, Py_NewRef(Py_None));
    }
    Py_RETURN_NONE;
}

PyObject *atexit_run(PyObject *, PyObject *) {
    run_all();
    Py_RETURN_NONE;
}

PyObject *atexit_count(PyObject *, PyObject *) {
    return PyLong_FromSsize_t(rows == nullptr ? 0 : PyList_GET_SIZE(rows));
}

PyMethodDef functions[] = {
    {"register", _PyCFunction_CAST(atexit_register), METH_VARARGS | METH_KEYWORDS,
     "register(func, *args, **kwargs) -> func\n\nHave the function called at the interpreter's end."},
    {"_clear", atexit_clear, METH_NOARGS, "_clear() -> None\n\nForget all functions."},
    {"unregister", atexit_unregister, METH_O, "unregister(func) -> None\n\nForget this function."},
    {"_run_exitfuncs", atexit_run, METH_NOARGS, "_run_exitfuncs() -> None\n\nCall all functions now."},
    {"_ncallbacks", atexit_count, METH_NOARGS,
     "_ncallbacks() -> int\n\nHow many rows there are, those of forgotten functions too."},
    {},
};

int execute(PyObject *) {
    if (rows != nullptr) return 0;
    rows = PyList_New(0);
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
    const Owned function(PyCFunction_New(&runner, nullptr));
    if (rows == nullptr || dict == nullptr || !function) return -1;
    return PyDict_SetItemString(dict, "atexit", function.get());
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {0, nullptr},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "atexit",
    .m_doc = "Functions to be called at the end of the program.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace

extern "C" PyObject *PyInit_atexit(void) {
    return PyModuleDef_Init(&definition);
}
