"""Months and years as text, HTML and lists; text to times."""
import calendar
import time
from datetime import datetime

def show(case):
    try:
        print(case, "->", repr(eval(case)))
    except BaseException as error:
        print(case, "!!", type(error).__name__, error)

calendar.prmonth(2024, 2)
print(calendar.calendar(2023, 3, 1, 4, 2))
print(calendar.HTMLCalendar(6).formatmonth(2024, 2))
print(calendar.HTMLCalendar().formatyearpage(2024)[:400])
for case in ["calendar.monthrange(2024, 2)", "calendar.monthrange(2024, 13)", "calendar.setfirstweekday(7)",
             "calendar.monthcalendar(2024, 2)", "list(calendar.Calendar(3).itermonthdays4(2024, 1))[:8]",
             "list(calendar.Calendar().itermonthdates(2024, 1))[-3:]", "calendar.leapdays(1900, 2000)", "calendar.isleap(1900)",
             "calendar.timegm((2024, 1, 2, 3, 4, 5))", "list(calendar.month_name)", "calendar.day_abbr[1:3]",
             "calendar.weekday(12345, 1, 1)", "calendar.weekheader(10)", "calendar.TextCalendar(6).formatyear(2024, m=4)[:90]",
             "datetime.strptime('2020-01-05 10:20:30.5', '%Y-%m-%d %H:%M:%S.%f')",
             "datetime.strptime('5 Jan 21 03 PM', '%d %b %y %I %p')", "datetime.strptime('2021 100', '%Y %j')",
             "datetime.strptime('2021 10 1', '%Y %W %w')", "datetime.strptime('2021 10 1', '%Y %U %w')",
             "datetime.strptime('2020 53 5', '%G %V %u')", "datetime.strptime('+0530 2020', '%z %Y')",
             "datetime.strptime('-05:30:15.25 2020', '%z %Y')", "datetime.strptime('Z', '%z')", "datetime.strptime('UTC', '%Z')",
             "datetime.strptime('a', '%Y')", "datetime.strptime('2020x', '%Y')", "datetime.strptime('1', '%Q')",
             "datetime.strptime('1', '%')", "datetime.strptime(1, '%Y')", "datetime.strptime('29 Feb', '%d %b')",
             "datetime.strptime('30 Feb 2020', '%d %b %Y')", "datetime.strptime('2020 1', '%G %V')",
             "time.strptime('Thu Jan  5 10:11:12 2023')", "time.strptime('Monday 12', '%A %H')",
             "time.strptime('01/02/03', '%x')", "time.strptime('10:11:12', '%X')"]:
    show(case)
