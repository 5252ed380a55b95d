"""Memory shared with other objects: the buffer protocol of instances, from_buffer, from_buffer_copy, pickles."""
import array
import gc
import struct
from ctypes import *

from lib.c_library import attempt, library


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class Mixed(Structure):
    _fields_ = [("a", c_char), ("b", c_double), ("p", POINTER(c_int)), ("point", Point), ("grid", (c_short * 2) * 3),
                ("f", CFUNCTYPE(None)), ("deep", POINTER(c_int * 4)), ("text", c_char_p)]


class Derived(Point):
    _fields_ = [("z", c_ubyte)]


class Packed(Structure):
    _pack_ = 1
    _fields_ = [("a", c_char), ("b", c_int)]


class Number(Union):
    _fields_ = [("a", c_char), ("b", c_int)]


class Big(BigEndianStructure):
    _fields_ = [("a", c_short), ("b", c_double)]


class Empty(Structure):
    pass


for kind in (c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_float, c_double, c_longdouble, c_bool, c_char,
             c_wchar, c_char_p, c_wchar_p, c_void_p, py_object, c_int.__ctype_be__, c_int * 3, (c_int * 3) * 2, Point, Point * 2, Mixed,
             Derived, Packed, Number, Big, Empty, POINTER(c_int), POINTER(Point), POINTER(c_int * 2), CFUNCTYPE(c_int)):
    view = memoryview(kind())
    print(kind.__name__, view.format, view.itemsize, view.ndim, view.shape, view.strides, view.readonly, view.nbytes, view.c_contiguous)

numbers = (c_int * 3)(1, 2, 3)
view = memoryview(numbers).cast("B").cast("i")
view[1] = 20
print(list(numbers), bytes(numbers) == struct.pack("3i", 1, 20, 3), bytearray(c_short(5)))
view = memoryview(numbers)
print(view.obj is numbers, view.tobytes() == bytes(numbers))
del numbers
gc.collect()
print(view.nbytes)

source = bytearray(range(16))
point = Point.from_buffer(source, 4)
print(hex(point.x), point._b_needsfree_, type(point._objects).__name__)
point.x = -1
print(source)
attempt(source.extend, b"more")
halves = (c_short * 4).from_buffer(source, 8)
halves[0] = 0x4142
print(source[8:10])
items = array.array("d", [1.5, 2.5, 3.5])
doubles = (c_double * 3).from_buffer(items)
doubles[1] = 25
total = c_double()
library.sum_in_place.argtypes = [POINTER(c_double), c_size_t, POINTER(c_double)]
library.sum_in_place(doubles, 3, total)
print(items, total)
shared = Point.from_buffer(memoryview(source)[8:])
copy = Point.from_buffer_copy(bytes(source), 4)
copy.y = 77
print(copy.x, source[8:12] != b"M\0\0\0", copy._objects)
for action in (lambda: Point.from_buffer(b"12345678"), lambda: Point.from_buffer(bytearray(7)), lambda: Point.from_buffer(bytearray(8), -1),
               lambda: Point.from_buffer(bytearray(8), 1), lambda: Point.from_buffer(5), lambda: Point.from_buffer(memoryview(bytearray(16))[::2]),
               lambda: Point.from_buffer(), lambda: Structure.from_buffer(bytearray(8)), lambda: Point.from_buffer_copy(b"1234567"),
               lambda: Point.from_buffer_copy(b"12345678", -1), lambda: Point.from_buffer_copy("text"), lambda: Point.from_buffer_copy(b"12345678", 8),
               lambda: Point.from_address("x"), lambda: Structure.from_address(5), lambda: Point.from_address(2 ** 70)):
    attempt(action)
whole = c_long(5)
part = c_short.from_address(addressof(whole))
part.value = 9
print(whole, part, addressof(part) == addressof(whole))
print(Point(1, 2).__reduce__()[1][1:], c_int(5).__reduce__()[1][1:])
function, arguments = Point(3, 4).__reduce__()
again = function(*arguments)
print(type(again) is Point, again.x, again.y)
attempt(c_char_p(b"x").__reduce__)
attempt(Mixed().__reduce__)
attempt(pointer(c_int()).__reduce__)
attempt(c_int().__setstate__, {}, 5)

numbers = (c_int * 3)(1, 2, 3)
for action in (lambda: memoryview(numbers).cast("h"), lambda: memoryview(numbers).cast("B").format,
               lambda: memoryview(numbers).cast("<B"), lambda: memoryview(numbers).cast("c", [3, 4]).shape,
               lambda: memoryview(numbers)[0], lambda: memoryview(numbers).tolist(), lambda: memoryview(c_int(5))[()],
               lambda: memoryview(c_int(5)).cast("B").shape, lambda: memoryview(numbers) == memoryview((c_int * 3)(1, 2, 3)),
               lambda: memoryview(numbers)[1:].tobytes(), lambda: memoryview(numbers) == array.array("i", [1, 2, 3]),
               lambda: memoryview(Point(1, 2)) == memoryview(Point(1, 2)), lambda: bytes(memoryview(Point(1, 2)))):
    attempt(action)
