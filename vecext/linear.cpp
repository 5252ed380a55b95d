// SPDX-License-Identifier: MIT
#include "vecext/linear.hpp"

#include <cstring>

#include "vecext/construct.hpp"
#include "vecext/dispatch.hpp"
#include "vecext/elementwise.hpp"

namespace adder::vecext {

namespace {

// Both operands as matrices of one type: rows x inner and inner x columns, with strides.
struct Product {
    Ref left, right;
    DType dtype;
    std::int64_t rows, inner, columns;
    std::int64_t left_row, left_inner, right_inner, right_column; // strides

    Array *a() const { return as_array(left); }
    Array *b() const { return as_array(right); }
};

int raise_mismatch(const Array *a, const Array *b, bool is_operator) {
    const std::int64_t inner = a->shape[a->ndim - 1], other = b->shape[0];
    if (is_operator) {
        PyErr_Format(PyExc_ValueError,
                     "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                     "(n?,k),(k,m?)->(n?,m?) (size %lld is different from %lld)",
                     static_cast<long long>(other), static_cast<long long>(inner));
    } else {
        PyErr_Format(PyExc_ValueError, "shapes %s and %s not aligned: %lld (dim %d) != %lld (dim 0)",
                     shape_text(a->ndim, a->shape).c_str(), shape_text(b->ndim, b->shape).c_str(),
                     static_cast<long long>(inner), a->ndim - 1, static_cast<long long>(other));
    }
    return -1;
}

int prepare(Product &product, bool is_operator) {
    Array *a = product.a(), *b = product.b();
    if (a->ndim > 2 || b->ndim > 2) {
        PyErr_SetString(PyExc_NotImplementedError, "products of arrays with more than 2 dimensions");
        return -1;
    }
    if (a->shape[a->ndim - 1] != b->shape[0]) return raise_mismatch(a, b, is_operator);
    product.dtype = promote(a->dtype, b->dtype);
    // Bools are multiplied and added as numbers, and what is not zero is true in the end.
    const DType computed = product.dtype == DType::Bool ? DType::Int64 : product.dtype;
    product.left = cast_array(a, computed);
    product.right = cast_array(b, computed);
    if (!product.left || !product.right) return -1;
    a = product.a(), b = product.b();
    product.rows = a->ndim == 2 ? a->shape[0] : 1;
    product.inner = b->shape[0];
    product.columns = b->ndim == 2 ? b->shape[1] : 1;
    product.left_row = a->ndim == 2 ? a->strides[0] : 0;
    product.left_inner = a->strides[a->ndim - 1];
    product.right_inner = b->strides[0];
    product.right_column = b->ndim == 2 ? b->strides[1] : 0;
    return 0;
}

// Each element is the dot product of a row and a column: best when columns are contiguous or there is one.
void multiply_by_dots(const Product &product, char *out) {
    const std::int64_t step = itemsize(product.a()->dtype);
    const KernelChoice choice = choose_kernel(Operation::Dot, product.a()->dtype);
    KernelReport report(choice);
    if (is_traced()) report.start();
    for (std::int64_t i = 0; i < product.rows; ++i) {
        for (std::int64_t j = 0; j < product.columns; ++j, out += step) {
            Run run{};
            run.in[0] = {product.a()->data + i * product.left_row, product.left_inner};
            run.in[1] = {product.b()->data + j * product.right_column, product.right_inner};
            run.out = out;
            run.count = product.inner;
            choice.kernel(run);
            if (is_traced()) report.count(run, 2);
        }
    }
    if (is_traced()) report.finish();
}

// Each row of the result is a sum of rows of the right matrix: every access is contiguous.
void multiply_by_rows(const Product &product, char *out) {
    const std::int64_t step = itemsize(product.a()->dtype);
    const KernelChoice choice = choose_kernel(Operation::MultiplyAdd, product.a()->dtype);
    KernelReport report(choice);
    if (is_traced()) report.start();
    for (std::int64_t i = 0; i < product.rows; ++i, out += product.columns * step) {
        for (std::int64_t k = 0; k < product.inner; ++k) {
            Run run{};
            run.in[0] = {product.a()->data + i * product.left_row + k * product.left_inner, 0};
            run.in[1] = {product.b()->data + k * product.right_inner, product.right_column};
            run.in[2] = {out, step};
            run.out = out;
            run.out_stride = step;
            run.count = product.columns;
            choice.kernel(run);
            if (is_traced()) report.count(run, 3);
        }
    }
    if (is_traced()) report.finish();
}

Ref multiply(Ref left, Ref right, bool is_operator) {
    const int left_ndim = as_array(left)->ndim, right_ndim = as_array(right)->ndim;
    Product product{};
    product.left = std::move(left);
    product.right = std::move(right);
    if (prepare(product, is_operator) < 0) return nullptr;
    Dimensions shape;
    if (left_ndim == 2) shape.append(product.rows, 0);
    if (right_ndim == 2) shape.append(product.columns, 0);
    Ref result = new_array(product.a()->dtype, shape.ndim, shape.shape);
    if (!result) return nullptr;
    std::memset(as_array(result)->data, 0, static_cast<std::size_t>(as_array(result)->bytes()));
    const bool has_rows = right_ndim == 2 && product.right_column == itemsize(product.a()->dtype);
    if (has_rows)
        multiply_by_rows(product, as_array(result)->data);
    else
        multiply_by_dots(product, as_array(result)->data);
    if (product.dtype == DType::Bool) result = copy_array(as_array(result), DType::Bool);
    return unwrap_scalar(std::move(result));
}

} // namespace

Ref dot(PyObject *left, PyObject *right) {
    Ref a = to_array(left), b = a ? to_array(right) : nullptr;
    if (!b) return nullptr;
    if (as_array(a)->ndim == 0 || as_array(b)->ndim == 0) {
        PyObject *const operands[] = {left, right};
        return apply_to(Operation::Multiply, operands, 2);
    }
    return multiply(std::move(a), std::move(b), false);
}

PyObject *matrix_multiply(PyObject *left, PyObject *right) {
    Ref a = to_array(left), b = a ? to_array(right) : nullptr;
    if (!b) return nullptr;
    const int without = as_array(a)->ndim == 0 ? 0 : as_array(b)->ndim == 0 ? 1 : -1;
    if (without >= 0) {
        return PyErr_Format(
            PyExc_ValueError,
            "matmul: Input operand %d does not have enough dimensions (has 0, gufunc core with "
            "signature (n?,k),(k,m?)->(n?,m?) requires 1)",
            without);
    }
    return multiply(std::move(a), std::move(b), true).release();
}

} // namespace adder::vecext
