# SPDX-License-Identifier: MIT
"""Sorting on every SIMD level: all lengths around those where the ways part, and patterns that are hard on pivots."""
import math
import random

import vecext as v

TYPES = ["int8", "uint8", "int16", "int32", "uint32", "int64", "uint64", "float32", "float64"]


def patterns(n, generator):
    yield [generator.randrange(-100, 100) for _ in range(n)]
    yield list(range(n))
    yield list(range(n, 0, -1))
    yield [5] * n
    yield [k % 3 for k in range(n)]
    yield [0] * (n - 1) + [-1] * (n > 0)
    yield [k if k % 2 else n - k for k in range(n)]
    yield [min(k, n - k) for k in range(n)]
    yield [generator.randrange(-2 ** 31, 2 ** 31) for _ in range(n)]


def check(level, generator):
    for n in [*range(70), 100, 127, 128, 129, 400, 511, 512, 513, 1000, 4097, 20_000]:
        for values in patterns(n, generator):
            for dtype in TYPES if n < 70 or n == 1000 else ["int32", "int64", "float32", "float64"]:
                a = v.array(values, dtype="int64").astype(dtype)
                wanted = sorted(a.tolist())
                assert v.sort(a).tolist() == wanted, (level, n, dtype, values[:50])
                if n in (33, 513):
                    assert v.sort(a, kind="stable").tolist() == wanted
                    assert a[v.argsort(a)].tolist() == wanted and v.sort(a, descending=True).tolist() == wanted[::-1]
    specials = [math.nan, -math.inf, math.inf, 0.0, -0.0, 1e-300, -1e300, math.nan, 5e-324]
    for n in (20, 40, 700, 3000):
        values = [generator.choice([*specials, generator.random()]) for _ in range(n)]
        for dtype in ("float32", "float64"):
            a = v.array(values, dtype=dtype)
            numbers = sorted([value for value in a.tolist() if value == value])
            found = v.sort(a).tolist()
            assert found[:len(numbers)] == numbers and all([value != value for value in found[len(numbers):]])
            stable = v.sort(a, kind="stable")
            assert stable.tobytes() == a[v.argsort(a, kind="stable")].tobytes()
    # Only elements inside of the line are touched, and strided lines are sorted as well.
    m = v.array([generator.random() for _ in range(90 * 40)]).reshape(90, 40)
    whole = m.copy()
    m[3:50, 7].sort()
    assert m[3:50, 7].tolist() == sorted(whole[3:50, 7].tolist())
    m[3:50, 7] = whole[3:50, 7]
    assert (m == whole).all()
    assert v.sort(m, axis=0).T.tolist() == [sorted(column) for column in whole.T.tolist()]


before = v.simd_info()["level"]
for level in v.simd_info()["available"]:
    v.set_simd(level)
    check(level, random.Random(7))
v.set_simd(before)
print("ok")
