# throw, close and send through nested yield from.
class It:
    def __init__(self, name): self.name = name; self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration(self.name)
        return self.name, self.n
class Sender(It):
    def send(self, value): print("send", self.name, value); return self.__next__()
class Thrower(Sender):
    def throw(self, *args): print("throw", self.name, args); return "caught"
    def close(self): print("close", self.name)
class BadClose(Thrower):
    def close(self): raise OSError("close")
class Attr(It):
    def __getattr__(self, name):
        print("getattr", name)
        raise ZeroDivisionError(name)
def outer(it):
    try:
        result = yield from it
        print("result", result)
        return result
    except BaseException as e:
        print("outer saw", type(e).__name__, e, "|", repr(e.__context__))
        raise
    finally:
        print("outer done")
def run(it, *steps):
    g = outer(outer(it))
    for name, *args in steps:
        try:
            print(" ", name, getattr(g, name)(*args))
        except BaseException as e:
            print(" ", name, "raised", type(e).__name__, e)
for cls in It, Sender, Thrower, BadClose, Attr:
    print(cls.__name__)
    run(cls("i"), ("__next__",), ("send", 1), ("throw", ValueError("v")), ("__next__",))
    run(cls("j"), ("__next__",), ("close",), ("close",), ("__next__",))
    run(cls("k"), ("__next__",), ("throw", GeneratorExit), ("__next__",))
    run(cls("l"), ("__next__",), ("throw", StopIteration(7)), ("__next__",))
    run(cls("m"), ("send", 3), ("__next__",), ("throw", ValueError, "x"), ("throw", ValueError, ValueError("y"), None))
def sub():
    try:
        x = yield 1
        print("got", x)
        yield 2
    except ValueError as e:
        print("sub caught", e)
        return "from sub"
    finally:
        print("sub finally")
run(sub(), ("__next__",), ("throw", ValueError(1)),)
run(sub(), ("__next__",), ("throw", KeyError(1)),)
run(sub(), ("__next__",), ("send", 5), ("close",))
def ignoring():
    while True:
        try: yield 1
        except GeneratorExit: print("ignored")
run(ignoring(), ("__next__",), ("close",), ("__next__",))
def stops():
    raise StopIteration("inside")
    yield
for f in (stops,):
    try: list(f())
    except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
def lazy(): yield next(iter([]))
try: list(lazy())
except RuntimeError as e: print(e, repr(e.__cause__))
g = (next(iter([])) for _ in range(1))
try: next(g)
except RuntimeError as e: print(e)
def recursive():
    try: next(me)
    except ValueError as e: print(e)
    try: me.send(1)
    except ValueError as e: print(e)
    try: me.close()
    except ValueError as e: print(e)
    try: me.throw(KeyError)
    except ValueError as e: print(e)
    yield 1
me = recursive(); next(me)
def delegate():
    yield from me2
me2 = delegate()
try: next(me2)
except ValueError as e: print(e)
for bad in (5, None):
    def f(): yield from bad
    try: next(f())
    except TypeError as e: print(e)
g = sub()
for args in ((1,), (ValueError, 1, 2), (), (int,), ("x",), (ValueError, ValueError(1), 5), (ValueError(1), 2)):
    try: g.throw(*args)
    except BaseException as e: print(type(e).__name__, e)
g = sub()
try: g.send(1)
except TypeError as e: print(e)
print(g.gi_frame.f_lineno, g.gi_running, g.gi_suspended, g.gi_yieldfrom)
next(g)
print(g.gi_frame.f_lineno, g.gi_running, g.gi_suspended, g.gi_yieldfrom)
g.close()
print(g.gi_frame, g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code.co_name)
