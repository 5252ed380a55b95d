# SPDX-License-Identifier: MIT
"""Moving elements and axes: transpositions, rotations, repetitions, insertions and removals.

What only changes the order of axes or the direction of one is a view. The rest allocates its result once and fills it
by slices.
"""
import warnings
from operator import index

from ._axes import normalize_axes, normalize_axis, slices_along
from ._core import AxisError, arange, array, as_strided, asarray, concatenate, empty, ones, zeros

__all__ = ["delete", "flip", "fliplr", "flipud", "insert", "matrix_transpose", "moveaxis", "resize", "roll",
           "rollaxis", "rot90", "sliding_window_view", "tile", "trim_zeros"]


# ---- axes

def matrix_transpose(x, /):
    """The last two axes exchanged."""
    x = asarray(x)
    if x.ndim < 2:
        raise ValueError(f"Input array must be at least 2-dimensional, but it is {x.ndim}")
    return x.swapaxes(-1, -2)


def moveaxis(a, source, destination):
    """Some axes at new places, the others in their old order around them."""
    a = asarray(a)
    ndim = a.ndim
    source = normalize_axes(source, ndim, "source")
    destination = normalize_axes(destination, ndim, "destination")
    if len(source) != len(destination):
        raise ValueError("`source` and `destination` arguments must have the same number of elements")
    order = [axis for axis in range(ndim) if axis not in source]
    for place, axis in sorted(zip(destination, source)):
        order.insert(place, axis)
    return a.transpose(order)


def rollaxis(a, axis, start=0):
    """One axis moved until it lies in front of `start`."""
    a = asarray(a)
    ndim = a.ndim
    axis = normalize_axis(axis, ndim)
    if start < 0:
        start += ndim
    if not 0 <= start <= ndim:
        raise AxisError(f"'start' arg requires {-ndim} <= start < {ndim + 1}, but {start} was passed in")
    order = list(range(ndim))
    order.remove(axis)
    order.insert(start - 1 if axis < start else start, axis)
    return a.transpose(order)


def flip(m, axis=None):
    """The elements in reversed order along all axes or some, as a view."""
    m = asarray(m)
    if axis is None:
        return m[(slice(None, None, -1),) * m.ndim]
    turned = normalize_axes(axis, m.ndim)
    return m[tuple([slice(None, None, -1) if axis in turned else slice(None) for axis in range(m.ndim)])]


def flipud(m):
    """Reversed along the first axis."""
    m = asarray(m)
    if m.ndim < 1:
        raise ValueError("Input must be >= 1-d.")
    return m[::-1]


def fliplr(m):
    """Reversed along the second axis."""
    m = asarray(m)
    if m.ndim < 2:
        raise ValueError("Input must be >= 2-d.")
    return m[:, ::-1]


def rot90(m, k=1, axes=(0, 1)):
    """Turned k times by 90 degrees from the first of two axes towards the second, as a view."""
    axes = tuple(axes)
    if len(axes) != 2:
        raise ValueError("len(axes) must be 2.")
    m = asarray(m)
    first, second = axes
    if first == second or abs(first - second) == m.ndim:
        raise ValueError("Axes must be different.")
    if not (-m.ndim <= first < m.ndim and -m.ndim <= second < m.ndim):
        raise ValueError(f"Axes={axes} out of range for array of ndim={m.ndim}.")
    k %= 4
    if k == 0:
        return m[:]
    if k == 2:
        return flip(m, axes)
    return flip(m, second).swapaxes(first, second) if k == 1 else flip(m.swapaxes(first, second), second)


