# SPDX-License-Identifier: MIT
"""Small arrays without gaps take a way of their own (direct.cpp): it must give what the general way gives.

The same elements with a gap between them cannot take it, so every call is made with both and compared."""
import operator
import warnings

import vecext as np

TYPES = ["?", "i1", "i4", "i8", "u2", "u8", "f4", "f8", "c8", "c16"]
NUMBERS = [0, 1, -3, 2**31, 2**40, 2**63, 2**70, 0.5, -1e300, float("nan"), float("inf"), True, 2j]


def values(dtype, count=9):
    if dtype == "?":
        return np.array([k % 3 == 0 for k in range(count)])
    if dtype[0] == "f":
        return np.array([0.0, -0.0, 1.5, -2.5, float("inf"), float("nan"), 1e30, 3.0, 0.25][:count], dtype)
    if dtype[0] == "c":
        return np.array([0, 1j, 1.5, -2.5 + 1j, 3, 1e15, -1j, 2, 0.5 - 0.5j][:count], dtype)
    if dtype[0] == "u":
        return np.array([0, 1, 2, 3, 5, 8, 60000, 7, 9][:count], dtype)
    return np.array([0, 1, -2, 3, -5, 8, 100, 7, -128][:count], dtype)


def with_gaps(a):
    """The same elements, two apart."""
    spread = np.zeros(a.shape[:-1] + (2 * a.shape[-1],), a.dtype)
    spread[..., ::2] = a
    return spread[..., ::2]


