# SPDX-License-Identifier: MIT
"""Arrays in binary files: .npy, archives of them (.npz), and raw elements.

A file is given by its path or as an object with read and write; what is opened here is closed here. An archive is
read member by member, each when it is asked for.
"""
import io
import os
import warnings
from operator import index

from ._core import array, asarray, empty, frombuffer
from ._npy import data_of, elements_of, header_of, magic, max_header_size, read_array, write_array
from ._text_files import numbers_in_text, text_of_elements
from ._zip import Reader, Writer

__all__ = ["NpzFile", "fromfile", "fromstring", "load", "save", "savez", "savez_compressed", "tofile"]


class _Opened:
    """A file for the time of a with statement: opened by its path, or the caller's own, which stays open."""

    def __init__(self, file, mode, suffix=""):
        self.is_own = not (hasattr(file, "read") or hasattr(file, "write"))
        if self.is_own:
            path = os.fspath(file)
            if suffix and not path.endswith(suffix):
                path += suffix
            file = open(path, mode)
        self.file = file

    def __enter__(self):
        return self.file

    def __exit__(self, *error):
        if self.is_own:
            self.file.close()


# ---- one array

def save(file, arr, allow_pickle=True, fix_imports=True):
    """Writes one array in .npy format; a path gets that suffix."""
    arr = asarray(arr)
    with _Opened(file, "wb", ".npy") as opened:
        write_array(opened, arr)


def load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding="ASCII", *,
         max_header_size=max_header_size):
    """The array of a .npy file, or the archive that a .npz file is."""
    if mmap_mode is not None:
        raise ValueError("memory mapping is not supported: mmap_mode must be None")
    opened = _Opened(file, "rb")
    keep_open = False
    try:
        source = opened.file
        start = source.read(len(magic))
        if not start:
            raise EOFError("No data left in file")
        source.seek(-len(start), 1)
        if start[:4] in (b"PK\3\4", b"PK\5\6"):
            archive = NpzFile(source, opened.is_own, max_header_size)
            keep_open = True
            return archive
        if start != magic:
            raise ValueError("Cannot load file containing pickled data when allow_pickle=False")
        return read_array(source, max_header_size)
    finally:
        if opened.is_own and not keep_open:
            opened.file.close()


# ---- archives

class _Attributes:
    """The members of an archive as attributes."""

    def __init__(self, archive):
        self._archive = archive

    def __getattr__(self, name):
        try:
            return self._archive[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return list(self._archive)


class NpzFile:
    """An archive of arrays as a mapping; a name may be given with its suffix .npy or without."""

    def __init__(self, file, is_own=False, max_header_size=max_header_size):
        self.fid = file if is_own else None
        self.zip = Reader(file)
        self._names = self.zip.names()
        self.files = [name[:-4] if name.endswith(".npy") else name for name in self._names]
        self.max_header_size = max_header_size
        self.f = _Attributes(self)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        """Closes the file if it was opened by load."""
        if self.fid is not None:
            self.fid.close()
            self.fid = None
        self.zip = None

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def __contains__(self, key):
        return key in self.files

    def __getitem__(self, key):
        if key in self._names:
            name = key
        elif key in self.files:
            name = key + ".npy"
        else:
            raise KeyError(f"{key} is not a file in the archive")
        data = self.zip.read(name)
        if data[:len(magic)] == magic:
            return read_array(io.BytesIO(data), self.max_header_size)
        return data

    def keys(self):
        """The members' names."""
        return list(self.files)

    def values(self):
        """The members' arrays."""
        return [self[name] for name in self.files]

    def items(self):
        """Names and arrays."""
        return [(name, self[name]) for name in self.files]

    def get(self, key, default=None):
        """The member, or the default when there is none."""
        return self[key] if key in self.files or key in self._names else default


def _save_archive(file, arrays, named, compress):
    for place, value in enumerate(arrays):
        name = f"arr_{place}"
        if name in named:
            raise ValueError(f"Cannot use un-named variables and keyword {name}")
        named[name] = value
    with _Opened(file, "wb", ".npz") as opened:
        writer = Writer(opened, compress)
        for name, value in named.items():
            value = asarray(value)
            writer.add(name + ".npy", [header_of(value), data_of(value)])
        writer.close()


def savez(file, *args, **kwds):
    """Writes arrays to an archive, by their keywords or as arr_0, arr_1, and so on."""
    _save_archive(file, args, kwds, False)


def savez_compressed(file, *args, **kwds):
    """savez with deflated members."""
    _save_archive(file, args, kwds, True)


# ---- raw elements

def _dtype_of(dtype):
    return empty(0, dtype).dtype


def fromfile(file, dtype=float, count=-1, sep="", offset=0, *, like=None):
    """The elements in a file: raw from an offset, or numbers in text with a separator."""
    if sep and offset:
        raise TypeError("'offset' argument only permitted for binary files")
    dtype = _dtype_of(dtype)
    count = index(count)
    with _Opened(file, "rb") as opened:
        if sep:
            text = opened.read()
            return numbers_in_text(text.decode("latin1") if isinstance(text, bytes) else text, dtype, count, sep)
        if offset:
            opened.seek(offset, 1)
        data = opened.read() if count < 0 else opened.read(count * dtype.itemsize)
    data = bytearray(data[:len(data) // dtype.itemsize * dtype.itemsize])
    return elements_of(data, dtype.str[1:]) if data else empty(0, dtype)


def tofile(a, fid, sep="", format="%s"):
    """Writes the elements in C order: raw, or as text with a separator."""
    a = asarray(a)
    with _Opened(fid, "wb") as opened:
        opened.write(text_of_elements(a, sep, format).encode("latin1") if sep else a.tobytes())


def fromstring(string, dtype=float, count=-1, *, sep="", like=None):
    """The numbers in a text with a separator; without one the elements in bytes, which frombuffer does better."""
    dtype = _dtype_of(dtype)
    count = index(count)
    if sep:
        text = string.decode("latin1") if isinstance(string, (bytes, bytearray)) else string
        return numbers_in_text(text, dtype, count, sep)
    warnings.warn("The binary mode of fromstring is deprecated, as it behaves surprisingly on unicode inputs. Use "
                  "frombuffer instead", DeprecationWarning, stacklevel=2)
    data = string.encode() if isinstance(string, str) else bytes(string)
    if count < 0:
        if len(data) % dtype.itemsize:
            raise ValueError("string size must be a multiple of element size")
    elif len(data) < count * dtype.itemsize:
        raise ValueError("string is smaller than requested size")
    else:
        data = data[:count * dtype.itemsize]
    return array(frombuffer(data, dtype)) if data else empty(0, dtype)
