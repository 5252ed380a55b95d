// SPDX-License-Identifier: MIT
//
// The functions of math on ints of any size. Products of many factors are taken as balanced trees, so that
// large factors meet large ones and multiplication can use its fast algorithms.
#include "math.hpp"
#include "owned.hpp"

#include <climits>
#include <cmath>

namespace adder::stdlib {
namespace {

Owned multiply(const Owned &a, const Owned &b) {
    return a && b ? Owned(PyNumber_Multiply(a.get(), b.get())) : Owned();
}

Owned make_int(long long number) {
    return Owned(PyLong_FromLongLong(number));
}

// first * (first + 1) * … * last; the factors fit 64 bits.
Owned product_of_range(unsigned long long first, unsigned long long last) {
    if (first > last) return make_int(1);
    if (last - first < 8) {
        Owned product(PyLong_FromUnsignedLongLong(first));
        unsigned long long chunk = 1;
        for (unsigned long long i = first + 1; product && i <= last; i++) {
            unsigned long long next;
            if (__builtin_mul_overflow(chunk, i, &next)) {
                product = multiply(product, Owned(PyLong_FromUnsignedLongLong(chunk)));
                next = i;
            }
            chunk = next;
        }
        return multiply(product, Owned(PyLong_FromUnsignedLongLong(chunk)));
    }
    const unsigned long long middle = first + (last - first) / 2;
    return multiply(product_of_range(first, middle), product_of_range(middle + 1, last));
}

// n * (n - 1) * … * (n - k + 1) for an n of any size.
Owned falling_product(PyObject *n, long long k) {
    if (k == 0) return make_int(1);
    if (k == 1) return Owned::borrow(n);
    const long long half = k / 2;
    const Owned offset = make_int(half);
    const Owned rest(PyNumber_Subtract(n, offset.get()));
    if (!rest) return {};
    return multiply(falling_product(n, half), falling_product(rest.get(), k - half));
}

bool is_negative(PyObject *number) {
    return _PyLong_Sign(number) < 0;
}

Owned to_index(PyObject *number) {
    return Owned(PyNumber_Index(number));
}

PyObject *raise_value_error(const char *text) {
    PyErr_SetString(PyExc_ValueError, text);
    return nullptr;
}

// n and k of comb and perm as ints that are not negative. False with an exception.
bool take_counts(PyObject *n_object, PyObject *k_object, Owned &n, Owned &k) {
    n = to_index(n_object);
    if (!n) return false;
    k = to_index(k_object);
    if (!k) return false;
    if (is_negative(n.get())) return raise_value_error("n must be a non-negative integer") != nullptr;
    if (is_negative(k.get())) return raise_value_error("k must be a non-negative integer") != nullptr;
    return true;
}

// 1 when a < b, 0 when not, -1 with an exception.
int is_less(PyObject *a, PyObject *b) {
    return PyObject_RichCompareBool(a, b, Py_LT);
}

// The count of factors as a C number; false with OverflowError `format` when there are too many.
bool take_factor_count(PyObject *k, const char *format, long long &count) {
    int overflow;
    count = PyLong_AsLongLongAndOverflow(k, &overflow);
    if (overflow == 0) return count != -1 || !PyErr_Occurred();
    PyErr_Format(PyExc_OverflowError, format, LLONG_MAX);
    return false;
}

// Newton's method from above, started with the float root of the leading bits.
Owned integer_root(PyObject *n) {
    const size_t bits = _PyLong_NumBits(n);
    const size_t shift = bits > 1000 ? (bits - 1000 + 1) & ~size_t{1} : 0;
    const Owned leading(_PyLong_Rshift(n, shift));
    if (!leading) return {};
    const double estimate = std::sqrt(PyLong_AsDouble(leading.get()));
    // A little too large, as the method needs it.
    Owned root(PyLong_FromDouble(std::ceil(estimate * (1 + 0x1p-50)) + 1));
    if (root) root = Owned(_PyLong_Lshift(root.get(), shift / 2));
    while (root) {
        const Owned quotient(PyNumber_FloorDivide(n, root.get()));
        if (!quotient) return {};
        const int is_smaller = is_less(quotient.get(), root.get());
        if (is_smaller < 0) return {};
        if (is_smaller == 0) return root;
        const Owned sum(PyNumber_Add(root.get(), quotient.get()));
        root = sum ? Owned(_PyLong_Rshift(sum.get(), 1)) : Owned();
    }
    return {};
}

using Combine = Owned (*)(PyObject *, PyObject *);

Owned greatest_divisor(PyObject *a, PyObject *b) {
    return Owned(_PyLong_GCD(a, b));
}

Owned least_multiple(PyObject *a, PyObject *b) {
    if (_PyLong_Sign(a) == 0 || _PyLong_Sign(b) == 0) return make_int(0);
    const Owned divisor(_PyLong_GCD(a, b));
    const Owned quotient(divisor ? PyNumber_FloorDivide(a, divisor.get()) : nullptr);
    const Owned product(quotient ? PyNumber_Multiply(quotient.get(), b) : nullptr);
    return Owned(product ? PyNumber_Absolute(product.get()) : nullptr);
}

PyObject *combine_all(PyObject *const *args, Py_ssize_t count, long identity, Combine combine) {
    if (count == 0) return PyLong_FromLong(identity);
    const Owned first = to_index(args[0]);
    Owned result(first ? PyNumber_Absolute(first.get()) : nullptr);
    for (Py_ssize_t i = 1; result && i < count; i++) {
        const Owned next = to_index(args[i]);
        result = next ? combine(result.get(), next.get()) : Owned();
    }
    return result.release();
}

} // namespace

PyObject *math_factorial(PyObject *, PyObject *number) {
    int overflow;
    const long n = PyLong_AsLongAndOverflow(number, &overflow);
    if (n == -1 && PyErr_Occurred()) return nullptr;
    if (overflow > 0) {
        PyErr_Format(PyExc_OverflowError, "factorial() argument should not exceed %ld", LONG_MAX);
        return nullptr;
    }
    if (overflow < 0 || n < 0) return raise_value_error("factorial() not defined for negative values");
    return product_of_range(1, static_cast<unsigned long long>(n)).release();
}

PyObject *math_gcd(PyObject *, PyObject *const *args, Py_ssize_t count) {
    return combine_all(args, count, 0, greatest_divisor);
}

PyObject *math_lcm(PyObject *, PyObject *const *args, Py_ssize_t count) {
    return combine_all(args, count, 1, least_multiple);
}

PyObject *math_isqrt(PyObject *, PyObject *number) {
    const Owned n = to_index(number);
    if (!n) return nullptr;
    if (is_negative(n.get())) return raise_value_error("isqrt() argument must be nonnegative");
    if (_PyLong_Sign(n.get()) == 0) return PyLong_FromLong(0);
    return integer_root(n.get()).release();
}

PyObject *math_perm(PyObject *module, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("perm", count, 1, 2)) return nullptr;
    if (count == 1 || Py_IsNone(args[1])) return math_factorial(module, args[0]);
    Owned n, k;
    if (!take_counts(args[0], args[1], n, k)) return nullptr;
    const int is_short = is_less(n.get(), k.get());
    if (is_short != 0) return is_short < 0 ? nullptr : PyLong_FromLong(0);
    long long factors;
    if (!take_factor_count(k.get(), "k must not exceed %lld", factors)) return nullptr;
    return falling_product(n.get(), factors).release();
}

PyObject *math_comb(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("comb", count, 2, 2)) return nullptr;
    Owned n, k;
    if (!take_counts(args[0], args[1], n, k)) return nullptr;
    Owned other(PyNumber_Subtract(n.get(), k.get()));
    if (!other) return nullptr;
    if (is_negative(other.get())) return PyLong_FromLong(0);
    const int is_other_smaller = is_less(other.get(), k.get());
    if (is_other_smaller < 0) return nullptr;
    if (is_other_smaller) k = std::move(other);
    long long factors;
    if (!take_factor_count(k.get(), "min(n - k, k) must not exceed %lld", factors)) return nullptr;
    const Owned product = falling_product(n.get(), factors);
    const Owned orders = product ? product_of_range(1, static_cast<unsigned long long>(factors)) : Owned();
    return orders ? PyNumber_FloorDivide(product.get(), orders.get()) : nullptr;
}

} // namespace adder::stdlib
