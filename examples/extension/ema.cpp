// SPDX-License-Identifier: MIT
//
// An extension module in about a hundred lines: `ema.smooth(values, alpha)`, and the type `ema.Average`,
// which keeps state. It uses nothing but the C API, so the same source builds for Adder and for CPython.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

namespace {

// --- a function over a sequence of floats

// smooth(values, alpha): exponential moving averages of the values, as a list.
PyObject *smooth(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (count != 2) {
        PyErr_Format(PyExc_TypeError, "smooth() takes exactly 2 arguments (%zd given)", count);
        return nullptr;
    }
    const double alpha = PyFloat_AsDouble(args[1]);
    if (alpha == -1.0 && PyErr_Occurred()) return nullptr;
    PyObject *values = PySequence_Fast(args[0], "smooth() needs a sequence of numbers");
    if (values == nullptr) return nullptr;
    const Py_ssize_t size = PySequence_Fast_GET_SIZE(values);
    PyObject *result = PyList_New(size);
    double average = 0.0;
    for (Py_ssize_t i = 0; result != nullptr && i < size; i++) {
        const double value = PyFloat_AsDouble(PySequence_Fast_GET_ITEM(values, i));
        if (value == -1.0 && PyErr_Occurred()) {
            Py_CLEAR(result);
            break;
        }
        average = i == 0 ? value : average + alpha * (value - average);
        PyObject *item = PyFloat_FromDouble(average);
        if (item == nullptr) {
            Py_CLEAR(result);
            break;
        }
        PyList_SET_ITEM(result, i, item); // takes the reference over
    }
    Py_DECREF(values);
    return result;
}

// --- a type with state

struct Average {
    PyObject_HEAD double alpha;
    double value;
    Py_ssize_t count;
};

int average_init(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"alpha", nullptr};
    Average *average = reinterpret_cast<Average *>(self);
    average->alpha = 0.5;
    average->value = 0.0;
    average->count = 0;
    return PyArg_ParseTupleAndKeywords(args, keywords, "|d:Average", const_cast<char **>(names),
                                       &average->alpha)
               ? 0
               : -1;
}

// add(value): takes one more value in and returns the average.
PyObject *average_add(PyObject *self, PyObject *argument) {
    Average *average = reinterpret_cast<Average *>(self);
    const double value = PyFloat_AsDouble(argument);
    if (value == -1.0 && PyErr_Occurred()) return nullptr;
    average->value = average->count == 0 ? value : average->value + average->alpha * (value - average->value);
    average->count++;
    return PyFloat_FromDouble(average->value);
}

PyObject *average_repr(PyObject *self) {
    Average *average = reinterpret_cast<Average *>(self);
    PyObject *value = PyFloat_FromDouble(average->value);
    if (value == nullptr) return nullptr;
    PyObject *text = PyUnicode_FromFormat("<ema.Average %R of %zd values>", value, average->count);
    Py_DECREF(value);
    return text;
}

PyMethodDef average_methods[] = {
    {"add", average_add, METH_O, "add($self, value, /)\n--\n\nTake one more value in; returns the average."},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef average_members[] = {
    {"alpha", T_DOUBLE, offsetof(Average, alpha), 0, "weight of a new value"},
    {"value", T_DOUBLE, offsetof(Average, value), READONLY, "the average so far"},
    {"count", T_PYSSIZET, offsetof(Average, count), READONLY, "values taken in"},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot average_slots[] = {
    {Py_tp_doc, const_cast<char *>("Average(alpha=0.5)\n--\n\nAn exponential moving average.")},
    {Py_tp_init, reinterpret_cast<void *>(average_init)},
    {Py_tp_repr, reinterpret_cast<void *>(average_repr)},
    {Py_tp_methods, average_methods},
    {Py_tp_members, average_members},
    {0, nullptr},
};

PyType_Spec average_spec = {"ema.Average", sizeof(Average), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                            average_slots};

// --- the module table

int execute(PyObject *module) {
    PyObject *type = PyType_FromSpec(&average_spec);
    if (type == nullptr) return -1;
    const int status = PyModule_AddObjectRef(module, "Average", type);
    Py_DECREF(type);
    return status;
}

PyMethodDef methods[] = {
    {"smooth", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(smooth)), METH_FASTCALL,
     "smooth($module, values, alpha, /)\n--\n\nExponential moving averages of the values, as a list."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(execute)}, {0, nullptr}};

PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "ema",
                          "Exponential moving averages.",
                          0,
                          methods,
                          slots,
                          nullptr,
                          nullptr,
                          nullptr};

} // namespace

PyMODINIT_FUNC PyInit_ema() {
    return PyModuleDef_Init(&definition);
}
