"""Measure the time of small pieces of code.

    adder -m timeit [-n N] [-r N] [-s SETUP] [-u UNIT] [-v] [-p] [STATEMENT…]

A statement is compiled into a function whose loop runs it many times; the best of several repeats counts.
"""
import gc
import sys
import time

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5

_globals = globals

_template = """
def inner(_it, _timer{init}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {stmt}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""


def _indented(source, width):
    return source.replace("\n", "\n" + " " * width)


class Timer:
    """Times execution of a statement; `timeit` runs it once over, `repeat` several times."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        namespace = _globals() if globals is None else globals
        local_namespace = {}
        init = ""
        if isinstance(setup, str):
            compile(setup, "<timeit-src>", "exec")
            full_setup = setup + "\n"
            setup = _indented(setup, 4)
        elif callable(setup):
            local_namespace["_setup"] = setup
            init += ", _setup=_setup"
            full_setup = ""
            setup = "_setup()"
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(full_setup + stmt, "<timeit-src>", "exec")
            stmt = _indented(stmt, 8)
        elif callable(stmt):
            local_namespace["_stmt"] = stmt
            init += ", _stmt=_stmt"
            stmt = "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        self.src = _template.format(stmt=stmt, setup=setup, init=init)
        exec(compile(self.src, "<timeit-src>", "exec"), namespace, local_namespace)
        self.inner = local_namespace["inner"]

    def print_exc(self, file=None):
        """Print the traceback of the exception that the timed code raised."""
        sys.excepthook(*sys.exc_info())

    def timeit(self, number=default_number):
        """Seconds for `number` runs of the statement, the collector switched off."""
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(iter(range(number)), self.timer)
        finally:
            if was_enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """A list of timings."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) with the number so large that the run takes at least 0.2 s."""
        scale = 1
        while True:
            for factor in 1, 2, 5:
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Seconds for `number` runs of the statement."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """A list of `repeat` timings."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_units = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}


def _usage(message):
    print(message, file=sys.stderr)
    print("use -h/--help for command line help", file=sys.stderr)
    return 2


class _Options:
    def __init__(self):
        self.number = 0
        self.repeat = default_repeat
        self.setup = []
        self.unit = None
        self.verbose = 0
        self.timer = default_timer
        self.statement = []


def _parse(arguments):
    """The options, or a message that says what is wrong."""
    options = _Options()
    long_names = {"--number": "-n", "--repeat": "-r", "--setup": "-s", "--unit": "-u", "--process": "-p",
                  "--verbose": "-v", "--help": "-h"}
    position = 0
    while position < len(arguments) and arguments[position].startswith("-") and arguments[position] != "-":
        word = arguments[position]
        position += 1
        if word == "--":
            break
        value = None
        if word.startswith("--"):
            word, equals, text = word.partition("=")
            value = text if equals else None
            if word not in long_names:
                return f"option {word} not recognized"
            option = long_names[word]
        else:
            option = word[:2]
            value = word[2:] or None
        if option in ("-n", "-r", "-s", "-u"):
            if value is None:
                if position == len(arguments):
                    return f"option {word} requires argument"
                value = arguments[position]
                position += 1
        if option == "-n":
            options.number = int(value)
        elif option == "-r":
            options.repeat = max(int(value), 1)
        elif option == "-s":
            options.setup.append(value)
        elif option == "-u":
            if value not in _units:
                return "Unrecognized unit. Please select nsec, usec, msec, or sec."
            options.unit = value
        elif option == "-v":
            options.verbose += 1
        elif option == "-p":
            options.timer = time.process_time
        elif option == "-h":
            print(__doc__, end="")
            sys.exit(0)
        else:
            return f"option {option} not recognized"
    options.statement = arguments[position:]
    return options


def _format_time(seconds, options):
    unit = options.unit
    if unit is None:
        unit = "nsec"
        for name, scale in sorted(_units.items(), key=lambda item: -item[1]):
            if seconds >= scale:
                unit = name
                break
    precision = 3 + options.verbose
    return f"{seconds / _units[unit]:.{precision}g} {unit}"


def main(args=None, *, _wrap_timer=None):
    """Run as a script; the exit status."""
    options = _parse(sys.argv[1:] if args is None else args)
    if isinstance(options, str):
        return _usage(options)
    statement = "\n".join(options.statement) or "pass"
    setup = "\n".join(options.setup) or "pass"
    timer = options.timer if _wrap_timer is None else _wrap_timer(options.timer)
    sys.path.insert(0, "")
    timing = Timer(statement, setup, timer)
    number = options.number
    if number == 0:
        def say(number, taken):
            plural = "s" if number != 1 else ""
            print(f"{number} loop{plural} -> {taken:.6g} secs")

        try:
            number, _ = timing.autorange(say if options.verbose else None)
        except Exception:
            timing.print_exc()
            return 1
        if options.verbose:
            print()
    try:
        raw = timing.repeat(options.repeat, number)
    except Exception:
        timing.print_exc()
        return 1
    if options.verbose:
        print("raw times: %s\n" % ", ".join([_format_time(taken, options) for taken in raw]))
    timings = [taken / number for taken in raw]
    best = min(timings)
    plural = "s" if number != 1 else ""
    print(f"{number} loop{plural}, best of {options.repeat}: {_format_time(best, options)} per loop")
    return None


if __name__ == "__main__":
    sys.exit(main())
