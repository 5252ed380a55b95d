// SPDX-License-Identifier: MIT
//
// The type complex: two doubles, always a heap object. Operands of its operators may be complex, float or
// int.
#include "base/number_text.hpp"
#include "objects/error.hpp"
#include "objects/float.hpp"
#include "objects/int.hpp"
#include "objects/names.hpp"
#include "objects/native_function.hpp"
#include "objects/number_format.hpp"
#include "objects/str.hpp"

#include <cerrno>
#include <cstddef>
#include <string_view>

namespace adder::objects {
namespace {

Py_complex value_of(PyObject *object) {
    return reinterpret_cast<PyComplexObject *>(object)->cval;
}
bool is_complex(PyObject *object) {
    return PyComplex_Check(object);
}

PyObject *make_of_type(PyTypeObject *type, Py_complex value) {
    PyObject *object = type->tp_alloc(type, 0);
    if (object != nullptr) reinterpret_cast<PyComplexObject *>(object)->cval = value;
    return object;
}

void deallocate(PyObject *value) {
    Py_TYPE(value)->tp_free(value);
}

// --- operators

bool to_operand(PyObject *object, Py_complex &result) {
    if (is_complex(object)) {
        result = value_of(object);
        return true;
    }
    result.imag = 0.0;
    return to_float_operand(object, result.real);
}

PyObject *refuse_operands() {
    if (is_error_pending()) return nullptr;
    Py_RETURN_NOTIMPLEMENTED;
}

template <Py_complex (*operation)(Py_complex, Py_complex)> PyObject *binary_slot(PyObject *a, PyObject *b) {
    Py_complex x, y;
    if (!to_operand(a, x) || !to_operand(b, y)) return refuse_operands();
    return PyComplex_FromCComplex(operation(x, y));
}

PyObject *divide_slot(PyObject *a, PyObject *b) {
    Py_complex x, y;
    if (!to_operand(a, x) || !to_operand(b, y)) return refuse_operands();
    errno = 0;
    const Py_complex quotient = _Py_c_quot(x, y);
    if (errno == EDOM) return raise(PyExc_ZeroDivisionError, "complex division by zero");
    return PyComplex_FromCComplex(quotient);
}

// x ** n for 0 < n, by squaring.
Py_complex positive_power(Py_complex x, long n) {
    Py_complex result = {1.0, 0.0};
    for (long bit = 1; bit > 0 && n >= bit; bit <<= 1) {
        if (n & bit) result = _Py_c_prod(result, x);
        x = _Py_c_prod(x, x);
    }
    return result;
}

Py_complex integral_power(Py_complex x, long n) {
    if (n > 0) return positive_power(x, n);
    return _Py_c_quot({1.0, 0.0}, positive_power(x, -n));
}

PyObject *power_slot(PyObject *a, PyObject *b, PyObject *modulus) {
    Py_complex x, y;
    if (!to_operand(a, x) || !to_operand(b, y)) return refuse_operands();
    if (modulus != Py_None) return raise_value_error("complex modulo");
    errno = 0;
    // Small integral exponents have an exact way.
    const bool is_small_integer = y.imag == 0.0 && y.real == std::floor(y.real) && std::fabs(y.real) <= 100.0;
    const Py_complex result =
        is_small_integer ? integral_power(x, static_cast<long>(y.real)) : _Py_c_pow(x, y);
    const bool has_overflow = std::isinf(result.real) || std::isinf(result.imag);
    if (has_overflow && errno == 0) errno = ERANGE;
    if (!has_overflow && errno == ERANGE) errno = 0; // an underflow on the way
    if (errno == EDOM) return raise(PyExc_ZeroDivisionError, "0.0 to a negative or complex power");
    if (errno == ERANGE) return raise(PyExc_OverflowError, "complex exponentiation");
    return PyComplex_FromCComplex(result);
}

PyObject *negative(PyObject *value) {
    return PyComplex_FromCComplex(_Py_c_neg(value_of(value)));
}

PyObject *positive(PyObject *value) {
    return PyComplex_CheckExact(value) ? Py_NewRef(value) : PyComplex_FromCComplex(value_of(value));
}

PyObject *absolute(PyObject *value) {
    const double result = _Py_c_abs(value_of(value));
    if (errno == ERANGE) return raise(PyExc_OverflowError, "absolute value too large");
    return make_float(result);
}

int is_true(PyObject *value) {
    return value_of(value).real != 0.0 || value_of(value).imag != 0.0;
}

// --- comparison, hash, text

PyObject *rich_compare(PyObject *a, PyObject *b, int op) {
    if (op != Py_EQ && op != Py_NE) Py_RETURN_NOTIMPLEMENTED;
    const Py_complex x = value_of(a);
    bool are_equal;
    if (is_int(b)) {
        are_equal = x.imag == 0.0 && compare_int_with_double(b, x.real) == 0;
    } else if (is_float(b)) {
        are_equal = x.real == as_double(b) && x.imag == 0.0;
    } else if (is_complex(b)) {
        are_equal = x.real == value_of(b).real && x.imag == value_of(b).imag;
    } else {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return _Adder_BoolFromLong(are_equal == (op == Py_EQ));
}

Py_hash_t hash(PyObject *value) {
    const auto real = static_cast<Py_uhash_t>(_Py_HashDouble(value, value_of(value).real));
    const auto imag = static_cast<Py_uhash_t>(_Py_HashDouble(value, value_of(value).imag));
    const auto result = static_cast<Py_hash_t>(real + _PyHASH_IMAG * imag);
    return result == -1 ? -2 : result;
}

PyObject *repr(PyObject *object) {
    const Py_complex value = value_of(object);
    const bool has_real = value.real != 0.0 || std::signbit(value.real);
    std::string text = base::format_float(value.imag, 'r', 0, {.always_sign = has_real}) + "j";
    if (has_real) text = "(" + base::format_float(value.real, 'r', 0) + text + ")";
    return make_ascii_str(text.data(), static_cast<Py_ssize_t>(text.size()));
}

// --- parsing

std::string_view strip_spaces(std::string_view text) {
    while (!text.empty() && Py_ISSPACE(text.front())) text.remove_prefix(1);
    while (!text.empty() && Py_ISSPACE(text.back())) text.remove_suffix(1);
    return text;
}

bool is_imaginary_mark(std::string_view text) {
    return !text.empty() && (text[0] == 'j' || text[0] == 'J');
}
bool is_sign(std::string_view text) {
    return !text.empty() && (text[0] == '+' || text[0] == '-');
}

// "±" or "" before a mark stands for ±1; else a float. False when there is neither.
bool take_part(std::string_view &text, double &part) {
    const size_t length = base::parse_float_prefix(text, part);
    text.remove_prefix(length);
    if (length > 0) return true;
    part = is_sign(text) && text[0] == '-' ? -1.0 : 1.0;
    if (is_sign(text)) text.remove_prefix(1);
    return is_imaginary_mark(text);
}

// What is left after underscores were taken out: [float] [± [float] j], in parentheses or not.
bool parse_parts(std::string_view text, Py_complex &value) {
    text = strip_spaces(text);
    if (!text.empty() && text.front() == '(') {
        if (text.back() != ')') return false;
        text = strip_spaces(text.substr(1, text.size() - 2));
    }
    double first;
    if (!take_part(text, first)) return false;
    if (is_imaginary_mark(text)) {
        value = {0.0, first};
        return text.size() == 1;
    }
    value = {first, 0.0};
    if (text.empty()) return true;
    if (!is_sign(text) || !take_part(text, value.imag)) return false;
    return is_imaginary_mark(text) && text.size() == 1;
}

// Underscores may stand between digits only.
bool remove_underscores(std::string &text) {
    std::string result;
    for (size_t i = 0; i < text.size(); i++) {
        if (text[i] != '_') {
            result.push_back(text[i]);
        } else if (i == 0 || i + 1 == text.size() || !Py_ISDIGIT(text[i - 1]) || !Py_ISDIGIT(text[i + 1])) {
            return false;
        }
    }
    text = std::move(result);
    return true;
}

PyObject *parse(PyTypeObject *type, PyObject *source) {
    const Ref ascii = TRY_REF(_PyUnicode_TransformDecimalAndSpaceToASCII(source));
    std::string text(reinterpret_cast<const char *>(PyUnicode_1BYTE_DATA(ascii.get())),
                     static_cast<size_t>(PyUnicode_GET_LENGTH(ascii.get())));
    Py_complex value;
    if (!remove_underscores(text))
        return raise_value_error("could not convert string to complex: %R", source);
    if (!parse_parts(text, value)) return raise_value_error("complex() arg is a malformed string");
    return make_of_type(type, value);
}

// --- construction

// What __complex__ of the object gives; empty without an error when it has none.
[[nodiscard]] int call_complex_method(PyObject *object, Ref &result) {
    if (PyComplex_CheckExact(object)) {
        result = Ref::borrow(object);
        return 0;
    }
    PyObject *method = nullptr;
    // A special method is looked up on the type.
    PyObject *found = _PyType_Lookup(Py_TYPE(object), name::dunder_complex);
    if (found == nullptr) return 0;
    const descrgetfunc bind = Py_TYPE(found)->tp_descr_get;
    method = bind == nullptr ? Py_NewRef(found)
                             : bind(found, object, reinterpret_cast<PyObject *>(Py_TYPE(object)));
    if (method == nullptr) return -1;
    const Ref owned_method = Ref::steal(method);
    result = TRY_REF(PyObject_CallNoArgs(method));
    if (PyComplex_CheckExact(result.get())) return 0;
    const char *type = Py_TYPE(result.get())->tp_name;
    if (!is_complex(result.get()))
        return raise_type_error("__complex__ returned non-complex (type %.200s)", type);
    return PyErr_WarnFormat(
        PyExc_DeprecationWarning, 1,
        "__complex__ returned non-complex (type %.200s).  The ability to return an instance of a "
        "strict subclass of complex is deprecated, and may be removed in a future version of Python.",
        type);
}

bool is_real_number(PyObject *object) {
    if (is_float(object) || is_int(object)) return true;
    const PyNumberMethods *slots = Py_TYPE(object)->tp_as_number;
    return slots != nullptr && (slots->nb_float != nullptr || slots->nb_index != nullptr);
}

// One of the two arguments; a real number leaves `is_complex_part` false.
struct Part {
    Py_complex value = {0.0, 0.0};
    bool is_complex_part = false;
};

[[nodiscard]] int to_part(PyObject *number, Part &part) {
    if (is_complex(number)) {
        part = {value_of(number), true};
        return 0;
    }
    part.value.real = PyFloat_AsDouble(number);
    return part.value.real == -1.0 && is_error_pending() ? -1 : 0;
}

PyObject *combine(PyTypeObject *type, PyObject *real, PyObject *imag) {
    Part first, second;
    TRY(to_part(real, first));
    if (imag != nullptr) TRY(to_part(imag, second));
    Py_complex value = {first.value.real, second.value.real};
    // (a + bj) + (c + dj)j; adding a zero that was not given would turn -0.0 into 0.0.
    if (second.is_complex_part) value.real -= second.value.imag;
    if (first.is_complex_part && imag != nullptr) value.imag += first.value.imag;
    if (first.is_complex_part && imag == nullptr) value.imag = first.value.imag;
    return make_of_type(type, value);
}

PyObject *make_from(PyTypeObject *type, PyObject *real, PyObject *imag) {
    if (real == nullptr && imag == nullptr) return make_of_type(type, {0.0, 0.0});
    if (real == nullptr) real = small_int(0);
    if (imag == nullptr && PyComplex_CheckExact(real) && type == &PyComplex_Type) return Py_NewRef(real);
    if (PyUnicode_Check(real)) {
        if (imag != nullptr) return raise_type_error("complex() can't take second arg if first is a string");
        return parse(type, real);
    }
    if (imag != nullptr && PyUnicode_Check(imag))
        return raise_type_error("complex() second arg can't be a string");
    Ref converted;
    TRY(call_complex_method(real, converted));
    if (converted) real = converted.get();
    if (!is_complex(real) && !is_real_number(real)) {
        return raise_type_error("complex() first argument must be a string or a number, not '%.200s'",
                                Py_TYPE(real)->tp_name);
    }
    if (imag != nullptr && !is_complex(imag) && !is_real_number(imag)) {
        return raise_type_error("complex() second argument must be a number, not '%.200s'",
                                Py_TYPE(imag)->tp_name);
    }
    return combine(type, real, imag);
}

PyObject *make(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static constexpr ArgumentSpec spec("complex", "real=0, imag=0");
    PyObject *values[2];
    TRY(spec.bind_tuple(args, kwargs, values));
    return make_from(type, values[0], values[1]);
}

// --- methods

PyObject *conjugate(PyObject *self, PyObject *) {
    return PyComplex_FromDoubles(value_of(self).real, -value_of(self).imag);
}

PyObject *to_exact(PyObject *self, PyObject *) {
    return positive(self);
}

PyObject *get_new_arguments(PyObject *self, PyObject *) {
    const Ref real = TRY_REF(make_float(value_of(self).real));
    const Ref imag = TRY_REF(make_float(value_of(self).imag));
    return PyTuple_Pack(2, real.get(), imag.get());
}

PyMethodDef methods[] = {
    {"conjugate", conjugate, METH_NOARGS,
     "conjugate($self, /)\n--\n\nReturn the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."},
    {"__complex__", to_exact, METH_NOARGS,
     "__complex__($self, /)\n--\n\nConvert this value to exact type complex."},
    {"__getnewargs__", get_new_arguments, METH_NOARGS, "__getnewargs__($self, /)\n--\n\n"},
    {"__format__", format_method<format_complex>, METH_O,
     "__format__($self, format_spec, /)\n--\n\nConvert to a string according to format_spec."},
    {},
};

PyMemberDef members[] = {
    {"real", T_DOUBLE, offsetof(PyComplexObject, cval.real), READONLY, "the real part of a complex number"},
    {"imag", T_DOUBLE, offsetof(PyComplexObject, cval.imag), READONLY,
     "the imaginary part of a complex number"},
    {},
};

PyNumberMethods number_slots = {
    .nb_add = binary_slot<_Py_c_sum>,
    .nb_subtract = binary_slot<_Py_c_diff>,
    .nb_multiply = binary_slot<_Py_c_prod>,
    .nb_power = power_slot,
    .nb_negative = negative,
    .nb_positive = positive,
    .nb_absolute = absolute,
    .nb_bool = is_true,
    .nb_true_divide = divide_slot,
};

} // namespace

extern "C" {

PyTypeObject PyComplex_Type = {
    .ob_base = {{1, &PyType_Type}, 0},
    .tp_name = "complex",
    .tp_basicsize = sizeof(PyComplexObject),
    .tp_dealloc = deallocate,
    .tp_repr = repr,
    .tp_as_number = &number_slots,
    .tp_hash = hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc = "complex(real=0, imag=0)\n--\n\nCreate a complex number from a real part and an optional "
              "imaginary part.\n\n"
              "This is equivalent to (real + imag*1j) where imag defaults to 0.",
    .tp_richcompare = rich_compare,
    .tp_methods = methods,
    .tp_members = members,
    .tp_new = make,
    .tp_free = PyObject_Free,
};

PyObject *PyComplex_FromCComplex(Py_complex value) {
    PyComplexObject *object = PyObject_New(PyComplexObject, &PyComplex_Type);
    if (object == nullptr) return nullptr;
    object->cval = value;
    return reinterpret_cast<PyObject *>(object);
}

PyObject *PyComplex_FromDoubles(double real, double imag) {
    return PyComplex_FromCComplex({real, imag});
}

Py_complex PyComplex_AsCComplex(PyObject *number) {
    if (is_complex(number)) return value_of(number);
    Ref converted;
    if (call_complex_method(number, converted) < 0) return {-1.0, 0.0};
    if (converted) return value_of(converted.get());
    return {PyFloat_AsDouble(number), 0.0};
}

double PyComplex_RealAsDouble(PyObject *number) {
    return is_complex(number) ? value_of(number).real : PyFloat_AsDouble(number);
}

double PyComplex_ImagAsDouble(PyObject *number) {
    return is_complex(number) ? value_of(number).imag : 0.0;
}

} // extern "C"

} // namespace adder::objects
