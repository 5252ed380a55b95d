# expect: adder
"""What is no use of C but of ctypes itself never reaches memory that is not there."""
import gc
from ctypes import *

from lib.c_library import attempt, library

StructMeta, SimpleData, Pointer = type(Structure), c_int.__base__, POINTER(c_int).__base__


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class Large(Structure):
    _fields_ = [("x", c_char * 1000)]


# Classes whose instances cannot hold data.
Hollow = StructMeta("Hollow", (), {"_fields_": [("a", c_int)]})
print(sizeof(Hollow), type(Hollow()).__mro__)
attempt(lambda: Hollow().a)
attempt(Hollow.from_buffer, bytearray(4))
attempt(lambda: (Hollow * 2)()[0])
attempt(lambda: (Hollow * 2)().__setitem__(0, Hollow()))
attempt(lambda: POINTER(Hollow)(Hollow()))
attempt(byref, Hollow())
library.sum_points.argtypes = [POINTER(Hollow), c_int]
attempt(library.sum_points, Hollow(), 1)
library.sum_points.argtypes = [Hollow, c_int]
attempt(library.sum_points, Hollow(), 1)
attempt(lambda: CFUNCTYPE(Hollow)(("abs", CDLL(None)))())
attempt(lambda: type("Made", (Structure.__base__,), {}))
attempt(lambda: type.__new__(StructMeta, "Made", (Structure,), {}))
attempt(lambda: object.__new__(c_int))
attempt(lambda: type(SimpleData)("Made", (c_int.__ctype_be__,), {"_type_": "P"})(5).value)


class Meta(StructMeta):
    def __new__(cls, *arguments):
        return super().__new__(cls, *arguments)


class WithMeta(Structure, metaclass=Meta):
    _fields_ = [("a", c_int)]


print(WithMeta(5).a, sizeof(WithMeta), POINTER(WithMeta)(WithMeta(3))[0].a)


# Instances that become instances of a larger class.
def change_class(instance, cls, use):
    instance.__class__ = cls
    return use(instance)


attempt(change_class, Point(), Large, lambda large: large.x)
attempt(change_class, (c_char * 4)(), c_char * 100000, lambda array: (len(array), array[:], array.raw))
attempt(change_class, (c_char * 4)(), c_char * 100000, lambda array: array[5])


# Memory that views use does not move.
def resize_under(make_view):
    points = (Point * 20)()
    view = make_view(points)
    try:
        resize(points, 10000)
    finally:
        print(bytes(view)[:2])


attempt(resize_under, memoryview)
attempt(resize_under, lambda points: points[3])


# Functions whose types change while they are called.
function = CDLL(None).abs


class Changing:
    @classmethod
    def from_param(cls, value):
        function.argtypes = function.restype = None
        gc.collect()
        return -5


function.argtypes = [Changing, c_int]
print(function(1, 2))

# Sizes beyond the address space.
attempt(lambda: type("Huge", (Structure,), {"_fields_": [("a", c_char * 2 ** 62), ("b", c_char * 2 ** 62)]}))
attempt(lambda: (c_char * 2 ** 62)())

# Classes that are not complete.
Later = POINTER("Later")
Holder = type("Holder", (Structure,), {"_fields_": [("p", Later)]})
for use in (lambda p: p.contents, lambda p: p[0], lambda p: p[0:1], lambda p: setattr(p, "contents", 5), lambda p: p.__setitem__(0, 5)):
    attempt(use, Holder().p)
for cls in (SimpleData, Pointer):
    attempt(cls.from_param, 5)
attempt(Structure.from_address, 5)
attempt(Pointer.set_type, c_int)
Empty = type("Empty", (Structure,), {})
attempt(CFUNCTYPE(Empty, Empty)(("abs", CDLL(None))), Empty())

# Cycles through instances, function pointers and classes go away.
for _ in range(3):
    point = Point()
    point.me = point
    holder = py_object([])
    holder.value.append(holder)
    callback = CFUNCTYPE(c_int)(lambda: callback())
    callback.me = callback
    node = type("Node", (Structure,), {})
    node._fields_ = [("next", POINTER(node))]
    del point, holder, callback, node
    gc.collect()



# Bit fields stay in their union.
class Bits(Union):
    _fields_ = [("a", c_uint, 3), ("b", c_ubyte, 5), ("c", c_short, 9), ("d", c_long, 40)]


bits = Bits(d=0x1234567)
print(bits.a, bits.b, bits.c, Bits.c, Bits.d, sizeof(Bits))
bits.b = 0
print(bits.d == 0x1234560)
