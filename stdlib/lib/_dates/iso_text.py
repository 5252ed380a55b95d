"""ISO 8601 text of dates and times, read and written, and strftime formats."""
import time as _time

from .days import days_in_month, from_iso
from .duration import timedelta
from .zones import offset_text, timezone

_SPECIFICATIONS = {
    "hours": "{0:02d}",
    "minutes": "{0:02d}:{1:02d}",
    "seconds": "{0:02d}:{1:02d}:{2:02d}",
    "milliseconds": "{0:02d}:{1:02d}:{2:02d}.{4:03d}",
    "microseconds": "{0:02d}:{1:02d}:{2:02d}.{3:06d}",
}


def time_text(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    try:
        pattern = _SPECIFICATIONS[timespec]
    except KeyError:
        raise ValueError("Unknown timespec value") from None
    return pattern.format(hour, minute, second, microsecond, microsecond // 1000)


def _number(text):
    """The value of ASCII digits; ValueError for anything else."""
    if not text or not text.isascii() or not text.isdigit():
        raise ValueError
    return int(text)


def parse_date(text):
    """Year, month and day of YYYY-MM-DD, YYYYMMDD, YYYY-Www-D, YYYYWwwD and the week forms without a day."""
    year = _number(text[:4])
    separator = "-" if text[4:5] == "-" else ""
    rest = text[5:] if separator else text[4:]
    if rest[:1] == "W":
        week = _number(rest[1:3]) if len(rest) >= 3 else _number("")
        tail = rest[3:]
        if not tail:
            return from_iso(year, week, 1)
        if separator:
            if tail[0] != "-":
                raise ValueError
            tail = tail[1:]
        if len(tail) != 1:
            raise ValueError
        return from_iso(year, week, _number(tail))
    if separator:
        if len(rest) != 5 or rest[2] != "-":
            raise ValueError
        return year, _number(rest[:2]), _number(rest[3:])
    if len(rest) != 4:
        raise ValueError
    return year, _number(rest[:2]), _number(rest[2:])


def _parse_clock(text):
    """Hour, minute, second and microsecond of HH[:MM[:SS[.fff…]]], with colons everywhere or nowhere."""
    parts = [0, 0, 0, 0]
    has_colons = text[2:3] == ":"
    at = 0
    for i in range(3):
        if len(text) - at < 2:
            raise ValueError
        parts[i] = _number(text[at:at + 2])
        at += 2
        following = text[at:at + 1]
        if not following or i == 2:
            break
        if has_colons:
            if following != ":":
                raise ValueError
            at += 1
    rest = text[at:]
    if rest:
        if rest[0] not in ".," or at < (8 if has_colons else 6):
            raise ValueError
        digits = rest[1:]
        _number(digits)
        parts[3] = int(digits[:6].ljust(6, "0"))
    return parts


def parse_time(text):
    """Hour, minute, second, microsecond and zone (None where there is none)."""
    place = max(text.find("-"), text.find("+"), text.find("Z"))
    clock = text if place < 0 else text[:place]
    parts = _parse_clock(clock)
    zone = None
    if place >= 0:
        tail = text[place + 1:]
        if text[place] == "Z":
            if tail:
                raise ValueError
            zone = timezone.utc
        else:
            # A sign needs an offset of a form that can be told from a time with hours alone.
            if len(tail) in (0, 1, 3):
                raise ValueError
            hours, minutes, seconds, microseconds = _parse_clock(tail)
            offset = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=microseconds)
            zone = timezone(-offset if text[place] == "-" else offset) if offset else timezone.utc
    return parts[0], parts[1], parts[2], parts[3], zone


def date_length(text):
    """How many characters of a date and time are the date: the separator may be any one character."""
    if len(text) == 7:
        return 7
    if text[4:5] == "-":
        if text[5:6] != "W":
            return 10
        if len(text) < 8:
            raise ValueError
        if text[8:9] != "-":
            return 8
        # A hyphen is the date's own, or it stands between the date and a time that begins with two digits.
        if len(text) == 9:
            raise ValueError
        return 8 if len(text) > 10 and text[10].isdigit() else 10
    if text[4:5] != "W":
        return 8
    end = 7
    while end < len(text) and text[end].isdigit():
        end += 1
    if end < 9:
        return end
    return 7 if end % 2 == 0 else 8


def format_fields(moment, format, fields):
    """strftime with %z, %Z and %f, which time.strftime knows nothing of or nothing right."""
    result = []
    i, end = 0, len(format)
    while i < end:
        character = format[i]
        i += 1
        if character != "%" or i == end:
            result.append(character)
            continue
        code = format[i]
        i += 1
        if code == "f":
            result.append(f"{getattr(moment, 'microsecond', 0):06d}")
        elif code == "z":
            offset = moment.utcoffset() if hasattr(moment, "utcoffset") else None
            result.append(offset_text(offset, ""))
        elif code == "Z":
            name = moment.tzname() if hasattr(moment, "tzname") else None
            if name is not None and not isinstance(name, str):
                raise TypeError("tzinfo.tzname() must return None or a string, not '" + type(name).__name__ + "'")
            result.append((name or "").replace("%", "%%"))
        else:
            result.append("%" + code)
    return _time.strftime("".join(result), fields)
