"""Typed functions of adder.hpp: conversions both ways, wrong arguments, exceptions of C++."""
import sys

import sugar


def attempt(name, *args, **kwargs):
    try:
        print(name, repr(getattr(sugar, name)(*args, **kwargs)))
    except Exception as error:
        print(name, type(error).__name__, error)


class Index:
    def __index__(self):
        return 7


for arguments in ((3, 4.0), (3,), (), (1, 2, 3), ("3", 4), (Index(), 0)):
    attempt("hypotenuse", *arguments)
attempt("hypotenuse", a=1, b=2)
for arguments in ((1, 2), (2 ** 31 - 1, 0), (2 ** 31, 0), (2 ** 70, 0), (1.5, 1), (Index(), True), (None, 1)):
    attempt("add", *arguments)
for value in (0, 255, 256, -1, 2 ** 80, "a", 1.0):
    attempt("next_byte", value)
for value in (0, [], "x", None):
    attempt("negate", value)
attempt("repeat", "grüß", 2)
attempt("repeat", b"bytes", 2)
attempt("repeat", "x", -1)
attempt("byte_count", "grüß\0")
attempt("byte_count", "\ud800")
attempt("version")
attempt("version", 1)
for values in ([1, 2.5], (3,), [], range(3), [1, "a"], 5, iter([1])):
    attempt("doubled", values)
for point in ((1, 2), (1, 2, 3), ("a", 1), 5):
    try:
        attempt("mirrored", point)
    except SystemError:
        print("no tuple")
attempt("nothing")
attempt("type_of", 5)
for kind in range(10):
    attempt("fail", kind)
thing = object()
before = sys.getrefcount(thing)
for _ in range(100):
    sugar.identity(thing)
    assert sugar.identity(thing) is thing
    attempt("add", thing, thing) if _ == 0 else None
print(sys.getrefcount(thing) - before)
print(sugar.__doc__, sugar.hypotenuse.__doc__, sugar.hypotenuse.__text_signature__)
