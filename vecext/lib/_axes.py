# SPDX-License-Identifier: MIT
"""What every module of this package shares: axis arguments checked, keys along an axis, devices, the limits of types.

An axis may be negative and counts from the end then. The results are plain ints in range(ndim); what cannot be one
raises AxisError, with the argument's name in front where a function has several.
"""
from operator import index

from ._core import AxisError

__all__ = []


def normalize_axis(axis, ndim, name=None):
    """The axis as an int in range(ndim)."""
    axis = index(axis)
    if axis < 0:
        if axis >= -ndim:
            return axis + ndim
    elif axis < ndim:
        return axis
    raise AxisError(axis, ndim, name)


def normalize_axes(axes, ndim, name=None, repeated=False):
    """An int or a sequence of ints as a tuple of axes; none may be named twice unless `repeated`."""
    try:
        axes = (index(axes),)
    except TypeError:
        axes = tuple(axes)
    axes = tuple([normalize_axis(axis, ndim, name) for axis in axes])
    if not repeated and len(set(axes)) != len(axes):
        raise ValueError(f"repeated axis in `{name}` argument" if name else "repeated axis")
    return axes


def check_device(device):
    """Raises ValueError for a device argument other than None and "cpu"."""
    if device not in (None, "cpu"):
        raise ValueError(f'Device not understood. Only "cpu" is allowed, but received: {device}')


def integer_limits(dtype):
    """The least and the greatest int of an integer type."""
    bits = dtype.itemsize * 8
    return (0, (1 << bits) - 1) if dtype.kind == "u" else (-(1 << bits - 1), (1 << bits - 1) - 1)


def slices_along(axis, part):
    """The key that takes `part` of one axis and all of those before it."""
    return (slice(None),) * axis + (part,)
