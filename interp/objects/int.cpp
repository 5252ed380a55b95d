// SPDX-License-Identifier: MIT
//
// The type int: storage of ints beyond the word, comparison, hash, construction, methods.
//
// Arithmetic, bits, conversions and text are in the int_*.cpp files (see int.hpp for the map). Slots here
// check their operands and hand over.
#include "objects/int.hpp"

#include "objects/heap.hpp"
#include "objects/native_function.hpp"
#include "objects/number_format.hpp"
#include "objects/str.hpp"

#include <gmp.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace adder::objects {
namespace {

constexpr size_t header_size = offsetof(PyLongObject, ob_digit);
// GMP counts limbs in an int.
constexpr Py_ssize_t most_limbs = INT32_MAX;

PyLongObject *allocate_int(Py_ssize_t limb_count) {
    if (limb_count > most_limbs) {
        PyErr_NoMemory();
        return nullptr;
    }
    const size_t size =
        header_size + static_cast<size_t>(std::max<Py_ssize_t>(limb_count, 1)) * sizeof(digit);
    auto *object = static_cast<PyLongObject *>(allocate(size));
    if (__builtin_expect(object == nullptr, 0)) {
        PyErr_NoMemory();
        return nullptr;
    }
    init_object(reinterpret_cast<PyObject *>(object), &PyLong_Type);
    Py_SET_SIZE(object, limb_count);
    return object;
}

bool is_small_magnitude(uint64_t magnitude, bool is_negative) {
    return magnitude <= static_cast<uint64_t>(ADDER_INT_MAX) + is_negative;
}

PyObject *small_from_magnitude(uint64_t magnitude, bool is_negative) {
    const auto number = static_cast<int64_t>(magnitude);
    return small_int(is_negative ? -number : number);
}

} // namespace

// --- storage

PyObject *make_int_from_limbs(const uint64_t *limbs, Py_ssize_t count, bool is_negative) {
    while (count > 0 && limbs[count - 1] == 0) count--;
    if (count == 0) return small_int(0);
    if (count == 1 && is_small_magnitude(limbs[0], is_negative))
        return small_from_magnitude(limbs[0], is_negative);
    PyLongObject *object = allocate_int(count);
    if (object == nullptr) return nullptr;
    memcpy(object->ob_digit, limbs, static_cast<size_t>(count) * sizeof(digit));
    Py_SET_SIZE(object, is_negative ? -count : count);
    return reinterpret_cast<PyObject *>(object);
}

PyObject *make_int_from_magnitude(UInt128 magnitude, bool is_negative) {
    const uint64_t limbs[2] = {static_cast<uint64_t>(magnitude), static_cast<uint64_t>(magnitude >> 64)};
    return make_int_from_limbs(limbs, 2, is_negative);
}

IntBuilder::IntBuilder(Py_ssize_t limb_count) : object_(allocate_int(limb_count)) {}

IntBuilder::~IntBuilder() {
    if (object_ != nullptr) release_any(object_);
}

PyObject *IntBuilder::finish(Py_ssize_t limb_count, bool is_negative) {
    const uint64_t *limbs = object_->ob_digit;
    while (limb_count > 0 && limbs[limb_count - 1] == 0) limb_count--;
    if (limb_count == 0) return small_int(0);
    if (limb_count == 1 && is_small_magnitude(limbs[0], is_negative))
        return small_from_magnitude(limbs[0], is_negative);
    Py_SET_SIZE(object_, is_negative ? -limb_count : limb_count);
    return reinterpret_cast<PyObject *>(std::exchange(object_, nullptr));
}

PyObject *to_exact_int(PyObject *a) {
    if (is_exact_int(a)) return Py_NewRef(a);
    const IntView view(a);
    return make_int_from_limbs(view.limbs, view.size, view.is_negative);
}

// --- comparison and hash

int compare_ints(PyObject *a, PyObject *b) {
    if (are_small_ints(a, b)) return word_of(a) == word_of(b) ? 0 : word_of(a) < word_of(b) ? -1 : 1;
    const IntView x(a), y(b);
    if (x.is_negative != y.is_negative) return x.is_negative ? -1 : 1;
    int order = 0;
    if (x.size != y.size) {
        order = x.size < y.size ? -1 : 1;
    } else if (x.size > 0) {
        const int difference = mpn_cmp(x.limbs, y.limbs, x.size);
        order = difference < 0 ? -1 : difference > 0;
    }
    return x.is_negative ? -order : order;
}

