# SPDX-License-Identifier: MIT
"""Linear algebra with NumPy's names and those of the array API standard: the public face of the modules with LAPACK's
functions and with norms, and what is products of matrices only.
"""
from math import prod
from operator import index

from . import _factorizations, _norms, _products
from ._core import asarray, dot, empty_like, matmul as _matmul
from ._factorizations import *
from ._factorizations import _check_matrix, check_squares
from ._matrices import eye
from ._norms import *

__all__ = _factorizations.__all__ + _norms.__all__ + [
    "cross", "diagonal", "matmul", "matrix_power", "matrix_transpose", "multi_dot", "outer", "tensordot", "tensorinv",
    "tensorsolve", "trace", "vecdot"]


# ---- powers and chains of products

def matrix_power(a, n):
    """The n-th powers of square matrices, of their inverses for n below zero."""
    a = asarray(a)
    check_squares(a)
    try:
        n = index(n)
    except TypeError as error:
        raise TypeError("exponent must be an integer") from error
    if n == 0:
        result = empty_like(a)
        result[...] = eye(a.shape[-1], dtype=a.dtype)
        return result
    if n < 0:
        a, n = inv(a), -n
    result = None
    while True:
        if n & 1:
            result = a if result is None else _matmul(result, a)
        n >>= 1
        if n == 0:
            return result
        a = _matmul(a, a)


def multi_dot(arrays, *, out=None):
    """The product of matrices (the first and last may be vectors), in the order that takes the fewest steps."""
    count = len(arrays)
    if count < 2:
        raise ValueError("Expecting at least two arrays.")
    if count == 2:
        return _into(out, dot(arrays[0], arrays[1]))
    arrays = [asarray(a) for a in arrays]
    starts_with_vector, ends_with_vector = arrays[0].ndim == 1, arrays[-1].ndim == 1
    if starts_with_vector:
        arrays[0] = arrays[0][None, :]
    if ends_with_vector:
        arrays[-1] = arrays[-1][:, None]
    for a in arrays:
        _check_matrix(a)
    splits = _best_splits([a.shape[0] for a in arrays] + [arrays[-1].shape[1]])
    result = _into(out, _multiply_chain(arrays, splits, 0, count - 1))
    if starts_with_vector and ends_with_vector:
        return result[0, 0]
    return result.ravel() if starts_with_vector or ends_with_vector else result


def _into(out, result):
    """The result, in `out` if that is given and just like it."""
    if out is None:
        return result
    if out.dtype != result.dtype or out.shape != result.shape or not out.flags.c_contiguous:
        raise ValueError("output array is not acceptable (must have the right datatype, number of dimensions, and be "
                         "a C-Array)")
    out[...] = result
    return out


def _best_splits(lengths):
    """Where to part each section of a chain; matrix i has lengths[i] rows and lengths[i + 1] columns."""
    count = len(lengths) - 1
    costs = {(i, i): 0 for i in range(count)}
    splits = {}
    for span in range(1, count):
        for first in range(count - span):
            last = first + span
            ends = lengths[first] * lengths[last + 1]
            costs[first, last], splits[first, last] = min(
                (costs[first, middle] + costs[middle + 1, last] + ends * lengths[middle + 1], middle)
                for middle in range(first, last))
    return splits


def _multiply_chain(arrays, splits, first, last):
    if first == last:
        return arrays[first]
    middle = splits[first, last]
    return dot(_multiply_chain(arrays, splits, first, middle), _multiply_chain(arrays, splits, middle + 1, last))


# ---- equations of tensors

def tensorsolve(a, b, axes=None):
    """The x with tensordot(a, x, x.ndim) == b; `axes` are moved to the end first."""
    a, b = asarray(a), asarray(b)
    if axes is not None:
        order = list(range(a.ndim))
        for axis in axes:
            order.remove(axis)
            order.insert(a.ndim, axis)
        a = a.transpose(order)
    shape = a.shape[-(a.ndim - b.ndim):]
    size = prod(shape)
    if a.size != size ** 2:
        raise LinAlgError("Input arrays must satisfy the requirement             "
                          "prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])")
    return solve(a.reshape(size, size), b.ravel()).reshape(shape)


def tensorinv(a, ind=2):
    """The tensor that undoes tensordot(a, x, ind)."""
    a = asarray(a)
    if ind <= 0:
        raise ValueError("Invalid ind argument.")
    shape = a.shape
    return inv(a.reshape(prod(shape[ind:]), -1)).reshape(shape[ind:] + shape[:ind])


# ---- the array API's functions, which are about the last axes

def cross(x1, x2, /, *, axis=-1):
    """The vector products of vectors of three along an axis."""
    x1, x2 = asarray(x1), asarray(x2)
    if x1.shape[axis] != 3 or x2.shape[axis] != 3:
        raise ValueError("Both input arrays must be (arrays of) 3-dimensional vectors, but they are "
                         f"{x1.shape[axis]} and {x2.shape[axis]} dimensional instead.")
    return _products.cross(x1, x2, axis=axis)


def diagonal(x, /, *, offset=0):
    """The diagonals of matrices."""
    return asarray(x).diagonal(offset, -2, -1)


def trace(x, /, *, offset=0, dtype=None):
    """The sums of the diagonals of matrices."""
    return asarray(x).trace(offset, -2, -1, dtype)


def matmul(x1, x2, /):
    """The products of matrices."""
    return _matmul(x1, x2)


def matrix_transpose(x, /):
    """A view with the last two axes swapped."""
    x = asarray(x)
    if x.ndim < 2:
        raise ValueError(f"Input array must be at least 2-dimensional, but it is {x.ndim}")
    return x.swapaxes(-1, -2)


def outer(x1, x2, /):
    """The products of every element of one vector with every one of another."""
    x1, x2 = asarray(x1), asarray(x2)
    if x1.ndim != 1 or x2.ndim != 1:
        raise ValueError("Input arrays must be one-dimensional, but they are "
                         f"x1.ndim={x1.ndim!r} and x2.ndim={x2.ndim!r}.")
    return _products.outer(x1, x2)


def tensordot(x1, x2, /, *, axes=2):
    """The sums of products over the given axes of both."""
    return _products.tensordot(x1, x2, axes)


def vecdot(x1, x2, /, *, axis=-1):
    """The sums of products along an axis, the first factor conjugated."""
    return _products.vecdot(x1, x2, axis=axis)
