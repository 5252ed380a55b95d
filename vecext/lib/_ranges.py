# SPDX-License-Identifier: MIT
"""Evenly spaced numbers between numbers or arrays."""
from operator import index

from . import _core
from ._core import arange, asarray, floor, result_type

__all__ = ["linspace"]


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, **device):
    """`num` evenly spaced numbers from start to stop, along a new axis where these are arrays."""
    if not retstep and axis == 0 and type(start) in (int, float) and type(stop) in (int, float):
        return _core.linspace(start, stop, num, endpoint, dtype)
    num = index(num)
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    parts = num - 1 if endpoint else num
    start, stop = asarray(start) * 1.0, asarray(stop) * 1.0
    made = result_type(start, stop, float(num))
    if dtype is None:
        dtype, is_whole = made, False
    else:
        is_whole = _core.dtype(dtype).kind in "iu"
    delta = stop - start
    places = arange(0, num, dtype=made).reshape((-1,) + (1,) * asarray(delta).ndim)
    step = delta / parts if parts > 0 else float("nan")
    if parts > 0:
        values = places / parts * delta if not _core.all(step) else places * step
    else:
        values = places * delta
    values = values + start
    if endpoint and num > 1:
        values[-1, ...] = stop
    if axis != 0:
        if not -values.ndim <= axis < values.ndim:
            raise _core.AxisError(axis, values.ndim)
        order = list(range(1, values.ndim))
        order.insert(axis % values.ndim, 0)
        values = values.transpose(order)
    if is_whole:
        values = floor(values)
    values = values.astype(dtype, copy=False)
    return (values, step) if retstep else values
