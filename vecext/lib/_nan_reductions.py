# SPDX-License-Identifier: MIT
"""Reductions that pass over NaN.

Sums, products and extremes replace each NaN by a value that does not count and reduce as usual. Means and variances
divide by the number of the others. Medians and quantiles are taken row by row only where a row has NaN; the rest is
one call. Types without NaN go straight to the plain reduction.
"""
import warnings

from . import _core
from ._core import asarray, copyto, empty, isnan, nan, where
from ._quantiles import checked_fractions, median, merge_axes, percentile, quantile, quantile_of_rows, restore_axes

__all__ = ["nanargmax", "nanargmin", "nancumprod", "nancumsum", "nanmax", "nanmean", "nanmedian", "nanmin",
           "nanpercentile", "nanprod", "nanquantile", "nanstd", "nansum", "nanvar"]


def _filled(a, value):
    """The array with NaN replaced, and where they were, or None when the type has none."""
    a = asarray(a)
    if a.dtype.kind not in "fc":
        return a, None
    missing = isnan(a)
    return where(missing, asarray(value, a.dtype), a), missing


# ---- sums, products, extremes

def _options(initial, where):
    options = {}
    if initial is not None:
        options["initial"] = initial
    if where is not None:
        options["where"] = where
    return options


def nansum(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None):
    """The sum, NaN counting as zero."""
    return _filled(a, 0)[0].sum(axis, dtype, out, keepdims, **_options(initial, where))


def nanprod(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None):
    """The product, NaN counting as one."""
    return _filled(a, 1)[0].prod(axis, dtype, out, keepdims, **_options(initial, where))


def nancumsum(a, axis=None, dtype=None, out=None):
    """The running sum, NaN counting as zero."""
    return _filled(a, 0)[0].cumsum(axis, dtype, out)


def nancumprod(a, axis=None, dtype=None, out=None):
    """The running product, NaN counting as one."""
    return _filled(a, 1)[0].cumprod(axis, dtype, out)


def _extreme(reduction, a, axis, out, keepdims, initial, mask):
    """fmin and fmax pass over NaN themselves; what is still NaN had nothing else."""
    result = reduction.reduce(asarray(a), axis, None, out, keepdims, **_options(initial, mask))
    if asarray(result).dtype.kind in "fc" and isnan(result).any():
        warnings.warn("All-NaN slice encountered" if axis is not None else "All-NaN axis encountered",
                      RuntimeWarning, stacklevel=3)
    return result


def nanmin(a, axis=None, out=None, keepdims=False, initial=None, where=None):
    """The smallest element that is not NaN."""
    return _extreme(_core.fmin, a, axis, out, keepdims, initial, where)


def nanmax(a, axis=None, out=None, keepdims=False, initial=None, where=None):
    """The largest element that is not NaN."""
    return _extreme(_core.fmax, a, axis, out, keepdims, initial, where)


def _position(a, axis, out, keepdims, value, name):
    filled, missing = _filled(a, value)
    if missing is not None and missing.size and asarray(missing.all(axis)).any():
        raise ValueError("All-NaN slice encountered")
    return getattr(filled, name)(axis, out, keepdims=keepdims and filled.ndim > 0)


def nanargmin(a, axis=None, out=None, *, keepdims=False):
    """The position of the smallest element that is not NaN."""
    return _position(a, axis, out, keepdims, _core.inf, "argmin")


def nanargmax(a, axis=None, out=None, *, keepdims=False):
    """The position of the largest element that is not NaN."""
    return _position(a, axis, out, keepdims, -_core.inf, "argmax")


# ---- mean and variance

def _counts(missing, axis, keepdims, mask):
    present = ~missing
    return present.sum(axis, dtype=int, keepdims=keepdims, **_options(None, mask))


def _check_dtypes(kind, dtype, out):
    if dtype is not None and _core.empty(0, dtype).dtype.kind not in "fc":
        raise TypeError("If a is inexact, then dtype must be inexact")
    if out is not None and out.dtype.kind not in "fc":
        raise TypeError("If a is inexact, then out must be inexact")


def _divided(total, count, out):
    before = _core.seterr(divide="ignore", invalid="ignore")
    try:
        return _core.true_divide(total, count, out) if out is not None \
            else asarray(_core.true_divide(total, count)).astype(asarray(total).dtype)[()]
    finally:
        _core.seterr(**before)


