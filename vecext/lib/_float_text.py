# SPDX-License-Identifier: MIT
"""The text of one float: its shortest digits, rounded or lengthened as asked, set in one of two notations.

Digits come from two sources only: repr() (or its like for float32) gives the shortest that identify the value,
and the exact decimal expansion gives all others. A number is digits and the exponent of the first, so that it reads
d.ddd times ten to that power; `_set_positional` and `_set_scientific` make text of it.
"""
from operator import index

from . import _core

__all__ = ["format_float_positional", "format_float_scientific"]

_float32 = _core.float32
_shortest_float32 = _core.shortest_float32
# No text of one number is longer, whatever precision and padding are asked for.
longest_text = 16383
# The decimal expansion of every float64 ends within that many significant digits.
_expansion_digits = 767


# ---- digits

def split_digits(text):
    """Significant digits without zeros at either end, and the exponent of the first, of a positive number's repr."""
    mantissa, _, power = text.partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = whole + fraction
    significant = digits.lstrip("0")
    if not significant:
        return "0", 0
    exponent = int(power or 0) + len(whole) - 1 - (len(digits) - len(significant))
    return significant.rstrip("0"), exponent


def _expand(x):
    """All digits of x > 0, exactly."""
    mantissa, _, power = ("%.*e" % (_expansion_digits - 1, x)).partition("e")
    return mantissa.replace(".", "").rstrip("0"), int(power)


def _round_expansion(digits, exponent, count):
    """An expansion cut to `count` digits, half to even. Nines that the rounding carries through are dropped.

    Without a digit to keep (`count` <= 0), the answer is one digit, 0 or 1, in the last place.
    """
    if count <= 0:
        is_up = count == 0 and digits > "5"
        return "1" if is_up else "0", exponent - count + 1
    kept, rest = digits[:count].ljust(count, "0"), digits[count:]
    if rest < "5" or (rest == "5" and kept[-1] in "02468"):
        return kept, exponent
    head = kept.rstrip("9")
    if not head:
        return "1", exponent + 1
    return head[:-1] + str(int(head[-1]) + 1), exponent


def _identifies(digits, exponent, x, is_float32):
    """Whether reading the digits gives x again."""
    value = float(digits + "e" + str(exponent - len(digits) + 1))
    return value == x or is_float32 and _shortest_float32(value) == _shortest_float32(x)


def _unique_digits(x, is_float32, precision, minimum, counts_fraction):
    """The shortest digits of x > 0, cut to `precision` and lengthened to `minimum` where those are not None."""
    shortest, exponent = split_digits(_shortest_float32(x) if is_float32 else repr(x))
    before = exponent + 1 if counts_fraction else 0
    is_cut = precision is not None and len(shortest) > precision + before
    is_lengthened = minimum is not None and len(shortest) < minimum + before
    if not is_cut and not is_lengthened:
        return shortest, exponent
    wanted = precision if is_cut or precision is not None and precision < minimum else minimum
    digits, place = _round(x, wanted, counts_fraction, True)
    # The nearest digits of a power of two may lie outside the half as wide interval below it.
    if not is_cut and not _identifies(digits, place, x, is_float32):
        return shortest, exponent
    return digits, place


def _round(x, precision, counts_fraction, keeps_zeros):
    """The digits of x > 0 rounded to `precision`, perhaps after zeros.

    `keeps_zeros` says whether zeros fill up the digits of a value that ends before.
    """
    if counts_fraction:
        whole, _, fraction = ("%.*f" % (precision, x)).partition(".")
        digits, exponent = whole + fraction, len(whole) - 1
    else:
        digits, _, power = ("%.*e" % (precision - 1, x)).partition("e")
        exponent = int(power)
        digits = digits.replace(".", "")
    # A fraction that may end before is filled up or trimmed by the caller, whatever its zeros are.
    if digits[-1] != "0" or counts_fraction and not keeps_zeros:
        return digits, exponent
    # Whether a last zero is the value's, the end of its digits or what is left of a nine, the expansion knows.
    expansion, exponent = _expand(x)
    count = precision + (exponent + 1 if counts_fraction else 0)
    if len(expansion) <= count and not keeps_zeros:
        return expansion, exponent
    return _round_expansion(expansion, exponent, count)


# ---- notations

def _trim_fraction(fraction, trim, wanted):
    """The fraction with the point before it, as `trim` has it; at least `wanted` digits where nothing is trimmed."""
    if trim == "k":
        return "." + fraction.ljust(wanted, "0")
    fraction = fraction.rstrip("0")
    if fraction or trim == ".":
        return "." + fraction
    return ".0" if trim == "0" else ""


def _set_positional(digits, exponent, trim, wanted, counts_fraction, pad_right):
    """The digits of the whole part, and the point and fraction with the blanks that pad them."""
    if exponent < 0:
        whole, fraction = "0", "0" * (-exponent - 1) + digits
    else:
        whole, fraction = digits[:exponent + 1].ljust(exponent + 1, "0"), digits[exponent + 1:]
    if not counts_fraction:
        wanted -= len(whole)
    fraction = _trim_fraction(fraction, trim, wanted)
    if pad_right is not None:
        fraction = fraction.ljust(pad_right + 1)
    return whole, fraction


