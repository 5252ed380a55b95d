import traceback

import callbacks


def attempt(label, function, *args):
    try:
        print(label, "->", repr(function(*args)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error, [entry.name for entry in
                                                                traceback.extract_tb(error.__traceback__)])


def raiser(error):
    def function(*args, **keywords):
        raise error
    return function


attempt("none yet", callbacks.call, 1)
attempt("not callable", callbacks.set_callback, 5)
callbacks.set_callback(lambda *args: args)
attempt("call", callbacks.call, "x")
callbacks.set_callback(lambda value, more: (value, more))
attempt("keywords", callbacks.call_with_keyword, [1])
attempt("wrong names", callbacks.call, 1)
callbacks.set_callback(raiser(KeyError("inside")))
attempt("raises", callbacks.call, 1)
callbacks.drop_callback()
attempt("sort", callbacks.sort, [3, 1, 2, 5, 4, 1.5], lambda a, b: (a > b) - (a < b))
attempt("sort down", callbacks.sort, "hello", lambda a, b: (a < b) - (a > b))
attempt("sort fails", callbacks.sort, [1, "a"], lambda a, b: (a > b) - (a < b))
attempt("sort wrong result", callbacks.sort, [1, 2], lambda a, b: None)
attempt("sort nothing", callbacks.sort, 5, None)
for error in (IndexError(1), KeyError, ValueError("v"), OSError(2, "x"), TypeError("t"), UnicodeError("u"), StopIteration(3)):
    attempt("classify", callbacks.classify, raiser(error))
attempt("classify", callbacks.classify, lambda: 7)
attempt("methods", callbacks.methods, "a-b-c")
attempt("methods", callbacks.methods, b"a-b")
space = {}
attempt("run", callbacks.run, "math.sqrt(16) + x", {"x": 1})
attempt("run", callbacks.run, "missing", space)
attempt("run", callbacks.run, "1 +", space)
print(sorted(space))
