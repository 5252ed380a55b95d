# SPDX-License-Identifier: MIT
"""Matrices by their pattern: diagonals, triangles, identity, Vandermonde; and index arrays of such patterns.

A diagonal of a fresh C-ordered matrix is a slice of its flat view, so writing one is a single strided assignment.
Triangles are one comparison of two index vectors.
"""
from operator import index

from ._core import arange, asarray, empty, ones, result_type, where, zeros

__all__ = ["diag", "diag_indices", "diag_indices_from", "diagflat", "diagonal", "eye", "fill_diagonal", "identity",
           "mask_indices", "trace", "tri", "tril", "tril_indices", "tril_indices_from", "triu", "triu_indices",
           "triu_indices_from", "vander"]


# ---- diagonals

def diagonal(a, offset=0, axis1=0, axis2=1):
    """The diagonals of two axes as the last axis of a view."""
    return asarray(a).diagonal(offset, axis1, axis2)


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    """The sums of the diagonals of two axes."""
    return asarray(a).trace(offset, axis1, axis2, dtype, out)


def eye(N, M=None, k=0, dtype=float, order="C", *, device=None, like=None):
    """Ones on the k-th diagonal, zeros elsewhere."""
    M = N if M is None else M
    result = zeros((N, M), dtype, order, device=device)
    k = index(k)
    if k < M and -k < N:
        count = min(N + min(k, 0), M - max(k, 0))
        rows = result if order == "C" else result.T
        start = (k if k >= 0 else -k * M) if order == "C" else (k * N if k >= 0 else -k)
        step = (M if order == "C" else N) + 1
        rows.reshape(-1)[start:start + count * step:step] = 1
    return result


def identity(n, dtype=None, *, like=None):
    """The square matrix with ones on its main diagonal."""
    return eye(n, dtype=float if dtype is None else dtype)


def _with_diagonal(values, k):
    size = values.size + abs(k)
    result = zeros((size, size), values.dtype)
    start = k if k >= 0 else -k * size
    result.reshape(-1)[start:start + values.size * (size + 1):size + 1] = values
    return result


def diag(v, k=0):
    """The matrix with a vector on its k-th diagonal, or a matrix's k-th diagonal."""
    v = asarray(v)
    if v.ndim == 1:
        return _with_diagonal(v, index(k))
    if v.ndim == 2:
        return v.diagonal(k)
    raise ValueError("Input must be 1- or 2-d.")


def diagflat(v, k=0):
    """The matrix with all elements, flattened, on its k-th diagonal."""
    return _with_diagonal(asarray(v).ravel(), index(k))


def fill_diagonal(a, val, wrap=False):
    """Writes the main diagonal in place; `wrap` begins it anew below the square part of a tall matrix."""
    if a.ndim < 2:
        raise ValueError("array must be at least 2-d")
    end = None
    if a.ndim == 2:
        step = a.shape[1] + 1
        if not wrap:
            end = a.shape[1] * a.shape[1]
    else:
        if len(set(a.shape)) != 1:
            raise ValueError("All dimensions of input must be of equal length")
        step = sum([a.shape[0] ** power for power in range(a.ndim)])
    a.flat[:end:step] = val


# ---- triangles

def _index_type(low, high):
    """The smallest integer type that holds both: comparisons of narrow types are the fastest."""
    for name, bits in (("int8", 7), ("int16", 15), ("int32", 31)):
        if -(1 << bits) <= low and high < 1 << bits:
            return name
    return "int64"


def tri(N, M=None, k=0, dtype=float, *, like=None):
    """Ones on and below the k-th diagonal."""
    M = N if M is None else M
    rows = arange(N, dtype=_index_type(0, N))
    columns = arange(-k, M - k, dtype=_index_type(-k, M - k))
    return (rows[:, None] >= columns).astype(dtype, copy=False)


def tril(m, k=0):
    """The elements on and below the k-th diagonal of the last two axes, zeros above."""
    m = asarray(m)
    shape = m.shape if m.ndim > 1 else m.shape * 2
    return where(tri(shape[-2], shape[-1], k, bool), m, zeros(1, m.dtype))


def triu(m, k=0):
    """The elements on and above the k-th diagonal of the last two axes, zeros below."""
    m = asarray(m)
    shape = m.shape if m.ndim > 1 else m.shape * 2
    return where(tri(shape[-2], shape[-1], k - 1, bool), zeros(1, m.dtype), m)


def tril_indices(n, k=0, m=None):
    """The rows and columns of the lower triangle."""
    return tri(n, m, k, bool).nonzero()


def triu_indices(n, k=0, m=None):
    """The rows and columns of the upper triangle."""
    return (~tri(n, m, k - 1, bool)).nonzero()


def tril_indices_from(arr, k=0):
    """The rows and columns of a matrix's lower triangle."""
    if arr.ndim != 2:
        raise ValueError("input array must be 2-d")
    return tril_indices(arr.shape[-2], k, arr.shape[-1])


def triu_indices_from(arr, k=0):
    """The rows and columns of a matrix's upper triangle."""
    if arr.ndim != 2:
        raise ValueError("input array must be 2-d")
    return triu_indices(arr.shape[-2], k, arr.shape[-1])


def diag_indices(n, ndim=2):
    """The index arrays of the main diagonal of a cube."""
    return (arange(n),) * ndim


def diag_indices_from(arr):
    """The index arrays of an array's main diagonal."""
    if arr.ndim < 2:
        raise ValueError("input array must be at least 2-d")
    if len(set(arr.shape)) != 1:
        raise ValueError("All dimensions of input must be of equal length")
    return diag_indices(arr.shape[0], arr.ndim)


def mask_indices(n, mask_func, k=0):
    """The positions that a function such as triu leaves of a square of ones."""
    return (mask_func(ones((n, n), int), k) != 0).nonzero()


# ---- powers

def vander(x, N=None, increasing=False):
    """The powers of each element along a row, falling unless told otherwise."""
    x = asarray(x)
    if x.ndim != 1:
        raise ValueError("x must be a one-dimensional array or sequence.")
    count = x.size if N is None else N
    result = empty((x.size, count), result_type(x.dtype, int))
    powers = result if increasing else result[:, ::-1]
    if count:
        powers[:, 0] = 1
    for exponent in range(1, count):
        powers[:, exponent] = powers[:, exponent - 1] * x
    return result
