// SPDX-License-Identifier: MIT
//
// The type float: NaN objects, construction, operators, comparison, methods.
//
// Slots bring their operands to doubles (ints take part when they are not too large) and leave Python's
// special rules to float_arithmetic; text is in float_text.
#include "objects/float.hpp"

#include "objects/error.hpp"
#include "objects/float_methods.hpp"
#include "objects/int.hpp"
#include "objects/number_format.hpp"
#include "objects/str.hpp"

#include <cfloat>

namespace adder::objects {

PyObject *make_nan(double number) {
    auto *object = static_cast<PyFloatObject *>(PyObject_Malloc(sizeof(PyFloatObject)));
    if (object == nullptr) return PyErr_NoMemory();
    PyObject_Init(reinterpret_cast<PyObject *>(object), &PyFloat_Type);
    object->ob_fval = number;
    return reinterpret_cast<PyObject *>(object);
}

PyObject *round_to_int(double number) {
    double rounded = std::round(number);
    if (std::fabs(number - rounded) == 0.5) rounded = 2.0 * std::round(number / 2.0);
    return PyLong_FromDouble(rounded);
}

namespace {

PyObject *exact_float(PyObject *value) {
    return is_exact_float(value) ? Py_NewRef(value) : make_float(as_double(value));
}

// --- operators

// An operand that is no number makes the operator NotImplemented; one that is too large raises.
PyObject *refuse_operands() {
    if (is_error_pending()) return nullptr;
    Py_RETURN_NOTIMPLEMENTED;
}

template <PyObject *(*operation)(double, double)> PyObject *binary_slot(PyObject *a, PyObject *b) {
    double x, y;
    if (!to_float_operand(a, x) || !to_float_operand(b, y)) return refuse_operands();
    return operation(x, y);
}

PyObject *raise_zero_division(const char *text) {
    PyErr_SetString(PyExc_ZeroDivisionError, text);
    return nullptr;
}

PyObject *add(double x, double y) {
    return make_float(x + y);
}
PyObject *subtract(double x, double y) {
    return make_float(x - y);
}
PyObject *multiply(double x, double y) {
    return make_float(x * y);
}

PyObject *divide(double x, double y) {
    if (y == 0.0) return raise_zero_division("float division by zero");
    return make_float(x / y);
}

PyObject *modulo(double x, double y) {
    if (y == 0.0) return raise_zero_division("float modulo");
    return make_float(float_modulo(x, y));
}

PyObject *floor_divide(double x, double y) {
    if (y == 0.0) return raise_zero_division("float floor division by zero");
    return make_float(float_floor_divide(x, y));
}

PyObject *divide_with_remainder(double x, double y) {
    if (y == 0.0) return raise_zero_division("float divmod()");
    const Ref quotient = TRY_REF(make_float(float_floor_divide(x, y)));
    const Ref remainder = TRY_REF(make_float(float_modulo(x, y)));
    return PyTuple_Pack(2, quotient.get(), remainder.get());
}

PyObject *power_slot(PyObject *a, PyObject *b, PyObject *modulus) {
    if (modulus != Py_None)
        return raise_type_error("pow() 3rd argument not allowed unless all arguments are integers");
    double x, y, result;
    if (!to_float_operand(a, x) || !to_float_operand(b, y)) return refuse_operands();
    if (TRY(float_power(x, y, result)) == 0) return make_float(result);
    return PyComplex_Type.tp_as_number->nb_power(a, b, modulus);
}

PyObject *negative(PyObject *value) {
    return make_float(-as_double(value));
}
PyObject *absolute(PyObject *value) {
    return make_float(std::fabs(as_double(value)));
}
int is_true(PyObject *value) {
    return as_double(value) != 0.0;
}
PyObject *truncate(PyObject *value) {
    return PyLong_FromDouble(as_double(value));
}

// --- comparison and hash

PyObject *compare_doubles(double x, double y, int op) {
    Py_RETURN_RICHCOMPARE(x, y, op);
}

PyObject *rich_compare(PyObject *a, PyObject *b, int op) {
    const double x = as_double(a);
    if (is_float(b)) return compare_doubles(x, as_double(b), op);
    if (!is_int(b)) Py_RETURN_NOTIMPLEMENTED;
    const int order = compare_int_with_double(b, x);
    if (order == 2) return Py_NewRef(op == Py_NE ? Py_True : Py_False);
    Py_RETURN_RICHCOMPARE(0, order, op);
}

Py_hash_t hash(PyObject *value) {
    return _Py_HashDouble(value, as_double(value));
}

void deallocate(PyObject *value) {
    Py_TYPE(value)->tp_free(value);
}

PyObject *repr(PyObject *value) {
    return float_to_str(as_double(value));
}

// --- construction

PyObject *make_exact(PyObject *source) {
    if (source == nullptr) return make_float(0.0);
    return PyUnicode_CheckExact(source) ? PyFloat_FromString(source) : PyNumber_Float(source);
}

PyObject *make(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    const bool has_plain_init = type == &PyFloat_Type || type->tp_init == PyFloat_Type.tp_init;
    if (has_plain_init && kwargs != nullptr && !_PyArg_NoKeywords("float", kwargs)) return nullptr;
    PyObject *source = nullptr;
    if (!PyArg_UnpackTuple(args, "float", 0, 1, &source)) return nullptr;
    Ref value = TRY_REF(make_exact(source));
    if (type == &PyFloat_Type) return value.release();
    PyObject *instance = type->tp_alloc(type, 0);
    if (instance != nullptr) reinterpret_cast<PyFloatObject *>(instance)->ob_fval = as_double(value.get());
    return instance;
}

PyObject *call(PyObject *, PyObject *const *args, size_t count_and_flag, PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (!_PyArg_NoKwnames("float", keyword_names) || !_PyArg_CheckPositional("float", count, 0, 1))
        return nullptr;
    return make_exact(count > 0 ? args[0] : nullptr);
}

// --- methods

PyObject *exact_method(PyObject *self, PyObject *) {
    return exact_float(self);
}
PyObject *exact_getter(PyObject *self, void *) {
    return exact_float(self);
}
PyObject *zero_getter(PyObject *, void *) {
    return make_float(0.0);
}
PyObject *truncate_method(PyObject *self, PyObject *) {
    return truncate(self);
}
PyObject *floor_method(PyObject *self, PyObject *) {
    return PyLong_FromDouble(std::floor(as_double(self)));
}
PyObject *ceil_method(PyObject *self, PyObject *) {
    return PyLong_FromDouble(std::ceil(as_double(self)));
}

PyObject *is_integer(PyObject *self, PyObject *) {
    const double number = as_double(self);
    return _Adder_BoolFromLong(std::isfinite(number) && std::floor(number) == number);
}

PyObject *as_integer_ratio(PyObject *self, PyObject *) {
    Ref numerator, denominator;
    TRY(float_ratio(as_double(self), numerator, denominator));
    return PyTuple_Pack(2, numerator.get(), denominator.get());
}

PyObject *round_method(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("__round__", count, 0, 1)) return nullptr;
    const double number = as_double(self);
    if (count == 0 || args[0] == Py_None) return round_to_int(number);
    const Py_ssize_t digits = PyNumber_AsSsize_t(args[0], nullptr);
    if (digits == -1 && is_error_pending()) return nullptr;
    if (const auto rounded = round_float(number, digits)) return make_float(*rounded);
    return raise(PyExc_OverflowError, "rounded value too large to represent");
}

PyObject *get_new_arguments(PyObject *self, PyObject *) {
    const Ref exact = TRY_REF(make_float(as_double(self)));
    return PyTuple_Pack(1, exact.get());
}

PyObject *get_format(PyObject *, PyObject *kind) {
    if (!PyUnicode_Check(kind)) {
        _PyArg_BadArgument("__getformat__", "argument", "str", kind);
        return nullptr;
    }
    if (PyUnicode_CompareWithASCIIString(kind, "double") != 0 &&
        PyUnicode_CompareWithASCIIString(kind, "float") != 0) {
        return raise_value_error("__getformat__() argument 1 must be 'double' or 'float'");
    }
    return PyUnicode_FromString("IEEE, little-endian");
}

// --- tables

PyMethodDef methods[] = {
    {"conjugate", exact_method, METH_NOARGS,
     "conjugate($self, /)\n--\n\nReturn self, the complex conjugate of any float."},
    {"__trunc__", truncate_method, METH_NOARGS,
     "__trunc__($self, /)\n--\n\nReturn the Integral closest to x between 0 and x."},
    {"__floor__", floor_method, METH_NOARGS, "__floor__($self, /)\n--\n\nReturn the floor as an Integral."},
    {"__ceil__", ceil_method, METH_NOARGS, "__ceil__($self, /)\n--\n\nReturn the ceiling as an Integral."},
    {"__round__", _PyCFunction_CAST(round_method), METH_FASTCALL,
     "__round__($self, ndigits=None, /)\n--\n\n"
     "Return the Integral closest to x, rounding half toward even.\n\n"
     "With an argument, round to that many digits behind the point."},
    {"as_integer_ratio", as_integer_ratio, METH_NOARGS,
     "as_integer_ratio($self, /)\n--\n\n"
     "Return a pair of integers whose ratio is exactly equal to the float.\n\n"
     "The ratio is in lowest terms and has a positive denominator."},
    {"fromhex", float_from_hex, METH_O | METH_CLASS,
     "fromhex($type, string, /)\n--\n\nCreate a floating-point number from a hexadecimal string."},
    {"hex", float_hex, METH_NOARGS,
     "hex($self, /)\n--\n\nReturn a hexadecimal representation of a floating-point number."},
    {"is_integer", is_integer, METH_NOARGS,
     "is_integer($self, /)\n--\n\nReturn True if the float is an integer."},
    {"__getnewargs__", get_new_arguments, METH_NOARGS, "__getnewargs__($self, /)\n--\n\n"},
    {"__getformat__", get_format, METH_O | METH_CLASS,
     "__getformat__($type, typestr, /)\n--\n\nTell how a C 'double' or 'float' is stored; for tests."},
    {"__format__", format_method<format_float>, METH_O,
     "__format__($self, format_spec, /)\n--\n\nFormats the float according to format_spec."},
    {},
};

PyGetSetDef getters[] = {
    {"real", exact_getter, nullptr, "the real part of a complex number", nullptr},
    {"imag", zero_getter, nullptr, "the imaginary part of a complex number", nullptr},
    {},
};

PyNumberMethods number_slots = {
    .nb_add = binary_slot<add>,
    .nb_subtract = binary_slot<subtract>,
    .nb_multiply = binary_slot<multiply>,
    .nb_remainder = binary_slot<modulo>,
    .nb_divmod = binary_slot<divide_with_remainder>,
    .nb_power = power_slot,
    .nb_negative = negative,
    .nb_positive = exact_float,
    .nb_absolute = absolute,
    .nb_bool = is_true,
    .nb_int = truncate,
    .nb_float = exact_float,
    .nb_floor_divide = binary_slot<floor_divide>,
    .nb_true_divide = binary_slot<divide>,
};

// The float that the __float__ of `number` gives; -1.0 with an error.
double call_float_method(PyObject *number, unaryfunc method) {
    const Ref result = Ref::steal(method(number));
    if (!result) return -1.0;
    if (is_exact_float(result.get())) return as_double(result.get());
    const char *type = Py_TYPE(number)->tp_name;
    const char *result_type = Py_TYPE(result.get())->tp_name;
    if (!is_float(result.get())) {
        PyErr_Format(PyExc_TypeError, "%.50s.__float__ returned non-float (type %.50s)", type, result_type);
        return -1.0;
    }
    const int warned =
        PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                         "%.50s.__float__ returned non-float (type %.50s).  The ability to return an "
                         "instance of a strict subclass of float is deprecated, and may be removed in "
                         "a future version of Python.",
                         type, result_type);
    return warned < 0 ? -1.0 : as_double(result.get());
}

} // namespace

