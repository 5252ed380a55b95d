# SPDX-License-Identifier: MIT
"""Grids and positions: coordinate arrays, spaced numbers, index tricks, flat and tuple indices.

mgrid, ogrid, r_, c_ and s_ are objects whose subscript is the request. Flat positions and index tuples are turned into
each other by the lengths of the axes behind each axis.
"""
from operator import index

from . import _core
from ._core import arange, asarray, concatenate, empty, log10, ndarray, power, result_type, zeros
from ._joining import broadcast_arrays
from ._ranges import linspace

__all__ = ["c_", "geomspace", "indices", "ix_", "logspace", "meshgrid", "mgrid", "ogrid", "r_", "ravel_multi_index",
           "s_", "unravel_index", "index_exp"]


# ---- coordinates

def indices(dimensions, dtype=int, sparse=False):
    """For each axis the array of that index at every place of a shape, stacked; or open, as a tuple."""
    dimensions = tuple(dimensions)
    ndim = len(dimensions)
    parts = [arange(length, dtype=dtype).reshape((1,) * axis + (length,) + (1,) * (ndim - axis - 1))
             for axis, length in enumerate(dimensions)]
    if sparse:
        return tuple(parts)
    result = empty((ndim,) + dimensions, dtype)
    for axis, part in enumerate(parts):
        result[axis] = part
    return result


def ix_(*args):
    """Vectors of indices as an open grid; booleans become the positions of their True."""
    parts = []
    for axis, positions in enumerate(args):
        if not isinstance(positions, ndarray):
            positions = asarray(positions)
            if positions.size == 0:
                positions = positions.astype(int)
        if positions.ndim != 1:
            raise ValueError("Cross index must be 1 dimensional")
        if positions.dtype.kind == "b":
            positions = positions.nonzero()[0]
        parts.append(positions.reshape((1,) * axis + (positions.size,) + (1,) * (len(args) - axis - 1)))
    return tuple(parts)


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    """Coordinate arrays of the grid that vectors span; with "xy" the first two axes are exchanged."""
    if indexing not in ("xy", "ij"):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    ndim = len(xi)
    axes = list(range(ndim))
    if indexing == "xy" and ndim > 1:
        axes[:2] = 1, 0
    parts = []
    for axis, values in zip(axes, xi):
        parts.append(asarray(values).reshape((1,) * axis + (-1,) + (1,) * (ndim - axis - 1)))
    if not sparse:
        parts = broadcast_arrays(*parts)
    return [part.copy() for part in parts] if copy else parts


class _Grid:
    """mgrid and ogrid: slices become ranges, an imaginary step is the number of points."""

    def __init__(self, sparse):
        self.sparse = sparse

    def __getitem__(self, key):
        if isinstance(key, slice):
            return _range_of(key)
        if not key:
            return [] if self.sparse else empty((0,))
        parts = [_range_of(part, lone=False) for part in key]
        dtype = result_type(*[part.dtype for part in parts])
        ndim = len(parts)
        parts = [part.astype(dtype).reshape((1,) * axis + (-1,) + (1,) * (ndim - axis - 1))
                 for axis, part in enumerate(parts)]
        if self.sparse:
            return parts
        result = empty((ndim,) + tuple([part.size for part in parts]), dtype)
        for axis, part in enumerate(parts):
            result[axis] = part
        return result


def _range_of(span, lone=True):
    start = 0 if span.start is None else span.start
    step = 1 if span.step is None else span.step
    if isinstance(step, complex):
        count = int(abs(step))
        return linspace(start, span.stop, count, dtype=result_type(start, span.stop, 1.0) if lone else None)
    return arange(start, span.stop, step)


mgrid = _Grid(False)
ogrid = _Grid(True)


# ---- joining by subscript

class _Joiner:
    """r_ and c_: what stands in the brackets, slices as ranges, is joined along an axis.

    A text in front, "axis,ndim,place", chooses the axis, the least number of axes, and where a vector's own axis
    goes among them.
    """

    def __init__(self, axis=0, ndim=1, place=-1):
        self.defaults = axis, ndim, place

    def __getitem__(self, key):
        parts = key if isinstance(key, tuple) else (key,)
        axis, ndim, place = self.defaults
        if not parts:
            raise ValueError("need at least one array to concatenate")
        if isinstance(parts[0], str):
            axis, ndim, place = _directive(parts[0], ndim, place)
            parts = parts[1:]
        arrays = [_join_part(part, ndim, place) for part in parts]
        weak = [isinstance(part, (int, float, complex)) and not hasattr(part, "dtype") for part in parts]
        dtype = result_type(*[value.dtype for value, is_weak in zip(arrays, weak) if not is_weak],
                            *[part for part, is_weak in zip(parts, weak) if is_weak])
        return concatenate([value.astype(dtype) for value in arrays], axis)

    def __len__(self):
        return 0


def _directive(text, ndim, place):
    if text in ("r", "c"):
        raise ValueError("matrices are not supported")
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        raise ValueError("unknown special directive") from None
    return tuple(numbers + [ndim, place][len(numbers) - 1:])


def _join_part(part, ndim, place):
    value = _range_of(part) if isinstance(part, slice) else asarray(part)
    own = value.ndim
    if own >= ndim:
        return value
    if own == 0:
        return value.reshape((1,) * ndim)
    before = place if place >= 0 else ndim - own + place + 1
    return value.reshape((1,) * before + value.shape + (1,) * (ndim - own - before))


r_ = _Joiner()
c_ = _Joiner(-1, 2, 0)


