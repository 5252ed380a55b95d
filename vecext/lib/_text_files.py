# SPDX-License-Identifier: MIT
"""Arrays in text files: tables read and written row by row, and plain lists of numbers.

Reading: lines lose their comments, are split into fields, and each column of fields is converted at once by the
function for its type. Writing: one format for a row, made once, is applied to every row.
"""
import itertools
import os
import re
import warnings
from operator import index

from ._axes import integer_limits
from ._core import array, asarray, empty

__all__ = ["loadtxt", "savetxt"]


# ---- fields to numbers

def _to_int(text):
    try:
        return int(text) if "_" not in text else _refuse()
    except ValueError:
        value = _to_float(text)
        warnings.warn("loadtxt(): Parsing an integer via a float is deprecated.  To avoid this warning, you can:\n"
                      "    * make sure the original data is stored as integers.\n"
                      "    * use the `converters=` keyword argument.  If you only use\n"
                      "      NumPy 1.23 or later, `converters=float` will normally work.\n"
                      "    * Use `np.loadtxt(...).astype(np.int64)` parsing the file as\n"
                      "      floating point and then convert it.  (On all NumPy versions.)\n"
                      "  (Deprecated NumPy 1.23)", DeprecationWarning, stacklevel=6)
        return int(value)


def _refuse():
    raise ValueError


def _to_float(text):
    return float(text) if "_" not in text else _refuse()


def _to_bool(text):
    return int(text) != 0 if "_" not in text else _refuse()


def _to_complex(text):
    text = text.strip()
    if "_" in text or " " in text or text[-1:] == "J":
        raise ValueError
    return complex(text)


_conversions = {"b": _to_bool, "i": _to_int, "u": _to_int, "f": _to_float, "c": _to_complex}


def _wrapped(value, limits):
    """An integer as the low bits that its type keeps."""
    low, high = limits
    return value if low <= value <= high else (value - low) % (high - low + 1) + low


# ---- lines to fields

def _lines_of(source, encoding):
    """An iterator of the lines, and the file to be closed at the end or None."""
    if isinstance(source, (str, os.PathLike)):
        path = os.fspath(source)
        if not os.path.exists(path):
            raise FileNotFoundError(f"{path} not found.")
        file = open(path, encoding="latin1" if encoding in (None, "bytes") else encoding)
        return file, file
    return iter(source), None


def _check_character(character, name):
    if character is not None and (not isinstance(character, str) or len(character) != 1):
        raise TypeError(f"Text reading control character must be a single unicode character or None; but got: "
                        f"{character!r}")
    if character in ("\n", "\r"):
        raise TypeError(f"{name} cannot be a newline character (`\\r` or `\\n`).")


def _split_quoted(line, delimiter, quote, comments):
    """Fields of a line in which a delimiter or comment between quotes is text."""
    fields, field, quoted, place = [], [], False, 0
    while place < len(line):
        character = line[place]
        if quoted:
            if character == quote:
                if line[place + 1:place + 2] == quote:
                    field.append(quote)
                    place += 1
                else:
                    quoted = False
            else:
                field.append(character)
        elif character == quote and not "".join(field).strip():
            quoted = True
        elif any([line.startswith(comment, place) for comment in comments]):
            break
        elif character == delimiter or (delimiter is None and character.isspace()):
            if delimiter is not None or field:
                fields.append("".join(field))
            field = []
        else:
            field.append(character)
        place += 1
    if field or delimiter is not None:
        fields.append("".join(field))
    return fields


def _rows_of(lines, comments, delimiter, quote, skip, most):
    """The rows that are not empty, as lists of fields."""
    rows = []
    for line in itertools.islice(lines, skip, None):
        if most is not None and len(rows) >= most:
            break
        if isinstance(line, bytes):
            line = line.decode("latin1")
        line = line.rstrip("\r\n")
        if quote is not None:
            fields = _split_quoted(line, delimiter, quote, comments)
        else:
            for comment in comments:
                line = line.partition(comment)[0]
            fields = line.split(delimiter)
        if fields and fields != [""]:
            rows.append(fields)
    return rows


# ---- loadtxt

def _column_numbers(usecols):
    if usecols is None:
        return None
    try:
        numbers = list(usecols)
    except TypeError:
        numbers = [usecols]
    for number in numbers:
        try:
            index(number)
        except TypeError:
            raise TypeError(f"usecols must be an int or a sequence of ints but it contains at least one element of "
                            f"type '{type(number).__name__}'") from None
    return numbers


