# SPDX-License-Identifier: MIT
"""Neighbours and sums along an axis: differences, gradients, integrals, interpolation, convolution.

Each is slices of the input shifted against each other and one elementwise operation. A convolution of short vectors
is the table of all products, read askew so that one sum over its rows gives every result.
"""
from math import pi

from . import _core
from ._axes import normalize_axes, normalize_axis, slices_along
from ._core import add, array, as_strided, asarray, broadcast_to, concatenate, empty, isnan, matmul, \
    multiply, result_type, searchsorted, where, zeros

__all__ = ["convolve", "correlate", "cumulative_sum", "diff", "digitize", "gradient", "i0", "interp", "sinc", "trapz",
           "trapezoid", "unwrap"]


# ---- differences

def _edge(value, a, axis):
    value = asarray(value)
    if value.ndim == 0:
        shape = list(a.shape)
        shape[axis] = 1
        return broadcast_to(value, shape)
    return value


def diff(a, n=1, axis=-1, prepend=None, append=None):
    """The n-th differences between neighbours along an axis."""
    if n == 0:
        return a
    if n < 0:
        raise ValueError(f"order must be non-negative but got {n!r}")
    a = asarray(a)
    if a.ndim == 0:
        raise ValueError("diff requires input that is at least one dimensional")
    axis = normalize_axis(axis, a.ndim)
    if prepend is not None or append is not None:
        parts = [] if prepend is None else [_edge(prepend, a, axis)]
        parts.append(a)
        if append is not None:
            parts.append(_edge(append, a, axis))
        a = concatenate(parts, axis)
    later, earlier = slices_along(axis, slice(1, None)), slices_along(axis, slice(-1))
    subtract = _core.not_equal if a.dtype.kind == "b" else _core.subtract
    for _ in range(n):
        a = subtract(a[later], a[earlier])
    return a


def _spacings(f, axes, varargs):
    """For each axis a number, or the distances between neighbours as an array."""
    if not varargs:
        return [1.0] * len(axes)
    if len(varargs) == 1 and asarray(varargs[0]).ndim == 0:
        return list(varargs) * len(axes)
    if len(varargs) != len(axes):
        raise TypeError("invalid number of arguments")
    spacings = []
    for axis, given in zip(axes, varargs):
        distances = asarray(given)
        if distances.ndim == 0:
            spacings.append(given)
            continue
        if distances.ndim != 1:
            raise ValueError("distances must be either scalars or 1d")
        if distances.size != f.shape[axis]:
            raise ValueError("when 1d, distances must match the length of the corresponding dimension")
        if distances.dtype.kind in "iu":
            distances = distances.astype("float64")
        distances = distances[1:] - distances[:-1]
        spacings.append(distances[0] if distances.size and (distances == distances[0]).all() else distances)
    return spacings


def _end_slope(f, axis, step, places, edge_order, at_start):
    """The one-sided slope at an end; `places` are the three elements from the end inwards."""
    first, second, third = [f[slices_along(axis, place)] for place in places]
    if edge_order == 1:
        near = step if not hasattr(step, "ndim") or step.ndim == 0 else step[0 if at_start else -1]
        return (second - first) / near if at_start else (first - second) / near
    if not hasattr(step, "ndim") or step.ndim == 0:
        weights = (-1.5 / step, 2.0 / step, -0.5 / step)
    else:
        near, far = (step[0], step[1]) if at_start else (step[-1], step[-2])
        weights = (-(2.0 * near + far) / (near * (near + far)), (near + far) / (near * far),
                   -near / (far * (near + far)))
    if not at_start:
        weights = [-weight for weight in weights]
        return weights[2] * third + weights[1] * second + weights[0] * first
    return weights[0] * first + weights[1] * second + weights[2] * third


