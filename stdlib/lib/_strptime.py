"""Times from text by a format: what time.strptime and datetime.strptime do.

A format becomes one regular expression with a group for each code; what the groups caught is then put together.
"""
from datetime import date as datetime_date, timedelta as datetime_timedelta, timezone as datetime_timezone
import calendar
import re
import time

__all__ = []

# The expression of each code that needs no names.
_NUMBERS = {
    "d": r"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])",
    "f": r"(?P<f>[0-9]{1,6})",
    "H": r"(?P<H>2[0-3]|[0-1]\d|\d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])",
    "G": r"(?P<G>\d\d\d\d)",
    "j": r"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
    "M": r"(?P<M>[0-5]\d|\d)",
    "S": r"(?P<S>6[0-1]|[0-5]\d|\d)",
    "U": r"(?P<U>5[0-3]|[0-4]\d|\d)",
    "W": r"(?P<W>5[0-3]|[0-4]\d|\d)",
    "w": r"(?P<w>[0-6])",
    "u": r"(?P<u>[1-7])",
    "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
    "y": r"(?P<y>\d\d)",
    "Y": r"(?P<Y>\d\d\d\d)",
    "z": r"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))",
    "%": "%",
}


class LocaleTime:
    """Names and formats of the current locale, in lower case."""

    def __init__(self):
        self.f_weekday = [calendar.day_name[i].lower() for i in range(7)]
        self.a_weekday = [calendar.day_abbr[i].lower() for i in range(7)]
        self.f_month = [calendar.month_name[i].lower() for i in range(13)]
        self.a_month = [calendar.month_abbr[i].lower() for i in range(13)]
        self.am_pm = [time.strftime("%p", time.struct_time((1999, 3, 17, hour, 44, 55, 2, 76, 0))).lower()
                      for hour in (1, 22)]
        self.tzname = time.tzname
        self.daylight = time.daylight
        standard = frozenset({"utc", "gmt", self.tzname[0].lower()})
        saving = frozenset({self.tzname[1].lower()}) if self.daylight else frozenset()
        self.timezone = (standard, saving)
        self.LC_date_time, self.LC_date, self.LC_time = map(self._format_of, ("%c", "%x", "%X"))

    def _format_of(self, code):
        """The format that a code of the locale stands for, found by formatting a time whose parts all differ."""
        moment = time.struct_time((1999, 3, 17, 22, 44, 55, 2, 76, 0))
        text = time.strftime(code, moment).lower()
        parts = [("%", "%%"), (self.f_weekday[2], "%A"), (self.f_month[3], "%B"), (self.a_weekday[2], "%a"),
                 (self.a_month[3], "%b"), (self.am_pm[1], "%p"), ("1999", "%Y"), ("99", "%y"), ("22", "%H"),
                 ("44", "%M"), ("55", "%S"), ("76", "%j"), ("17", "%d"), ("03", "%m"), ("3", "%m"), ("2", "%w"),
                 ("10", "%I")]
        parts += [(name, "%Z") for names in self.timezone for name in names]
        for old, new in parts:
            if old:
                text = text.replace(old, new)
        # A week number shows itself when a date in the first days of a year gets week 0.
        first = time.struct_time((1999, 1, 3, 1, 1, 1, 6, 3, 0))
        return text.replace("11", "%W" if "00" in time.strftime(code, first) else "%U")


