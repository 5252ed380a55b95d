# SPDX-License-Identifier: MIT
"""Questions about types: which one holds a value, which one several arrays share, and what a code stands for."""
from . import _core
from ._core import asarray, generic, ndarray, result_type

__all__ = ["common_type", "min_scalar_type", "mintypecode", "typename"]

_NAMES = {"?": "bool", "b": "signed char", "B": "unsigned char", "h": "short", "H": "unsigned short", "i": "integer",
          "I": "unsigned integer", "l": "long integer", "L": "unsigned long integer", "q": "long long integer",
          "Q": "unsigned long long integer", "f": "single precision", "d": "double precision",
          "F": "complex single precision", "D": "complex double precision"}


def min_scalar_type(a, /):
    """The smallest type that holds a single value; of an array its own type."""
    a = asarray(a)
    kind = a.dtype.kind
    if a.ndim or kind == "b":
        return a.dtype
    if kind in "iu":
        value = int(a)
        for bits in (8, 16, 32):
            if value >= 0 and value < 1 << bits:
                return _core.dtype(f"uint{bits}")
            if value < 0 and value >= -1 << (bits - 1):
                return _core.dtype(f"int{bits}")
        return _core.dtype("uint64" if value >= 0 else "int64")
    largest = max([abs(float(part)) for part in (a.real, a.imag) if _core.isfinite(part)], default=0)
    is_narrow = largest < 3.4028235677973366e38  # where float32 rounds to infinity
    return _core.dtype({"f": ("float64", "float32"), "c": ("complex128", "complex64")}[kind][is_narrow])


def common_type(*arrays):
    """The inexact type that arrays of numbers have in common; integers count as float64."""
    types = []
    for a in arrays:
        if a.dtype.kind == "b":
            raise TypeError("can't get common type for non-numeric array")
        types.append("float64" if a.dtype.kind in "iu" else a.dtype)
    return result_type("float32", *types).type


def mintypecode(typechars, typeset="GDFgdf", default="d"):
    """The least of the codes in typeset that all of the given types fit into."""
    codes = [each.dtype.char if isinstance(each, (ndarray, generic)) else each for each in typechars]
    found = {code for code in codes if code in typeset}
    if not found:
        return default
    if "F" in found and "d" in found:
        return "D"
    return min(found, key="GDFgdf".index)


def typename(char):
    """What a type's code means, in words."""
    return _NAMES[char]
