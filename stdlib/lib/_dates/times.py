"""time: a time of day, with a zone or without one."""
import time as _time
from operator import index

from . import days
from .days import class_name
from .duration import timedelta
from .iso_text import format_fields, parse_time, time_text
from .zones import check_name, check_offset, check_tzinfo, offset_text, tzinfo as tzinfo_class


class time:
    """A time of day: time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)"""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_hash", "_fold")
    __module__ = "datetime"

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)):
            state = _time_state(hour)
            if state is not None:
                return _unpack_time(cls, state, None if minute == 0 else minute)
        hour, minute, second, microsecond = index(hour), index(minute), index(second), index(microsecond)
        days.check_time(hour, minute, second, microsecond, fold)
        check_tzinfo(tzinfo)
        return _make_time(cls, hour, minute, second, microsecond, tzinfo, fold)

    @property
    def hour(self):
        """The hour, from 0 to 23."""
        return self._hour

    @property
    def minute(self):
        """The minute, from 0 to 59."""
        return self._minute

    @property
    def second(self):
        """The second, from 0 to 59."""
        return self._second

    @property
    def microsecond(self):
        """The microsecond, from 0 to 999999."""
        return self._microsecond

    @property
    def tzinfo(self):
        """The zone, or None."""
        return self._tzinfo

    @property
    def fold(self):
        """1 for the second of two equal local times."""
        return self._fold

    def _microseconds(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _compare(self, other, is_equality):
        """-1, 0 or 1; 2 for what is neither equal nor in order."""
        mine, theirs = self.utcoffset(), other.utcoffset()
        if mine == theirs:
            a, b = self._microseconds(), other._microseconds()
        elif mine is None or theirs is None:
            if is_equality:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware times")
        else:
            a = timedelta(microseconds=self._microseconds()) - mine
            b = timedelta(microseconds=other._microseconds()) - theirs
        return (a > b) - (a < b)

    def __eq__(self, other):
        return self._compare(other, True) == 0 if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._compare(other, False) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._compare(other, False) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._compare(other, False) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._compare(other, False) >= 0 if isinstance(other, time) else NotImplemented

    def __hash__(self):
        if self._hash == -1:
            first = self.replace(fold=0) if self._fold else self
            offset = first.utcoffset()
            if not offset:
                self._hash = hash((self._microseconds(),))
            else:
                self._hash = hash(timedelta(microseconds=self._microseconds()) - offset)
        return self._hash

    def __repr__(self):
        text = f"{self._hour}, {self._minute}"
        if self._second or self._microsecond:
            text += f", {self._second}"
        if self._microsecond:
            text += f", {self._microsecond}"
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        if self._fold:
            text += ", fold=1"
        return f"{class_name(self, time)}({text})"

    def isoformat(self, timespec="auto"):
        """HH:MM:SS with microseconds where there are some, and the offset; timespec asks for other parts."""
        text = time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return text + offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    @classmethod
    def fromisoformat(cls, time_string, /):
        """The time that ISO 8601 text names."""
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            fields = parse_time(time_string.removeprefix("T"))
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*fields)

    def strftime(self, format):
        """Text by a format with percent codes; the date is 1 January 1900."""
        if not isinstance(format, str):
            raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
        return format_fields(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def utcoffset(self):
        """How far the zone is ahead of UTC, or None."""
        return None if self._tzinfo is None else check_offset("utcoffset", self._tzinfo.utcoffset(None))

    def tzname(self):
        """The name of the zone, or None."""
        return None if self._tzinfo is None else check_name(self._tzinfo.tzname(None))

    def dst(self):
        """The zone's daylight saving, or None."""
        return None if self._tzinfo is None else check_offset("dst", self._tzinfo.dst(None))

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        """The same time with other fields."""
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def _state(self, protocol=3):
        hour = self._hour + 128 if self._fold and protocol > 3 else self._hour
        state = bytes((hour, self._minute, self._second)) + self._microsecond.to_bytes(3, "big")
        return (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce_ex__(self, protocol):
        return (self.__class__, self._state(protocol))

    def __reduce__(self):
        return self.__reduce_ex__(2)


def _make_time(cls, hour, minute, second, microsecond, tzinfo, fold):
    self = object.__new__(cls)
    self._hour = hour
    self._minute = minute
    self._second = second
    self._microsecond = microsecond
    self._tzinfo = tzinfo
    self._fold = fold
    self._hash = -1
    return self


def _time_state(value):
    """Bytes that a pickle holds for a time; None for others."""
    if isinstance(value, str):
        if len(value) != 6 or ord(value[0]) & 127 >= 24:
            return None
        try:
            value = value.encode("latin1")
        except UnicodeEncodeError:
            raise ValueError("Failed to encode latin1 string when unpickling a time object. "
                             "pickle.load(data, encoding='latin1') is assumed.") from None
    return value if len(value) == 6 and value[0] & 127 < 24 else None


def _unpack_time(cls, state, tz):
    if tz is not None and not isinstance(tz, tzinfo_class):
        raise TypeError("bad tzinfo state arg")
    return _make_time(cls, state[0] & 127, state[1], state[2], int.from_bytes(state[3:], "big"), tz, state[0] >> 7)


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
