# SPDX-License-Identifier: MIT
"""Arrays as sets in vecext and NumPy: unique with all its results, and what two arrays share.

usage: python3 sets.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
from cases import DTYPES, FLOATS, INTEGERS, array, axis_of, case, main


# NumPy 1.24 stumbles over its own float64 when uint64 meets int64.
NARROW = [dtype for dtype in DTYPES if dtype != "uint64"]


def repeated(m, rng, dtypes=DTYPES, low=0, high=3):
    """An array in which many elements occur more than once."""
    return array(m, rng, dtypes=dtypes, low=low, high=high, lengths=(0, 1, 2, 4, 7), special=0.3)


def flags(rng):
    return {name: True for name in ("return_index", "return_inverse", "return_counts") if rng.random() < 0.5}


@case(weight=3)
def unique(m, rng):
    return m.unique(repeated(m, rng), **flags(rng))


@case
def unique_with_nan(m, rng):
    a = array(m, rng, dtypes=FLOATS, low=1, high=1, lengths=(1, 3, 8, 20), special=0.6)
    # Without the first positions NumPy sorts in an order of its own among NaN.
    options = flags(rng)
    return m.unique(a, equal_nan=rng.random() < 0.5, **(options and {**options, "return_index": True}))


@case(weight=2)
def unique_along_axis(m, rng):
    a = array(m, rng, dtypes=["bool", "int8", "int64", "float64"], low=1, lengths=(1, 2, 3, 6))
    return m.unique(a % 2 if a.dtype.kind != "b" else a, axis=axis_of(rng, a), **flags(rng))


def all_of(m, rng):
    a = repeated(m, rng)
    values, indices, inverse, counts = m.unique(a, True, True, True, equal_nan=False)
    return values, indices, inverse.reshape(a.shape), counts


@case(reference=all_of)
def unique_all(m, rng):
    result = m.unique_all(repeated(m, rng))
    return tuple([result.values, result.indices, result.inverse_indices, result.counts])


@case(reference=lambda m, rng: all_of(m, rng)[::3] + all_of(m, rng)[:1])
def unique_counts(m, rng):
    a = repeated(m, rng)
    state = rng.getstate()
    result = tuple(m.unique_counts(a))
    rng.setstate(state)
    return result + (m.unique_values(repeated(m, rng)),)


@case(reference=lambda m, rng: all_of(m, rng)[::2])
def unique_inverse(m, rng):
    return tuple(m.unique_inverse(repeated(m, rng)))


@case(weight=3)
def two_sets(m, rng):
    dtype = rng.choice(DTYPES)
    a = repeated(m, rng, [dtype], high=2)
    mixed = rng.random() < 0.3 and dtype != "uint64"
    b = repeated(m, rng, ["int64", "float64"] if mixed else [dtype], high=2)
    return getattr(m, rng.choice(["intersect1d", "union1d", "setdiff1d", "setxor1d"]))(a, b)


@case
def intersection_places(m, rng):
    a, b = (array(m, rng, dtypes=INTEGERS, low=1, high=2, lengths=(0, 1, 3, 8)) for _ in range(2))
    if rng.random() < 0.5:
        a, b = m.unique(a), m.unique(b)
        return m.intersect1d(a, b, assume_unique=True, return_indices=True)
    return m.intersect1d(a, b, return_indices=True)


@case(weight=2)
def membership(m, rng):
    a = repeated(m, rng, NARROW, high=2)
    b = repeated(m, rng, NARROW, high=2)
    kind = rng.choice([None, None, "sort", "table"])
    if kind == "table" and a.size and b.size and rng.random() < 0.9:
        a, b = a.astype("int64"), b.astype("int32")
    name = rng.choice(["in1d", "isin"])
    return getattr(m, name)(a, b, invert=rng.random() < 0.5, kind=kind)


@case
def differences(m, rng):
    a = array(m, rng, dtypes=INTEGERS + FLOATS, low=0, high=2, lengths=(0, 1, 2, 5))
    return m.ediff1d(a, to_end=rng.choice([None, None, 7, [1, 2], 1.5]), to_begin=rng.choice([None, None, 9, [[1]]]))


main()
