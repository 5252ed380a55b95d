# SPDX-License-Identifier: MIT
"""fuse(): the same results as without it, its listing, what it refuses."""
import io
import math
import warnings

import vecext as v


def raises(kind, function, *arguments, **keywords):
    try:
        function(*arguments, **keywords)
    except kind as error:
        return str(error)
    raise AssertionError(f"{function} did not raise {kind.__name__}")


def same(left, right):
    left, right = v.asarray(left), v.asarray(right)
    return left.dtype == right.dtype and left.shape == right.shape and left.tobytes() == right.tobytes()


def check(function, *arguments, **keywords):
    """Equal to the bit, and again from the program that was kept."""
    expected = function(*arguments, **keywords)
    fused = v.fuse(function)
    for _ in range(2):
        found = fused(*arguments, **keywords)
        many = isinstance(expected, (tuple, list))
        assert type(found) is type(expected) if many else True
        for left, right in zip(found, expected) if many else [(found, expected)]:
            assert same(left, right), (found, expected)
    return fused


x = v.linspace(-3, 5, 5003)
y = v.linspace(1, 2, 5003)
n = v.arange(5003) % 17 - 8
m, row, column = v.arange(600.0).reshape(20, 30), v.arange(30.0), v.arange(20.0).reshape(20, 1)


