# SPDX-License-Identifier: MIT
"""The random numbers that NumPy had before Generator: RandomState, and the functions of the module that share one.

The stream is a Mersenne twister; the same seed gives NumPy's numbers. Arguments are checked and broadcast as those of
Generator are (_drawing). What needs a seed and nothing else should use default_rng(): it is faster and better.
"""
from operator import index

from . import _core
from ._core import array, asarray, empty, float64, int64, ndarray, uint32
from ._drawing import NonNegative, Parameter, PoissonMean, Positive, draw, fill, probability
from ._drawing_integers import draw_bytes, draw_integers
from ._random import OldStream
from ._seeding import SeedSequence
from ._selecting import _checked_probabilities, _count_of, _distribution_of, _population_of, _weighted_sample, permute, \
    shuffle_in_place

__all__ = ["RandomState"]

FUNCTIONS = ("beta", "binomial", "bytes", "chisquare", "choice", "exponential", "gamma", "get_state", "lognormal",
             "multivariate_normal", "normal", "pareto", "permutation", "poisson", "rand", "randint", "randn", "random",
             "random_sample", "ranf", "sample", "seed", "set_state", "shuffle", "standard_exponential", "standard_gamma",
             "standard_normal", "standard_t", "uniform", "weibull")
_ANY = Parameter()


def _seed_words(seed):
    """What the native seed() takes: an int of 32 bits, or an array of words."""
    if seed is None:
        return SeedSequence().generate_state(624)
    try:
        seed = index(asarray(seed).squeeze()[()] if isinstance(seed, ndarray) else seed)
    except TypeError:
        words = asarray(seed)
        if words.size == 0:
            raise ValueError("Seed must be non-empty") from None
        words = words.astype(int64, casting="safe")
        if words.ndim != 1:
            raise ValueError("Seed array must be 1-d") from None
        if (words < 0).any() or (words > 0xFFFFFFFF).any():
            raise ValueError("Seed must be between 0 and 2**32 - 1") from None
        return words.astype(uint32)
    if not 0 <= seed <= 0xFFFFFFFF:
        raise ValueError("Seed must be between 0 and 2**32 - 1")
    return seed


