# SPDX-License-Identifier: MIT
"""Tables of text in which fields may be missing: genfromtxt.

Lines become rows of fields as wide as the first one; a field that is empty, named as missing or not a number takes the
column's filling value. Every column has a converter and a filling value, and the rows are converted by them.
"""
import warnings

from ._core import array, dtype as to_dtype
from ._text_files import _column_numbers, _lines_of, _shaped

__all__ = ["genfromtxt"]

_FILLINGS = {"b": False, "i": -1, "u": -1, "f": float("nan"), "c": complex("nan")}


# ---- lines to rows

def _text(value):
    return value.decode("latin1") if isinstance(value, bytes) else value


def _splitter(delimiter, autostrip):
    """The function that makes fields of a line: by a separator, by one width, or by a width for each column."""
    if delimiter is None or isinstance(delimiter, (str, bytes)):
        separator = _text(delimiter)
        split = lambda line: line.strip(" \r\n").split(separator) if line.strip(" \r\n") else []
    elif isinstance(delimiter, int):
        split = lambda line: [line[place:place + delimiter] for place in range(0, len(line), delimiter)]
    else:
        ends = [sum(delimiter[:count]) for count in range(len(delimiter) + 1)]
        split = lambda line: [line[first:last] for first, last in zip(ends, ends[1:])] if line else []
    is_fixed = not (delimiter is None or isinstance(delimiter, (str, bytes)))

    def fields(line):
        line = line.rstrip("\r\n") if is_fixed else line
        return [field.strip() for field in split(line)] if autostrip else split(line)
    return fields


def _rows_of(lines, comments, split, skipped, most):
    """Pairs of a line's number and its fields, for lines that have any."""
    for number, line in enumerate(lines, 1):
        if number <= skipped:
            continue
        line = _text(line)
        fields = split(line.partition(comments)[0] if comments else line)
        if fields:
            yield number, fields
            most = None if most is None else most - 1
            if most == 0:
                return


def _regular_rows(rows, width, columns, invalid_raise):
    """The rows with the wanted columns; those of another width than the first are an error or left out."""
    regular, wrong = [], []
    for number, fields in rows:
        if columns is None and len(fields) != width or columns is not None and max(columns, default=0) >= len(fields):
            wrong.append(f"    Line #{number} (got {len(fields)} columns instead of {width})")
        else:
            regular.append(fields if columns is None else [fields[column] for column in columns])
    if wrong:
        message = "\n".join(["Some errors were detected !"] + wrong)
        if invalid_raise:
            raise ValueError(message)
        warnings.warn(message, stacklevel=3)
    return regular


# ---- fields to numbers

def _to_bool(text):
    if text.upper() not in ("TRUE", "FALSE"):
        raise ValueError("Cannot convert string to bool.")
    return text.upper() == "TRUE"


_CONVERSIONS = {"b": _to_bool, "i": int, "u": int, "f": float, "c": lambda text: complex(text.replace("+-", "-"))}


def _for_columns(given, width, columns, fallback):
    """One value a column, of a dict by column, of a sequence, or the same everywhere."""
    result = [fallback] * width
    if isinstance(given, dict):
        for column, value in given.items():
            if column is None:
                result = [value if each is fallback else each for each in result]
            elif columns is None or column in columns:
                result[column if columns is None else columns.index(column)] = value
    elif isinstance(given, (list, tuple)):
        result[:len(given)] = given[:width]
    elif given is not None:
        result = [given] * width
    return result


def _missing_names(missing_values, width, columns):
    """For each column the set of texts that stand for a missing field."""
    if isinstance(missing_values, (str, bytes)):
        missing_values = [set(_text(missing_values).split(","))] * width
    names = []
    for given in _for_columns(missing_values, width, columns, None):
        given = [] if given is None else given if isinstance(given, (list, tuple, set)) else [given]
        names.append({"", *[str(_text(each)) for each in given]})
    return names


