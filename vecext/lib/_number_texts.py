# SPDX-License-Identifier: MIT
"""Whole numbers as text in other bases."""
from operator import index

__all__ = ["base_repr", "binary_repr"]

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def base_repr(number, base=2, padding=0):
    """A whole number in a base of 2 to 36, with so many zeros in front."""
    if base > len(_DIGITS):
        raise ValueError("Bases greater than 36 not handled in base_repr.")
    if base < 2:
        raise ValueError("Bases less than 2 not handled in base_repr.")
    number = index(number)
    rest, digits = abs(number), []
    while rest:
        rest, digit = divmod(rest, base)
        digits.append(_DIGITS[digit])
    digits += "0" * padding if digits or padding else "0"
    return ("-" if number < 0 else "") + "".join(reversed(digits))


def binary_repr(num, width=None):
    """A whole number in base 2, with a minus sign, or as the two's complement of a width."""
    num = index(num)
    if num >= 0 or width is None:
        return f"{num:0{width or 1}b}"
    # The complement of a number that does not fit is as wide as it must be.
    width = max(width, (-num - 1).bit_length() + 1)
    return f"{(1 << width) + num:b}"
