"""The proleptic Gregorian calendar: days counted from 1 January of the year 1, which is day 1."""

MINYEAR = 1
MAXYEAR = 9999
MAXORDINAL = 3652059

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_IN_400_YEARS = 146097
_DAYS_IN_100_YEARS = 36524
_DAYS_IN_4_YEARS = 1461

MONTH_NAMES = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_NAMES = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_before_year(year):
    """How many days precede 1 January of the year."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400


def days_in_month(year, month):
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month]


def days_before_month(year, month):
    """How many days of the year precede the first of the month."""
    return _BEFORE[month] + (month > 2 and is_leap(year))


def to_ordinal(year, month, day):
    return days_before_year(year) + days_before_month(year, month) + day


def from_ordinal(ordinal):
    """Year, month and day. The last day of a cycle of 4 or 400 years does not begin another one."""
    cycles, rest = divmod(ordinal - 1, _DAYS_IN_400_YEARS)
    centuries, rest = divmod(rest, _DAYS_IN_100_YEARS)
    fours, rest = divmod(rest, _DAYS_IN_4_YEARS)
    years, rest = divmod(rest, 365)
    year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    if years == 4 or centuries == 4:
        return year - 1, 12, 31
    # A month has at least 28 and at most 31 days: the estimate is right or one too large.
    month = (rest + 50) >> 5
    before = days_before_month(year, month)
    if before > rest:
        month -= 1
        before = days_before_month(year, month)
    return year, month, rest - before + 1


def first_iso_monday(year):
    """The ordinal of the Monday of the year's first ISO week, the one with the first Thursday."""
    first = to_ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def from_iso(year, week, day):
    """Year, month and day of an ISO week date; ValueError for what does not exist."""
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 1 <= week <= 52:
        # Years have 53 weeks when they begin on a Thursday, or are leap and begin on a Wednesday.
        first = to_ordinal(year, 1, 1) % 7
        if week != 53 or not (first == 4 or (first == 3 and is_leap(year))):
            raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    return from_ordinal(first_iso_monday(year) + (week - 1) * 7 + day - 1)


def check_date(year, month, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= days_in_month(year, month):
        raise ValueError("day is out of range for month")


def check_time(hour, minute, second, microsecond, fold):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold != 0 and fold != 1:
        raise ValueError("fold must be either 0 or 1")


def class_name(instance, own):
    """How repr() names the class: with its module, unless it is derived."""
    cls = type(instance)
    return f"datetime.{own.__name__}" if cls is own else cls.__name__
