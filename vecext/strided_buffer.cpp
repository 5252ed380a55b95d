// SPDX-License-Identifier: MIT
#include "vecext/strided_buffer.hpp"

namespace adder::vecext {

namespace {

// struct's code of the elements, F and D for complex ones, 0 for what is not a number in the machine's own
// form.
char element_code(const char *format) {
    if (!format) return 'B';
    if (*format == '@') format++;
    if (*format == 'Z') {
        format++;
        return format[0] == 'f' && !format[1] ? 'F' : format[0] == 'd' && !format[1] ? 'D' : 0;
    }
    return *format && !format[1] && std::strchr("?bBhHiIlLqQfd", *format) ? *format : 0;
}

} // namespace

bool StridedBuffer::open(PyObject *object, int core, bool is_written) {
    if (PyObject_GetBuffer(object, &view_, is_written ? PyBUF_RECORDS : PyBUF_RECORDS_RO) < 0) return false;
    core_ = core;
    code_ = element_code(view_.format);
    if (!code_ || (is_written && !std::strchr("fdFD", code_))) {
        PyErr_Format(PyExc_TypeError, "elements of format '%s' are not supported here", view_.format);
        return false;
    }
    if (view_.ndim < core || view_.ndim > PyBUF_MAX_NDIM) {
        PyErr_SetString(PyExc_ValueError, "wrong number of dimensions");
        return false;
    }
    for (int axis = stack_ndim(); axis < view_.ndim; axis++) {
        if (view_.shape[axis] > INT32_MAX / 2) {
            PyErr_SetString(PyExc_ValueError, "a dimension is too large for the library");
            return false;
        }
    }
    return true;
}

bool StackIterator::check() {
    const int ndim = shape_->stack_ndim();
    for (int i = 0; i < count_; i++) {
        bool is_equal = operands_[i]->stack_ndim() == ndim;
        for (int axis = 0; is_equal && axis < ndim; axis++) {
            is_equal = operands_[i]->length(axis) == shape_->length(axis);
        }
        if (!is_equal) {
            PyErr_SetString(PyExc_ValueError, "the operands' stacks differ in shape");
            return false;
        }
    }
    for (int axis = 0; axis < ndim; axis++) {
        if (shape_->length(axis) == 0) is_done_ = true;
    }
    return true;
}

void StackIterator::advance() {
    for (int axis = shape_->stack_ndim() - 1; axis >= 0; axis--) {
        const Py_ssize_t length = shape_->length(axis);
        const bool wraps = ++position_[axis] == length;
        for (int i = 0; i < count_; i++) items_[i] += operands_[i]->stride(axis) * (wraps ? 1 - length : 1);
        if (!wraps) return;
        position_[axis] = 0;
    }
    is_done_ = true;
}

} // namespace adder::vecext
