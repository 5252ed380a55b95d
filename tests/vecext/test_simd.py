# SPDX-License-Identifier: MIT
"""The SIMD levels: choosing one, and the same results from all."""
import vecext as v

info = v.simd_info()
assert info["level"] in info["available"] and info["available"][0] == "scalar"
assert set(info["lanes"]) == {"bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32",
                             "float64", "complex64", "complex128"}
best = info["available"][-1]

x = v.linspace(-20, 20, 1003)
results = {}
for level in info["available"]:
    v.set_simd(level)
    assert v.simd_info()["level"] == level
    results[level] = [(x * 2.5 + 1).tolist(), v.sqrt(abs(x)).tolist(), (x[::3] > 1).tolist(), v.floor(x).tolist(),
                      v.where(x > 0, x, 0.0).tolist(), v.maximum(x, x[::-1]).tolist(), x.max(), v.rint(x).tolist()]
    assert results[level] == results["scalar"], level
    for name in ["sin", "cos", "exp", "log", "tan"]:
        values = getattr(v, name)(abs(x))
        # an element's value does not depend on its place in a vector
        assert all(values[k] == getattr(v, name)(abs(x)[k:k + 1])[0] for k in (0, 1, 500, 1001, 1002)), (level, name)
v.set_simd("auto")
assert v.simd_info()["level"] == best
for name in ["", "sse9", "AVX2"]:
    try:
        v.set_simd(name)
    except ValueError as error:
        assert "SIMD level" in str(error)
    else:
        assert False, name
assert v.simd_info()["level"] == best
print("simd: ok")
