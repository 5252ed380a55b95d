"""Structures and unions as arguments and results of C functions."""
from ctypes import *

from lib.c_library import attempt, library


def fields(value):
    return {name: getattr(value, name) for name, *_ in value._fields_}


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class RealPoint(Structure):
    _fields_ = [("x", c_double), ("y", c_double)]


class Color(Structure):
    _fields_ = [("r", c_float), ("g", c_float), ("b", c_float)]


class Tagged(Structure):
    _fields_ = [("tag", c_char), ("value", c_double)]


class Line(Structure):
    _fields_ = [("start", Point), ("end", Point), ("name", c_char * 16)]


class Letters(Structure):
    _fields_ = [("letters", c_char * 7)]


class Bits(Structure):
    _fields_ = [("low", c_uint, 3), ("middle", c_uint, 7), ("high", c_int, 12), ("rest", c_ushort, 9), ("last", c_long, 40)]


for name, result, types, arguments in [
        ("swap_point", Point, [Point], [Point(1, -2)]),
        ("scale_point", RealPoint, [RealPoint, c_double], [RealPoint(1, 2), 2.5]),
        ("mix", Color, [Color, Color], [Color(1, 2, 3), Color(3, 2, 1.5)]),
        ("retag", Tagged, [Tagged, c_char], [Tagged(b"a", 1.5), b"z"]),
        ("next_letters", Letters, [Letters], [Letters(b"abcdef")]),
        ("add_to_bits", Bits, [Bits], [Bits(1, 2, 3, 4, 5)])]:
    function = getattr(library, name)
    function.restype = result
    if name not in ("scale_point", "retag"):
        print(name, fields(function(*arguments)))
    function.argtypes = types
    print(name, fields(function(*arguments)), type(function(*arguments)) is result)

library.reverse_line.argtypes, library.reverse_line.restype = [Line], Line
line = Line((1, 2), (3, 4), b"name")
back = library.reverse_line(line)
print(fields(back.start), fields(back.end), back.name, line.name, back._b_base_, back._b_needsfree_)
attempt(library.swap_point, 5)
attempt(library.swap_point, RealPoint())


class Subclass(Point):
    def __repr__(self):
        return f"Subclass({self.x}, {self.y})"


library.swap_point.restype = Subclass
print(library.swap_point(Subclass(5, 6)))
library.make_points.restype = POINTER(Point)
points = library.make_points(4)
print([fields(point) for point in points[:4]], library.sum_points(points, 4))
library.free_points(points)
print(library.sum_points((Point * 3)((1, 2), (3, 4), (5, 6)), 3))
