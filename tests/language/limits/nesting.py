"""Depth: containers, calls and source that nest beyond every stack."""


def call(n):
    return call(n + 1)


try:
    call(0)
except RecursionError as error:
    print("calls:", error)

nested = []
for _ in range(200000):
    nested = [nested]
try:
    repr(nested)
except RecursionError as error:
    print("repr:", error)
del nested

for text in ("(" * 300 + ")" * 300, "-" * 100 + "1"):
    try:
        print("eval:", eval(text))
    except SyntaxError as error:
        print("eval:", error.msg)


class Loop:
    def __eq__(self, other):
        return self == other


try:
    Loop() == Loop()
except RecursionError as error:
    print("compare:", type(error).__name__)