class TimeRE(dict):
    """The expressions of the codes in a locale."""

    def __init__(self, locale_time=None):
        self.locale_time = locale_time or LocaleTime()
        names = self.locale_time
        super().__init__(_NUMBERS)
        self["A"] = self.__seqToRE(names.f_weekday, "A")
        self["a"] = self.__seqToRE(names.a_weekday, "a")
        self["B"] = self.__seqToRE(names.f_month[1:], "B")
        self["b"] = self.__seqToRE(names.a_month[1:], "b")
        self["p"] = self.__seqToRE(names.am_pm, "p")
        self["Z"] = self.__seqToRE((zone for zones in names.timezone for zone in zones), "Z")
        self["W"] = self["U"].replace("U", "W")
        self["c"] = self.pattern(names.LC_date_time)
        self["x"] = self.pattern(names.LC_date)
        self["X"] = self.pattern(names.LC_time)

    def __seqToRE(self, to_convert, directive):
        """A group that catches one of the names; the longest are tried first."""
        names = sorted(to_convert, key=len, reverse=True)
        if not any(names):
            return ""
        return f"(?P<{directive}>{'|'.join(map(re.escape, names))})"

    def pattern(self, format):
        """The expression of a format."""
        format = re.sub(r"([\\.^$*+?\(\){}\[\]|])", r"\\\1", format)
        format = re.sub(r"\s+", r"\\s+", format)
        result = ""
        while "%" in format:
            place = format.index("%") + 1
            result += format[:place - 1] + self[format[place]]
            format = format[place + 1:]
        return result + format

    def compile(self, format):
        """The compiled expression of a format, which ignores case."""
        return re.compile(self.pattern(format), re.IGNORECASE)


_MOST_CACHED = 5
_TimeRE_cache = TimeRE()
_regex_cache = {}


def _getlang():
    import locale
    return locale.getlocale(locale.LC_TIME)


def _expression(format):
    """The compiled expression; ValueError for a format with unknown codes."""
    global _TimeRE_cache
    names = _TimeRE_cache.locale_time
    if time.tzname != names.tzname or time.daylight != names.daylight:
        _TimeRE_cache = TimeRE()
        _regex_cache.clear()
    found = _regex_cache.get(format)
    if found is not None:
        return found
    if len(_regex_cache) > _MOST_CACHED:
        _regex_cache.clear()
    try:
        found = _TimeRE_cache.compile(format)
    except KeyError as error:
        code = "%" if error.args[0] == "\\" else error.args[0]
        raise ValueError(f"'{code}' is a bad directive in format '{format}'") from None
    except IndexError:
        raise ValueError(f"stray % in format '{format}'") from None
    _regex_cache[format] = found
    return found


def _calc_julian_from_U_or_W(year, week_of_year, day_of_week, week_starts_Mon):
    """The day of the year of a week number and a weekday; week 0 precedes the first full week."""
    first = datetime_date(year, 1, 1).weekday()
    if not week_starts_Mon:
        first = (first + 1) % 7
        day_of_week = (day_of_week + 1) % 7
    week_0_length = (7 - first) % 7
    if week_of_year == 0:
        return 1 + day_of_week - first
    return 1 + week_0_length + 7 * (week_of_year - 1) + day_of_week


def _offset(text):
    """Seconds and microseconds of a UTC offset."""
    if text == "Z":
        return 0, 0
    if text[3] == ":":
        text = text[:3] + text[4:]
        if len(text) > 5:
            if text[5] != ":":
                raise ValueError(f"Inconsistent use of : in {text[:3] + ':' + text[3:]}")
            text = text[:5] + text[6:]
    seconds = int(text[1:3]) * 3600 + int(text[3:5]) * 60 + int(text[5:7] or 0)
    microseconds = int(text[8:].ljust(6, "0")) if text[8:] else 0
    return (-seconds, -microseconds) if text[0] == "-" else (seconds, microseconds)


def _hour_of_half_day(hour, half, am_pm):
    if half in ("", am_pm[0]):
        return 0 if hour == 12 else hour
    if half == am_pm[1]:
        return hour if hour == 12 else hour + 12
    return hour


def _zone_of(name, names):
    """Whether a zone's name is that of daylight saving; -1 where that cannot be told."""
    for saving, known in enumerate(names.timezone):
        if name in known:
            # Some systems have the same name for both.
            if time.tzname[0] == time.tzname[1] and time.daylight and name not in ("utc", "gmt"):
                return -1
            return saving
    return -1


