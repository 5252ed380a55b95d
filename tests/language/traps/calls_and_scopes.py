# What calls say when they go wrong, where names live, what functions carry, protocols driven by hand.


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error, sep=": ")


# --- call errors
def plain(a, b): pass
def defaults(a, b=1, *, c, d=2): pass
def positional(a, /, b): pass
def stars(*args, **kwargs): return args, kwargs
def none(): pass
class Class:
    def method(self, x): pass
    def __init__(self, size): pass


for call in (lambda: plain(), lambda: plain(1), lambda: plain(1, 2, 3), lambda: plain(1, b=2, c=3), lambda: plain(1, a=1), lambda: defaults(1), lambda: defaults(), lambda: defaults(1, 2, 3), lambda: defaults(1, 2, 3, c=4),
             lambda: positional(a=1, b=2), lambda: positional(b=2), lambda: none(1), lambda: none(x=1), lambda: Class(), lambda: Class(1, 2), lambda: Class(1).method(), lambda: Class(1).method(1, 2), lambda: Class.method(),
             lambda: stars(**{1: 2}), lambda: stars(**[]), lambda: stars(*5), lambda: stars(a=1, **{"a": 2}), lambda: plain(*[1], **{"a": 1}), lambda: 5(), lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: "".join(),
             lambda: "".split(1), lambda: [].append(), lambda: [].append(x=1), lambda: int("x"), lambda: int("1", 99), lambda: print(wrong=1), lambda: sorted(), lambda: {}.get(), lambda: max(), lambda: max(1), lambda: range(), lambda: object(1),
             lambda: (lambda x: x)(), lambda: isinstance(1), lambda: str(b"", "ascii", "strict", 1), lambda: bytes("x"), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: super(), lambda: type(), lambda: type(1, 2), lambda: getattr(1),
             lambda: getattr(1, "x"), lambda: None.x, lambda: none.attribute, lambda: Class.missing, lambda: "a" + 1, lambda: 1 + "a", lambda: [] + (), lambda: -"a", lambda: (1).__class__[0], lambda: {}[[]], lambda: (1)["x"], lambda: iter(5), lambda: next([])):
    attempt(call)


# --- names
def unbound():
    print(later)
    later = 1


def deleted():
    value = 1
    del value
    return value


def free():
    def inner():
        return value
    result = inner()
    value = 1
    return result


def loop_variable():
    for item in []:
        pass
    return item


def conditional(flag):
    if flag:
        bound = 1
    return bound


for call in (unbound, deleted, free, loop_variable, lambda: conditional(False), lambda: undefined_name):
    attempt(call)

x = "global"


class Scope:
    x = "class"
    inside = [x for _ in range(1)]
    try:
        outside = [y for y in range(1) if x == "global"]
    except NameError:
        outside = "error"

    def method(self):
        return x


print(Scope.inside, Scope.outside, Scope().method())


def outer():
    x = "outer"

    class Local:
        y = x
        x = "class"

        def get(self):
            return x
    return Local.y, Local().get()


attempt(outer)


def counters():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count
    return step, lambda: count


step, read = counters()
print(step(), step(), read(), step.__closure__[0].cell_contents, step.__code__.co_freevars)
functions = [lambda: i for i in range(3)]
print([function() for function in functions], [function() for function in [lambda i=i: i for i in range(3)]])


# --- locals()
def show_locals(a, b=2, *args, **kwargs):
    c = a
    before = sorted(locals().items(), key=str)
    locals()["c"] = "changed"
    d = [sorted(locals()) for _ in range(1)]
    return before, c, d


print(show_locals(1, k=2))


class Space:
    here = sorted(name for name in locals() if not name.startswith("__"))
    locals()["made"] = 1


print(Space.here, Space.made)


def closure_locals():
    kept = 1
    unset: int

    def inner():
        return kept
    return sorted(locals())


print(closure_locals())

# --- attributes of functions


def function(a, b: int = 2, *, c: "text" = 3) -> str:
    """Doc."""


