# SPDX-License-Identifier: MIT
"""Random numbers: Generator, whose methods give the numbers that NumPy's Generator gives from the same seed.

A method names its parameters and what they may be; _drawing checks and broadcasts them and hands them to the native
stream, which knows the distributions. Whole numbers, vectors and selections have modules of their own.
"""
from . import _core
from ._core import asarray, float32, float64, inf, int64, isfinite, subtract
from ._drawing import NonNegative, POISSON_LARGEST, Parameter, PoissonMean, Positive, PositiveNumber, above_one, \
    check_out, draw, draw_equal, draw_for_each, fill, is_single, positive_probability, probability, \
    probability_below_one
from ._drawing_integers import draw_bytes, draw_integers
from ._drawing_vectors import draw_colors, draw_dirichlet, draw_multinomial, draw_multivariate_normal
from ._seeding import BitGenerator, PCG64, SeedSequence
from ._selecting import choose, permute, permute_runs, shuffle_in_place

# And what _legacy_random has, when it is asked for.
__all__ = ["BitGenerator", "Generator", "PCG64", "SeedSequence", "default_rng"]

_HYPERGEOMETRIC_LIMIT = 10**9
_ANY = Parameter()
_SCALE = (NonNegative("scale"),)
_LOCATION_AND_SCALE = (_ANY, NonNegative("scale"))
_MEAN_AND_SIGMA = (_ANY, NonNegative("sigma"))
_MEAN_AND_POSITIVE_SCALE = (Positive("mean"), Positive("scale"))
_LOW_AND_RANGE = (_ANY, NonNegative("high - low"))
_ANGLE_AND_CONCENTRATION = (_ANY, NonNegative("kappa"))
_SHAPE = (NonNegative("shape"),)
_SHAPE_AND_SCALE = (NonNegative("shape"), NonNegative("scale"))
_A = (Positive("a"),)
_A_NOT_NEGATIVE = (NonNegative("a"),)
_A_ABOVE_ONE = (above_one("a"),)
_A_AND_B = (Positive("a"), Positive("b"))
_DF = (Positive("df"),)
_DF_AND_NONC = (Positive("df"), NonNegative("nonc"))
_TWO_DF = (Positive("dfnum"), Positive("dfden"))
_TWO_DF_AND_NONC = (*_TWO_DF, NonNegative("nonc"))
_LAM = (PoissonMean("lam"),)
_P = (positive_probability("p"),)
_P_BELOW_ONE = (probability_below_one("p"),)
_P_AND_N = (probability("p"), NonNegative("n", int))
_N_AND_P = (PositiveNumber("n"), positive_probability("p"))
_THREE = (_ANY, _ANY, _ANY)
_GOOD_BAD_SAMPLE = (NonNegative("ngood", int), NonNegative("nbad", int), NonNegative("nsample", int))


def _precision(dtype, method_name):
    """float64 or float32, as the dtype says; raises TypeError for any other."""
    if dtype is float64:
        return float64
    dtype = _core.dtype(dtype)
    if dtype == float64:
        return float64
    if dtype == float32:
        return float32
    raise TypeError(f"Unsupported dtype {dtype!r} for {method_name}")


