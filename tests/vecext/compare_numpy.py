# SPDX-License-Identifier: MIT
"""Random cases of every operation in vecext and NumPy, in one CPython process, on every SIMD level.

usage: python3 compare_numpy.py FOLDER_OF_vecext.so [ROUNDS] [SEED]

Both get equal arrays of random types, shapes, strides and special values. Results must agree in type and shape, and
exactly in value except where compiled functions round differently: those within a few units in the last place.
Texts (repr, str) and error messages must be the same. What differs on purpose is listed in docs/vecext.md.
"""
import math
import random
import sys
import warnings
from itertools import zip_longest

sys.path.insert(0, sys.argv[1])
import numpy
import vecext

warnings.simplefilter("ignore")
DTYPES = ["bool", "int64", "float32", "float64"]
SPECIAL = [0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 0.5, 1e-300, 5e-324, 1e300, -1e300, 1e17, 709.5, -745.0,
           math.pi, 1e22, 3.5, 2.5]
WHOLE = [0, 1, -1, 2, 3, 7, -7, 10**9, -(10**9), 2**62, -(2**62), 64, 5]
# Largest distance in units in the last place for functions that are not exactly defined.
LOOSE = {"exp": 2, "log": 2, "sin": 4, "cos": 4, "tan": 8, "exp2": 4, "expm1": 4, "log2": 4, "log10": 4, "log1p": 4,
         "cbrt": 4, "arcsin": 4, "arccos": 4, "arctan": 4, "sinh": 4, "cosh": 4, "tanh": 4, "power": 4, "arctan2": 4,
         "hypot": 4}
failures = 0


def fail(what, *details):
    global failures
    failures += 1
    if failures <= 20:
        print("DIFFERENT:", what[:300])
        for detail in details:
            print("    ", detail)


# ---- the same array twice

def random_values(rng, dtype, count):
    if dtype == "bool":
        return [rng.random() < 0.5 for _ in range(count)]
    if dtype == "int64":
        return [rng.choice(WHOLE) if rng.random() < 0.2 else rng.randrange(-20, 20) for _ in range(count)]
    kind = rng.random()
    if kind < 0.2:
        return [rng.choice(SPECIAL) for _ in range(count)]
    if kind < 0.6:
        return [rng.uniform(-10, 10) for _ in range(count)]
    if kind < 0.8:
        return [float(rng.randrange(-5, 6)) for _ in range(count)]
    return [rng.uniform(-1, 1) * 10.0 ** rng.randrange(-12, 12) for _ in range(count)]


def random_shape(rng):
    dimensions = rng.choice([0, 1, 1, 1, 2, 2, 3, 5])
    return tuple(rng.choice([0, 1, 2, 3, 4, 5, 7, 17]) if dimensions != 1 else rng.choice([0, 1, 3, 8, 9, 33, 64, 100, 300])
                 for _ in range(dimensions))


