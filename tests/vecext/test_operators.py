# SPDX-License-Identifier: MIT
"""Operators and functions, types of results, broadcasting, in-place forms."""
import math

import vecext as v

x = v.array([1.0, 2.0, 3.0])
i = v.array([1, 2, 3])
assert (x + 1).tolist() == [2.0, 3.0, 4.0] and (1 - x).tolist() == [0.0, -1.0, -2.0]
assert (x * x).tolist() == [1.0, 4.0, 9.0] and (6 / i).tolist() == [6.0, 3.0, 2.0]
assert (7 // i).tolist() == [7, 3, 2] and (-7 // i).tolist() == [-7, -4, -3] and (-7 % i).tolist() == [0, 1, 2]
assert (i ** 2).tolist() == [1, 4, 9] and (x ** 0.5).tolist()[0] == 1.0 and (2 ** i).tolist() == [2, 4, 8]
assert (-i).tolist() == [-1, -2, -3] and abs(-i).tolist() == [1, 2, 3] and (+x).tolist() == x.tolist()
assert (~i).tolist() == [-2, -3, -4] and (i << 2).tolist() == [4, 8, 12] and (i & 1).tolist() == [1, 0, 1]
quotient, rest = divmod(v.array([7, -7]), 2)
assert quotient.tolist() == [3, -4] and rest.tolist() == [1, 1]
assert (i // 0).tolist() == [0, 0, 0] and (x / 0).tolist() == [math.inf] * 3

# types: arrays promote, numbers bend
f = v.array([1, 2, 3], dtype="float32")
t = v.array([True, False, True])
assert (i + x).dtype == v.float64 and (f + 1).dtype == v.float32 and (f * 1.5).dtype == v.float32
assert (i + 1.5).dtype == v.float64 and (i + True).dtype == v.int64 and (f + i).dtype == v.float64
assert (t + 1).dtype == v.int64 and (t + t).dtype == v.bool_ and (t / t).dtype == v.float64
assert v.sqrt(i).dtype == v.float64 and v.sqrt(f).dtype == v.float32 and (f > 1).dtype == v.bool_
assert (t & ~t).tolist() == [False] * 3 and (t ^ True).tolist() == [False, True, False]

assert (x > 1).tolist() == [False, True, True] and (x == [1, 5, 3]).tolist() == [True, False, True]
assert (i != 2).tolist() == [True, False, True] and (2 <= i).tolist() == [False, True, True]
nan = v.array([math.nan, 1.0])
assert (nan == nan).tolist() == [False, True] and (nan != nan).tolist() == [True, False]

# broadcasting
m = v.arange(6).reshape(2, 3)
assert (m + i).tolist() == [[1, 3, 5], [4, 6, 8]] and (m * v.array([[10], [100]])).tolist() == [[0, 10, 20], [300, 400, 500]]
assert (i.reshape(3, 1) + i).shape == (3, 3) and (v.zeros((0, 3)) + i).shape == (0, 3)
assert (m[:, ::-1] - m).tolist() == [[2, 0, -2], [2, 0, -2]] and (m.T + m.T).tolist() == (m + m).T.tolist()

# in place: the object stays, views see it
y = v.array([1.0, 2.0, 3.0])
view, same = y[1:], y
y += 1
y *= i
assert y is same and y.tolist() == [2.0, 6.0, 12.0] and view.tolist() == [6.0, 12.0]
y[1:] -= y[:-1]
assert y.tolist() == [2.0, 4.0, 6.0]

# a name is never overwritten by a later expression, however large the array
big = v.ones(100_000)
total = big * 2 + big * 3 - 1
assert total.sum() == 400_000.0 and big.sum() == 100_000.0
kept = big * 2
other = kept + 1
assert kept[0] == 2.0 and other[0] == 3.0
pair = (big * 2, big * 3)
assert (pair[0] + pair[1])[0] == 5.0 and pair[0][0] == 2.0 and pair[1][0] == 3.0
view = (big * 2)[1:]
assert (view + 1)[0] == 3.0 and view[0] == 2.0

# functions
assert v.maximum(x, 2).tolist() == [2.0, 2.0, 3.0] and v.minimum(i, [3, 2, 1]).tolist() == [1, 2, 1]
assert math.isnan(v.maximum(nan, 0)[0]) and v.isnan(nan).tolist() == [True, False]
assert v.where(x > 1, x, -x).tolist() == [-1.0, 2.0, 3.0] and v.where([True, False], 1, 2.5).tolist() == [1.0, 2.5]
assert [p.tolist() for p in v.where(v.array([[0, 1], [1, 0]]))] == [[0, 1], [1, 0]]
for name in ["exp", "log", "sin", "cos", "tan", "sqrt", "arctan", "sinh", "log10", "expm1"]:
    values = [0.1 * k + 0.01 for k in range(50)]
    reference = getattr(math, {"arctan": "atan"}.get(name, name))
    got = getattr(v, name)(v.array(values)).tolist()
    assert all(abs(g - reference(w)) <= 1e-15 * max(1.0, abs(g)) for g, w in zip(got, values)), name
assert v.sin(0.5) == v.sin(v.array([0.5]))[0] and type(v.sin(0.5)) is v.float64
assert v.exp(v.array([0.0, -math.inf, math.inf, 1000.0, -1000.0])).tolist() == [1.0, 0.0, math.inf, math.inf, 0.0]
assert abs(v.sin(v.array([1e22]))[0] - math.sin(1e22)) < 1e-15
assert v.floor(v.array([-0.5, 2.7])).tolist() == [-1.0, 2.0] and v.rint(v.array([0.5, 1.5])).tolist() == [0.0, 2.0]
out = v.empty(3)
assert v.add(x, 1, out=out) is out and out.tolist() == [2.0, 3.0, 4.0]

assert (m @ m.T).tolist() == [[5, 14], [14, 50]] and i @ i == 14 and (m @ i).tolist() == [8, 26]
assert v.dot(x, x) == 14.0 and m.dot(v.array([1, 1, 1])).tolist() == [3, 12]
# Python's numbers by themselves are int64, float64, complex128
for name in ("sqrt", "exp", "log1p", "deg2rad", "arctan", "cbrt"):
    assert getattr(v, name)(1).dtype == "float64" and getattr(v, name)(v.int64(1)).dtype == "float64"
assert v.hypot(3, 4).dtype == v.arctan2(1, 1).dtype == v.logaddexp(1, 2.5).dtype == "float64" and v.sqrt(1j).dtype == "complex128"
assert v.arctan2(v.int8(3), 1).dtype == v.hypot(v.ones(2, dtype="int16"), 1).dtype == "float32" and v.sqrt(2) == math.sqrt(2)
print("operators: ok")
