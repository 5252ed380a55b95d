"""datetime: a day and a time of day, with a zone or without one."""
import time as _time
from operator import index

from . import days
from .dates import date, time_tuple
from .days import DAY_NAMES, MONTH_NAMES, class_name
from .duration import timedelta
from .iso_text import date_length, parse_date, parse_time, time_text
from .times import time
from .zones import check_name, check_offset, check_tzinfo, offset_text, timezone, tzinfo as tzinfo_class

_EPOCH_DAY = days.to_ordinal(1970, 1, 1)
_DAY_SECONDS = 86400
# Jumps of local time are less than a day.
_MOST_JUMP = 86400


class datetime(date):
    """A moment: datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)"""

    __slots__ = time.__slots__[:5] + ("_fold",)
    __module__ = "datetime"

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, (bytes, str)):
            state = _moment_state(year)
            if state is not None:
                return _unpack_moment(cls, state, month)
        if month is None or day is None:
            missing = "'month' (pos 2)" if month is None else "'day' (pos 3)"
            raise TypeError(f"function missing required argument {missing}")
        year, month, day, hour = index(year), index(month), index(day), index(hour)
        minute, second, microsecond = index(minute), index(second), index(microsecond)
        days.check_date(year, month, day)
        days.check_time(hour, minute, second, microsecond, fold)
        check_tzinfo(tzinfo)
        return _make_moment(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    hour = time.hour
    minute = time.minute
    second = time.second
    microsecond = time.microsecond
    tzinfo = time.tzinfo
    fold = time.fold

    # --- making moments

    @classmethod
    def _from_seconds(cls, seconds, microsecond, to_fields, tz):
        fields = to_fields(seconds)
        # A leap second is the second before it.
        result = cls(*fields[:5], min(fields[5], 59), microsecond, tz)
        if tz is None and to_fields is _time.localtime and seconds >= _MOST_JUMP:
            # After a jump back the same local time comes again.
            before = to_fields(seconds - _MOST_JUMP)
            earlier = cls(*before[:5], min(before[5], 59), microsecond)
            jump = result - earlier - timedelta(0, _MOST_JUMP)
            if jump.days < 0:
                again = to_fields(seconds + jump // timedelta(0, 1))
                if cls(*again[:5], min(again[5], 59), microsecond) == result:
                    result = result.replace(fold=1)
        return result

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """The local moment of a POSIX timestamp, or the moment in a zone."""
        check_tzinfo(tz)
        seconds, microsecond = _split_timestamp(timestamp)
        result = cls._from_seconds(seconds, microsecond, _time.localtime if tz is None else _time.gmtime, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        """The moment of a POSIX timestamp in UTC, without a zone."""
        seconds, microsecond = _split_timestamp(timestamp)
        return cls._from_seconds(seconds, microsecond, _time.gmtime, None)

    @classmethod
    def now(cls, tz=None):
        """The moment that it is, local or in a zone."""
        check_tzinfo(tz)
        seconds, rest = divmod(_time.time_ns(), 10 ** 9)
        result = cls._from_seconds(seconds, rest // 1000, _time.localtime if tz is None else _time.gmtime, tz)
        return result if tz is None else tz.fromutc(result)

    @classmethod
    def utcnow(cls):
        """The moment that it is in UTC, without a zone."""
        seconds, rest = divmod(_time.time_ns(), 10 ** 9)
        return cls._from_seconds(seconds, rest // 1000, _time.gmtime, None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """A day and a time of day together; the zone is the time's unless one is given."""
        if not isinstance(date, _date):
            raise TypeError(f"combine() argument 1 must be datetime.date, not {type(date).__name__}")
        if not isinstance(time, _time_class):
            raise TypeError(f"combine() argument 2 must be datetime.time, not {type(time).__name__}")
        zone = time._tzinfo if tzinfo is True else tzinfo
        return cls(date._year, date._month, date._day, time._hour, time._minute, time._second, time._microsecond,
                   zone, fold=time._fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The moment that ISO 8601 text names."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            if len(date_string) < 7:
                raise ValueError
            end = date_length(date_string)
            day = parse_date(date_string[:end])
            rest = date_string[end + 1:]
            fields = parse_time(rest) if rest else ()
            if len(date_string) == end + 1:
                raise ValueError
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*day, *fields)

    @classmethod
    def strptime(cls, date_string, format, /):
        """The moment that text names by a format."""
        for place, value in enumerate((date_string, format), 1):
            if not isinstance(value, str):
                raise TypeError(f"strptime() argument {place} must be str, not {type(value).__name__}")
        import _strptime
        return _strptime._strptime_datetime(cls, date_string, format)

    # --- other forms

    def timetuple(self):
        """The fields as time.struct_time."""
        saving = self.dst()
        return time_tuple(self._year, self._month, self._day, self._hour, self._minute, self._second,
                          -1 if saving is None else int(bool(saving)))

    def utctimetuple(self):
        """The fields in UTC as time.struct_time."""
        offset = self.utcoffset()
        moment = self - offset if offset else self
        return time_tuple(moment._year, moment._month, moment._day, moment._hour, moment._minute, moment._second, 0)

    def timestamp(self):
        """The POSIX timestamp as a float; without a zone the moment is local."""
        if self._tzinfo is None:
            return _local_to_seconds(self) + self._microsecond / 10 ** 6
        return (self - _EPOCH).total_seconds()

    def date(self):
        """The day."""
        return date(self._year, self._month, self._day)

    def time(self):
        """The time of day without the zone."""
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        """The time of day with the zone."""
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """The same moment with other fields."""
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, self._hour if hour is None else hour,
                          self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def astimezone(self, tz=None):
        """The same moment in another zone, the local one without an argument."""
        if tz is not None and not isinstance(tz, tzinfo_class):
            raise TypeError(f"astimezone() argument 1 must be datetime.tzinfo, not {type(tz).__name__}")
        own = self._tzinfo
        if own is tz is not None:
            return self
        offset = self.utcoffset()
        if offset is None:
            own = _local_zone(_local_to_seconds(self))
            if tz is own:
                return self.replace(tzinfo=own)
            offset = own.utcoffset(self)
        moment = (self - offset).replace(tzinfo=timezone.utc)
        if tz is None:
            tz = _local_zone((moment - _EPOCH) // timedelta(seconds=1))
        return tz.fromutc(moment.replace(tzinfo=tz))

    def ctime(self):
        """Text as C's ctime gives it."""
        return (f"{DAY_NAMES[self.isoweekday()]} {MONTH_NAMES[self._month]} {self._day:2d} "
                f"{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}")

    def isoformat(self, sep="T", timespec="auto"):
        """Date, separator, time and offset; timespec tells which parts of the time."""
        if not isinstance(sep, str) or len(sep) != 1:
            kind = "str" if isinstance(sep, str) else type(sep).__name__
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {kind}")
        clock = time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}{sep}{clock}{offset_text(self.utcoffset())}"

    def __repr__(self):
        fields = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            fields.append(self._second)
        if self._microsecond:
            fields.append(self._microsecond)
        text = ", ".join(map(str, fields))
        if self._fold:
            text += ", fold=1"
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        return f"{class_name(self, datetime)}({text})"

    def __str__(self):
        return self.isoformat(sep=" ")

    def utcoffset(self):
        """How far the zone is ahead of UTC, or None."""
        return None if self._tzinfo is None else check_offset("utcoffset", self._tzinfo.utcoffset(self))

    def tzname(self):
        """The name of the zone, or None."""
        return None if self._tzinfo is None else check_name(self._tzinfo.tzname(self))

    def dst(self):
        """The zone's daylight saving, or None."""
        return None if self._tzinfo is None else check_offset("dst", self._tzinfo.dst(self))

    # --- comparison and arithmetic

    def _fields(self):
        return (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)

    def _span(self):
        """The time since the day before the first, whatever the zone."""
        return timedelta(self.toordinal(), (self._hour * 60 + self._minute) * 60 + self._second, self._microsecond)

    def _compare(self, other, is_equality):
        """-1, 0 or 1; 2 for what is neither equal nor in order."""
        if self._tzinfo is other._tzinfo:
            mine = theirs = None
        else:
            mine, theirs = self.utcoffset(), other.utcoffset()
            # A moment whose offset depends on the fold equals no moment of another zone.
            if is_equality and (_depends_on_fold(self, mine) or _depends_on_fold(other, theirs)):
                return 2
        if mine == theirs:
            a, b = self._fields(), other._fields()
        elif mine is None or theirs is None:
            if is_equality:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        else:
            a, b = self._span() - mine, other._span() - theirs
        return (a > b) - (a < b)

    def _ordered(self, other):
        """The comparison with a moment; None for what is no date."""
        if isinstance(other, datetime):
            return self._compare(other, False)
        if isinstance(other, date):
            raise TypeError(f"can't compare {class_name(self, datetime)} to {class_name(other, date)}")
        return None

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, True) == 0
        return False if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order < 0

    def __le__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order > 0

    def __ge__(self, other):
        order = self._ordered(other)
        return NotImplemented if order is None else order >= 0

    def __hash__(self):
        if self._hash == -1:
            first = self.replace(fold=0) if self._fold else self
            offset = first.utcoffset()
            self._hash = hash(self._fields()) if offset is None else hash(self._span() - offset)
        return self._hash

    def _moved_by(self, microseconds):
        seconds, microsecond = divmod(microseconds + self._microsecond, 1000000)
        minutes, second = divmod(seconds + self._second, 60)
        hours, minute = divmod(minutes + self._minute, 60)
        distance, hour = divmod(hours + self._hour, 24)
        ordinal = self.toordinal() + distance
        if not 1 <= ordinal <= days.MAXORDINAL:
            raise OverflowError("date value out of range")
        fields = (*days.from_ordinal(ordinal), hour, minute, second, microsecond)
        if type(self) is datetime:
            return _make_moment(datetime, *fields, self._tzinfo, 0)
        return type(self)(*fields, tzinfo=self._tzinfo)

    def __add__(self, other):
        if isinstance(other, timedelta):
            return self._moved_by((other._days * _DAY_SECONDS + other._seconds) * 1000000 + other._microseconds)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self._moved_by(-((other._days * _DAY_SECONDS + other._seconds) * 1000000 + other._microseconds))
        if not isinstance(other, datetime):
            return NotImplemented
        span = self._span() - other._span()
        if self._tzinfo is other._tzinfo:
            return span
        mine, theirs = self.utcoffset(), other.utcoffset()
        if mine == theirs:
            return span
        if mine is None or theirs is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return span + theirs - mine

    # --- pickling

    def _state(self, protocol=3):
        month = self._month + 128 if self._fold and protocol > 3 else self._month
        state = bytes((self._year >> 8, self._year & 255, month, self._day, self._hour, self._minute, self._second))
        return state + self._microsecond.to_bytes(3, "big")

    def __reduce_ex__(self, protocol):
        state = self._state(protocol)
        return (self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo))

    def __reduce__(self):
        return self.__reduce_ex__(2)


# In the class these names are the methods.
_date = date
_time_class = time


def _make_moment(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold):
    self = object.__new__(cls)
    self._year = year
    self._month = month
    self._day = day
    self._hour = hour
    self._minute = minute
    self._second = second
    self._microsecond = microsecond
    self._tzinfo = tzinfo
    self._fold = fold
    self._hash = -1
    return self


def _moment_state(value):
    """Bytes that a pickle holds for a datetime; None for others."""
    if isinstance(value, str):
        if len(value) != 10 or not 1 <= ord(value[2]) & 127 <= 12:
            return None
        try:
            value = value.encode("latin1")
        except UnicodeEncodeError:
            raise ValueError("Failed to encode latin1 string when unpickling a datetime object. "
                             "pickle.load(data, encoding='latin1') is assumed.") from None
    return value if len(value) == 10 and 1 <= value[2] & 127 <= 12 else None


def _unpack_moment(cls, state, tz):
    if tz is not None and not isinstance(tz, tzinfo_class):
        raise TypeError("bad tzinfo state arg")
    return _make_moment(cls, state[0] << 8 | state[1], state[2] & 127, state[3], state[4], state[5], state[6],
                        int.from_bytes(state[7:], "big"), tz, state[2] >> 7)


def _depends_on_fold(moment, offset):
    return moment._tzinfo is not None and offset != moment.replace(fold=not moment._fold).utcoffset()


def _split_timestamp(timestamp):
    """Seconds and microseconds of a timestamp, rounded half to even."""
    if not isinstance(timestamp, float):
        return index(timestamp), 0
    if timestamp != timestamp:
        raise ValueError("Invalid value NaN (not a number)")
    if timestamp in (float("inf"), float("-inf")):
        raise OverflowError("cannot convert float infinity to integer")
    seconds = int(timestamp // 1)
    microsecond = round((timestamp - seconds) * 1e6)
    if microsecond >= 1000000:
        return seconds + 1, microsecond - 1000000
    return seconds, microsecond


def _local_seconds(seconds):
    """The local time at `seconds` since 1970, counted as if it were UTC."""
    fields = _time.localtime(seconds)
    day = days.to_ordinal(fields[0], fields[1], fields[2]) - _EPOCH_DAY
    return ((day * 24 + fields[3]) * 60 + fields[4]) * 60 + fields[5]


def _local_to_seconds(moment):
    """The seconds since 1970 of a local moment: its fold chooses between two, and in a gap the offset before it or after."""
    wanted = (((moment.toordinal() - _EPOCH_DAY) * 24 + moment._hour) * 60 + moment._minute) * 60 + moment._second
    first_offset = _local_seconds(wanted) - wanted
    candidate = wanted - first_offset
    found = _local_seconds(candidate)
    if found == wanted:
        # The other offset near by may fit, too.
        probe = candidate + (-_MOST_JUMP, _MOST_JUMP)[moment._fold]
        second_offset = _local_seconds(probe) - probe
        if first_offset == second_offset:
            return candidate
    else:
        second_offset = found - candidate
    other = wanted - second_offset
    if _local_seconds(other) == wanted:
        return other
    if found == wanted:
        return candidate
    return (max, min)[moment._fold](candidate, other)


def _local_zone(seconds):
    """The zone of the place where the program runs, as it is at a moment."""
    fields = _time.localtime(seconds)
    return timezone(timedelta(seconds=fields.tm_gmtoff), fields.tm_zone)


_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
