# SPDX-License-Identifier: MIT
"""Random arrays, numbers and printing options: the texts of vecext and of NumPy 1.24, in one CPython process.

usage: python3 printing.py FOLDER_OF_vecext [ROUNDS] [SEED]

Every text must be the same to the last character, every error of the same type and with the same text. The printing
options of both are set alike, now for one call, now by set_printoptions, now by the context manager.
"""
import math
import random
import struct
import sys
import warnings

sys.path.insert(0, sys.argv[1])
import numpy
import vecext
from vecext import _printing

warnings.simplefilter("ignore")
DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64",
          "float32", "float64", "float64", "complex64", "complex128"]
SPECIAL = [0.0, -0.0, 0.5, 2.5, 1.5, 0.25, 0.125, 9.9996, 99999.5, 0.3, 0.1, 1e22, 1e23, 5e-324, math.inf, math.nan,
           -math.inf, 9.5, 0.05, 0.95, 99.5, 0.0625, 1e-4, 9.9999e-5, 1e8, 99999999.0, 1e16, 1e15, 1e100, 1e-100]
failures = 0


def fail(*details):
    global failures
    failures += 1
    if failures <= 20:
        print("DIFFERENT:", *details, sep="\n    ")


def outcome(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def compare(what, expected, found):
    if expected != found or type(expected) is not type(found):
        fail(what, repr(expected), repr(found))


def maybe(rng, choices, probability):
    return rng.choice(choices) if rng.random() < probability else None


# ---- values

def random_float(rng):
    kind = rng.random()
    if kind < 0.1:
        return 2.0 ** rng.randrange(-1074, 1024)
    if kind < 0.2:
        return struct.unpack("d", rng.randbytes(8))[0]
    if kind < 0.5:
        return round(rng.uniform(0, 10), rng.randrange(6)) * 10.0 ** rng.randrange(-12, 24)
    if kind < 0.65:
        return rng.choice(SPECIAL)
    if kind < 0.8:
        return rng.randrange(10 ** rng.randrange(1, 12)) / 2 ** rng.randrange(12)
    return rng.uniform(-1, 1) * 10.0 ** rng.randrange(-8, 10)


def random_floats(rng, count):
    """Floats of one sort, so that positional notation is common."""
    kind = rng.random()
    if kind < 0.15:
        return [random_float(rng) for _ in range(count)]
    if kind < 0.3:
        return [float(rng.randrange(-10, 100)) for _ in range(count)]
    if kind < 0.5:
        places = rng.randrange(12)
        return [round(rng.uniform(-5, 100), places) for _ in range(count)]
    if kind < 0.6:
        return [rng.choice([1.0, 2.0 ** rng.randrange(-14, 27), -0.5, 1000.0, 0.001]) for _ in range(count)]
    if kind < 0.62:
        return [rng.choice([5e-324, 1e-310, 2.0 ** -1023, 3e-323, 1e-45, 2e-42, 1e-30, 0.0]) for _ in range(count)]
    if kind < 0.7:
        return [rng.choice([rng.uniform(0, 1), 0.0, math.nan, math.inf, -math.inf, 3.0]) for _ in range(count)]
    if kind < 0.8:
        return [rng.choice([math.nan, math.inf, -math.inf, 0.0]) for _ in range(count)]
    low, high = sorted((rng.uniform(-5, 9), rng.uniform(-5, 9)))
    sign = rng.choice([1, 1, -1])
    return [sign * 10.0 ** rng.uniform(low, high) for _ in range(count)]


def random_values(rng, dtype, count):
    if dtype == "bool":
        return [rng.random() < 0.5 for _ in range(count)]
    if dtype.startswith("float"):
        return random_floats(rng, count)
    if dtype.startswith("complex"):
        return [complex(*parts) for parts in zip(random_floats(rng, count), random_floats(rng, count))]
    limits = numpy.iinfo(dtype)
    bound = 10 ** rng.randrange(1, 20)
    return [rng.randint(max(limits.min, -bound), min(limits.max, bound)) for _ in range(count)]


def random_shape(rng):
    kind = rng.random()
    if kind < 0.1:
        return ()
    if kind < 0.6:
        return (rng.choice([1, 2, 3, 4, 5, 8, 13, 30, 70, 1100]),)
    if kind < 0.65:
        return rng.choice([(0,), (0, 3), (2, 0), (1, 0, 2), (0, 0)])
    return tuple(rng.choice([1, 1, 2, 3, 4, 7, 9]) for _ in range(rng.randrange(2, 5)))


def make_pair(rng):
    """A NumPy array and a vecext array with the same elements."""
    dtype, shape = rng.choice(DTYPES), random_shape(rng)
    values = random_values(rng, dtype, math.prod(shape))
    with numpy.errstate(all="ignore"):
        first = numpy.array(values, dtype=dtype).reshape(shape)
        if dtype == "float32" and rng.random() < 0.2:
            exponents = [rng.randrange(-20, 27) for _ in values]
            first = numpy.array([2.0 ** exponent for exponent in exponents], dtype).reshape(shape)
    second = vecext.array(first.ravel().tolist(), dtype=dtype).reshape(shape)
    if first.ndim > 1 and rng.random() < 0.3:
        first, second = first.T, second.T
    return first, second


# ---- options

FORMATTERS = [{"all": lambda x: "<" + str(x) + ">"}, {"float_kind": lambda x: "%.2f" % x},
              {"float": lambda x: "%.1f" % x, "all": str}, {"int": hex, "bool": lambda x: "ny"[int(x)]},
              {"int_kind": lambda x: "%d\n---" % x}, {"complex_kind": lambda x: "a\nbc\nd"}, {},
              {"float": None, "all": repr}, {"all": lambda x: "two\nlines" if x > 1 else "x"}, {"all": lambda x: 7}]


def random_options(rng, names):
    choices = {"precision": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 17, 18, 20, 30, -1],
               "threshold": [0, 1, 5, 10, 50, 1000, 5000], "edgeitems": [0, 1, 2, 3, 5, 10],
               "linewidth": [1, 5, 10, 20, 30, 40, 60, 75, 80, 100, 200], "suppress": [True, False],
               "nanstr": ["nan", "NA", "notanumber", ""], "infstr": ["inf", "infinity", "oo"],
               "sign": ["-", "+", " "], "floatmode": ["fixed", "unique", "maxprec", "maxprec_equal"],
               "formatter": FORMATTERS}
    probabilities = {"formatter": 0.06, "nanstr": 0.1, "infstr": 0.1}
    return {name: rng.choice(choices[name]) for name in names if rng.random() < probabilities.get(name, 0.35)}


