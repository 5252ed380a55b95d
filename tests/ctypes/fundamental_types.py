"""The fundamental types: values, ranges, conversions, and what they refuse."""
import ctypes
from ctypes import *

from lib.c_library import attempt

INTEGERS = [c_byte, c_ubyte, c_short, c_ushort, c_int, c_uint, c_long, c_ulong, c_longlong, c_ulonglong, c_int8, c_int16,
            c_int32, c_int64, c_uint8, c_uint16, c_uint32, c_uint64, c_size_t, c_ssize_t]
for kind in INTEGERS:
    bits = 8 * sizeof(kind)
    print(kind, sizeof(kind), alignment(kind), kind._type_,
          [kind(value).value for value in (0, -1, 2 ** (bits - 1), 2 ** bits, 2 ** bits - 1, -2 ** 70 + 3)])
for kind in (c_float, c_double, c_longdouble):
    print(kind, sizeof(kind), alignment(kind), [kind(value) for value in (0, 1.5, -2, 1e300, float("inf"), True)])
print([c_bool(value).value for value in (0, 1, 2, "", "x", [])], sizeof(c_bool))
print(c_char(b"a"), c_char(98), c_char(bytearray(b"c")), c_wchar("\u20ac"), c_wchar("\U0001F600").value)
print(c_char_p(b"text").value, c_wchar_p("t\u20acxt").value, c_char_p().value, c_void_p().value, c_void_p(0).value,
      c_void_p(2 ** 64 - 1).value, c_void_p(-1).value)
print(py_object(), py_object([1]), py_object("x").value)
print(c_longlong is c_long, c_voidp is c_void_p, c_buffer is create_string_buffer)


class Index:
    def __index__(self):
        return 7


class Int:
    def __int__(self):
        return 7


class Float:
    def __float__(self):
        return 2.5


for kind, value in [(c_int, 1.5), (c_int, "1"), (c_int, None), (c_int, Index()), (c_int, Int()), (c_double, Float()),
                    (c_double, "1"), (c_float, None), (c_char, b"ab"), (c_char, "a"), (c_char, 256), (c_char, -1),
                    (c_char, 2 ** 70), (c_char, bytearray()), (c_wchar, "ab"), (c_wchar, ""), (c_wchar, 65),
                    (c_char_p, "text"), (c_char_p, 1.5), (c_wchar_p, b"text"), (c_void_p, "text"), (c_void_p, 1.5),
                    (c_double, 10 ** 400)]:
    attempt(kind, value)
attempt(lambda: c_int(1, 2))
attempt(lambda: c_int(value=1))
attempt(lambda: py_object().value)
attempt(lambda: hash(c_int(1)))
attempt(lambda: delattr(c_int(1), "value"))
attempt(lambda: setattr(c_int(1), "value", "x"))

number = c_int(5)
number.value = -3
print(number, number.value, bool(number), bool(c_int()), bool(c_double(0.0)), bool(c_char(b"\0")), bool(c_char_p()))
print(number == c_int(-3), number._objects, c_char_p(b"kept")._objects, number._b_base_, number._b_needsfree_)
number.extra = "attributes are allowed"
print(number.extra, number.__dict__)


class MyInt(c_int):
    def __str__(self):
        return f"my {self.value}"


print(MyInt(3), MyInt.__mro__[1:], sizeof(MyInt), isinstance(MyInt(), c_int))
print(type((MyInt * 2)()[0]) is MyInt, (c_int * 2)()[0])

SimpleData = c_int.__mro__[1]
for letter in ("i", "y", "xx", 5, "X", ""):
    attempt(lambda: sizeof(type(SimpleData)("Made", (SimpleData,), {"_type_": letter})))
attempt(lambda: type(SimpleData)("Made", (SimpleData,), {}))
attempt(SimpleData)
attempt(lambda: SimpleData * 3)
attempt(lambda: type(SimpleData)("Made", (c_int, c_char), {})(65))

print(c_int.__ctype_be__, c_int.__ctype_be__(1), bytes(c_int.__ctype_be__(1)), bytes(c_short.__ctype_le__(1)))
print(bytes(c_double.__ctype_be__(1.5)), c_float.__ctype_be__(0.25).value, c_int.__ctype_be__(-2).value)
print(c_ulong.__ctype_be__(2 ** 63).value, c_byte.__ctype_be__ is c_byte, c_int.__ctype_be__.__ctype_le__ is c_int)
for kind in (c_bool, c_longdouble, c_wchar, c_void_p):
    attempt(lambda: kind.__ctype_be__)

print([kind.from_param(3) for kind in (c_byte, c_ubyte, c_short, c_int, c_ulong, c_double, c_float)])
print(c_uint.from_param(2 ** 31), c_ulong.from_param(2 ** 63), c_char.from_param(b"a"), c_char.from_param(b"'"),
      c_char.from_param(b"\0"), c_int.from_param(number) is number, c_void_p.from_param(None))
for kind, value in [(c_int, "x"), (c_int, 1.5), (c_int, c_long(1)), (c_char_p, 3), (c_char_p, "x"), (c_wchar_p, b"x"),
                    (c_void_p, 1.5), (c_char, "a"), (c_double, "x")]:
    attempt(kind.from_param, value)


class Wrapped:
    def __init__(self, value):
        self._as_parameter_ = value


print(c_int.from_param(Wrapped(3)), c_int.from_param(Wrapped(Wrapped(4))), c_char_p.from_param(Wrapped(None)))
endless = Wrapped(None)
endless._as_parameter_ = endless
try:
    c_int.from_param(endless)
except RecursionError as error:
    print(type(error).__name__)
