import datetime
import os
import re
import time

import dates

os.environ["TZ"] = "UTC"
time.tzset()


class MyDate(datetime.date):
    pass


class MyMoment(datetime.datetime):
    pass


made = dates.make()
print(made)


def show(*values):
    print(re.sub(" at 0x[0-9a-f]+", "", " ".join(map(str, values))))


for value in (*made, MyDate(1, 2, 3), MyMoment(1, 2, 3, 4, fold=1), 5, "x", None, datetime.tzinfo(), dates.Zone(1)):
    show(repr(value), dates.kinds(value))
    try:
        print(dates.fields(value))
    except TypeError as error:
        show("TypeError:", error)
for arguments in ((2023, 2, 29), (0, 1, 1), (10000, 1, 1), (2023, 13, 1)):
    try:
        print(dates.date(*arguments))
    except ValueError as error:
        print("ValueError:", error)
print(dates.from_timestamp(86400 * 365.25))
for arguments in (("x",), (), (1e300,)):
    try:
        print(dates.from_timestamp(*arguments))
    except (TypeError, OverflowError, ValueError) as error:
        print(type(error).__name__)
zone = dates.Zone(90)
moment = datetime.datetime(2020, 1, 1, 12, tzinfo=zone)
print(moment.isoformat(), moment.tzname(), moment.dst(), moment.astimezone(datetime.timezone.utc), isinstance(zone, datetime.tzinfo))
print(moment == datetime.datetime(2020, 1, 1, 10, 30, tzinfo=datetime.timezone.utc), f"{moment:%H:%M %z %Z}")
print(type(datetime.datetime_CAPI))
for zone in (None, datetime.timezone.utc):
    for duration in (datetime.timedelta(-5, 7, 8), datetime.timedelta.max, datetime.timedelta.min):
        print(dates.inner_fields(datetime.datetime(2020, 1, 1, tzinfo=zone), datetime.time(1, 2, tzinfo=zone), duration))