int compare_int_with_double(PyObject *a, double b) {
    if (std::isnan(b)) return 2;
    if (is_small_int(a)) {
        const auto x = static_cast<double>(as_small_int(a)); // exact
        return x < b ? -1 : x > b;
    }
    if (std::isinf(b)) return b > 0 ? -1 : 1;
    const IntView view(a);
    mpz_t value;
    mpz_roinit_n(value, view.limbs, view.is_negative ? -view.size : view.size);
    const int order = mpz_cmp_d(value, b);
    return order < 0 ? -1 : order > 0;
}

Py_hash_t hash_int(PyObject *value) {
    if (is_small_int(value)) {
        const int64_t number = as_small_int(value);
        return number == -1 ? -2 : number;
    }
    const IntView view(value);
    // Horner's rule modulo 2^61 - 1, where 2^64 is 8.
    uint64_t hash = 0;
    for (Py_ssize_t i = view.size - 1; i >= 0; i--) {
        const uint64_t limb = view.limbs[i];
        hash = ((hash << 3) & _PyHASH_MODULUS) | (hash >> (_PyHASH_BITS - 3));
        hash += (limb & _PyHASH_MODULUS) + (limb >> _PyHASH_BITS);
        while (hash >= _PyHASH_MODULUS) hash -= _PyHASH_MODULUS;
    }
    const auto result = static_cast<Py_hash_t>(view.is_negative ? 0 - hash : hash);
    return result == -1 ? -2 : result;
}

namespace {

// --- slots

template <PyObject *(*operation)(PyObject *, PyObject *)> PyObject *binary_slot(PyObject *a, PyObject *b) {
    if (!is_int(a) || !is_int(b)) Py_RETURN_NOTIMPLEMENTED;
    return operation(a, b);
}

PyObject *power_slot(PyObject *a, PyObject *b, PyObject *modulus) {
    if (!is_int(a) || !is_int(b) || (modulus != Py_None && !is_int(modulus))) Py_RETURN_NOTIMPLEMENTED;
    return int_power(a, b, modulus);
}

PyObject *rich_compare(PyObject *a, PyObject *b, int op) {
    if (!is_int(a) || !is_int(b)) Py_RETURN_NOTIMPLEMENTED;
    const int order = a == b ? 0 : compare_ints(a, b);
    Py_RETURN_RICHCOMPARE(order, 0, op);
}

int is_true(PyObject *value) {
    return !is_int_zero(value);
}

PyObject *to_float(PyObject *value) {
    double number;
    TRY(to_double(value, number));
    return make_float(number);
}

void deallocate(PyObject *value) {
    if (is_exact_int(value)) {
        release_any(value);
    } else {
        Py_TYPE(value)->tp_free(value);
    }
}

// --- construction

PyObject *parse_text(PyObject *text, int base) {
    if (PyUnicode_Check(text)) return PyLong_FromUnicodeObject(text, base);
    if (PyByteArray_Check(text))
        return _PyLong_FromBytes(PyByteArray_AS_STRING(text), PyByteArray_GET_SIZE(text), base);
    if (PyBytes_Check(text)) return _PyLong_FromBytes(PyBytes_AS_STRING(text), PyBytes_GET_SIZE(text), base);
    PyErr_SetString(PyExc_TypeError, "int() can't convert non-string with explicit base");
    return nullptr;
}

PyObject *make_exact(PyObject *source, PyObject *base_object) {
    if (source == nullptr && base_object == nullptr) return small_int(0);
    if (source == nullptr) {
        PyErr_SetString(PyExc_TypeError, "int() missing string argument");
        return nullptr;
    }
    if (base_object == nullptr) return PyNumber_Long(source);
    const Py_ssize_t base = PyNumber_AsSsize_t(base_object, nullptr);
    if (base == -1 && PyErr_Occurred()) return nullptr;
    if ((base != 0 && base < 2) || base > 36) {
        PyErr_SetString(PyExc_ValueError, "int() base must be >= 2 and <= 36, or 0");
        return nullptr;
    }
    return parse_text(source, static_cast<int>(base));
}

// An instance of a subclass with the value that int() gives.
PyObject *make_instance(PyTypeObject *type, PyObject *source, PyObject *base) {
    const Ref value = TRY_REF(make_exact(source, base));
    const IntView view(value.get());
    PyObject *instance = type->tp_alloc(type, std::max<Py_ssize_t>(view.size, 1));
    if (instance == nullptr) return nullptr;
    auto *object = reinterpret_cast<PyLongObject *>(instance);
    Py_SET_SIZE(object, view.is_negative ? -view.size : view.size);
    std::copy_n(view.limbs, view.size, object->ob_digit);
    return instance;
}

constexpr ArgumentSpec make_spec("int", "x=0, /, base=10");

PyObject *make(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    PyObject *values[2];
    TRY(make_spec.bind_tuple(args, kwargs, values));
    return type == &PyLong_Type ? make_exact(values[0], values[1])
                                : make_instance(type, values[0], values[1]);
}

PyObject *call(PyObject *, PyObject *const *args, size_t count_and_flag, PyObject *keyword_names) {
    PyObject *values[2];
    TRY(make_spec.bind(args, PyVectorcall_NARGS(count_and_flag), keyword_names, values));
    return make_exact(values[0], values[1]);
}

// --- methods

PyObject *exact_method(PyObject *self, PyObject *) {
    return to_exact_int(self);
}
PyObject *exact_getter(PyObject *self, void *) {
    return to_exact_int(self);
}
PyObject *zero_getter(PyObject *, void *) {
    return small_int(0);
}
PyObject *one_getter(PyObject *, void *) {
    return small_int(1);
}

PyObject *bit_length(PyObject *self, PyObject *) {
    return PyLong_FromSize_t(_PyLong_NumBits(self));
}

PyObject *bit_count(PyObject *self, PyObject *) {
    const IntView view(self);
    return PyLong_FromSize_t(view.size == 0 ? 0 : mpn_popcount(view.limbs, view.size));
}

PyObject *as_integer_ratio(PyObject *self, PyObject *) {
    const Ref exact = TRY_REF(to_exact_int(self));
    return PyTuple_Pack(2, exact.get(), small_int(1));
}

// round(self, digits): for negative digits the nearest multiple of 10**-digits, ties to even.
PyObject *round_to_digits(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("__round__", count, 0, 1)) return nullptr;
    if (count == 0) return to_exact_int(self);
    const Ref digits = TRY_REF(PyNumber_Index(args[0]));
    if (!is_int_negative(digits.get())) return to_exact_int(self);
    const Ref places = TRY_REF(int_negative(digits.get()));
    const Ref unit = TRY_REF(int_power(small_int(10), places.get(), nullptr));
    Ref quotient, remainder;
    TRY(divmod_near(self, unit.get(), quotient, remainder));
    return int_subtract(self, remainder.get());
}

