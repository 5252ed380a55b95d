// SPDX-License-Identifier: MIT
#include "vecext/linear.hpp"

#include <cstring>

#include "vecext/blas.hpp"
#include "vecext/construct.hpp"
#include "vecext/dispatch.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/explain.hpp"
#include "vecext/scalars.hpp"

namespace adder::vecext {

namespace {

// Two matrices of one type and their product: rows x inner and inner x columns, by addresses and strides.
struct Product {
    DType dtype;
    std::int64_t rows, inner, columns;
    const char *left, *right;
    char *out;
    std::int64_t left_row, left_inner, right_inner, right_column, out_row; // strides
};

int raise_mismatch(const Array *a, const Array *b, int inner_axis, bool is_operator) {
    const std::int64_t inner = a->shape[a->ndim - 1], other = b->shape[inner_axis];
    if (is_operator) {
        PyErr_Format(PyExc_ValueError,
                     "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
                     "(n?,k),(k,m?)->(n?,m?) (size %lld is different from %lld)",
                     static_cast<long long>(other), static_cast<long long>(inner));
    } else {
        PyErr_Format(PyExc_ValueError, "shapes %s and %s not aligned: %lld (dim %d) != %lld (dim %d)",
                     shape_text(a->ndim, a->shape).c_str(), shape_text(b->ndim, b->shape).c_str(),
                     static_cast<long long>(inner), a->ndim - 1, static_cast<long long>(other), inner_axis);
    }
    return -1;
}

// Each element is the dot product of a row and a column: best when columns are contiguous or there is one.
void multiply_by_dots(const Product &product) {
    const std::int64_t step = itemsize(product.dtype);
    const KernelChoice choice = choose_kernel(Operation::Dot, product.dtype);
    KernelReport report(choice);
    if (is_traced()) report.start();
    for (std::int64_t i = 0; i < product.rows; ++i) {
        char *out = product.out + i * product.out_row;
        for (std::int64_t j = 0; j < product.columns; ++j, out += step) {
            Run run{};
            run.in[0] = {product.left + i * product.left_row, product.left_inner};
            run.in[1] = {product.right + j * product.right_column, product.right_inner};
            run.out = out;
            run.count = product.inner;
            choice.kernel(run);
            if (is_traced()) report.count(run, 2);
        }
    }
    if (is_traced()) report.finish();
}

// Each row of the result is a sum of rows of the right matrix: every access is contiguous.
void multiply_by_rows(const Product &product) {
    const std::int64_t step = itemsize(product.dtype);
    const KernelChoice choice = choose_kernel(Operation::MultiplyAdd, product.dtype);
    KernelReport report(choice);
    if (is_traced()) report.start();
    for (std::int64_t i = 0; i < product.rows; ++i) {
        char *out = product.out + i * product.out_row;
        for (std::int64_t k = 0; k < product.inner; ++k) {
            Run run{};
            run.in[0] = {product.left + i * product.left_row + k * product.left_inner, 0};
            run.in[1] = {product.right + k * product.right_inner, product.right_column};
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

[[nodiscard]] int multiply(const Product &product) {
    if (product.inner == 0 || product.rows == 0 || product.columns == 0) return 0;
    const MatrixIn left{product.left, product.left_row, product.left_inner};
    const MatrixIn right{product.right, product.right_inner, product.right_column};
    if (is_for_blas(product.dtype, left, right, product.rows, product.inner, product.columns)) {
        return multiply_by_blas(product.dtype, left, right, {product.out, product.out_row}, product.rows,
                                product.inner, product.columns);
    }
    const bool has_rows = product.columns > 1 && product.right_column == itemsize(product.dtype);
    if (has_rows)
        multiply_by_rows(product);
    else
        multiply_by_dots(product);
    return 0;
}

// Bools are multiplied and added as numbers, and what is not zero is true in the end.
DType computed_dtype(const Array *a, const Array *b) {
    const DType dtype = promote(a->dtype, b->dtype);
    return dtype == DType::Bool ? DType::Int64 : dtype;
}

// The dimensions before the last two, broadcast together. False if they do not fit.
bool stack_shape(const Array *a, const Array *b, Dimensions &shape) {
    const int left = std::max(a->ndim - 2, 0), right = std::max(b->ndim - 2, 0);
    return broadcast_shape(shape, left, a->shape) && broadcast_shape(shape, right, b->shape);
}

// Each pair of matrices of the two stacks.
[[nodiscard]] int multiply_stacks(const Product &model, const Array *a, const Array *b, Array *result,
                                  const Dimensions &stack) {
    Walk walk;
    walk.ndim = stack.ndim;
    std::copy_n(stack.shape, stack.ndim, walk.shape);
    walk.add(a->data, std::max(a->ndim - 2, 0), a->shape, a->strides);
    walk.add(b->data, std::max(b->ndim - 2, 0), b->shape, b->strides);
    walk.add(result->data, stack.ndim, result->shape, result->strides);
    const unsigned status = for_each_run(walk, [&model](const Run &run) {
        Product product = model;
        for (std::int64_t i = 0; i < run.count; ++i) {
            product.left = run.in[0].data + i * run.in[0].stride;
            product.right = run.in[1].data + i * run.in[1].stride;
            product.out = run.out + i * run.out_stride;
            if (multiply(product) < 0) return status_raised;
        }
        return 0u;
    });
    return status & status_raised ? -1 : 0;
}

// The product of stacks of matrices; a vector is a row on the left and a column on the right.
Ref multiply(Ref left, Ref right, bool is_operator) {
    const DType dtype = promote(as_array(left)->dtype, as_array(right)->dtype);
    const DType computed = computed_dtype(as_array(left), as_array(right));
    const Array *a = as_array(left), *b = as_array(right);
    const int inner_axis = std::max(b->ndim - 2, 0);
    if (a->shape[a->ndim - 1] != b->shape[inner_axis])
        return raise_mismatch(a, b, inner_axis, is_operator), nullptr;
    Dimensions stack, shape;
    if (!stack_shape(a, b, stack)) {
        Input inputs[2];
        inputs[0].array = as_array(left);
        inputs[1].array = as_array(right);
        raise_broadcast_error(inputs, 2);
        return nullptr;
    }
    left = cast_array(as_array(left), computed);
    right = left ? cast_array(as_array(right), computed) : nullptr;
    if (!right) return nullptr;
    a = as_array(left), b = as_array(right);
    Product product{};
    product.dtype = computed;
    product.rows = a->ndim >= 2 ? a->shape[a->ndim - 2] : 1;
    product.inner = a->shape[a->ndim - 1];
    product.columns = b->ndim >= 2 ? b->shape[b->ndim - 1] : 1;
    product.left_row = a->ndim >= 2 ? a->strides[a->ndim - 2] : 0;
    product.left_inner = a->strides[a->ndim - 1];
    product.right_inner = b->strides[inner_axis];
    product.right_column = b->ndim >= 2 ? b->strides[b->ndim - 1] : 0;
    product.out_row = product.columns * itemsize(computed);
    shape = stack;
    if (a->ndim >= 2) shape.append(product.rows, 0);
    if (b->ndim >= 2) shape.append(product.columns, 0);
    Ref result = new_array(computed, shape.ndim, shape.shape);
    if (!result) return nullptr;
    std::memset(as_array(result)->data, 0, static_cast<std::size_t>(as_array(result)->bytes()));
    if (is_explained()) [[unlikely]] {
        const Array *const inputs[] = {a, b};
        explain_operation("matmul", inputs, computed, is_operator ? "nb_matrix_multiply" : "");
    }
    if (multiply_stacks(product, a, b, as_array(result), stack) < 0) return nullptr;
    if (dtype == DType::Bool) result = copy_array(as_array(result), DType::Bool);
    return unwrap_scalar(std::move(result));
}

// dot() of more dimensions: the last axis of the left with the last but one of the right, all others after
// each other.
Ref multiply_flat(Ref left, Ref right) {
    const Array *a = as_array(left), *b = as_array(right);
    const int inner_axis = b->ndim - 2;
    const std::int64_t inner = b->shape[inner_axis];
    if (a->shape[a->ndim - 1] != inner) return raise_mismatch(a, b, inner_axis, false), nullptr;
    Dimensions rows, columns, result_shape;
    for (int k = 0; k + 1 < a->ndim; ++k) result_shape.append(a->shape[k], 0);
    Dimensions moved;
    moved.append(inner, b->strides[inner_axis]);
    for (int k = 0; k < b->ndim; ++k) {
        if (k == inner_axis) continue;
        moved.append(b->shape[k], b->strides[k]);
        result_shape.append(b->shape[k], 0);
    }
    Ref first = new_view(as_array(right), as_array(right)->data, moved);
    Ref b_matrix = first ? copy_array(as_array(first), b->dtype) : nullptr;
    Ref a_matrix = copy_array(as_array(left), a->dtype);
    if (!a_matrix || !b_matrix) return nullptr;
    rows.append(inner > 0 ? a->size / inner : 0, 0);
    rows.append(inner, 0);
    columns.append(inner, 0);
    columns.append(inner > 0 ? b->size / inner : 0, 0);
    set_c_strides(rows, a->dtype);
    set_c_strides(columns, b->dtype);
    a_matrix = new_view(as_array(a_matrix), as_array(a_matrix)->data, rows);
    b_matrix = new_view(as_array(b_matrix), as_array(b_matrix)->data, columns);
    if (!a_matrix || !b_matrix) return nullptr;
    if (inner == 0) {
        Ref zeros = new_array(promote(a->dtype, b->dtype), result_shape.ndim, result_shape.shape);
        if (zeros) std::memset(as_array(zeros)->data, 0, static_cast<std::size_t>(as_array(zeros)->bytes()));
        return zeros;
    }
    Ref product = multiply(std::move(a_matrix), std::move(b_matrix), false);
    if (!product) return nullptr;
    set_c_strides(result_shape, as_array(product)->dtype);
    return new_view(as_array(product), as_array(product)->data, result_shape);
}

} // namespace

Ref dot(PyObject *left, PyObject *right) {
    Ref a = to_array(left), b = a ? to_array(right) : nullptr;
    if (!b) return nullptr;
    if (as_array(a)->ndim == 0 || as_array(b)->ndim == 0) {
        PyObject *const operands[] = {left, right};
        return apply_to(Operation::Multiply, operands, 2);
    }
    if (as_array(a)->ndim > 2 || as_array(b)->ndim > 2) {
        return as_array(b)->ndim == 1 ? multiply(std::move(a), std::move(b), false)
                                      : multiply_flat(std::move(a), std::move(b));
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
