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
        options["ddof"] = rng.randrange(2)
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


@case(tolerance=8)
def complexity(m, rng):
    a = array(m, rng, special=0.2)
    name = rng.choice(["isreal", "iscomplex", "angle", "real_if_close", "nan_to_num", "isrealobj", "iscomplexobj", "real",
                       "imag", "sort_complex", "isposinf", "isneginf", "ndim", "shape", "size"])
    # vecext has no float16 for the angles of the narrowest types.
    return getattr(m, name)(a.astype("float64") if name == "angle" and a.dtype.itemsize < 4 else a)


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


# ---- neighbours and sums

@case(weight=2)
def differences(m, rng):
    a = array(m, rng, dtypes=DTYPES)
    options = {}
    if rng.random() < 0.3:
        options["prepend"] = rng.choice([0, m.zeros_like(a)])
    if rng.random() < 0.3:
        options["append"] = 1
    return m.diff(a, n=rng.choice([1, 1, 2, 3, 0, -1]), axis=axis_of(rng, a), **options)


@case(weight=2, tolerance=32)
def gradients(m, rng):
    a = array(m, rng, dtypes=INTEGERS + FLOATS + ["complex128"], low=1, lengths=(2, 3, 5, 6))
    if rng.random() < 0.4:
        return m.gradient(a, edge_order=rng.choice([1, 2, 3]))
    axis = axis_of(rng, a)
    count = a.shape[axis] if -a.ndim <= axis < a.ndim else 2
    spacing = rng.choice([2, 0.5, m.array([place * place * 0.5 for place in range(count)]), list(range(count)), [1]])
    return m.gradient(a, spacing, axis=axis, edge_order=rng.choice([1, 2]))


@case(tolerance=32)
def integrals(m, rng):
    a = array(m, rng, dtypes=INTEGERS + FLOATS, low=1)
    axis = axis_of(rng, a, 0)
    x = m.array([0.5 * place * place for place in range(a.shape[axis])])
    return m.trapz(a, rng.choice([None, x]), dx=rng.choice([1.0, 0.5]), axis=axis)


@case(reference=lambda m, rng: (lambda a: numpy.concatenate(([a.dtype.type(0)], a.cumsum())).astype(a.cumsum().dtype))(
    array(m, rng, low=1, high=1)), tolerance=32)
def cumulative_sum(m, rng):
    return m.cumulative_sum(array(m, rng, low=1, high=1), include_initial=True)


@case(weight=2)
def digitize(m, rng):
    bins = m.array(sorted([value_or_tie(rng) for _ in range(rng.randrange(0, 6))]))
    if rng.random() < 0.3:
        bins = bins[::-1]
    if rng.random() < 0.1:
        bins = m.array([1.0, 3.0, 2.0])
    return m.digitize(array(m, rng, dtypes=REAL, special=0.1), bins, right=rng.random() < 0.5)


def value_or_tie(rng):
    return rng.choice([rng.uniform(-5, 5), float(rng.randrange(-3, 4))])


@case(weight=3, tolerance=16)
def interpolated(m, rng):
    count = rng.randrange(1, 7)
    xp = m.array(sorted({value_or_tie(rng) for _ in range(count)}))
    fp = array(m, rng, dtypes=FLOATS + ["int64", "complex128"], shape=(xp.size if rng.random() < 0.95 else 9,), special=0.05)
    x = array(m, rng, dtypes=FLOATS + ["int64"], special=0.1)
    options = {}
    if rng.random() < 0.3:
        options = {"left": -7.5, "right": 9}
    if rng.random() < 0.2:
        options["period"] = rng.choice([3, 360, 0])
        x = x % 5
    return m.interp(x, xp, fp, **options)


@case(weight=3, tolerance=32)
def convolutions(m, rng):
    a = array(m, rng, low=rng.choice([0, 1, 1]), high=1, lengths=(0, 1, 2, 3, 8, 300) if rng.random() < 0.3 else (1, 2, 3, 8))
    v = array(m, rng, low=1, high=1, lengths=(1, 2, 3, 7, 8))
    return getattr(m, rng.choice(["convolve", "correlate"]))(a, v, rng.choice(["full", "same", "valid"]))


