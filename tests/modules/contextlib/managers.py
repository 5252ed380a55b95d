# Managers from generators, as decorators, ready ones, stacks, and how exceptions go through them.
import contextlib
import sys


@contextlib.contextmanager
def tag(name):
    "Makes a tag."
    print("<%s>" % name)
    try:
        yield name.upper()
    except KeyError as error:
        print("caught", repr(error))
    finally:
        print("</%s>" % name)


with tag("a") as value:
    print(value)
with tag("b"):
    raise KeyError("k")
print(tag.__name__, tag.__doc__, tag("x").__doc__)


@tag("c")
def decorated(x, y=2):
    "doc"
    return x + y


print(decorated(1), decorated(1, y=5), decorated.__name__, decorated.__doc__)


def attempt(title, function):
    try:
        print(title, function())
    except BaseException as error:
        print(title, type(error).__name__, error, "| context", repr(error.__context__), "| cause", repr(error.__cause__))


@contextlib.contextmanager
def nothing():
    if False:
        yield


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


@contextlib.contextmanager
def swallow_and_yield():
    try:
        yield 1
    except ValueError:
        yield 2


@contextlib.contextmanager
def plain():
    yield


def run(manager, error=None):
    with manager:
        if error:
            raise error
    return "left"


attempt("nothing", lambda: run(nothing()))
attempt("twice", lambda: run(twice()))
attempt("yields after throw", lambda: run(swallow_and_yield(), ValueError(1)))
attempt("stop", lambda: run(plain(), StopIteration("s")))
attempt("runtime", lambda: run(plain(), RuntimeError("r")))
attempt("suppress", lambda: run(contextlib.suppress(KeyError, ValueError), ValueError()))
attempt("not suppressed", lambda: run(contextlib.suppress(KeyError), ValueError("v")))
attempt("null", lambda: run(contextlib.nullcontext(3)))
attempt("no manager", lambda: contextlib.ExitStack().enter_context(3))


class Closable:
    def close(self):
        print("closed")

    def write(self, text):
        sys.__stdout__.write(text.upper())


with contextlib.closing(Closable()) as it, contextlib.redirect_stdout(it):
    print("loud")
print("quiet", isinstance(it, contextlib.AbstractContextManager), isinstance(plain(), contextlib.AbstractContextManager))


class Fails:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("leave", self.name, repr(details[1]))
        raise ValueError(self.name)


def chain(error):
    text = []
    while error is not None:
        text.append(repr(error))
        error = error.__context__
    return text


try:
    with contextlib.ExitStack() as stack:
        stack.callback(print, "callback", end="!\n")
        for name in "ab":
            stack.enter_context(Fails(name))
        stack.push(lambda *details: print("pushed", details[0]))
        raise KeyError("first")
except Exception as error:
    print(chain(error))
try:
    raise OSError("around")
except OSError:
    try:
        with contextlib.ExitStack() as stack:
            stack.enter_context(Fails("c"))
            stack.enter_context(Fails("d"))
    except Exception as error:
        print(chain(error))
with contextlib.ExitStack() as stack:
    stack.push(lambda *details: True)
    stack.callback(lambda: 1 / 0)
with contextlib.ExitStack() as stack:
    stack.callback(print, "moved")
    kept = stack.pop_all()
print("nothing yet")
kept.close()
