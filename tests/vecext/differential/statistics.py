# SPDX-License-Identifier: MIT
"""Statistics, differences, histograms, products by subscript and selections in vecext and NumPy.

usage: python3 statistics.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
import numpy
from cases import DTYPES, FLOATS, INTEGERS, REAL, array, axis_of, case, main, random_shape

METHODS = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen",
           "weibull", "linear", "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest"]


def axes_of(rng, a):
    """None, one axis or several."""
    return rng.choice([None, axis_of(rng, a), axis_of(rng, a), (axis_of(rng, a),), tuple(range(a.ndim)), (0, 1)])


# ---- NaN passed over

@case(weight=3, tolerance=16)
def nan_reductions(m, rng):
    name = rng.choice(["nansum", "nanprod", "nanmin", "nanmax", "nanmean", "nanvar", "nanstd"])
    a = array(m, rng, dtypes=["int64", "bool", "uint8"] + FLOATS * 3 + ["complex128"], special=0.2,
              lengths=(0, 1, 2, 4) if name in ("nansum", "nanmean", "nanvar") else (1, 2, 4))
    options = {"ddof": rng.randrange(3)} if name in ("nanvar", "nanstd") else {}
    return getattr(m, name)(a, axis=axes_of(rng, a), keepdims=rng.random() < 0.3, **options)


@case(tolerance=16)
def nan_running(m, rng):
    a = array(m, rng, dtypes=["int64"] + FLOATS, special=0.2)
    return getattr(m, rng.choice(["nancumsum", "nancumprod"]))(a, axis=rng.choice([None, axis_of(rng, a)]))


@case
def nan_positions(m, rng):
    a = array(m, rng, dtypes=["int64"] + FLOATS, special=0.2)
    return getattr(m, rng.choice(["nanargmin", "nanargmax"]))(a, axis=rng.choice([None, axis_of(rng, a)]),
                                                            keepdims=rng.random() < 0.3)


@case(weight=2, tolerance=16)
def nan_order(m, rng):
    a = array(m, rng, dtypes=["int64"] + FLOATS * 2, special=0.2)
    axis, keepdims = axes_of(rng, a), rng.random() < 0.3
    kind = rng.randrange(3)
    if kind == 0:
        return m.nanmedian(a, axis=axis, keepdims=keepdims)
    q = rng.choice([0.5, [0.1, 0.9], 1.0, 0.0])
    if kind == 1:
        return m.nanquantile(a.astype("float64"), q, axis=axis, keepdims=keepdims, method=rng.choice(METHODS))
    return m.nanpercentile(a.astype("float64"), m.array(q) * 100, axis=axis, keepdims=keepdims)


# ---- order statistics and moments

@case(weight=2, tolerance=8)
def median(m, rng):
    a = array(m, rng, dtypes=REAL, special=rng.choice([0, 0, 0.1]), lengths=(1, 2, 3, 5))
    return m.median(a, axis=axes_of(rng, a), keepdims=rng.random() < 0.3)


@case(weight=4, tolerance=8)
def quantiles(m, rng):
    a = array(m, rng, dtypes=["int64", "int32", "float64"], special=rng.choice([0, 0, 0.1]))
    q = rng.choice([0.5, rng.random(), [0.1, 0.9], [[0.2], [0.7]], [0.0, 1.0], 1.5, -0.1, []])
    if rng.random() < 0.5:
        return m.quantile(a, q, axis=axes_of(rng, a), method=rng.choice(METHODS + ["nonsense"][:rng.random() < 0.1]),
                          keepdims=rng.random() < 0.3)
    return m.percentile(a, m.array(q) * 100, axis=axes_of(rng, a), method=rng.choice(METHODS))


@case(tolerance=16)
def average(m, rng):
    a = array(m, rng, dtypes=DTYPES)
    weights = rng.choice([None, array(m, rng, dtypes=FLOATS + ["int32"], shape=a.shape),
                          array(m, rng, dtypes=FLOATS, shape=a.shape[:1])])
    if weights is not None and weights.size and rng.random() < 0.9:
        weights = abs(weights) + 1
    axis = rng.choice([None, axis_of(rng, a), 0])
    return m.average(a, axis=axis, weights=weights, returned=rng.random() < 0.5, keepdims=rng.random() < 0.3)


@case
def spread(m, rng):
    a = array(m, rng, dtypes=INTEGERS + FLOATS)
    return m.ptp(a, axis=rng.choice([None, axis_of(rng, a)]), keepdims=rng.random() < 0.3)


@case(weight=2, tolerance=64)
def covariances(m, rng):
    a = array(m, rng, dtypes=REAL[1:] + ["complex128"], low=1, high=2, lengths=(2, 3, 6))
    y = array(m, rng, dtypes=FLOATS, shape=a.shape) if rng.random() < 0.3 else None
    count = a.shape[-1]
    options = {}
    if rng.random() < 0.3:
        options["fweights"] = m.array([rng.randrange(1, 4) for _ in range(count)])
    if rng.random() < 0.3:
        options["aweights"] = m.array([rng.uniform(0.5, 2) for _ in range(count)])
    if rng.random() < 0.3:
        options["ddof"] = rng.randrange(3)
    return m.cov(a, y, bias=rng.random() < 0.3, rowvar=rng.random() < 0.8 or bool(options), **options)


@case(tolerance=256)
def correlations(m, rng):
    return m.corrcoef(array(m, rng, dtypes=FLOATS, shape=rng.choice([(3, 8), (8,), (2, 5)])), rowvar=rng.random() < 0.8)


# ---- selections

@case(weight=2)
def close(m, rng):
    a = array(m, rng, dtypes=DTYPES, special=0.2)
    b = rng.choice([a, a, 1.0, array(m, rng, dtypes=DTYPES, special=0.2, shape=a.shape)])
    name = rng.choice(["isclose", "allclose", "array_equal", "array_equiv"])
    options = {"equal_nan": rng.random() < 0.5} if name != "array_equiv" else {}
    return getattr(m, name)(a, b, **options)


@case
def nonzeros(m, rng):
    a = array(m, rng, special=0.3, lengths=(0, 1, 2, 3))
    kind = rng.randrange(3)
    if kind == 0:
        return m.count_nonzero(a, axis=axes_of(rng, a), keepdims=rng.random() < 0.3)
    return m.flatnonzero(a) if kind == 1 else m.argwhere(a)


@case
def complexity(m, rng):
    a = array(m, rng, special=0.2)
    name = rng.choice(["isreal", "iscomplex", "angle", "real_if_close", "nan_to_num", "isrealobj", "iscomplexobj", "real",
                       "imag", "sort_complex", "isposinf", "isneginf", "ndim", "shape", "size"])
    return getattr(m, name)(a)


@case
def nan_replaced(m, rng):
    return m.nan_to_num(array(m, rng, dtypes=FLOATS, special=0.5), nan=rng.choice([0.0, 7.0]), posinf=rng.choice([None, 3]),
                        neginf=rng.choice([None, -3.5]))


@case
def scalars(m, rng):
    value = rng.choice([1, 2.5, 1j, "x", b"x", [1], None, m.float64(1), m.array(1)])
    return m.isscalar(value), m.iterable(value)


@case(weight=2)
def picking(m, rng):
    a = array(m, rng)
    mask = array(m, rng, dtypes=["bool", "int8"], shape=a.shape)
    kind = rng.randrange(4)
    if kind == 0:
        return m.extract(mask, a)
    if kind == 1:
        return m.compress([rng.random() < 0.5 for _ in range(rng.randrange(4))], a, axis_of(rng, a) if a.ndim else None)
    values = rng.choice([[1], [1, 0], [], array(m, rng, dtypes=[str(a.dtype)], shape=a.shape)])
    a = a.copy()
    (m.place if kind == 2 else m.putmask)(a, mask, values)
    return a


@case
def choose(m, rng):
    shape = random_shape(rng)
    a = m.array([rng.randrange(-1, 4) if rng.random() < 0.1 else rng.randrange(3) for _ in range(numpy.prod(shape, dtype=int))],
                dtype="int64").reshape(shape)
    return m.choose(a, [array(m, rng, dtypes=REAL, shape=shape), 1.0, array(m, rng, dtypes=REAL, shape=())],
                    mode=rng.choice(["raise", "wrap", "clip"]))


@case
def lexsort(m, rng):
    shape = random_shape(rng, 0, 3, (0, 1, 2, 5))
    keys = [array(m, rng, dtypes=REAL, shape=shape) % 3 if rng.random() < 0.5 else array(m, rng, dtypes=["bool"], shape=shape)
            for _ in range(rng.randrange(0, 4))]
    return m.lexsort(keys, axis=rng.choice([-1, -1, 0, 1]))


@case
def bits(m, rng):
    order = rng.choice(["big", "little", "big", "odd"])
    if rng.random() < 0.5:
        a = array(m, rng, dtypes=["bool", "int64", "uint8", "float64"], lengths=(0, 1, 5, 8, 17))
        return m.packbits(a, axis=rng.choice([None, axis_of(rng, a)]) if a.ndim else None, bitorder=order)
    a = array(m, rng, dtypes=["uint8", "uint8", "int64"], low=1)
    return m.unpackbits(a, axis=rng.choice([None, axis_of(rng, a)]), count=rng.choice([None, 3, 20, -1, -5]), bitorder=order)


main()