@case(tolerance=32)
def unwrapped(m, rng):
    a = array(m, rng, dtypes=FLOATS + ["int64"], low=1, lengths=(1, 3, 9))
    a = m.array(a.tolist())
    if a.dtype.kind == "i":
        return m.unwrap(a, period=rng.choice([4, 5]))
    return m.unwrap(a, rng.choice([None, 4.0]), axis_of(rng, a))


@case(tolerance=64)
def special_functions(m, rng):
    a = array(m, rng, dtypes=FLOATS, special=0.1) * 3
    # Where a Python number meets float32, where() of NumPy 1.24 still gives float64.
    return m.i0(a) if rng.random() < 0.5 else m.sinc(a.astype("float64"))


@case(tolerance=64)
def polynomials(m, rng):
    if rng.random() < 0.5:
        return m.polyval(array(m, rng, low=1, high=1, dtypes=FLOATS + ["int64"]), array(m, rng, dtypes=FLOATS + ["int64"]))
    return m.poly(array(m, rng, low=1, high=1, dtypes=FLOATS + ["int64", "complex128"], lengths=(1, 2, 3, 4)))


# ---- histograms

@case(weight=4, tolerance=16)
def histograms(m, rng):
    a = array(m, rng, dtypes=["bool", "int8", "int64", "uint8", "float32", "float64"], lengths=(0, 1, 5, 30), high=2, special=rng.choice([0, 0, 0, 0.05]))
    bins = rng.choice([1, 5, 10, [0, 1, 2, 4], [-3.0, 0.0, 0.5, 5.0], "auto", "fd", "doane", "scott", "stone", "rice",
                       "sturges", "sqrt", 0, 2.5, [3, 1], "none"])
    if isinstance(bins, str) and a.dtype.itemsize == 4:
        # A last place decides how many bins the estimators of narrow floats want.
        a = a.astype("float64")
    options = {}
    if rng.random() < 0.3:
        options["range"] = rng.choice([(-3.0, 4.0), (0, 1.5), (2, 1)])
    if rng.random() < 0.3 and not isinstance(bins, str):
        options["weights"] = array(m, rng, dtypes=["float64", "int64", "complex128"], shape=a.shape)
    if rng.random() < 0.3:
        return m.histogram_bin_edges(a, bins, **options)
    # The widths of float32 bins differ by a last place, which a density shows many times larger.
    return m.histogram(a, bins, density=rng.random() < 0.3 and a.dtype.itemsize != 4, **options)


@case(tolerance=16)
def histograms_of_more_dimensions(m, rng):
    x, y = (array(m, rng, dtypes=["float64", "int64"], shape=(20,)) for _ in range(2))
    bins = rng.choice([3, (2, 4), [0.0, 1.0, 2.0], [[-1, 0, 1], 3], (2, 3, 4)])
    weights = array(m, rng, dtypes=["float64"], shape=(20,)) if rng.random() < 0.3 else None
    if rng.random() < 0.5:
        return m.histogram2d(x, y, bins, density=rng.random() < 0.3, weights=weights)
    sample = array(m, rng, dtypes=["float64"], shape=(15, 3))
    return m.histogramdd(sample, rng.choice([2, (2, 3, 2), [[-1.0, 0.0, 1.0], 2, 3], 0, (2, 2)]),
                         range=rng.choice([None, [(-5, 5)] * 3, [None, (0, 1), None]]))


# ---- products

@case(tolerance=32)
def products(m, rng):
    a, b = array(m, rng), array(m, rng)
    return getattr(m, rng.choice(["outer", "kron"]))(a, b)


@case(tolerance=32)
def crosses(m, rng):
    lead = random_shape(rng, 0, 2, (1, 2))
    a = array(m, rng, dtypes=DTYPES[1:], shape=lead + (rng.choice([2, 3, 3, 4]),))
    b = array(m, rng, dtypes=DTYPES[1:], shape=lead[rng.randrange(len(lead) + 1):] + (rng.choice([2, 3, 3]),))
    return m.cross(a, b, axisc=rng.choice([-1, 0]))


