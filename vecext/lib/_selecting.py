# SPDX-License-Identifier: MIT
"""Random orders and selections of what is there: the methods choice, shuffle, permutation and permuted of Generator.

Anything but a vector is reordered by its positions: a vector of numbers is shuffled natively, then elements are taken.
"""
from collections.abc import Sequence
from operator import index
from warnings import warn

from . import _core
from ._axes import normalize_axis
from ._core import arange, array, asarray, copyto, empty, float64, int64, integer, may_share_memory, ndarray, zeros
from ._sets import unique

_TOLERANCE = 2.0 ** -26


# ---- choice

def _count_of(shape):
    """How many elements an array of this size has; None stands for one."""
    if shape is None:
        return 1
    try:
        return index(shape)
    except TypeError:
        count = 1
        for length in shape:
            count *= index(length)
        return count


def _population_of(a, given, size, axis):
    """How many elements there are to choose from."""
    if a.ndim == 0:
        try:
            population = index(a.item())
        except TypeError as error:
            raise ValueError(f"a must be a sequence or an integer, not {type(given)}") from error
        if population <= 0 and _count_of(size) != 0:
            raise ValueError("a must be a positive integer unless no samples are taken")
        return population
    population = a.shape[axis]
    if population == 0 and _count_of(size) != 0:
        raise ValueError("a cannot be empty unless no samples are taken")
    return population


def _checked_probabilities(p, population):
    len(p)
    tolerance = _TOLERANCE
    if isinstance(p, ndarray) and p.dtype.kind == "f":
        tolerance = max(tolerance, float(_core.finfo(p.dtype).eps) ** 0.5)
    p = asarray(p, float64)
    if p.ndim != 1:
        raise ValueError("p must be 1-dimensional")
    if p.size != population:
        raise ValueError("a and p must have same size")
    total = float(p.sum())
    if total != total:
        raise ValueError("probabilities contain NaN")
    if (p < 0).any():
        raise ValueError("probabilities are not non-negative")
    if abs(total - 1) > tolerance:
        raise ValueError("probabilities do not sum to 1")
    return p


def _distribution_of(p):
    cdf = p.cumsum()
    cdf /= cdf[-1]
    return cdf


def _weighted_sample(generator, p, size):
    """Different positions, by drawing all that are missing until there are enough."""
    count = _count_of(size)
    if int((p > 0).sum()) < count:
        raise ValueError("Fewer non-zero entries in p than size")
    found = zeros(() if size is None else size, int64)
    flat = found.reshape(-1)
    p = p.copy()
    done = 0
    while done < count:
        samples = generator.random((count - done,))
        if done:
            p[flat[:done]] = 0
        new = _distribution_of(p).searchsorted(samples, side="right")
        first = unique(new, return_index=True)[1]
        first.sort()
        new = new.take(first)
        flat[done:done + new.size] = new
        done += new.size
    return found


def _sample(generator, population, size, shuffled):
    """Different positions, all equally likely."""
    positions = empty(() if size is None else size, int64)
    generator._stream.sample(positions, population, shuffled)
    return positions


def _positions(generator, population, size, replace, p, shuffled):
    if replace:
        if p is None:
            return generator.integers(0, population, size)
        return asarray(_distribution_of(p).searchsorted(generator.random(size), side="right"))
    count = _count_of(size)
    if count > population:
        raise ValueError("Cannot take a larger sample than population when replace is False")
    if count < 0:
        raise ValueError("negative dimensions are not allowed")
    if p is None:
        return _sample(generator, population, size, shuffled)
    return _weighted_sample(generator, p, size)


def choose(generator, given, size, replace, p, axis, shuffled):
    """What Generator.choice() returns."""
    a = asarray(given)
    population = _population_of(a, given, size, axis)
    if p is not None:
        p = _checked_probabilities(p, population)
    positions = _positions(generator, population, size, replace, p, shuffled)
    if size is None:
        positions = int(positions)
    if a.ndim == 0:
        return positions
    if size is not None and positions.ndim == 0:
        result = empty((), a.dtype)
        result[()] = a[int(positions)]
        return result
    return a.take(positions, axis=axis)


# ---- orders

def _shuffled_positions(generator, count):
    positions = arange(count)
    generator._stream.shuffle(positions)
    return positions


def shuffle_in_place(generator, x, axis):
    """What Generator.shuffle() does."""
    count = len(x)
    if not isinstance(x, ndarray):
        return _shuffle_sequence(generator, x, count, axis)
    if not x.flags.writeable:
        raise ValueError("array is read-only")
    axis = normalize_axis(axis, x.ndim)
    if x.ndim == 1:
        generator._stream.shuffle(x)
    elif x.size:
        x[...] = x.take(_shuffled_positions(generator, x.shape[axis]), axis=axis)


def _shuffle_sequence(generator, x, count, axis):
    if not isinstance(x, Sequence):
        warn(f"you are shuffling a '{type(x).__name__}' object which is not a subclass of 'Sequence'; `shuffle` is not "
             "guaranteed to behave correctly. E.g., non-numpy array/tensor objects with view semantics may contain "
             "duplicates after shuffling.", UserWarning, stacklevel=4)
    if axis != 0:
        raise NotImplementedError("Axis argument is only supported on ndarray objects")
    interval = generator._stream.interval
    for i in range(count - 1, 0, -1):
        j = interval(i)
        x[i], x[j] = x[j], x[i]


def permute(generator, x, axis):
    """What Generator.permutation() returns."""
    if isinstance(x, (int, integer)):
        return _shuffled_positions(generator, index(x))
    values = asarray(x)
    axis = normalize_axis(axis, values.ndim)
    if values.ndim == 1:
        if isinstance(x, ndarray) and may_share_memory(values, x):
            values = array(values)
        generator._stream.shuffle(values)
        return values
    return values.take(_shuffled_positions(generator, values.shape[axis]), axis=axis)


def _flat_in_memory_order(x):
    """All elements as a vector: those of the array itself if they lie together, else a copy; and whether it is one."""
    if x.flags.c_contiguous or x.flags.f_contiguous:
        return x.ravel(order="A"), False
    return x.ravel(), True


def permute_runs(generator, x, axis, out):
    """What Generator.permuted() returns."""
    x = asarray(x)
    if out is None:
        out = x.copy(order="K")
    else:
        if not isinstance(out, ndarray):
            raise TypeError("out must be a numpy array")
        if not out.flags.writeable:
            raise ValueError("out is read-only")
        if out.shape != x.shape:
            raise ValueError("out must have the same shape as x")
        copyto(out, x, casting="safe")
    if axis is None:
        if out.ndim == 1:
            generator._stream.shuffle(out)
            return out
        len(out)
        flat, is_copy = _flat_in_memory_order(out)
        generator._stream.shuffle(flat)
        if is_copy:
            out[...] = flat.reshape(out.shape)
        return out
    axis = normalize_axis(axis, out.ndim)
    generator._stream.shuffle(out.transpose([other for other in range(out.ndim) if other != axis] + [axis]))
    return out
