# expect: adder
"""Arrays of vecext and C data share memory, both ways, without a copy."""
import vecext
from ctypes import *

from lib.c_library import attempt, library

library.sum_in_place.argtypes = [POINTER(c_double), c_size_t, POINTER(c_double)]
array = vecext.array([1.0, 2.0, 3.5])
doubles = (c_double * len(array)).from_buffer(array)
total = c_double()
library.sum_in_place(doubles, len(doubles), total)
print(array, total)
doubles[0] = -1
print(array[0])
array[1] = 99.5
print(doubles[1], len(doubles._objects))
attempt(lambda: (c_double * 4).from_buffer(array))
attempt(lambda: (c_double * 2).from_buffer(array[::2]))

numbers = (c_long * 4)(1, 2, 3, 4)
view = vecext.asarray(numbers)
print(view, view.dtype)
numbers[0] = 10
print(view[0], (view + view)[3])
view[1] = 20
print(list(numbers))
grid = ((c_double * 3) * 2)((1, 2, 3), (4, 5, 6))
print(vecext.asarray(grid).shape, vecext.asarray(grid).sum())
vecext.asarray(grid)[1, 2] = 60
print(grid[1][2])