def check_array(rng):
    first, second = make_pair(rng)
    what = f"{first.dtype} {first.shape} {first.ravel()[:8].tolist()} {numpy.get_printoptions()}"
    compare("repr " + what, outcome(numpy.array_repr, first), outcome(vecext.array_repr, second))
    compare("repr() " + what, outcome(repr, first), outcome(repr, second))
    compare("str " + what, outcome(numpy.array_str, first), outcome(vecext.array_str, second))
    compare("str() " + what, outcome(str, first), outcome(str, second))
    named = random_options(rng, ["precision"])
    if rng.random() < 0.3:
        named["max_line_width"] = rng.choice([10, 30, 50, 100])
    if rng.random() < 0.3:
        named["suppress_small"] = rng.random() < 0.7
    what = f"{named} {what}"
    if first.size:
        compare("repr with " + what, outcome(numpy.array_repr, first, **named),
                outcome(vecext.array_repr, second, **named))
        compare("str with " + what, outcome(numpy.array_str, first, **named),
                outcome(vecext.array_str, second, **named))
    named.update(random_options(rng, ["threshold", "edgeitems", "sign", "floatmode", "formatter"]))
    if rng.random() < 0.3:
        named["separator"] = rng.choice([", ", ",", "", " ; ", "\n", "  ", "--"])
    if rng.random() < 0.2:
        named["prefix"] = rng.choice(["x = ", "array(", "long prefix of a line "])
    if rng.random() < 0.2:
        named["suffix"] = rng.choice([")", "end", ", dtype=float32)"])
    compare(f"array2string {named} {what}", outcome(numpy.array2string, first, **named),
            outcome(vecext.array2string, second, **named))


