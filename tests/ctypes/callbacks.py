"""C functions that call Python: arguments, results, exceptions, life time."""
import gc
import sys
from ctypes import *

from lib.c_library import attempt, library

libc = CDLL(None)
Compare = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
numbers = (c_int * 8)(5, -3, 99, 0, 7, 7, -40, 12)
libc.qsort(numbers, len(numbers), sizeof(c_int), Compare(lambda a, b: a[0] - b[0]))
print(list(numbers))
libc.qsort.argtypes, libc.qsort.restype = [c_void_p, c_size_t, c_size_t, Compare], None


@Compare
def descending(a, b):
    return b.contents.value - a.contents.value


libc.qsort(numbers, len(numbers), sizeof(c_int), descending)
print(list(numbers))
attempt(libc.qsort, numbers, 1, 4, lambda a, b: 0)

Int = CFUNCTYPE(c_int, c_int)
library.apply.argtypes = [Int, c_int]
print(library.apply(Int(lambda value: value * 3), 5), Int(lambda value: value + 1)(41))
library.apply_real.argtypes = [CFUNCTYPE(c_double, c_double, c_float), c_double, c_float]
library.apply_real.restype = c_double
print(library.apply_real(CFUNCTYPE(c_double, c_double, c_float)(lambda a, b: a / b), 5, 2))
Byte, Word = CFUNCTYPE(c_byte, c_byte), CFUNCTYPE(c_ushort, c_ushort)
library.apply_small.restype = c_long
print(library.apply_small(Byte(lambda value: -value), Word(lambda value: value - 1), 5), Byte(lambda value: 200)(1), Word(lambda value: -1)(1))


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


seen = []
Each = CFUNCTYPE(None, Point, POINTER(Point))
library.each_point((Point * 2)((1, 2), (3, 4)), 2, Each(lambda point, where: seen.append((point.x, where.contents.y))))
print(seen)
Fold = CFUNCTYPE(c_int, c_char_p, c_char, c_int)
print(library.fold_text(b"abc", Fold(lambda text, letter, sum: sum * 10 + text.index(letter))))

library.keep.restype = None
kept = Int(lambda value: value - 100)
library.keep(kept)
gc.collect()
print(library.call_kept(1))


def recursive(depth):
    return 0 if depth == 0 else 1 + library.apply(callback, depth - 1)


callback = Int(recursive)
print(library.apply(callback, 20))

print([CFUNCTYPE(kind)(lambda: value)() for kind, value in
       [(c_bool, 2), (c_char, b"x"), (c_wchar, "\u20ac"), (c_long, -2 ** 40), (c_ulonglong, 2 ** 64 - 1), (c_float, 1.5), (c_short, -2),
        (c_void_p, 5), (c_void_p, None), (c_char_p, None), (c_longdouble, 2.5)]])
print(CFUNCTYPE(py_object, py_object)(lambda value: value + [1])([0]), CFUNCTYPE(py_object)(lambda: None)())
print(CFUNCTYPE(None)(lambda: 5)(), CFUNCTYPE(c_int)(lambda: True)())


class MyInt(c_int):
    pass


print(CFUNCTYPE(c_int, MyInt)(lambda value: print(type(value).__name__) or value.value)(3))
try:
    CFUNCTYPE(MyInt)(lambda: 3)
    print("a subclass is a fundamental type")
except TypeError as error:
    print(error)
for make in (lambda: CFUNCTYPE(POINTER(c_int))(lambda: None), lambda: CFUNCTYPE(Point)(lambda: None), lambda: Int(5.5), lambda: Int("x"),
             lambda: Int(print, 2)):
    attempt(lambda: bool(make()))


class Base(Structure):
    _fields_ = [("function", Int)]


holder = Base(Int(lambda value: value * value))
gc.collect()
print(holder.function(9), type(holder.function) is Int, bool(Base().function))

get, put = CFUNCTYPE(c_int, use_errno=True), library.set_error_number
set_errno(5)
print(CFUNCTYPE(c_int, use_errno=True)(lambda: get_errno())())


def report(information):
    print("unraisable:", information.exc_type.__name__, information.exc_value, information.err_msg, information.object.__name__)


sys.unraisablehook = report


def failing(value):
    raise LookupError(value)


def wrong(value):
    return "text"


# What C gets is not told.
for function in (failing, wrong, lambda value, other: 0):
    library.apply(Int(function), 5)
sys.unraisablehook = sys.__unraisablehook__
sys.stderr = sys.stdout
library.apply(Int(failing), 7)
print(repr(kept._objects)[:10], len(kept._objects), kept.restype, kept.argtypes)
