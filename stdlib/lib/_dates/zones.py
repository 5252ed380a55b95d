"""tzinfo, the protocol of time zones, and timezone, those with a fixed offset."""
from .days import class_name
from .duration import timedelta

_DAY = timedelta(days=1)


def check_offset(name, offset):
    """What utcoffset() and dst() may answer: None, or less than a day."""
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not '{type(offset).__name__}'")
    if not -_DAY < offset < _DAY:
        raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset


def check_name(name):
    if name is None or isinstance(name, str):
        return name
    raise TypeError(f"tzinfo.tzname() must return None or a string, not '{type(name).__name__}'")


def check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def offset_text(offset, separator=":"):
    """+HH:MM, with seconds and microseconds where there are some; empty for None."""
    if offset is None:
        return ""
    sign = "+"
    if offset.days < 0:
        sign, offset = "-", -offset
    minutes, seconds = divmod(offset.seconds, 60)
    text = f"{sign}{minutes // 60:02d}{separator}{minutes % 60:02d}"
    if seconds or offset.microseconds:
        text += f"{separator}{seconds:02d}"
    if offset.microseconds:
        text += f".{offset.microseconds:06d}"
    return text


class tzinfo:
    """What a time zone answers about a moment; subclasses give the answers."""

    __slots__ = ()
    __module__ = "datetime"

    def tzname(self, dt):
        """The name of the zone at a moment."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        """How far local time is ahead of UTC, as a timedelta."""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        """How much of the offset is daylight saving, as a timedelta."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """The local time of a moment whose fields are UTC."""
        from .moments import datetime
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        saving = dt.dst()
        if saving is None:
            raise ValueError("fromutc: non-None dst() result required")
        # Standard time first; whether saving time holds can be asked only then.
        standard = offset - saving
        if standard:
            dt += standard
            saving = dt.dst()
            if saving is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + saving

    def __reduce__(self):
        get_arguments = getattr(self, "__getinitargs__", None)
        arguments = get_arguments() if get_arguments else ()
        return (self.__class__, arguments, self.__getstate__())


class timezone(tzinfo):
    """A zone whose offset never changes."""

    __slots__ = ("_offset", "_name")
    __module__ = "datetime"

    def __new__(cls, offset, *rest, **keywords):
        name = _take_name(rest, keywords)
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is None:
            if not offset and hasattr(cls, "utc"):
                return cls.utc
        elif not isinstance(name[0], str):
            kind = None if name[0] is None else type(name[0]).__name__
            raise TypeError(f"timezone() argument 2 must be str, not {kind}")
        if not -_DAY < offset < _DAY:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        self = tzinfo.__new__(cls)
        self._offset = offset
        self._name = name and name[0]
        return self

    def __init_subclass__(cls):
        raise TypeError("type 'datetime.timezone' is not an acceptable base type")

    def __getinitargs__(self):
        """The arguments that make an equal zone."""
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return (self.__class__, self.__getinitargs__(), None)

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"{class_name(self, timezone)}({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        """The fixed offset."""
        _check_moment("utcoffset", dt)
        return self._offset

    def tzname(self, dt):
        """The zone's own name, else one made of UTC and the offset."""
        _check_moment("tzname", dt)
        if self._name is not None:
            return self._name
        return "UTC" + offset_text(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        """None: nothing is known of daylight saving."""
        _check_moment("dst", dt)
        return None

    def fromutc(self, dt):
        """The local time of a moment whose fields are UTC."""
        from .moments import datetime
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset


def _take_name(rest, keywords):
    """The argument `name` in a tuple, None where there is none: a name of None is an error."""
    given = list(rest)
    if "name" in keywords:
        given.append(keywords.pop("name"))
    if keywords:
        raise TypeError(f"'{next(iter(keywords))}' is an invalid keyword argument for timezone()")
    if len(given) > 1:
        raise TypeError(f"timezone() takes at most 2 arguments ({len(given) + 1} given)")
    return tuple(given) or None


def _check_moment(name, dt):
    from .moments import datetime
    if dt is not None and not isinstance(dt, datetime):
        raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not {type(dt).__name__}")


timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc
