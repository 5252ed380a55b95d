import operator

from protocols import Adding, Channel, Mod


def attempt(label, function, *args, **keywords):
    try:
        print(label, "->", repr(function(*args, **keywords)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


a, b = Mod(50), Mod(60)
for name in ("add", "sub", "mul", "floordiv", "truediv", "mod", "pow", "lshift", "rshift", "and_", "or_", "xor", "matmul",
             "iadd", "isub", "imul", "ifloordiv", "itruediv", "imod", "ipow", "ilshift", "irshift", "iand", "ior", "ixor",
             "imatmul", "lt", "le", "eq", "ne", "gt", "ge"):
    function = getattr(operator, name)
    for left, right in ((Mod(50), Mod(60)), (Mod(50), 7), (7, Mod(50)), (Mod(50), "x"), ([], Mod(50)), (Mod(5), 0)):
        attempt(f"{name}({left!r}, {right!r})", function, left, right)
for function in (operator.neg, operator.pos, abs, operator.invert, bool, int, float, hash, repr, operator.index, hex, complex, round):
    attempt(getattr(function, "__name__", "?"), function, a)
attempt("pow 3", pow, a, 3, 11)
attempt("pow 3 reflected", pow, 2, b, 5)
attempt("divmod", divmod, a, 7)
attempt("divmod", divmod, 7, a)
attempt("index", lambda: list(range(100))[a])
attempt("huge", lambda: a + (1 << 80))
attempt("sum", sum, [a, b], Mod())
c = a
c += 10
print(c is a, a, sorted([Mod(3), Mod(1), 2]), {Mod(5): 1}[5], Mod.__doc__, Mod.__add__, Mod(1).__radd__(2), Mod.__ipow__)
attempt("unbound", Mod.__add__, 1, 2)
attempt("subclass", lambda: type("S", (Mod,), {}))


async def consume(channel):
    async for item in channel:
        print("item", item)
    return await Channel(0)


def drive(coroutine):
    try:
        while True:
            print("yielded", coroutine.send(None))
    except StopIteration as stop:
        return stop.value


print(drive(consume(Channel(3))))


async def wait(channel):
    return await channel

print(drive(wait(Channel(2))))
coroutine = wait(Channel(2))
print(coroutine.send(None))
attempt("send", coroutine.send, "x")
with Channel(1) as channel:
    print(channel.depth)
    raise ValueError("swallowed")
print(channel.depth)
try:
    with channel:
        raise KeyError("kept")
except KeyError as error:
    print("kept", error, channel.depth)
print(Channel.__await__, Channel.__aiter__, Channel.__anext__, list(Channel(2)))
attempt("exit", channel.__exit__)


def delegate():
    return (yield from Channel(2))


print(drive(delegate()))
adding = Adding()
print(adding(), adding(1, 2), adding(*range(5)), adding(1, k=2, j=3), adding(**{"a": 5}), adding.calls, callable(adding))
attempt("text", adding, "x")
attempt("method", adding.__call__, 1, z=2)
attempt("map", lambda: list(map(adding, [1, 2], [3, 4])))
attempt("class", Adding, 1, 2)
attempt("class", Adding, k=1)
print(type(Adding(5)), Adding(1).calls)
