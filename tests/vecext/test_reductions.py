# SPDX-License-Identifier: MIT
"""Sums, extremes, averages, over everything and along axes."""
import math

import vecext as v

m = v.arange(24).reshape(2, 3, 4)
assert m.sum() == 276 and type(m.sum()) is v.int64 and v.sum(m) == 276
assert m.sum(axis=0).tolist() == [[12, 14, 16, 18], [20, 22, 24, 26], [28, 30, 32, 34]]
assert m.sum(axis=(0, 2)).tolist() == [60, 92, 124] and m.sum(axis=-1).shape == (2, 3)
assert m.sum(axis=1, keepdims=True).shape == (2, 1, 4) and m.T.sum(axis=0).tolist() == m.sum(axis=2).T.tolist()
assert m[:, ::-1, ::2].sum(axis=1).tolist() == [[12, 18], [48, 54]]
assert m.max() == 23 and m.min(axis=2).tolist() == [[0, 4, 8], [12, 16, 20]] and m.prod(axis=0)[0, 1] == 13
assert m.mean() == 11.5 and m.mean(axis=0)[0, 0] == 6.0 and type(m.mean()) is v.float64
assert m.argmax() == 23 and m.argmin(axis=1).shape == (2, 4) and v.array([3, 1, 2]).argmin() == 1
assert v.array([1.0, 2.0, 3.0, 4.0]).var() == 1.25 and v.array([1.0, 3.0]).std() == 1.0
assert abs(v.array([1.0, 3.0]).std(ddof=1) - math.sqrt(2)) < 1e-15

t = v.array([[True, False], [True, True]])
assert t.sum() == 3 and not t.all() and t.any() and t.all(axis=0).tolist() == [True, False]
assert v.zeros(0).sum() == 0.0 and v.zeros(0).prod() == 1.0 and v.zeros(0).all() and not v.zeros(0).any()
assert v.zeros((0, 3)).sum(axis=0).tolist() == [0.0, 0.0, 0.0]
nan = v.array([1.0, math.nan, 3.0])
assert math.isnan(nan.max()) and math.isnan(nan.min()) and math.isnan(nan.sum()) and nan.argmax() == 1

# stretches between positions
assert v.add.reduceat(v.arange(8), [0, 4, 1, 5, 2, 6, 3, 7]).tolist() == [6, 4, 10, 5, 14, 6, 18, 7]
assert v.multiply.reduceat(m, [0, 2], axis=1)[1].tolist() == v.stack([m[1, :2].prod(axis=0), m[1, 2]]).tolist()
assert v.logical_and.reduceat(v.arange(3), v.array([], dtype=int)).dtype == bool
out = v.empty(2, dtype=int)
assert v.maximum.reduceat(v.array([3, 1, 2]), [0, 1], out=out) is out and out.tolist() == [3, 2]
try:
    v.add.reduceat(v.arange(3), [0, 3])
except IndexError as error:
    assert str(error) == "index 3 out-of-bounds in add.reduceat [0, 3)"
else:
    raise AssertionError

# many lengths: vector bodies, tails, blocks
for count in list(range(1, 70)) + [127, 128, 129, 1023, 1025, 5000]:
    a = v.arange(count)
    assert a.sum() == count * (count - 1) // 2 and a.max() == count - 1 and (-a).min() == 1 - count
    assert a.astype(float).sum() == count * (count - 1) / 2 and a[::-1].astype("float32").max() == count - 1
    assert a[::-1].sum() == a.sum()

# nan is no error where it only stands beside numbers
with v.errstate(all="raise"):
    gaps = v.array([[1.0, math.nan, 3.0], [math.nan, 5.0, 1.0]])
    assert v.fmax.reduce(gaps, 0).tolist() == [1.0, 5.0, 3.0] and v.fmax.reduce(gaps, 1).tolist() == [3.0, 5.0]
    assert v.fmin.reduce(gaps, None) == 1.0 and v.fmax.accumulate(gaps, 1)[0].tolist() == [1.0, 1.0, 3.0]

# the sum of many equal numbers keeps its digits
assert abs(v.full(1_000_000, 0.1).sum() - 100_000) < 1e-9
assert abs(v.full(1_000_000, 0.1, dtype="float32").sum() - 100_000) < 1
print("reductions: ok")
