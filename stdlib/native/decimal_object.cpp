// SPDX-License-Identifier: MIT
//
// The type Decimal: how its instances are made from other values, its operators, comparison and hash.
#include "decimal_object.hpp"

#include <cmath>
#include <cstring>
#include <new>
#include <vector>

namespace adder::stdlib::decimal {

PyObject *make_decimal(PyTypeObject *type, Number &&number) {
    if (type != &decimal_type) {
        const Owned plain(make_decimal(std::move(number)));
        return plain ? PyObject_CallOneArg(reinterpret_cast<PyObject *>(type), plain.get()) : nullptr;
    }
    return make_decimal(std::move(number));
}

PyObject *make_decimal(Number &&number) {
    auto *self = PyObject_New(DecimalObject, &decimal_type);
    if (self == nullptr) return nullptr;
    new (&self->number) Number(std::move(number));
    self->hash = -1;
    return reinterpret_cast<PyObject *>(self);
}

// --- ints and floats

Number from_int(PyObject *number) {
    Number result;
    int is_long;
    const long long small = PyLong_AsLongLongAndOverflow(number, &is_long);
    if (is_long == 0) {
        result.negative = small < 0;
        mpz_set_si(result.coefficient, small);
    } else {
        std::vector<unsigned char> bytes(_PyLong_NumBits(number) / 8 + 1);
        result.negative = _PyLong_Sign(number) < 0;
        // Two's complement: a negative number is what is missing to the next power of two.
        if (_PyLong_AsByteArray(reinterpret_cast<PyLongObject *>(number), bytes.data(), bytes.size(), 1, 1) <
            0)
            return result;
        mpz_import(result.coefficient, bytes.size(), -1, 1, 0, 0, bytes.data());
        if (result.negative) {
            Integer power;
            mpz_setbit(power, bytes.size() * 8);
            mpz_sub(result.coefficient, power, result.coefficient);
        }
    }
    mpz_abs(result.coefficient, result.coefficient);
    return result;
}

PyObject *to_int(const Integer &value, bool negative) {
    if (mpz_fits_slong_p(value) != 0) {
        const long small = mpz_get_si(value);
        return PyLong_FromLong(negative ? -small : small);
    }
    std::vector<unsigned char> bytes(mpz_sizeinbase(value, 256));
    mpz_export(bytes.data(), nullptr, -1, 1, 0, 0, value);
    Owned result(_PyLong_FromByteArray(bytes.data(), bytes.size(), 1, 0));
    if (!result || !negative) return result.release();
    return PyNumber_Negative(result.get());
}

// m * 2**-k is m * 5**k * 10**-k.
Number from_double(double value) {
    Number result;
    result.negative = std::signbit(value);
    if (std::isnan(value)) {
        result.negative = false;
        result.kind = Kind::QuietNan;
        return result;
    }
    if (std::isinf(value)) return make_infinity(result.negative);
    int exponent;
    auto mantissa = static_cast<int64_t>(std::ldexp(std::frexp(std::fabs(value), &exponent), 53));
    exponent -= 53;
    for (; mantissa != 0 && mantissa % 2 == 0; exponent++) mantissa /= 2;
    mpz_set_si(result.coefficient, mantissa);
    if (mantissa == 0) return result;
    if (exponent >= 0) {
        mpz_mul_2exp(result.coefficient, result.coefficient, exponent);
    } else {
        Integer fives;
        mpz_ui_pow_ui(fives, 5, -exponent);
        mpz_mul(result.coefficient, result.coefficient, fives);
        result.exponent = exponent;
    }
    return result;
}

// --- operands

bool Operand::take(PyObject *object) {
    if (is_decimal(object)) {
        holder_ = Owned::borrow(object);
        number_ = &number_of(object);
        return true;
    }
    if (!PyLong_Check(object)) return false;
    own_ = from_int(object);
    number_ = &own_;
    return PyErr_Occurred() == nullptr;
}

bool Operand::require(PyObject *object) {
    if (take(object)) return true;
    if (PyErr_Occurred() == nullptr)
        PyErr_Format(PyExc_TypeError, "conversion from %s to Decimal is not supported",
                     Py_TYPE(object)->tp_name);
    return false;
}

// --- construction

namespace {

// The text in ASCII, with digits and spaces of other scripts in their ASCII form; '?' for the rest.
bool numeric_text(PyObject *text, bool is_lenient, std::string &result) {
    const Owned ascii(_PyUnicode_TransformDecimalAndSpaceToASCII(text));
    if (!ascii) return false;
    Py_ssize_t size;
    const char *characters = PyUnicode_AsUTF8AndSize(ascii.get(), &size);
    if (characters == nullptr) return false;
    result.assign(characters, size);
    if (!is_lenient) return true;
    constexpr const char *spaces = " \t\n\v\f\r\x1c\x1d\x1e\x1f";
    std::erase(result, '_');
    result.erase(0, result.find_first_not_of(spaces));
    result.erase(result.find_last_not_of(spaces) + 1);
    return true;
}

bool fail(PyObject *type, const char *text) {
    PyErr_SetString(type, text);
    return false;
}

// 'F', 'n' or 'N' as the beginning of the number's text.
bool special_prefix(PyObject *letter, std::string &text, bool &has_digits) {
    if (PyUnicode_CompareWithASCIIString(letter, "F") == 0) {
        text += "Inf";
        has_digits = false;
    } else if (PyUnicode_CompareWithASCIIString(letter, "n") == 0) {
        text += "NaN";
    } else if (PyUnicode_CompareWithASCIIString(letter, "N") == 0) {
        text += "sNaN";
    } else {
        return fail(PyExc_ValueError, "string argument in the third position must be 'F', 'n' or 'N'");
    }
    return true;
}

bool append_digits(PyObject *digits, std::string &text) {
    constexpr const char *error = "coefficient must be a tuple of digits";
    if (!PyTuple_Check(digits) && !PyList_Check(digits)) return fail(PyExc_ValueError, error);
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(digits); i++) {
        PyObject *item = PySequence_Fast_GET_ITEM(digits, i);
        const long digit = PyLong_Check(item) ? PyLong_AsLong(item) : -1;
        if (digit == -1) PyErr_Clear();
        if (digit < 0 || digit > 9) return fail(PyExc_ValueError, error);
        text += static_cast<char>('0' + digit);
    }
    return true;
}

// The text of what a tuple of sign, digits and exponent describes.
bool tuple_text(PyObject *sequence, std::string &text) {
    const Owned parts(PySequence_Tuple(sequence));
    if (!parts) return false;
    if (PyTuple_GET_SIZE(parts.get()) != 3)
        return fail(PyExc_ValueError, "argument must be a sequence of length 3");
    PyObject *sign = PyTuple_GET_ITEM(parts.get(), 0);
    constexpr const char *sign_error = "sign must be an integer with the value 0 or 1";
    if (!PyLong_Check(sign)) return fail(PyExc_ValueError, sign_error);
    const long is_negative = PyLong_AsLong(sign);
    if (is_negative == -1 && PyErr_Occurred() != nullptr) return false;
    if (is_negative != 0 && is_negative != 1) return fail(PyExc_ValueError, sign_error);
    text = is_negative != 0 ? "-" : "";
    PyObject *exponent = PyTuple_GET_ITEM(parts.get(), 2);
    bool has_digits = true;
    bool is_finite = false;
    Py_ssize_t places = 0;
    if (PyUnicode_Check(exponent)) {
        if (!special_prefix(exponent, text, has_digits)) return false;
    } else {
        if (!PyLong_Check(exponent)) return fail(PyExc_ValueError, "exponent must be an integer");
        places = PyLong_AsSsize_t(exponent);
        if (places == -1 && PyErr_Occurred() != nullptr) return false;
        is_finite = true;
    }
    std::string digits;
    if (!append_digits(PyTuple_GET_ITEM(parts.get(), 1), digits)) return false;
    if (has_digits) text += digits.empty() && is_finite ? "0" : digits;
    if (is_finite) text += "E" + std::to_string(places);
    return true;
}

PyObject *unsupported(PyObject *value) {
    return PyErr_Format(PyExc_TypeError, "conversion from %s to Decimal is not supported",
                        Py_TYPE(value)->tp_name);
}

} // namespace

