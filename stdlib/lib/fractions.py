"""Exact arithmetic with quotients of ints.

A Fraction is always in lowest terms with a positive denominator; arithmetic keeps it so with the fewest common
divisors: of the parts that can still share a factor, not of the whole result.
"""
from decimal import Decimal
import math
import numbers
import operator
import sys

__all__ = ["Fraction"]

# What hash() of every number is taken modulo, and what stands for a denominator that the modulus divides.
_HASH_MODULUS = sys.hash_info.modulus
_HASH_INFINITY = sys.hash_info.inf


def _digits_at(text, start):
    """Where the run of digits that begins at start ends; single underscores may stand between digits."""
    i = start
    while i < len(text) and (text[i].isdecimal() or (text[i] == "_" and i > start and text[i - 1] != "_")):
        i += 1
    return i - 1 if i > start and text[i - 1] == "_" else i


def _parse(text):
    """Numerator and denominator of '3/4', '-1.25e3' and the like; None for other text."""
    body = text.strip()
    sign = body[:1] if body[:1] in ("-", "+") else ""
    i = len(sign)
    end = _digits_at(body, i)
    whole = body[i:end]
    if whole and body[end:end + 1] == "/":
        stop = _digits_at(body, end + 1)
        if stop != len(body) or stop == end + 1:
            return None
        numerator, denominator = int(whole), int(body[end + 1:])
    else:
        parsed = _parse_decimal(body, end, whole)
        if parsed is None:
            return None
        numerator, denominator = parsed
    return (-numerator if sign == "-" else numerator), denominator


def _parse_decimal(body, i, whole):
    places = ""
    if body[i:i + 1] == ".":
        end = _digits_at(body, i + 1)
        places = body[i + 1:end].replace("_", "")
        i = end
    if not whole and not places:
        return None
    exponent = 0
    if body[i:i + 1] in ("e", "E"):
        start = i + 2 if body[i + 1:i + 2] in ("-", "+") else i + 1
        end = _digits_at(body, start)
        if end == start:
            return None
        exponent = int(body[i + 1:end])
        i = end
    if i != len(body):
        return None
    numerator, denominator = int(whole.replace("_", "") + places), 10 ** len(places)
    if exponent >= 0:
        return numerator * 10 ** exponent, denominator
    return numerator, denominator * 10 ** -exponent


def _both_ways(exact, general):
    """The methods of a binary operator: `exact` for Fractions and ints, `general` for floats and complex."""

    def forward(a, b):
        if isinstance(b, (int, Fraction)):
            return exact(a, b)
        if isinstance(b, float):
            return general(float(a), b)
        if isinstance(b, complex):
            return general(complex(a), b)
        return NotImplemented

    def reverse(b, a):
        if isinstance(a, numbers.Rational):
            return exact(a, b)
        if isinstance(a, numbers.Real):
            return general(float(a), float(b))
        if isinstance(a, numbers.Complex):
            return general(complex(a), complex(b))
        return NotImplemented

    forward.__name__ = f"__{general.__name__}__"
    forward.__doc__ = exact.__doc__
    reverse.__name__ = f"__r{general.__name__}__"
    reverse.__doc__ = exact.__doc__
    return forward, reverse


