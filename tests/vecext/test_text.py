# SPDX-License-Identifier: MIT
"""repr and str. differential/printing.py compares random arrays with NumPy; these are the cases to read."""
import math

import vecext as v


def check(array, text):
    assert repr(array) == text, repr(array)


check(v.array([1.0, 2.5, -3.0]), "array([ 1. ,  2.5, -3. ])")
check(v.array([1, -20, 300]), "array([  1, -20, 300])")
check(v.array([True, False]), "array([ True, False])")
check(v.array([0.1, 0.2], dtype="float32"), "array([0.1, 0.2], dtype=float32)")
check(v.array([1 / 3, 2 / 3]), "array([0.33333333, 0.66666667])")
check(v.array([1e-10, 1.0]), "array([1.e-10, 1.e+00])")
check(v.array([1e300, -0.5]), "array([ 1.e+300, -5.e-001])")
check(v.array([math.nan, math.inf, -math.inf, -0.0]), "array([ nan,  inf, -inf,  -0.])")
check(v.array(2.0), "array(2.)")
check(v.array([]), "array([], dtype=float64)")
check(v.zeros((0, 3)), "array([], shape=(0, 3), dtype=float64)")
check(v.array([[1, 2], [3, 4]]), "array([[1, 2],\n       [3, 4]])")
check(v.zeros((2, 1, 2)), "array([[[0., 0.]],\n\n       [[0., 0.]]])")
check(v.arange(2000), "array([   0,    1,    2, ..., 1997, 1998, 1999])")
check(v.arange(30), "array([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16,\n"
      "       17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29])")
assert str(v.array([[1.5, 2.0]])) == "[[1.5 2. ]]" and str(v.array(2.5)) == "2.5"
assert str(v.arange(12.).reshape(3, 4)[::2]) == "[[ 0.  1.  2.  3.]\n [ 8.  9. 10. 11.]]"
assert repr(v.float32(1e-4)) == "1e-04" and repr(v.float64(1e-4)) == "0.0001" and str(v.complex64(1e-4 + 42j)) == "(1e-04+42j)"
print("text: ok")
