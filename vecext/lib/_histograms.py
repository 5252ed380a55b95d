# SPDX-License-Identifier: MIT
"""Histograms in one, two and more dimensions, and rules for the number of bins.

The bins' edges come first: given, evenly spaced over a range, or from an estimator that looks at the data. Then each
element gets the number of its bin, by arithmetic where the bins are even and by bisection elsewhere, and one bincount
counts or adds weights.
"""
import warnings
from operator import index

from . import _core
from ._core import arange, asarray, bincount, empty, isfinite, linspace, result_type, searchsorted
from ._grids import ravel_multi_index
from ._quantiles import percentile

__all__ = ["histogram", "histogram2d", "histogram_bin_edges", "histogramdd"]


# ---- estimators of the width of a bin

def _spread(x):
    return float(x.max()) - float(x.min())


def _square_root_width(x, limits):
    return _spread(x) / x.size ** 0.5


def _sturges_width(x, limits):
    return _spread(x) / (float(_core.log2(float(x.size))) + 1.0)


def _rice_width(x, limits):
    return _spread(x) / (2.0 * x.size ** (1.0 / 3))


def _scott_width(x, limits):
    return (24.0 * _core.pi ** 0.5 / x.size) ** (1.0 / 3.0) * float(x.std())


def _freedman_diaconis_width(x, limits):
    upper, lower = percentile(x, [75, 25])
    return 2.0 * float(upper - lower) * x.size ** (-1.0 / 3.0)


def _auto_width(x, limits):
    robust, simple = _freedman_diaconis_width(x, limits), _sturges_width(x, limits)
    return min(robust, simple) if robust else simple


def _doane_width(x, limits):
    """Sturges' rule with the skewness of the data taken into account."""
    count = x.size
    deviation = x.std()
    if count <= 2 or not deviation > 0:
        return 0.0
    scale = (6.0 * (count - 2) / ((count + 1.0) * (count + 3))) ** 0.5
    skewness = float((((x - x.mean()) / deviation) ** 3).mean())
    return _spread(x) / (1.0 + float(_core.log2(float(count))) + float(_core.log2(1.0 + abs(skewness) / scale)))


def _stone_width(x, limits):
    """The width whose histogram has the least estimated squared error, by leaving one element out."""
    # In the data's own precision, as the bins themselves.
    count, spread = x.size, _difference(x.max(), x.min())
    if count <= 1 or spread == 0:
        return 0

    def loss(bins):
        shares = histogram(x, bins, limits)[0] / count
        return (2 - (count + 1) * shares.dot(shares)) / (spread / bins)

    most = max(100, int(count ** 0.5))
    bins = min(range(1, most + 1), key=loss)
    if bins == most:
        warnings.warn("The number of bins estimated may be suboptimal.", RuntimeWarning, stacklevel=3)
    return spread / bins


_estimators = {"stone": _stone_width, "auto": _auto_width, "doane": _doane_width, "fd": _freedman_diaconis_width,
               "rice": _rice_width, "scott": _scott_width, "sqrt": _square_root_width, "sturges": _sturges_width}


# ---- edges

def _flat_with_weights(a, weights):
    a = asarray(a)
    if a.dtype.kind == "b":
        warnings.warn("Converting input from bool to <class 'numpy.uint8'> for compatibility.", RuntimeWarning,
                      stacklevel=3)
        a = a.astype("uint8")
    if weights is not None:
        weights = asarray(weights)
        if weights.shape != a.shape:
            raise ValueError("weights should have the same shape as a.")
        weights = weights.ravel()
    return a.ravel(), weights


def _outer_edges(a, limits):
    if limits is not None:
        first, last = limits
        if first > last:
            raise ValueError("max must be larger than min in range parameter.")
        if not (isfinite(first) and isfinite(last)):
            raise ValueError(f"supplied range of [{first}, {last}] is not finite")
    elif a.size == 0:
        first, last = 0, 1
    else:
        first, last = a.min(), a.max()
        if not (isfinite(first) and isfinite(last)):
            raise ValueError(f"autodetected range of [{first}, {last}] is not finite")
    return (first - 0.5, last + 0.5) if first == last else (first, last)


def _difference(high, low):
    """high - low as it is, however narrow the integers."""
    kinds = getattr(getattr(high, "dtype", None), "kind", "") + getattr(getattr(low, "dtype", None), "kind", "")
    return int(high) - int(low) if kinds and set(kinds) <= {"i", "u"} else high - low


def _estimated_count(a, name, limits, weights):
    if name not in _estimators:
        raise ValueError(f"{name!r} is not a valid estimator for `bins`")
    if weights is not None:
        raise TypeError("Automated estimation of the number of bins is not supported for weighted data")
    first, last = _outer_edges(a, limits)
    if limits is not None:
        a = a[(a >= first) & (a <= last)]
    if a.size == 0:
        return 1
    width = _estimators[name](a, (first, last))
    return max(int(_core.ceil(float(_difference(last, first)) / width)), 1) if width else 1


def _bin_edges(a, bins, limits, weights):
    """The edges, and whether they are evenly spaced."""
    if isinstance(bins, str):
        count = _estimated_count(a, bins, limits, weights)
    elif asarray(bins).ndim == 0:
        try:
            count = index(bins)
        except TypeError:
            raise TypeError("`bins` must be an integer, a string, or an array") from None
        if count < 1:
            raise ValueError("`bins` must be positive, when an integer")
    elif asarray(bins).ndim == 1:
        edges = asarray(bins)
        if (edges[:-1] > edges[1:]).any():
            raise ValueError("`bins` must increase monotonically, when an array")
        return edges, False
    else:
        raise ValueError("`bins` must be 1d, when an array")
    first, last = _outer_edges(a, limits)
    dtype = result_type(first, last, a.dtype)
    if dtype.kind in "iu":
        dtype = result_type(dtype, 1.0)
    return linspace(first, last, count + 1, endpoint=True, dtype=dtype), True


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    """The edges that histogram would use."""
    a, weights = _flat_with_weights(a, weights)
    return _bin_edges(a, bins, range, weights)[0]