PyObject *get_new_arguments(PyObject *self, PyObject *) {
    const Ref exact = TRY_REF(to_exact_int(self));
    return PyTuple_Pack(1, exact.get());
}

// What CPython reports, which keeps 30 bits in 4 bytes.
PyObject *size_of(PyObject *self, PyObject *) {
    const size_t digits = (_PyLong_NumBits(self) + 29) / 30;
    return PyLong_FromSize_t(header_size + std::max<size_t>(digits, 1) * 4);
}

// 1 for "little", 0 for "big"; -1 with ValueError. NULL means the default, "big".
int parse_byte_order(PyObject *text) {
    if (text == nullptr || PyUnicode_CompareWithASCIIString(text, "big") == 0) return 0;
    if (PyUnicode_CompareWithASCIIString(text, "little") == 0) return 1;
    PyErr_SetString(PyExc_ValueError, "byteorder must be either 'little' or 'big'");
    return -1;
}

// The arguments after the first, shared by to_bytes and from_bytes. 0, or -1 with an error.
int parse_byte_options(const char *name, PyObject *order, PyObject *signedness, bool &is_little,
                       bool &is_signed) {
    if (order != nullptr && !PyUnicode_Check(order)) {
        _PyArg_BadArgument(name, "argument 'byteorder'", "str", order);
        return -1;
    }
    const int truth = signedness == nullptr ? 0 : PyObject_IsTrue(signedness);
    if (truth < 0) return -1;
    is_signed = truth != 0;
    is_little = TRY(parse_byte_order(order))
    != 0;
    return 0;
}