PyObject *decimal_from_object_exactly(PyTypeObject *type, PyObject *value, ContextObject *context) {
    Limits limits = widest_limits();
    if (is_decimal(value)) {
        if (type == &decimal_type && Py_IS_TYPE(value, &decimal_type)) return Py_NewRef(value);
        return make_decimal(Number(number_of(value)));
    }
    Number number;
    if (PyLong_Check(value)) {
        number = from_int(value);
        if (PyErr_Occurred() != nullptr) return nullptr;
    } else if (PyUnicode_Check(value) || PyTuple_Check(value) || PyList_Check(value)) {
        std::string text;
        if (!(PyUnicode_Check(value) ? numeric_text(value, true, text) : tuple_text(value, text)))
            return nullptr;
        number = parse_exact(text, limits);
    } else if (PyFloat_Check(value)) {
        limits.status |= float_operation;
        number = from_double(PyFloat_AS_DOUBLE(value));
    } else {
        return unsupported(value);
    }
    return finished(std::move(number), limits, context);
}

PyObject *decimal_from_object(PyObject *value, ContextObject *context) {
    Limits limits = limits_of(context);
    Number number;
    if (is_decimal(value)) {
        number = number_of(value);
        if (number.is_nan() && number.digit_count() > limits.precision - (limits.clamp ? 1 : 0))
            number = make_invalid(limits, conversion_syntax);
        else
            finish(number, limits);
    } else if (PyUnicode_Check(value) || PyTuple_Check(value) || PyList_Check(value)) {
        std::string text;
        if (!(PyUnicode_Check(value) ? numeric_text(value, false, text) : tuple_text(value, text)))
            return nullptr;
        number = parse(text, limits);
    } else if (PyLong_Check(value) || PyFloat_Check(value)) {
        if (PyFloat_Check(value)) limits.status |= float_operation;
        number = PyLong_Check(value) ? from_int(value) : from_double(PyFloat_AS_DOUBLE(value));
        if (PyErr_Occurred() != nullptr) return nullptr;
        finish(number, limits);
    } else {
        return unsupported(value);
    }
    return finished(std::move(number), limits, context);
}

