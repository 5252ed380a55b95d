# SPDX-License-Identifier: MIT
"""Windows for spectra: weights that fall off from the middle to the ends, symmetric, of length M."""
from math import pi

from ._core import arange, array, cos, less_equal, ones, sqrt, where
from ._differences import i0

__all__ = ["bartlett", "blackman", "hamming", "hanning", "kaiser"]


def _window(M, shape):
    """shape(places) at the odd places from 1 - M to M - 1; windows of one place are 1."""
    M = array([0.0, M])[1]  # numbers only, as a float
    if M < 1:
        return array([], dtype=float)
    if M == 1:
        return ones(1)
    return shape(arange(1 - M, M, 2), M - 1)


def bartlett(M):
    """A triangle with zeros at the ends."""
    return _window(M, lambda n, last: where(less_equal(n, 0), 1 + n / last, 1 - n / last))


def blackman(M):
    """Three cosine terms that nearly vanish at the ends."""
    return _window(M, lambda n, last: 0.42 + 0.5 * cos(pi * n / last) + 0.08 * cos(2.0 * pi * n / last))


def hamming(M):
    """A raised cosine that is 0.08 at the ends."""
    return _window(M, lambda n, last: 0.54 + 0.46 * cos(pi * n / last))


def hanning(M):
    """A raised cosine that is 0 at the ends."""
    return _window(M, lambda n, last: 0.5 + 0.5 * cos(pi * n / last))


def kaiser(M, beta):
    """A Bessel function whose beta says how much narrower it is than a rectangle."""
    if M == 1:
        return ones(1)
    places = arange(0, M)
    middle = (M - 1) / 2.0
    beta = float(beta)
    return i0(beta * sqrt(1 - ((places - middle) / middle) ** 2.0)) / i0(beta)