PyObject *to_bytes(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr ArgumentSpec spec("to_bytes", "length=1, byteorder='big', *, signed=False");
    PyObject *values[3];
    TRY(spec.bind(args, count, keyword_names, values));
    Py_ssize_t length = 1;
    if (values[0] != nullptr) {
        const Ref index = TRY_REF(PyNumber_Index(values[0]));
        length = PyLong_AsSsize_t(index.get());
        if (length == -1 && PyErr_Occurred()) return nullptr;
    }
    bool is_little = false, is_signed = false;
    TRY(parse_byte_options("to_bytes", values[1], values[2], is_little, is_signed));
    if (length < 0) {
        PyErr_SetString(PyExc_ValueError, "length argument must be non-negative");
        return nullptr;
    }
    Ref bytes = TRY_REF(PyBytes_FromStringAndSize(nullptr, length));
    auto *data = reinterpret_cast<unsigned char *>(PyBytes_AS_STRING(bytes.get()));
    const Ref keep = Ref::borrow(self);
    // A word has no PyLongObject behind it, but the function only looks at the value.
    TRY(_PyLong_AsByteArray(keep.as<PyLongObject>(), data, static_cast<size_t>(length), is_little,
                            is_signed));
    return bytes.release();
}

PyObject *from_bytes(PyObject *type, PyObject *const *args, Py_ssize_t count, PyObject *keyword_names) {
    static constexpr ArgumentSpec spec("from_bytes", "bytes, byteorder='big', *, signed=False");
    PyObject *values[3];
    TRY(spec.bind(args, count, keyword_names, values));
    bool is_little = false, is_signed = false;
    TRY(parse_byte_options("from_bytes", values[1], values[2], is_little, is_signed));
    const Ref bytes = TRY_REF(PyObject_Bytes(values[0]));
    Ref number = TRY_REF(
        _PyLong_FromByteArray(reinterpret_cast<unsigned char *>(PyBytes_AS_STRING(bytes.get())),
                              static_cast<size_t>(PyBytes_GET_SIZE(bytes.get())), is_little, is_signed));
    if (type == reinterpret_cast<PyObject *>(&PyLong_Type)) return number.release();
    return PyObject_CallOneArg(type, number.get());
}

// --- tables

PyMethodDef methods[] = {
    {"conjugate", exact_method, METH_NOARGS, "Returns self, the complex conjugate of any int."},
    {"bit_length", bit_length, METH_NOARGS,
     "bit_length($self, /)\n--\n\nNumber of bits necessary to represent self in binary.\n\n"
     ">>> bin(37)\n"
     "'0b100101'\n"
     ">>> (37).bit_length()\n"
     "6"},
    {"bit_count", bit_count, METH_NOARGS,
     "bit_count($self, /)\n--\n\nNumber of ones in the binary representation of the absolute value of self."},
    {"to_bytes", _PyCFunction_CAST(to_bytes), METH_FASTCALL | METH_KEYWORDS,
     "to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\n"
     "The bytes of self in the given order, in two's complement when signed.\n\n"
     "OverflowError is raised when the length is too small."},
    {"from_bytes", _PyCFunction_CAST(from_bytes), METH_FASTCALL | METH_KEYWORDS | METH_CLASS,
     "from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\n"
     "The integer that the given bytes stand for, in two's complement when signed."},
    {"as_integer_ratio", as_integer_ratio, METH_NOARGS,
     "as_integer_ratio($self, /)\n--\n\nA pair of integers whose ratio is self: self itself and 1."},
    {"__trunc__", exact_method, METH_NOARGS, "Truncating an Integral returns itself."},
    {"__floor__", exact_method, METH_NOARGS, "Flooring an Integral returns itself."},
    {"__ceil__", exact_method, METH_NOARGS, "Ceiling of an Integral returns itself."},
    {"__round__", _PyCFunction_CAST(round_to_digits), METH_FASTCALL,
     "__round__($self, ndigits=<unrepresentable>, /)\n--\n\n"
     "Rounding an Integral returns itself; with negative digits, to a multiple of a power of ten."},
    {"__getnewargs__", get_new_arguments, METH_NOARGS, "__getnewargs__($self, /)\n--\n\n"},
    {"__format__", format_method<format_int>, METH_O, "__format__($self, format_spec, /)\n--\n\n"},
    {"__sizeof__", size_of, METH_NOARGS, "__sizeof__($self, /)\n--\n\nReturns size in memory, in bytes."},
    {},
};

