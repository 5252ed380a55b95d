# The asynchronous kinds, driven by hand.
import contextlib


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


@contextlib.asynccontextmanager
async def tag(name):
    print("enter", name)
    try:
        yield name
    except KeyError as error:
        print("caught", error)
    print("leave", name)


async def use():
    async with tag("a") as a, contextlib.nullcontext("n") as n:
        print(a, n)
    async with tag("b"):
        raise KeyError(1)


@tag("d")
async def decorated(x):
    return x * 2


@contextlib.asynccontextmanager
async def nothing():
    if False:
        yield


async def wrong(manager):
    async with manager:
        raise ValueError("v")


class Closable:
    async def aclose(self):
        print("aclosed")


async def stack():
    async def later(*args):
        print("later", args)
    async with contextlib.AsyncExitStack() as stack:
        print(await stack.enter_async_context(tag("s")))
        stack.push_async_callback(later, 1, 2)
        stack.callback(print, "sync")
        stack.push_async_exit(contextlib.aclosing(Closable()))
        await stack.enter_async_context(5)


print(drive(use()), drive(decorated(4)), drive(wrong(tag("w"))), drive(wrong(nothing())), drive(stack()))
