# SPDX-License-Identifier: MIT
"""Norms of vectors and matrices, and what is measured by singular values: condition, rank, pseudo-inverse."""
from . import _core
from ._axes import normalize_axis
from ._core import abs, asarray, empty, float64, inf, isnan, matmul, sqrt
from ._factorizations import LinAlgError, check_matrices, check_squares, epsilon, inv_or_nan, svd, transposed
from ._moving import moveaxis

__all__ = ["cond", "matrix_norm", "matrix_rank", "norm", "pinv", "vector_norm"]

_not_given = object()


# ---- norms

def norm(x, ord=None, axis=None, keepdims=False):
    """The norm of the whole array, of vectors along one axis, or of matrices along two."""
    x = asarray(x)
    if x.dtype.kind not in "fc":
        x = x.astype(float64)
    ndim = x.ndim
    if axis is None:
        if ord is None or (ndim == 2 and ord in ("f", "fro")) or (ndim == 1 and ord == 2):
            return _length(x, keepdims)
        axis = tuple(range(ndim))
    elif not isinstance(axis, tuple):
        try:
            axis = (int(axis),)
        except Exception as error:
            raise TypeError("'axis' must be None, an integer or a tuple of integers") from error
    if len(axis) == 1:
        return _vector_norm(x, ord, axis, keepdims)
    if len(axis) == 2:
        return _matrix_norm(x, ord, axis, keepdims)
    raise ValueError("Improper number of dimensions to norm.")


def _length(x, keepdims):
    """The root of the sum of all squares."""
    flat = x.ravel("K")
    if x.dtype.kind == "c":
        real, imaginary = flat.real, flat.imag
        result = sqrt(real.dot(real) + imaginary.dot(imaginary))
    else:
        result = sqrt(flat.dot(flat))
    return asarray(result).reshape((1,) * x.ndim) if keepdims else result


def _squares(x):
    return x.real ** 2 + x.imag ** 2 if x.dtype.kind == "c" else x * x


def _vector_norm(x, ord, axis, keepdims):
    if ord is None or (ord == 2 and not isinstance(ord, str)):
        return sqrt(_squares(x).sum(axis=axis, keepdims=keepdims))
    if isinstance(ord, str):
        raise ValueError(f"Invalid norm order '{ord}' for vectors")
    if ord == 0:
        return (x != 0).astype(x.real.dtype).sum(axis=axis, keepdims=keepdims)
    sizes = abs(x)
    if ord == inf:
        return sizes.max(axis=axis, keepdims=keepdims)
    if ord == -inf:
        return sizes.min(axis=axis, keepdims=keepdims)
    if ord == 1:
        return sizes.sum(axis=axis, keepdims=keepdims)
    return (sizes ** ord).sum(axis=axis, keepdims=keepdims) ** (1 / ord)


def _matrix_norm(x, ord, axis, keepdims):
    row, column = normalize_axis(axis[0], x.ndim), normalize_axis(axis[1], x.ndim)
    if row == column:
        raise ValueError("Duplicate axes given.")
    if ord in (None, "fro", "f"):
        result = sqrt(_squares(x).sum(axis=(row, column)))
    elif ord in (2, -2, "nuc"):
        values = svd(moveaxis(x, (row, column), (-2, -1)), compute_uv=False)
        result = values.sum(axis=-1) if ord == "nuc" else values.max(axis=-1) if ord == 2 else values.min(axis=-1)
    elif ord in (1, -1, inf, -inf):
        summed, left = (row, column) if ord in (1, -1) else (column, row)
        sums = abs(x).sum(axis=summed)
        left -= left > summed
        result = sums.max(axis=left) if ord > 0 else sums.min(axis=left)
    else:
        raise ValueError("Invalid norm order for matrices.")
    if keepdims:
        shape = list(x.shape)
        shape[row] = shape[column] = 1
        result = asarray(result).reshape(shape)
    return result


def matrix_norm(x, /, *, keepdims=False, ord="fro"):
    """The norms of matrices in the last two axes."""
    return norm(asarray(x), ord, (-2, -1), keepdims)


def vector_norm(x, /, *, axis=None, keepdims=False, ord=2):
    """The norms of vectors along any axes, or of the array as one vector."""
    x = asarray(x)
    shape = list(x.shape)
    if axis is None:
        x, axes = x.ravel(), range(x.ndim)
    elif isinstance(axis, tuple):
        axes = [normalize_axis(one, x.ndim) for one in axis]
        others = [one for one in range(x.ndim) if one not in axes]
        x = x.transpose(axes + others)
        x = x.reshape((-1,) + x.shape[len(axes):])
    else:
        return norm(x, ord, axis, keepdims)
    result = norm(x, ord, 0)
    if keepdims:
        for one in axes:
            shape[one] = 1
        result = asarray(result).reshape(shape)
    return result


# ---- by singular values

def cond(x, p=None):
    """How many times larger an error of the result of a linear equation may be than one of the matrix."""
    x = asarray(x)
    if x.size == 0 and 0 in x.shape[-2:]:
        raise LinAlgError("cond is not defined on empty arrays")
    settings = _core.seterr(all="ignore")
    try:
        if p is None or p in (2, -2):
            values = svd(x, compute_uv=False)
            result = values[..., -1] / values[..., 0] if p == -2 else values[..., 0] / values[..., -1]
        else:
            check_squares(x)
            inverse = inv_or_nan(x)
            # The inverse's dtype, as NumPy: complex for complex matrices.
            result = asarray(norm(x, p, (-2, -1)) * norm(inverse, p, (-2, -1))).astype(inverse.dtype)
    finally:
        _core.seterr(**settings)
    result = asarray(result)
    unknown = isnan(result)
    if unknown.any():
        unknown = unknown & ~isnan(x).any(axis=(-2, -1))
        result = _core.where(unknown, result.dtype.type(inf), result)
    return result[()]


def matrix_rank(A, tol=None, hermitian=False, *, rtol=None):
    """How many singular values are greater than `tol`, or than `rtol` times the greatest."""
    if rtol is not None and tol is not None:
        raise ValueError("`tol` and `rtol` can't be both set.")
    A = asarray(A)
    if A.ndim < 2:
        return int(not (A == 0).all())
    values = svd(A, compute_uv=False, hermitian=hermitian)
    if tol is None:
        if rtol is None:
            rtol = max(A.shape[-2:]) * epsilon(values.dtype)
        else:
            rtol = asarray(rtol)[..., None]
        tol = values.max(axis=-1, keepdims=True) * rtol
    else:
        tol = asarray(tol)[..., None]
    return (values > tol).sum(axis=-1)


def pinv(a, rcond=None, hermitian=False, *, rtol=_not_given):
    """The pseudo-inverses; singular values up to `rcond` times the greatest count as zero."""
    a = asarray(a)
    if rcond is None:
        if rtol is _not_given:
            rcond = 1e-15
        elif rtol is None:
            rcond = max(a.shape[-2:]) * epsilon(a.dtype)
        else:
            rcond = rtol
    elif rtol is not _not_given:
        raise ValueError("`rtol` and `rcond` can't be both set.")
    if a.size == 0 and 0 in a.shape[-2:]:
        check_matrices(a)
        return empty(a.shape[:-2] + (a.shape[-1], a.shape[-2]), a.dtype)
    u, s, vt = svd(a.conj(), False, True, hermitian)
    is_large = s > asarray(rcond)[..., None] * s.max(axis=-1, keepdims=True)
    inverse = _core.zeros_like(s)
    _core.divide(1, s, out=inverse, where=is_large)
    return matmul(transposed(vt), inverse[..., None] * transposed(u))