extern "C" {

PyTypeObject PyFloat_Type = {
    .ob_base = {{1, &PyType_Type}, 0},
    .tp_name = "float",
    .tp_basicsize = sizeof(PyFloatObject),
    .tp_dealloc = deallocate,
    .tp_repr = repr,
    .tp_as_number = &number_slots,
    .tp_hash = hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = "float(x=0, /)\n--\n\nConvert a string or number to a floating point number, if possible.",
    .tp_richcompare = rich_compare,
    .tp_methods = methods,
    .tp_getset = getters,
    .tp_new = make,
    .tp_free = PyObject_Free,
    .tp_vectorcall = call,
};

PyObject *(PyFloat_FromDouble)(double number) {
    return make_float(number);
}

double(PyFloat_AsDouble)(PyObject *number) {
    if (number == nullptr) {
        PyErr_BadArgument();
        return -1.0;
    }
    if (is_float(number)) return as_double(number);
    if (is_small_int(number)) return static_cast<double>(as_small_int(number));
    const PyNumberMethods *slots = Py_TYPE(number)->tp_as_number;
    if (slots != nullptr && slots->nb_float != nullptr) return call_float_method(number, slots->nb_float);
    if (slots != nullptr && slots->nb_index != nullptr) {
        const Ref index = Ref::steal(PyNumber_Index(number));
        return index ? PyLong_AsDouble(index.get()) : -1.0;
    }
    PyErr_Format(PyExc_TypeError, "must be real number, not %.50s", Py_TYPE(number)->tp_name);
    return -1.0;
}

double PyFloat_GetMax(void) {
    return DBL_MAX;
}

double PyFloat_GetMin(void) {
    return DBL_MIN;
}

} // extern "C"

} // namespace adder::objects
