# SPDX-License-Identifier: MIT
"""Random vectors: the multivariate distributions of Generator.

The last axis of a result is the vector; the axes before it are the size, or what the parameters are broadcast to.
"""
from operator import index
from warnings import warn

from . import _core
from ._core import arange, asarray, ascontiguousarray, dot, float64, int64, ndarray, sqrt, zeros
from ._drawing import NonNegative, Parameter, probability, spread
from ._joining import broadcast_shapes

_PVALS = probability("pvals")
_TRIALS = NonNegative("n", int)
_COUNT_LIMIT = 10**9
_LARGEST = 2**63 - 1


def _shape_of(size):
    """A size as a tuple; that of None is empty."""
    if size is None:
        return ()
    try:
        return (index(size),)
    except TypeError:
        return tuple(size)


# ---- multinomial

def _check_sums(probabilities, given):
    """Raises ValueError if all but the last outcome together are more than certain."""
    if not (probabilities[..., :-1].sum(axis=-1) > 1.0 + 1e-12).any():
        return
    part = "[:-1]" if probabilities.ndim == 1 else "[...,:-1]"
    is_narrow = isinstance(given, ndarray) and given.dtype.kind == "f" and given.dtype != float64
    if is_narrow and given.sum() < 1.0001:
        raise ValueError(f"sum(pvals{part}.astype(np.float64)) > 1.0. The pvals array is cast to 64-bit floating point "
                         "prior to checking the sum. Precision changes when casting may cause problems even if the sum "
                         "of the original pvals is valid.")
    raise ValueError(f"sum(pvals{part}) > 1.0")