def _chosen_fields(rows, columns):
    """Each row with the wanted columns only, all of the same number."""
    if columns is None:
        width = len(rows[0])
        for number, row in enumerate(rows):
            if len(row) != width:
                raise ValueError(f"the number of columns changed from {width} to {len(row)} at row {number + 1}; use "
                                 "`usecols` to select a subset and avoid this error")
        return rows
    chosen = []
    for number, row in enumerate(rows):
        for column in columns:
            if not -len(row) <= column < len(row):
                raise ValueError(f"invalid column index {column} at row {number + 1} with {len(row)} columns")
        chosen.append([row[column] for column in columns])
    return chosen


def _converters_of(converters, width, columns):
    """A function or None for each column that is read."""
    if converters is None:
        return [None] * width
    if callable(converters):
        return [converters] * width
    if not isinstance(converters, dict):
        raise TypeError("converters must be a dictionary mapping columns to converter functions or a single callable.")
    result = [None] * width
    for key, function in converters.items():
        if columns is not None:
            if key in columns:
                result[columns.index(key)] = function
        elif not -width <= key < width:
            raise ValueError(f"converter specified for column {key}, which is invalid for the number of fields "
                             f"{width}.")
        else:
            result[key] = function
    return result


def _converted(rows, dtype, converters, columns, as_bytes):
    """All fields as numbers, row by row in one list."""
    convert = _conversions[dtype.kind]
    functions = _converters_of(converters, len(rows[0]), columns)
    limits = integer_limits(dtype) if dtype.kind in "iu" else None
    values = []
    for number, row in enumerate(rows):
        for column, field in enumerate(row):
            function = functions[column]
            try:
                if function is None:
                    value = convert(field)
                else:
                    value = function(field.encode("latin1") if as_bytes else field)
            except ValueError:
                if function is not None:
                    raise
                raise ValueError(f"could not convert string {field!r} to {dtype} at row {number}, column "
                                 f"{column + 1}.") from None
            values.append(value if limits is None else _wrapped(int(value), limits))
    return values


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False,
            ndmin=0, encoding="bytes", max_rows=None, *, quotechar=None, like=None):
    """The table of numbers in a text file, one line a row."""
    if ndmin not in (0, 1, 2):
        raise ValueError(f"Illegal value of ndmin keyword: {ndmin}")
    if delimiter is not None and isinstance(delimiter, bytes):
        delimiter = delimiter.decode("latin1")
    _check_character(delimiter, "delimiter")
    _check_character(quotechar, "quote")
    comments = [comments] if isinstance(comments, (str, bytes)) else list(comments or ())
    comments = [comment.decode("latin1") if isinstance(comment, bytes) else comment for comment in comments]
    if "" in comments:
        raise ValueError("comments cannot be an empty string. Use comments=None to disable comments.")
    columns = _column_numbers(usecols)
    dtype = empty(0, dtype).dtype
    lines, file = _lines_of(fname, encoding)
    try:
        rows = _rows_of(lines, comments, delimiter, quotechar, skiprows, max_rows)
    finally:
        if file is not None:
            file.close()
    if not rows:
        warnings.warn(f'loadtxt: input contained no data: "{fname}"', stacklevel=2)
        table = empty((0, len(columns) if columns else 1), dtype)
    else:
        rows = _chosen_fields(rows, columns)
        as_bytes = encoding == "bytes"
        table = array(_converted(rows, dtype, converters, columns, as_bytes), dtype=dtype).reshape(len(rows), -1)
    return _shaped(table, ndmin, unpack)


def _shaped(table, ndmin, unpack):
    """With axes of one dropped down to the wanted number of axes; unpacked: one row a column of the file."""
    if ndmin < 2 and 1 in table.shape:
        if 0 in table.shape:
            table = table.reshape(-1)
        elif ndmin == 0:
            table = table.squeeze()
        else:
            table = table.reshape(-1)
    return table.T if unpack else table


# ---- savetxt

def _row_format(fmt, columns, is_complex, delimiter):
    """One format for a whole row."""
    if isinstance(fmt, (list, tuple)):
        if len(fmt) != columns:
            raise AttributeError(f"fmt has wrong shape.  {fmt}")
        return delimiter.join(fmt)
    if not isinstance(fmt, str):
        raise ValueError(f"invalid fmt: {fmt!r}")
    count = fmt.count("%")
    if count == 1:
        return delimiter.join([f" ({fmt}+{fmt}j)" if is_complex else fmt] * columns)
    if count not in ((columns, 2 * columns) if is_complex else (columns,)) or (is_complex and count == columns):
        raise ValueError(f"fmt has wrong number of % formats:  {fmt}")
    return fmt


