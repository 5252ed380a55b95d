# SPDX-License-Identifier: MIT
"""The texts of an array's elements, such that they line up.

All elements that will be printed come as one list of Python values; from all of them the notation, the number of
digits and the padding are settled, then each is written alike. Floats have a fast way: where 15 digits are enough,
printf's rounding of the exact value and the shortest digits are the same, and all elements are formatted in one call.
"""
from math import frexp, isfinite

from . import _core
from ._float_text import longest_text, positional_text, scientific_text, split_digits

__all__ = []

_shortest_float32 = _core.shortest_float32
# Decimal digits that survive the way through a float64, and the smallest that keeps them.
_safe_digits = 15
_smallest_normal = 2.0 ** -1022


def bool_texts(values, has_dimensions):
    """True and False, of equal width in arrays with dimensions."""
    if not has_dimensions:
        return ["True" if value else "False" for value in values]
    return [" True" if value else "False" for value in values]


def int_texts(values):
    """Decimal numbers, flush right."""
    texts = list(map(str, values))
    width = max(map(len, texts))
    return [text.rjust(width) for text in texts]


def complex_texts(values, is_complex64, options):
    """Real and imaginary parts, each lined up for itself."""
    reals = float_texts([value.real for value in values], is_complex64, options, options["sign"])
    imaginaries = float_texts([value.imag for value in values], is_complex64, options, "+")
    return [real + _add_unit(imaginary) for real, imaginary in zip(reals, imaginaries)]


def _add_unit(text):
    number = text.rstrip()
    return number + "j" + text[len(number):]


def float_texts(values, is_float32, options, sign):
    """Floats with their points below each other, in the notation that fits all of them."""
    mode = options["floatmode"]
    precision = options["precision"]
    if mode == "unique":
        precision = None
    elif precision < 0:
        raise ValueError("precision must be >= 0")
    elif precision > longest_text:
        precision = longest_text
    finite = list(filter(isfinite, values))
    if not finite:
        return _pad_special(values, [], options, sign, 0, 0)
    sizes = list(map(abs, filter(None, finite)))
    largest, smallest = (max(sizes), min(sizes)) if sizes else (0.0, 1.0)
    plus = "+" if sign == "+" else ""
    if _is_scientific(largest, smallest, is_float32, options["suppress"]):
        texts = _scientific_texts(finite, precision, mode, plus, is_float32, smallest)
    else:
        texts = _positional_texts(finite, precision, mode, plus, is_float32, largest)
    points = [text.index(".") for text in texts]
    left = max(points)
    right = max([len(text) - point for text, point in zip(texts, points)]) - 1
    if sign == " " and not any([text[0] == "-" for text in texts]):
        left += 1
    if len(finite) != len(values):
        return _pad_special(values, texts, options, sign, left, right)
    return _pad_texts(texts, left, right)


def _is_scientific(largest, smallest, is_float32, suppress):
    if largest >= 1e8:
        return True
    if suppress:
        return False
    # A quotient of float32 beyond 1000 counts when it is nearer to the next float32 than to 1000.
    return smallest < 0.0001 or largest / smallest > (1000.0 + 2.0 ** -15 if is_float32 else 1000.0)


# ---- padding

def _pad_texts(texts, left, right):
    width = left + 1 + right
    if min(map(len, texts)) == width:
        return texts
    return [(" " * (left - text.index(".")) + text).ljust(width) for text in texts]


def _pad_special(values, texts, options, sign, left, right):
    """All values' texts: those given are of the finite ones."""
    if not texts and sign == " ":
        left += 1
    nan_text, infinity_text = options["nanstr"], options["infstr"]
    has_sign = sign != "-" or float("-inf") in values
    left = max(left, len(nan_text) - right - 1, len(infinity_text) + has_sign - right - 1)
    plus = "+" if sign == "+" else ""
    finite = iter(_pad_texts(texts, left, right) if texts else ())
    padded = []
    for value in values:
        if isfinite(value):
            padded.append(next(finite))
        else:
            text = plus + nan_text if value != value else ("-" if value < 0 else plus) + infinity_text
            padded.append(text.rjust(left + right + 1))
    return padded


