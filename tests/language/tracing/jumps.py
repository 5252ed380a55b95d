# A trace function that sets f_lineno: every jump between any two lines of these functions.
import sys


class Stop(Exception):
    pass


class Jumper:
    """Jumps once, from the line `origin` of a function to the line `target`, both counted from its def."""

    def __init__(self, function, origin, target):
        self.code, self.origin, self.target = function.__code__, origin, target
        self.done, self.lines, self.error = False, [], None

    def trace(self, frame, event, argument):
        if frame.f_code is not self.code:
            return None
        line = frame.f_lineno - self.code.co_firstlineno
        if event == "line":
            self.lines.append(line)
            if len(self.lines) > 60:
                raise Stop
        if event == "line" and line == self.origin and not self.done:
            self.done = True
            try:
                frame.f_lineno = self.code.co_firstlineno + self.target
                self.lines.append((line, "to", frame.f_lineno - self.code.co_firstlineno))
            except ValueError as error:
                self.error = error
        return self.trace


def run(function, origin, target, drive):
    jumper = Jumper(function, origin, target)
    output = []
    sys.settrace(jumper.trace)
    try:
        result = drive(function, output)
    except BaseException as error:
        result = type(error).__name__ + ": " + str(error)
    finally:
        sys.settrace(None)
    print(origin, target, output, result, jumper.lines, jumper.error or "", sys.exc_info()[1])


def plain(function, output):
    return function(output)


def exhaust(function, output):
    return list(function(output))


def awaiting(function, output):
    coroutine = function(output)
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def straight(output):
    output.append(1)
    x = (output.append(2),
         output.append(3))
    if output:
        output.append(5)
    else:
        output.append(7)
    return x


def loops(output):
    for i in 1, 2:
        output.append(i)
        for j in 3, 4:
            output.append(j)
    while output and len(output) < 9:
        output.append(0)
    else:
        output.append("else")


def handlers(output):
    try:
        output.append(1)
        1 / 0
    except ZeroDivisionError as error:
        output.append(type(error))
        output.append(sys.exc_info()[0])
    except KeyError:
        output.append(8)
    else:
        output.append(10)
    finally:
        output.append(12)
    output.append(sys.exc_info()[0])


class Manager:
    def __init__(self, output):
        self.output = output

    def __enter__(self):
        self.output.append("enter")

    def __exit__(self, *details):
        self.output.append("exit")
        return True

    async def __aenter__(self):
        self.output.append("aenter")

    async def __aexit__(self, *details):
        self.output.append("aexit")


def managers(output):
    output.append(1)
    with Manager(output):
        output.append(3)
        with Manager(output) as m, Manager(output):
            output.append(5)
        raise KeyError
    output.append(7)


def nested_handlers(output):
    try:
        raise KeyError
    except KeyError:
        try:
            raise ValueError
        except ValueError:
            output.append(6)
        output.append(sys.exc_info()[0])
    try:
        output.append(9)
    finally:
        output.append(sys.exc_info()[0])


def generator(output):
    output.append(1)
    for i in range(2):
        x = yield i
        output.append(x)
    yield from (7, 8)
    output.append(6)


async def items(output):
    yield 1
    output.append("item")
    yield 2


async def coroutine(output):
    output.append(1)
    async for i in items(output):
        output.append(i)
    async with Manager(output):
        output.append(5)
    output.append([i async for i in items(output)])


def matching(output):
    match output:
        case []:
            output.append(3)
        case [1, *rest] if rest:
            output.append(5)
    output.append([n for n in range(2)])
    def inner(): return output
    return inner()


for function, drive, count in ((straight, plain, 9), (loops, plain, 8), (handlers, plain, 13), (managers, plain, 7),
                               (nested_handlers, plain, 12), (generator, exhaust, 6), (coroutine, awaiting, 6),
                               (matching, plain, 8)):
    print(function.__name__)
    for origin in range(1, count + 1):
        for target in range(1, count + 1):
            run(function, origin, target, drive)
