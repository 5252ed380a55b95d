import contextvars
import re
import sys

import observer


def attempt(label, function, *args):
    try:
        print(label, "->", repr(function(*args)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", re.sub(" at 0x[0-9a-f]+", "", str(error)))


def helper(n):
    total = 0
    for i in range(n):
        total += i
    return total


def work():
    a = helper(2)
    b = len("xyz")
    return a + b


def failing():
    try:
        int("x")
    except ValueError:
        pass
    raise KeyError(1)


def generating():
    def steps():
        yield 1
        yield 2
    return sum(steps())


for function in (work, failing, generating):
    for name in ("trace", "profile"):
        rows, result = getattr(observer, name)(function)
        print(name, function.__name__, result)
        for row in rows:
            print("   ", row)
print("silent", observer.trace(lambda: observer.silent(work)))
rows, result = observer.trace(lambda: [helper(1) for _ in range(40)])
print(len(rows), result, rows[-1])
print(sys.gettrace(), sys.getprofile())


def call(x, y=2):
    z = 3
    return observer.caller()


print(call(1))
print(observer.variables())
print(observer.threads(), observer.system_calls())
for arguments in ((None,), (5, 6), (1 << 80, -(1 << 80)), ("x",), (1, None), (1.0,)):
    attempt(f"slice_index{arguments}", observer.slice_index, *arguments)
for text in ("", "abc", "é", "Ωm", "\U0001F600x", "a\0b"):
    attempt("wide", observer.wide, text)
attempt("wide", observer.wide, 5)
print(observer.make_module("made_one", "x = 1\nname = __name__").x, sys.modules["made_one"].name, sys.modules["made_one"].__file__)
attempt("make_module", observer.make_module, "made_two", "1/0")
print("made_two" in sys.modules)

# The same variables from Python.
colour = contextvars.ContextVar("colour")
size = contextvars.ContextVar("size", default=7)
attempt("get", colour.get)
print(colour.get("none"), size.get(), colour.name, repr(size)[:33], contextvars.ContextVar[int])
token = colour.set("red")
context = contextvars.copy_context()
print(context[colour], len(context) >= 1, colour in context, list(context.keys()) == list(context), context.get(size))
print(token.var is colour, token.old_value is contextvars.Token.MISSING, contextvars.Token.MISSING)


def inside():
    colour.set("blue")
    size.set(1)
    return colour.get(), size.get(), contextvars.copy_context() == context


print(context.run(inside), colour.get(), size.get(), context[colour], context.copy() == context)
colour.reset(token)
attempt("reset twice", colour.reset, token)
for label, function in {
    "name": lambda: contextvars.ContextVar(1),
    "no name": lambda: contextvars.ContextVar(),
    "arguments": lambda: contextvars.Context(1),
    "token": lambda: contextvars.Token(),
    "key": lambda: context["x"],
    "absent": lambda: contextvars.Context()[size] if False else size not in contextvars.Context(),
    "run nothing": lambda: context.run(),
    "reset none": lambda: colour.reset(None),
    "hash": lambda: hash(context),
    "order": lambda: context < context,
    "positional default": lambda: contextvars.ContextVar("a", 1),
    "raises": lambda: context.run(lambda: 1 / 0),
    "get three": lambda: size.get(1, 2),
}.items():
    attempt(label, function)


def nested():
    try:
        context.run(print)
    except RuntimeError as error:
        return str(error).partition("<")[0], str(error).rpartition(">")[2]


print(context.run(nested))
other = contextvars.Context()
token = other.run(size.set, 3)
try:
    size.reset(token)
except ValueError as error:
    print(str(error).partition(" var")[0], str(error).rpartition(">")[2])