def outcome(function, *arguments):
    """What a call gives or raises, and what it warns of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = function(*arguments)
            text = (type(result).__name__, str(getattr(result, "dtype", None)), repr(result))
        except Exception as error:
            text = (type(error).__name__, str(error))
    return text, sorted(str(warning.message) for warning in caught)


def check(name, direct, general):
    assert direct == general, (name, direct, general)


# Complex formulas differ between vectors and single elements in the errors that they tell.
def check_numbers(name, direct, general):
    check(name, direct[0] if name[1][0] == "c" else direct, general[0] if name[1][0] == "c" else general)


def check_ufuncs():
    names = [name for name in dir(np) if isinstance(getattr(np, name), np.ufunc)]
    assert len(names) > 80
    for name in names:
        function = getattr(np, name)
        for dtype in TYPES:
            a, b = values(dtype), values(dtype)[::-1].copy()
            if name in ("left_shift", "right_shift", "bitwise_left_shift", "bitwise_right_shift"):
                b = values("i8", 9) % 8
            if function.nin == 1:
                check_numbers((name, dtype), outcome(function, a), outcome(function, with_gaps(a)))
                check_numbers((name, dtype), outcome(function, a[2]), outcome(function, with_gaps(a)[2]))
                continue
            check_numbers((name, dtype), outcome(function, a, b), outcome(function, with_gaps(a), with_gaps(b)))
            check_numbers((name, dtype), outcome(function, a, b[3]), outcome(function, with_gaps(a), b[3]))
            for number in NUMBERS if b.dtype.kind != "b" else [True, 2]:
                if name.startswith("float_power") or "shift" in name:
                    continue
                spread = with_gaps(a)
                check_numbers((name, dtype, number), outcome(function, a, number),
                              outcome(function, spread, number))
                check_numbers((name, dtype, number), outcome(function, number, a),
                              outcome(function, number, spread))


def check_reductions():
    for name in ("sum", "prod", "min", "max", "any", "all", "mean", "argmin", "argmax"):
        for dtype in TYPES:
            for count in (1, 2, 7, 9):
                a = values(dtype, count)
                method, function = getattr(np.ndarray, name), getattr(np, name)
                expected = outcome(method, with_gaps(a)) if count > 1 else outcome(method, a, 0)
                check_numbers((name, dtype, count), outcome(method, a), expected)
                check_numbers((name, dtype, count), outcome(function, a), expected)


def check_reductions_along_axes():
    for name in ("sum", "prod", "min", "max", "any", "all", "mean", "argmin", "argmax"):
        method, function = getattr(np.ndarray, name), getattr(np, name)
        for dtype in TYPES:
            for shape in ((3, 3), (1, 9), (9, 1), (9,)):
                a = values(dtype).reshape(shape)
                for axis in (0, 1, -1, -2, 2, -3):
                    expected = outcome(method, with_gaps(a) if shape != (9, 1) else np.repeat(a, 2, 1)[:, ::2], axis)
                    check_numbers((name, dtype, shape, axis), outcome(method, a, axis), expected)
                    check_numbers((name, dtype, shape, axis), outcome(lambda: function(a, axis=axis)), expected)
    assert np.zeros((2, 3)).sum(axis=0).base is None and np.zeros((0, 3)).sum(axis=1).shape == (0,)
    try:
        np.zeros((2, 3)).sum(axes=0)
        assert False
    except TypeError as error:
        assert "axes" in str(error)


def check_where():
    mask = values("?")
    for dtype in TYPES:
        a, b = values(dtype), values(dtype)[::-1].copy()
        for x, y in ((a, b), (a, 0), (1, b), (a, b[1]), (a[1], b[1])):
            gap = with_gaps(x) if x is a else x
            check((dtype, x, y), outcome(np.where, mask, x, y), outcome(np.where, with_gaps(mask), gap, y))


def check_targets():
    a = np.arange(8.0)
    same = a
    a += a
    assert a is same and a.tolist() == [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0]
    a[1:] += a[:-1]  # reads what was there before
    assert a.tolist() == [0.0, 2.0, 6.0, 10.0, 14.0, 18.0, 22.0, 26.0]
    a += a[3, ...]  # one of the elements that change
    assert a.tolist() == [10.0, 12.0, 16.0, 20.0, 24.0, 28.0, 32.0, 36.0]
    assert np.add(a, 1, out=a) is a and a[0] == 11
    wide = np.zeros((2, 8))
    assert np.add(a, a, out=wide) is wide and wide[1, 7] == 74
    narrow = np.zeros(8, "f4")
    assert np.add(a, 0, narrow) is narrow and narrow[0] == 11
    a.setflags(write=False)
    assert outcome(np.add, a, a, a)[0] == ("ValueError", "output array is read-only")
    whole = np.arange(4)
    assert outcome(np.ndarray.__itruediv__, whole, 2)[0][0] == "TypeError"


def check_scalars():
    x = np.float64(1.5)
    assert type(x + x) is np.float64 and x + x == 3.0
    assert (x < 2) is np.bool_(True) and (x > 2) is np.bool_(False)
    assert np.array([True, False])[0] is np.bool_(True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        x / np.float64(0)
        np.divide(x, np.float64(0))
    assert [str(warning.message) for warning in caught] == [
        "divide by zero encountered in scalar divide", "divide by zero encountered in divide"]
    with np.errstate(under="raise"):
        tiny = np.array([5e-324, 0.0])
        try:
            tiny.mean()
            assert False
        except FloatingPointError as error:
            assert "underflow" in str(error)


def check_arithmetic_of_scalars():
    """Single numbers with each other and with Python's give what arrays of one element give."""
    reals = [0.0, -0.0, 1.5, -2.5, float("inf"), float("nan"), 1e308, -1e308, 5e-324, 3e-308]
    wholes = [0, 1, -1, 7, 2**53 + 1, -(2**63), 2**63 - 1]
    forms = [(np.float64(x), np.float64(y)) for x in reals for y in reals]
    forms += [(np.float64(x), y) for x in reals for y in reals + wholes]
    forms += [(y, np.float64(x)) for x in reals for y in reals + wholes]
    forms += [(np.int64(x), np.int64(y)) for x in wholes for y in wholes]
    forms += [(np.int64(x), y) for x in wholes for y in wholes + [2**64, 0.5]]
    forms += [(y, np.int64(x)) for x in wholes for y in wholes + [2**64, 0.5]]

    def spread(x):
        return with_gaps(np.array([x, x]))[:1] if isinstance(x, np.generic) else x

    def of_scalars(function, x, y):
        result, warned = outcome(function, x, y)
        return (result[1:] if result[0] in ("float64", "int64", "bool_") else result), warned

    def of_arrays(function, x, y):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                element = function(spread(x), spread(y))[0]
            except Exception:
                element = None
        result, warned = outcome(function, spread(x), spread(y))
        warned = [text.replace("encountered in ", "encountered in scalar ") for text in warned]
        return (result if element is None else (str(element.dtype), repr(element))), warned

    for name in ("add", "sub", "mul", "truediv", "lt", "le", "eq", "ne", "gt", "ge", "floordiv", "mod"):
        function = getattr(operator, name)
        for x, y in forms:
            check((name, x, y), of_scalars(function, x, y), of_arrays(function, x, y))
    assert np.float64(True) == 1.0 and np.int64(2.7) == 2 and np.int8(3).dtype == np.int8
    assert repr(np.float64()) == "0.0" and repr(np.float64("1.5")) == "1.5" and np.bool_(0) is np.bool_(False)
    assert outcome(np.float64, 1, 2)[0][0] == "TypeError" and outcome(np.int64, "x")[0][0] == "ValueError"


