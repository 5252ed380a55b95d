# SPDX-License-Identifier: MIT
"""pad: an array with a margin, in every mode of NumPy.

Three families. Constants are written into the margins of one allocation. Modes that repeat elements (edge, reflect,
symmetric, wrap) are one take per axis from computed positions. Modes that compute (statistics, ramps, odd reflections)
join the margins to the array axis by axis, so that a later axis sees the margins of the earlier ones.
"""
from ._applying import ndindex
from ._axes import slices_along
from ._core import arange, asarray, broadcast_to, clip, concatenate, empty, where, zeros
from ._quantiles import median
from ._ranges import linspace

__all__ = ["pad"]


def _as_pairs(value, ndim, is_index=False):
    """(before, after) for each axis from a number, one pair, or a pair each."""
    if value is None:
        return [(None, None)] * ndim
    given = asarray(value)
    if is_index:
        if given.size and given.dtype.kind != "i" and given.dtype.kind != "u":
            given = given.round().astype(int)
        if given.size and given.min() < 0:
            raise ValueError("index can't contain negative values")
    if given.ndim > 2 or (given.ndim == 2 and given.shape not in ((ndim, 2), (1, 2), (ndim, 1), (1, 1))) \
            or (given.ndim == 1 and given.shape not in ((1,), (2,))):
        return broadcast_to(given, (ndim, 2)).tolist()
    if given.ndim < 2:
        values = given.reshape(-1).tolist()
        return [(values[0], values[-1])] * ndim
    rows = [(row[0], row[-1]) for row in given.tolist()]
    return rows * ndim if len(rows) == 1 else rows


# ---- margins of constants

def _pad_constant(a, widths, constant_values=0):
    values = _as_pairs(constant_values, a.ndim)
    shape = [before + length + after for length, (before, after) in zip(a.shape, widths)]
    result = empty(shape, a.dtype)
    result[_inner(a, widths)] = a
    for axis, ((before, after), (left, right)) in enumerate(zip(widths, values)):
        result[slices_along(axis, slice(before))] = left
        result[slices_along(axis, slice(shape[axis] - after, None))] = right
    return result


def _inner(a, widths):
    return tuple([slice(before, before + length) for length, (before, _) in zip(a.shape, widths)])


def _pad_empty(a, widths):
    result = empty([before + length + after for length, (before, after) in zip(a.shape, widths)], a.dtype)
    result[_inner(a, widths)] = a
    return result


# ---- margins of elements

def _edge_positions(positions, length):
    return clip(positions, 0, length - 1)


def _wrap_positions(positions, length):
    return positions % length


def _symmetric_positions(positions, length):
    positions = positions % (2 * length)
    return where(positions < length, positions, 2 * length - 1 - positions)


def _reflect_positions(positions, length):
    if length == 1:
        return zeros(positions.shape, int)
    positions = positions % (2 * length - 2)
    return where(positions < length, positions, 2 * length - 2 - positions)


def _pad_by_positions(a, widths, positions_of):
    for axis, (before, after) in enumerate(widths):
        if before or after:
            length = a.shape[axis]
            front = a.take(positions_of(arange(-before, 0), length), axis)
            back = a.take(positions_of(arange(length, length + after), length), axis)
            a = concatenate((front, a, back), axis)
    return a


# ---- margins of computed values

def _odd_margin(a, axis, width, shared, period):
    """`width` more parts in front of an axis, each mirrored at the first element's place and value."""
    missing = width
    while missing:
        count = min(missing, period)
        edge = a[slices_along(axis, slice(0, 1))]
        mirrored = a[slices_along(axis, slice(1 - shared, count + 1 - shared))]
        mirrored = mirrored[slices_along(axis, slice(None, None, -1))]
        a = concatenate(((2 * edge - mirrored).astype(a.dtype), a), axis)
        missing -= count
    return a


def _pad_odd(a, widths, shared):
    """Odd reflection; `shared` is 1 when the edge itself is repeated (symmetric)."""
    for axis, (before, after) in enumerate(widths):
        period = a.shape[axis] - (1 - shared)
        if period == 0:
            a = _pad_by_positions(a, [(0, 0)] * axis + [(before, after)], _edge_positions)
            continue
        backwards = slices_along(axis, slice(None, None, -1))
        a = _odd_margin(a, axis, before, shared, period)
        a = _odd_margin(a[backwards], axis, after, shared, period)[backwards]
    return a.copy()


