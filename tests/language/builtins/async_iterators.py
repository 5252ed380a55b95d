"""aiter() and anext(), driven by hand."""


class Countdown:
    def __init__(self, start):
        self.now = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.now == 0:
            raise StopAsyncIteration
        self.now -= 1
        return self.now


def run(awaitable):
    """Runs a coroutine that never waits, to its end."""
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return stop.value
    return "still waiting"


async def take(iterator, *default):
    return await anext(iterator, *default)


async def generate():
    yield 1
    yield 2


async def collect():
    return [item async for item in Countdown(3)]


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


counter = aiter(Countdown(2))
print(run(take(counter)), run(take(counter)), run(take(counter, "default")), run(take(counter, None)))
attempt(lambda: run(take(counter)))
numbers = generate()
print(run(take(numbers, "end")), run(take(numbers, "end")), run(take(numbers, "end")), run(take(numbers, [5])))
print(run(collect()))
attempt(lambda: aiter(5))
attempt(lambda: anext(5))
attempt(lambda: anext())
attempt(lambda: aiter(iter([])))
waiting = anext(Countdown(1), 7)
print(type(waiting).__name__, iter(waiting) is waiting)
attempt(lambda: next(waiting))
attempt(lambda: type(waiting)())
