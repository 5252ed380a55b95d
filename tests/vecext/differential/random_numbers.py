# SPDX-License-Identifier: MIT
"""Random numbers in vecext and NumPy: the same seeds must give the same numbers, bit by bit, and leave the same state.

usage: python3 random_numbers.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]

A case returns the numbers drawn and the stream's state behind them. The long draws are what would notice a wrong bit
in the ziggurats.
"""
import math
import pickle

# It makes the package importable.
from cases import DTYPES, INTEGERS, REAL, array, axis_of, case, main

import numpy
import vecext.random

SIZES = [None, None, (), 0, 1, 3, 50, (2, 3), (0, 2), [4], -1, (3, 1), 1.5]
ODD = [0, -1, -0.0, math.nan, math.inf, 1e-300, 1e300, 1j]


def generator(m, rng):
    result = m.random.default_rng(rng.randrange(10**6))
    if rng.random() < 0.3:
        # Half a word is left over.
        result.integers(5, dtype=m.uint8)
    return result


def with_state(generator, result):
    return result, generator.bit_generator.state


def parameter(m, rng, low, high, odd=0.03):
    """A number, or an array of some, between the limits; now and then something else."""
    if rng.random() < odd:
        return rng.choice(ODD)
    scale = rng.choice([1, 1, 1, 0.01])
    draw = lambda: low + (high - low) * scale * rng.choice([rng.random(), 0.5, 1.0])
    kind = rng.random()
    if kind < 0.5:
        return draw()
    if kind < 0.6:
        return rng.choice([int, m.float64, m.float32, m.asarray])(math.ceil(draw()))
    shape = rng.choice([(3,), (2, 3), (2, 1), (1,), (4,), (0,), ()])
    return m.asarray([draw() for _ in range(math.prod(shape))]).reshape(shape)


# ---- seeds and streams

SEEDS = [0, 1, 2**32 - 1, 2**32, 2**200 + 7, [1, 2, 3], (2**70, 0), range(6), [], -1, 1.5, "12", [1, "0x1f"], [1.5],
         [[1, 2], [3]], True, {}, [-1], list(range(9))]


@case
def seeds(m, rng):
    return m.random.default_rng(rng.choice(SEEDS)).bit_generator.state


@case
def seed_sequence(m, rng):
    keys = rng.choice([(), (1,), (0, 2**40), [5]])
    sequence = m.random.SeedSequence(rng.choice(SEEDS), spawn_key=keys, pool_size=rng.choice([4, 4, 5, 8, 3]))
    children = sequence.spawn(rng.choice([0, 1, 3]))
    dtype = rng.choice([m.uint32, m.uint64, "uint32", m.float64])
    return (repr(sequence), sequence.state, sequence.pool, sequence.generate_state(rng.randrange(9), dtype),
            [repr(child) for child in children], [child.generate_state(3) for child in children])


@case
def array_seeds(m, rng):
    return m.random.default_rng(array(m, rng, dtypes=INTEGERS, low=1, high=1)).bit_generator.state


@case
def stream_methods(m, rng):
    stream = m.random.PCG64(rng.randrange(100))
    stream.advance(rng.choice([0, 1, 5, -1, 2**64, 2**127 + 3]))
    other = stream.jumped(rng.choice([1, 2, -1, 7]))
    stream.state = dict(stream.state, has_uint32=1, uinteger=rng.randrange(2**32))
    numbers = m.random.Generator(stream).integers(0, 2**32, 3, dtype=m.uint32)
    return stream.state, other.state, numbers, other.random_raw(), other.random_raw(rng.choice([3, (2, 2)]))


@case
def stream_errors(m, rng):
    stream = m.random.PCG64(3)
    wrong = rng.randrange(4)
    if wrong == 0:
        stream.state = rng.choice([3, {}, {"bit_generator": "MT19937"}])
    elif wrong == 1:
        stream.advance(1.5)
    elif wrong == 2:
        m.random.Generator(rng.choice([3, m.random.PCG64]))
    else:
        stream.jumped("a")


@case
def copies(m, rng):
    g = generator(m, rng)
    copy = pickle.loads(pickle.dumps(g))
    return str(g), with_state(copy, copy.normal(size=3)), m.random.default_rng(g) is g