def check_options(rng):
    named = random_options(rng, ["precision", "threshold", "edgeitems", "linewidth", "suppress", "nanstr", "infstr",
                                 "sign", "floatmode", "formatter"])
    if rng.random() < 0.5:
        with numpy.printoptions(**named) as first, vecext.printoptions(**named) as second:
            compare("printoptions", first, second)
            check_array(rng)
            check_array(rng)
    else:
        saved = numpy.get_printoptions()
        numpy.set_printoptions(**named)
        vecext.set_printoptions(**named)
        check_array(rng)
        check_array(rng)
        numpy.set_printoptions(**saved)
        vecext.set_printoptions(**saved)
    compare("options restored", numpy.get_printoptions(), vecext.get_printoptions())


def check_bad_options(rng):
    named = rng.choice([{"floatmode": "no"}, {"sign": "x"}, {"sign": True}, {"threshold": "a"}, {"precision": 2.5},
                        {"threshold": math.nan}, {"precision": "8"}])
    compare(f"bad {named}", outcome(numpy.set_printoptions, **named), outcome(vecext.set_printoptions, **named))
    first, second = numpy.arange(3.0), vecext.arange(3.0)
    compare(f"bad {named}", outcome(numpy.array2string, first, **named), outcome(vecext.array2string, second, **named))


# ---- single numbers

def check_number(rng):
    x = y = random_float(rng)
    if rng.random() < 0.4:
        with numpy.errstate(all="ignore"):
            x = numpy.float32(x if rng.random() < 0.7 else 2.0 ** rng.randrange(-149, 128))
        y = vecext.float32(float(x))
    named = {"precision": maybe(rng, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 18, 20, 30, 400, -1], 0.5),
             "unique": rng.random() < 0.7, "trim": rng.choice("k.0-k.0-x"), "sign": rng.random() < 0.3,
             "pad_left": maybe(rng, [0, 1, 3, 5, 12], 0.3),
             "min_digits": maybe(rng, [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18, 25, 60], 0.4)}
    if rng.random() < 0.5:
        name = "format_float_positional"
        named.update(fractional=rng.random() < 0.6, pad_right=maybe(rng, [0, 1, 3, 8, 20], 0.3))
    else:
        name = "format_float_scientific"
        named.update(exp_digits=maybe(rng, [0, 1, 2, 3, 4, 6], 0.3))
    compare(f"{name} {x!r} {type(x).__name__} {named}", outcome(getattr(numpy, name), x, **named),
            outcome(getattr(vecext, name), y, **named))


def check_scalar(rng):
    dtype = rng.choice(DTYPES)
    with numpy.errstate(all="ignore"):
        first = numpy.array(random_values(rng, dtype, 1), dtype)
    second = vecext.array(first.tolist(), dtype=dtype)
    compare(f"scalar {dtype} {first!r}", str(first[0]), _printing.scalar_str(second[0]))
    compare(f"scalar repr {dtype} {first!r}", repr(first[0]), repr(second[0]))
    compare(f"scalar str {dtype} {first!r}", str(first[0]), str(second[0]))


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10**6)
    rng = random.Random(seed)
    for _ in range(rounds):
        check_array(rng)
        check_options(rng)
        for _ in range(3):
            check_number(rng)
            check_scalar(rng)
        if rng.random() < 0.1:
            check_bad_options(rng)
    print(f"{rounds} rounds, seed {seed}: {failures} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
