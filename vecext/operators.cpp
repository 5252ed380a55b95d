// SPDX-License-Identifier: MIT
#include "vecext/operators.hpp"

#include <algorithm>
#include <cstring>

#include "vecext/direct.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/linear.hpp"
#include "vecext/scalar_arithmetic.hpp"
#include "vecext/scalars.hpp"
#include "vecext/status.hpp"
#include "vecext/temporaries.hpp"

namespace adder::vecext {

namespace {

PyObject *not_implemented() {
    Py_RETURN_NOTIMPLEMENTED;
}

// Applies the operation, or leaves the operator to the other operand's type.
PyObject *operate_generally(Operation operation, const char *slot, PyObject *left, PyObject *right,
                            Options options) {
    Input inputs[2];
    options.slot = slot;
    const Converted converted_left = to_input(left, inputs[0]);
    if (converted_left == Converted::No) return not_implemented();
    if (converted_left == Converted::Raised) return nullptr;
    const Converted converted_right = to_input(right, inputs[1]);
    if (converted_right == Converted::No) return not_implemented();
    if (converted_right == Converted::Raised) return nullptr;
    return apply(operation, inputs, 2, options).release();
}

// The shortest ways: single numbers, small arrays of one type.
Direct operate_directly(Operation operation, PyObject *left, PyObject *right, Array *target) {
    const bool is_single = !Py_IS_TYPE(left, &array_type) && !Py_IS_TYPE(right, &array_type);
    Ref combined;
    if (is_single && target == nullptr && combine_scalars(operation, left, right, combined))
        return {true, combined.release()};
    PyObject *const operands[] = {left, right};
    return apply_directly(operation, operands, 2, target, true);
}

PyObject *operate(Operation operation, const char *slot, PyObject *left, PyObject *right,
                  const Options &options = {}) {
    const Direct direct = operate_directly(operation, left, right, options.target);
    return direct.is_done ? direct.result : operate_generally(operation, slot, left, right, options);
}

PyObject *operate_on_temporaries(Operation operation, const char *slot, PyObject *left, PyObject *right) {
    const Direct direct = operate_directly(operation, left, right, nullptr);
    if (direct.is_done) return direct.result;
    Options options;
    options.reusable = reusable_temporary(left);
    if (options.reusable == nullptr) options.reusable = reusable_temporary(right);
    return operate_generally(operation, slot, left, right, options);
}

// Scalars do not change: `x += 1` gives another one.
Options in_place_options(PyObject *self) {
    Options options;
    if (!is_scalar(self)) options.target = as_array(self);
    return options;
}

// Names of slots as template arguments.
struct Slot {
    char text[24] = {};
    template <std::size_t size> consteval Slot(const char (&name)[size]) { std::copy_n(name, size, text); }
};

template <Slot slot, Operation operation> PyObject *binary(PyObject *left, PyObject *right) {
    return operate_on_temporaries(operation, slot.text, left, right);
}
template <Slot slot, Operation operation> PyObject *in_place(PyObject *self, PyObject *other) {
    return operate(operation, slot.text, self, other, in_place_options(self));
}
template <Slot slot, Operation operation> PyObject *unary(PyObject *self) {
    Options options;
    options.slot = slot.text;
    return apply_to(operation, &self, 1, options).release();
}

PyObject *divmod_of(PyObject *left, PyObject *right) {
    Ref quotient = Ref::steal(operate(Operation::FloorDivide, "nb_divmod", left, right));
    if (!quotient || quotient.get() == Py_NotImplemented) return quotient.release();
    Ref rest = Ref::steal(operate(Operation::Remainder, "nb_divmod", left, right));
    return rest ? PyTuple_Pack(2, quotient.get(), rest.get()) : nullptr;
}

// The common powers by the operation that gives the same numbers faster, as NumPy does; false for all others.
bool simple_power(PyObject *base, PyObject *exponent, Operation &operation) {
    if (!is_array(base) || is_array(exponent)) return false;
    const DType dtype = as_array(base)->dtype;
    const bool whole = is_integer(dtype);
    if (!whole && !is_float(dtype) && !is_complex_type(dtype)) return false;
    if (PyLong_CheckExact(exponent)) {
        int overflow;
        const long value = PyLong_AsLongAndOverflow(exponent, &overflow);
        if (value == 2)
            operation = Operation::Square;
        else if (value == 1)
            operation = Operation::Positive;
        else if (value == -1 && !whole)
            operation = Operation::Reciprocal;
        else
            return false;
        return true;
    }
    if (!PyFloat_CheckExact(exponent) || whole) return false;
    const double value = PyFloat_AS_DOUBLE(exponent);
    if (value == 2)
        operation = Operation::Square;
    else if (value == 0.5)
        operation = Operation::Sqrt;
    else if (value == 1)
        operation = Operation::Positive;
    else if (value == -1)
        operation = Operation::Reciprocal;
    else
        return false;
    return true;
}

PyObject *power(PyObject *base, PyObject *exponent, PyObject *modulus) {
    if (modulus != Py_None) return not_implemented();
    Operation operation;
    if (simple_power(base, exponent, operation)) {
        Options options;
        options.slot = "nb_power";
        return apply_to(operation, &base, 1, options).release();
    }
    return operate_on_temporaries(Operation::Power, "nb_power", base, exponent);
}
PyObject *in_place_power(PyObject *self, PyObject *exponent, PyObject *) {
    Operation operation;
    Options options = in_place_options(self);
    options.slot = "nb_inplace_power";
    if (simple_power(self, exponent, operation)) return apply_to(operation, &self, 1, options).release();
    return operate(Operation::Power, options.slot, self, exponent, options);
}

int truth(PyObject *self) {
    Array *array = as_array(self);
    if (is_scalar_of(self, DType::Bool)) return *array->data != 0;
    if (array->size == 0) {
        if (PyErr_WarnEx(
                PyExc_DeprecationWarning,
                "The truth value of an empty array is ambiguous. Returning False, but in future this will "
                "result in an error. Use `array.size > 0` to check that an array is not empty.",
                1) < 0) {
            return -1;
        }
        return 0;
    }
    if (array->size > 1) {
        PyErr_SetString(PyExc_ValueError,
                        "The truth value of an array with more than one element is ambiguous. "
                        "Use a.any() or a.all()");
        return -1;
    }
    Ref value = from_element(array->dtype, array->data);
    return value ? PyObject_IsTrue(value.get()) : -1;
}

// The number of an array of one; of a complex one the real part.
Ref real_value(PyObject *self) {
    Ref value = single_value(as_array(self));
    if (!value || !PyComplex_Check(value.get())) return value;
    if (warn_of_lost_parts(DType::Complex128, DType::Float64) < 0) return nullptr;
    return Ref::steal(PyFloat_FromDouble(PyComplex_RealAsDouble(value.get())));
}

PyObject *as_int(PyObject *self) {
    Ref value = real_value(self);
    return value ? PyNumber_Long(value.get()) : nullptr;
}
PyObject *as_float(PyObject *self) {
    if (is_scalar_of(self, DType::Float64))
        return from_element(DType::Float64, as_array(self)->data).release();
    Ref value = real_value(self);
    return value ? PyNumber_Float(value.get()) : nullptr;
}
PyObject *as_index(PyObject *self) {
    Array *array = as_array(self);
    if (array->ndim == 0 && is_integer(array->dtype))
        return from_element(array->dtype, array->data).release();
    PyErr_SetString(PyExc_TypeError, "only integer scalar arrays can be converted to a scalar index");
    return nullptr;
}

} // namespace

Ref single_value(Array *array) {
    if (array->size == 1) return from_element(array->dtype, array->data);
    PyErr_SetString(PyExc_TypeError, "only size-1 arrays can be converted to Python scalars");
    return nullptr;
}

PyNumberMethods array_number_methods = {
    .nb_add = binary<"nb_add", Operation::Add>,
    .nb_subtract = binary<"nb_subtract", Operation::Subtract>,
    .nb_multiply = binary<"nb_multiply", Operation::Multiply>,
    .nb_remainder = binary<"nb_remainder", Operation::Remainder>,
    .nb_divmod = divmod_of,
    .nb_power = power,
    .nb_negative = unary<"nb_negative", Operation::Negative>,
    .nb_positive = unary<"nb_positive", Operation::Positive>,
    .nb_absolute = unary<"nb_absolute", Operation::Absolute>,
    .nb_bool = truth,
    .nb_invert = unary<"nb_invert", Operation::Invert>,
    .nb_lshift = binary<"nb_lshift", Operation::LeftShift>,
    .nb_rshift = binary<"nb_rshift", Operation::RightShift>,
    .nb_and = binary<"nb_and", Operation::BitwiseAnd>,
    .nb_xor = binary<"nb_xor", Operation::BitwiseXor>,
    .nb_or = binary<"nb_or", Operation::BitwiseOr>,
    .nb_int = as_int,
    .nb_float = as_float,
    .nb_inplace_add = in_place<"nb_inplace_add", Operation::Add>,
    .nb_inplace_subtract = in_place<"nb_inplace_subtract", Operation::Subtract>,
    .nb_inplace_multiply = in_place<"nb_inplace_multiply", Operation::Multiply>,
    .nb_inplace_remainder = in_place<"nb_inplace_remainder", Operation::Remainder>,
    .nb_inplace_power = in_place_power,
    .nb_inplace_lshift = in_place<"nb_inplace_lshift", Operation::LeftShift>,
    .nb_inplace_rshift = in_place<"nb_inplace_rshift", Operation::RightShift>,
    .nb_inplace_and = in_place<"nb_inplace_and", Operation::BitwiseAnd>,
    .nb_inplace_xor = in_place<"nb_inplace_xor", Operation::BitwiseXor>,
    .nb_inplace_or = in_place<"nb_inplace_or", Operation::BitwiseOr>,
    .nb_floor_divide = binary<"nb_floor_divide", Operation::FloorDivide>,
    .nb_true_divide = binary<"nb_true_divide", Operation::Divide>,
    .nb_inplace_floor_divide = in_place<"nb_inplace_floor_divide", Operation::FloorDivide>,
    .nb_inplace_true_divide = in_place<"nb_inplace_true_divide", Operation::Divide>,
    .nb_index = as_index,
    .nb_matrix_multiply = matrix_multiply,
};

PyObject *array_richcompare(PyObject *left, PyObject *right, int operation) {
    static constexpr Operation operations[] = {Operation::Less,    Operation::LessEqual,
                                               Operation::Equal,   Operation::NotEqual,
                                               Operation::Greater, Operation::GreaterEqual};
    static_assert(Py_LT == 0 && Py_LE == 1 && Py_EQ == 2 && Py_NE == 3 && Py_GT == 4 && Py_GE == 5);
    Ref answer = Ref::steal(operate(operations[operation], "tp_richcompare", left, right));
    const bool is_question = operation == Py_EQ || operation == Py_NE;
    const bool is_no_number = right == Py_None || PyUnicode_Check(right);
    if (answer.get() != Py_NotImplemented || !is_question || !is_no_number) return answer.release();
    // No element is None or a text.
    Ref result = new_array_like(as_array(left), DType::Bool);
    if (!result) return nullptr;
    std::memset(as_array(result)->data, operation == Py_NE,
                static_cast<std::size_t>(as_array(result)->bytes()));
    return unwrap_scalar(std::move(result)).release();
}

} // namespace adder::vecext
