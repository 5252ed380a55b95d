# SPDX-License-Identifier: MIT
"""Arrays made of other things with a condition: copied, of floats, finite, in a layout, from an iterator."""
from itertools import islice

from ._core import array, asarray, dtype as to_dtype, empty, inexact, isfinite

__all__ = ["asarray_chkfinite", "asfarray", "copy", "fromiter", "isfortran", "require"]

_REQUIREMENTS = {"C": "C", "C_CONTIGUOUS": "C", "CONTIGUOUS": "C", "F": "F", "F_CONTIGUOUS": "F", "FORTRAN": "F", "A": "A",
                 "ALIGNED": "A", "W": "W", "WRITEABLE": "W", "O": "O", "OWNDATA": "O", "E": "E", "ENSUREARRAY": "E"}


def copy(a, order="K", subok=False):
    """A copy of an array or a new array of another object."""
    return array(a, order=order)


def asarray_chkfinite(a, dtype=None, order=None):
    """An array of finite numbers; raises ValueError for infinities and nan."""
    a = asarray(a, dtype=dtype, order=order)
    if a.dtype.kind in "fc" and not isfinite(a).all():
        raise ValueError("array must not contain infs or NaNs")
    return a


def asfarray(a, dtype=float):
    """An array of floats: float64 in place of types that are not inexact."""
    dtype = to_dtype(dtype)
    return asarray(a, dtype if issubclass(dtype.type, inexact) else float)


def fromiter(iter, dtype, count=-1, *, like=None):
    """A vector of what an iterator gives, all of it or the first `count`."""
    values = list(iter if count < 0 else islice(iter, count))
    if len(values) < count:
        raise ValueError(f"iterator too short: Expected {count} but iterator had only {len(values)} items.")
    result = array(values, dtype=dtype) if values else empty(0, dtype)
    if result.ndim != 1:
        raise ValueError("setting an array element with a sequence.")
    return result


def isfortran(a):
    """Whether an array is in Fortran's order and not in C's."""
    return a.flags.fnc


def require(a, dtype=None, requirements=None, *, like=None):
    """An array of a type that is as the requirements ask: "C", "F", "A", "W", "O", "E" or their long names."""
    if isinstance(requirements, str):
        requirements = [requirements]
    wanted = {_REQUIREMENTS[each.upper()] for each in requirements or ()}
    if wanted >= {"C", "F"}:
        raise ValueError('Cannot specify both "C" and "F" order')
    order = "F" if "F" in wanted else "C" if "C" in wanted else "A"
    a = array(a, dtype=dtype, order=order, copy=False)
    is_right = (a.flags.writeable or "W" not in wanted) and (a.flags.owndata or "O" not in wanted)
    return a if is_right else a.copy(order)
