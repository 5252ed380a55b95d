"""Values of C's types as bytes, by a format of one character a value; the work is done in `_struct`."""
from _struct import *
from _struct import _clearcache

__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]
