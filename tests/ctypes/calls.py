"""Calls of C functions: every kind of argument and result, conversions, checks, errno, outputs, and their errors."""
from ctypes import *

from lib.c_library import attempt, library

for name, kind, values in [("byte", c_byte, (5, -3, 100)), ("ubyte", c_ubyte, (5, 200)), ("short", c_short, (-300, 20000)),
                           ("ushort", c_ushort, (40000,)), ("int", c_int, (-5, 2 ** 30)), ("uint", c_uint, (3, 2 ** 31)),
                           ("long", c_long, (-5, 2 ** 62)), ("ulong", c_ulong, (2 ** 62, 2 ** 63)), ("float", c_float, (1.5, 2)),
                           ("double", c_double, (1.25, -3)), ("longdouble", c_longdouble, (1.5, 7))]:
    function = library[f"twice_{name}"]
    function.argtypes, function.restype = [kind], kind
    print(name, [function(value) for value in values], function(kind(3)), repr(function(True)))
library.invert.argtypes, library.invert.restype = [c_bool], c_bool
print(library.invert(True), library.invert(0), library.invert("text"))
library.next_char.argtypes, library.next_char.restype = [c_char], c_char
print(library.next_char(b"a"), library.next_char(98))
library.next_wide_char.argtypes, library.next_wide_char.restype = [c_wchar], c_wchar
print(library.next_wide_char("\u20ac"))
library.skip_first.argtypes, library.skip_first.restype = [c_char_p], c_char_p
print(library.skip_first(b"text"), library.skip_first(b""), library.skip_first(None), library.skip_first(c_char_p(b"ab")),
      library.skip_first(create_string_buffer(b"xyz")), library.skip_first(byref(c_char(b"\0"))))
library.skip_first_wide.argtypes, library.skip_first_wide.restype = [c_wchar_p], c_wchar_p
print(library.skip_first_wide("t\u20acxt"), library.skip_first_wide(create_unicode_buffer("abc")))
same = library.same_pointer
same.argtypes, same.restype = [c_void_p], c_void_p
print(same(5), same(None), same(2 ** 64 - 1), same(c_void_p(7)), same(b"x") > 0, same("x") > 0)
buffer = create_string_buffer(4)
print(same(buffer) == same(byref(buffer)) == same(pointer(buffer)) == same(cast(buffer, c_char_p)) == addressof(buffer))
same.restype = POINTER(c_int)
five = c_int(5)
print(same(byref(five))[0], bool(same(None)))
library.sum_of_many.restype = c_double
library.sum_of_many.argtypes = [c_int, c_double, c_long, c_float, c_short, c_double, c_int, c_double, c_long, c_double, c_ubyte,
                                c_double, c_int, c_float, c_double, c_double, c_double, c_int]
print(library.sum_of_many(*range(18)), library.no_arguments(), library.large_unsigned())
library.large_unsigned.restype = c_uint64
print(library.large_unsigned())

print(library.no_arguments.argtypes, library.no_arguments.restype, library.no_arguments.errcheck)
library.sum_variable.restype = c_double
library.sum_variable.argtypes = [c_int]
print(library.sum_variable(3, c_double(1), c_double(2.5), c_double(3)), library.sum_variable(0))
attempt(library.sum_variable, 1, c_float(1))
attempt(library.sum_variable, 1, 1.5)
text = create_string_buffer(100)
libc = CDLL(None)
libc.snprintf.argtypes = [c_char_p, c_size_t, c_char_p]
print(libc.snprintf(text, 100, b"%d %s %.2f %c %ls %ld", 5, b"text", c_double(1.5), ord("x"), "wide", c_long(2 ** 40)), text.value)

place = c_int()
library.store(byref(place), 5)
print(place)
library.store.argtypes = [POINTER(c_int), c_int]
library.store(place, 6)
print(place)
numbers = (c_int * 3)()
library.store(numbers, 7)
library.store(cast(byref(numbers, 4), POINTER(c_int)), 8)
library.store(pointer(place), c_int(9))
print(list(numbers), place)


class Wrapped:
    def __init__(self, value):
        self._as_parameter_ = value


library.store(Wrapped(byref(place)), Wrapped(11))
print(place, library.no_arguments(), libc.strlen(Wrapped(b"abc")), libc.strlen(Wrapped(Wrapped(b"abcd"))), libc.abs(Wrapped(-3)))


class Checked:
    @classmethod
    def from_param(cls, value):
        if value == "bad":
            raise LookupError("no such thing")
        return {"text": b"abc", "number": 5, "object": c_int(-4), "odd": 1.5}[value]


libc.strlen.argtypes = [Checked]
libc.abs.argtypes = [Checked]
print(libc.strlen("text"), libc.abs("number"), libc.abs("object"), libc.abs.argtypes == [Checked])
attempt(libc.abs, "bad")
attempt(libc.abs, "odd")
attempt(libc.abs, "missing")
libc.strlen.argtypes = [c_char_p]
for arguments in [(), (5,), ("text",), (1.5,), ([],), (c_int(3),), (byref(c_int(3)),), (pointer(c_int(3)),)]:
    attempt(libc.strlen, *arguments)
