// SPDX-License-Identifier: MIT
//
// Sums without rounding errors on the way: fsum by Shewchuk's partial sums, the length of a vector in
// double-double arithmetic; and products.
#include "math.hpp"
#include "owned.hpp"

#include <cmath>
#include <vector>

namespace adder::stdlib {
namespace {

// a + b = sum + error exactly, for |a| >= |b|.
struct ExactSum {
    double sum;
    double error;
};
ExactSum add_exactly(double larger, double smaller) {
    const volatile double sum = larger + smaller;
    const volatile double taken = sum - larger;
    return {sum, smaller - taken};
}

// The exact value of all terms so far as partial sums that do not overlap, smallest first.
class PartialSums {
  public:
    // False, with an exception, when it overflows.
    bool add(double term) {
        size_t kept = 0;
        double x = term;
        for (double y : partials_) {
            if (std::fabs(x) < std::fabs(y)) std::swap(x, y);
            const auto [sum, error] = add_exactly(x, y);
            if (error != 0.0) partials_[kept++] = error;
            x = sum;
        }
        partials_.resize(kept);
        if (x == 0.0) return true;
        if (!std::isfinite(x)) return add_special(x, term);
        partials_.push_back(x);
        return true;
    }

    PyObject *result() const {
        if (special_sum_ != 0.0) {
            if (std::isnan(infinity_sum_)) {
                PyErr_SetString(PyExc_ValueError, "-inf + inf in fsum");
                return nullptr;
            }
            return PyFloat_FromDouble(special_sum_);
        }
        return PyFloat_FromDouble(rounded());
    }

  private:
    bool add_special(double sum, double term) {
        if (std::isfinite(term)) {
            PyErr_SetString(PyExc_OverflowError, "intermediate overflow in fsum");
            return false;
        }
        if (std::isinf(term)) infinity_sum_ += term;
        special_sum_ += sum;
        partials_.clear();
        return true;
    }

    // The nearest double, ties to even: the sum from the top, until a partial does not fit any more.
    double rounded() const {
        size_t n = partials_.size();
        if (n == 0) return 0.0;
        double high = partials_[--n];
        double low = 0.0;
        while (n > 0) {
            const auto [sum, error] = add_exactly(high, partials_[--n]);
            high = sum;
            low = error;
            if (low != 0.0) break;
        }
        // Half a unit is rounded away from even when more of the same sign follows.
        if (n > 0 && ((low < 0.0 && partials_[n - 1] < 0.0) || (low > 0.0 && partials_[n - 1] > 0.0))) {
            const double doubled = low * 2.0;
            const volatile double moved = high + doubled;
            if (doubled == moved - high) high = moved;
        }
        return high;
    }

    std::vector<double> partials_;
    double special_sum_ = 0.0;
    double infinity_sum_ = 0.0;
};

// --- lengths

// sqrt of the sum of squares. Scaling by a power of two keeps squares in range; squares and their sum carry
// their errors along, and the root is corrected once, which makes it the nearest double but in the rarest
// cases.
double vector_length(std::vector<double> &terms) {
    double largest = 0.0;
    bool has_nan = false;
    for (double &term : terms) {
        term = std::fabs(term);
        has_nan = has_nan || std::isnan(term);
        if (term > largest) largest = term;
    }
    if (std::isinf(largest)) return largest;
    if (has_nan) return Py_NAN;
    if (largest == 0.0 || terms.size() <= 1) return largest;
    int exponent;
    std::frexp(largest, &exponent);
    double sum = 0.0, error = 0.0;
    for (const double term : terms) {
        const double x = std::ldexp(term, -exponent); // at most 1
        const double square = x * x;
        error += std::fma(x, x, -square);
        const double next = sum + square;
        error += std::fabs(sum) >= square ? (sum - next) + square : (square - next) + sum;
        sum = next;
    }
    const double root = std::sqrt(sum + error);
    const double residual = (std::fma(-root, root, sum) + error) / (2.0 * root);
    return std::ldexp(root + residual, exponent);
}

bool take_coordinate(PyObject *object, double &result) {
    result = PyFloat_AsDouble(object);
    return result != -1.0 || !PyErr_Occurred();
}

Owned to_tuple(PyObject *point) {
    return PyTuple_Check(point) ? Owned::borrow(point) : Owned(PySequence_Tuple(point));
}

// --- products

PyObject *multiply_all(PyObject *iterable, PyObject *start) {
    const Owned iterator(PyObject_GetIter(iterable));
    if (!iterator) return nullptr;
    Owned product = Owned::borrow(start);
    while (true) {
        const Owned item(PyIter_Next(iterator.get()));
        if (!item) return PyErr_Occurred() ? nullptr : product.release();
        if (PyFloat_CheckExact(product.get()) && PyFloat_CheckExact(item.get())) {
            product =
                Owned(PyFloat_FromDouble(PyFloat_AS_DOUBLE(product.get()) * PyFloat_AS_DOUBLE(item.get())));
        } else {
            product = Owned(PyNumber_Multiply(product.get(), item.get()));
        }
        if (!product) return nullptr;
    }
}

} // namespace

PyObject *math_fsum(PyObject *, PyObject *iterable) {
    const Owned iterator(PyObject_GetIter(iterable));
    if (!iterator) return nullptr;
    PartialSums sums;
    while (true) {
        const Owned item(PyIter_Next(iterator.get()));
        if (!item) return PyErr_Occurred() ? nullptr : sums.result();
        double term;
        if (!take_coordinate(item.get(), term) || !sums.add(term)) return nullptr;
    }
}

PyObject *math_prod(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"", "start", nullptr};
    PyObject *iterable, *start = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|$O:prod", const_cast<char **>(keywords), &iterable,
                                     &start))
        return nullptr;
    if (start != nullptr) return multiply_all(iterable, start);
    const Owned one(PyLong_FromLong(1));
    return multiply_all(iterable, one.get());
}

PyObject *math_hypot(PyObject *, PyObject *const *args, Py_ssize_t count) {
    std::vector<double> terms(static_cast<size_t>(count));
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!take_coordinate(args[i], terms[static_cast<size_t>(i)])) return nullptr;
    }
    return PyFloat_FromDouble(vector_length(terms));
}

PyObject *math_dist(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (!_PyArg_CheckPositional("dist", count, 2, 2)) return nullptr;
    const Owned p = to_tuple(args[0]);
    const Owned q = p ? to_tuple(args[1]) : Owned();
    if (!q) return nullptr;
    const Py_ssize_t size = PyTuple_GET_SIZE(p.get());
    if (size != PyTuple_GET_SIZE(q.get())) {
        PyErr_SetString(PyExc_ValueError, "both points must have the same number of dimensions");
        return nullptr;
    }
    std::vector<double> terms(static_cast<size_t>(size));
    for (Py_ssize_t i = 0; i < size; i++) {
        double x, y;
        if (!take_coordinate(PyTuple_GET_ITEM(p.get(), i), x) ||
            !take_coordinate(PyTuple_GET_ITEM(q.get(), i), y))
            return nullptr;
        terms[static_cast<size_t>(i)] = x - y;
    }
    return PyFloat_FromDouble(vector_length(terms));
}

} // namespace adder::stdlib