def check_keys():
    """Keys of ints, slices, None and Ellipsis against the same keys read one axis at a time."""
    a = np.arange(60).reshape(3, 4, 5).copy()
    nested = a.tolist()
    for first in (0, -1, 2, slice(None), slice(2, None, -1), slice(1, 1)):
        for second in (1, -4, slice(None, None, 2), slice(-2, None)):
            rows = nested[first] if isinstance(first, slice) else [nested[first]]
            expected = [row[second] for row in rows]
            got = a[first, second].tolist()
            assert got == (expected if isinstance(first, slice) else expected[0]), (first, second)
            assert a[first, second, ...].tolist() == got and a[first, None, second].squeeze().tolist() == \
                a[first, second].squeeze().tolist()
    assert a[1, 2, 3] == 33 and a[np.int64(1), -2, np.int64(-2)] == 33 and type(a[1, 2, 3]) is np.int64
    assert a[...].base is a and a[..., 1].shape == (3, 4) and a[None, ..., None].shape == (1, 3, 4, 5, 1)
    assert type(a[1, 2, 3, ...]) is np.ndarray and a[()].shape == a.shape and a[0][()].base is a
    line, numbers = np.arange(7), list(range(7))
    bounds = (None, 0, 1, 3, 6, 7, 9, -1, -3, -7, -8, 2**62, -(2**62))
    for start in bounds:
        for stop in bounds:
            for step in (None, 1, 2, 3, 8, 2**62, -1, -2, -7, -(2**62)):
                assert line[start:stop:step].tolist() == numbers[start:stop:step], (start, stop, step)
    assert line[2**70:].size == 0 and line[:2**70].size == 7 and line[::2**70].tolist() == [0]
    for key in ((3,), (0, 4), (0, 0, 0, 0), (..., ...), (0, 1.5), 2**70, (2**70,), slice(0, 2, 0), "x"):
        try:
            a[key]
            assert False, key
        except (IndexError, ValueError):
            pass
    a[0, 1:3] = 7
    a[1, ::-1, 0] = [9, 8, 7, 6]
    a[2, ..., 1:] = a[2, ..., :-1]
    assert a[0, 1].tolist() == [7] * 5 and a[1, :, 0].tolist() == [6, 7, 8, 9]
    assert a[2, 0].tolist() == [40, 40, 41, 42, 43]
    small = np.zeros((2, 3), "i1")
    small[:, 1] = -3
    small[0] = True
    assert small.tolist() == [[1, 1, 1], [0, -3, 0]]
    for value, kind in ((1000, OverflowError), ([1, 2], ValueError)):
        try:
            small[:, 0:3] = value
            assert False, value
        except kind:
            pass
    assert small.item(4) == -3 and small.item(-2) == -3 and small.item(1, 1) == -3 and small.item((0, 2)) == 1
    assert np.zeros(np.array([2, 3])).shape == (2, 3) and np.zeros(np.int64(2)).shape == (2,)