PyObject *decimal_from_float(PyTypeObject *type, PyObject *value) {
    if (PyLong_Check(value)) {
        Number number = from_int(value);
        return PyErr_Occurred() != nullptr ? nullptr : make_decimal(type, std::move(number));
    }
    if (PyFloat_Check(value)) return make_decimal(type, from_double(PyFloat_AS_DOUBLE(value)));
    PyErr_SetString(PyExc_TypeError, "argument must be int or float");
    return nullptr;
}

// --- slots

namespace {

PyObject *decimal_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"value", "context", nullptr};
    PyObject *value = nullptr;
    PyObject *context_object = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|OO", const_cast<char **>(names), &value,
                                     &context_object))
        return nullptr;
    ContextObject *context = context_argument(context_object);
    if (context == nullptr) return nullptr;
    Owned made(value == nullptr ? make_decimal(Number()) : decimal_from_object_exactly(type, value, context));
    if (!made || type == &decimal_type) return made.release();
    PyObject *self = type->tp_alloc(type, 0);
    if (self == nullptr) return nullptr;
    auto *object = reinterpret_cast<DecimalObject *>(self);
    new (&object->number) Number(number_of(made.get()));
    object->hash = -1;
    return self;
}

void decimal_dealloc(PyObject *self) {
    std::destroy_at(&reinterpret_cast<DecimalObject *>(self)->number);
    Py_TYPE(self)->tp_free(self);
}

PyObject *decimal_text(PyObject *self) {
    const std::string text = to_text(number_of(self), Notation::Scientific, current_context()->capitals);
    return PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
}

PyObject *decimal_repr(PyObject *self) {
    const std::string text = to_text(number_of(self), Notation::Scientific, current_context()->capitals);
    return PyUnicode_FromFormat("Decimal('%s')", text.c_str());
}

constexpr uint64_t hash_modulus = _PyHASH_MODULUS;

uint64_t power_in_hash(uint64_t base, uint64_t exponent) {
    unsigned __int128 result = 1;
    for (unsigned __int128 square = base; exponent != 0; exponent >>= 1) {
        if ((exponent & 1) != 0) result = result * square % hash_modulus;
        square = square * square % hash_modulus;
    }
    return static_cast<uint64_t>(result);
}

// The rule of the library reference for numeric types: the value modulo a prime.
Py_hash_t hash_of(const Number &number) {
    const auto exponent = static_cast<uint64_t>(number.exponent < 0 ? -number.exponent : number.exponent);
    const uint64_t ten = number.exponent >= 0 ? 10 : power_in_hash(10, hash_modulus - 2);
    const unsigned __int128 product =
        static_cast<unsigned __int128>(mpz_fdiv_ui(number.coefficient, hash_modulus)) *
        power_in_hash(ten, exponent);
    const auto hash = static_cast<Py_hash_t>(product % hash_modulus);
    const Py_hash_t result = number.negative ? -hash : hash;
    return result == -1 ? -2 : result;
}

