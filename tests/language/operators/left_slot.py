# Operators whose left operand answers, at sites that have seen it often: who is asked, how often, in which order.
asked = []


class Left:
    def __add__(self, other):
        asked.append("add")
        return NotImplemented if other == "declined" else ("left", type(other).__name__)

    def __mul__(self, other):
        asked.append("mul")
        return NotImplemented

    def __and__(self, other):
        return NotImplemented

    __sub__ = __truediv__ = __floordiv__ = __mod__ = __matmul__ = __or__ = __xor__ = __lshift__ = __rshift__ = __and__


class Right:
    def __radd__(self, other):
        asked.append("radd")
        return ("right", type(other).__name__)

    __rmul__ = __radd__


class Derived(Left):
    def __radd__(self, other):
        asked.append("derived radd")
        return ("derived", type(other).__name__)


class Plain:
    pass


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def add(left, right):
    return left + right


def multiply(left, right):
    return left * right


def repeated(function, pairs):
    for left, right in pairs:
        asked.clear()
        print(function.__name__, type(left).__name__, type(right).__name__, attempt(function, left, right), asked)


left, right, derived = Left(), Right(), Derived()
big = 1 << 80
repeated(add, [(left, 1)] * 4 + [(left, 1.5), (left, left), (left, "declined"), (left, derived), (derived, left),
                                 (left, right), (right, left), (left, Plain()), (Plain(), left), (1, left),
                                 (big, 1), (big, big), (big, True), (True, big), (big, 1.5), (1.5, big),
                                 (big, 2j), (2j, big), ("a", "b"), ("a", 1), ([1], [2]), ([1], (2,)), ((1,), (2,)),
                                 (float("nan"), 1), (1, float("nan")), (None, 1), ({1}, {2})])
repeated(multiply, [(left, 3)] * 4 + [(left, right), (left, [1]), ([1], left), ([1], 2), (2, [1]), ("ab", 2),
                                      (big, [1]), (big, 3), (big, "a"), ((1,), True), (left, left), (b"a", 3)])
for text in ("-", "/", "//", "%", "@", "|", "^", "<<", ">>", "&"):
    operate = eval(f"lambda left, right: left {text} right")
    for other in (1, 1.5, left, right, [], None):
        results = {attempt(operate, left, other) for _ in range(5)}
        print(text, results)
print([attempt(lambda a, b: a >> b, print, 1) for _ in range(4)][-1])
print([attempt(lambda a, b: a | b, int, str) for _ in range(4)][-1], [{1} | {2} for _ in range(4)][-1])


class Grows:
    def __init__(self):
        self.total = 0

    def __add__(self, other):
        self.total += other
        if self.total > 3:
            Grows.__add__ = lambda self, other: "changed"
        return self


grows = Grows()
for _ in range(6):
    result = grows + 1
    print(result if result == "changed" else result.total)