function.mark = [1]
function.mark.append(2)
print(function.__dict__, function.__defaults__, function.__kwdefaults__, function.__annotations__, function.__doc__, function.__qualname__, function.__module__, function.__closure__)
function.__defaults__ = (10, 20)
function.__kwdefaults__ = None
function.__name__ = "renamed"
function.__doc__ = None
attempt(lambda: function())
attempt(lambda: function(c=1))
attempt(lambda: setattr(function, "__name__", 5))
attempt(lambda: setattr(function, "__defaults__", [1]))
attempt(lambda: setattr(function, "__code__", 5))
attempt(lambda: setattr(function, "__code__", step.__code__))
attempt(lambda: delattr(function, "__name__"))
attempt(lambda: setattr(function, "__closure__", ()))
del function.mark
attempt(lambda: function.mark)
attempt(lambda: setattr(len, "mark", 1))
attempt(lambda: setattr(Class(1).method, "mark", 1))


# --- asynchronous protocols by hand
class Awaitable:
    def __init__(self, *values):
        self.values = values

    def __await__(self):
        got = []
        for value in self.values:
            got.append((yield value))
        return got


async def coroutine():
    first = await Awaitable(1, 2)
    try:
        await Awaitable(3)
    except KeyError as error:
        return first, f"caught {error}"


running = coroutine()
print(running.send(None), running.send("a"), running.send("b"))
try:
    running.throw(KeyError("k"))
except StopIteration as stop:
    print(stop.value)
attempt(lambda: running.send(None))


class Aiter:
    def __init__(self, count):
        self.count = count

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count == 0:
            raise StopAsyncIteration
        self.count -= 1
        return await Awaitable(f"tick {self.count}")


class Manager:
    async def __aenter__(self):
        return await Awaitable("enter")

    async def __aexit__(self, kind, value, traceback):
        print("aexit", kind and kind.__name__)
        return await Awaitable("exit") is not None


async def everything():
    async with Manager() as entered:
        result = [entered] + [item async for item in Aiter(2)]
        async for _ in agenerator(2):
            result.append(_)
        else:
            result.append("else")
        raise ValueError
    return result


async def agenerator(count):
    try:
        for number in range(count):
            got = yield number
            if got:
                print("got", got)
    finally:
        print("finalized")


running = everything()
answer = None
try:
    while True:
        answer = running.send(answer)
        print("yielded", answer)
except StopIteration as stop:
    print(stop.value)


def drive(awaitable):
    try:
        awaitable.send(None)
    except (StopIteration, StopAsyncIteration, RuntimeError) as outcome:
        return f"{type(outcome).__name__} {outcome}"


steps = agenerator(2)
print(drive(steps.asend(None)), drive(steps.asend("hello")), drive(steps.aclose()), drive(steps.asend(None)), drive(steps.__anext__()))
attempt(lambda: drive(agenerator(1).asend("early")))
for wrong in ("await 5", "async for x in 5: pass", "async with 5: pass", "[x async for x in []]"):
    space = {}
    exec(f"async def wrong():\n    {wrong}", space)
    attempt(lambda: space["wrong"]().send(None))

# --- errno


def opened(path, mode="r"):
    return open(path, mode)


for call in (lambda: opened("/no/such/file"), lambda: opened("/"), lambda: opened("/etc/passwd/x"), lambda: opened("a\0b"), lambda: opened(""), lambda: __import__("os").mkdir("/")):
    try:
        call()
    except (OSError, ValueError) as error:
        print(type(error).__name__, error, getattr(error, "errno", None), getattr(error, "filename", None), getattr(error, "strerror", None))
import errno
for number in (errno.EPERM, errno.ENOENT, errno.EINTR, errno.EAGAIN, errno.ECHILD, errno.EACCES, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.EPIPE, errno.ECONNREFUSED, errno.ECONNRESET, errno.ETIMEDOUT, errno.EINVAL, 0, -1):
    print(type(OSError(number, "text")).__name__, end=" ")
print(type(OSError(2)).__name__, type(OSError("2")).__name__, OSError(2, "t", "f", None, "g"), repr(OSError(2, "t", "f")))