# ---- positional notation

def _format_all(pattern, values):
    """Every value by the same pattern, in one call."""
    return ((pattern + " ") * len(values) % tuple(values)).split(" ")[:-1]


def _positional_texts(values, precision, mode, plus, is_float32, largest):
    pattern = "%" + plus + "#.{}f"
    if mode == "fixed":
        return _format_all(pattern.format(precision), values)
    is_safe = not is_float32 and precision is not None and precision <= _safe_digits \
        and largest < 10.0 ** (_safe_digits - precision)
    if is_safe:
        texts = [text.rstrip("0") for text in _format_all(pattern.format(precision), values)]
    else:
        texts = [_shortest_positional(value, precision, plus, is_float32) for value in values]
    if mode != "maxprec_equal":
        return texts
    digits = max([len(text) - text.index(".") for text in texts]) - 1
    pattern = pattern.format(digits)
    if is_safe:
        return _format_all(pattern, values)
    return [positional_text(value, is_float32, digits, digits, sign=plus) if abs(frexp(value)[0]) == 0.5
            else pattern % value for value in values]


def _shortest_positional(value, precision, plus, is_float32):
    """The shortest text, rounded when its fraction is longer than `precision`, without zeros at the end."""
    text = _shortest_float32(value) if is_float32 else repr(value)
    if "e" in text:
        return positional_text(value, is_float32, precision, 0, ".", sign=plus)
    if text[0] == "-":
        plus = ""
    whole, _, fraction = text.partition(".")
    if fraction == "0":
        # The digits before the point are printed exactly, even beyond those that identify a float32.
        return plus + (whole if -1e7 < value < 1e7 else "%.0f" % value) + "."
    if precision is not None and len(fraction) > precision:
        text = ("%#.*f" % (precision, value)).rstrip("0")
    return plus + text


# ---- scientific notation

def _scientific_texts(values, precision, mode, plus, is_float32, smallest):
    pattern = "%" + plus + "#.{}e"
    is_safe = mode == "fixed" or not is_float32 and precision is not None and precision < _safe_digits \
        and smallest >= _smallest_normal
    if is_safe:
        texts = _format_all(pattern.format(precision), values)
        digits = precision
        powers = [text.partition("e")[2] for text in texts]
        if mode != "fixed":
            heads = [text.partition("e")[0] for text in texts]
            digits = max([len(head.rstrip("0")) - head.index(".") for head in heads]) - 1
            if digits < precision:
                texts = [head[:len(head) + digits - precision] + "e" + power for head, power in zip(heads, powers)]
        power_digits = max(map(len, powers)) - 1
    else:
        digits, power_digits = _measure_scientific(values, precision, is_float32)
        texts = _lengthened_scientific(values, digits, pattern.format(digits), plus, is_float32)
    if power_digits == 2:
        return texts
    return [_pad_power(text, power_digits) for text in texts]


def _measure_scientific(values, precision, is_float32):
    """The longest fraction and the most exponent's digits among the shortest texts, cut to `precision`."""
    most_digits, most_power_digits = 0, 2
    for value in values:
        digits, exponent = split_digits(_shortest_float32(abs(value)) if is_float32 else repr(abs(value)))
        if precision is not None and len(digits) - 1 > precision:
            digits, exponent = split_digits("%.*e" % (precision, abs(value)))
        most_digits = max(most_digits, len(digits) - 1)
        if not -100 < exponent < 100:
            most_power_digits = 3
    return most_digits, most_power_digits


def _lengthened_scientific(values, digits, pattern, plus, is_float32):
    return [scientific_text(value, is_float32, digits, digits, sign=plus) if abs(frexp(value)[0]) == 0.5
            else pattern % value for value in values]


def _pad_power(text, power_digits):
    head, _, power = text.partition("e")
    return head + "e" + power[0] + power[1:].rjust(power_digits, "0")
