# SPDX-License-Identifier: MIT
"""Order statistics and moments of samples: median, quantiles, averages, covariance.

A quantile is a place between two sorted elements. Each method is a function from the number of elements and the
wanted fractions to places; whole places are taken, others interpolated between their neighbours, which one partition
brings to where they belong. A NaN makes its whole sample NaN.
"""
import warnings

from . import _core
from ._axes import normalize_axes
from ._core import asarray, ceil, concatenate, copyto, floor, isnan, nan, partition, result_type, squeeze, where

__all__ = ["average", "corrcoef", "cov", "median", "percentile", "ptp", "quantile"]


# ---- samples along one axis

def merge_axes(a, axis):
    """The array with all the axes named as one new last axis, and the tuple of their numbers (None: all)."""
    if axis is None:
        return a.ravel(), tuple(range(a.ndim))
    if isinstance(axis, int) and -1 <= axis < a.ndim == 1:
        return a, (0,)
    axes = normalize_axes(axis, a.ndim)
    kept = [other for other in range(a.ndim) if other not in axes]
    moved = a.transpose(kept + sorted(axes))
    if len(axes) == 1:
        return moved, axes
    count = 1
    for other in axes:
        count *= a.shape[other]
    return moved.reshape(moved.shape[:len(kept)] + (count,)), axes


def restore_axes(result, ndim, axes, leading=0):
    """Puts axes of length one back to where samples were merged, behind `leading` axes that are new."""
    shape = list(result.shape)
    for axis in sorted(axes):
        shape.insert(leading + axis, 1)
    return asarray(result).reshape(shape)


def _finish(result, ndim, axes, out, keepdims, leading=0):
    if keepdims:
        result = restore_axes(result, ndim, axes, leading)
    if out is not None:
        copyto(out, result, casting="unsafe")
        return out
    return result[()] if result.ndim == 0 and not keepdims else result


# ---- median