class RandomState:
    """Random numbers of a Mersenne twister, as numpy.random has always given them for a seed."""

    def __init__(self, seed=None):
        self._stream = OldStream()
        self.seed(seed)

    def __str__(self):
        return f"{type(self).__name__}(MT19937)"

    def __repr__(self):
        return f"{self} at 0x{id(self):X}"

    # ---- the state

    def seed(self, seed=None):
        """Begins anew from an int or a vector of ints, or somewhere."""
        self._stream.seed(_seed_words(seed))

    def get_state(self, legacy=True):
        """All that determines the numbers to come: a tuple, or a dictionary."""
        words = empty(624, uint32)
        position, has_normal, normal = self._stream.get_state(words)
        if legacy:
            return "MT19937", words, position, has_normal, normal
        return {"bit_generator": "MT19937", "state": {"key": words, "pos": position}, "has_gauss": has_normal,
                "gauss": normal}

    def set_state(self, state):
        """Goes on where get_state() was called."""
        if isinstance(state, dict):
            state = (state["bit_generator"], state["state"]["key"], state["state"]["pos"], state["has_gauss"], state["gauss"])
        if not isinstance(state, (tuple, list)):
            raise TypeError("state must be a dict or a tuple.")
        if state[0] != "MT19937":
            raise ValueError("set_state can only be used with legacy MT19937 state instances.")
        has_normal, normal = state[3:5] if len(state) > 3 else (0, 0.0)
        self._stream.set_state(_core.ascontiguousarray(asarray(state[1]).astype(uint32)), index(state[2]), has_normal,
                               float(normal))

    # ---- without parameters

    def random_sample(self, size=None):
        """Equally distributed over [0, 1)."""
        return fill(self._stream.random, float64, size, None)

    random = ranf = sample = random_sample

    def rand(self, *args):
        """Equally distributed over [0, 1), in an array of these lengths."""
        return self.random_sample(args or None)

    def standard_normal(self, size=None):
        """The normal distribution of mean 0 and standard deviation 1."""
        return fill(self._stream.standard_normal, float64, size, None)

    def randn(self, *args):
        """The standard normal distribution, in an array of these lengths."""
        return self.standard_normal(args or None)

    def standard_exponential(self, size=None):
        """The exponential distribution of scale 1."""
        return fill(self._stream.standard_exponential, float64, size, None)

    # ---- with parameters

    def uniform(self, low=0.0, high=1.0, size=None):
        """Equally distributed over [low, high)."""
        width = _core.subtract(high, low)
        if not _core.isfinite(width).all():
            raise OverflowError("Range exceeds valid bounds")
        return draw(self._stream.uniform, float64, size, (low, width), (_ANY, _ANY))

    def normal(self, loc=0.0, scale=1.0, size=None):
        """The normal distribution."""
        return draw(self._stream.normal, float64, size, (loc, scale), (_ANY, NonNegative("scale")))

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        """exp() of the normal distribution."""
        return draw(self._stream.lognormal, float64, size, (mean, sigma), (_ANY, NonNegative("sigma")))

    def exponential(self, scale=1.0, size=None):
        """The exponential distribution."""
        return draw(self._stream.exponential, float64, size, (scale,), (NonNegative("scale"),))

    def standard_gamma(self, shape, size=None):
        """The gamma distribution of scale 1."""
        return draw(self._stream.standard_gamma, float64, size, (shape,), (NonNegative("shape"),))

    def gamma(self, shape, scale=1.0, size=None):
        """The gamma distribution."""
        return draw(self._stream.gamma, float64, size, (shape, scale), (NonNegative("shape"), NonNegative("scale")))

    def beta(self, a, b, size=None):
        """The beta distribution."""
        return draw(self._stream.beta, float64, size, (a, b), (Positive("a"), Positive("b")))

    def chisquare(self, df, size=None):
        """The chi-squared distribution."""
        return draw(self._stream.chisquare, float64, size, (df,), (Positive("df"),))

    def standard_t(self, df, size=None):
        """Student's distribution."""
        return draw(self._stream.standard_t, float64, size, (df,), (Positive("df"),))

    def pareto(self, a, size=None):
        """The Pareto distribution of the second kind."""
        return draw(self._stream.pareto, float64, size, (a,), (Positive("a"),))

    def weibull(self, a, size=None):
        """The Weibull distribution of scale 1."""
        return draw(self._stream.weibull, float64, size, (a,), (NonNegative("a"),))

    def poisson(self, lam=1.0, size=None):
        """The Poisson distribution."""
        return draw(self._stream.poisson, int64, size, (lam,), (PoissonMean("lam"),))

    def binomial(self, n, p, size=None):
        """How many of n trials succeed."""
        return draw(self._stream.binomial, int64, size, (p, n), (probability("p"), NonNegative("n", int)))

    def multivariate_normal(self, mean, cov, size=None, check_valid="warn", tol=1e-8):
        """The normal distribution of vectors with a mean and a matrix of covariances."""
        from ._drawing_vectors import draw_multivariate_normal
        return draw_multivariate_normal(self, mean, cov, size, check_valid, tol, "svd")

    # ---- whole numbers

    def randint(self, low, high=None, size=None, dtype=int):
        """Whole numbers from low to below high, or from 0 to below low."""
        return draw_integers(self._stream, low, high, size, dtype, False)

    def bytes(self, length):
        """Random bytes."""
        return draw_bytes(self._stream, length)

    # ---- orders and selections

    def shuffle(self, x):
        """Brings a sequence into random order along its first axis."""
        shuffle_in_place(self, x, 0)

    def permutation(self, x):
        """The numbers below x, or a copy of a sequence, in random order."""
        return permute(self, x, 0)

    def choice(self, a, size=None, replace=True, p=None):
        """Elements of a, or of the numbers below it, equally likely or by the probabilities p."""
        values = asarray(a)
        if values.ndim > 1:
            raise ValueError("a must be 1-dimensional")
        population = _population_of(values, a, size, 0)
        if p is not None:
            p = _checked_probabilities(p, population)
        positions = self._positions(population, size, replace, p)
        if size is None and isinstance(positions, ndarray):
            positions = positions.item()
        if values.ndim == 0:
            return positions
        if size is not None and positions.ndim == 0:
            return array(values[positions.item()])
        return values[positions]

    def _positions(self, population, size, replace, p):
        if replace and p is None:
            return self.randint(0, population, size)
        if replace:
            return asarray(_distribution_of(p).searchsorted(self.random_sample(size), side="right"))
        count = _count_of(size)
        if count > population:
            raise ValueError("Cannot take a larger sample than population when 'replace=False'")
        if count < 0:
            raise ValueError("negative dimensions are not allowed")
        if p is not None:
            return _weighted_sample(self, p, size)
        return self.permutation(population)[:count].reshape(() if size is None else size)


_shared = RandomState()


def function(name):
    """The function of that name, which draws from the state that all functions share."""
    return getattr(_shared, name)
