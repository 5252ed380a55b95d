"""The lesson on universal functions; the same under Adder and CPython, at every SIMD level."""
import math

import vecext as np

import waves


def near(made, wanted, dtype):
    bound = 1e-5 if dtype == "float32" else 1e-13
    return made.shape == wanted.shape and bool((abs(made - wanted) <= bound * (1 + abs(wanted))).all())


def check_values(dtype):
    for size in (0, 1, 3, 8, 17, 1000, 100_000):
        x, y = np.linspace(-4, 4, size).astype(dtype), np.linspace(1, 9, size).astype(dtype)
        for made, wanted in (
                (waves.hypotenuse(x, y), np.sqrt(x * x + y * y)),
                (waves.logistic(x), 1 / (1 + np.exp(-x))),
                (waves.distance(x, y), abs(x - y)),
                (waves.smoothstep(x, -1, 1), (lambda t: t * t * (3 - 2 * t))(np.clip((x + 1) / 2, 0, 1)))):
            assert made.dtype == dtype and near(made, wanted, dtype), (dtype, size)
        assert waves.same_sign(x, y).tolist() == [a >= 0 for a in x.tolist()]
        # The same elements through gaps, backwards and transposed.
        wide = np.zeros((size, 3), dtype)
        wide[:, 1] = x
        assert (waves.logistic(wide[::-1, 1])[::-1] == waves.logistic(x)).all()
        assert (waves.hypotenuse(wide.T[1], 2) == waves.hypotenuse(x, 2)).all()


def check_calls():
    x = np.arange(6.0).reshape(2, 3)
    out = np.zeros((2, 3))
    assert waves.hypotenuse(x, 1, out=out) is out and out[0, 0] == 1
    assert waves.hypotenuse(x, x[0], out, where=[True, False, True])[1, 2] == math.sqrt(29)
    assert waves.logistic(0) == 0.5 and type(waves.logistic(0)) is np.float64
    assert waves.logistic(np.int8(0)).dtype == "float32" and waves.logistic(x, dtype="f4").dtype == "float32"
    assert waves.sinc([0, math.pi / 2]).tolist() == [1, 2 / math.pi]
    assert waves.distance(np.uint8(3), np.uint8(250)) == 247
    assert waves.distance(np.array([3], "i2"), np.array([5], "i4")).dtype == "int32"
    assert waves.hypotenuse.outer([3.0, 5.0], [4.0, 12.0]).tolist() == [[5.0, math.hypot(3, 12)], [math.hypot(5, 4), 13.0]]
    assert waves.hypotenuse.reduce([2.0, 3.0, 6.0]) == 7.0
    assert waves.distance.accumulate([9, 4, 1]).tolist() == [9, 5, 4]
    a = np.zeros(3)
    waves.distance.at(a, [1, 1, 2], 2.0)
    assert a.tolist() == [0.0, 0.0, 2.0]
    for call, error in ((lambda: waves.logistic(1j), TypeError), (lambda: waves.hypotenuse(x), TypeError),
                        (lambda: waves.hypotenuse(x, [1, 2]), ValueError),
                        (lambda: waves.hypotenuse(x, x, casting="nope"), ValueError)):
        try:
            call()
        except error:
            pass
        else:
            raise AssertionError("no " + error.__name__)


def check_object():
    assert repr(waves.hypotenuse) == "<ufunc 'hypotenuse'>" and type(waves.hypotenuse) is np.ufunc
    assert (waves.smoothstep.nin, waves.smoothstep.types) == (3, ["fff->f", "ddd->d"])
    assert waves.same_sign.types[0] == "bb->?" and waves.same_sign.ntypes == 10
    assert waves.logistic.__doc__.startswith("logistic(x, /, out=None") and "1 / (1 + exp(-x))." in waves.logistic.__doc__


levels = np.simd_info()["available"]
for level in levels:
    np.set_simd(level)
    check_values("float64")
    check_values("float32")
    check_calls()
    with np.explain() as seen:
        waves.logistic(np.zeros(100))
    assert "logistic" in str(seen) and level in str(seen), seen
check_object()
print(len(dir(waves)) - len([name for name in dir(waves) if name.startswith("_")]), "functions")