def _sum_of(combine):
    """Addition or subtraction of two rationals; only factors that the denominators share can cancel."""

    def exact(a, b):
        top_a, bottom_a = a.numerator, a.denominator
        top_b, bottom_b = b.numerator, b.denominator
        shared = math.gcd(bottom_a, bottom_b)
        if shared == 1:
            return _make(combine(top_a * bottom_b, bottom_a * top_b), bottom_a * bottom_b)
        rest = bottom_a // shared
        top = combine(top_a * (bottom_b // shared), top_b * rest)
        cancel = math.gcd(top, shared)
        return _make(top // cancel, rest * (bottom_b // cancel))

    return exact


def _product(top_a, bottom_a, top_b, bottom_b):
    """The product of two fractions in lowest terms: only crosswise can parts share factors."""
    cancel = math.gcd(top_a, bottom_b)
    if cancel > 1:
        top_a //= cancel
        bottom_b //= cancel
    cancel = math.gcd(top_b, bottom_a)
    if cancel > 1:
        top_b //= cancel
        bottom_a //= cancel
    return top_a * top_b, bottom_a * bottom_b


def _multiply(a, b):
    """a * b"""
    return _make(*_product(a.numerator, a.denominator, b.numerator, b.denominator))


def _divide(a, b):
    """a / b"""
    top_b, bottom_b = b.numerator, b.denominator
    if top_b < 0:
        top_b, bottom_b = -top_b, -bottom_b
    top, bottom = _product(a.numerator, a.denominator, bottom_b, top_b)
    return _make(top, bottom) if bottom else Fraction(top, 0)


def _floor_divide(a, b):
    """a // b"""
    return (a.numerator * b.denominator) // (a.denominator * b.numerator)


def _divide_with_rest(a, b):
    """(a // b, a % b)"""
    quotient, rest = divmod(a.numerator * b.denominator, b.numerator * a.denominator)
    return quotient, Fraction(rest, a.denominator * b.denominator)


def _rest(a, b):
    """a % b"""
    return Fraction((a.numerator * b.denominator) % (b.numerator * a.denominator), a.denominator * b.denominator)


def _make(numerator, denominator):
    """A Fraction of parts that are known to be in lowest terms."""
    self = object.__new__(Fraction)
    self._numerator = numerator
    self._denominator = denominator
    return self


class Fraction(numbers.Rational):
    """A rational number: Fraction(numerator, denominator), or of one number or text like '3/4' or '0.75'.

    Both parts may be any rationals; a float or Decimal is taken at its exact value.
    """

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None, *, _normalize=True):
        self = super().__new__(cls)
        if denominator is None:
            self._numerator, self._denominator = cls._parts_of(numerator)
            return self
        if type(numerator) is int is type(denominator):
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        if _normalize:
            divisor = math.gcd(numerator, denominator)
            if denominator < 0:
                divisor = -divisor
            numerator //= divisor
            denominator //= divisor
        self._numerator = numerator
        self._denominator = denominator
        return self

    @staticmethod
    def _parts_of(value):
        """Numerator and denominator of a single argument, in lowest terms."""
        if type(value) is int:
            return value, 1
        if isinstance(value, numbers.Rational):
            return value.numerator, value.denominator
        if isinstance(value, (float, Decimal)):
            return value.as_integer_ratio()
        if not isinstance(value, str):
            raise TypeError("argument should be a string or a Rational instance")
        parts = _parse(value)
        if parts is None:
            raise ValueError(f"Invalid literal for Fraction: {value!r}")
        numerator, denominator = parts
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        divisor = math.gcd(numerator, denominator)
        return numerator // divisor, denominator // divisor

    @classmethod
    def from_float(cls, f):
        """The exact value of a float, or of an int."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        return cls(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """The exact value of a Decimal, or of an int."""
        if isinstance(dec, numbers.Integral):
            dec = Decimal(int(dec))
        elif not isinstance(dec, Decimal):
            raise TypeError(f"{cls.__name__}.from_decimal() only takes Decimals, not {dec!r} ({type(dec).__name__})")
        return cls(*dec.as_integer_ratio())

    def as_integer_ratio(self):
        """Numerator and denominator as a pair."""
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        """The nearest Fraction whose denominator is at most max_denominator.

        The convergents of the continued fraction come nearer from both sides. The last that fits and the best
        mixture of the last two are the candidates; of equally near ones the simpler is taken.
        """
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        top_before, bottom_before, top, bottom = 0, 1, 1, 0
        numerator, denominator = self._numerator, self._denominator
        while True:
            step = numerator // denominator
            next_bottom = bottom_before + step * bottom
            if next_bottom > max_denominator:
                break
            top_before, bottom_before, top, bottom = top, bottom, top_before + step * top, next_bottom
            numerator, denominator = denominator, numerator - step * denominator
        steps = (max_denominator - bottom_before) // bottom
        mixed_bottom = bottom_before + steps * bottom
        # The two enclose self. `denominator` is what is left below the line: it tells their distances apart.
        if 2 * denominator * mixed_bottom <= self._denominator:
            return _make(top, bottom)
        return _make(top_before + steps * top, mixed_bottom)

    @property
    def numerator(a):
        """The part above the line."""
        return a._numerator

    @property
    def denominator(a):
        """The part below the line."""
        return a._denominator

    def __repr__(self):
        """The expression that makes an equal one."""
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        """The parts with a stroke between, or the numerator alone where it is whole."""
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    _add = _sum_of(operator.add)
    __add__, __radd__ = _both_ways(_add, operator.add)

    _sub = _sum_of(operator.sub)
    __sub__, __rsub__ = _both_ways(_sub, operator.sub)

    _mul = _multiply
    __mul__, __rmul__ = _both_ways(_mul, operator.mul)

    _div = _divide
    __truediv__, __rtruediv__ = _both_ways(_div, operator.truediv)

    _floordiv = _floor_divide
    __floordiv__, __rfloordiv__ = _both_ways(_floordiv, operator.floordiv)

    _divmod = _divide_with_rest
    __divmod__, __rdivmod__ = _both_ways(_divmod, divmod)

    _mod = _rest
    __mod__, __rmod__ = _both_ways(_mod, operator.mod)

    def __pow__(a, b):
        """a ** b: exact when b is whole, else a float or complex."""
        if not isinstance(b, numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return _make(a._numerator ** power, a._denominator ** power)
        if a._numerator >= 0:
            return Fraction(a._denominator ** -power, a._numerator ** -power, _normalize=False)
        return Fraction((-a._denominator) ** -power, (-a._numerator) ** -power, _normalize=False)

    def __rpow__(b, a):
        """a ** b"""
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        """A plain Fraction of the value."""
        return _make(a._numerator, a._denominator)

    def __neg__(a):
        """-a"""
        return _make(-a._numerator, a._denominator)

    def __abs__(a):
        """abs(a)"""
        return _make(abs(a._numerator), a._denominator)

    def __int__(a, _index=operator.index):
        """The value cut towards zero, an int even where the parts are not."""
        if a._numerator < 0:
            return _index(-(-a._numerator // a._denominator))
        return _index(a._numerator // a._denominator)

    def __trunc__(a):
        """The value cut towards zero."""
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __floor__(a):
        """The greatest int that is not above a."""
        return a._numerator // a._denominator

    def __ceil__(a):
        """The least int that is not below a."""
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """The nearest int, or multiple of 10**-ndigits; ties go to the even one."""
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            if rest * 2 < self._denominator:
                return whole
            if rest * 2 > self._denominator:
                return whole + 1
            return whole + (whole & 1)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        """The hash of every equal number, by the rule for numeric types in the library's reference."""
        try:
            inverse = pow(self._denominator, -1, _HASH_MODULUS)
        except ValueError:
            value = _HASH_INFINITY
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(a, b):
        """a == b"""
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                # Every finite number compares with them as zero does.
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _richcmp(self, other, op):
        """op of both cross products, for rationals and floats."""
        if isinstance(other, numbers.Rational):
            return op(self._numerator * other.denominator, self._denominator * other.numerator)
        if isinstance(other, float):
            if math.isnan(other) or math.isinf(other):
                return op(0.0, other)
            return op(self, self.from_float(other))
        return NotImplemented

    def __lt__(a, b):
        """a < b"""
        return a._richcmp(b, operator.lt)

    def __gt__(a, b):
        """a > b"""
        return a._richcmp(b, operator.gt)

    def __le__(a, b):
        """a <= b"""
        return a._richcmp(b, operator.le)

    def __ge__(a, b):
        """a >= b"""
        return a._richcmp(b, operator.ge)

    def __bool__(a):
        """Whether a is not zero."""
        return bool(a._numerator)

    def __reduce__(self):
        return (self.__class__, (self._numerator, self._denominator))

    def __copy__(self):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self if type(self) is Fraction else self.__class__(self._numerator, self._denominator)