# ---- counting

def _even_bins(a, edges):
    """The numbers of even bins by arithmetic, mended where rounding put an element across an edge."""
    count = edges.size - 1
    first, last = edges[0], edges[-1]
    scale = count / (last - first)
    positions = (a - first) * scale
    places = positions.astype(int)
    _core.minimum(places, count - 1, places)
    # Rounding moves a position by so little that only those near an edge can be wrong.
    precision = 2.4e-7 if positions.dtype.itemsize == 4 else 4.5e-16
    doubt = 8 * precision * (max(abs(float(first)), abs(float(last))) * float(scale) + count)
    if not doubt < 0.25:
        return _mended(places, a, edges)
    near = (_core.abs(positions - _core.rint(positions)) <= doubt).nonzero()[0]
    if near.size:
        places[near] = _mended(places[near], a[near], edges)
    return places


def _mended(places, a, edges):
    """The numbers of bins one less or more where an element is not between the edges."""
    places -= a < edges.take(places)
    places += (a >= edges.take(places + 1)) & (places != edges.size - 2)
    return places


def _any_bins(a, edges):
    places = searchsorted(edges, a, "right") - 1
    places[a == edges[-1]] = edges.size - 2
    return places


def _counted(places, weights, count, dtype):
    if weights is None:
        return bincount(places, minlength=count)
    if weights.dtype.kind == "c":
        result = empty(count, dtype)
        result.real[...] = bincount(places, weights.real, count)
        result.imag[...] = bincount(places, weights.imag, count)
        return result
    return bincount(places, weights.astype("float64"), count).astype(dtype)


def histogram(a, bins=10, range=None, density=None, weights=None):
    """How many elements, or what weight, each bin holds, or the density; and the edges of the bins."""
    a, weights = _flat_with_weights(a, weights)
    edges, even = _bin_edges(a, bins, range, weights)
    count = edges.size - 1
    if count < 1:
        return empty(0, int), edges
    inside = (a >= edges[0]) & (a <= edges[-1])
    if not inside.all():
        a = a[inside]
        weights = None if weights is None else weights[inside]
    places = _even_bins(a, edges) if even else _any_bins(a, edges)
    result = _counted(places, weights, count, None if weights is None else weights.dtype)
    if density:
        widths = (edges[1:] - edges[:-1]).astype("float64")
        return result / widths / result.sum(), edges
    return result, edges


# ---- more dimensions

def _edges_along(values, bins, limits, axis):
    """The edges of one dimension of a sample."""
    if asarray(bins).ndim == 0:
        if bins < 1:
            raise ValueError(f"`bins[{axis}]` must be positive, when an integer")
        first, last = _outer_edges(values, limits)
        try:
            count = index(bins)
        except TypeError:
            raise TypeError(f"`bins[{axis}]` must be an integer, when a scalar") from None
        return linspace(first, last, count + 1, dtype=result_type(first, last, 1.0))
    if asarray(bins).ndim == 1:
        edges = asarray(bins)
        if (edges[:-1] > edges[1:]).any():
            raise ValueError(f"`bins[{axis}]` must be monotonically increasing, when an array")
        return edges
    raise ValueError(f"`bins[{axis}]` must be a scalar or 1d array")


def _as_sample(sample):
    """One row an element, one column a dimension."""
    if hasattr(sample, "shape") and len(sample.shape) == 2:
        return sample
    sample = asarray(sample)
    return sample.reshape((1,) * (2 - sample.ndim) + sample.shape).T


def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    """A histogram over as many dimensions as the sample has columns; and the edges along each."""
    sample = _as_sample(sample)
    rows, ndim = sample.shape
    weights = None if weights is None else asarray(weights)
    try:
        if len(bins) != ndim:
            raise ValueError("The dimension of bins must be equal to the dimension of the  sample x.")
    except TypeError:
        bins = ndim * [bins]
    if range is None:
        range = (None,) * ndim
    elif len(range) != ndim:
        raise ValueError("range argument must have one entry per dimension")
    edges = [_edges_along(sample[:, axis], bins[axis], range[axis], axis) for axis in arange(ndim).tolist()]
    places = []
    for axis, own in enumerate(edges):
        place = searchsorted(own, sample[:, axis], "right")
        place[sample[:, axis] == own[-1]] -= 1
        places.append(place)
    # One bin more at both ends catches what lies outside.
    shape = tuple([own.size + 1 for own in edges])
    size = 1
    for length in shape:
        size *= length
    flat = ravel_multi_index(tuple(places), shape)
    result = bincount(flat, weights, size) if weights is not None else bincount(flat, minlength=size)
    result = result.reshape(shape).astype("float64")[ndim * (slice(1, -1),)]
    if density:
        total = result.sum()
        for axis, own in enumerate(edges):
            widths = [1] * ndim
            widths[axis] = own.size - 1
            result = result / (own[1:] - own[:-1]).reshape(widths)
        result = result / total
    return result, edges


def histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    """The histogram of pairs, and the edges along both axes."""
    if len(x) != len(y):
        raise ValueError("x and y must have the same length.")
    try:
        count = len(bins)
    except TypeError:
        count = 1
    if count != 1 and count != 2:
        bins = [asarray(bins)] * 2
    result, edges = histogramdd([x, y], bins, range, density, weights)
    return result, edges[0], edges[1]
