"""C functions through ctypes: one float, an int and a pointer, a callback."""
from ctypes import CDLL, CFUNCTYPE, POINTER, byref, c_double, c_int

libm = CDLL("libm.so.6")
libm.fabs.argtypes, libm.fabs.restype = [c_double], c_double
libm.frexp.argtypes, libm.frexp.restype = [c_double, POINTER(c_int)], c_double


def one_float(count, fabs=libm.fabs):
    total = 0.0
    for i in range(count):
        total += fabs(-1.5)
    return total


def with_pointer(count, frexp=libm.frexp):
    exponent = c_int()
    place = byref(exponent)
    total = 0
    for i in range(count):
        frexp(i, place)
        total += exponent.value
    return total


def sort_by_callback(count):
    compare = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))(lambda a, b: a[0] - b[0])
    numbers = (c_int * count)(*(i * 7919 % count for i in range(count)))
    CDLL(None).qsort(numbers, count, 4, compare)
    return list(numbers) == sorted(numbers)


print(one_float(400_000), with_pointer(200_000), sort_by_callback(5_000))
