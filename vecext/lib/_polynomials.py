# SPDX-License-Identifier: MIT
"""Polynomials as vectors of coefficients, the highest power first: values, arithmetic, roots and fits.

Functions of polynomials return a poly1d where they are given one, else an array.
"""
import warnings
from operator import index

from . import _core
from ._array import finfo
from ._core import array, asarray, concatenate, ones, sort, zeros
from ._differences import convolve
from ._selection import allclose, isscalar

__all__ = ["RankWarning", "poly", "poly1d", "polyadd", "polyder", "polydiv", "polyfit", "polyint", "polymul", "polysub",
           "polyval", "roots"]


class RankWarning(UserWarning):
    """A fit had fewer independent columns than coefficients."""


def _coefficients(p):
    return array(p.coeffs if isinstance(p, poly1d) else p, copy=False, ndmin=1)


def _like(result, *given):
    """The result as a poly1d if one was given."""
    return poly1d(result) if any([isinstance(p, poly1d) for p in given]) else result


# ---- values and roots

def polyval(p, x):
    """The polynomial with these coefficients at x; x may itself be a poly1d."""
    p = asarray(_coefficients(p))
    if isinstance(x, poly1d):
        result = 0
    else:
        x = asarray(x)
        result = _core.zeros_like(x)
    for place in range(p.shape[0]):
        result = result * x + p[place]
    return result


def poly(seq_of_zeros):
    """The coefficients of the polynomial with these zeros, or of a square matrix's characteristic polynomial."""
    given = array(seq_of_zeros, copy=False, ndmin=1)
    if given.ndim == 2 and given.shape[0] == given.shape[1] and given.shape[0] != 0:
        from .linalg import eigvals
        given = eigvals(given)
    elif given.ndim != 1:
        raise ValueError("input must be 1d or non-empty square 2d array.")
    if given.size == 0:
        return 1.0
    if given.dtype.kind not in "fc":
        given = given.astype("float64")
    result = ones(1, given.dtype)
    for place in range(given.size):
        result = convolve(result, array([1, -given[place]], given.dtype))
    if result.dtype.kind == "c" and (sort(given) == sort(given.conj())).all():
        result = result.real.copy()
    return result


def roots(p):
    """The zeros of a polynomial: the eigenvalues of its companion matrix."""
    from .linalg import eigvals
    p = _coefficients(p)
    if p.ndim != 1:
        raise ValueError("Input must be a rank-1 array.")
    places = p.nonzero()[0]
    if not places.size:
        return array([])
    trailing = p.size - 1 - int(places[-1])
    p = p[places[0]:places[-1] + 1]
    if p.dtype.kind not in "fc":
        p = p.astype("float64")
    found = array([])
    if p.size > 1:
        companion = zeros((p.size - 1, p.size - 1), p.dtype)
        companion.reshape(-1)[p.size - 1::p.size] = 1
        companion[0] = -p[1:] / p[0]
        found = eigvals(companion)
    return concatenate((found, zeros(trailing, found.dtype)))


# ---- arithmetic

def _to_one_length(a1, a2):
    a1, a2 = _coefficients(a1), _coefficients(a2)
    lack = a2.size - a1.size
    if lack > 0:
        a1 = concatenate((zeros(lack, a1.dtype), a1))
    elif lack < 0:
        a2 = concatenate((zeros(-lack, a2.dtype), a2))
    return a1, a2


def polyadd(a1, a2):
    """The sum of two polynomials."""
    left, right = _to_one_length(a1, a2)
    return _like(left + right, a1, a2)


def polysub(a1, a2):
    """The difference of two polynomials."""
    left, right = _to_one_length(a1, a2)
    return _like(left - right, a1, a2)


def polymul(a1, a2):
    """The product of two polynomials."""
    return _like(convolve(poly1d(a1).coeffs, poly1d(a2).coeffs), a1, a2)


def polydiv(u, v):
    """The quotient and the remainder of two polynomials."""
    left, right = _coefficients(u) + 0.0, _coefficients(v) + 0.0
    dtype = (left[0] + right[0]).dtype
    rest = left.astype(dtype)
    steps = left.size - right.size + 1
    quotient = zeros(max(steps, 1), dtype)
    scale = 1.0 / right[0]
    for place in range(steps):
        factor = scale * rest[place]
        quotient[place] = factor
        rest[place:place + right.size] -= factor * right
    while rest.size > 1 and allclose(rest[0], 0, rtol=1e-14):
        rest = rest[1:]
    return _like(quotient, u, v), _like(rest, u, v)


