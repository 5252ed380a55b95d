# expect: adder
# throw() and close() through very many generators end in a RecursionError at worst.
import sys


def innermost():
    try:
        yield 1
    except ValueError:
        yield 2


def around(inner):
    yield from inner


def make_chain():
    chain = innermost()
    for _ in range(200_000):
        chain = around(chain)
    next(chain)
    return chain


sys.setrecursionlimit(10**6)
seen = set()
sys.unraisablehook = lambda args: seen.add(args.exc_type.__name__)
for name, arguments in ("throw", (ValueError,)), ("close", ()):
    chain = make_chain()
    try:
        getattr(chain, name)(*arguments)
    except RecursionError:
        pass  # or not: the room on the stack decides
    print(name, "came back")
del chain
print(seen <= {"RecursionError"})
