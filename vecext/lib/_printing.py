# SPDX-License-Identifier: MIT
"""Arrays as text, and the options of that.

The elements that will be printed, all or those near the corners of a large array, become a list of texts of equal
width. Then, from the last axis to the first, as many texts as the axis is long are joined to one, until one is left.
"""
import warnings
from contextlib import contextmanager
from itertools import chain
from numbers import Number
from operator import index

from . import _core
from ._element_texts import bool_texts, complex_texts, float_texts, int_texts
from ._float_text import format_float_positional, format_float_scientific

__all__ = ["array2string", "array_repr", "array_str", "format_float_positional", "format_float_scientific",
           "get_printoptions", "printoptions", "set_printoptions"]

_ndarray = _core.ndarray
_shortest_float32 = _core.shortest_float32
_not_given = object()


# ---- options

_options = {"edgeitems": 3, "threshold": 1000, "floatmode": "maxprec", "precision": 8, "suppress": False,
            "linewidth": 75, "nanstr": "nan", "infstr": "inf", "sign": "-", "formatter": None, "legacy": False}
_float_modes = ("fixed", "unique", "maxprec", "maxprec_equal")
# The dtypes that an array of such elements gets unasked.
_implied_dtypes = ("int64", "float64", "complex128", "bool")


def _check_options(precision=None, threshold=None, floatmode=None, sign=None, suppress=None, legacy=None, **others):
    """The options that are not None, as they are stored."""
    if floatmode is not None and floatmode not in _float_modes:
        raise ValueError("floatmode option must be one of " + ", ".join([f'"{mode}"' for mode in _float_modes]))
    if sign not in (None, "-", "+", " "):
        raise ValueError("sign option must be one of ' ', '+', or '-'")
    if legacy == "1.13":
        raise ValueError("legacy printing option '1.13' is not supported")
    if legacy not in (None, False, "1.21"):
        warnings.warn("legacy printing option can currently only be '1.13', '1.21', or `False`", stacklevel=4)
        legacy = None
    if threshold is not None:
        if not isinstance(threshold, Number):
            raise TypeError("threshold must be numeric")
        if threshold != threshold:
            raise ValueError("threshold must be non-NAN, try sys.maxsize for untruncated representation")
    if precision is not None:
        try:
            precision = index(precision)
        except TypeError as error:
            raise TypeError("precision must be an integer") from error
    if suppress is not None:
        suppress = bool(suppress)
    others.update(precision=precision, threshold=threshold, floatmode=floatmode, sign=sign, suppress=suppress,
                  legacy=legacy)
    return {name: value for name, value in others.items() if value is not None}


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None, nanstr=None,
                     infstr=None, formatter=None, sign=None, floatmode=None, *, legacy=None):
    """Change how arrays are printed from now on. What is None stays, but for the formatter, which is reset."""
    options = _check_options(precision, threshold, floatmode, sign, suppress, legacy, edgeitems=edgeitems,
                             linewidth=linewidth, nanstr=nanstr, infstr=infstr)
    options["formatter"] = formatter
    _options.update(options)


def get_printoptions():
    """A copy of the options in force."""
    return _options.copy()


@contextmanager
def printoptions(*args, **kwargs):
    """Other options for the body of a `with` statement, which gets them all by `as`."""
    saved = get_printoptions()
    try:
        set_printoptions(*args, **kwargs)
        yield get_printoptions()
    finally:
        set_printoptions(**saved)


# ---- elements

# A dtype's kind, and the keys of `formatter` that apply to it; the first that is there wins.
_formatter_keys = {"b": ("bool", "all"), "i": ("int", "int_kind", "all"), "u": ("int", "int_kind", "all"),
                   "f": ("float", "float_kind", "all"), "c": ("complexfloat", "complex_kind", "all")}


def _find_formatter(formatter, kind):
    for key in _formatter_keys[kind]:
        function = formatter.get(key)
        if function is not None:
            return function
    return None


def _corner_values(array, count, to_list):
    """The first and last `count` items along each axis that is longer than both, as one list."""
    length = array.shape[0]
    is_whole = length <= 2 * count or count == 0
    if array.ndim == 1:
        return to_list(array) if is_whole else to_list(array[:count]) + to_list(array[length - count:])
    rows = array if is_whole else chain(array[:count], array[length - count:])
    values = []
    for row in rows:
        values += _corner_values(row, count, to_list)
    return values


def _to_list(array):
    return array.tolist()


def _element_texts(array, edge_count, options):
    """The texts of the elements to print, and whether a user's function made them."""
    kind = array.dtype.kind
    formatter = options["formatter"]
    function = None if formatter is None else _find_formatter(formatter, kind)
    if function is not None:
        return [function(x) for x in (array.flat if edge_count is None else _corner_values(array, edge_count, list))]
    if edge_count is not None:
        values = _corner_values(array, edge_count, _to_list)
    else:
        values = array.tolist() if array.ndim == 1 else array.ravel().tolist()
    if kind == "f":
        return float_texts(values, array.itemsize == 4, options, options["sign"])
    if kind == "c":
        return complex_texts(values, array.itemsize == 8, options)
    if kind == "b":
        return bool_texts(values, array.ndim > 0)
    return int_texts(values)


# ---- layout

def _join_row(words, separator, margin, limit, has_lines):
    """One row of elements, on more lines where it is longer than `limit`; the first line is without margin.

    Words made by a user's function may themselves be several lines (`has_lines`).
    """
    if has_lines:
        lines = _wrap_blocks(words, separator, margin, limit)
    else:
        row = separator.join(words)
        if len(margin) + len(row) <= limit:
            return row
        width = len(words[0])
        if all([len(word) == width for word in words]):
            lines = _wrap_evenly(words, width, separator, margin, limit)
        else:
            lines = _wrap(words, separator, margin, limit)
    return "\n".join(lines)[len(margin):]


