# set and frozenset: order of iteration as CPython's, methods, operators, errors.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


print({3, 1, 2}, {30, 10, 20, 5}, set(range(20)), set(range(0, 1000, 37)), {-1, -2, -3}, {1.5, 2.5, -0.5, 100})
print({(1, 2), (3, 4), (0, 0)}, {2**70, 2**61, 5}, {True, 0, None and 1}, set(), frozenset(), frozenset({3, 1}))
s = {0}
s.add(8)
s.add(16)
print(s)
s.discard(0)
s.discard(8)
s.add(24)
s.add(32)
print(s)
grow = set()
for i in range(300):
    grow.add(i * 7919 % 1009)
    if i % 3 == 0:
        grow.discard(i * 31 % 1009)
print(len(grow), list(grow)[:40])
while len(grow) > 5:
    grow.pop()
print(grow)
print(set("a"), set([1, 1.0, True]), set({1: 2, 3: 4}), set((5, 5)))
attempt(lambda: set(1))
attempt(lambda: set(1, 2))
attempt(lambda: set(a=1))
attempt(lambda: frozenset(a=1))
attempt(lambda: {[]})
attempt(lambda: set([{}]))
attempt(lambda: {1}.add([]))
attempt(lambda: [] in {1})
print({1} in {frozenset({1})}, frozenset({1}) in {frozenset({1})})
a, b = {1, 2, 3, 4}, {3, 4, 5}
f = frozenset(b)
print(a | b, a & b, a - b, a ^ b, b - a, a | f, f | a, a & f, f - a, f ^ a)
print(type(a | f).__name__, type(f | a).__name__, type(f & a).__name__)
for op in ["a | [1]", "a & 1", "a - 'x'", "a ^ ()", "a < [1]", "[1] | a"]:
    attempt(lambda: eval(op))
print(a.union([9], "x"), a.intersection([1, 2], (2,)), a.difference([1], {2}), a.symmetric_difference([1, 99, 99]), a.union(), a.difference(), a.intersection())
attempt(lambda: a.union(1))
attempt(lambda: a.intersection([[]]))
attempt(lambda: a.symmetric_difference())
print(a.isdisjoint([7]), a.isdisjoint(b), a.issubset(range(9)), a.issuperset([1]), a.issuperset("x"), a.issubset([1]))
print(a == {4, 3, 2, 1}, a != b, a < {1, 2, 3, 4, 5}, a <= a, a < a, a > {1}, a >= a, f == b, {1} == [1], a == frozenset(a))
c = a.copy()
c.update([10], {11}, "z")
c.intersection_update([1, 2, 10, 11])
c.difference_update([1], [2])
c.symmetric_difference_update([10, 50])
print(c, a.copy() is a, f.copy() is f, frozenset(f) is f)
c |= {1}
c &= {1, 50, 11}
c -= {11}
c ^= {1, 2}
print(c)
try:
    c |= [1]
except TypeError as error:
    print(error)
fs = frozenset([1])
fs |= {2}
print(fs, type(fs).__name__)
attempt(lambda: a.remove(99))
attempt(lambda: a.remove([]))
attempt(lambda: a.remove({1}))
nested = {frozenset({1}), 2}
nested.remove({1})
nested.discard({9})
print(nested, a.discard(99))
attempt(lambda: set().pop())
attempt(lambda: f.add(1))
attempt(lambda: hash(a))
print(hash(frozenset()), hash(frozenset([1, 2, 3])), hash(frozenset(range(100))), hash(frozenset([frozenset(), (1,)])))
print({frozenset([1, 2]): "k"}[frozenset([2, 1])])
a.clear()
print(a, not a, len(f))


def change():
    x = {1, 2, 3}
    for i in x:
        x.add(i + 10)


attempt(change)
it = iter({1, 2})
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), next(it, "end"), type(it).__name__)


class S(set):
    def __init__(self, *args, tag=None):
        super().__init__(*args)
        self.tag = tag


class F(frozenset):
    pass


print(S([1]), F([1]), S(), F(), type(S([1]) | {2}).__name__, type(F([1]).copy()).__name__, type(S([1]).copy()).__name__)


class Same:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return isinstance(other, Same) and self.n == other.n

    def __repr__(self):
        return "S%d" % self.n


print(len({Same(1), Same(2), Same(1), 1}), Same(2) in {Same(1), Same(2)}, {Same(1)} & {Same(1)}, {Same(3)} - {Same(3)})


class Raises:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ValueError("compared")


attempt(lambda: Raises() in {1})
attempt(lambda: {1, Raises()})
nan = float("nan")
print(nan in {nan}, float("nan") in {nan}, len({nan, nan}))
print({x % 3 for x in range(10)}, sorted({"b", "a"}), {*[1, 2], *(2, 3)})
print({1, 2}.__reduce__(), {1}.__contains__(1), {1}.__sub__([1]), {1}.__and__({1}))
r = repr({("x",)})
print(r)
big = set(range(100000))
print(len(big), sum(big), len(big & set(range(0, 200000, 2))), len(big ^ set(range(50000))), list(big)[99998:])
