"""date: a day of the calendar, and the triple that isocalendar() gives."""
import time as _time
from operator import index

from . import days
from .days import DAY_NAMES, MONTH_NAMES, class_name
from .duration import timedelta
from .iso_text import format_fields, parse_date


def time_tuple(year, month, day, hour, minute, second, saving):
    """time.struct_time, with the day of the week and of the year."""
    weekday = (days.to_ordinal(year, month, day) + 6) % 7
    day_of_year = days.days_before_month(year, month) + day
    return _time.struct_time((year, month, day, hour, minute, second, weekday, day_of_year, saving))


class date:
    """A day: date(year, month, day)"""

    __slots__ = ("_year", "_month", "_day", "_hash")
    __module__ = "datetime"

    def __new__(cls, year, month=None, day=None):
        if month is None and isinstance(year, (bytes, str)):
            state = _date_state(year)
            if state is not None:
                return _unpack_date(cls, state)
        if month is None or day is None:
            missing = "'month' (pos 2)" if month is None else "'day' (pos 3)"
            raise TypeError(f"function missing required argument {missing}")
        year, month, day = index(year), index(month), index(day)
        days.check_date(year, month, day)
        return _make_date(cls, year, month, day)

    @classmethod
    def fromtimestamp(cls, timestamp, /):
        """The local day of a POSIX timestamp."""
        if isinstance(timestamp, float):
            timestamp = _whole_seconds(timestamp)
        fields = _time.localtime(timestamp)
        return cls(fields.tm_year, fields.tm_mon, fields.tm_mday)

    @classmethod
    def today(cls):
        """The local day of now."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, ordinal, /):
        """The day with a number; 1 January of the year 1 is day 1."""
        ordinal = index(ordinal)
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > days.MAXORDINAL:
            raise ValueError(f"year {days.from_ordinal(ordinal)[0]} is out of range")
        return cls(*days.from_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The day that ISO 8601 text names."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        if len(date_string) not in (7, 8, 10):
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        try:
            fields = parse_date(date_string)
            days.check_date(*fields)
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*fields)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The day of an ISO year, week and weekday."""
        return cls(*days.from_iso(index(year), index(week), index(day)))

    @property
    def year(self):
        """The year, from 1 to 9999."""
        return self._year

    @property
    def month(self):
        """The month, from 1 to 12."""
        return self._month

    @property
    def day(self):
        """The day of the month, from 1."""
        return self._day

    def __repr__(self):
        return f"{class_name(self, date)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        """Text as C's ctime gives it."""
        return f"{DAY_NAMES[self.isoweekday()]} {MONTH_NAMES[self._month]} {self._day:2d} 00:00:00 {self._year:04d}"

    def strftime(self, format):
        """Text by a format with percent codes."""
        if not isinstance(format, str):
            raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
        return format_fields(self, format, self.timetuple())

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def isoformat(self):
        """YYYY-MM-DD"""
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    def timetuple(self):
        """The fields as time.struct_time, at midnight."""
        return time_tuple(self._year, self._month, self._day, 0, 0, 0, -1)

    def toordinal(self):
        """The number of the day; 1 January of the year 1 is day 1."""
        return days.to_ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """The same day with other fields."""
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def weekday(self):
        """The day of the week, 0 for Monday."""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """The day of the week, 1 for Monday and 7 for Sunday."""
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        """ISO year, week and weekday."""
        year = self._year
        monday = days.first_iso_monday(year)
        today = days.to_ordinal(year, self._month, self._day)
        week, day = divmod(today - monday, 7)
        if week < 0:
            year -= 1
            week, day = divmod(today - days.first_iso_monday(year), 7)
        elif week >= 52 and today >= days.first_iso_monday(year + 1):
            year, week = year + 1, 0
        return IsoCalendarDate(year, week + 1, day + 1)

    def __add__(self, other):
        if isinstance(other, timedelta):
            return self._moved(other.days)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _moved(self, distance):
        ordinal = self.toordinal() + distance
        if not 1 <= ordinal <= days.MAXORDINAL:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(ordinal) if type(self) is not date else _make_date(date, *days.from_ordinal(ordinal))

    def _fields(self):
        return self._year, self._month, self._day

    def __eq__(self, other):
        return self._fields() == other._fields() if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        return self._fields() < other._fields() if isinstance(other, date) else NotImplemented

    def __le__(self, other):
        return self._fields() <= other._fields() if isinstance(other, date) else NotImplemented

    def __gt__(self, other):
        return self._fields() > other._fields() if isinstance(other, date) else NotImplemented

    def __ge__(self, other):
        return self._fields() >= other._fields() if isinstance(other, date) else NotImplemented

    def __hash__(self):
        if self._hash == -1:
            self._hash = hash(self._state())
        return self._hash

    def _state(self):
        """The fields as bytes, as pickles hold them."""
        return bytes((self._year >> 8, self._year & 255, self._month, self._day))

    def __reduce__(self):
        return (self.__class__, (self._state(),))


def _make_date(cls, year, month, day):
    self = object.__new__(cls)
    self._year = year
    self._month = month
    self._day = day
    self._hash = -1
    return self


def _date_state(value):
    """Bytes that a pickle holds for a date; None for others."""
    if isinstance(value, str):
        if len(value) != 4 or not 1 <= ord(value[2]) <= 12:
            return None
        try:
            value = value.encode("latin1")
        except UnicodeEncodeError:
            raise ValueError("Failed to encode latin1 string when unpickling a date object. "
                             "pickle.load(data, encoding='latin1') is assumed.") from None
    return value if len(value) == 4 and 1 <= value[2] <= 12 else None


def _unpack_date(cls, state):
    return _make_date(cls, state[0] << 8 | state[1], state[2], state[3])


def _whole_seconds(timestamp):
    """A float's seconds as an int, towards minus infinity."""
    if timestamp != timestamp:
        raise ValueError("Invalid value NaN (not a number)")
    whole = timestamp.__floor__()
    if not -2 ** 63 <= whole < 2 ** 63:
        raise OverflowError("timestamp out of range for platform time_t")
    return whole


class IsoCalendarDate(tuple):
    """Year, week and weekday by ISO 8601, as a tuple with names."""

    __slots__ = ()
    __module__ = "datetime"

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    @property
    def year(self):
        """The ISO year."""
        return self[0]

    @property
    def week(self):
        """The week of the year, from 1."""
        return self[1]

    @property
    def weekday(self):
        """The day of the week, 1 for Monday."""
        return self[2]

    def __reduce__(self):
        # Pickles hold the tuple alone.
        return (tuple, (tuple(self),))

    def __repr__(self):
        return f"{class_name(self, IsoCalendarDate)}(year={self[0]}, week={self[1]}, weekday={self[2]})"


IsoCalendarDate.__name__ = "IsoCalendarDate"
date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)
