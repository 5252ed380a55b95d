# SPDX-License-Identifier: MIT
"""Moving and ordering in vecext and NumPy, on lines longer than those of the other files: vectors, networks, radix.

usage: python3 ordering.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]

Every SIMD level has its turn. Sorting is compared by bytes, so that zeros of both signs and nan of all kinds count.
"""
import numpy
from cases import DTYPES, case, main, vecext

LENGTHS = [0, 1, 2, 7, 8, 9, 16, 31, 33, 64, 65, 100, 127, 128, 129, 256, 257, 511, 513, 1000, 3000]
LEVELS = vecext.simd_info()["available"]


def full_range(dtype, size, generator):
    limits = numpy.iinfo(dtype)
    return generator.integers(limits.min, limits.max, size, dtype=dtype, endpoint=True)


def line(dtype, size, generator, pattern):
    """One of the patterns that are hard on a way of sorting; with numpy, whatever the module under test."""
    kind = numpy.dtype(dtype).kind
    values = (generator.random(size) < 0.5 if kind == "b" else full_range(dtype, size, generator) if kind in "iu"
              else generator.standard_normal(size).astype(dtype))
    if kind == "c":
        values = (generator.integers(-3, 4, size) + 1j * generator.integers(-3, 4, size)).astype(dtype)
    if pattern == "few":
        values = generator.integers(0, 4, size).astype(dtype)
        if kind == "f":
            values *= generator.choice([-1, 1], size)
    if pattern == "special" and kind in "fc":
        values[generator.random(size) < 0.3] = numpy.nan
        values[generator.random(size) < 0.2] = -0.0
        values[generator.random(size) < 0.1] = -numpy.inf
        if kind == "f":
            values[generator.random(size) < 0.1] *= -1
    if pattern in ("ascending", "descending", "nearly", "organ pipe"):
        values = numpy.sort(values)
    if pattern == "nearly" and size > 3:
        values[size // 2] = values[0]
    if pattern == "organ pipe":
        values = numpy.concatenate((values[::2], values[1::2][::-1]))
    return values[::-1].copy() if pattern == "descending" else values


PATTERNS = ["any", "few", "special", "ascending", "descending", "nearly", "organ pipe"]


def pick(rng):
    """A line, its length and a generator for what goes with it; sets a level as well."""
    vecext.set_simd(rng.choice(LEVELS))
    generator = numpy.random.default_rng(rng.randrange(2 ** 32))
    size = rng.choice(LENGTHS)
    return line(rng.choice(DTYPES), size, generator, rng.choice(PATTERNS)), size, generator


def as_bytes(m, a):
    """The bits, as an array."""
    return m.array(list(a.tobytes()), dtype="uint8")


@case(weight=4)
def sort(m, rng):
    a = m.array(pick(rng)[0])
    return as_bytes(m, m.sort(a, kind="stable"))


@case(weight=2)
def sort_columns(m, rng):
    values, size, _ = pick(rng)
    a = m.array(values)[:size // 3 * 3].reshape(size // 3, 3)
    return as_bytes(m, m.sort(a, axis=0, kind="stable"))


@case(weight=4)
def argsort(m, rng):
    return m.argsort(m.array(pick(rng)[0]), kind="stable")


def parts(m, a, place):
    """What must be the same of a partition: the element at the place, and the sets before and behind."""
    return m.sort(a[:place]), a[place:place + 1], m.sort(a[place:])


@case(weight=2)
def partition(m, rng):
    values, size, _ = pick(rng)
    place = rng.randrange(size) if size else 0
    a = m.array(values)
    return parts(m, m.partition(a, place), place) + parts(m, a[m.argpartition(a, place)], place)


@case
def partition_at_places(m, rng):
    values, size, _ = pick(rng)
    places = [rng.randrange(size) for _ in range(3)] if size else [0]
    a = m.array(values)
    both = m.partition(a, places), a[m.argpartition(a, places)]
    return [part for each in both for place in places for part in parts(m, each, place)]


@case(weight=2)
def searchsorted(m, rng):
    values, size, generator = pick(rng)
    wanted = values[generator.integers(0, size, min(50, size))]
    return m.searchsorted(m.array(numpy.sort(values)), m.array(wanted), rng.choice(["left", "right"]))


@case(weight=2)
def masks(m, rng):
    values, size, generator = pick(rng)
    mask = m.array(generator.random(size) < rng.choice([0.5, 0.02, 0.98]))
    a = m.array(values)
    part = a[mask]
    a[mask] = part[::-1].copy()
    return a[mask], a, mask.nonzero()[0], m.count_nonzero(mask)


@case
def nonzero(m, rng):
    values, size, generator = pick(rng)
    mask = m.array(generator.random(size // 6 * 6) < rng.choice([0.5, 0.05])).reshape(-1, 2, 3)
    return m.nonzero(mask) + m.nonzero(mask.transpose(2, 0, 1)) + m.nonzero(m.array(values))


@case(weight=3)
def assignment(m, rng):
    values, size, generator = pick(rng)
    a = m.array(values)
    if rng.random() < 0.5:
        key = generator.random(size) < rng.choice([0.5, 0.05])
        places = int(key.sum())
    else:
        key = generator.integers(-size, max(size, 1), size, dtype=rng.choice(["int64", "int32"]))
        places = size
    given = rng.choice([1, 2.5, True, None, None, None, None])
    if given is None:
        count = rng.choice([places, places, places, 1, places + 1])
        given = m.array(generator.integers(0, 9, count).astype(rng.choice([values.dtype, values.dtype, "float32"])))
    a[m.array(key)] = given
    return a


main()
