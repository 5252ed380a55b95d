# SPDX-License-Identifier: MIT
"""What the Python array API standard has beyond NumPy's names: astype as a function, kinds of types, and what this namespace can do."""
from . import _core
from ._axes import check_device
from ._core import asarray, complex128, float64, int64

__all__ = ["__array_namespace_info__", "astype", "isdtype"]

_DTYPES = ("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "complex64",
           "complex128")


def astype(x, dtype, /, *, copy=True, device=None):
    """The array with another element type."""
    check_device(device)
    return asarray(x).astype(dtype, copy=copy)


_KINDS = {"bool": "b", "signed integer": "i", "unsigned integer": "u", "integral": "iu", "real floating": "f",
          "complex floating": "c", "numeric": "iufc"}


def isdtype(dtype, kind):
    """Whether a dtype is of a kind of the array API standard, or one of several."""
    if isinstance(kind, tuple):
        return any(isdtype(dtype, each) for each in kind)
    if isinstance(kind, str):
        if kind not in _KINDS:
            raise ValueError(f"kind argument is a string, but {kind!r} is not a known kind name.")
        return _core.dtype(dtype).kind in _KINDS[kind]
    return _core.dtype(dtype) == _core.dtype(kind)


class __array_namespace_info__:
    """What the standard's inspection gives: capabilities, devices and types."""

    def capabilities(self):
        """Whether there are operations whose shape depends on the elements, and how many axes there may be."""
        return {"boolean indexing": True, "data-dependent shapes": True, "max dimensions": 32}

    def default_device(self):
        """Where arrays are made: "cpu"."""
        return "cpu"

    def devices(self):
        """Where arrays can be."""
        return ["cpu"]

    def default_dtypes(self, *, device=None):
        """The types that are taken when none is asked for."""
        check_device(device)
        return {"real floating": _core.dtype(float64), "complex floating": _core.dtype(complex128),
                "integral": _core.dtype(int64), "indexing": _core.dtype(int64)}

    def dtypes(self, *, device=None, kind=None):
        """The types of the standard by name: all, or those of a kind or of one of several kinds."""
        check_device(device)
        every = {name: _core.dtype(name) for name in _DTYPES}
        return every if kind is None else {name: dtype for name, dtype in every.items() if isdtype(dtype, kind)}
