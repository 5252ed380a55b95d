# sys.settrace: which lines, calls, returns and exceptions a trace function hears of.
import sys

events = []


def trace(frame, event, argument):
    code = frame.f_code
    if event == "exception":
        line = argument[2] and argument[2].tb_lineno - code.co_firstlineno
        argument = argument[0].__name__, str(argument[1]), line
    elif event != "return":
        assert argument is None
    if code.co_name == "__enter__":
        argument = type(argument).__name__
    events.append((event, code.co_name, frame.f_lineno - code.co_firstlineno, argument))
    return trace


def traced(function, *arguments):
    events.clear()
    sys.settrace(trace)
    try:
        function(*arguments)
    except Exception as error:
        sys.settrace(None)
        print("raised", repr(error))
    sys.settrace(None)
    print(function.__name__)
    for event in events:
        print("   ", *event)


def straight():
    x = 1
    y = x + \
        2
    return (x,
            y)


def loops():
    for i in range(2):
        if i:
            continue
        i += 1
    while i < 3: i += 1
    else:
        pass


def one_line_loop():
    for i in range(3): pass


def conditions(x):
    if x and not x:
        a = 1
    elif x:
        b = 2
    c = 1 if x else 2
    assert c
    del c


def calls():
    def inner(value):
        return value * 2
    return inner(inner(3)) + (lambda v: v)(4)


def handles():
    try:
        1 / 0
    except ZeroDivisionError as error:
        pass
    finally:
        x = 2
    return x


def raises():
    def inner():
        raise KeyError("k")
    inner()


def generates():
    def numbers():
        yield 1
        try:
            yield 2
        except ValueError:
            yield 3
    generator = numbers()
    next(generator)
    next(generator)
    generator.throw(ValueError("thrown"))
    generator.close()
    return [n for n in numbers()]


def delegates():
    def inner():
        yield 1
        return 2
    def outer():
        x = yield from inner()
        yield x
    return list(outer())


class Countdown:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left:
            return self.left
        raise StopIteration


def iterates():
    for x in Countdown():
        pass
    return sum(Countdown()), [*Countdown()]


def withs():
    class Manager:
        def __enter__(self):
            return self
        def __exit__(self, *details):
            return True
    with Manager() as m, Manager():
        x = 1
        1 / 0
    with Manager():
        return 3


def comprehensions():
    return [x
            for x in range(3)
            if x], {y: y for y in "a"}


def matches(value):
    match value:
        case 0:
            x = 1
        case [a, b] if a:
            x = 2
        case _:
            x = 3


class WithMethods:
    attribute = 1

    def method(self):
        self.attribute = 2

    @property
    def value(self):
        return self.attribute


def uses_class():
    class Local(WithMethods):
        y = 1
    thing = Local()
    thing.method()
    return thing.value


def finally_with_return():
    for i in range(2):
        try:
            continue
        finally:
            x = i
    try:
        return x
    finally:
        del x


async def coroutine():
    return 1


def awaits():
    async def outer():
        x = await coroutine()
        return x
    try:
        outer().send(None)
    except StopIteration as stop:
        return stop.value


traced(straight)
traced(loops)
traced(one_line_loop)
traced(conditions, 1)
traced(conditions, 0)
traced(calls)
traced(handles)
traced(raises)
traced(generates)
traced(delegates)
traced(iterates)
traced(withs)
traced(comprehensions)
traced(matches, [1, 2])
traced(matches, 7)
traced(uses_class)
traced(finally_with_return)
traced(awaits)