Py_hash_t decimal_hash(PyObject *self) {
    const Number &number = number_of(self);
    if (number.kind == Kind::SignalingNan) {
        PyErr_SetString(PyExc_TypeError, "Cannot hash a signaling NaN value");
        return -1;
    }
    if (number.is_nan()) return _Py_HashPointer(self);
    if (number.is_infinite()) return number.negative ? -_PyHASH_INF : _PyHASH_INF;
    auto *object = reinterpret_cast<DecimalObject *>(self);
    if (object->hash == -1) object->hash = hash_of(number);
    return object->hash;
}

using Binary = Number (*)(const Number &, const Number &, Limits &);
using Unary = Number (*)(const Number &, Limits &);

// Both operands of an operator. False: NotImplemented, or an exception.
bool take_operands(PyObject *left, PyObject *right, Operand &a, Operand &b) {
    return a.take(left) && b.take(right);
}

PyObject *not_implemented() {
    if (PyErr_Occurred() != nullptr) return nullptr;
    Py_RETURN_NOTIMPLEMENTED;
}

template <Binary operation> PyObject *binary_slot(PyObject *left, PyObject *right) {
    Operand a;
    Operand b;
    if (!take_operands(left, right, a, b)) return not_implemented();
    Limits limits = limits_of(current_context());
    Number result = operation(*a, *b, limits);
    return finished(std::move(result), limits, current_context());
}

template <Unary operation> PyObject *unary_slot(PyObject *self) {
    Limits limits = limits_of(current_context());
    Number result = operation(number_of(self), limits);
    return finished(std::move(result), limits, current_context());
}

PyObject *divmod_slot(PyObject *left, PyObject *right) {
    Operand a;
    Operand b;
    if (!take_operands(left, right, a, b)) return not_implemented();
    Limits limits = limits_of(current_context());
    Number quotient;
    Number rest;
    divide_with_remainder(*a, *b, quotient, rest, limits);
    if (!report(current_context(), limits.status)) return nullptr;
    const Owned first(make_decimal(std::move(quotient)));
    const Owned second(make_decimal(std::move(rest)));
    return first && second ? PyTuple_Pack(2, first.get(), second.get()) : nullptr;
}

PyObject *power_slot(PyObject *base, PyObject *exponent, PyObject *modulus) {
    Operand a;
    Operand b;
    Operand c;
    if (!take_operands(base, exponent, a, b)) return not_implemented();
    if (modulus != Py_None && !c.take(modulus)) return not_implemented();
    Limits limits = limits_of(current_context());
    Number result = modulus == Py_None ? power(*a, *b, limits) : power_modulo(*a, *b, *c, limits);
    return finished(std::move(result), limits, current_context());
}

int decimal_bool(PyObject *self) {
    return number_of(self).is_zero() ? 0 : 1;
}

PyObject *decimal_float(PyObject *self) {
    const Number &number = number_of(self);
    if (number.kind == Kind::SignalingNan) {
        PyErr_SetString(PyExc_ValueError, "cannot convert signaling NaN to float");
        return nullptr;
    }
    if (number.is_nan()) return PyFloat_FromDouble(number.negative ? -NAN : NAN);
    const std::string text = to_text(number, Notation::Scientific, true);
    const double value = PyOS_string_to_double(text.c_str(), nullptr, nullptr);
    if (value == -1.0 && PyErr_Occurred() != nullptr) return nullptr;
    return PyFloat_FromDouble(value);
}

} // namespace

PyObject *rounded_to_int(const Number &number, Rounding rounding) {
    if (number.is_nan()) {
        PyErr_SetString(PyExc_ValueError, "cannot convert NaN to integer");
        return nullptr;
    }
    if (number.is_infinite()) {
        PyErr_SetString(PyExc_OverflowError, "cannot convert Infinity to integer");
        return nullptr;
    }
    Limits limits = widest_limits();
    limits.rounding = rounding;
    Number whole = to_integral_value(number, limits);
    shift_left(whole.coefficient, whole.exponent, limits);
    if ((limits.status & missing_memory) != 0) return PyErr_NoMemory();
    return to_int(whole.coefficient, whole.negative);
}

// --- comparison