# ---- without parameters

@case(weight=4)
def standard(m, rng):
    g = generator(m, rng)
    name = rng.choice(["random", "standard_normal", "standard_exponential"])
    dtype = rng.choice([m.float64, m.float32, "f4", "d", float, m.int32])
    size = rng.choice(SIZES)
    if rng.random() < 0.3:
        out = m.zeros((4, 3), rng.choice(["f4", "f8"]))
        out = rng.choice([out, out.T, out[::2], out[:, 1]])
        result = getattr(g, name)(size=rng.choice([None, None, size, out.shape]), dtype=dtype, out=out)
        return with_state(g, (result, result is out))
    if name == "standard_exponential" and rng.random() < 0.5:
        return with_state(g, g.standard_exponential(size, dtype, rng.choice(["zig", "inv"])))
    return with_state(g, getattr(g, name)(size, dtype))


@case
def many(m, rng):
    g = generator(m, rng)
    name = rng.choice(["random", "standard_normal", "standard_exponential"])
    return with_state(g, getattr(g, name)(20000, dtype=rng.choice([m.float64, m.float32])))


@case
def cauchy(m, rng):
    g = generator(m, rng)
    return with_state(g, g.standard_cauchy(rng.choice(SIZES)))


# ---- with parameters

CONTINUOUS = {
    "beta": [(0, 3), (0, 3)], "chisquare": [(0, 20)], "exponential": [(0, 9)], "f": [(0, 9), (0, 9)],
    "gamma": [(0, 4), (0, 9)], "gumbel": [(-9, 9), (0, 9)], "laplace": [(-9, 9), (0, 9)], "logistic": [(-9, 9), (0, 9)],
    "lognormal": [(-3, 3), (0, 3)], "noncentral_chisquare": [(0, 4), (0, 30)],
    "noncentral_f": [(0, 9), (0, 9), (0, 9)], "normal": [(-9, 9), (0, 9)], "pareto": [(0, 9)], "power": [(0, 9)],
    "rayleigh": [(0, 9)], "standard_gamma": [(0, 4)], "standard_t": [(0, 9)], "uniform": [(-9, 1), (1, 9)],
    "triangular": [(-9, 0), (0, 5), (5, 9)], "vonmises": [(-4, 4), (0, 9)], "wald": [(0, 9), (0, 9)],
    "weibull": [(0, 9)]}
DISCRETE = {"poisson": [(0, 40)], "geometric": [(0, 1)], "zipf": [(1, 9)], "logseries": [(0, 1)],
            "negative_binomial": [(0, 90), (0, 1)]}


@case(weight=20)
def continuous(m, rng):
    g = generator(m, rng)
    name, limits = rng.choice(list(CONTINUOUS.items()))
    values = [parameter(m, rng, *limit) for limit in limits]
    return with_state(g, getattr(g, name)(*values, size=rng.choice(SIZES)))


@case(weight=10)
def discrete(m, rng):
    g = generator(m, rng)
    name, limits = rng.choice(list(DISCRETE.items()))
    # NumPy's zipf never ends for a large exponent.
    odd = 0 if name == "zipf" else 0.03
    values = [parameter(m, rng, *limit, odd) for limit in limits]
    return with_state(g, getattr(g, name)(*values, size=rng.choice(SIZES)))


@case
def extremes(m, rng):
    g = generator(m, rng)
    name = rng.choice(["vonmises", "poisson", "geometric", "beta", "zipf"])
    arguments = {"vonmises": (1.0, rng.choice([1e-9, 1e-7, 1e7, math.nan])), "poisson": (rng.choice([1e9, 1e15, 1e18]),),
                 "geometric": (rng.choice([1e-12, 1.0]),), "beta": (1e-3, 1e-3), "zipf": (rng.choice([1.001, 50.0]),)}
    return with_state(g, getattr(g, name)(*arguments[name], size=20))