def _set_scientific(digits, exponent, trim, wanted, exponent_digits):
    """The first digit, and what follows it."""
    sign = "-" if exponent < 0 else "+"
    power = str(abs(exponent)) if exponent else ""
    power = power.rjust(2 if exponent_digits is None else min(exponent_digits, 5), "0")
    # NumPy takes zeros away here, but not the point that stood before them.
    if trim == "-" and len(digits) > 1:
        trim = "."
    return digits[0], _trim_fraction(digits[1:], trim, wanted) + "e" + sign + power


def _special_text(x, sign):
    if x != x:
        return "nan"
    return "-inf" if x < 0 else "+inf" if sign else "inf"


def _sign_text(x, sign):
    # The sign of zero is seen in its text only.
    return "-" if repr(x)[0] == "-" else "+" if sign else ""


# ---- arguments

def _check_length(value, name):
    if value is None:
        return None
    if value < 0:
        raise ValueError(f"{name} must be >= 0")
    if isinstance(value, float):
        raise TypeError("integer argument expected, got float")
    value = index(value)
    if value > 0x7fffffff:
        raise OverflowError("Python int too large to convert to C int")
    return min(value, longest_text)


def _to_float(x):
    """The value as a Python float, and whether it is to be read as a float32."""
    if type(x) is float:
        return x, False
    if type(x) is _float32:
        return float(x), True
    if isinstance(x, (str, bytes, bytearray)) or not hasattr(x, "__float__") and not hasattr(x, "__index__"):
        raise TypeError(f"must be real number, not {type(x).__name__}")
    return float(x), False


def _check_rules(precision, minimum, unique, trim):
    if minimum and precision and minimum > precision:
        raise ValueError("min_digits must be less than or equal to precision")
    if not isinstance(trim, str) or trim not in ("k", ".", "0", "-"):
        raise TypeError(f"if supplied, trim must be 'k', '.', '0' or '-' found `{trim!s:>100}`")
    if not unique and precision is None:
        raise TypeError("in non-unique mode `precision` must be supplied")


def positional_text(x, is_float32, precision, minimum, trim="k", unique=True, counts_fraction=True, sign=False,
                    pad_left=None, pad_right=None):
    """What format_float_positional says of checked arguments and a finite float."""
    size = abs(x)
    if not size:
        digits, exponent = "0", 0
    elif unique:
        digits, exponent = _unique_digits(size, is_float32, precision, minimum, counts_fraction)
    else:
        digits, exponent = _round(size, precision, counts_fraction, False)
    wanted = (minimum if unique else precision) or 0
    whole, fraction = _set_positional(digits, exponent, trim, wanted, counts_fraction, pad_right)
    return ((_sign_text(x, sign) + whole).rjust(pad_left or 0) + fraction)[:longest_text]


def scientific_text(x, is_float32, precision, minimum, trim="k", unique=True, sign=False, pad_left=None,
                    exponent_digits=None):
    """What format_float_scientific says of checked arguments and a finite float."""
    size = abs(x)
    if not size:
        digits, exponent = "0", 0
    elif unique:
        digits, exponent = _unique_digits(size, is_float32, None if precision is None else precision + 1,
                                          None if minimum is None else minimum + 1, False)
    else:
        digits, exponent = _round(size, precision + 1, False, False)
    wanted = (minimum if unique else precision) or 0
    whole, rest = _set_scientific(digits, exponent, trim, wanted, exponent_digits)
    return (_sign_text(x, sign) + whole).rjust(pad_left or 0) + rest


def format_float_positional(x, precision=None, unique=True, fractional=True, trim="k", sign=False, pad_left=None,
                            pad_right=None, min_digits=None):
    """The text of a float without an exponent.

    `precision` and `min_digits` count the digits after the point, or all significant ones if not `fractional`.
    """
    precision = _check_length(precision, "precision")
    pad_left = _check_length(pad_left, "pad_left")
    pad_right = _check_length(pad_right, "pad_right")
    min_digits = _check_length(min_digits, "min_digits")
    if not fractional and precision == 0:
        raise ValueError("precision must be greater than 0 if fractional=False")
    _check_rules(precision, min_digits, unique, trim)
    x, is_float32 = _to_float(x)
    if x - x != 0.0:
        return _special_text(x, sign)
    return positional_text(x, is_float32, precision, min_digits, trim, unique, fractional, sign, pad_left, pad_right)


def format_float_scientific(x, precision=None, unique=True, trim="k", sign=False, pad_left=None, exp_digits=None,
                            min_digits=None):
    """The text of a float with one digit before the point and an exponent.

    `precision` and `min_digits` count the digits after the point.
    """
    precision = _check_length(precision, "precision")
    pad_left = _check_length(pad_left, "pad_left")
    exp_digits = _check_length(exp_digits, "exp_digits")
    min_digits = _check_length(min_digits, "min_digits")
    _check_rules(precision, min_digits, unique, trim)
    x, is_float32 = _to_float(x)
    if x - x != 0.0:
        return _special_text(x, sign)
    return scientific_text(x, is_float32, precision, min_digits, trim, unique, sign, pad_left, exp_digits)
