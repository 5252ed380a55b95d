import sys
# Contexts, causes, suppression, notes, and sys.exc_info through frames and generators.
def show(e):
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        raise ValueError(1)
    except ValueError as v:
        raise KeyError(2) from v
except KeyError as e:
    show(e)
try:
    try:
        raise ValueError(1)
    except ValueError:
        raise KeyError(2) from None
except KeyError as e:
    show(e)
try:
    raise TypeError from KeyError
except TypeError as e:
    show(e)
for bad in (1, "x", object, int):
    try:
        raise ValueError from bad
    except TypeError as e:
        show(e)
    try:
        raise bad
    except TypeError as e:
        show(e)
a = ValueError("a")
for attribute in "__cause__", "__context__", "__traceback__", "__suppress_context__", "args", "__notes__":
    for value in (1, None, a):
        try:
            setattr(a, attribute, value)
            print(attribute, repr(value), repr(getattr(a, attribute)))
        except (TypeError, ValueError) as e:
            print(attribute, repr(value), type(e).__name__, e)
    try:
        delattr(a, attribute)
        print("deleted", attribute)
    except (TypeError, AttributeError) as e:
        print(attribute, type(e).__name__, e)
a = ValueError("a")
try:
    raise a from a
except ValueError as e:
    print(e.__cause__ is e, e.__context__)
b = KeyError("b")
try:
    try:
        raise a
    except ValueError:
        try:
            raise b
        except KeyError:
            raise a
except ValueError as e:
    print(e.__context__ is b, b.__context__)
def gen():
    try:
        yield sys.exc_info()[0]
        raise KeyError("in generator")
    except KeyError as e:
        yield e
        yield sys.exc_info()[1]
g = gen()
try:
    raise ValueError("outside")
except ValueError:
    print(next(g))
    inner = next(g)
    print(repr(inner), repr(inner.__context__))
print(repr(next(g)), sys.exc_info())
class Manager:
    def __init__(self, result):
        self.result = result
    def __enter__(self):
        return self
    def __exit__(self, *info):
        print("exit", info[0], repr(info[1]), sys.exc_info()[1] is info[1])
        if isinstance(self.result, Exception):
            raise self.result
        return self.result
for result in (True, False, 0, "yes", [], KeyError("new")):
    try:
        with Manager(result):
            raise ValueError("body")
        print("suppressed")
    except Exception as e:
        show(e)
class BadBool:
    def __bool__(self):
        raise RuntimeError("bool")
try:
    with Manager(BadBool()):
        raise ValueError("body")
except Exception as e:
    show(e)
e = ValueError("noted")
e.add_note("one")
e.add_note("two")
print(e.__notes__)
for bad in (1, None, b"x"):
    try:
        e.add_note(bad)
    except TypeError as t:
        print(t)
e.__notes__ = 5
try:
    e.add_note("x")
except TypeError as t:
    print(t)
try:
    raise
except RuntimeError as e:
    print(e)
def reraise():
    raise
try:
    try:
        raise ValueError("again")
    except ValueError:
        reraise()
except ValueError as e:
    print(repr(e), e.__context__)
class Odd(Exception):
    def __init__(self):
        raise KeyError("from init")
try:
    raise Odd
except Exception as e:
    show(e)
class Odd(Exception):
    def __new__(cls):
        return 5
try:
    raise Odd
except Exception as e:
    show(e)
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as e:
    show(e)
try:
    try:
        1 / 0
    except (ValueError, (KeyError, 3)):
        pass
except Exception as e:
    show(e)
print(ValueError(1).with_traceback(None))
try:
    ValueError(1).with_traceback(5)
except TypeError as e:
    print(e)