def _gradient_along(f, axis, step, edge_order, dtype):
    result = empty(f.shape, dtype)
    inner = slices_along(axis, slice(1, -1))
    before, here, behind = [f[slices_along(axis, part)] for part in (slice(-2), slice(1, -1), slice(2, None))]
    if not hasattr(step, "ndim") or step.ndim == 0:
        result[inner] = (behind - before) / (2. * step)
    else:
        shape = [1] * f.ndim
        shape[axis] = -1
        left, right = step[:-1].reshape(shape), step[1:].reshape(shape)
        result[inner] = -right / (left * (left + right)) * before + (right - left) / (left * right) * here \
            + left / (right * (left + right)) * behind
    inward = (0, 1, 2 if edge_order == 2 else 1)
    result[slices_along(axis, 0)] = _end_slope(f, axis, step, inward, edge_order, True)
    result[slices_along(axis, -1)] = _end_slope(f, axis, step, [-1 - place for place in inward], edge_order, False)
    return result


def gradient(f, *varargs, axis=None, edge_order=1):
    """The slope at each element by its neighbours on both sides, one array for each axis."""
    f = asarray(f)
    axes = tuple(range(f.ndim)) if axis is None else normalize_axes(axis, f.ndim)
    spacings = _spacings(f, axes, varargs)
    if edge_order > 2:
        raise ValueError("'edge_order' greater than 2 not supported")
    if f.dtype.kind in "iu":
        f = f.astype("float64")
    results = []
    for axis, step in zip(axes, spacings):
        if f.shape[axis] < edge_order + 1:
            raise ValueError("Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) "
                             "elements are required.")
        results.append(_gradient_along(f, axis, step, edge_order, f.dtype))
    return results[0] if len(axes) == 1 else results


# ---- sums

def trapz(y, x=None, dx=1.0, axis=-1):
    """The integral along an axis by trapezoids."""
    y = asarray(y)
    if x is None:
        widths = dx
    else:
        x = asarray(x)
        widths = diff(x, axis=-1 if x.ndim == 1 else axis)
        if x.ndim == 1:
            shape = [1] * y.ndim
            shape[axis] = widths.shape[0]
            widths = widths.reshape(shape)
    axis = normalize_axis(axis, y.ndim)
    pairs = y[slices_along(axis, slice(1, None))] + y[slices_along(axis, slice(-1))]
    return (widths * pairs / 2.0).sum(axis)


trapezoid = trapz


def cumulative_sum(x, /, *, axis=None, dtype=None, out=None, include_initial=False):
    """The running sums along an axis, with a zero in front if wanted."""
    x = asarray(x)
    if axis is None:
        if x.ndim > 1:
            raise ValueError("For arrays which have more than one dimension ``axis`` argument is required.")
        axis = 0
        x = x.reshape(-1)
    axis = normalize_axis(axis, x.ndim)
    if not include_initial:
        return x.cumsum(axis, dtype, out)
    if out is not None:
        out[slices_along(axis, 0)] = 0
        x.cumsum(axis, dtype, out[slices_along(axis, slice(1, None))])
        return out
    sums = x.cumsum(axis, dtype)
    shape = list(sums.shape)
    shape[axis] = 1
    return concatenate((zeros(shape, sums.dtype), sums), axis)


# ---- bins and interpolation

def digitize(x, bins, right=False):
    """The number of the bin, between monotonic edges, in which each element lies."""
    x, bins = asarray(x), asarray(bins)
    if x.dtype.kind == "c":
        raise TypeError("x may not be complex")
    if bins.ndim != 1:
        raise ValueError("object of too small depth for desired array" if bins.ndim == 0
                         else "object too deep for desired array")
    bins_as_floats = bins.astype("float64")
    if (bins_as_floats[1:] >= bins_as_floats[:-1]).all():
        return searchsorted(bins, x, "left" if right else "right")
    if (bins_as_floats[1:] <= bins_as_floats[:-1]).all():
        return len(bins) - searchsorted(bins[::-1], x, "left" if right else "right")
    raise ValueError("bins must be monotonically increasing or decreasing")


def _over_period(x, xp, fp, period):
    """The same points within one period, sorted, one more at each end."""
    if period == 0:
        raise ValueError("period must be a non-zero value")
    period = abs(period)
    x, xp = x % period, xp % period
    order = xp.argsort()
    xp, fp = xp[order], fp[order]
    return (x, concatenate((xp[-1:] - period, xp, xp[0:1] + period)),
            concatenate((fp[-1:], fp, fp[0:1])))