@case(weight=2, tolerance=64)
def tensordots(m, rng):
    a, b = array(m, rng, lengths=(1, 2, 3), high=4), array(m, rng, lengths=(1, 2, 3), high=4)
    return m.tensordot(a, b, rng.choice([0, 1, 2, ([0], [0]), ([0, 1], [1, 0]), (0, -1), ([0, 1], [1])]))


@case(reference=lambda m, rng: (lambda a, b: (a.conj() * b).sum(-1, dtype=a.dtype) if a.dtype.kind != "b"
                                else (a & b).any(-1))(*vector_pair(m, rng)), tolerance=64)
def vecdots(m, rng):
    return m.vecdot(*vector_pair(m, rng))


def vector_pair(m, rng):
    dtype, shape = rng.choice(DTYPES), random_shape(rng, 1, 3)
    return array(m, rng, dtypes=[dtype], shape=shape), array(m, rng, dtypes=[dtype], shape=shape)


SUBSCRIPTS = ["i,i", "ij,jk", "ij,jk->ik", "ij,jk->ki", "ii", "ii->i", "ij->ji", "ij->", "ij->i", "ijk,jil->kl", "i,j", "i,j->ji",
              "ij,ij", "ij,ij->ij", "bij,bjk->bik", "...ij,...jk->...ik", "...i->...", "...i", "i...->...", "ij,kl,jk->il",
              "ij,jk,kl->il", "ij,jk,ki", "ijj->i", "ij,j", "iij,jk->ik", "ij...,jk...->ik...", "i,i,i->i", "ijk->kij", "a,b,ab",
              "ij,jk->il", "ij,i2", "ij->ii", "ij,jk,kl,lm->im", "Ab,bA->A", "i->", ",i->i", "i...,...i->...", "ij,->ij"]


def subscript_case(m, rng):
    text = rng.choice(SUBSCRIPTS)
    lengths = {}
    dots = random_shape(rng, 0, 2, (1, 2))
    arrays = []
    dtypes = rng.choice([["float64"], ["int64"], ["complex128"], ["bool"], ["float32", "float64"], ["int8"]])
    for part in text.replace(" ", "").split("->")[0].split(","):
        shape = []
        before, dotted, behind = part.partition("...")
        for letter in before:
            shape.append(lengths.setdefault(letter, rng.choice([1, 2, 3])))
        shape += dots if dotted else ()
        for letter in behind:
            shape.append(lengths.setdefault(letter, rng.choice([1, 2, 3])))
        if rng.random() < 0.02:
            shape.append(2)
        if rng.random() < 0.03 and shape:
            shape[-1] = rng.choice([1, 4])
        arrays.append(array(m, rng, dtypes=dtypes, shape=tuple(shape)))
    return text, arrays


@case(weight=8, tolerance=64)
def subscripts(m, rng):
    text, arrays = subscript_case(m, rng)
    # With an order of contractions NumPy gives a 0-d array instead of a scalar.
    mixed = len({str(a.dtype) for a in arrays}) > 1
    optimize = rng.choice([False, ["einsum_path", tuple(range(len(arrays)))]]) if mixed else rng.choice([False, False, True, "greedy", "optimal"])
    return m.asarray(m.einsum(text, *arrays, optimize=optimize))


@case(tolerance=64)
def subscript_lists(m, rng):
    a, b = array(m, rng, shape=(2, 3)), array(m, rng, shape=(3, 2))
    if rng.random() < 0.3:
        return m.asarray(m.einsum("ij,jk", a, b, dtype=rng.choice(["float64", "complex128", "int8"]),
                                  casting=rng.choice(["safe", "same_kind"])))
    return m.einsum(a, [0, 1], b, [1, 2], *rng.choice([[], [[0, 2]], [[2, 0]], [[Ellipsis, 0]], [[77]]]))


@case(weight=2)
def subscript_paths(m, rng):
    text, arrays = subscript_case(m, rng)
    if "..." in text or text == "ij->ii":
        return None
    return m.einsum_path(text, *arrays, optimize=rng.choice(["greedy", "optimal", True, False, ("greedy", 4)]))


main()