def _wrap_evenly(words, width, separator, margin, limit):
    step = width + len(separator)
    count = int(max((limit - len(margin) - width) // step, 0)) + 1 if step else len(words)
    rows = [margin + separator.join(words[i:i + count]) for i in range(0, len(words), count)]
    return [(row + separator).rstrip() for row in rows[:-1]] + rows[-1:]


def _wrap(words, separator, margin, limit):
    lines, line = [], margin
    for word in words:
        if len(line) + len(word) > limit and len(line) > len(margin):
            lines.append(line.rstrip())
            line = margin
        line += word + separator
    lines.append(line[:len(line) - len(separator)])
    return lines


def _wrap_blocks(words, separator, margin, limit):
    """Like `_wrap` for words of several lines, which stay below each other."""
    lines, line = [], margin
    for word in words:
        parts = word.splitlines()
        if len(parts) == 1:
            parts = [word]
        longest = max([len(part) for part in parts])
        if len(line) + longest > limit and len(line) > len(margin):
            lines.append(line.rstrip())
            line = margin
        inner_margin = " " * len(line)
        line += parts[0]
        for part in parts[1:]:
            lines.append(line.rstrip())
            line = inner_margin + part
        line += " " * (longest - len(parts[-1])) + separator
    lines.append(line[:len(line) - len(separator)])
    return lines


def _arrange(words, shape, edge_count, separator, indent, width, has_lines):
    """The nested brackets around the elements; `indent` is the column after the first bracket."""
    bare_separator = separator.rstrip()
    last = len(shape) - 1
    for axis in range(last, -1, -1):
        margin = " " * (indent + axis)
        length = shape[axis]
        is_cut = edge_count is not None and length > 2 * edge_count
        count = 2 * edge_count or length if is_cut else length
        rows = [words] if axis == 0 else [words[i:i + count] for i in range(0, len(words), count)]
        if is_cut:
            rows = [row[:edge_count] + ["..."] + row[-(edge_count or 1):] for row in rows]
        if axis == last:
            limit = width - axis - max(len(bare_separator), 1)
            words = ["[" + _join_row(row, separator, margin, limit, has_lines) + "]" for row in rows]
        else:
            joint = bare_separator + "\n" * (last - axis) + margin
            words = ["[" + joint.join(row) + "]" for row in rows]
    return words[0]


def _array_text(array, options, separator, prefix_length, width):
    if type(array) is not _ndarray:
        array = _core.asarray(array)
    shape = array.shape
    edge_count = None
    if shape and array.size > options["threshold"]:
        edge_count = max(options["edgeitems"], 0)
    words = _element_texts(array, edge_count, options)
    if not shape:
        return words[0]
    return _arrange(words, shape, edge_count, separator, prefix_length + 1, width, options["formatter"] is not None)


# ---- public functions

def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=" ", prefix="",
                 style=_not_given, formatter=None, threshold=None, edgeitems=None, sign=None, floatmode=None,
                 suffix="", *, legacy=None):
    """The elements in brackets, without prefix and suffix, for which only room is made.

    Options that are None are those of set_printoptions.
    """
    options = _options.copy()
    options.update(_check_options(precision, threshold, floatmode, sign, suppress_small, legacy, edgeitems=edgeitems,
                                  linewidth=max_line_width, formatter=formatter))
    if style is not _not_given:
        warnings.warn("'style' argument is deprecated and no longer functional except in 1.13 'legacy' mode",
                      DeprecationWarning, stacklevel=2)
    width = options["linewidth"] - len(suffix)
    if a.size == 0:
        return "[]"
    return _array_text(a, options, separator, len(prefix), width)


def _with(precision, suppress_small):
    if precision is None and suppress_small is None:
        return _options
    options = _options.copy()
    options.update(_check_options(precision, suppress=suppress_small))
    return options


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    """The text that makes an equal array, if all elements are shown."""
    width = _options["linewidth"] if max_line_width is None else max_line_width
    prefix = "array(" if type(arr) is _ndarray else type(arr).__name__ + "("
    name = arr.dtype.name
    if arr.size == 0:
        text = prefix + "[]," if arr.shape == (0,) else f"{prefix}[], shape={arr.shape},"
    else:
        options = _with(precision, suppress_small)
        text = prefix + _array_text(arr, options, ", ", len(prefix), width - 1)
        if name in _implied_dtypes:
            return text + ")"
        text += ","
    ending = f"dtype={name})"
    last_line_length = len(text) - (text.rfind("\n") + 1)
    if last_line_length + len(ending) + 1 > width:
        return text + "\n" + " " * len(prefix) + ending
    return text + " " + ending


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    """The elements in brackets; of an array without dimensions the text of its scalar."""
    if a.shape == ():
        return scalar_str(a[()] if type(a) is _ndarray else a)
    if a.size == 0:
        return "[]"
    width = _options["linewidth"] if max_line_width is None else max_line_width
    return _array_text(a, _with(precision, suppress_small), " ", 0, width)


def _part_text(x):
    text = _shortest_float32(float(x))
    return text[:-2] if text.endswith(".0") else text


def _complex64_text(x):
    real, imaginary = _part_text(x.real), _part_text(x.imag)
    if real == "0":
        return imaginary + "j"
    return "(" + real + ("" if imaginary[0] == "-" else "+") + imaginary + "j)"


def scalar_str(x):
    """The text of an array scalar: the shortest that its own type reads back as the same value."""
    kind = type(x)
    if kind is _core.float32:
        return _shortest_float32(float(x))
    if kind is _core.complex64:
        return _complex64_text(x)
    return repr(x.item())


_core.set_text_functions(array_repr, array_str)
