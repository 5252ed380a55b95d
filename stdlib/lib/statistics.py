"""Averages, spread and relations of data, exact where the numbers are.

Sums are kept as integers for each denominator that occurs and put together as one Fraction at the end: nothing is
rounded before the result is given the type of the data. The functions that are named after floats work in floats.
"""
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, namedtuple
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import groupby, repeat
import math
from math import exp, fsum, log, sqrt
from operator import mul

from _normal_distribution import NormalDist, StatisticsError, _normal_dist_inv_cdf

__all__ = ["NormalDist", "StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean",
           "linear_regression", "mean", "median", "median_grouped", "median_high", "median_low", "mode", "multimode",
           "pstdev", "pvariance", "quantiles", "stdev", "variance"]

LinearRegression = namedtuple("LinearRegression", ("slope", "intercept"))


# --- exact sums

def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


def _exact_ratio(x):
    """Numerator and denominator of a number; infinities and NaNs have None below the line."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return (x, None)
    try:
        return (x.numerator, x.denominator)
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator") from None


def _coerce(T, S):
    """The type that holds values of both: a subclass before its base, other numbers before int, float before Fraction."""
    assert T is not bool, "initial type T is bool"
    if T is S or S is int or S is bool:
        return T
    if T is int or issubclass(S, T):
        return S
    if issubclass(T, S) or issubclass(S, int):
        return T
    if issubclass(T, int):
        return S
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError(f"don't know how to coerce {T.__name__} and {S.__name__}")


def _total(partials):
    """The sum of a dict from denominators to numerators."""
    if None in partials:
        return partials[None]
    return sum((Fraction(numerator, denominator) for denominator, numerator in partials.items()), Fraction(0))


def _sum(data):
    """The common type of the data, their exact sum and their count."""
    count = 0
    types = set()
    partials = {}
    for kind, values in groupby(data, type):
        types.add(kind)
        for numerator, denominator in map(_exact_ratio, values):
            count += 1
            partials[denominator] = partials.get(denominator, 0) + numerator
    return (reduce(_coerce, types, int), _total(partials) if count else Fraction(0), count)


def _ss(data, c=None):
    """The common type, the sum of squared distances from c (the mean without one), that centre, and the count."""
    if c is not None:
        kind, squares, count = _sum((distance := x - c) * distance for x in data)
        return (kind, squares, c, count)
    count = 0
    types = set()
    sums = defaultdict(int)
    squares = defaultdict(int)
    for kind, values in groupby(data, type):
        types.add(kind)
        for numerator, denominator in map(_exact_ratio, values):
            count += 1
            sums[denominator] += numerator
            if denominator is not None:
                squares[denominator * denominator] += numerator * numerator
    kind = reduce(_coerce, types, int)
    if not count:
        return (kind, Fraction(0), Fraction(0), count)
    if None in sums:
        return (kind, sums[None], sums[None], count)
    total = _total(sums)
    return (kind, (count * _total(squares) - total * total) / count, total / count, count)


def _convert(value, T):
    """An exact result as the type of the data; a quotient of ints that is no int is a float."""
    if type(value) is T:
        return value
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if issubclass(T, Decimal):
            return T(value.numerator) / value.denominator
        raise


def _fail_neg(values, errmsg="negative value"):
    """The values as they come, as long as they are not negative."""
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


# --- roots, rounded once

def _integer_sqrt_of_frac_rto(n, m):
    """The root of n/m cut to an int whose last bit is set where something was cut off."""
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


def _float_sqrt_of_frac(n, m):
    """The float next to the root of n/m: 109 bits with a sticky one round to 53 as the exact root does."""
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        return (_integer_sqrt_of_frac_rto(n, m << 2 * shift) << shift) / 1
    return _integer_sqrt_of_frac_rto(n << -2 * shift, m) / (1 << -shift)


def _decimal_sqrt_of_frac(n, m):
    """The Decimal next to the root of n/m in the current context."""
    if n <= 0:
        if not n:
            return Decimal("0.0")
        n, m = -n, -m
    root = (Decimal(n) / Decimal(m)).sqrt()
    # The quotient was rounded before its root was taken: a neighbour is right where it lies beyond the middle.
    for neighbour, is_above in ((root.next_plus(), True), (root.next_minus(), False)):
        middle = (Fraction(root) + Fraction(neighbour)) / 2
        square = middle * middle * m
        if (n > square) if is_above else (n < square):
            return neighbour
    return root


# --- averages

def mean(data):
    """The arithmetic mean: the sum divided by the count."""
    kind, total, count = _sum(data)
    if count < 1:
        raise StatisticsError("mean requires at least one data point")
    return _convert(total / count, kind)


def fmean(data, weights=None):
    """The arithmetic mean in floats, which is faster; with weights, a weighted mean."""
    try:
        count = len(data)
    except TypeError:
        data = list(data)
        count = len(data)
    if weights is None:
        if not count:
            raise StatisticsError("fmean requires at least one data point")
        return fsum(data) / count
    try:
        weight_count = len(weights)
    except TypeError:
        weights = list(weights)
        weight_count = len(weights)
    if count != weight_count:
        raise StatisticsError("data and weights must be the same length")
    top = fsum(map(mul, data, weights))
    bottom = fsum(weights)
    if not bottom:
        raise StatisticsError("sum of weights must be non-zero")
    return top / bottom


def geometric_mean(data):
    """The root of the product: how much is grown by on the average."""
    try:
        return exp(fmean(map(log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    """The reciprocal of the mean of the reciprocals: the average of rates."""
    if iter(data) is data:
        data = list(data)
    error = "harmonic mean does not support negative values"
    count = len(data)
    if count < 1:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if count == 1 and weights is None:
        x = data[0]
        if not isinstance(x, (int, float, Fraction, Decimal)):
            raise TypeError("unsupported type")
        if x < 0:
            raise StatisticsError(error)
        return x
    if weights is None:
        weights = repeat(1, count)
        weight_sum = count
    else:
        if iter(weights) is weights:
            weights = list(weights)
        if len(weights) != count:
            raise StatisticsError("Number of weights does not match data size")
        _, weight_sum, _ = _sum(w for w in _fail_neg(weights, error))
    try:
        data = _fail_neg(data, error)
        kind, total, count = _sum(w / x if w else 0 for w, x in zip(weights, data))
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return _convert(weight_sum / total, kind)


def median(data):
    """The middle of the sorted data, or the mean of the two in the middle."""
    data = sorted(data)
    count = len(data)
    if not count:
        raise StatisticsError("no median for empty data")
    middle = count // 2
    return data[middle] if count % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    """The middle of the sorted data, the lesser of two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    """The middle of the sorted data, the greater of two."""
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1.0):
    """The median of data that stand for the middles of intervals, taken to lie evenly within them."""
    data = sorted(data)
    count = len(data)
    if not count:
        raise StatisticsError("no median for empty data")
    x = data[count // 2]
    below = bisect_left(data, x)
    within = bisect_right(data, x, lo=below) - below
    try:
        interval = float(interval)
        x = float(x)
    except ValueError:
        raise TypeError("Value cannot be converted to a float")
    return x - interval / 2.0 + interval * (count / 2 - below) / within


def mode(data):
    """The value that occurs most often, the first of them."""
    most = Counter(iter(data)).most_common(1)
    if not most:
        raise StatisticsError("no mode for empty data")
    return most[0][0]


def multimode(data):
    """All values that occur most often, in the order of their first occurrence."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 places that divide the data into n parts of equal probability.

    'inclusive' takes the least and greatest value for the ends of the population, 'exclusive' for a sample.
    """
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        steps = count - 1
        for i in range(1, n):
            place, part = divmod(i * steps, n)
            result.append((data[place] * (n - part) + data[place + 1] * part) / n)
        return result
    if method == "exclusive":
        steps = count + 1
        for i in range(1, n):
            place = min(max(i * steps // n, 1), count - 1)
            part = i * steps - place * n
            result.append((data[place - 1] * (n - part) + data[place] * part) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


# --- spread

def variance(data, xbar=None):
    """The variance of the population that the data are a sample of."""
    kind, squares, _, count = _ss(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(squares / (count - 1), kind)


def pvariance(data, mu=None):
    """The variance of data that are the whole population."""
    kind, squares, _, count = _ss(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(squares / count, kind)


def _root_of(kind, square):
    if issubclass(kind, Decimal):
        return _decimal_sqrt_of_frac(square.numerator, square.denominator)
    return _float_sqrt_of_frac(square.numerator, square.denominator)


def stdev(data, xbar=None):
    """The root of the sample's variance."""
    kind, squares, _, count = _ss(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root_of(kind, squares / (count - 1))


def pstdev(data, mu=None):
    """The root of the population's variance."""
    kind, squares, _, count = _ss(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root_of(kind, squares / count)


# --- relations of two inputs

def _paired(name, x, y):
    """The count of pairs and the means of both inputs."""
    count = len(x)
    if len(y) != count:
        raise StatisticsError(f"{name} requires that both inputs have same number of data points")
    if count < 2:
        raise StatisticsError(f"{name} requires at least two data points")
    return count, fsum(x) / count, fsum(y) / count


def covariance(x, y, /):
    """How two inputs vary together."""
    count, xbar, ybar = _paired("covariance", x, y)
    return fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (count - 1)


def correlation(x, y, /):
    """Pearson's coefficient, from -1 to 1: how well a straight line relates the inputs."""
    _, xbar, ybar = _paired("correlation", x, y)
    together = fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    x_squares = fsum((distance := a - xbar) * distance for a in x)
    y_squares = fsum((distance := b - ybar) * distance for b in y)
    try:
        return together / sqrt(x_squares * y_squares)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def linear_regression(x, y, /, *, proportional=False):
    """Slope and intercept of the straight line with the least squares; a proportional one goes through zero."""
    _, xbar, ybar = _paired("linear regression", x, y)
    if proportional:
        together = fsum(a * b for a, b in zip(x, y))
        squares = fsum(a * a for a in x)
    else:
        together = fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
        squares = fsum((distance := a - xbar) * distance for a in x)
    try:
        slope = together / squares
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return LinearRegression(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)