def draw_multinomial(stream, n, pvals, size):
    """What Generator.multinomial() returns."""
    probabilities = ascontiguousarray(Parameter().to_array(pvals))
    if asarray(pvals).ndim == 0 or probabilities.shape[-1] == 0:
        raise ValueError("pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0.")
    length = probabilities.shape[-1]
    _PVALS.check_all(probabilities)
    _check_sums(probabilities, pvals)
    trials = _TRIALS.to_array(n)
    _TRIALS.check_all(trials)
    if trials.ndim == 0 and probabilities.ndim == 1:
        out = zeros(_shape_of(size) + (length,), int64)
        if out.size:
            stream.multinomial(out, int(trials), 0, probabilities, length)
        return out
    rows = arange(probabilities.size // length).reshape(probabilities.shape[:-1])
    shapes = [trials.shape, rows.shape]
    if size is not None:
        size = _shape_of(size)
        shapes.append(size)
    shape = broadcast_shapes(*shapes)
    if size is not None and shape != size:
        raise ValueError(f"Output size {size} is not compatible with broadcast dimensions of inputs {shape}.")
    out = zeros(shape + (length,), int64)
    if out.size:
        stream.multinomial(out, spread(trials, shape), spread(rows, shape), probabilities, length)
    return out


# ---- hypergeometric

def _checked_colors(colors):
    colors = asarray(colors)
    if colors.ndim == 1 and colors.size == 0:
        return colors.astype(int64)
    is_counts = colors.ndim == 1 and colors.dtype.kind in "iu"
    if not is_counts or int(colors.min()) < 0 or int(colors.max()) > _LARGEST:
        raise ValueError(f"colors must be a one-dimensional sequence of nonnegative integers not exceeding {_LARGEST}.")
    return ascontiguousarray(colors.astype(int64))


def _count_colors(stream, colors, total, sample, out):
    """Draws the items themselves: the first of all items shuffled, as far as the smaller part goes."""
    items = _core.repeat(arange(len(colors)), colors).tolist()
    is_complement = sample > total // 2
    for row in out.reshape(-1, len(colors)):
        counts = [0] * len(colors)
        for i in range(total - sample if is_complement else sample):
            j = i + stream.interval(total - i - 1)
            items[i], items[j] = items[j], items[i]
            counts[items[i]] += 1
        row[:] = colors - asarray(counts) if is_complement else counts


def draw_colors(stream, colors, nsample, size, method):
    """What Generator.multivariate_hypergeometric() returns."""
    if method not in ("count", "marginals"):
        raise ValueError('method must be "count" or "marginals".')
    try:
        nsample = index(nsample)
    except TypeError:
        raise ValueError("nsample must be an integer") from None
    if nsample < 0:
        raise ValueError("nsample must be nonnegative.")
    if nsample > _LARGEST:
        raise ValueError(f"nsample must not exceed {_LARGEST}")
    colors = _checked_colors(colors)
    total = sum(colors.tolist())
    if total > _LARGEST:
        raise ValueError(f"sum(colors) must not exceed the maximum value of a 64 bit signed integer ({_LARGEST})")
    if method == "marginals" and total >= _COUNT_LIMIT:
        raise ValueError(f'When method is "marginals", sum(colors) must be less than {_COUNT_LIMIT}.')
    if nsample > total:
        raise ValueError("nsample > sum(colors)")
    out = zeros(_shape_of(size) + colors.shape, int64)
    if out.size == 0:
        return out
    if method == "count":
        _count_colors(stream, colors, total, nsample, out)
    else:
        stream.multivariate_hypergeometric(out, total, colors, nsample)
    return out


# ---- Dirichlet

def draw_dirichlet(stream, alpha, size):
    """What Generator.dirichlet() returns."""
    len(alpha)
    alpha = ascontiguousarray(Parameter().to_array(alpha))
    if alpha.ndim != 1:
        raise ValueError("object too deep for desired array")
    if (alpha <= 0).any():
        raise ValueError("alpha <= 0")
    out = zeros(_shape_of(size) + alpha.shape, float64)
    if out.size:
        # Numbers from so small a gamma distribution can all be 0, and are not to be divided by their sum.
        sums = ascontiguousarray(alpha[::-1].cumsum()[::-1]) if alpha.max() < 0.1 else None
        stream.dirichlet(out, alpha, sums)
    return out


# ---- normal

def _factor(cov, check_valid, tol, method):
    """A matrix A with A @ A.T == cov. Warns or raises, as wanted, if there is none."""
    from . import linalg
    if method == "cholesky":
        return linalg.cholesky(cov)
    if method == "svd":
        u, s, vh = linalg.svd(cov)
    else:
        s, u = linalg.eigh(cov)
    if check_valid != "ignore":
        if check_valid not in ("warn", "raise"):
            raise ValueError("check_valid must equal 'warn', 'raise', or 'ignore'")
        if method == "svd":
            is_valid = (abs(dot(vh.T * s, vh) - cov) <= tol + tol * abs(cov)).all()
        else:
            is_valid = not (s < -tol).any()
        if not is_valid:
            if check_valid == "raise":
                raise ValueError("covariance is not symmetric positive-semidefinite.")
            warn("covariance is not symmetric positive-semidefinite.", RuntimeWarning, stacklevel=4)
    return u * sqrt(abs(s) if method == "eigh" else s)


def draw_multivariate_normal(generator, mean, cov, size, check_valid, tol, method):
    """What Generator.multivariate_normal() returns."""
    if method not in ("eigh", "svd", "cholesky"):
        raise ValueError("method must be one of {'eigh', 'svd', 'cholesky'}")
    mean = asarray(mean)
    cov = asarray(cov)
    if mean.dtype.kind == "c" or cov.dtype.kind == "c":
        raise TypeError("mean and cov must not be complex")
    if mean.ndim != 1:
        raise ValueError("mean must be 1 dimensional")
    if cov.ndim != 2 or cov.shape[0] != cov.shape[1]:
        raise ValueError("cov must be 2 dimensional and square")
    if mean.shape[0] != cov.shape[0]:
        raise ValueError("mean and cov must have same length")
    length = mean.shape[0]
    x = generator.standard_normal(_shape_of(size) + (length,))
    factor = _factor(cov.astype(float64), check_valid, tol, method)
    return (mean + dot(x.reshape(-1, length), factor.T)).reshape(x.shape)
