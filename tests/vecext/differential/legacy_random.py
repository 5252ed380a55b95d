# SPDX-License-Identifier: MIT
"""RandomState and numpy.random's functions in vecext and NumPy: equal seeds give equal numbers and leave equal states.

usage: python3 legacy_random.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
from cases import INTEGERS, array, case, main

import numpy
import vecext.random

SIZES = [None, None, (), 0, 1, 3, 50, 700, (2, 3), (0, 2), [4], -1]
SEEDS = [0, 1, 42, 2**32 - 1, 2**32, -1, [1, 2, 3], [0], [], list(range(700)), 1.5, "12", [-1], [[1]]]


def state(m, rng):
    result = m.random.RandomState(rng.randrange(10**6))
    if rng.random() < 0.3:
        result.standard_normal()  # a second one waits
    return result


def drawn(r, result):
    return result, tuple(r.get_state())


@case
def seeds(m, rng):
    seed = rng.choice(SEEDS)
    r = m.random.RandomState(m.array(seed) if isinstance(seed, list) and rng.random() < 0.3 else seed)
    return drawn(r, r.random_sample(3))


@case
def states(m, rng):
    r, other = state(m, rng), m.random.RandomState(1)
    kept = r.get_state(legacy=rng.random() < 0.5)
    first = r.randn(5)
    other.set_state(kept)
    return first, drawn(other, other.randn(5)), str(r), r.get_state(legacy=False)["has_gauss"]


@case(weight=3)
def plain(m, rng):
    r = state(m, rng)
    name = rng.choice(["rand", "randn", "random_sample", "random", "standard_normal", "standard_exponential"])
    if name.startswith("rand") and len(name) < 6:
        return drawn(r, getattr(r, name)(*rng.choice([(), (3,), (2, 3), (700,), (0,)])))
    return drawn(r, getattr(r, name)(rng.choice(SIZES)))


def parameter(m, rng, low, high):
    value = lambda: rng.choice([low + (high - low) * rng.random(), float(low), (low + high) / 2])
    kind = rng.random()
    if kind < 0.6:
        return value()
    if kind < 0.65:
        return -1.0
    return m.array([value() for _ in range(3)]) if kind < 0.9 else m.array([[value()], [value()]])


@case(weight=6, tolerance=4)
def continuous(m, rng):
    r, p = state(m, rng), lambda low, high: parameter(m, rng, low, high)
    size = rng.choice([None, None, 5, (2, 3), 300]) if rng.random() < 0.9 else rng.choice(SIZES)
    name, arguments = rng.choice([
        ("uniform", lambda: (p(-3, 0), p(0, 5))), ("normal", lambda: (p(-9, 9), p(0, 3))),
        ("lognormal", lambda: (p(-2, 2), p(0, 1))), ("exponential", lambda: (p(0, 5),)),
        ("gamma", lambda: (p(0, 3), p(0, 2))), ("standard_gamma", lambda: (p(0, 3),)), ("beta", lambda: (p(0.1, 3), p(0.1, 3))),
        ("chisquare", lambda: (p(0.1, 9),)), ("standard_t", lambda: (p(0.5, 9),)), ("pareto", lambda: (p(0.5, 4),)),
        ("weibull", lambda: (p(0, 4),))])
    return drawn(r, getattr(r, name)(*arguments(), size=size))


@case(weight=3)
def discrete(m, rng):
    r, p = state(m, rng), lambda low, high: parameter(m, rng, low, high)
    if rng.random() < 0.5:
        return drawn(r, r.poisson(p(0, rng.choice([5, 200])), rng.choice([None, 3, (2, 3)])))
    return drawn(r, r.binomial(rng.choice([0, 5, 40, 1000, -1]), p(0, 1), rng.choice([None, 3, (2, 3)])))


@case(weight=4)
def whole_numbers(m, rng):
    r = state(m, rng)
    dtype = rng.choice(INTEGERS + ["bool", int, int, m.int64])
    high = rng.choice([2, 7, 100, 128, 200, 256, 2**16, 2**31, 2**32, 2**33 + 1, 2**63, 0, -1])
    if rng.random() < 0.3:
        return drawn(r, r.randint(high, size=rng.choice(SIZES), dtype=dtype))
    low = rng.choice([0, -1, -5, 1, -128])
    if rng.random() < 0.3 and 0 < high <= 100:
        low = m.array([low, 0, 1])
    return drawn(r, r.randint(low, high, rng.choice([None, 3, (2, 3), 50]), dtype))


@case(weight=3)
def orders(m, rng):
    r = state(m, rng)
    a = array(m, rng, lengths=(0, 1, 2, 3, 9, 40))
    kind = rng.randrange(4)
    if kind == 0:
        return drawn(r, r.permutation(rng.choice([0, 1, 10, 300])))
    if kind == 1:
        return drawn(r, r.permutation(a if a.ndim else [3, 1, 2]))
    values = list(range(9)) if kind == 2 else a.copy()
    r.shuffle(values)
    return drawn(r, values)


@case(weight=3)
def choices(m, rng):
    r, size = state(m, rng), rng.choice([None, (), 1, 3, (2, 2), 9, 0])
    count = rng.choice([1, 4, 9])
    p = rng.choice([None, None, [1 / count] * count, [0.5] + [0.5 / (count - 1)] * (count - 1) if count > 1 else [1.0], [0.3]])
    a = rng.choice([count, count, m.arange(count) * 1.5, list(range(count)), 0, m.ones((2, 2))])
    return drawn(r, r.choice(a, size, replace=rng.random() < 0.5, p=p))


@case(tolerance=64)
def normal_vectors(m, rng):
    r = state(m, rng)
    return r.multivariate_normal([1, 2], [[2, 0.5], [0.5, 1]], rng.choice([None, 3, (2, 2)]))


@case
def shared_state(m, rng):
    m.random.seed(rng.randrange(1000))
    name = rng.choice(["rand", "randn", "random", "random_sample", "ranf", "sample"])
    numbers = getattr(m.random, name)()
    a = m.arange(10)
    m.random.shuffle(a)
    return (numbers, a, m.random.randint(5, size=4), m.random.normal(size=2), m.random.choice(7, 3), m.random.uniform(1, 2, 3),
            m.random.permutation(5), m.random.bytes(5), m.random.get_state()[2])


main()