def _read(found, names):
    """The values of the codes that were there, as a dict."""
    values = {}
    for code, text in found.items():
        if code in "dHMSmYjG":
            values[code] = int(text)
        elif code == "y":
            year = int(text)
            values["Y"] = year + (2000 if year <= 68 else 1900)
        elif code == "B":
            values["m"] = names.f_month.index(text.lower())
        elif code == "b":
            values["m"] = names.a_month.index(text.lower())
        elif code == "I":
            values["H"] = _hour_of_half_day(int(text), (found.get("p") or "").lower(), names.am_pm)
        elif code == "f":
            values["f"] = int(text.ljust(6, "0"))
        elif code == "A":
            values["weekday"] = names.f_weekday.index(text.lower())
        elif code == "a":
            values["weekday"] = names.a_weekday.index(text.lower())
        elif code == "w":
            values["weekday"] = (int(text) - 1) % 7
        elif code == "u":
            values["weekday"] = int(text) - 1
        elif code in "UW":
            values["week"] = int(text)
            values["week_starts_monday"] = code == "W"
        elif code == "V":
            values["iso_week"] = int(text)
        elif code == "z":
            values["offset"] = _offset(text)
        elif code == "Z":
            values["saving"] = _zone_of(text.lower(), names)
    return values


def _check_combination(values):
    """ISO years and weeks need each other and a weekday, and go with nothing else."""
    if "G" in values:
        if "iso_week" not in values or "weekday" not in values:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' "
                             "and a weekday directive ('%A', '%a', '%w', or '%u').")
        if "j" in values:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. "
                             "Use '%Y' instead.")
    elif "iso_week" in values:
        if "Y" not in values or "weekday" not in values:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' "
                             "and a weekday directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. "
                         "Use the ISO year '%G' instead.")


def _strptime(data_string, format="%a %b %d %H:%M:%S %Y"):
    """The nine fields of a time tuple with zone and offset, the microsecond, and the offset's microseconds."""
    for name, value in enumerate((data_string, format)):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {name} must be str, not {type(value)}")
    expression = _expression(format)
    names = _TimeRE_cache.locale_time
    match = expression.match(data_string)
    if not match:
        raise ValueError(f"time data {data_string!r} does not match format {format!r}")
    if len(data_string) != match.end():
        raise ValueError(f"unconverted data remains: {data_string[match.end():]}")
    values = _read(match.groupdict(), names)
    _check_combination(values)
    year, month, day = values.get("Y"), values.get("m", 1), values.get("d", 1)
    weekday, day_of_year = values.get("weekday"), values.get("j")
    is_leap_day = year is None and month == 2 and day == 29
    if is_leap_day:
        year = 1904  # the first leap year of the century
    elif year is None:
        year = 1900
    if day_of_year is None and weekday is not None:
        if "week" in values:
            day_of_year = _calc_julian_from_U_or_W(year, values["week"], weekday, values["week_starts_monday"])
        elif "G" in values:
            found = datetime_date.fromisocalendar(values["G"], values["iso_week"], weekday + 1)
            year, month, day = found.year, found.month, found.day
            day_of_year = found.toordinal() - datetime_date(year, 1, 1).toordinal() + 1
        if day_of_year is not None and day_of_year <= 0:
            year -= 1
            day_of_year += 366 if calendar.isleap(year) else 365
    if day_of_year is None:
        day_of_year = datetime_date(year, month, day).toordinal() - datetime_date(year, 1, 1).toordinal() + 1
    else:
        found = datetime_date.fromordinal(day_of_year - 1 + datetime_date(year, 1, 1).toordinal())
        year, month, day = found.year, found.month, found.day
    if weekday is None:
        weekday = datetime_date(year, month, day).weekday()
    if is_leap_day:
        year = 1900
    offset, offset_fraction = values.get("offset", (None, 0))
    fields = (year, month, day, values.get("H", 0), values.get("M", 0), values.get("S", 0), weekday, day_of_year,
              values.get("saving", -1), match.groupdict().get("Z"), offset)
    return fields, values.get("f", 0), offset_fraction


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """A time.struct_time."""
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """An instance of cls, datetime or a class below it."""
    fields, microsecond, offset_fraction = _strptime(data_string, format)
    name, offset = fields[-2:]
    arguments = fields[:6] + (microsecond,)
    if offset is None:
        return cls(*arguments)
    span = datetime_timedelta(seconds=offset, microseconds=offset_fraction)
    return cls(*arguments, datetime_timezone(span, name) if name else datetime_timezone(span))
