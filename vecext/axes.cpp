// SPDX-License-Identifier: MIT
#include "vecext/axes.hpp"

#include "vecext/dtype.hpp"

namespace adder::vecext {

namespace {

// The class object; the module owns a reference for as long as the library is loaded.
PyObject *axis_error = nullptr;

} // namespace

int add_axis_error(PyObject *module) {
    if (axis_error == nullptr) {
        Ref bases = Ref::steal(PyTuple_Pack(2, PyExc_ValueError, PyExc_IndexError));
        if (!bases) return -1;
        axis_error = PyErr_NewException("vecext.AxisError", bases.get(), nullptr);
    }
    return axis_error != nullptr ? add_to_module(module, "AxisError", axis_error) : -1;
}

int to_axis(PyObject *object, int ndim, int &axis) {
    const Py_ssize_t given = PyNumber_AsSsize_t(object, PyExc_OverflowError);
    if (given == -1 && PyErr_Occurred()) return -1;
    if (given < -ndim || given >= ndim) {
        PyErr_Format(axis_error, "axis %zd is out of bounds for array of dimension %d", given, ndim);
        return -1;
    }
    axis = static_cast<int>(given < 0 ? given + ndim : given);
    return 0;
}

int to_axes(PyObject *object, AxisSet &axes) {
    if (object == nullptr || object == Py_None) return axes.add_all(), 0;
    const bool is_tuple = PyTuple_Check(object);
    if (axes.ndim() == 0 && !is_tuple) {
        // A number has no axis, but reducing along its first or last one is allowed.
        int axis;
        return to_axis(object, 1, axis);
    }
    const Py_ssize_t count = is_tuple ? PyTuple_GET_SIZE(object) : 1;
    for (Py_ssize_t k = 0; k < count; ++k) {
        int axis;
        if (to_axis(is_tuple ? PyTuple_GET_ITEM(object, k) : object, axes.ndim(), axis) < 0) return -1;
        if (axes.has(axis)) {
            PyErr_SetString(PyExc_ValueError, "duplicate value in 'axis'");
            return -1;
        }
        axes.add(axis);
    }
    return 0;
}

} // namespace adder::vecext
