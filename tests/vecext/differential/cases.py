# SPDX-License-Identifier: MIT
"""Cases run twice: once with NumPy, once with vecext, from the same random numbers.

A case is a function case(m, rng): it makes its arrays with the module m and returns what is to be compared. A case
registered with a reference has a second function for NumPy, for names that NumPy 1.24 has not. Compared are types,
shapes, values and, when something is raised, the exception's type.

usage of a file that uses this: python3 FILE FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
import math
import random
import sys
import warnings

sys.path.insert(0, sys.argv[1])
import numpy
import vecext

numpy._set_promotion_state("weak")

INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float32", "float64"]
DTYPES = ["bool"] + INTEGERS + FLOATS + ["complex64", "complex128"]
REAL = ["bool"] + INTEGERS + FLOATS
SPECIAL = [math.nan, math.inf, -math.inf, 0.0, -0.0]
registered = []
failures = 0


# ---- registration

def case(function=None, *, tolerance=0, reference=None, weight=1):
    """Decorator: registers a case; `tolerance` is a relative one, of the dtype's precision times that."""
    def register(function):
        registered.extend([(function, reference or function, tolerance)] * weight)
        return function
    return register if function is None else register(function)


# ---- random arguments

def value_of(rng, kind, special):
    if kind == "b":
        return rng.random() < 0.5
    if kind == "u":
        return rng.randrange(0, 9)
    if kind == "i":
        return rng.randrange(-6, 7)
    if kind == "c":
        return complex(value_of(rng, "f", False), value_of(rng, "f", False))
    if special and rng.random() < special:
        return rng.choice(SPECIAL)
    return float(rng.randrange(-5, 6)) if rng.random() < 0.5 else rng.uniform(-10, 10)


def random_shape(rng, low=0, high=3, lengths=(0, 1, 2, 3, 4, 5)):
    return tuple(rng.choice(lengths) for _ in range(rng.randint(low, high)))


def array(m, rng, dtypes=DTYPES, shape=None, low=0, high=3, lengths=(1, 2, 3, 4, 5), special=0.0, strided=True):
    """A random array, sometimes a transposed or sliced view."""
    dtype = rng.choice(dtypes) if isinstance(dtypes, list) else dtypes
    given = shape is not None
    shape = random_shape(rng, low, high, lengths) if shape is None else shape
    kind = numpy.dtype(dtype).kind
    values = [value_of(rng, kind, special) for _ in range(math.prod(shape))]
    result = m.array(values, dtype=dtype).reshape(shape)
    turn = rng.random()
    if strided and not given and len(shape) > 1 and turn < 0.2:
        result = result.T
    if strided and shape and turn > 0.8:
        result = result[::-1]
    return result


def axis_of(rng, a, wrong=0.03):
    """An axis of the array, now and then one that it does not have."""
    if a.ndim == 0 or rng.random() < wrong:
        return rng.choice([a.ndim, -a.ndim - 1, a.ndim + 2])
    return rng.randrange(-a.ndim, a.ndim)


# ---- comparison

def is_array(value):
    return hasattr(value, "dtype") and hasattr(value, "shape")


def difference(expected, found, tolerance):
    """A sentence about the first difference, or None."""
    if isinstance(expected, (tuple, list)):
        if type(expected) is not type(found) and not (isinstance(expected, tuple) and isinstance(found, tuple)):
            return f"type {type(expected).__name__} / {type(found).__name__}"
        if len(expected) != len(found):
            return f"length {len(expected)} / {len(found)}"
        for first, second in zip(expected, found):
            what = difference(first, second, tolerance)
            if what:
                return what
        return None
    if is_array(expected) != is_array(found):
        return f"type {type(expected).__name__} / {type(found).__name__}"
    if not is_array(expected):
        same = expected == found or (expected != expected and found != found)
        return None if same and type(expected) is type(found) else f"{expected!r} / {found!r}"
    if (type(expected) is numpy.ndarray) != (type(found) is vecext.ndarray):
        return f"kind {type(expected)} / {type(found)}"
    if str(expected.dtype) != str(found.dtype):
        return f"dtype {expected.dtype} / {found.dtype}"
    if tuple(expected.shape) != tuple(found.shape):
        return f"shape {expected.shape} / {found.shape}"
    return values_difference(expected, found, tolerance)


def values_difference(expected, found, tolerance):
    first = numpy.asarray(expected)
    second = numpy.array(found.tolist(), dtype=first.dtype).reshape(first.shape)
    if first.dtype.kind in "fc":
        if tolerance:
            close = numpy.finfo(first.dtype).eps * tolerance
            scale = numpy.abs(first[numpy.isfinite(first)]).max(initial=1.0)
            same = numpy.allclose(first, second, rtol=close, atol=close * scale, equal_nan=True)
        else:
            same = numpy.array_equal(first, second, equal_nan=True)
    else:
        same = numpy.array_equal(first, second)
    return None if same else f"values {first.tolist()!r:.300} / {second.tolist()!r:.300}"


def outcome(function, module, seed):
    """The result, or the exception."""
    try:
        return function(module, random.Random(seed)), None
    except Exception as error:
        return None, error


def check(function, reference, tolerance, seed, texts):
    global failures
    expected, expected_error = outcome(reference, numpy, seed)
    found, found_error = outcome(function, vecext, seed)
    if type(expected_error).__name__ != type(found_error).__name__:
        what = f"raised {expected_error!r} / {found_error!r}"
    elif expected_error is not None:
        what = f"text {expected_error} / {found_error}" if texts and str(expected_error) != str(found_error) else None
    else:
        what = difference(expected, found, tolerance)
    if what:
        failures += 1
        if failures <= 400:
            print(f"DIFFERENT: {function.__name__} seed {seed}: {what}")


def main():
    """Runs every case so many rounds, each with a seed of its own; texts of errors too with a fourth argument."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    texts = len(sys.argv) > 4
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    vecext.seterr(all="ignore")
    for step in range(rounds):
        for place, (function, reference, tolerance) in enumerate(registered):
            check(function, reference, tolerance, (seed * 1000003 + step) * 1009 + place, texts)
    print(f"{rounds * len(registered)} checks, {failures} differences")
    sys.exit(1 if failures else 0)