def roll(a, shift, axis=None):
    """Shifted along axes, what leaves at one end coming in at the other."""
    a = asarray(a)
    if axis is None:
        return roll(a.ravel(), shift, 0).reshape(a.shape)
    axes = normalize_axes(axis, a.ndim, repeated=True)
    if not isinstance(shift, (tuple, list)) and getattr(shift, "ndim", 0) == 0:
        shifts = (shift,)
    else:
        shifts = tuple(shift)
    if len(shifts) != len(axes):
        if len(shifts) != 1 and len(axes) != 1:
            raise ValueError("shape mismatch: objects cannot be broadcast to a single shape")
        count = max(len(shifts), len(axes)) if shifts and axes else 0
        shifts, axes = (shifts * count)[:count], (axes * count)[:count]
    total = {}
    for amount, axis in zip(shifts, axes):
        total[axis] = total.get(axis, 0) + int(amount)
    for axis, amount in total.items():
        amount %= a.shape[axis] or 1
        if amount:
            a = concatenate((a[slices_along(axis, slice(-amount, None))], a[slices_along(axis, slice(-amount))]), axis)
            total[axis] = None
    return a if None in total.values() else a.copy()


def sliding_window_view(x, window_shape, axis=None, *, subok=False, writeable=False):
    """All windows of a shape: the last axes of the view run through a window, the others from one to the next."""
    window_shape = tuple(window_shape) if hasattr(window_shape, "__iter__") else (window_shape,)
    x = array(x, copy=False)
    if min(window_shape, default=0) < 0:
        raise ValueError("`window_shape` cannot contain negative values")
    if axis is None:
        axes = tuple(range(x.ndim))
        if len(window_shape) != len(axes):
            raise ValueError("Since axis is None, must provide window_shape for all dimensions of `x`; got "
                             f"{len(window_shape)} window_shape elements and `x.ndim` is {x.ndim}.")
    else:
        axes = normalize_axes(axis, x.ndim, repeated=True)
        if len(window_shape) != len(axes):
            raise ValueError(f"Must provide matching length window_shape and axis; got {len(window_shape)} "
                             f"window_shape elements and {len(axes)} axes elements.")
    lengths = list(x.shape)
    for axis, length in zip(axes, window_shape):
        if lengths[axis] < length:
            raise ValueError("window shape cannot be larger than input array shape")
        lengths[axis] -= length - 1
    view = as_strided(x, tuple(lengths) + window_shape, x.strides + tuple([x.strides[axis] for axis in axes]))
    if not writeable:
        view.flags.writeable = False
    return view


# ---- repetitions

def tile(A, reps):
    """The whole array so many times along each axis, missing axes counting as one."""
    reps = tuple(reps) if hasattr(reps, "__iter__") else (reps,)
    A = asarray(A)
    ndim = max(A.ndim, len(reps))
    lengths = (1,) * (ndim - A.ndim) + A.shape
    reps = (1,) * (ndim - len(reps)) + reps
    result = empty([length * count for length, count in zip(lengths, reps)], A.dtype)
    # Each axis seen as two: which copy, and where in it. The array broadcasts along the former.
    split = [part for pair in zip(reps, lengths) for part in pair]
    result.reshape(split)[...] = A.reshape([part for length in lengths for part in (1, length)])
    return result


def resize(a, new_shape):
    """The elements in order, again and again until a new shape is full."""
    new_shape = (new_shape,) if isinstance(new_shape, int) or not hasattr(new_shape, "__iter__") else tuple(new_shape)
    a = asarray(a).ravel()
    size = 1
    for length in new_shape:
        size *= length
        if length < 0:
            raise ValueError("all elements of `new_shape` must be non-negative")
    if a.size == 0 or size == 0:
        return zeros(new_shape, a.dtype)
    result = empty(size, a.dtype)
    whole = size // a.size * a.size
    result[:whole].reshape(-1, a.size)[...] = a
    result[whole:] = a[:size - whole]
    return result.reshape(new_shape)


# ---- some elements more or less

def trim_zeros(filt, trim="fb"):
    """A vector without the zeros at its front ("f"), its back ("b") or both."""
    trim = trim.upper()
    first, last = 0, len(filt)
    if "F" in trim:
        while first < last and filt[first] == 0:
            first += 1
    if "B" in trim:
        while last > first and filt[last - 1] == 0:
            last -= 1
    return filt[first:last]


def _flat_axis(arr, axis):
    """The array and axis that an absent axis means."""
    arr = asarray(arr)
    if axis is None:
        return (arr if arr.ndim == 1 else arr.ravel()), 0
    return arr, normalize_axis(axis, arr.ndim)