def interp(x, xp, fp, left=None, right=None, period=None):
    """The piecewise linear function through points, at x; the outer values, or the given ones, outside."""
    if period is None:
        result = _core._interpolate(x, xp, fp, left, right)
        if result is not None:
            return result
    fp = asarray(fp)
    kind = "complex128" if fp.dtype.kind == "c" else "float64"
    x, xp, fp = asarray(x, dtype="float64"), asarray(xp, dtype="float64"), asarray(fp, dtype=kind)
    if xp.ndim != 1 or fp.ndim != 1:
        raise ValueError("Data points must be 1-D sequences" if period is not None
                         else "object too deep for desired array" if xp.ndim > 1 or fp.ndim > 1
                         else "object of too small depth for desired array")
    if xp.shape[0] == 0:
        raise ValueError("array of sample points is empty")
    if xp.shape[0] != fp.shape[0]:
        raise ValueError("fp and xp are not of the same length" + ("." if period is None else ""))
    if period is not None:
        x, xp, fp = _over_period(x, xp, fp, period)
        left = right = None
    if kind == "complex128":
        result = empty(x.shape, kind)
        result.real = _interpolated(x, xp, fp.real, _part_of(left, "real"), _part_of(right, "real"))
        result.imag = _interpolated(x, xp, fp.imag, _part_of(left, "imag"), _part_of(right, "imag"))
        if xp.shape[0] > 1:
            result.imag[isnan(x)] = 0.0
        return result[()]
    return _interpolated(x, xp, fp, left, right)[()]


def _part_of(value, name):
    return None if value is None else getattr(complex(value), name)


def _interpolated(x, xp, fp, left, right):
    """interp of checked float64 arrays."""
    return _core._interpolate(asarray(x, order="C"), asarray(xp, order="C"), asarray(fp, order="C"), left, right)


# ---- convolution

# Up to so many products they are made at once.
_largest_table = 1 << 16
# So many elements of a long vector at a time stay in the cache while the short one passes over them.
_block = 1 << 12


def _full_convolution(a, v):
    """All len(a) + len(v) - 1 sums of products; v is the shorter."""
    dtype = result_type(a.dtype, v.dtype)
    count, short = a.size, v.size
    total = count + short - 1
    if short * (count + short) <= _largest_table:
        table = zeros((short, count + short), dtype)
        multiply(v[:, None], a, table[:, :count])
        askew = table.reshape(-1)[:short * total].reshape(short, total)
        return askew.any(0) if dtype.kind == "b" else askew.sum(0, dtype=dtype)
    result = zeros(total, dtype)
    product = empty(_block, dtype)
    for start in range(0, count, _block):
        piece = a[start:start + _block]
        products = product[:piece.size]
        for place in range(short):
            part = result[start + place:start + place + piece.size]
            add(part, multiply(piece, v[place], products), part)
    return result


def _convolved(a, v, mode):
    """The part of the full convolution that the mode wants; v is the shorter."""
    count, short = a.size, v.size
    full = _core._convolve(a, v)
    if full is None and mode in ("valid", 0) and short * count <= _largest_table:
        # Nothing reaches beyond an end: every window of the long vector times the other reversed.
        dtype = result_type(a.dtype, v.dtype)
        a = a.astype(dtype, copy=False)
        step = a.strides[0]
        return matmul(as_strided(a, (count - short + 1, short), (step, step)), v[::-1].astype(dtype, copy=False))
    if full is None:
        full = _full_convolution(a, v)
    if mode in ("full", 2):
        return full
    if mode in ("same", 1):
        start = (short - 1) // 2
        return full[start:start + count].copy()
    if mode in ("valid", 0):
        return full[short - 1:count].copy()
    raise ValueError(f"mode must be one of 'valid', 'same', or 'full' (got {mode!r})")


def _check_vectors(a, v):
    if a.ndim > 1 or v.ndim > 1:
        raise ValueError("object too deep for desired array")
    if a.ndim == 0 or v.ndim == 0:
        raise ValueError("object of too small depth for desired array")