PyGetSetDef getters[] = {
    {"real", exact_getter, nullptr, "the real part of a complex number", nullptr},
    {"imag", zero_getter, nullptr, "the imaginary part of a complex number", nullptr},
    {"numerator", exact_getter, nullptr, "the numerator of a rational number in lowest terms", nullptr},
    {"denominator", one_getter, nullptr, "the denominator of a rational number in lowest terms", nullptr},
    {},
};

PyNumberMethods number_slots = {
    .nb_add = binary_slot<int_add>,
    .nb_subtract = binary_slot<int_subtract>,
    .nb_multiply = binary_slot<int_multiply>,
    .nb_remainder = binary_slot<int_modulo>,
    .nb_divmod = binary_slot<int_divmod>,
    .nb_power = power_slot,
    .nb_negative = int_negative,
    .nb_positive = to_exact_int,
    .nb_absolute = int_absolute,
    .nb_bool = is_true,
    .nb_invert = int_invert,
    .nb_lshift = binary_slot<int_left_shift>,
    .nb_rshift = binary_slot<int_right_shift>,
    .nb_and = binary_slot<int_and>,
    .nb_xor = binary_slot<int_xor>,
    .nb_or = binary_slot<int_or>,
    .nb_int = to_exact_int,
    .nb_float = to_float,
    .nb_floor_divide = binary_slot<int_floor_divide>,
    .nb_true_divide = binary_slot<int_true_divide>,
    .nb_index = to_exact_int,
};

constexpr const char *documentation =
    "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
    "Convert a number or string to an integer, or give 0 without arguments. A number is truncated\n"
    "towards zero. A string is read in the given base, from 2 to 36; base 0 means that the prefix of\n"
    "the literal decides.\n>>> int('0b100', base=0)\n4";

} // namespace

// GMP ends the process when an allocation of its own fails, unless its allocator does not return. The VM
// turns std::bad_alloc into MemoryError; what GMP held in the middle of an operation is lost.
void init_ints() {
    mp_set_memory_functions(
        [](size_t size) {
            void *block = std::malloc(size);
            return block != nullptr ? block : throw std::bad_alloc();
        },
        [](void *old, size_t, size_t size) {
            void *block = std::realloc(old, size);
            return block != nullptr ? block : throw std::bad_alloc();
        },
        [](void *block, size_t) { std::free(block); });
}

extern "C" {

PyTypeObject PyLong_Type = {
    .ob_base = {{1, &PyType_Type}, 0},
    .tp_name = "int",
    .tp_basicsize = header_size,
    .tp_itemsize = sizeof(digit),
    .tp_dealloc = deallocate,
    .tp_repr = int_to_str,
    .tp_as_number = &number_slots,
    .tp_hash = hash_int,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_LONG_SUBCLASS | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = documentation,
    .tp_richcompare = rich_compare,
    .tp_methods = methods,
    .tp_getset = getters,
    .tp_new = make,
    .tp_free = PyObject_Free,
    .tp_vectorcall = call,
};

PyLongObject *_PyLong_New(Py_ssize_t digit_count) {
    if (digit_count > most_limbs) {
        PyErr_SetString(PyExc_OverflowError, "too many digits in integer");
        return nullptr;
    }
    return allocate_int(digit_count);
}

PyObject *_PyLong_Copy(PyLongObject *number) {
    const IntView view(reinterpret_cast<PyObject *>(number));
    return make_int_from_limbs(view.limbs, view.size, view.is_negative);
}

PyObject *_PyLong_DivmodNear(PyObject *a, PyObject *b) {
    if (!is_int(a) || !is_int(b)) {
        PyErr_SetString(PyExc_TypeError, "non-integer arguments in division");
        return nullptr;
    }
    Ref quotient, remainder;
    TRY(divmod_near(a, b, quotient, remainder));
    return PyTuple_Pack(2, quotient.get(), remainder.get());
}

PyObject *_PyLong_GCD(PyObject *a, PyObject *b) {
    const IntView x(a), y(b);
    mpz_t left, right, result;
    mpz_roinit_n(left, x.limbs, x.size);
    mpz_roinit_n(right, y.limbs, y.size);
    mpz_init(result);
    mpz_gcd(result, left, right);
    PyObject *divisor =
        make_int_from_limbs(mpz_limbs_read(result), static_cast<Py_ssize_t>(mpz_size(result)), false);
    mpz_clear(result);
    return divisor;
}

} // extern "C"

} // namespace adder::objects
