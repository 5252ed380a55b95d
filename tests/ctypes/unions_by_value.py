# expect: adder
"""Unions, packed and empty structures by value, as GCC passes them; CPython knows only what libffi knows."""
from ctypes import *

from lib.c_library import library


class Number(Union):
    _fields_ = [("integer", c_int), ("real", c_float), ("bytes", c_ubyte * 4)]


class Packed(Structure):
    _pack_ = 1
    _fields_ = [("tag", c_char), ("value", c_int), ("real", c_double)]


library.next_number.argtypes, library.next_number.restype = [Number], Number
print(library.next_number(Number(41)).integer, list(library.next_number(Number(bytes=(255, 0, 0, 0))).bytes))
library.next_packed.argtypes, library.next_packed.restype = [Packed], Packed
packed = library.next_packed(Packed(b"a", 1, 1.5))
print(packed.tag, packed.value, packed.real)


class Double(Union):
    _fields_ = [("real", c_double), ("other", c_double)]


CDLL("libm.so.6").fabs.argtypes = None
fabs = CFUNCTYPE(Double, Double)(("fabs", CDLL("libm.so.6")))
print(fabs(Double(-2.5)).real)
