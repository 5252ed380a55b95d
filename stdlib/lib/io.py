# SPDX-License-Identifier: MIT
#
# The public names of module _io, where the classes are.
"""Streams: the abstract classes, files in memory, raw files, open()."""

from _io import (DEFAULT_BUFFER_SIZE, SEEK_CUR, SEEK_END, SEEK_SET, BlockingIOError, BufferedIOBase,
                 BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter, BytesIO, FileIO,
                 IncrementalNewlineDecoder, IOBase, RawIOBase, StringIO, TextIOBase, TextIOWrapper,
                 UnsupportedOperation, open, open_code, text_encoding)

__all__ = ["BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO",
           "StringIO", "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair",
           "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET",
           "SEEK_CUR", "SEEK_END"]


def __getattr__(name):
    if name == "OpenWrapper":
        import warnings
        warnings.warn("OpenWrapper is deprecated, use open instead", DeprecationWarning, stacklevel=2)
        return open
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