def check_lines():
    """What takes the plain case in one pass, at lengths around its steps."""
    for count in (0, 1, 7, 8, 9, 2039, 2040, 2048, 5000):
        bits = np.arange(count) % 3 == 0
        assert np.count_nonzero(bits) == (count + 2) // 3 and np.count_nonzero(bits[::2]) == sum(bits[::2].tolist())
        for order in ("big", "little"):
            packed = np.packbits(bits, bitorder=order)
            assert packed.shape == ((count + 7) // 8,)
            assert np.unpackbits(packed, count=count, bitorder=order).tolist() == bits.astype("u1").tolist()
            assert np.packbits(np.repeat(bits, 2)[::2], bitorder=order).tolist() == packed.tolist()
    points, values = np.array([0.0, 1.0, 3.0]), np.array([5.0, 7.0, np.inf])
    x = [-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0, np.nan]
    expected = [5.0, 5.0, 6.0, 7.0, np.inf, np.inf, np.inf, np.nan]
    assert repr(np.interp(np.array(x), points, values).tolist()) == repr(expected)
    assert repr(np.interp(x, points[::-1][::-1], values).tolist()) == repr(expected)
    assert np.interp(0.25, points, values) == 5.5 and np.interp(9, points, values, right=-1) == -1
    assert np.interp(np.array([0.25]), [1.0], [2.0], left=7).tolist() == [7.0]
    for dtype in ("f8", "f4", "i8", "i4", "c16", "?"):
        a, v = np.array([1, 2, 3, 4]).astype(dtype), np.array([1, 0, 2]).astype(dtype)
        full = [1, 2, 5, 8, 6, 8] if dtype != "?" else [1] * 6
        assert np.convolve(a, v).tolist() == np.array(full).astype(dtype).tolist()
        assert np.convolve(v, a, "same").tolist() == np.array(full[1:5]).astype(dtype).tolist()
        assert np.convolve(a, v, "valid").tolist() == np.array(full[2:4]).astype(dtype).tolist()
    big = np.array([2**62, 2**62])
    assert np.convolve(big, np.array([2, 1])).tolist() == [-(2**63), -(2**62), 2**62]
    rows, columns = np.array([[0, 1], [2, 2]]), np.array([[3, 0], [1, 2]])
    flat = np.ravel_multi_index((rows, columns), (3, 4))
    assert flat.tolist() == [[3, 4], [9, 10]]
    assert [part.tolist() for part in np.unravel_index(flat, (3, 4))] == [rows.tolist(), columns.tolist()]
    for call in (lambda: np.ravel_multi_index((rows, columns), (2, 4)), lambda: np.unravel_index(flat, (3, 3)),
                 lambda: np.unravel_index(np.array([0]), (0, 3))):
        assert outcome(call)[0][0] == "ValueError"
    m = np.arange(6.0).reshape(2, 3)
    assert np.einsum("ij,jk->ik", m, m.T).tolist() == (m @ m.T).tolist() and np.einsum("i,i", m[0], m[1]) == 14
    assert np.einsum("ij,ij->ij", m, m).tolist() == (m * m).tolist() and np.einsum("ij,kj", m, m).shape == (2, 2)
    assert np.trace(m) == 4 and np.trace(m.T) == 4 and m.trace(1) == 6 and np.trace(m > 0) == 1


def check_lists():
    """Lists of plain numbers are gone through without asking each item."""
    for numbers, dtype in (([1.0, 2.5], "float64"), ([1, 2], "int64"), ([1, 2.5], "float64"), ([1.5, 2], "float64"),
                           ([1, 2**63], "float64"), ([1, True], "int64"), ([True, 1], "int64"), ([1, -1, 1j], "complex128"),
                           ([[1, 2], [3, 4]], "int64"), ([[1, 2], [3, 4.5]], "float64"), ([np.float32(1), 2.0], "float64"),
                           ([1, 2**63, -1], "float64"), ((0.5, (1 == 1)), "float64")):
        a = np.array(numbers)
        assert a.dtype.name == dtype and a.tolist() == list(numbers), (numbers, a)
    for numbers in ([1, [2]], [[1], 2], [[1, 2], [3]], [[1.0], [2.0, 3.0]], [1.0, [2.0]]):
        assert outcome(np.array, numbers)[0][0] == "ValueError", numbers
    assert outcome(np.array, [2**70])[0][0] == "OverflowError" and outcome(np.array, [1, "x"])[0][0] == "TypeError"


def check_levels():
    a = np.arange(8.0)
    expected = np.exp(a).tolist()
    before = np.simd_info()["level"]
    for level in np.simd_info()["available"]:
        np.set_simd(level)
        assert all(abs(x - y) <= 4e-16 * y for x, y in zip(np.exp(a).tolist(), expected))
    np.set_simd(before)


check_ufuncs()
check_reductions()
check_reductions_along_axes()
check_where()
check_targets()
check_scalars()
check_arithmetic_of_scalars()
check_keys()
check_lines()
check_lists()
check_levels()
print("ok")
