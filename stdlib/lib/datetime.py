"""Dates, times of day, moments, spans between them, and time zones. The classes stand in the package `_dates`."""
from _dates.days import MAXYEAR, MINYEAR
from _dates.duration import timedelta
from _dates.dates import date
from _dates.moments import datetime
from _dates.times import time
from _dates.zones import UTC, timezone, tzinfo
from _datetime_capsule import datetime_CAPI

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")