libc.strlen.argtypes = None
for arguments in [(1.5,), ([],), (None, object())]:
    attempt(libc.abs.__class__(("abs", libc)), *arguments)
for arguments in [(5, 1.5), ("x", 1), (c_long(5), 1), (byref(c_long(5)), 1), ((c_short * 2)(), 1), (place,), (place, None)]:
    attempt(library.store, *arguments)
attempt(library.no_arguments, *range(2000))
for value in (5, [int], [5], [c_int, "x"]):
    attempt(lambda: setattr(libc.abs, "argtypes", value))
for value in (5, "x"):
    attempt(lambda: setattr(libc.abs, "restype", value))
    attempt(lambda: setattr(libc.abs, "errcheck", value))

library.no_arguments.restype = lambda value: f"result {value}"
print(library.no_arguments())
library.no_arguments.restype = None
print(library.no_arguments())


class Status(c_int):
    @staticmethod
    def _check_retval_(value):
        return ("checked", type(value).__name__, value.value)


library.no_arguments.restype = Status
print(library.no_arguments())
del library.no_arguments.restype
print(library.no_arguments(), library.no_arguments.restype)


def check(result, function, arguments):
    print("errcheck", result, function is library.twice_int, arguments)
    if result == 4:
        raise ValueError("four")
    return arguments if result == 6 else str(result)


library.twice_int.errcheck = check
attempt(library.twice_int, 1)
attempt(library.twice_int, 2)
attempt(library.twice_int, 3)
del library.twice_int.errcheck
print(library.twice_int(2), library.twice_int.errcheck)

library.set_error_number.argtypes = [c_int]
print(get_errno(), set_errno(3), library.set_error_number(17), get_errno(), library.set_error_number(0), get_errno())
attempt(set_errno, "x")
attempt(set_errno, 2 ** 40)
attempt(get_errno, 1)


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


prototype = CFUNCTYPE(None, c_int, POINTER(c_int), POINTER(Point))
outputs = prototype(("output_parameters", library), ((1, "value"), (2, "number"), (2, "point")))
number, point = outputs(5)
print(number, point.x, point.y, outputs(value=6)[0])
inout = prototype(("output_parameters", library), ((1, "value", 4), (3, "number"), (2, "point", Point(1, 1))))
place = c_int(1)
result = inout(3, byref(place))
print(type(result[0]).__name__, place, result[1].x)
for arguments, names in [((), {}), ((1, 2), {}), ((), {"other": 1}), ((1,), {"value": 2}), (("x",), {})]:
    attempt(lambda: outputs(*arguments, **names)[0])
one = CFUNCTYPE(c_int, c_int, POINTER(c_int), POINTER(Point))(("output_parameters", library), ((1,), (1,), (2,)))
print(one(3, byref(place)).y, place)
attempt(one, 3)
for flags in (5, (), ((1, "a"),), ((1, "a"), (2, "b"), 3), ((1, "a"), (2, "b"), ("c",)), ((2, "a"), (1,), (1,)), ((1,), (1,), (9,)),
              ((1,), (1,), (6,)), ((1,), (1,), (1, "a", 2, 3))):
    attempt(lambda: bool(prototype(("output_parameters", library), flags)))
strlen = CFUNCTYPE(c_size_t, c_char_p)(("strlen", libc), ((1, "text", b"default"),))
print(strlen(), strlen(b"ab"), strlen(text=b"abc"))

for arguments in [("strlen", libc), (("strlen",),), ((5, libc),), (("strlen", 5),), (("missing_name", libc),), ("text",), (1.5,), (5, 6)]:
    try:
        print(bool(CFUNCTYPE(c_int)(*arguments)))
    except Exception as error:
        print(type(error).__name__, str(error).split(": ")[-1])
print(bool(CFUNCTYPE(c_int)()), bool(CFUNCTYPE(c_int)(0)), CFUNCTYPE(c_int) is CFUNCTYPE(c_int),
      CFUNCTYPE(c_int, use_errno=True) is CFUNCTYPE(c_int), repr(CFUNCTYPE(c_int)())[:14])
attempt(lambda: CFUNCTYPE(c_int, 5))
attempt(lambda: CFUNCTYPE(5))
attempt(lambda: CFUNCTYPE(c_int, other=1))
Function = type(strlen).__mro__[1]
for namespace in ({}, {"_flags_": "x"}, {"_flags_": 1, "_argtypes_": 5}, {"_flags_": 1, "_restype_": 5}, {"_flags_": 1, "_argtypes_": (5,)}):
    attempt(lambda: type(Function)("Made", (Function,), namespace).__name__)
attempt(Function, 5)
choose = library.choose
choose.restype = CFUNCTYPE(c_int, c_int)
print(choose(0)(5), choose(1)(5), bool(choose(2)))
