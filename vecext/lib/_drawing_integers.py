# SPDX-License-Identifier: MIT
"""Random whole numbers of every integer type: limits checked, then the native method called with low and range.

The native method takes the lowest number and how much may be added to it, both as 64-bit words that wrap, so that the
same call serves signed and unsigned types. For arrays both are computed in int64 or uint64, where wrapping is exact.
"""
from operator import index

from . import _core
from ._core import asarray, bool_, empty, int8, int16, int32, int64, uint8, uint16, uint32, uint64
from ._drawing import check_result_shape, is_single, spread
from ._joining import broadcast_shapes


class IntegerType:
    """A type that integers() can draw: its native code, limits, name, and how one number of it is shown."""

    def __init__(self, dtype):
        dtype = _core.dtype(dtype)
        self.dtype = dtype
        self.name = dtype.name
        self.show = dtype.type
        if dtype.kind == "b":
            self.code, self.lowest, self.highest = 0, 0, 1
        else:
            bits = 8 * dtype.itemsize
            is_signed = dtype.kind == "i"
            self.code = -dtype.itemsize if is_signed else dtype.itemsize
            self.lowest = -(1 << bits - 1) if is_signed else 0
            self.highest = self.lowest + (1 << bits) - 1


_TYPES = {_core.dtype(kind): IntegerType(kind)
          for kind in (bool_, int8, int16, int32, int64, uint8, uint16, uint32, uint64)}
_INT64 = _TYPES[_core.dtype(int64)]


def _type_of(dtype):
    if dtype is int64:
        return _INT64
    dtype = _core.dtype(dtype)
    found = _TYPES.get(dtype)
    if found is None:
        raise TypeError(f"Unsupported dtype {dtype!r} for integers")
    return found


def _raise_empty(low, endpoint):
    """The interval is empty. A low of 0 is what the caller may have left out."""
    if not asarray(low).any():
        raise ValueError(f"high {'<' if endpoint else '<='} 0")
    raise ValueError(f"low {'>' if endpoint else '>='} high")


def draw_integers(stream, low, high, size, dtype, endpoint):
    """What Generator.integers() returns."""
    if high is None:
        low, high = 0, low
    kind = _type_of(dtype)
    if size is not None and (size == 0 or type(size) is tuple and 0 in size):
        return empty(size, kind.dtype)
    if not (is_single(low) and is_single(high)):
        return _draw_for_each(stream, asarray(low), asarray(high), kind, size, endpoint)
    low = int(low)
    high = int(high)
    if not endpoint:
        high -= 1
    if low < kind.lowest:
        raise ValueError("low is out of bounds for " + kind.name)
    if high > kind.highest:
        raise ValueError("high is out of bounds for " + kind.name)
    if low > high:
        _raise_empty(low, endpoint)
    if size is not None:
        out = empty(size, kind.dtype)
        stream.integers(out, kind.code, low, high - low)
        return out
    number = stream.integers(None, kind.code, low, high - low)
    return dtype(number) if dtype is int or dtype is bool else kind.show(number)


def _draw_for_each(stream, low, high, kind, size, endpoint):
    if kind.code in (8, -8):
        low, last = _wide_limits(low, high, kind, endpoint)
    else:
        low, last = _narrow_limits(low, high, kind, endpoint)
    if size is None:
        shape = broadcast_shapes(low.shape, last.shape)
        out = empty(shape, kind.dtype)
    else:
        out = empty(size, kind.dtype)
        shape = broadcast_shapes(low.shape, last.shape, out.shape)
        check_result_shape(out, shape)
    ranges = (last - low).astype(uint64)
    stream.integers(out, kind.code, spread(low.astype(uint64), shape), spread(ranges, shape))
    return out


def _narrow_limits(low, high, kind, endpoint):
    """First and last numbers as int64 arrays, for types of up to 32 bits."""
    if (low < kind.lowest).any():
        raise ValueError("low is out of bounds for " + kind.name)
    if (high > (kind.highest if endpoint else kind.highest + 1)).any():
        raise ValueError("high is out of bounds for " + kind.name)
    if (low > high if endpoint else low >= high).any():
        _raise_empty(low, endpoint)
    low = low.astype(int64)
    high = high.astype(int64)
    return low, high if endpoint else high - 1


def _wide_limits(low, high, kind, endpoint):
    """First and last numbers as arrays of a 64-bit type, though `high` itself may not fit into it."""
    if (low < kind.lowest).any():
        raise ValueError("low is out of bounds for " + kind.name)
    if high.dtype.kind in "iub":
        if (high < kind.lowest if endpoint else high <= kind.lowest).any():
            _raise_empty(low, endpoint)
        last = high if endpoint or not high.size else high - high.dtype.type(1)
        if high.size and int(last.max()) > kind.highest:
            raise ValueError("high is out of bounds for " + kind.name)
        last = last.astype(kind.dtype)
    else:
        last = _last_numbers(low, high, kind, endpoint)
    if (low > last).any():
        _raise_empty(low, endpoint)
    return low.astype(kind.dtype), last


def _last_numbers(low, high, kind, endpoint):
    """The last numbers where `high` is not of an integer type: each is cut to an int first."""
    last = empty(high.shape, kind.dtype)
    flat = last.reshape(-1)
    for i, value in enumerate(high.ravel().tolist()):
        number = int(value) if endpoint else int(value) - 1
        if number > kind.highest:
            raise ValueError("high is out of bounds for " + kind.name)
        if number < kind.lowest:
            _raise_empty(low, endpoint)
        flat[i] = number
    return last


def draw_bytes(stream, length):
    """What Generator.bytes() returns: words of 32 bits, the lowest byte first, and what is too much cut off."""
    length = index(length)
    words = empty(max(length - 1, 0) // 4 + 1, uint32)
    stream.integers(words, 4, 0, 0xFFFFFFFF)
    return words.tobytes()[:length]