def _converted_column(fields, convert, is_own, missing, filling):
    values = []
    for field in fields:
        text = field.strip()
        if text in missing:
            values.append(filling)
            continue
        try:
            values.append(convert(field if is_own else text))
        except ValueError:
            if is_own:
                raise
            values.append(filling)
    return values


def _narrowest_kind(fields, missing):
    """The first of bool, int, float and complex that all fields of a column can be; None if all are missing."""
    if all([field.strip() in missing for field in fields]):
        return None
    for kind in "bifc":
        try:
            for field in fields:
                if field.strip() not in missing:
                    _CONVERSIONS[kind](field.strip())
            return kind
        except ValueError:
            pass
    raise TypeError("genfromtxt(dtype=None) of a column of texts: vecext has no arrays of texts")


def _kinds(table, dtype, missing):
    if dtype is not None:
        return to_dtype(dtype).kind
    kinds = {_narrowest_kind(fields, names) for fields, names in zip(table, missing)} - {None}
    if len(kinds) > 1:
        raise TypeError("genfromtxt(dtype=None) of columns of several types: vecext has no structured arrays")
    return kinds.pop() if kinds else "b"


def _refuse_structures(names, skip_footer, max_rows):
    if names is not None:
        raise TypeError("genfromtxt(names=...) needs structured arrays, which vecext does not have")
    if skip_footer and max_rows:
        raise ValueError("The keywords 'skip_footer' and 'max_rows' can not be specified at the same time.")
    if max_rows is not None and max_rows < 1:
        raise ValueError("'max_rows' must be at least 1.")


def genfromtxt(fname, dtype=float, comments="#", delimiter=None, skip_header=0, skip_footer=0, converters=None,
               missing_values=None, filling_values=None, usecols=None, names=None, autostrip=False, unpack=None,
               loose=True, invalid_raise=True, max_rows=None, encoding="bytes", *, ndmin=0):
    """The table of numbers in a text file of which fields may be missing; dtype None takes the type that they show."""
    _refuse_structures(names, skip_footer, max_rows)
    lines, file = _lines_of(fname.splitlines() if isinstance(fname, bytes) else fname, encoding)
    try:
        rows = list(_rows_of(lines, _text(comments), _splitter(delimiter, autostrip), skip_header, max_rows))
    finally:
        if file is not None:
            file.close()
    rows = rows[:len(rows) - skip_footer] if skip_footer else rows
    if not rows:
        warnings.warn(f'genfromtxt: Empty input file: "{fname}"', stacklevel=2)
        return array([], dtype=float if dtype is None else dtype)
    first = len(rows[0][1])
    columns = _column_numbers(usecols)
    if columns is not None:
        columns = [column + first if column < 0 else column for column in columns]
    regular = _regular_rows(rows, first if columns is None else len(columns), columns, invalid_raise)
    table = [list(fields) for fields in zip(*regular)]
    return _shaped(_numbers_of(table, dtype, converters, columns, missing_values, filling_values, encoding, loose),
                   ndmin, unpack)


def _numbers_of(table, dtype, converters, columns, missing_values, filling_values, encoding, loose):
    """The table, given by columns, as an array of rows."""
    width = len(table)
    missing = _missing_names(missing_values, width, columns)
    own = _for_columns(converters, width, columns, None) if isinstance(converters, dict) else [converters] * width
    kind = _kinds(table, dtype, missing)
    fillings = _for_columns(filling_values, width, columns, _FILLINGS[kind])
    values = []
    for fields, function, names, filling in zip(table, own, missing, fillings):
        if function is not None and encoding == "bytes":
            fields, convert = [field.encode("latin1") for field in fields], function
        else:
            convert = function or _CONVERSIONS[kind]
        values.append(_converted_column(fields, convert, function is not None or not loose, names, filling))
    rows = [list(row) for row in zip(*values)]
    return array(rows, dtype={"b": bool, "i": int, "f": float, "c": complex}[kind] if dtype is None else dtype)