def test_operations():
    check(lambda a, b: v.sqrt(a * a + b * b), x, y)
    check(lambda a, b: (a + 1) * (b - 2) / (a - b) ** 2, x, y)
    check(lambda a, b: v.where(a > b, a, b * 2), x, y)
    check(lambda a: -a + abs(a) - +a, x)
    check(lambda a, b: (a & 3) | ~b ^ (a << 2), n, n + 1)
    check(lambda a, b: (a // 3, a % b, divmod(a, 5)[1]), n, abs(n) + 1)
    check(lambda a: a.clip(-1, 1) + v.clip(a, 0, None), x)
    check(lambda a: v.sin(a) ** 2 + v.cos(a) ** 2.0, x)
    check(lambda a: (a > 0) & (a < 2) | v.isnan(a), x)
    check(lambda a: [2 ** abs(a), a ** 3, a ** -1, a ** 0.5, 1 / a], y)
    check(lambda a: a.astype("float32") * 2.5 + n, x)
    check(lambda a, b: a * b, n.astype("int8"), x.astype("float32"))
    check(lambda a: (a.conj() * a, abs(a)), x + 2j)


def test_shapes():
    check(lambda a, b, c: a * b + c, m, row, column)
    check(lambda a, b: (a + b, b * 2), m, row)
    check(lambda a, b: v.exp(b) * a, m, row)
    check(lambda a: a * 2 + 1, m.T)
    check(lambda a: a * 2 + 1, m[::-2, ::3])
    check(lambda a, b: a + b, m[:, ::2], m[:, 1::2])
    check(lambda a: a + a, v.zeros((0, 3)))
    check(lambda a: a + 1, v.float64(2.5))
    check(lambda a, b: a - b, x, v.float64(0.5))
    text = raises(ValueError, v.fuse(lambda a, b: a + b), x, m)
    assert text == "operands could not be broadcast together with shapes (5003,) (20,30) ", text
    both = v.fuse(lambda a, b: (a + 1, b + 1))
    assert [r.shape for r in both(x, x)] == [(5003,), (5003,)]
    assert [r.shape for r in both(x, x[:7])] == [(5003,), (7,)]  # another program: the lengths differ


def test_reductions():
    for axis in (None, 0, 1, (0, 1), -1):
        for keepdims in (False, True):
            check(lambda a: (a.max(axis=axis, keepdims=keepdims), (a > 7).any(axis=axis, keepdims=keepdims)), m)
            check(lambda a: v.sum(a * 2, axis=axis, keepdims=keepdims), m)  # whole numbers: sums are exact
            check(lambda a: a.mean(axis=axis, keepdims=keepdims), m)
    check(lambda a: (a - a.min()) / (a.max() - a.min()), x)
    check(lambda a: (a.sum(), a.prod(dtype="float64"), a.all(), a.sum(dtype="int8")), n)
    check(lambda a: a - a.mean(axis=1, keepdims=True), m)
    check(lambda a: (a.var(ddof=1), a.std(axis=0)), m)
    assert abs(v.fuse(lambda a: v.exp(a - a.max()).sum())(x) - v.exp(x - x.max()).sum()) < 1e-9
    assert v.fuse(lambda a: a.sum())(v.zeros(0)) == 0.0
    assert "zero-size array to reduction operation maximum" in raises(ValueError, v.fuse(lambda a: a.max()), v.zeros(0))
    raises(v.AxisError, v.fuse(lambda a: a.sum(axis=2)), m)
    assert math.isnan(v.fuse(lambda a: (a * 1).max())(v.array([1.0, math.nan, 3.0])))


def test_threads():
    big = v.linspace(0, 9, 500_009)
    fused = v.fuse(lambda a: (v.sqrt(a) * 2, (a * a).sum(), a.max(), (a * 0.1).mean()))
    before = v.set_num_threads(1)
    expected = fused(big)
    for count in (2, 5):
        v.set_num_threads(count)
        assert all([same(left, right) for left, right in zip(fused(big), expected)])
    v.set_num_threads(before)
    assert same(expected[0], v.sqrt(big) * 2) and abs(expected[1] / (big * big).sum() - 1) < 1e-14


def test_arguments():
    @v.fuse
    def scale(a, factor=2.0, *, offset=0):
        "Scaled."
        return a * factor + offset

    assert scale.__name__ == "scale" and scale.__doc__ == "Scaled."
    assert repr(scale).startswith("<fused ") and same(scale(x), x * 2.0 + 0)
    assert same(scale(x, 3), x * 3 + 0) and same(scale(x, offset=1.5), x * 2.0 + 1.5)
    assert same(scale(x, y), x * y + 0) and same(scale(x, factor=y, offset=n), x * y + n)
    assert same(scale(x, -0.0), x * -0.0 + 0) and same(scale(x, 0.0), x * 0.0 + 0)  # equal numbers, other constants
    assert same(scale(v.float32(3), v.float32(2)), v.float32(6))
    for factor in range(200):
        assert scale(y, factor)[0] == factor
    assert "hashed" in raises(TypeError, scale, x, [1, 2])

    class Model:
        weight = 3.0

        @v.fuse
        def apply(self, a):
            return a * self.weight

    assert same(Model().apply(x), x * 3.0)
    assert same(v.fuse(v.sin)(x), v.sin(x)) and raises(TypeError, v.fuse, 3) == "fuse() takes a function, not 'int'"


def test_numbers_out_of_range():
    small = v.arange(200, dtype="uint8")
    check(lambda a: (a < 300, a > -1, a == 10 ** 30, a != -5, 7 >= a), small)
    assert "out of bounds for uint8" in raises(OverflowError, v.fuse(lambda a: a + 300), small)


def test_returns():
    assert v.fuse(lambda a: a)(x) is x and v.fuse(lambda a: 5)(x) == 5 and v.fuse(lambda a: None)(x) is None
    found = v.fuse(lambda a: {"twice": a * 2, "both": [a + 1, (a, 7)]})(x)
    assert same(found["twice"], x * 2) and same(found["both"][0], x + 1)
    assert found["both"][1][0] is x and found["both"][1][1] == 7
    same_one, other = v.fuse(lambda a: (a * 2, a * 2))(x)
    assert same(same_one, other)


def test_captured_arrays():
    weights = v.arange(5003.0)
    fused = v.fuse(lambda a: a * weights + weights)
    assert same(fused(x), x * weights + weights)
    weights += 1  # its elements are read at each call
    assert same(fused(x), x * weights + weights)
    assert same(v.fuse(lambda a: a + [1, 2, 3])(v.zeros(3)), v.array([1.0, 2.0, 3.0]))


def test_shape_dependence():
    fused = v.fuse(lambda a: a / len(a) + a.size)
    assert same(fused(x), x / 5003 + 5003) and same(fused(x[:10]), x[:10] / 10 + 10)


def test_errors_of_arithmetic():
    zero = v.zeros(100_000)
    for function, text in ((lambda a: 1 / a + 1, "divide by zero encountered in divide"),
                           (lambda a: v.log(a - 1) * 2, "invalid value encountered in log"),
                           (lambda a: (a + 1e300) * 1e300, "overflow encountered in multiply")):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            v.fuse(function)(zero)
        assert [str(w.message) for w in caught] == [text], (text, caught)
        with v.errstate(all="raise"):
            assert raises(FloatingPointError, v.fuse(function), zero) == text
    assert raises(ValueError, v.fuse(lambda a: a ** -2), n) == "Integers to negative integer powers are not allowed."


def test_refusals():
    refused = {
        "the truth of an array": lambda a: a if a > 0 else -a,
        "indexing": lambda a: a[1:],
        "assignment to elements": lambda a: a.__setitem__(0, 1),
        "the elements of an array one by one": lambda a: [each for each in a],
        "products of matrices": lambda a: a @ a,
        "out= of sin()": lambda a: v.sin(a, out=x),
        "the values of an array": lambda a: v.sort(a),
        "the attribute 'T'": lambda a: a.T,
        "whole numbers to the power of an array": lambda a: (a * 0).astype(int) ** n,
    }
    for what, function in refused.items():
        text = raises(v.FusionError, v.fuse(function), x)
        assert text.startswith(f"a fused function cannot use {what}"), text
    raises(v.FusionError, v.fuse(lambda a: float(a)), x)
    raises(AttributeError, v.fuse(lambda a: a.nothing), x)
    raises(TypeError, v.fuse(lambda a: a + "text"), x)
    raises(TypeError, v.fuse(lambda a: v.bitwise_and(a, 1)), x)
    kept = []
    v.fuse(lambda a: kept.append(a) or a)(x)
    raises(v.FusionError, v.fuse(lambda a: a + kept[0]), x)


def test_long_functions():
    def chain(a):
        for k in range(200):
            a = a * 1.0001 + k
        return a

    raises(v.FusionError, v.fuse(chain), x)

    def shorter(a):
        for k in range(100):
            a = a * 1.0001 + k
        return a

    check(shorter, x)
    assert "values at a time" in raises(v.FusionError, v.fuse(lambda a: many_values(a)), x)
    assert "arrays" in raises(v.FusionError, v.fuse(lambda *all: sum(all)), *[x + k for k in range(30)])


def many_values(a):
    values = [v.sin(a + k) for k in range(80)]
    total = 0
    for value in reversed(values):
        total = total + value
    for value in values:
        total = total * value
    return total


def printed(method, *arguments):
    out = io.StringIO()
    method(*arguments, file=out)
    return out.getvalue()


def test_listing():
    @v.fuse
    def softmax(x):
        e = v.exp(x - v.max(x))
        return e / e.sum()

    assert "give the arguments of a call" in raises(ValueError, softmax.dis)
    assert printed(softmax.dis, v.ones(1000)) == """\
softmax(x: float64[1000])
pass 0 over [1000]: blocks of 2048 elements, 0 registers
   0  max  float64  t0 <- x
pass 1 over [1000]: blocks of 2048 elements, 1 register
   0  subtract  float64  r0 <- x, t0
   1  exp       float64  t2 <- r0
   2  sum       float64  t1 <- t2
pass 2 over [1000]: blocks of 2048 elements, 0 registers
   0  divide  float64  out <- t2, t1
"""
    assert printed(softmax.dis) == printed(softmax.dis, v.ones(1000))
    hypot = v.fuse(lambda a, b: v.sqrt(a * a + b * b))
    assert printed(hypot.explain, v.ones(1000), v.ones(1000)) == """\
<lambda>(a: float64[1000], b: float64[1000])
                            one by one         fused
  passes over memory                 4             1
  temporary arrays                   3             0
  memory for them              24.0 KB       0 bytes
  bytes read and written       88.0 KB       24.0 KB
  3.7 times less memory traffic
"""


def test_hostile_code():
    """Code that the compiler did not make is refused, whatever it says."""
    generator = v.random.default_rng(5)
    float64 = v.dtype("float64")
    good = bytes([0, *number_of("add"), ord("d"), ord("d"), 2, 1, 1, 1, 0, 1, 0, 0, 0])
    assert len(v._core._make_pass(good, (float64,), (), ((float64,),))) == 3
    refused = 0
    for _ in range(3000):
        code = bytearray(good)
        for place in generator.integers(0, len(code), size=int(generator.integers(1, 4))).tolist():
            code[place] = int(generator.choice([0, 1, 2, 3, 63, 64, 100, 255, int(generator.integers(0, 256))]))
        try:
            native = v._core._make_pass(bytes(code), (float64,), (), ((float64,),))[0]
        except ValueError:
            refused += 1
        else:
            v._core._run_pass(native, x)
    assert refused > 1000
    for wrong in ((b"x",), (good, (float64,), (), ()), (good, (), (), ((float64,),)), (good, 5, (), ())):
        raises((TypeError, ValueError), v._core._make_pass, *wrong)
    raises((TypeError, ValueError), v._core._run_pass, 5)


def number_of(name):
    number = v._core._find_loop(name, v.zeros(1), v.zeros(1))[1]
    return number & 255, number >> 8


for name, test in list(globals().items()):
    if name.startswith("test_"):
        test()
print("ok")
