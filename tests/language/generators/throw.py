# What is thrown into a generator: its context, and the frames that it sees.
import sys


def handling():
    try:
        raise KeyError("a")
    except Exception:
        yield


generator = handling()
next(generator)
try:
    generator.throw(ValueError)
except ValueError as error:
    print(repr(error.__context__))


def names_of_frames():
    names = []
    frame = sys._getframe(1)
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


def inner():
    print(names_of_frames())
    try:
        yield
    except Exception:
        pass
    print(names_of_frames())


def outer():
    yield from inner()


def call(generator):
    try:
        generator.throw(RuntimeError)
    except StopIteration:
        pass


generator = outer()
next(generator)
call(generator)
