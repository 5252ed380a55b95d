# expect: adder
"""An int without declared type that is no C int is refused: CPython would cut an address and corrupt memory."""
from ctypes import *

from lib.c_library import attempt, library

same = library.same_pointer
same.restype = c_void_p
print([same(value) & 0xffffffff == value & 0xffffffff for value in (5, -1, 2 ** 31, 2 ** 32 - 1, -2 ** 31)])
buffer = create_string_buffer(b"text")
for value in (2 ** 32, -2 ** 31 - 1, 2 ** 47 + 5, 2 ** 64):
    attempt(same, value)
attempt(library.store, addressof(buffer) | 1 << 40, 5)
print(same(c_void_p(2 ** 47 + 5)) == 2 ** 47 + 5)
same.argtypes = [c_void_p]
print(same(2 ** 47 + 5) == 2 ** 47 + 5)
attempt(CFUNCTYPE(c_int)(0))
for function in (string_at, wstring_at):
    attempt(function, 0)
    attempt(function, None, 3)
    print(function(0, 0))
attempt(memmove, 0, b"x", 1)
attempt(memset, None, 0, 1)


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


library.swap_point.argtypes, library.swap_point.restype = [Point], Point
attempt(library.swap_point, byref(Point()))
attempt(Point.y.__get__, c_char())
attempt(Point.y.__set__, c_char(), 5)