class Generator:
    """Random numbers of many distributions from one stream of bits; default_rng() makes one."""

    def __init__(self, bit_generator):
        if not isinstance(bit_generator, BitGenerator):
            if isinstance(bit_generator, type) and issubclass(bit_generator, BitGenerator):
                raise ValueError("Invalid bit generator. The bit generator must be instantiated.")
            raise AttributeError(f"'{type(bit_generator).__name__}' object has no attribute 'capsule'")
        self._bit_generator = bit_generator
        self._stream = bit_generator._stream

    def __str__(self):
        return f"{type(self).__name__}({type(self._bit_generator).__name__})"

    def __repr__(self):
        return f"{self} at 0x{id(self):X}"

    def __reduce__(self):
        return type(self), (self._bit_generator,)

    @property
    def bit_generator(self):
        """The BitGenerator that the numbers are made from."""
        return self._bit_generator

    def spawn(self, n_children):
        """A list of so many generators that are independent of this one and each other."""
        return [type(self)(child) for child in self._bit_generator.spawn(n_children)]

    # ---- without parameters

    def random(self, size=None, dtype=float64, out=None):
        """Equally distributed over [0, 1)."""
        if _precision(dtype, "random") is float64:
            return fill(self._stream.random, float64, size, out)
        return fill(self._stream.random_float, float32, size, out)

    def standard_normal(self, size=None, dtype=float64, out=None):
        """The normal distribution of mean 0 and standard deviation 1."""
        if _precision(dtype, "standard_normal") is float64:
            return fill(self._stream.standard_normal, float64, size, out)
        return fill(self._stream.standard_normal_float, float32, size, out)

    def standard_exponential(self, size=None, dtype=float64, method="zig", out=None):
        """The exponential distribution of scale 1, by ziggurat ("zig") or by inversion ("inv")."""
        name = "standard_exponential" if method == "zig" else "standard_exponential_by_inversion"
        if _precision(dtype, "standard_exponential") is float64:
            return fill(getattr(self._stream, name), float64, size, out)
        return fill(getattr(self._stream, name + "_float"), float32, size, out)

    def standard_cauchy(self, size=None):
        """The Cauchy distribution of mode 0."""
        return fill(self._stream.standard_cauchy, float64, size, None)

    # ---- continuous

    def uniform(self, low=0.0, high=1.0, size=None):
        """Equally distributed over [low, high)."""
        if type(high) is float and type(low) is float and 0 < high - low < inf:
            return draw_equal(self._stream.uniform, float64, size, (low, high - low))
        if is_single(low) and is_single(high):
            low = float(low)
            width = float(high) - low
            if not isfinite(width):
                raise OverflowError("high - low range exceeds valid bounds")
            _LOW_AND_RANGE[1].check(width)
            return draw_equal(self._stream.uniform, float64, size, (low, width))
        low = _ANY.to_array(low)
        width = asarray(subtract(_ANY.to_array(high), low))
        if not isfinite(width).all():
            raise OverflowError("Range exceeds valid bounds")
        return draw_for_each(self._stream.uniform, float64, size, [low, width], _LOW_AND_RANGE)

    def normal(self, loc=0.0, scale=1.0, size=None):
        """The normal distribution."""
        if type(scale) is float and type(loc) is float and scale > 0:
            return draw_equal(self._stream.normal, float64, size, (loc, scale))
        return draw(self._stream.normal, float64, size, (loc, scale), _LOCATION_AND_SCALE)

    def exponential(self, scale=1.0, size=None):
        """The exponential distribution."""
        return draw(self._stream.exponential, float64, size, (scale,), _SCALE)

    def standard_gamma(self, shape, size=None, dtype=float64, out=None):
        """The gamma distribution of scale 1."""
        dtype = _precision(dtype, "standard_gamma")
        method = self._stream.standard_gamma if dtype is float64 else self._stream.standard_gamma_float
        if out is None:
            return draw(method, dtype, size, (shape,), _SHAPE)
        check_out(out, dtype, size, needs_c_order=True)
        return draw_for_each(method, dtype, size, [_ANY.to_array(shape)], _SHAPE, out)

    def gamma(self, shape, scale=1.0, size=None):
        """The gamma distribution."""
        return draw(self._stream.gamma, float64, size, (shape, scale), _SHAPE_AND_SCALE)

    def beta(self, a, b, size=None):
        """The beta distribution."""
        return draw(self._stream.beta, float64, size, (a, b), _A_AND_B)

    def chisquare(self, df, size=None):
        """The distribution of a sum of `df` squares of standard normal numbers."""
        return draw(self._stream.chisquare, float64, size, (df,), _DF)

    def noncentral_chisquare(self, df, nonc, size=None):
        """The chi-square distribution of normal numbers whose squared means add up to `nonc`."""
        return draw(self._stream.noncentral_chisquare, float64, size, (df, nonc), _DF_AND_NONC)

    def f(self, dfnum, dfden, size=None):
        """The F distribution: a ratio of two mean squares."""
        return draw(self._stream.f, float64, size, (dfnum, dfden), _TWO_DF)

    def noncentral_f(self, dfnum, dfden, nonc, size=None):
        """The F distribution with a noncentral numerator."""
        return draw(self._stream.noncentral_f, float64, size, (dfnum, dfden, nonc), _TWO_DF_AND_NONC)

    def standard_t(self, df, size=None):
        """Student's t distribution."""
        return draw(self._stream.standard_t, float64, size, (df,), _DF)

    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        """Exponentials of normal numbers."""
        return draw(self._stream.lognormal, float64, size, (mean, sigma), _MEAN_AND_SIGMA)

    def laplace(self, loc=0.0, scale=1.0, size=None):
        """The double exponential distribution."""
        return draw(self._stream.laplace, float64, size, (loc, scale), _LOCATION_AND_SCALE)

    def logistic(self, loc=0.0, scale=1.0, size=None):
        """The logistic distribution."""
        return draw(self._stream.logistic, float64, size, (loc, scale), _LOCATION_AND_SCALE)

    def gumbel(self, loc=0.0, scale=1.0, size=None):
        """The distribution of the largest of many."""
        return draw(self._stream.gumbel, float64, size, (loc, scale), _LOCATION_AND_SCALE)

    def weibull(self, a, size=None):
        """The Weibull distribution of scale 1."""
        return draw(self._stream.weibull, float64, size, (a,), _A_NOT_NEGATIVE)

    def pareto(self, a, size=None):
        """The Pareto II or Lomax distribution."""
        return draw(self._stream.pareto, float64, size, (a,), _A)

    def power(self, a, size=None):
        """Over [0, 1], with density a * x ** (a - 1)."""
        return draw(self._stream.power, float64, size, (a,), _A)

    def rayleigh(self, scale=1.0, size=None):
        """The length of a vector of two normal numbers."""
        return draw(self._stream.rayleigh, float64, size, (scale,), _SCALE)

    def vonmises(self, mu, kappa, size=None):
        """The normal distribution of the circle, over [-pi, pi]."""
        return draw(self._stream.vonmises, float64, size, (mu, kappa), _ANGLE_AND_CONCENTRATION)

    def wald(self, mean, scale, size=None):
        """The inverse Gaussian distribution."""
        return draw(self._stream.wald, float64, size, (mean, scale), _MEAN_AND_POSITIVE_SCALE)

    def triangular(self, left, mode, right, size=None):
        """Over [left, right], with a density that rises to the mode and falls from there."""
        if is_single(left) and is_single(mode) and is_single(right):
            values = left, mode, right = float(left), float(mode), float(right)
        else:
            values = left, mode, right = [_ANY.to_array(value) for value in (left, mode, right)]
        if asarray(left > mode).any():
            raise ValueError("left > mode")
        if asarray(mode > right).any():
            raise ValueError("mode > right")
        if asarray(left == right).any():
            raise ValueError("left == right")
        return draw(self._stream.triangular, float64, size, values, _THREE)

    # ---- discrete

    def integers(self, low, high=None, size=None, dtype=int64, endpoint=False):
        """Whole numbers from low, or 0 if only one number is given, up to high, or up to and with it."""
        return draw_integers(self._stream, low, high, size, dtype, endpoint)

    def bytes(self, length):
        """Random bytes."""
        return draw_bytes(self._stream, length)

    def binomial(self, n, p, size=None):
        """How many of n trials succeed."""
        return draw(self._stream.binomial, int64, size, (p, n), _P_AND_N)

    def negative_binomial(self, n, p, size=None):
        """How many trials fail before n succeed."""
        if is_single(n) and is_single(p):
            n = float(n)
            p = float(p)
            _N_AND_P[0].check(n)
            _N_AND_P[1].check(p)
            is_too_large = (1 - p) / p * (n + 10 * n ** 0.5) > POISSON_LARGEST
        else:
            n = _ANY.to_array(n)
            p = _ANY.to_array(p)
            _N_AND_P[0].check_all(n)
            _N_AND_P[1].check_all(p)
            is_too_large = asarray((1 - p) / p * (n + 10 * n ** 0.5) > POISSON_LARGEST).any()
        if is_too_large:
            raise ValueError("n too large or p too small, see Generator.negative_binomial Notes")
        return draw(self._stream.negative_binomial, int64, size, (n, p), _N_AND_P)

    def poisson(self, lam=1.0, size=None):
        """How many of many unlikely things happen."""
        return draw(self._stream.poisson, int64, size, (lam,), _LAM)

    def geometric(self, p, size=None):
        """How many trials it takes to succeed once."""
        return draw(self._stream.geometric, int64, size, (p,), _P)

    def zipf(self, a, size=None):
        """The zeta distribution."""
        return draw(self._stream.zipf, int64, size, (a,), _A_ABOVE_ONE)

    def logseries(self, p, size=None):
        """The logarithmic series distribution."""
        return draw(self._stream.logseries, int64, size, (p,), _P_BELOW_ONE)

    def hypergeometric(self, ngood, nbad, nsample, size=None):
        """How many good ones are among nsample that are taken from ngood and nbad."""
        if is_single(ngood) and is_single(nbad) and is_single(nsample):
            values = ngood, nbad, nsample = int(ngood), int(nbad), int(nsample)
        else:
            values = ngood, nbad, nsample = [_GOOD_BAD_SAMPLE[0].to_array(value) for value in (ngood, nbad, nsample)]
        limit = _HYPERGEOMETRIC_LIMIT
        if asarray(ngood >= limit).any() or asarray(nbad >= limit).any():
            raise ValueError(f"both ngood and nbad must be less than {limit}")
        if asarray(ngood + nbad < nsample).any():
            raise ValueError("ngood + nbad < nsample")
        return draw(self._stream.hypergeometric, int64, size, values, _GOOD_BAD_SAMPLE)

    # ---- vectors

    def multinomial(self, n, pvals, size=None):
        """How often each of several outcomes comes up in n trials."""
        return draw_multinomial(self._stream, n, pvals, size)

    def multivariate_hypergeometric(self, colors, nsample, size=None, method="marginals"):
        """How many of each color are among nsample that are taken."""
        return draw_colors(self._stream, colors, nsample, size, method)

    def dirichlet(self, alpha, size=None):
        """Vectors of numbers that add up to 1."""
        return draw_dirichlet(self._stream, alpha, size)

    def multivariate_normal(self, mean, cov, size=None, check_valid="warn", tol=1e-8, *, method="svd"):
        """Normal vectors with a mean vector and a covariance matrix."""
        return draw_multivariate_normal(self, mean, cov, size, check_valid, tol, method)

    # ---- orders and selections

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        """Elements of an array, or numbers below an int, all equally likely or as likely as p says."""
        return choose(self, a, size, replace, p, axis, shuffle)

    def shuffle(self, x, axis=0):
        """Brings what lies along an axis into random order, in place."""
        shuffle_in_place(self, x, axis)

    def permutation(self, x, axis=0):
        """A copy in random order along an axis, or the numbers below an int in random order."""
        return permute(self, x, axis)

    def permuted(self, x, *, axis=None, out=None):
        """A copy in which every run along the axis, or the array as a whole, has an order of its own."""
        return permute_runs(self, x, axis, out)


def default_rng(seed=None):
    """A Generator over a new PCG64 stream, or over the given stream; a Generator is returned as it is."""
    if isinstance(seed, BitGenerator):
        return Generator(seed)
    if isinstance(seed, Generator):
        return seed
    return Generator(PCG64(seed))


def __getattr__(name):
    from . import _legacy_random
    if name != "RandomState" and name not in _legacy_random.FUNCTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = _legacy_random.RandomState if name == "RandomState" else _legacy_random.function(name)
    return value