def _checked_position(position, given, axis, length, end):
    if not -length <= position < end:
        raise IndexError(f"index {given} is out of bounds for axis {axis} with size {length}")
    return position + length if position < 0 else position


def _delete_slice(arr, span, axis):
    positions = range(*span.indices(arr.shape[axis]))
    if not positions:
        return arr.copy()
    if positions.step < 0:
        positions = positions[::-1]
    if positions.step == 1:
        return _without(arr, axis, positions.start, positions.stop)
    keep = ones(arr.shape[axis], bool)
    keep[positions.start:positions.stop:positions.step] = False
    return arr[slices_along(axis, keep)]


def _without(arr, axis, start, stop):
    return concatenate((arr[slices_along(axis, slice(start))], arr[slices_along(axis, slice(stop, None))]), axis)


def delete(arr, obj, axis=None):
    """A copy without what an index, a slice or a mask names along an axis."""
    arr, axis = _flat_axis(arr, axis)
    length = arr.shape[axis]
    if isinstance(obj, slice):
        return _delete_slice(arr, obj, axis)
    if type(obj) is int:
        position = _checked_position(obj, obj, axis, length, length)
        return _without(arr, axis, position, position + 1)
    chosen = asarray(obj)
    if chosen.dtype.kind != "b" and chosen.size == 1 and (chosen.ndim == 0 or chosen.dtype.kind in "iu"):
        position = _checked_position(index(chosen.item()), obj, axis, length, length)
        return _without(arr, axis, position, position + 1)
    if chosen.size == 0 and not hasattr(obj, "dtype"):
        chosen = chosen.astype(int)
    if chosen.dtype.kind == "b":
        if chosen.shape != (length,):
            raise ValueError("boolean array argument obj to delete must be one dimensional and match the axis length "
                             f"of {length}")
        keep = ~chosen
    else:
        keep = ones(length, bool)
        keep[chosen] = False
    return arr[slices_along(axis, keep)]


def _insert_one(arr, position, scalar, values, axis):
    values = array(values, copy=False, ndmin=arr.ndim, dtype=arr.dtype)
    if scalar:
        # A single index takes the values as one part, so their first axis is the one that grows.
        values = moveaxis(values, 0, axis)
    count = values.shape[axis]
    shape = list(arr.shape)
    shape[axis] += count
    result = empty(shape, arr.dtype)
    result[slices_along(axis, slice(position))] = arr[slices_along(axis, slice(position))]
    result[slices_along(axis, slice(position, position + count))] = values
    result[slices_along(axis, slice(position + count, None))] = arr[slices_along(axis, slice(position, None))]
    return result


def insert(arr, obj, values, axis=None):
    """A copy with values before the given positions along an axis."""
    arr, axis = _flat_axis(arr, axis)
    length = arr.shape[axis]
    if type(obj) is int:
        return _insert_one(arr, _checked_position(obj, obj, axis, length, length + 1), True, values, axis)
    if isinstance(obj, slice):
        places = arange(*obj.indices(length))
    else:
        places = array(obj)
        if places.dtype.kind == "b":
            warnings.warn("in the future insert will treat boolean arrays and array-likes as a boolean index instead "
                          "of casting it to integer", FutureWarning, stacklevel=2)
            places = places.astype(int)
        elif places.ndim > 1:
            raise ValueError("index array argument obj to insert must be one dimensional or scalar")
    if places.size == 1:
        position = _checked_position(index(places.item()), obj, axis, length, length + 1)
        return _insert_one(arr, position, places.ndim == 0, values, axis)
    if places.size == 0 and not hasattr(obj, "dtype"):
        places = places.astype(int)
    places[places < 0] += length
    order = places.argsort(kind="stable")
    places[order] += arange(places.size)
    shape = list(arr.shape)
    shape[axis] += places.size
    is_old = ones(shape[axis], bool)
    is_old[places] = False
    result = empty(shape, arr.dtype)
    result[slices_along(axis, places)] = values
    result[slices_along(axis, is_old)] = arr
    return result