def random_key(rng, length):
    return slice(rng.choice([None, 0, 1, 2, -3]), rng.choice([None, length, -1, length // 2]),
                 rng.choice([None, 1, 2, -1, -2, 3]))


def make_pair(rng, dtype=None, shape=None):
    """A NumPy array and a vecext array with the same elements; often a strided view of a larger one."""
    dtype = dtype or rng.choice(DTYPES)
    shape = random_shape(rng) if shape is None else shape
    count = math.prod(shape)
    values = random_values(rng, dtype, count)
    first = numpy.array(values, dtype=dtype).reshape(shape)
    second = vecext.array(values, dtype=dtype).reshape(shape)
    if first.ndim >= 2 and rng.random() < 0.3:
        first, second = first.T, second.T
    if first.ndim >= 1 and rng.random() < 0.3:
        key = tuple(random_key(rng, length) for length in first.shape[:rng.randrange(1, first.ndim + 1)])
        first, second = first[key], second[key]
    return first, second


def fitting_shape(rng, shape):
    """A shape that broadcasts with the given one."""
    kept = list(shape[rng.randrange(0, len(shape) + 1):])
    return tuple(1 if rng.random() < 0.25 else length for length in kept)


# ---- comparison

def to_numpy(value):
    return numpy.array(value.tolist(), dtype=value.dtype.name).reshape(value.shape)


def units_apart(first, second):
    """Largest difference in units in the last place of the first."""
    with numpy.errstate(all="ignore"):
        spacing = numpy.spacing(numpy.abs(first)).astype("float64")
        difference = numpy.abs(first.astype("float64") - second.astype("float64")) / spacing
    difference = difference[~numpy.isnan(difference)]
    return difference.max() if difference.size else 0


def same_values(first, second, loose):
    if first.dtype.kind != "f":
        return bool((first == second).all())
    if not (numpy.isnan(first) == numpy.isnan(second)).all():
        return False
    finite = numpy.isfinite(first) & numpy.isfinite(second)
    if not ((first == second) | finite | numpy.isnan(first)).all():
        return False
    if loose:
        return units_apart(first[finite], second[finite]) <= loose
    zero = (first == 0) & (second == 0)
    return bool((first[finite] == second[finite]).all()) and bool(
        (numpy.signbit(first[zero]) == numpy.signbit(second[zero])).all())


def report_values(what, first, second):
    pairs = [pair for pair in zip(first.ravel().tolist(), second.ravel().tolist()) if repr(pair[0]) != repr(pair[1])]
    fail(what[:200], *(f"numpy {a!r} vecext {b!r}" for a, b in pairs[:3]))


def compare(what, first, second, loose=0):
    """NumPy's result against vecext's, which is a Python number where NumPy has a scalar."""
    if isinstance(second, vecext.ndarray):
        if second.dtype.name != first.dtype.name or second.shape != first.shape:
            return fail(what, f"numpy {first.dtype} {first.shape}", f"vecext {second.dtype} {second.shape}")
        second = to_numpy(second)
    else:
        if numpy.ndim(first) != 0:
            return fail(what, first, second)
        kind = {bool: "b", int: "i", float: "f"}[type(second)]
        if numpy.asarray(first).dtype.kind != kind:
            return fail(what, f"numpy {type(first)}", f"vecext {type(second)}")
        first = numpy.asarray(first)
        second = numpy.asarray(second, dtype=first.dtype)
    if not same_values(first, second, loose):
        report_values(what, first, second)


def outcome(function):
    try:
        return function(), None
    except Exception as error:
        return None, error


def compare_call(what, numpy_function, vecext_function, loose=0, same_text=True):
    first, first_error = outcome(numpy_function)
    second, second_error = outcome(vecext_function)
    if first_error is None and second_error is None:
        return compare(what, first, second, loose)
    if (first_error is None) != (second_error is None):
        return fail(what, f"numpy {first_error!r}", f"vecext {second_error!r}")
    if same_text and str(first_error) != str(second_error):
        fail(what, f"numpy  {first_error}", f"vecext {second_error}")


# ---- what is compared

UNARY_ALL = ["absolute", "logical_not", "isnan", "isinf", "isfinite"]
UNARY_FLOAT = ["negative", "square", "positive", "sign", "sqrt", "reciprocal", "exp", "log", "sin", "cos", "tan", "exp2", "expm1",
               "log2", "log10", "log1p", "cbrt", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "floor", "ceil",
               "trunc", "rint", "signbit"]
BINARY_ALL = ["add", "multiply", "minimum", "maximum", "equal", "not_equal", "less", "less_equal", "greater",
              "greater_equal", "logical_and", "logical_or", "logical_xor", "divide"]
BINARY_NUMBER = ["subtract", "floor_divide", "remainder"]
BINARY_WHOLE = ["bitwise_and", "bitwise_or", "bitwise_xor"]


def check_unary(rng):
    name = rng.choice(UNARY_ALL + UNARY_FLOAT)
    dtype = rng.choice(["float32", "float64"] if name in UNARY_FLOAT else DTYPES)
    first, second = make_pair(rng, dtype)
    if name in ("isnan", "isinf", "isfinite") and dtype == "bool":
        return
    loose = LOOSE.get(name, 0) * (2 if dtype == "float32" else 1)
    compare_call(f"{name}({first!r})", lambda: getattr(numpy, name)(first), lambda: getattr(vecext, name)(second), loose)


def check_whole_unary(rng):
    first, second = make_pair(rng, "int64")
    name = rng.choice(["negative", "sqrt", "exp", "sign", "positive", "invert"])
    if name == "sqrt":
        first, second = numpy.abs(first), vecext.abs(second)
    compare_call(f"{name}({first!r})", lambda: getattr(numpy, name)(first), lambda: getattr(vecext, name)(second),
                 LOOSE.get(name, 0))


def binary_operands(rng, names_of_types):
    first, second = make_pair(rng, rng.choice(names_of_types))
    other_first, other_second = make_pair(rng, rng.choice(names_of_types), fitting_shape(rng, first.shape))
    if rng.random() < 0.5:
        return other_first, other_second, first, second
    return first, second, other_first, other_second


def check_binary(rng):
    kind = rng.random()
    names, types = ((BINARY_ALL, DTYPES) if kind < 0.6 else (BINARY_NUMBER, ["int64", "float32", "float64"])
                    if kind < 0.9 else (BINARY_WHOLE, ["bool", "int64"]))
    name = rng.choice(names)
    a, x, b, y = binary_operands(rng, types)
    if a.ndim == 0 or b.ndim == 0:
        return  # NumPy 1.24 promotes by value there
    compare_call(f"{name}({a!r}, {b!r})", lambda: getattr(numpy, name)(a, b), lambda: getattr(vecext, name)(x, y))


def check_power(rng):
    a, x, b, y = binary_operands(rng, ["float32", "float64"])
    if a.ndim and b.ndim:
        compare_call(f"power({a!r}, {b!r})", lambda: numpy.power(a, b), lambda: vecext.power(x, y), 8)
    a, x = make_pair(rng, "int64")
    exponent = rng.choice([0, 1, 2, 3, 5])
    if a.ndim:
        compare_call(f"{a!r}**{exponent}", lambda: a ** exponent, lambda: x ** exponent)


def check_number_operand(rng):
    a, x = make_pair(rng)
    number = rng.choice([2, -3, 0, 1.5, -0.25, True, 7, math.inf, 1])
    symbol = rng.choice(["+", "*", "-", "/", "//", "%", "<", ">=", "==", "!=", "**"])
    whole = isinstance(number, (bool, int))
    if a.ndim == 0 or (symbol == "**" and (a.dtype.kind != "f" or number is True)):
        return
    if a.dtype.kind == "b" and (symbol in "//%" or (symbol == "-" and number is True) or symbol == "**"):
        return  # NumPy answers with int8, which vecext does not have
    for text in (f"a {symbol} n", f"n {symbol} a") if symbol != "**" else ("a ** n",):
        compare_call(f"{text}: {a!r}, {number!r}", lambda: eval(text, {"a": a, "n": number}),
                     lambda: eval(text, {"a": x, "n": number}), 4 if symbol == "**" else 0)


def check_in_place(rng):
    a, x = make_pair(rng)
    b, y = make_pair(rng, None, fitting_shape(rng, a.shape))
    symbol = rng.choice(["+=", "*=", "-=", "/=", "&="])
    if a.ndim == 0 or b.ndim == 0:
        return
    a, x = a.copy(), x.copy()
    first, second = {"a": a, "b": b}, {"a": x, "b": y}
    compare_call(f"a {symbol} b: {a!r}, {b!r}", lambda: exec(f"a {symbol} b", first) or first["a"],
                 lambda: exec(f"a {symbol} b", second) or second["a"], same_text=False)
    compare(f"after a {symbol} b: {b!r}", first["a"], second["a"])


def check_overlap(rng):
    count = rng.randrange(2, 700)
    a, x = make_pair(rng, "float64", (count,))
    a, x = a.copy(), x.copy()
    if a.size < 2:
        return
    a[1:] += a[:-1]
    x[1:] += x[:-1]
    compare("overlapping +=", a, x)
    a[:] = a[::-1]
    x[:] = x[::-1]
    compare("reversed onto itself", a, x)


def check_where(rng):
    a, x = make_pair(rng)
    c, z = make_pair(rng, "bool", fitting_shape(rng, a.shape))
    b, y = make_pair(rng, a.dtype.name, fitting_shape(rng, a.shape))
    if a.ndim and b.ndim:
        compare_call(f"where({c!r}, {a!r}, {b!r})", lambda: numpy.where(c, a, b), lambda: vecext.where(z, x, y))


def check_reduction(rng):
    a, x = make_pair(rng)
    name = rng.choice(["sum", "prod", "min", "max", "any", "all", "mean", "argmin", "argmax", "var", "std"])
    axis = rng.choice([None, 0, -1, 1, 2])
    keeps = rng.random() < 0.3
    what = f"{a!r}.{name}(axis={axis}, keepdims={keeps})"
    if a.ndim == 0:
        return
    loose = {"sum": 64, "mean": 64, "prod": 64, "var": 4096, "std": 4096}.get(name, 0) if a.dtype.kind == "f" else (
        8 if name in ("mean", "var", "std") else 0)
    if a.dtype.kind == "i" and name in ("mean", "var", "std") and (numpy.abs(a) > 100).any():
        return
    if a.dtype.kind == "f" and name in ("sum", "mean", "var", "std", "prod"):
        # Sums in another order lose other digits: compare where nothing cancels.
        if not numpy.isfinite(a).all() or (numpy.abs(a) > 1e15).any():
            return
        a, x = numpy.abs(a) + 1, vecext.abs(x) + 1
        if (a > 1e3).any():
            return
    if name.startswith("arg") and keeps:
        return
    options = {"axis": axis} if name.startswith("arg") else {"axis": axis, "keepdims": keeps}
    if name in ("mean", "var", "std") and a.size == 0:
        return
    compare_call(what, lambda: getattr(a, name)(**options), lambda: getattr(x, name)(**options), loose)


def check_index(rng):
    a, x = make_pair(rng)
    items = []
    for _ in range(rng.randrange(1, 4)):
        items.append(rng.choice([0, 1, -1, 5, slice(None), slice(1, 3), slice(None, None, -2), None, Ellipsis, slice(5, 2)]
                                + ([[0, 1], [-1]] if a.size else [])))  # NumPy forgives wrong indices without result
    key = items[0] if len(items) == 1 and rng.random() < 0.7 else tuple(items)
    compare_call(f"{a!r}[{key!r}]", lambda: a[key], lambda: x[key])


def check_mask(rng):
    a, x = make_pair(rng)
    m, y = make_pair(rng, "bool", a.shape[:rng.randrange(1, a.ndim + 1)] if a.ndim else ())
    if m.size:
        compare_call(f"{a!r}[{m!r}]", lambda: a[m], lambda: x[y])
    if a.ndim and m.shape == a.shape:
        a, x = a.copy(), x.copy()
        a[m] = 1
        x[y] = 1
        compare("a[mask] = 1", a, x)


def check_index_array(rng):
    a, x = make_pair(rng)
    if a.ndim == 0 or a.shape[0] == 0:
        return
    i, j = make_pair(rng, "int64", rng.choice([(3,), (2, 2), (0,)]))
    i, j = i % a.shape[0], j % a.shape[0]
    key, other = (i, j) if rng.random() < 0.5 else ((Ellipsis, i % max(a.shape[-1], 1)), (Ellipsis, j % max(a.shape[-1], 1)))
    if a.shape[-1] == 0:
        return
    compare_call(f"{a!r}[{key!r}]", lambda: a[key], lambda: x[other])


def check_assignment(rng):
    a, x = make_pair(rng)
    a, x = a.copy(), x.copy()
    b, y = make_pair(rng, None, fitting_shape(rng, a.shape))
    key = rng.choice([slice(None), slice(1, None), 0, Ellipsis, slice(None, None, 2)])
    if numpy.issubdtype(a.dtype, numpy.integer) and b.dtype.kind == "f" and not (numpy.abs(b) < 1e18).all():
        return
    compare_call(f"{a!r}[{key!r}] = {b!r}", lambda: a.__setitem__(key, b) or a, lambda: x.__setitem__(key, y) or x)


def check_conversion(rng):
    a, x = make_pair(rng)
    dtype = rng.choice(DTYPES)
    if dtype == "int64" and a.dtype.kind == "f" and not (numpy.abs(a) < 1e18).all():
        return
    compare_call(f"{a!r}.astype({dtype})", lambda: a.astype(dtype), lambda: x.astype(dtype))
    if repr(a.tolist()) != repr(x.tolist()):
        fail("tolist", a.tolist(), x.tolist())


def check_shape(rng):
    a, x = make_pair(rng)
    shape = rng.choice([(-1,), (2, -1), (1, a.size), (a.size, 1), (3, 3), (-1, -1), a.shape[::-1]])
    compare_call(f"{a!r}.reshape({shape})", lambda: a.reshape(shape), lambda: x.reshape(shape))
    compare_call("transpose", lambda: a.transpose(), lambda: x.transpose())
    compare_call("ravel", lambda: a.ravel(), lambda: x.ravel())
    compare_call("squeeze", lambda: a.squeeze(), lambda: x.squeeze())


def check_product(rng):
    rows, inner, columns = (rng.choice([0, 1, 2, 3, 8, 17, 40]) for _ in range(3))
    left = rng.choice([(rows, inner), (inner,)])
    right = rng.choice([(inner, columns), (inner,), (inner + 1, columns)])
    dtype = rng.choice(["int64", "float64", "bool"])
    a = numpy.array([rng.randrange(-9, 9) for _ in range(math.prod(left))], dtype=dtype).reshape(left)
    b = numpy.array([rng.randrange(-9, 9) for _ in range(math.prod(right))], dtype=dtype).reshape(right)
    x, y = vecext.asarray(a), vecext.asarray(b)
    compare_call(f"{a!r} @ {b!r}", lambda: a @ b, lambda: x @ y)
    compare_call(f"dot({a!r}, {b!r})", lambda: a.dot(b), lambda: x.dot(y))


def check_text(rng):
    a, x = make_pair(rng, None, rng.choice([None, None, (rng.randrange(0, 60),), (rng.randrange(1, 6), rng.randrange(1, 12)),
                                            (1100,), (40, 40), (2, 3, 200), (rng.randrange(990, 1010),)]))
    for function in (repr, str):
        if a.ndim == 0 and a.dtype == "float32":
            continue
        for first, second in zip_longest(function(a).split("\n"), function(x).split("\n"), fillvalue="nothing"):
            if first != second:
                fail(f"{function.__name__} of {a.dtype} {a.shape}", "numpy  " + first, "vecext " + second)
                break


def check_construction(rng):
    start, stop = rng.choice([0, 1, -3, 0.5]), rng.choice([10, 7, 2.25, -4])
    step = rng.choice([1, 2, 0.3, -1, 0.1])
    compare_call(f"arange({start}, {stop}, {step})", lambda: numpy.arange(start, stop, step),
                 lambda: vecext.arange(start, stop, step))
    count = rng.choice([0, 1, 2, 5, 50, 101])
    ends = rng.random() < 0.5
    compare_call(f"linspace({start}, {stop}, {count}, {ends})", lambda: numpy.linspace(start, stop, count, endpoint=ends),
                 lambda: vecext.linspace(start, stop, count, endpoint=ends))
    nested = rng.choice([[1, 2.5], [[1, 2], [3, 4]], [True, 2], [[1], [2]], [], [[]], [[[1.5]]], 3, (1, (2,)), [1, [2]],
                         [[1, 2], [3]]])
    compare_call(f"array({nested})", lambda: numpy.array(nested), lambda: vecext.array(nested))


def check_errors(rng):
    texts = ["m.zeros(3) + m.zeros(4)", "m.zeros((2, 3)) + m.zeros((2, 2))", "m.zeros(3)[5]", "m.zeros((2, 3))[1, 7]",
             "m.zeros(3)[1, 2]", "m.zeros(3)['a']", "m.zeros(3)[1.5]", "m.zeros(3).sum(axis=1)",
             "m.zeros((2, 3)).sum(axis=-3)", "bool(m.zeros(3))", "float(m.zeros(3))", "m.zeros(6).reshape(4, 2)",
             "m.zeros(6).reshape(-1, -1)", "m.zeros(0).max()", "m.zeros(0).argmax()", "len(m.array(1.0))",
             "list(m.array(1.0))", "m.arange(3) ** -1", "m.array([True]) - m.array([True])", "-m.array([True])",
             "m.zeros(3) & m.zeros(3)", "m.zeros(3).item()", "m.zeros(3) @ m.zeros(4)", "m.zeros((2, 3)) @ m.zeros((2, 3))",
             "m.zeros((2, 2)).dot(m.zeros((3, 2)))", "m.zeros(3)[[True, False]]", "m.zeros(3)[..., ...]",
             "m.zeros(3)[m.array([0.5])]", "m.zeros(3)[[0, 5]]", "m.zeros((2, 2)).transpose(0, 0)",
             "m.zeros((2, 2)).transpose(0)", "m.zeros(-1)", "m.zeros(3).__setitem__(slice(None), m.zeros(2))",
             "m.zeros(3).__setitem__(0, [1, 2])", "m.concatenate([m.zeros(2), m.zeros((2, 2))])",
             "m.zeros((2, 3)).squeeze(0)", "m.add(m.zeros((2, 3)), m.zeros(3), out=m.zeros(3))",
             "m.array([[1, 2], [3]])", "m.broadcast_to(m.zeros(3), (2, 2))", "m.linspace(0, 1, -1)", "hash(m.zeros(3))"]
    for text in texts:
        first, second = outcome(lambda: eval(text, {"m": numpy}))[1], outcome(lambda: eval(text, {"m": vecext}))[1]
        expected = str(first).replace("numpy.ndarray", "vecext.ndarray")
        if first is None or second is None or expected != str(second) or not issubclass(
                type(second), tuple(kind for kind in type(first).__mro__ if kind in (ValueError, IndexError, TypeError))[:1]):
            fail(text, f"numpy  {first!r}", f"vecext {second!r}")


CHECKS = [check_unary] * 6 + [check_whole_unary] + [check_binary] * 8 + [check_power, check_number_operand,
          check_number_operand, check_in_place, check_overlap, check_where, check_where] + [check_reduction] * 5 + [
          check_index, check_index, check_mask, check_index_array, check_assignment, check_conversion, check_shape,
          check_product] + [check_text] * 3 + [check_construction]


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    check_errors(None)
    for level in vecext.simd_info()["available"]:
        vecext.set_simd(level)
        rng = random.Random(seed)
        for number in range(rounds):
            before = failures
            rng.choice(CHECKS)(rng)
            if failures > before and failures <= 20:
                print(f"     [{level}, case {number}]")
    print(f"{failures} differences in {rounds} cases on each of {vecext.simd_info()['available']}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