def _pad_statistic(a, widths, statistic, stat_length=None):
    for axis, ((before, after), lengths) in enumerate(zip(widths, _as_pairs(stat_length, a.ndim, is_index=True))):
        size = a.shape[axis]
        left, right = [size if length is None or length > size else length for length in lengths]
        if (left == 0 or right == 0) and statistic in ("maximum", "minimum"):
            raise ValueError("stat_length of 0 yields no value for padding")
        parts = [a]
        if before:
            parts.insert(0, _statistic_margin(a, axis, slice(left), before, statistic))
        if after:
            parts.append(_statistic_margin(a, axis, slice(size - right, size), after, statistic))
        a = concatenate(parts, axis)
    return a


def _statistic_margin(a, axis, span, width, statistic):
    part = a[slices_along(axis, span)]
    if statistic == "maximum":
        value = part.max(axis, keepdims=True)
    elif statistic == "minimum":
        value = part.min(axis, keepdims=True)
    else:
        value = part.mean(axis, keepdims=True) if statistic == "mean" else median(part, axis, keepdims=True)
        if a.dtype.kind in "iu":
            value = value.round()
    return value.astype(a.dtype).repeat(width, axis)


def _ramp(start, stop, count, dtype, axis):
    return linspace(start, stop, count, endpoint=False, dtype=dtype, axis=axis)


def _pad_ramp(a, widths, end_values=0):
    for axis, ((before, after), (left, right)) in enumerate(zip(widths, _as_pairs(end_values, a.ndim))):
        first = a[slices_along(axis, 0)]
        last = a[slices_along(axis, -1)]
        front = _ramp(left, first, before, a.dtype, axis)
        back = _ramp(right, last, after, a.dtype, axis)
        a = concatenate((front, a, back[slices_along(axis, slice(None, None, -1))]), axis)
    return a


def _pad_by_function(a, widths, function, options):
    result = _pad_constant(a, widths)
    for axis, pair in enumerate(widths):
        rows = result.swapaxes(axis, -1)
        for place in ndindex(rows.shape[:-1]):
            function(rows[place], tuple(pair), axis, options)
    return result


_options = {"constant": ("constant_values",), "edge": (), "linear_ramp": ("end_values",), "maximum": ("stat_length",),
            "mean": ("stat_length",), "median": ("stat_length",), "minimum": ("stat_length",),
            "reflect": ("reflect_type",), "symmetric": ("reflect_type",), "wrap": (), "empty": ()}
_positions = {"edge": _edge_positions, "wrap": _wrap_positions, "reflect": _reflect_positions,
              "symmetric": _symmetric_positions}


def pad(array, pad_width, mode="constant", **kwargs):
    """The array with so many more elements before and after each axis, made as the mode says."""
    array = asarray(array)
    given = asarray(pad_width)
    if given.dtype.kind not in "iu":
        raise TypeError("`pad_width` must be of integral type.")
    widths = _as_pairs(given, array.ndim, is_index=True)
    if callable(mode):
        return _pad_by_function(array, widths, mode, kwargs)
    if mode not in _options:
        raise ValueError(f"mode '{mode}' is not supported")
    unknown = set(kwargs) - set(_options[mode])
    if unknown:
        raise ValueError(f"unsupported keyword arguments for mode '{mode}': {unknown}")
    if mode == "constant":
        return _pad_constant(array, widths, **kwargs)
    if mode == "empty":
        return _pad_empty(array, widths)
    for axis, (length, pair) in enumerate(zip(array.shape, widths)):
        if length == 0 and pair != (0, 0) and any(pair):
            raise ValueError(f"can't extend empty axis {axis} using modes other than 'constant' or 'empty'")
    if array.size == 0:
        return _pad_empty(array, widths)
    if mode == "linear_ramp":
        return _pad_ramp(array, widths, **kwargs)
    if mode in _positions:
        if kwargs.get("reflect_type", "even") == "odd":
            return _pad_odd(array, widths, int(mode == "symmetric"))
        result = _pad_by_positions(array, widths, _positions[mode])
        return result.copy() if result is array else result
    return _pad_statistic(array, widths, mode, **kwargs)