@case(weight=4)
def binomial(m, rng):
    g = generator(m, rng)
    n = rng.choice([0, 5, 40, 1000, 10**6, 10**12, 7.5, [1, 50, 3000], [[10], [200]], -1, m.int8(7)])
    p = rng.choice([0, 1, 0.5, 0.01, 0.3, 0.9, [0.1, 0.9, 0.5], [0.2], -0.1, math.nan, [1.5]])
    return with_state(g, g.binomial(n, p, rng.choice(SIZES)))


@case(weight=4)
def hypergeometric(m, rng):
    g = generator(m, rng)
    counts = [0, 1, 7, 30, 500, 10**6, 10**9, [3, 40, 900], [[20], [100]], -1, 12.5]
    return with_state(g, g.hypergeometric(rng.choice(counts), rng.choice(counts), rng.choice(counts[:5] + counts[7:]),
                                          rng.choice(SIZES)))


@case(weight=2)
def standard_gamma(m, rng):
    g = generator(m, rng)
    dtype = rng.choice([m.float64, m.float32, m.int8])
    shape = parameter(m, rng, 0, 4, odd=0)
    if rng.random() < 0.3:
        return with_state(g, g.standard_gamma(shape, dtype=dtype, out=m.zeros((2, 3), rng.choice(["f4", "f8"]))))
    return with_state(g, g.standard_gamma(shape, rng.choice(SIZES), dtype))


# ---- whole numbers

@case(weight=10)
def integers(m, rng):
    g = generator(m, rng)
    dtype = rng.choice(INTEGERS + ["bool"])
    lowest, highest = (0, 1) if dtype == "bool" else (numpy.iinfo(dtype).min, numpy.iinfo(dtype).max)
    width = rng.choice([0, 1, 5, 200, 2**16 - 1, 2**32 - 2, 2**32 - 1, 2**32, 2**63, highest - lowest])
    low = rng.choice([0, lowest, lowest + 1, -1, 3, highest])
    high = min(low + width, rng.choice([highest, highest + 1]))
    if rng.random() < 0.1:
        low, high = low, None
    return with_state(g, g.integers(low, high, rng.choice(SIZES[:-1]), rng.choice([dtype, numpy.dtype(dtype).char]),
                                    rng.random() < 0.5))