class _Key:
    """s_ and index_exp: the key itself."""

    def __init__(self, always_tuple):
        self.always_tuple = always_tuple

    def __getitem__(self, key):
        return (key,) if self.always_tuple and not isinstance(key, tuple) else key


s_ = _Key(False)
index_exp = _Key(True)


# ---- spaced numbers

def logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    """Powers of a base whose exponents are evenly spaced."""
    values = power(base, linspace(start, stop, num, endpoint, axis=axis))
    return values if dtype is None else values.astype(dtype, copy=False)


def geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0):
    """Numbers of constant ratio from start to stop."""
    start, stop = asarray(start), asarray(stop)
    if (start == 0).any() or (stop == 0).any():
        raise ValueError("Geometric sequence cannot include zero")
    own = result_type(start.dtype, stop.dtype, float(num), zeros((), dtype or float).dtype)
    start, stop = broadcast_arrays(start.astype(own), stop.astype(own))
    out_sign = 1.0
    if own.kind == "c":
        imaginary = (start.real == 0) & (stop.real == 0)
        out_sign = _core.where(imaginary, 1j, 1.0).astype(own)
        start, stop = start / out_sign, stop / out_sign
    negative = (_core.sign(start.real) == -1) & (_core.sign(stop.real) == -1)
    if negative.any():
        turn = _core.where(negative, -1.0, 1.0).astype(own)
        start, stop, out_sign = start * turn, stop * turn, out_sign * turn
    result = logspace(log10(start), log10(stop), num, endpoint, 10.0)
    if num > 0:
        result[0] = start
        if num > 1 and endpoint:
            result[-1] = stop
    result = result * out_sign if negative.any() or own.kind == "c" else result
    if axis:
        order = list(range(1, result.ndim))
        order.insert(axis if axis >= 0 else axis + result.ndim, 0)
        result = result.transpose(order)
    return result.astype(own if dtype is None else dtype, copy=False)


# ---- flat positions and index tuples

def _strides_of(shape, order):
    """How many elements lie between neighbours along each axis."""
    if order not in ("C", "F"):
        raise ValueError(f"order must be one of 'C', 'F', 'A', or 'K' (got {order!r})")
    strides = [1] * len(shape)
    axes = range(len(shape) - 2, -1, -1) if order == "C" else range(1, len(shape))
    for axis in axes:
        behind = axis + 1 if order == "C" else axis - 1
        strides[axis] = strides[behind] * shape[behind]
    return strides


def _size_of(shape, too_large):
    size = 1
    for length in shape:
        size *= length
    if size > 2 ** 63 - 1:
        raise ValueError(too_large)
    return size


def _as_lengths(shape):
    try:
        return (index(shape),)
    except TypeError:
        return tuple([index(length) for length in shape])


def _as_indices(values, what):
    is_array = hasattr(values, "dtype")
    values = asarray(values)
    if values.size == 0 and not is_array:
        raise TypeError("indices must be integral: the provided empty sequence was inferred as float. Wrap it with "
                        "'np.array(indices, dtype=np.intp)'")
    if values.dtype.kind not in "iu":
        raise TypeError(what)
    return values


def unravel_index(indices, shape, order="C"):
    """The index tuple of each flat position, as one array an axis."""
    if order == "C":
        found = _core._index_tuples(indices, shape)
        if found is not None:
            return found
    shape = _as_lengths(shape)
    if type(indices) is int:
        return _unraveled(indices, shape, order)
    size = _size_of(shape, "dimensions are too large; arrays and shapes with a total size greater than 'intp' are not "
                           "supported.")
    positions = _as_indices(indices, "only int indices permitted")
    outside = (positions < 0) | (positions >= size)
    if outside.any():
        first = positions[outside].ravel()[0] if positions.ndim else positions
        raise ValueError(f"index {first} is out of bounds for array with size {size}")
    return tuple([(positions // stride) % length for stride, length in zip(_strides_of(shape, order), shape)])


def _unraveled(position, shape, order):
    """The index tuple of one position, without arrays."""
    strides = _strides_of(shape, order)
    size = _size_of(shape, "dimensions are too large; arrays and shapes with a total size greater than 'intp' are not "
                           "supported.")
    if not 0 <= position < size:
        raise ValueError(f"index {position} is out of bounds for array with size {size}")
    return tuple([_core.int64(position // stride % length) for stride, length in zip(strides, shape)])


def ravel_multi_index(multi_index, dims, mode="raise", order="C"):
    """The flat position of each index tuple; a mode for each axis says what is outside."""
    if mode == "raise" and order == "C":
        result = _core._flat_positions(multi_index, dims)
        if result is not None:
            return result
    shape = _as_lengths(dims)
    parts = [_as_indices(part, "only int indices permitted") for part in multi_index]
    if len(parts) != len(shape):
        raise ValueError(f"parameter multi_index must be a sequence of length {len(shape)}")
    _size_of(shape, "invalid dims: array size defined by dims is larger than the maximum possible size.")
    modes = mode if isinstance(mode, tuple) else (mode,) * len(shape)
    result = 0
    for part, length, stride, kind in zip(parts, shape, _strides_of(shape, order), modes):
        if kind == "wrap":
            part = part % length
        elif kind == "clip":
            part = part.clip(0, length - 1)
        elif kind != "raise":
            raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got {kind!r})")
        elif part.size and (part.min() < 0 or part.max() >= length):
            raise ValueError("invalid entry in coordinates array")
        result = result + (part if stride == 1 else part * stride)
    return result