class _TextTarget:
    """A file for text: opened by its path, or the caller's own, which may take bytes only."""

    def __init__(self, file, encoding):
        self.is_own = isinstance(file, (str, os.PathLike))
        self.encoding = encoding or "latin1"
        self.takes_bytes = False
        self.file = open(os.fspath(file), "w", encoding=self.encoding, newline="") if self.is_own else file
        if not hasattr(self.file, "write"):
            raise ValueError("fname must be a string or file handle")

    def write(self, text):
        if not self.takes_bytes:
            try:
                self.file.write(text)
                return
            except TypeError:
                self.takes_bytes = True
        self.file.write(text.encode(self.encoding))

    def close(self):
        if self.is_own:
            self.file.close()


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# ", encoding=None):
    """Writes a vector or matrix as text, one line a row, between a header and a footer."""
    if isinstance(fmt, bytes):
        fmt = fmt.decode("latin1")
    X = asarray(X)
    target = _TextTarget(fname, encoding)
    try:
        if X.ndim == 0 or X.ndim > 2:
            raise ValueError(f"Expected 1D or 2D array, got {X.ndim}D array instead")
        table = X.reshape(-1, 1) if X.ndim == 1 else X
        is_complex = X.dtype.kind == "c"
        form = _row_format(fmt, table.shape[1], is_complex, delimiter)
        if header:
            target.write(comments + header.replace("\n", "\n" + comments) + newline)
        # Python's own numbers are formatted fastest; as text an element of a narrow type is shorter.
        for row in table if "%s" in form or "%r" in form else table.tolist():
            if is_complex:
                row = [part for value in row for part in (value.real, value.imag)]
            try:
                text = form % tuple(row) + newline
            except TypeError as error:
                raise TypeError(f"Mismatch between array dtype ('{X.dtype}') and format specifier ('{form}')"
                                ) from error
            target.write(text.replace("+-", "-") if is_complex else text)
        if footer:
            target.write(comments + footer.replace("\n", "\n" + comments) + newline)
    finally:
        target.close()


# ---- lists of numbers

_real = r"[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[iI][nN][fF](?:[iI][nN][iI][tT][yY])?|[nN][aA][nN])"
_patterns = {"i": re.compile(r"[+-]?\d+"), "u": re.compile(r"[+-]?\d+"), "f": re.compile(_real),
             "b": re.compile(_real), "c": re.compile(f"(?:{_real}(?:[+-]{_real[5:]})?j|{_real})")}


def _number_at(text, place, pattern, kind):
    """(number, where it ends), or None when none is there."""
    found = pattern.match(text, place)
    if found is None:
        return None
    word = found.group()
    if kind == "b":
        return float(word) != 0, found.end()
    return (int if kind in "iu" else float if kind == "f" else complex)(word), found.end()


def numbers_in_text(text, dtype, count, separator):
    """The numbers in a text up to the first that is none; blanks in the separator stand for any number of them."""
    pattern, kind = _patterns[dtype.kind], dtype.kind
    between = re.compile(r"\s*" + r"\s*".join([re.escape(part) for part in separator.split()]) + r"\s*"
                         if separator.strip() else r"\s+")
    values, place, end = [], len(text) - len(text.lstrip()), len(text)
    while place < end and (count < 0 or len(values) < count):
        found = _number_at(text, place, pattern, kind)
        if found is None:
            break
        values.append(found[0])
        place = found[1]
        gap = between.match(text, place)
        if gap is None:
            break
        place = gap.end()
    else:
        place = end
    if text[place:].strip():
        warnings.warn("string or file could not be read to its end due to unmatched data; this will raise a "
                      "ValueError in the future.", DeprecationWarning, stacklevel=3)
    if kind in "iu":
        limits = integer_limits(dtype)
        # Text beyond 64 bits is read as the greatest or least number of those.
        most = 2 ** 64 - 1 if kind == "u" else 2 ** 63 - 1
        values = [_wrapped(min(max(value, -2 ** 63), most), limits) for value in values]
    return array(values, dtype=dtype) if values else empty(0, dtype)


def text_of_elements(a, separator, form):
    """The elements in C order, each by its format, with the separator between them."""
    return separator.join([form % value for value in a.ravel().tolist()])