@case(weight=5)
def integers_of_arrays(m, rng):
    g = generator(m, rng)
    # Comparisons with limits of uint64 fail in NumPy while its promotion is that of its next version.
    dtype = rng.choice(INTEGERS[:-1] + ["bool"])
    largest = 2 if dtype == "bool" else min(numpy.iinfo(dtype).max, 10**12)
    ends = lambda low, high: rng.choice([low, [rng.randint(low, high) for _ in range(3)],
                                         [[rng.randint(low, high)] for _ in range(2)]])
    low = ends(0 if rng.random() < 0.9 else -3, largest // 3)
    high = ends(largest // 2, largest + (rng.random() < 0.05))
    size = rng.choice([None, None, (2, 3), (4, 2, 3), (2, 2)])
    return with_state(g, g.integers(low, high, size, dtype, rng.random() < 0.3))


@case
def integers_as_python(m, rng):
    g = generator(m, rng)
    return with_state(g, g.integers(rng.choice([2, 1, 2.5, "a", math.nan]), dtype=rng.choice([int, bool, "f8", "c8"]),
                                    size=rng.choice([None, 3])))


@case
def raw_bytes(m, rng):
    g = generator(m, rng)
    return with_state(g, g.bytes(rng.choice([0, 1, 4, 5, 1000])))


# ---- vectors

@case(weight=3)
def multinomial(m, rng):
    g = generator(m, rng)
    n = rng.choice([0, 5, 1000, [3, 50], [[3], [50]], -1, [-1], True])
    pvals = rng.choice([[0.2, 0.3, 0.5], [1.0], [0, 0.5, 0.5], [[0.5, 0.5], [0.1, 0.9]], [], 0.5, [0.9, 0.9, 0.1],
                        [-0.1, 1.1], [math.nan, 1], [[0.7, 0.7, 0.1]]])
    return with_state(g, g.multinomial(n, pvals, rng.choice([None, None, 2, (3, 2), (2, 1), 0, 2.5])))


@case
def multinomial_of_arrays(m, rng):
    g = generator(m, rng)
    pvals = m.asarray([0.25, 0.5, 0.25], rng.choice(["f4", "f8"]))
    return with_state(g, g.multinomial(9, pvals, rng.choice([None, 4])))


@case
def colors(m, rng):
    g = generator(m, rng)
    counts = rng.choice([[1, 2], [10, 0, 30, 5], [1000, 2000, 3], [], [1.5], [-1, 2], [[1, 2]], [10**9, 1], [7]])
    # Counting makes a list of all items.
    method = rng.choice(["marginals", "count", "x"]) if counts != [10**9, 1] else "marginals"
    sample = rng.choice([0, 1, 3, 20, -1, 1.5])
    return with_state(g, g.multivariate_hypergeometric(counts, sample, rng.choice([None, 3, (2, 2)]), method))


@case(weight=2)
def dirichlet(m, rng):
    g = generator(m, rng)
    alpha = rng.choice([[1, 2, 3], [0.01, 0.02], (0.5, 9.0), [1e-3] * 4, [1, -1], [0, 1], 1, [[1, 2]], []])
    return with_state(g, g.dirichlet(alpha, rng.choice([None, 2, (2, 2), 0])))


@case(tolerance=64)
def multivariate_normal(m, rng):
    g = generator(m, rng)
    mean, cov = rng.choice([([1, 2], [[2, 0.5], [0.5, 1]]), ([0, 0, 0], [[3, 1, 0], [1, 2, 0.5], [0, 0.5, 1]]),
                            ([1], [[4]]), ([1, 2], [[1]]), (1, [[1]]), ([1], [[1, 2]]), ([1j], [[1]])])
    method = rng.choice(["cholesky", "cholesky", "x"])
    return g.multivariate_normal(mean, cov, rng.choice([None, 3, (2, 2)]), method=method)


# ---- orders and selections

@case(weight=6)
def choice(m, rng):
    g = generator(m, rng)
    a = rng.choice([5, 1, 100, 0, [1.5, 2, 3], [], 20000, m.arange(6).reshape(2, 3), 2.5, m.int64(4)])
    count = len(a) if isinstance(a, list) else a if isinstance(a, int) else None
    p = None
    if rng.random() < 0.3 and count in (1, 2, 3, 5):
        p = rng.choice([[1.0 / count] * count, [1.0] + [0.0] * (count - 1), [0.5] * count, [-1] * count, [1.0], 0.5,
                        [math.nan] * count])
    size = rng.choice([None, None, (), 0, 1, 3, (2, 2), [2], 500, -1])
    return with_state(g, g.choice(a, size, rng.random() < 0.5, p, rng.choice([0, 0, 0, 1, -1]), rng.random() < 0.7))


@case(weight=4)
def permutations(m, rng):
    g = generator(m, rng)
    a = rng.choice([5, 1000, -2, 2.5, m.int8(4), array(m, rng), array(m, rng), [3, 1, 2]])
    return with_state(g, g.permutation(a, *rng.choice([(), (0,), (1,), (-1,)])))


@case(weight=4)
def shuffles(m, rng):
    g = generator(m, rng)
    others = [[1, 2, 3], (1, 2), bytearray(b"abcdef"), {0: 1, 1: 2}, "abc", 5]
    a = rng.choice(others + [array(m, rng) for _ in range(9)])
    g.shuffle(a, *rng.choice([(), (), (0,), (1,), (-1,)]))
    return with_state(g, a)


@case(weight=6)
def permuted(m, rng):
    g = generator(m, rng)
    a = array(m, rng, lengths=(0, 1, 2, 3, 4))
    out = rng.choice([None, None, a, m.zeros(a.shape, a.dtype), m.zeros(a.shape, rng.choice(DTYPES)), m.zeros(2), [1]])
    result = g.permuted(a, axis=rng.choice([None, axis_of(rng, a)]), out=out)
    return with_state(g, (result, result is out))


@case
def shuffle_long(m, rng):
    g = generator(m, rng)
    a = m.arange(3000).astype(rng.choice(REAL[1:] + ["complex128"]))
    g.shuffle(a)
    return with_state(g, a)


main()
