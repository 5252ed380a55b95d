# SPDX-License-Identifier: MIT
"""dot() and matmul() into arrays that are there; complex division tells no errors that did not happen."""
import warnings

import vecext as v


def raises(kind, function):
    try:
        function()
    except kind as error:
        return str(error)
    raise AssertionError(f"no {kind.__name__}")


a, b = v.arange(6.0).reshape(2, 3), v.arange(12.0).reshape(3, 4)
out = v.empty((2, 4))
assert v.dot(a, b, out=out) is out and (out == a @ b).all()
out[...] = 0
assert v.dot(a, b, out) is out and (out == a @ b).all()
for wrong in (v.empty((2, 3)), v.empty((2, 4), dtype="float32"), v.empty((4, 2)).T, v.empty((2, 8))[:, ::2]):
    assert raises(ValueError, lambda: v.dot(a, b, out=wrong)).startswith("output array is not acceptable")
assert raises(TypeError, lambda: v.dot(a, b, out=[1])) == "'out' must be an array"
narrow = v.empty((2, 4), dtype="float32")
assert v.matmul(a, b, out=narrow) is narrow and (narrow == a @ b).all()
raises(TypeError, lambda: v.matmul(a, b, out=v.empty((2, 4), dtype=int)))
raises(ValueError, lambda: v.matmul(a, b, out=v.empty((2, 2))))

level = v.simd_info()["level"]
for each in v.simd_info()["available"]:
    if each == "scalar":
        continue  # the compiler divides both ways there, and the way not taken sets flags: docs/roadmap.md
    v.set_simd(each)
    for dtype in ("complex64", "complex128"):
        for count in (1, 2, 3, 4, 5, 9, 40):
            numbers = v.array([1j, 2, 3 - 4j, 1.5] * count, dtype=dtype)[:count]
            with v.errstate(all="raise", under="ignore"):
                for divisor in (4, 4j, 1e15, -2 + 1j, numbers[::-1]):
                    quotient = numbers / divisor
                assert (numbers / numbers == 1).all() and abs(v.reciprocal(numbers) * numbers - 1).max() < 1e-6
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                numbers / 0
            assert caught and all(["encountered in divide" in str(warning.message) for warning in caught])
v.set_simd(level)
print("ok")