namespace {

PyObject *decimal_int(PyObject *self) {
    return rounded_to_int(number_of(self), Rounding::Down);
}

// The numbers to compare when the other one is a Rational: both times its denominator.
bool take_rational(const Number &number, PyObject *rational, Number &left, Number &right) {
    const Owned numerator(PyObject_GetAttrString(rational, "numerator"));
    const Owned denominator(numerator ? PyObject_GetAttrString(rational, "denominator") : nullptr);
    if (!denominator) return false;
    Operand top;
    Operand bottom;
    if (!top.require(numerator.get()) || !bottom.require(denominator.get())) return false;
    Limits limits = widest_limits();
    left = multiply(number, *bottom, limits);
    right = *top;
    return true;
}

enum class Taken : uint8_t { No, Yes, Failed };

// What a Decimal can be compared with; floats only where that is no mistake to be told of.
Taken take_comparand(const Number &number, PyObject *other, bool is_equality, Number &left, Number &right) {
    Operand operand;
    if (operand.take(other)) {
        left = number;
        right = *operand;
        return Taken::Yes;
    }
    if (PyErr_Occurred() != nullptr) return Taken::Failed;
    const bool is_complex = PyComplex_Check(other) && is_equality;
    if (PyFloat_Check(other) || (is_complex && PyComplex_ImagAsDouble(other) == 0.0)) {
        // Equality with a float is only noted: it has a use in dicts with mixed keys.
        if (is_equality)
            current_context()->limits.status |= float_operation;
        else if (!report(current_context(), float_operation))
            return Taken::Failed;
        left = number;
        right = from_double(is_complex ? PyComplex_RealAsDouble(other) : PyFloat_AS_DOUBLE(other));
        return Taken::Yes;
    }
    const int is_rational = PyObject_IsInstance(other, state().rational);
    if (is_rational <= 0) return is_rational < 0 ? Taken::Failed : Taken::No;
    return take_rational(number, other, left, right) ? Taken::Yes : Taken::Failed;
}

PyObject *decimal_compare(PyObject *self, PyObject *other, int op) {
    const bool is_equality = op == Py_EQ || op == Py_NE;
    Number a;
    Number b;
    switch (take_comparand(number_of(self), other, is_equality, a, b)) {
    case Taken::Failed: return nullptr;
    case Taken::No:
        if (is_equality && PyComplex_Check(other)) return PyBool_FromLong(op == Py_NE);
        Py_RETURN_NOTIMPLEMENTED;
    case Taken::Yes: break;
    }
    if (a.is_nan() || b.is_nan()) {
        const bool signals = !is_equality || a.kind == Kind::SignalingNan || b.kind == Kind::SignalingNan;
        if (signals && !report(current_context(), invalid_operation)) return nullptr;
        return PyBool_FromLong(op == Py_NE);
    }
    const int comparison = order(a, b);
    Py_RETURN_RICHCOMPARE(comparison, 0, op);
}

PyObject *get_real(PyObject *self, void *) {
    return Py_NewRef(self);
}
PyObject *get_imag(PyObject *, void *) {
    return make_decimal(Number());
}

PyGetSetDef decimal_attributes[] = {
    {"real", get_real, nullptr, nullptr, nullptr},
    {"imag", get_imag, nullptr, nullptr, nullptr},
    {},
};

PyNumberMethods decimal_number = {
    .nb_add = binary_slot<add>,
    .nb_subtract = binary_slot<subtract>,
    .nb_multiply = binary_slot<multiply>,
    .nb_remainder = binary_slot<remainder>,
    .nb_divmod = divmod_slot,
    .nb_power = power_slot,
    .nb_negative = unary_slot<minus>,
    .nb_positive = unary_slot<plus>,
    .nb_absolute = unary_slot<absolute>,
    .nb_bool = decimal_bool,
    .nb_int = decimal_int,
    .nb_float = decimal_float,
    .nb_floor_divide = binary_slot<divide_int>,
    .nb_true_divide = binary_slot<divide>,
};

} // namespace

PyTypeObject decimal_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "decimal.Decimal",
    .tp_basicsize = sizeof(DecimalObject),
    .tp_dealloc = decimal_dealloc,
    .tp_repr = decimal_repr,
    .tp_as_number = &decimal_number,
    .tp_hash = decimal_hash,
    .tp_str = decimal_text,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_doc =
        "Decimal(value=\"0\", context=None)\n--\n\nA number of decimal digits, exactly as written. The value "
        "is text, an int, a float,\na tuple of sign, digits and exponent, or another Decimal.",
    .tp_richcompare = decimal_compare,
    .tp_methods = decimal_methods,
    .tp_getset = decimal_attributes,
    .tp_new = decimal_new,
};

} // namespace adder::stdlib::decimal
