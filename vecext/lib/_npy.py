# SPDX-License-Identifier: MIT
"""The .npy format: one array after a header that is a Python dictionary in text.

Nothing in a file is believed: the header's length is bounded, its text read as a literal, its fields checked, and no
memory is taken for data before it is known that the file holds so much, or else piece by piece. Elements of the other
byte order are swapped. Pickled objects are refused.
"""
import ast
import struct

from ._core import asarray, frombuffer, uint8

__all__ = []

magic = b"\x93NUMPY"
max_header_size = 10000

_itemsizes = {"b": (1,), "i": (1, 2, 4, 8), "u": (1, 2, 4, 8), "f": (4, 8), "c": (8, 16)}
_lengths = {(1, 0): "<H", (2, 0): "<I", (3, 0): "<I"}
# Room for an axis to grow in place, as other writers leave it.
_digits_reserved = 21


# ---- writing

def header_of(array):
    """The bytes before an array's data."""
    fortran = not array.flags.c_contiguous and array.flags.f_contiguous
    shape = tuple(array.shape)
    text = f"{{'descr': {array.dtype.str!r}, 'fortran_order': {fortran!r}, 'shape': {shape!r}, }}"
    if shape:
        text += " " * (_digits_reserved - len(repr(shape[-1 if fortran else 0])))
    version = (1, 0)
    fixed = len(magic) + 2 + struct.calcsize(_lengths[version])
    text += " " * (64 - (fixed + len(text) + 1) % 64) + "\n"
    if len(text) >= 65536:
        version = (2, 0)
        text = text[:-1] + " " * (64 - (fixed + 2 + len(text)) % 64) + "\n"
    return magic + bytes(version) + struct.pack(_lengths[version], len(text)) + text.encode("latin1")


def data_of(array):
    """The array's elements in the order that its header tells, as bytes."""
    fortran = not array.flags.c_contiguous and array.flags.f_contiguous
    return array.T.tobytes() if fortran else array.tobytes()


def write_array(file, array):
    """Header and data to a binary file."""
    file.write(header_of(array))
    file.write(data_of(array))


# ---- reading

def read_exactly(file, size, what):
    """So many bytes, or ValueError; taken in pieces, so that a false size costs nothing."""
    pieces, missing = [], size
    while missing:
        piece = file.read(min(missing, 1 << 20))
        if not piece:
            raise ValueError(f"EOF: reading {what}, expected {size} bytes got {size - missing}")
        pieces.append(piece)
        missing -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _read_version(file):
    start = read_exactly(file, len(magic) + 2, "magic string")
    if start[:-2] != magic:
        raise ValueError(f"the magic string is not correct; expected {magic!r}, got {start[:-2]!r}")
    version = start[-2], start[-1]
    if version not in _lengths:
        raise ValueError(f"we only support format version (1,0), (2,0), and (3,0), not {version}")
    return version


def _header_text(file, version, limit):
    form = _lengths[version]
    size = struct.unpack(form, read_exactly(file, struct.calcsize(form), "array header length"))[0]
    header = read_exactly(file, size, "array header")
    if size > limit:
        raise ValueError(f"Header info length ({size}) is large and may not be safe to load securely.\nTo allow "
                         "loading, adjust `max_header_size` or fully trust the `.npy` file using `allow_pickle=True`."
                         "\nFor safety against large resource use or crashes, sandboxing may be necessary.")
    return header.decode("utf-8" if version == (3, 0) else "latin1")


def read_header(file, limit=max_header_size):
    """(shape, whether in Fortran order, the type's text) from the start of a file."""
    text = _header_text(file, _read_version(file), limit)
    try:
        header = ast.literal_eval(text.strip())
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError) as error:
        raise ValueError(f"Cannot parse header: {text!r}") from error
    if not isinstance(header, dict):
        raise ValueError(f"Header is not a dictionary: {header!r}")
    if set(header) != {"descr", "fortran_order", "shape"}:
        keys = sorted(map(str, header))
        raise ValueError(f"Header does not contain the correct keys: {keys!r}")
    shape, fortran, description = header["shape"], header["fortran_order"], header["descr"]
    if not isinstance(shape, tuple) or not all([isinstance(length, int) for length in shape]):
        raise ValueError(f"shape is not valid: {shape!r}")
    if not isinstance(fortran, bool):
        raise ValueError(f"fortran_order is not a valid bool: {fortran!r}")
    return shape, fortran, description


def _element_type(description):
    """(kind and size, whether of the other byte order)."""
    if isinstance(description, str):
        order = description[:1] if description[:1] in ("<", ">", "=", "|") else ""
        code = description[len(order):]
        if code[:1] == "O":
            raise ValueError("Object arrays cannot be loaded when allow_pickle=False")
        if code[:1] in _itemsizes and code[1:].isdigit() and int(code[1:]) in _itemsizes[code[0]]:
            return code, order == ">" and int(code[1:]) > 1
    raise ValueError(f"descr is not a valid dtype descriptor: {description!r}")


def _element_count(shape, itemsize):
    count = 1
    for length in shape:
        if length < 0:
            raise ValueError("negative dimensions are not allowed")
        count *= length
    if count * itemsize > 2 ** 63 - 1 or max(shape, default=0) > 2 ** 63 - 1:
        raise ValueError("array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size.")
    return count


def elements_of(data, code, swapped=False):
    """A new writable vector of the elements in a buffer."""
    if code == "b1":
        # Whatever byte is there, an element is zero or one.
        return frombuffer(data, uint8) != 0
    if swapped:
        size = int(code[1:]) // (2 if code[0] == "c" else 1)
        turned = frombuffer(data, uint8).reshape(-1, size)[:, ::-1].copy()
        return turned.reshape(-1).view(code)
    return frombuffer(data, code)


def _remaining(file):
    """How many bytes a file still has, or None when it cannot tell."""
    try:
        place = file.tell()
        end = file.seek(0, 2)
        file.seek(place)
    except (AttributeError, OSError, ValueError):
        return None
    return None if end is None else end - place


def read_array(file, limit=max_header_size):
    """The array in a binary file."""
    shape, fortran, description = read_header(file, limit)
    code, swapped = _element_type(description)
    itemsize = int(code[1:])
    count = _element_count(shape, itemsize)
    size = count * itemsize
    there = _remaining(file)
    if there is not None and there < size:
        raise ValueError(f"EOF: reading array data, expected {size} bytes got {there}")
    if there is not None and hasattr(file, "readinto"):
        data = bytearray(size)
        if size and file.readinto(data) != size:
            raise ValueError(f"EOF: reading array data, expected {size} bytes got fewer")
    else:
        data = bytearray(read_exactly(file, size, "array data"))
    if size == 0:
        array = asarray([], dtype=code)
    else:
        array = elements_of(data, code, swapped)
    return array.reshape(shape[::-1]).T if fortran else array.reshape(shape)
