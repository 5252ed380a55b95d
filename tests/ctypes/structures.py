"""Structures and unions: layout, values, inheritance, packing, bit fields, anonymous fields, byte order."""
from ctypes import *

from lib.c_library import attempt, library


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class Tagged(Structure):
    _fields_ = [("tag", c_char), ("value", c_double)]


class Line(Structure):
    _fields_ = [("start", Point), ("end", Point), ("name", c_char * 16)]


class Packed(Structure):
    _pack_ = 1
    _fields_ = [("tag", c_char), ("value", c_int), ("real", c_double)]


class Bits(Structure):
    _fields_ = [("low", c_uint, 3), ("middle", c_uint, 7), ("high", c_int, 12), ("rest", c_ushort, 9), ("last", c_long, 40)]


library.size_of.argtypes = [c_char_p]
for kind in (Tagged, Line, Packed, Bits):
    print(kind.__name__, sizeof(kind), library.size_of(kind.__name__.encode()), alignment(kind))
    for name, *_ in kind._fields_:
        print("   ", name, getattr(kind, name), getattr(kind, name).offset, getattr(kind, name).size)

point = Point(1, y=2)
print(point.x, point.y, Point().x, Point(5).y, bytes(point))
point.x = 2 ** 32 + 9
print(point.x, point._objects)
attempt(Point, 1, 2, 3)
attempt(lambda: Point(1, x=1))
attempt(Point, "1")
attempt(lambda: setattr(point, "x", "text"))
attempt(lambda: setattr(point, "x", c_long(3)))
attempt(lambda: delattr(point, "x"))
point.x = c_int(33)
print(point.x, Point(z=3).z)

line = Line(Point(1, 2), (3, 4), b"name")
print(line.start.x, line.end.y, line.name, line.start._b_base_ is line, line.end._b_needsfree_)
line.start.x = 10
line.end = Point(7, 8)
kept = line.end
line.end = (70, 80)
print(line.start.x, kept.x, line.end.y)
attempt(lambda: setattr(line, "start", (1, 2, 3)))
attempt(lambda: setattr(line, "start", ("a",)))
attempt(lambda: setattr(line, "start", 5))
attempt(lambda: setattr(line, "start", line))
attempt(lambda: setattr(line, "name", b"x" * 17))
attempt(lambda: setattr(line, "name", "text"))
line.name = b"exactly16bytes!!"
print(line.name)


class WideText(Structure):
    _fields_ = [("text", c_wchar * 4)]


wide = WideText("ab")
print(wide.text)
wide.text = "abcd"
print(wide.text)
attempt(lambda: setattr(wide, "text", "abcde"))
attempt(lambda: setattr(wide, "text", b"ab"))

bits = Bits()
library.fill_bits(byref(bits))
print(bits.low, bits.middle, bits.high, bits.rest, bits.last)
bits.low, bits.high, bits.last = 15, 2047, 2 ** 39
print(bits.low, bits.middle, bits.high, bits.rest, bits.last, bytes(bits).hex())
attempt(lambda: setattr(bits, "low", 1.5))


class Mixed(Structure):
    _fields_ = [("a", c_short, 3), ("b", c_int, 5), ("c", c_long, 30), ("d", c_byte, 8), ("e", c_byte), ("f", c_byte, 2)]


for name, *_ in Mixed._fields_:
    print(name, getattr(Mixed, name))
print(sizeof(Mixed))


class Big(BigEndianStructure):
    _fields_ = [("a", c_short), ("b", c_int), ("c", c_double), ("d", c_short * 2), ("e", c_uint, 4), ("f", c_uint, 28)]


big = Big(1, 2, 1.5, (c_short.__ctype_be__ * 2)(3, 4), 5, 6)
print(bytes(big).hex(), big.a, big.b, big.c, list(big.d), big.e, big.f, Big._fields_[0], sizeof(Big))
print(LittleEndianStructure is Structure, Big.__mro__[1:3])


class BigUnion(BigEndianUnion):
    _fields_ = [("a", c_short), ("b", c_int)]


both = BigUnion(b=0x01020304)
print(hex(both.a), bytes(both))
attempt(lambda: type("Bad", (BigEndianStructure,), {"_fields_": [("p", c_void_p)]}))


class Number(Union):
    _fields_ = [("integer", c_int), ("real", c_float), ("bytes", c_ubyte * 5)]


number = Number(real=1.0)
print(hex(number.integer), list(number.bytes), sizeof(Number), alignment(Number), Number(3).bytes[0])


class Outer(Structure):
    _anonymous_ = ["number", "inner"]

    class Inner(Structure):
        _anonymous_ = ["deep"]

        class Deep(Union):
            _fields_ = [("one", c_short), ("two", c_int)]
        _fields_ = [("deep", Deep), ("three", c_int)]
    _fields_ = [("first", c_long), ("number", Number), ("inner", Inner)]


outer = Outer()
outer.two = 0x10001
outer.integer = 5
print(outer.one, outer.inner.deep.two, outer.number.integer, Outer.two, Outer.three, Outer.real)


class Base(Structure):
    _fields_ = [("a", c_char), ("b", c_short)]


class Derived(Base):
    _fields_ = [("c", c_char), ("d", c_int)]


class Same(Base):
    pass


print(sizeof(Base), sizeof(Derived), sizeof(Same), Derived.c, Derived.a)
derived = Derived(b"1", 2, b"3", 4)
print(derived.a, derived.b, derived.c, derived.d)
attempt(Derived, b"1", 2, b"3", 4, 5)


class Node(Structure):
    pass


attempt(lambda: sizeof(Node))
Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
third = Node(3)
second = Node(2, pointer(third))
first = Node(1, pointer(second))
print(library.sum_list(byref(first)), first.next.contents.next[0].value, bool(third.next))
attempt(lambda: third.next.contents)
attempt(lambda: setattr(Node, "_fields_", []))


class Early(Structure):
    def __init_subclass__(cls):
        cls._fields_ = []


attempt(lambda: type("Late", (Early,), {}))

for fields in (5, [1], [("a",)], [("a", 5)], [("a", int)], [(1, c_int)], [["a", c_int]], [("a", c_float, 2)],
               [("a", c_int, 33)], [("a", c_int, 0)], [("a", c_char, 1)], [("a", c_int, -1)], [("a", Structure)]):
    attempt(lambda: type("Bad", (Structure,), {"_fields_": fields}))
for pack in (-1, "x", 2 ** 40, 1.5):
    attempt(lambda: type("Bad", (Structure,), {"_pack_": pack, "_fields_": [("a", c_int)]}))
for names in (["missing"], 5, ["a"]):
    attempt(lambda: type("Bad", (Structure,), {"_anonymous_": names, "_fields_": [("a", c_int)]}))


class Itself(Structure):
    pass


attempt(lambda: setattr(Itself, "_fields_", [("a", Itself)]))
attempt(Structure)
attempt(Union)
attempt(lambda: type("Abstract", (Structure,), {"_abstract_": 1})())
attempt(lambda: Point.x.__get__(5))
attempt(lambda: Point.x.__get__(None, Point))
print(repr(Point.x), [sizeof(type("P", (Structure,), {"_pack_": pack, "_fields_": [("a", c_char), ("b", c_double)]}))
                      for pack in (1, 2, 4, 8, 16)])