def polyder(p, m=1):
    """The m-th derivative of a polynomial."""
    m = index(m)
    if m < 0:
        raise ValueError("Order of derivative must be positive (see polyint)")
    given, p = p, _coefficients(p)
    for _ in range(m):
        p = p[:-1] * _core.arange(p.size - 1, 0, -1)
    return _like(p, given)


def polyint(p, m=1, k=None):
    """The m-th integral of a polynomial; k gives the constants of integration, zeros where it is left out."""
    m = index(m)
    if m < 0:
        raise ValueError("Order of integral must be positive (see polyder)")
    constants = array(zeros(m) if k is None else k, copy=False, ndmin=1)
    if constants.size == 1 and m > 1:
        constants = constants[0] * ones(m)
    if constants.size < m:
        raise ValueError("k must be a scalar or a rank-1 array of length 1 or >m.")
    given, p = p, _coefficients(p)
    for place in range(m):
        p = concatenate((p / _core.arange(p.size, 0, -1), constants[place:place + 1]))
    return _like(p, given)


# ---- fits

def _check_points(x, y, deg):
    if deg < 0:
        raise ValueError("expected deg >= 0")
    if x.ndim != 1:
        raise TypeError("expected 1D vector for x")
    if x.size == 0:
        raise TypeError("expected non-empty vector for x")
    if not 1 <= y.ndim <= 2:
        raise TypeError("expected 1D or 2D array for y")
    if x.shape[0] != y.shape[0]:
        raise TypeError("expected x and y to have same length")


def _weighted(lhs, rhs, w):
    w = asarray(w) + 0.0
    if w.ndim != 1:
        raise TypeError("expected a 1-d array for weights")
    if w.shape[0] != rhs.shape[0]:
        raise TypeError("expected w and y to have the same length")
    return lhs * w[:, None], rhs * (w[:, None] if rhs.ndim == 2 else w)


def _covariance(lhs, scale, residuals, spare, is_scaled, is_vector):
    from .linalg import inv
    base = inv(lhs.T @ lhs) / (scale[:, None] * scale)
    if is_scaled:
        if spare <= 0:
            raise ValueError("the number of data points must exceed order to scale the covariance matrix")
        factor = residuals / spare
    else:
        factor = 1
    return base * factor if is_vector else base[:, :, None] * factor


def polyfit(x, y, deg, rcond=None, full=False, w=None, cov=False):
    """The coefficients of the polynomial of degree deg that is nearest to points by least squares.

    With `full` also what lstsq gives and rcond, with `cov` also the covariances of the coefficients.
    """
    from ._matrices import vander
    from .linalg import lstsq
    deg = index(deg)
    x, y = asarray(x) + 0.0, asarray(y) + 0.0
    _check_points(x, y, deg)
    if rcond is None:
        rcond = x.size * finfo(x.dtype).eps
    lhs, rhs = vander(x, deg + 1), y
    if w is not None:
        lhs, rhs = _weighted(lhs, rhs, w)
    # Columns of one length: the powers of large numbers would make the small ones vanish.
    scale = _core.sqrt((lhs * lhs).sum(axis=0))
    lhs = lhs / scale
    found, residuals, rank, singular = lstsq(lhs, rhs, rcond)
    found = (found.T / scale).T
    if rank != deg + 1 and not full:
        warnings.warn("Polyfit may be poorly conditioned", RankWarning, stacklevel=2)
    if full:
        return found, residuals, rank, singular, rcond
    if cov:
        return found, _covariance(lhs, scale, residuals, x.size - deg - 1, cov != "unscaled", y.ndim == 1)
    return found


# ---- the class

def _number_text(number):
    if number.dtype.kind != "c" or number.imag == 0:
        return "%.4g" % number.real
    if number.real == 0:
        return "%.4gj" % number.imag
    return "(%.4g + %.4gj)" % (number.real, number.imag)


