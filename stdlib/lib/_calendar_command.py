"""The command line of the module calendar."""
import sys

import calendar


def _options(arguments):
    import argparse
    parser = argparse.ArgumentParser()
    text = parser.add_argument_group("text only arguments")
    html = parser.add_argument_group("html only arguments")
    text.add_argument("-w", "--width", type=int, default=2, help="width of date column (default 2)")
    text.add_argument("-l", "--lines", type=int, default=1, help="number of lines for each week (default 1)")
    text.add_argument("-s", "--spacing", type=int, default=6, help="spacing between months (default 6)")
    text.add_argument("-m", "--months", type=int, default=3, help="months per row (default 3)")
    html.add_argument("-c", "--css", default="calendar.css", help="CSS to use for page")
    parser.add_argument("-L", "--locale", default=None, help="locale to be used from month and weekday names")
    parser.add_argument("-e", "--encoding", default=None, help="encoding to use for output")
    parser.add_argument("-t", "--type", default="text", choices=("text", "html"), help="output type (text or html)")
    parser.add_argument("year", nargs="?", type=int, help="year number (1-9999)")
    parser.add_argument("month", nargs="?", type=int, help="month number (1-12, text only)")
    options = parser.parse_args(arguments)
    if options.locale and not options.encoding:
        parser.error("if --locale is specified --encoding is required")
    if options.type == "html" and options.month is not None:
        parser.error("incorrect number of arguments")
    return options


def run(args):
    """Print the calendar that the command line asks for."""
    from datetime import date
    options = _options(args[1:])
    where = (options.locale, options.encoding) if options.locale else None
    write = sys.stdout.buffer.write
    if options.type == "html":
        page = calendar.LocaleHTMLCalendar(locale=where) if where else calendar.HTMLCalendar()
        encoding = options.encoding or sys.getdefaultencoding()
        write(page.formatyearpage(options.year or date.today().year, encoding=encoding, css=options.css))
        return
    pages = calendar.LocaleTextCalendar(locale=where) if where else calendar.TextCalendar()
    sizes = {"w": options.width, "l": options.lines}
    if options.month is None:
        result = pages.formatyear(options.year or date.today().year, c=options.spacing, m=options.months, **sizes)
    else:
        result = pages.formatmonth(options.year, options.month, **sizes)
    write(result.encode(options.encoding) if options.encoding else result.encode())