def nanmean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=None):
    """The mean of the elements that are not NaN."""
    filled, missing = _filled(a, 0)
    if missing is None:
        return filled.mean(axis, dtype, out, keepdims, **_options(None, where))
    _check_dtypes(filled.dtype.kind, dtype, out)
    count = _counts(missing, axis, keepdims, where)
    total = filled.sum(axis, dtype, out, keepdims, **_options(None, where))
    result = _divided(total, count, out)
    if (asarray(count) == 0).any():
        warnings.warn("Mean of empty slice", RuntimeWarning, stacklevel=2)
    return result


def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=None):
    """The mean square distance from the mean of the elements that are not NaN."""
    filled, missing = _filled(a, 0)
    if missing is None:
        return filled.var(axis, dtype, out, ddof, keepdims, **_options(None, where))
    _check_dtypes(filled.dtype.kind, dtype, out)
    count = asarray(_counts(missing, axis, True, where))
    mean = _divided(filled.sum(axis, dtype, keepdims=True, **_options(None, where)), count, None)
    distance = asarray(filled - mean)
    copyto(distance, 0, where=missing)
    squares = (distance * distance.conj()).real if distance.dtype.kind == "c" else _core.multiply(distance, distance,
                                                                                                 distance)
    total = squares.sum(axis, dtype, out, keepdims, **_options(None, where))
    count = count.reshape(asarray(total).shape)
    result = _divided(total, count - ddof, out)
    without = count <= ddof
    if without.any():
        warnings.warn("Degrees of freedom <= 0 for slice.", RuntimeWarning, stacklevel=2)
        if out is not None:
            out[without] = nan
            return out
        result = _core.where(without, asarray(nan, asarray(result).dtype), result)[()]
    return result


def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=None):
    """The square root of nanvar."""
    return _core.sqrt(nanvar(a, axis, dtype, out, ddof, keepdims, where=where), out)


# ---- order statistics

def _over_rows(rows, width, compute):
    """compute(present elements) of each row as the leading axis of the result."""
    count = rows.shape[-1]
    table = rows.reshape(-1, count)
    result = empty((width, table.shape[0]), rows.dtype)
    some_empty = False
    for place, row in enumerate(table):
        present = row[~isnan(row)]
        if present.size:
            result[:, place] = compute(present)
        else:
            result[:, place] = nan
            some_empty = True
    if some_empty:
        warnings.warn("All-NaN slice encountered", RuntimeWarning, stacklevel=4)
    return result.reshape((width,) + rows.shape[:-1])


def _finish(result, ndim, axes, out, keepdims, leading):
    if keepdims:
        result = restore_axes(result, ndim, axes, leading)
    if out is not None:
        copyto(out, result, casting="unsafe")
        return out
    return result if keepdims else result[()]


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    """The median of the elements that are not NaN."""
    a = asarray(a)
    if a.size == 0:
        return nanmean(a, axis, out=out, keepdims=keepdims)
    if a.dtype.kind not in "fc" or not isnan(a).any():
        return median(a, axis, out, overwrite_input, keepdims)
    rows, axes = merge_axes(a, axis)
    result = _over_rows(rows, 1, median)[0]
    return _finish(result, a.ndim, axes, out, keepdims, 0)


def _nan_quantile(a, q, axis, out, method, keepdims):
    rows, axes = merge_axes(a, axis)
    flat = q.ravel()
    result = _over_rows(rows, flat.size, lambda present: quantile_of_rows(present, flat, method))
    return _finish(result.reshape(q.shape + rows.shape[:-1]), a.ndim, axes, out, keepdims, q.ndim)


def nanquantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *,
                interpolation=None):
    """The quantiles of the elements that are not NaN."""
    a = asarray(a)
    if a.size == 0:
        return nanmean(a, axis, out=out, keepdims=keepdims)
    if a.dtype.kind not in "fc" or not isnan(a).any():
        return quantile(a, q, axis, out, overwrite_input, method, keepdims, interpolation=interpolation)
    q = checked_fractions(q, "Quantiles must be in the range [0, 1]")
    return _nan_quantile(a, q, axis, out, interpolation or method, keepdims)


def nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *,
                  interpolation=None):
    """nanquantile with the fractions in percent."""
    a = asarray(a)
    if a.size == 0:
        return nanmean(a, axis, out=out, keepdims=keepdims)
    if a.dtype.kind not in "fc" or not isnan(a).any():
        return percentile(a, q, axis, out, overwrite_input, method, keepdims, interpolation=interpolation)
    q = checked_fractions(asarray(q) / 100, "Percentiles must be in the range [0, 100]")
    return _nan_quantile(a, q, axis, out, interpolation or method, keepdims)
