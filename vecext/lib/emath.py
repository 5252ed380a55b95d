# SPDX-License-Identifier: MIT
"""Functions that go on in complex numbers where real ones end: sqrt(-1) is 1j here."""
from . import _core
from ._core import asarray, complex64, complex128

__all__ = ["arccos", "arcsin", "arctanh", "log", "log10", "log2", "logn", "power", "sqrt"]


def _opened(x, is_inside):
    """The argument, as complex numbers unless all of it is where the real function is."""
    x = asarray(x)
    if x.dtype.kind == "c" or _core.all(is_inside(x)):
        return x
    return x.astype(complex64 if x.dtype.itemsize < 4 or x.dtype == _core.float32 else complex128)


def _from_zero(x):
    return ~(x < 0)


def _to_one(x):
    return ~(_core.abs(x) > 1)


def sqrt(x):
    """The square root; imaginary of what is below zero."""
    return _core.sqrt(_opened(x, _from_zero))


def log(x):
    """The natural logarithm."""
    return _core.log(_opened(x, _from_zero))


def log2(x):
    """The logarithm to base 2."""
    return _core.log2(_opened(x, _from_zero))


def log10(x):
    """The logarithm to base 10."""
    return _core.log10(_opened(x, _from_zero))


def logn(n, x):
    """The logarithm to base n."""
    return log(x) / log(n)


def power(x, p):
    """x to the power p, with floats for whole numbers to negative powers."""
    x, p = _opened(x, _from_zero), asarray(p)
    if p.dtype.kind in "iu" and _core.any(p < 0):
        p = p * 1.0
    return _core.power(x, p)


def arccos(x):
    """The inverse cosine."""
    return _core.arccos(_opened(x, _to_one))


def arcsin(x):
    """The inverse sine."""
    return _core.arcsin(_opened(x, _to_one))


def arctanh(x):
    """The inverse hyperbolic tangent."""
    return _core.arctanh(_opened(x, _to_one))
