"""timedelta: a span of time in days, seconds and microseconds, of which only the days can be negative."""
from .days import class_name

_MICROSECONDS_A_DAY = 86400 * 1000000


def divide_nearest(a, b):
    """a / b as the nearest int, ties to even."""
    quotient, rest = divmod(a, b)
    rest *= 2
    if (rest > b if b > 0 else rest < b) or (rest == b and quotient % 2 == 1):
        quotient += 1
    return quotient


def _exact(name, value, factor, left_over):
    """value * factor as a whole count of microseconds, and what remains of a float."""
    if isinstance(value, int):
        return int(value) * factor, left_over
    if not isinstance(value, float):
        raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
    # Whole units are exact; only the fraction is multiplied as a float.
    whole = int(value)
    scaled = (value - whole) * factor
    part = int(scaled)
    return whole * factor + part, left_over + (scaled - part)


class timedelta:
    """A span of time. Arguments are ints or floats of either sign and are added up."""

    __slots__ = ("_days", "_seconds", "_microseconds", "_hash")
    __module__ = "datetime"

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, left_over = 0, 0.0
        for name, value, factor in (("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000),
                                    ("seconds", seconds, 1000000), ("minutes", minutes, 60000000),
                                    ("hours", hours, 3600000000), ("days", days, _MICROSECONDS_A_DAY),
                                    ("weeks", weeks, 7 * _MICROSECONDS_A_DAY)):
            if type(value) is not int or value:
                count, left_over = _exact(name, value, factor, left_over)
                total += count
        if left_over:
            total = _add_rounded(total, left_over)
        return _from_microseconds(total, cls)

    @property
    def days(self):
        """The days, negative for negative spans."""
        return self._days

    @property
    def seconds(self):
        """The seconds beside the days, from 0 to 86399."""
        return self._seconds

    @property
    def microseconds(self):
        """The microseconds beside the seconds, from 0 to 999999."""
        return self._microseconds

    def total_seconds(self):
        """The whole span in seconds."""
        return _microseconds_of(self) / 10 ** 6

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (("days", self._days), ("seconds", self._seconds),
                                                       ("microseconds", self._microseconds)) if value]
        return f"{class_name(self, timedelta)}({', '.join(parts) or 0})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        if self._microseconds:
            text += f".{self._microseconds:06d}"
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return _from_microseconds(_microseconds_of(self) + _microseconds_of(other))
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return _from_microseconds(_microseconds_of(self) - _microseconds_of(other))
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return _from_microseconds(_microseconds_of(other) - _microseconds_of(self))
        return NotImplemented

    def __neg__(self):
        return _from_microseconds(-_microseconds_of(self))

    def __pos__(self):
        return _from_microseconds(_microseconds_of(self))

    def __abs__(self):
        return -self if self._days < 0 else +self

    def __mul__(self, other):
        if isinstance(other, int):
            return _from_microseconds(_microseconds_of(self) * int(other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _from_microseconds(divide_nearest(_microseconds_of(self) * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return _microseconds_of(self) // _microseconds_of(other)
        if isinstance(other, int):
            return _from_microseconds(_microseconds_of(self) // int(other))
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return _microseconds_of(self) / _microseconds_of(other)
        if isinstance(other, int):
            return _from_microseconds(divide_nearest(_microseconds_of(self), int(other)))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _from_microseconds(divide_nearest(_microseconds_of(self) * bottom, top))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return _from_microseconds(_microseconds_of(self) % _microseconds_of(other))
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            quotient, rest = divmod(_microseconds_of(self), _microseconds_of(other))
            return quotient, _from_microseconds(rest)
        return NotImplemented

    def __eq__(self, other):
        return _key(self) == _key(other) if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return _key(self) < _key(other) if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return _key(self) <= _key(other) if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return _key(self) > _key(other) if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return _key(self) >= _key(other) if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        if self._hash == -1:
            self._hash = hash(_key(self))
        return self._hash

    def __bool__(self):
        return self._days != 0 or self._seconds != 0 or self._microseconds != 0

    def __reduce__(self):
        return (self.__class__, _key(self))


def _add_rounded(total, left_over):
    """total plus a fraction, rounded half to even as the exact sum would be."""
    whole = round(left_over)
    if abs(whole - left_over) == 0.5:
        # The tie is decided by the sum, not by the fraction alone.
        odd = total & 1
        whole = 2.0 * round((left_over + odd) * 0.5) - odd
    return total + int(whole)


def _key(self):
    return self._days, self._seconds, self._microseconds


def _microseconds_of(self):
    return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds


def _from_microseconds(total, cls=timedelta):
    days, rest = divmod(total, _MICROSECONDS_A_DAY)
    if not -999999999 <= days <= 999999999:
        if not -2 ** 31 <= days < 2 ** 31:
            raise OverflowError("Python int too large to convert to C int")
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    self = object.__new__(cls)
    self._days = days
    self._seconds, self._microseconds = divmod(rest, 1000000)
    self._hash = -1
    return self


timedelta.min = _from_microseconds(-999999999 * _MICROSECONDS_A_DAY)
timedelta.max = _from_microseconds(10 ** 9 * _MICROSECONDS_A_DAY - 1)
timedelta.resolution = _from_microseconds(1)