def convolve(a, v, mode="full"):
    """The sums of products of one vector with the other reversed, at every offset."""
    a, v = asarray(a), asarray(v)
    if a.ndim == 0:
        a = a.reshape(1)
    if v.ndim == 0:
        v = v.reshape(1)
    _check_vectors(a, v)
    if v.size > a.size:
        a, v = v, a
    if a.size == 0:
        raise ValueError("a cannot be empty")
    if v.size == 0:
        raise ValueError("v cannot be empty")
    return _convolved(a, v, mode)


def correlate(a, v, mode="valid"):
    """The sums of products of one vector with the conjugate of the other, at every offset."""
    a, v = asarray(a), asarray(v)
    _check_vectors(a, v)
    if a.size == 0 or v.size == 0:
        raise ValueError(f"{'first' if a.size == 0 else 'second'} array argument cannot be empty")
    v = v.conj()
    if a.size >= v.size:
        return _convolved(a, v[::-1], mode)
    return _convolved(v, a[::-1], mode)[::-1].copy()


# ---- phases and special functions

def unwrap(p, discont=None, axis=-1, *, period=2 * pi):
    """Multiples of the period added so that neighbours differ by at most half of it."""
    p = asarray(p)
    steps = diff(p, axis=axis)
    dtype = result_type(p.dtype, period)
    if dtype.kind in "iu":
        half, odd = divmod(period, 2)
    else:
        half, odd = period / 2, False
    if discont is None:
        discont = period / 2
    wrapped = (steps + half) % period - half
    if not odd:
        # Exactly half a period may be a step either way: its sign stays.
        wrapped = where((wrapped == -half) & (steps > 0), half, wrapped)
    correction = wrapped - steps
    correction = where(_core.abs(steps) < discont, 0, correction)
    result = array(p, copy=True, dtype=dtype)
    behind = slices_along(normalize_axis(axis, p.ndim), slice(1, None))
    result[behind] = p[behind] + correction.cumsum(axis)
    return result


def sinc(x):
    """sin(pi x) / (pi x), one at zero."""
    x = asarray(x)
    y = pi * where(x == 0, 1.0e-20, x)
    return _core.sin(y) / y


def _bessel_series(x):
    """I0 by its power series in (x/2)**2, for |x| up to 20: terms grow no larger than the sum."""
    square = asarray((x / 2) ** 2)
    term = _core.ones(x.shape)
    total = term.copy()
    largest = float(square.max()) if square.size else 0.0
    if largest != largest:
        largest = 100.0
    bound, place = 1.0, 0
    # Terms of the largest argument fall from the place of its size on: then the last bound is the largest error.
    while bound > 1e-17 or place * place < largest:
        place += 1
        multiply(term, square, term)
        multiply(term, 1.0 / (place * place), term)
        add(total, term, total)
        bound *= largest / (place * place)
    return total


def _bessel_asymptotic(x):
    """I0 for large x: exp(x) / sqrt(2 pi x) times a series in 1/x."""
    term = _core.ones(x.shape)
    total = term.copy()
    inverse = asarray(1.0 / x)
    for place in range(1, 20):
        multiply(term, inverse, term)
        multiply(term, (2 * place - 1) ** 2 / (8.0 * place), term)
        add(total, term, total)
    # exp in two halves: the product overflows only where I0 does.
    root = _core.exp(x / 2)
    return root * (total / _core.sqrt(2 * pi * x)) * root


def i0(x):
    """The modified Bessel function of the first kind and order zero."""
    x = asarray(x)
    if x.dtype.kind == "c":
        raise TypeError("i0 not supported for complex values")
    if x.dtype.kind != "f":
        x = x.astype("float64")
    dtype = x.dtype
    x = _core.abs(x.astype("float64"))
    is_large = x > 20
    if not is_large.any():
        return asarray(_bessel_series(x).astype(dtype))
    result = where(is_large, _bessel_asymptotic(where(is_large, x, 20.0)), _bessel_series(where(is_large, 0.0, x)))
    return asarray(result.astype(dtype))