def _sorted_middle(rows, overwrite):
    """rows with the middle elements in their sorted places."""
    count = rows.shape[-1]
    half = count // 2
    if overwrite:
        rows.partition([half] if count % 2 else [half - 1, half], -1)
        return rows
    rows = partition(rows, half, -1)
    if count % 2 == 0:
        # The largest of the lower half: one pass is cheaper than a second place to partition by.
        rows[..., half - 1] = rows[..., :half].max(-1)
    return rows


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The middle element of each sorted sample, or the mean of the two in the middle."""
    a = asarray(a)
    rows, axes = merge_axes(a, axis)
    count = rows.shape[-1]
    if count == 0:
        return _finish(rows.mean(-1), a.ndim, axes, out, keepdims)
    missing = isnan(rows).any(-1) if rows.dtype.kind in "fc" else False
    rows = _sorted_middle(rows, overwrite_input)
    half = count // 2
    if count % 2:
        result = rows[..., half:half + 1].mean(-1)
    else:
        result = rows[..., half - 1:half + 1].mean(-1)
    if missing is not False and missing.any():
        result = where(missing, asarray(nan, asarray(result).dtype), result)
    return _finish(result, a.ndim, axes, out, keepdims)


# ---- quantiles

def _by_parameters(alpha, beta):
    """The continuous methods of Hyndman and Fan, by where they put the first and the last element."""
    return lambda count, q: count * q + (alpha + q * (1 - alpha - beta)) - 1


def _toward_previous(places, is_previous):
    """Whole places: the one before where the condition says so, else the one behind; none before the first."""
    previous = floor(places)
    return where(is_previous(places, previous), previous, previous + 1).astype(int).clip(0, None)


def _inverted_cdf(count, q):
    return _toward_previous(count * q - 1, lambda places, previous: places == previous)


def _closest_observation(count, q):
    return _toward_previous(count * q - 1 - 0.5,
                            lambda places, previous: (places == previous) & (previous % 2 == 0))


_places = {
    "inverted_cdf": _inverted_cdf,
    "averaged_inverted_cdf": lambda count, q: count * q - 1,
    "closest_observation": _closest_observation,
    "interpolated_inverted_cdf": _by_parameters(0, 1),
    "hazen": _by_parameters(0.5, 0.5),
    "weibull": _by_parameters(0, 0),
    "linear": lambda count, q: (count - 1) * q,
    "median_unbiased": _by_parameters(1 / 3.0, 1 / 3.0),
    "normal_unbiased": _by_parameters(3 / 8.0, 3 / 8.0),
    "lower": lambda count, q: floor((count - 1) * q).astype(int),
    "higher": lambda count, q: ceil((count - 1) * q).astype(int),
    "midpoint": lambda count, q: 0.5 * (floor((count - 1) * q) + ceil((count - 1) * q)),
    "nearest": lambda count, q: _core.rint((count - 1) * q).astype(int),
}


def _neighbours(places, count):
    """The whole places on both sides; the first or last element alone where a place lies outside."""
    before = floor(places)
    behind = before + 1
    above = places >= count - 1
    below = places < 0
    before = where(above, -1, where(below, 0, before)).astype(int)
    behind = where(above, -1, where(below, 0, behind)).astype(int)
    return before, behind


def _weights(method, places, before):
    weight = places - before
    if method == "averaged_inverted_cdf":
        return where(weight == 0, 0.5, 1.0)
    if method == "midpoint":
        return where(places % 1 == 0, 0.0, 0.5)
    return weight


def _interpolate(low, high, weight):
    """From the nearer end, so that equal ends give exactly themselves and the result never decreases."""
    difference = high - low
    return where(weight >= 0.5, high - difference * (1 - weight), low + difference * weight)


def quantile_of_rows(rows, q, method):
    """The quantiles of the last axis, one leading part for each fraction."""
    if method not in _places:
        raise ValueError(f"{method!r} is not a valid method. Use one of: {_places.keys()}")
    count = rows.shape[-1]
    if count == 0:
        raise IndexError("cannot do a non-empty take from an empty axes.")
    places = _places[method](count, q)
    missing = isnan(rows).any(-1) if rows.dtype.kind in "fc" else False
    if places.dtype.kind == "i":
        if q.size:
            rows = partition(rows, places.ravel(), -1)
        result = rows.transpose((rows.ndim - 1,) + tuple(range(rows.ndim - 1))).take(places, 0)
    else:
        before, behind = _neighbours(places, count)
        wanted = sorted({place % count for place in before.ravel().tolist() + behind.ravel().tolist()})
        if wanted:
            rows = partition(rows, wanted, -1)
        columns = rows.transpose((rows.ndim - 1,) + tuple(range(rows.ndim - 1)))
        weight = asarray(_weights(method, places, before)).reshape(q.shape + (1,) * (rows.ndim - 1))
        result = _interpolate(columns.take(before, 0), columns.take(behind, 0), weight)
    if missing is not False and missing.any():
        result = where(missing, asarray(nan, result.dtype), result)
    return asarray(result)


def checked_fractions(q, message):
    """Fractions as a float array within 0 and 1."""
    q = asarray(q)
    if q.dtype.kind not in "f":
        q = q / 1
    if q.size and not ((q >= 0) & (q <= 1)).all():
        raise ValueError(message)
    if q.ndim > 2:
        raise ValueError("q must be a scalar or 1d")
    return q


def _quantile(a, q, axis, out, method, keepdims, interpolation):
    a = asarray(a)
    if a.dtype.kind == "b":
        raise TypeError("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` "
                        "operator, or the logical_xor function instead.")
    rows, axes = merge_axes(a, axis)
    if interpolation is not None:
        warnings.warn("the `interpolation=` argument was renamed to `method=`", DeprecationWarning, stacklevel=3)
        method = interpolation
    return _finish(quantile_of_rows(rows, q, method), a.ndim, axes, out, keepdims, q.ndim)


def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *,
             interpolation=None):
    """The elements, or values between them, below which the fractions q of each sample lie."""
    q = checked_fractions(q, "Quantiles must be in the range [0, 1]")
    return _quantile(a, q, axis, out, method, keepdims, interpolation)


def percentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *,
               interpolation=None):
    """Quantiles with the fractions in percent."""
    q = checked_fractions(asarray(q) / 100, "Percentiles must be in the range [0, 100]")
    return _quantile(a, q, axis, out, method, keepdims, interpolation)


# ---- range, average

def ptp(a, axis=None, out=None, keepdims=False):
    """The largest minus the smallest element."""
    a = asarray(a)
    return _core.subtract(a.max(axis, keepdims=keepdims), a.min(axis, keepdims=keepdims), out)


def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    """The mean, each element counting as much as its weight."""
    a = asarray(a)
    if weights is None:
        result = a.mean(axis, keepdims=keepdims)
        total = asarray(result).dtype.type(a.size / (asarray(result).size or 1))
    else:
        weights = asarray(weights)
        kind = result_type(a.dtype, weights.dtype, "float64") if a.dtype.kind in "iub" \
            else result_type(a.dtype, weights.dtype)
        if a.shape != weights.shape:
            weights = _weights_along(a, axis, weights)
        total = weights.sum(axis, dtype=kind, keepdims=keepdims)
        if (asarray(total) == 0.0).any():
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        result = _core.multiply(a, weights, dtype=kind).sum(axis, keepdims=keepdims) / total
    if not returned:
        return result
    result = asarray(result)
    if asarray(total).shape != result.shape:
        total = _core.broadcast_to(total, result.shape).copy()
    return (result[()] if result.ndim == 0 else result), total


def _weights_along(a, axis, weights):
    """A vector of weights for one axis, shaped to broadcast."""
    if axis is None:
        raise TypeError("Axis must be specified when shapes of a and weights differ.")
    if weights.ndim != 1:
        raise TypeError("1D weights expected when shapes of a and weights differ.")
    if weights.shape[0] != a.shape[axis]:
        raise ValueError("Length of weights not compatible with specified axis.")
    shape = [1] * a.ndim
    shape[axis] = weights.size
    return _core.broadcast_to(weights.reshape(shape), a.shape)


# ---- covariance

def _frequency_weights(given, count, kind):
    weights = asarray(given, dtype=float)
    if kind == "fweights" and not (weights == weights.round()).all():
        raise TypeError("fweights must be integer")
    if weights.ndim > 1:
        raise RuntimeError(f"cannot handle multidimensional {kind}")
    if weights.shape[0] != count:
        raise RuntimeError(f"incompatible numbers of samples and {kind}")
    if (weights < 0).any():
        raise ValueError(f"{kind} cannot be negative")
    return weights


def _as_variables(m, y, rowvar, dtype):
    """One row a variable."""
    m = asarray(m)
    if m.ndim > 2:
        raise ValueError("m has more than 2 dimensions")
    if y is not None:
        y = asarray(y)
        if y.ndim > 2:
            raise ValueError("y has more than 2 dimensions")
    if dtype is None:
        dtype = result_type(m.dtype, "float64") if y is None else result_type(m.dtype, y.dtype, "float64")

    def as_rows(values):
        rows = values.astype(dtype) if values.ndim == 2 else values.astype(dtype).reshape(1, -1)
        return rows if rowvar or rows.shape[0] == 1 else rows.T

    rows = as_rows(m)
    if rows.shape[0] == 0 or y is None:
        return rows
    return concatenate((rows, as_rows(y)), 0)


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None):
    """The covariance matrix of variables, one a row unless told otherwise."""
    if ddof is not None and ddof != int(ddof):
        raise ValueError("ddof must be integer")
    rows = _as_variables(m, y, rowvar, dtype)
    if rows.shape[0] == 0:
        return rows.reshape(0, 0)
    if ddof is None:
        ddof = 0 if bias else 1
    count = rows.shape[1]
    weights = None
    if fweights is not None:
        weights = _frequency_weights(fweights, count, "fweights")
    if aweights is not None:
        analytic = _frequency_weights(aweights, count, "aweights")
        weights = analytic if weights is None else weights * analytic
    means, total = average(rows, 1, weights, returned=True)
    total = total[0]
    if weights is None:
        degrees = count - ddof
    elif ddof == 0:
        degrees = total
    elif aweights is None:
        degrees = total - ddof
    else:
        degrees = total - ddof * (weights * analytic).sum() / total
    if degrees <= 0:
        warnings.warn("Degrees of freedom <= 0 for slice", RuntimeWarning, stacklevel=2)
        degrees = 0.0
    rows = rows - means[:, None]
    weighted = rows if weights is None else rows * weights
    result = _core.dot(rows, weighted.T.conj()) * _core.true_divide(1, degrees)
    return squeeze(result)


def corrcoef(x, y=None, rowvar=True, bias=None, ddof=None, *, dtype=None):
    """The correlation coefficients: covariances over the products of standard deviations."""
    if bias is not None or ddof is not None:
        warnings.warn("bias and ddof have no effect and are deprecated", DeprecationWarning, stacklevel=2)
    matrix = cov(x, y, rowvar, dtype=dtype)
    if matrix.ndim == 0:
        return matrix / matrix
    deviations = _core.sqrt(matrix.diagonal().real)
    matrix = matrix / deviations[:, None]
    matrix = matrix / deviations[None, :]
    for part in (matrix.real, matrix.imag) if matrix.dtype.kind == "c" else (matrix,):
        part[...] = part.clip(-1, 1)
    return matrix