def _raised(terms):
    """Two lines or more: the powers above the terms, (text, power) each, broken where they would pass 70 columns."""
    lines, upper, lower, text = [], "", "", ""
    for term, power in terms:
        text += term
        if power < 2:
            continue
        digits = str(power)
        above, below = " " * (len(text) - 1) + digits, text + " " * (len(digits) - 1)
        if len(lower) + len(below) > 70 or len(upper) + len(above) > 70:
            lines += [upper, lower]
            upper, lower = above, below
        else:
            upper, lower = upper + above, lower + below
        text = ""
    lines += [upper, lower]
    return " " + "\n ".join(["\n".join(lines[place:place + 2]) for place in range(0, len(lines), 2)]) + text


class poly1d:
    """A polynomial of one variable that is called, added, multiplied and printed as one."""

    __hash__ = None
    __array_ufunc__ = None  # so that an array on the left leaves operators to it

    def __init__(self, c_or_r, r=False, variable=None):
        if isinstance(c_or_r, poly1d):
            self._variable, self.coeffs = c_or_r._variable, c_or_r.coeffs
        else:
            coefficients = array(poly(c_or_r) if r else c_or_r, ndmin=1)
            if coefficients.ndim > 1:
                raise ValueError("Polynomial must be 1d only.")
            places = coefficients.nonzero()[0]
            self._variable = "x"
            self.coeffs = coefficients[places[0]:] if places.size else zeros(1, coefficients.dtype)
        if variable is not None:
            self._variable = variable

    variable = property(lambda self: self._variable)
    order = o = property(lambda self: self.coeffs.size - 1)
    roots = r = property(lambda self: roots(self.coeffs))
    c = coef = coefficients = property(lambda self: self.coeffs)

    def __array__(self, dtype=None):
        return asarray(self.coeffs, dtype)

    def __repr__(self):
        return f"poly1d({repr(self.coeffs)[6:-1]})"

    def __str__(self):
        terms = []
        for place, power in enumerate(range(self.order, -1, -1)):
            text = _number_text(self.coeffs[place])
            if text == "0" and (place or power):
                continue
            if terms:
                text = f" - {text[1:]}" if text.startswith("-") else f" + {text}"
            terms.append((f"{text} {self._variable}" if power else text, power))
        return _raised(terms)

    def __call__(self, val):
        return polyval(self.coeffs, val)

    def __len__(self):
        return self.order

    def __iter__(self):
        return iter(self.coeffs)

    def __getitem__(self, power):
        return self.coeffs[self.order - power] if 0 <= power <= self.order else self.coeffs.dtype.type(0)

    def __setitem__(self, power, value):
        if power < 0:
            raise ValueError("Does not support negative powers.")
        if power > self.order:
            self.coeffs = concatenate((zeros(power - self.order, self.coeffs.dtype), self.coeffs))
        self.coeffs[self.order - power] = value

    def __eq__(self, other):
        if not isinstance(other, poly1d):
            return NotImplemented
        return self.coeffs.shape == other.coeffs.shape and bool((self.coeffs == other.coeffs).all())

    def __ne__(self, other):
        return NotImplemented if not isinstance(other, poly1d) else not self == other

    def __neg__(self):
        return poly1d(-self.coeffs)

    def __pos__(self):
        return self

    def __add__(self, other):
        return poly1d(polyadd(self.coeffs, poly1d(other).coeffs))

    __radd__ = __add__

    def __sub__(self, other):
        return poly1d(polysub(self.coeffs, poly1d(other).coeffs))

    def __rsub__(self, other):
        return poly1d(polysub(poly1d(other).coeffs, self.coeffs))

    def __mul__(self, other):
        return poly1d(self.coeffs * other if isscalar(other) else polymul(self.coeffs, poly1d(other).coeffs))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return poly1d(self.coeffs / other) if isscalar(other) else polydiv(self, poly1d(other))

    def __rtruediv__(self, other):
        return poly1d(other / self.coeffs) if isscalar(other) else polydiv(poly1d(other), self)

    def __pow__(self, power):
        if not isscalar(power) or int(power) != power or power < 0:
            raise ValueError("Power to non-negative integers only.")
        result = poly1d([1])
        for _ in range(int(power)):
            result = result * self
        return result

    def deriv(self, m=1):
        """The m-th derivative."""
        return polyder(self, m)

    def integ(self, m=1, k=0):
        """The m-th integral with the given constants."""
        return poly1d(polyint(self.coeffs, m=m, k=k))
