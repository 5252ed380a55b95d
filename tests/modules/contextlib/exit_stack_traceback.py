# The frames that an ExitStack leaves in a traceback, and SyntaxErrors whose end lies before their beginning.
import contextlib
import traceback


def fail(error):
    raise error


def show(error):
    print([(frame.name, frame.line) for frame in traceback.extract_tb(error.__traceback__)])


try:
    with contextlib.ExitStack() as stack:
        stack.callback(fail, ValueError("exit"))
        stack.callback(fail, KeyError("first exit"))
        1 / 0
except ValueError as error:
    while error is not None:
        show(error)
        error = error.__context__


async def leave():
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(fail, ValueError("exit"))
        1 / 0

try:
    leave().send(None)
except ValueError as error:
    show(error)
    show(error.__context__)

for details in [("f", 1, 2, "éabc\n", 2, 1), ("f", 1, 2, "abcd\n", 2, 3), ("f", 1, 3, "abcd\n", 1, 2)]:
    print("".join(traceback.format_exception_only(SyntaxError("m", details))))

try:
    try:
        raise ValueError("naked")
    except* ValueError as error:
        print(error.__traceback__)
        1 / 0
except Exception:
    print(traceback.format_exc())
