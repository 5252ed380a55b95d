def chain():
    try:
        try:
            raise ValueError("first")
        except ValueError:
            raise KeyError("second")
    except KeyError as error:
        print(repr(error.__context__), error.__cause__, error.__suppress_context__)
    try:
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise TypeError("from") from error
    except TypeError as error:
        print(repr(error.__cause__), error.__context__ is error.__cause__, error.__suppress_context__)
    try:
        raise TypeError("none") from None
    except TypeError as error:
        print(error.__cause__, error.__suppress_context__)


def cycles():
    a, b = ValueError("a"), ValueError("b")
    try:
        try:
            raise a
        except ValueError:
            try:
                raise b
            except ValueError:
                raise a
    except ValueError as error:
        print(error is a, repr(a.__context__), repr(b.__context__))


def reraise():
    try:
        try:
            raise LookupError("x")
        except LookupError:
            try:
                raise RuntimeError
            except RuntimeError:
                pass
            raise
    except LookupError as error:
        print(repr(error), error.__context__)
    try:
        raise
    except RuntimeError as error:
        print(error)


def wrong_things():
    for thing in (1, "x", int, None, [ValueError]):
        try:
            raise thing
        except TypeError as error:
            print(error)
    try:
        raise ValueError from 3
    except TypeError as error:
        print(error)
    try:
        try:
            1 / 0
        except "text":
            pass
    except TypeError as error:
        print(error, repr(error.__context__))


class Strange(Exception):
    def __new__(cls):
        return 5


def strange():
    try:
        raise Strange
    except TypeError as error:
        print(error)


chain()
cycles()
reraise()
wrong_things()
strange()
