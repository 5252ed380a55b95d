# SPDX-License-Identifier: MIT
"""Names for annotations: NDArray[float64], ArrayLike, DTypeLike. They say what is meant and check nothing."""
from ._core import dtype, generic, ndarray

__all__ = ["ArrayLike", "DTypeLike", "NDArray"]

ArrayLike = ndarray | generic | bool | int | float | complex | list | tuple
DTypeLike = dtype | type | str | None


class NDArray:
    """An array of elements of a type, which stands in brackets."""

    def __class_getitem__(cls, scalar):
        return ndarray
