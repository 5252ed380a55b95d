# SPDX-License-Identifier: MIT
"""Smaller families in vecext and NumPy: polynomials, windows, conversions, questions about types, numbers as text.

usage: python3 names.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
import warnings

import numpy
from cases import DTYPES, FLOATS, INTEGERS, REAL, array, case, main

COEFFICIENTS = FLOATS + ["int64", "complex128"]
TYPES = ["bool_", "byte", "ubyte", "short", "ushort", "intc", "uintc", "int_", "uint", "longlong", "ulonglong", "intp",
         "uintp", "single", "double", "float_", "csingle", "cdouble", "singlecomplex", "cfloat", "complex_"]
CONSTANTS = ["Inf", "Infinity", "PINF", "NINF", "infty", "nan", "NaN", "NAN", "PZERO", "NZERO", "euler_gamma", "pi", "e",
             "little_endian"]


# ---- other names

@case
def types_and_constants(m, rng):
    a = m.ones(2, dtype=getattr(m, rng.choice(TYPES)))
    return a, getattr(m, rng.choice(CONSTANTS)), bool(m.True_), bool(m.False_)


@case
def functions(m, rng):
    a = array(m, rng, dtypes=INTEGERS)
    return getattr(m, rng.choice(["alltrue", "sometrue", "product", "cumproduct"]))(a, axis=rng.choice([None, 0, -1]))


# ---- polynomials

def coefficients(m, rng, lengths=(1, 2, 3, 4)):
    return array(m, rng, low=1, high=1, dtypes=COEFFICIENTS, lengths=lengths)


@case(tolerance=16, weight=2)
def polynomial_arithmetic(m, rng):
    name = rng.choice(["polyadd", "polysub", "polymul", "polydiv"])
    a, b = coefficients(m, rng), coefficients(m, rng)
    if name == "polydiv":
        # Of one type: NumPy 1.24 takes its single complex128 for a Python number.
        b = m.concatenate((m.array([2], dtype=a.dtype), b.astype(a.dtype)))
    return getattr(m, name)(a, b)


@case(tolerance=8)
def polynomial_calculus(m, rng):
    p, times = coefficients(m, rng), rng.choice([1, 1, 2, 0, -1, 5])
    if rng.random() < 0.5:
        return m.polyder(p, times)
    return m.polyint(p, times, rng.choice([None, 1, [1.5], [1, 2], [1, 2, 3, 4, 5]]))


@case(tolerance=1e6)
def polynomial_roots(m, rng):
    p = coefficients(m, rng, (1, 2, 3, 4))
    padded = m.concatenate((m.zeros(rng.randrange(2), dtype=p.dtype), p, m.zeros(rng.randrange(3), dtype=p.dtype)))
    found = m.roots(padded if rng.random() < 0.9 else padded.reshape(1, -1))
    # Zeros that come in pairs are found in one order or the other.
    return m.sort(m.round(found.astype("complex128"), 4) + 0.0) if len(set(p.tolist())) == p.size > 1 else found.shape


@case(tolerance=1e4)
def polynomial_of_matrix(m, rng):
    a = array(m, rng, dtypes=FLOATS, shape=rng.choice([(2, 2), (3, 3), (2, 3)]), strided=False)
    return m.poly(a + a.T if a.shape == (3, 3) else m.abs(a))


@case(tolerance=1e6, weight=2)
def fits(m, rng):
    count = rng.choice([0, 5, 8, 8, 8])
    x = m.linspace(rng.choice([-2, 0]), 3, count)
    y = array(m, rng, dtypes=["float64", "int64"], shape=rng.choice([(count,), (count,), (count, 2), (7,)]))
    options = {}
    if rng.random() < 0.3:
        options["w"] = m.arange(1.0, count + 1)
    kind = rng.randrange(4)
    if kind == 1:
        options["full"] = True
    if kind == 2:
        options["cov"] = rng.choice([True, "unscaled"])
    found = m.polyfit(x, y, rng.choice([0, 1, 2, 2, -1]), **options)
    return (*found[:2], int(found[2]), *found[3:]) if "full" in options else found


@case(weight=3)
def poly1d_text(m, rng):
    p = m.poly1d(coefficients(m, rng, (1, 2, 3, 4, 12)), variable=rng.choice([None, "z"]))
    return str(p), repr(p), p.order, p.variable, len(p)


@case(weight=2, tolerance=16)
def poly1d_operators(m, rng):
    p, q = m.poly1d([rng.randrange(-3, 4) for _ in range(3)] + [1]), m.poly1d([2, rng.randrange(-3, 4)])
    kind = rng.randrange(12)
    if kind == 0:
        return (p + q).c, (p - q).c, (p * q).c, (-p).c, (p ** 2).c
    if kind == 1:
        quotient, rest = p / q
        return quotient.c, rest.c
    if kind == 2:
        return (p + 2).c, (2 - p).c, (3 * p).c, (p / 2).c, p(2), p(q).c
    if kind == 3:
        return p.deriv().c, p.integ(2, [1, 2]).c, p.deriv(2).c
    if kind == 4:
        return p[0], p[1], p[9], [float(each) for each in p], bool(p == q), bool(p != p)
    if kind == 5:
        p[1], p[6] = 7, 2
        return p.c, p.o
    if kind == 6:
        return m.poly1d([1, -2], True).c, m.poly1d([0, 0, 0]).c, m.polymul(p, [1, 2]).c
    if kind == 7:
        return m.polyval(p, m.array([1, 2])), p(array(m, rng, dtypes=FLOATS))
    if kind == 8:
        return m.sort(m.abs(p.r))
    if kind == 9:
        return m.asarray(p), m.polyder(p).c
    if kind == 10:
        p[-1] = 1
    return m.poly1d([[1, 2]])


# ---- windows

@case(tolerance=16)
def windows(m, rng):
    return getattr(m, rng.choice(["bartlett", "blackman", "hamming", "hanning"]))(rng.choice([0, 1, 2, 3, 8, 51, -2]))


@case(tolerance=64)
def kaiser(m, rng):
    return m.kaiser(rng.choice([0, 1, 2, 5, 12]), rng.choice([0, 2.5, 14]))


# ---- conversions

@case(weight=2)
def conversions(m, rng):
    a = array(m, rng, special=0.1)
    kind = rng.randrange(5)
    if kind == 0:
        return m.copy(a), m.copy(a, order="F").strides, m.copy([1, 2])
    if kind == 1:
        return m.asarray_chkfinite(a)
    if kind == 2:
        return m.asfarray(a), m.asfarray(a, dtype=rng.choice(["float32", "int32", "complex64"]))
    if kind == 3:
        return m.isfortran(a), m.isfortran(m.asfortranarray(a))
    b = m.require(a, rng.choice([None, "float64"]), rng.choice([None, "C", ["F", "W"], ["O"], ["C_CONTIGUOUS", "A"], ["C", "F"], "X"]))
    return b, b.flags.c_contiguous or a.flags.f_contiguous


@case
def from_iterators(m, rng):
    values = [rng.randrange(9) for _ in range(rng.randrange(5))]
    return m.fromiter(iter(values), rng.choice(REAL), rng.choice([-1, -1, 2]))


# ---- types and texts

@case
def least_types(m, rng):
    value = rng.choice([True, 0, 7, 255, 256, -1, -128, -129, 70000, -70000, 2 ** 40, -2 ** 40, 2 ** 63, 1e300, -1e300, 1e300j])
    return str(m.min_scalar_type(value)), str(m.min_scalar_type(m.ones(2, rng.choice(DTYPES))))


@case
def common_types(m, rng):
    return m.common_type(*[m.ones(1, rng.choice(DTYPES[1:] * 5 + ["bool"])) for _ in range(rng.randrange(1, 4))]).__name__


@case
def type_codes(m, rng):
    return m.mintypecode(rng.sample("bhilfdFD", rng.randrange(4))), m.typename(rng.choice("?bBhHiIlLqQfdFD"))


@case
def number_texts(m, rng):
    number = rng.choice([0, 1, 5, -1, -8, -9, 255, -255, rng.randrange(-10 ** 6, 10 ** 6)])
    return (m.binary_repr(number, rng.choice([None, 1, 4, 8, 20])),
            m.base_repr(number, rng.choice([2, 3, 8, 16, 36, 37, 1]), rng.randrange(3)))


# ---- products

@case(weight=2, tolerance=16)
def inner_products(m, rng):
    a = array(m, rng, dtypes=DTYPES, lengths=(1, 2, 3))
    b = array(m, rng, dtypes=DTYPES, shape=rng.choice([a.shape, a.shape[-1:], ()]))
    return m.inner(a, b) if rng.random() < 0.6 else m.vdot(a, b)


@case
def rounded_to_zero(m, rng):
    return m.fix(array(m, rng, dtypes=FLOATS, special=0.1))


# ---- iterators

@case(weight=3)
def walks(m, rng):
    a = array(m, rng, lengths=(0, 1, 2, 3), low=1)  # NumPy 1.24 has no index of what has no axes
    order, flags = rng.choice(["K", "K", "C", "F", "A"]), rng.choice([[], ["multi_index"], ["c_index"], ["f_index"]])
    if rng.random() < 0.2:
        flags = flags + ["zerosize_ok"]
    it = m.nditer(a, flags=flags, order=order)
    places = [it.multi_index if "multi_index" in flags else it.index if flags[:1] in (["c_index"], ["f_index"]) else 0 for _ in it]
    it.reset()
    return [each.copy() for each in it], places, it.itersize, it.nop, it.finished


@case(weight=2)
def walks_in_step(m, rng):
    a = array(m, rng, dtypes=REAL, lengths=(1, 2, 3), low=1)
    b = array(m, rng, dtypes=REAL, shape=rng.choice([a.shape, a.shape[-1:], (), (7,)]))
    with m.nditer([a, b, None]) as it:
        for x, y, z in it:
            z[...] = x * 2
        return it.operands[2], len(it)


@case
def written_walks(m, rng):
    a = array(m, rng, dtypes=["float64", "int64"], lengths=(1, 2, 3))
    with m.nditer(a, op_flags=[rng.choice(["readwrite", "readwrite", "readonly"])]) as it:
        for x in it:
            x[...] = 2 * x
    return a


@case
def walks_by_lines(m, rng):
    a = array(m, rng, lengths=(1, 2, 3))
    a = rng.choice([a, a[..., :2] if a.ndim else a])
    return [each.copy() for each in m.nditer(a, flags=["external_loop"], order=rng.choice(["K", "C", "F"]))]


@case
def broadcasts(m, rng):
    a = array(m, rng, lengths=(1, 2, 3))
    b = m.broadcast(a, array(m, rng, shape=rng.choice([a.shape, (), (3,)])))
    first = next(b, None)
    return first, b.index, list(b), b.shape, b.nd, b.size, b.numiter


# ---- what complex numbers lose

@case
def lost_parts(m, rng):
    a, kind = m.array([1 + 2j, 3]), rng.randrange(6)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        if kind == 0:
            result = a.astype(rng.choice(["float32", "int64", "bool", "complex64"]))
        elif kind == 1:
            result = m.zeros(2, dtype=rng.choice(["float64", "int8", "bool"]))
            result[:] = a
        elif kind == 2:
            result = m.ones(2)
            m.copyto(result, a, casting="unsafe")
        elif kind == 3:
            result = float(a[0]), int(a[1])
        elif kind == 4:
            result = m.zeros(2)
            result[rng.choice([0, slice(1)])] = 1j
        else:
            result = m.linalg.norm(a), a.real, m.abs(a)
    return result, [(each.category.__name__, str(each.message)) for each in caught]


# ---- complex where real ends

@case(tolerance=16)
def extended_math(m, rng):
    x = array(m, rng, dtypes=["int64"] + FLOATS + ["complex128"])
    name = rng.choice(["sqrt", "log", "log2", "log10", "arccos", "arcsin", "arctanh", "power", "logn"])
    if name == "power":
        return m.emath.power(x, rng.choice([2, 0.5, -1, -2.5]))
    return m.emath.logn(2, x) if name == "logn" else getattr(m.emath, name)(x)


# ---- assertions

@case(weight=6)
def assertions(m, rng):
    a = array(m, rng, dtypes=REAL, special=0.05, lengths=(1, 2, 3, 12))
    b = rng.choice([a, a.copy(), a + 1 if a.dtype.kind in "if" else a, array(m, rng, dtypes=[str(a.dtype)], shape=a.shape, special=0.05),
                    array(m, rng, dtypes=[str(a.dtype)]), 1.0])
    name = rng.choice(["assert_array_equal", "assert_allclose", "assert_array_almost_equal", "assert_array_less", "assert_equal"])
    options = {"err_msg": "odd"} if rng.random() < 0.2 else {}
    if name == "assert_allclose" and rng.random() < 0.5:
        options.update(rtol=rng.choice([0.1, 1e-3]), atol=rng.choice([0, 1.0]))
    if rng.random() < 0.1:
        options["verbose"] = False
    try:
        getattr(m.testing, name)(a, b, **options)
    except AssertionError as error:
        return str(error)


@case(weight=2)
def assertions_of_objects(m, rng):
    pairs = [(1, 1), (1, 2), (1.0, 1.0000001), ([1, 2], [1, 3]), ({"a": 1}, {"a": 2}), ({"a": 1}, {"b": 1}), ("x", "y"), ((1,), (1, 2)),
             (2.5, 2.6), (float("nan"), float("nan")), (1e10, 1.00001e10), (0, 0.0)]
    name = rng.choice(["assert_equal", "assert_almost_equal", "assert_approx_equal"])
    first, second = rng.choice([pair for pair in pairs if name == "assert_equal" or not isinstance(pair[0], (dict, str, tuple, list))])
    try:
        getattr(m.testing, name)(first, second)
    except AssertionError as error:
        return str(error)


if __name__ == "__main__":
    main()
