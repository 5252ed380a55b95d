# iter(), enumerate, zip, map, filter, reversed: results, errors, exhaustion, reuse of result tuples.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


print(list(enumerate("abc")), list(enumerate("ab", 10)), list(enumerate(iterable="a", start=-1)), list(enumerate("ab", start=2**48 - 1)))
attempt(lambda: enumerate())
attempt(lambda: enumerate(1))
attempt(lambda: enumerate([], "x"))
attempt(lambda: enumerate([], foo=1))
attempt(lambda: enumerate([], 1, 2))
attempt(lambda: enumerate(start=1))
pairs = [p for p in enumerate("xy")]
print(pairs, pairs[0] is pairs[1])
for i, x in enumerate(["p", "q"]):
    print(i, x)
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip(range(3), "xyz", (True, None, 2.5))))
print(list(zip("ab", "cd", strict=True)))
attempt(lambda: list(zip("abc", "d", strict=True)))
attempt(lambda: list(zip("a", "bcd", strict=True)))
attempt(lambda: list(zip("ab", "cd", "e", strict=True)))
attempt(lambda: list(zip("a", "b", "cd", strict=True)))
attempt(lambda: zip(1))
attempt(lambda: zip([], 2))
attempt(lambda: zip(foo=1))
attempt(lambda: zip(strict=1, foo=1))
z = zip([1, 2], [3, 4])
kept = next(z)
print(kept, next(z), kept, next(z, "end"))
d = dict(zip("ab", [1, 2]))
print(d, list(zip(*[(1, 2), (3, 4)])))
print(list(map(len, ["a", "bb"])), list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])), list(map(str, range(3))), list(map(max, [1, 5], [3, 2], [2, 9])))
attempt(lambda: map())
attempt(lambda: map(len))
attempt(lambda: map(len, 5))
attempt(lambda: list(map(5, [1])))
attempt(lambda: list(map(lambda x: 1 / x, [1, 0])))
attempt(lambda: map(len, x=[]))
print(list(filter(None, [0, 1, "", "a", None, []])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(bool, [0, 5])))
attempt(lambda: filter())
attempt(lambda: filter(None))
attempt(lambda: filter(None, 5))
attempt(lambda: list(filter(5, [1])))
print(list(reversed([1, 2])), list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})))
attempt(lambda: reversed())
attempt(lambda: reversed(5))
attempt(lambda: reversed({1}))
attempt(lambda: reversed(x for x in "a"))


class Sequence:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError("past the end")
        return i * 10


print(list(Sequence()), list(reversed(Sequence())), list(iter(Sequence())), 20 in Sequence(), 25 in Sequence())
it = iter(Sequence())
print(type(it).__name__, it.__length_hint__(), next(it), it.__length_hint__(), list(it), next(it, "end"))
print(type(reversed(Sequence())).__name__, reversed([1]).__length_hint__())


class Own:
    def __reversed__(self):
        return "own"


class Never:
    __reversed__ = None


print(reversed(Own()))
attempt(lambda: reversed(Never()))
values = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(values), 0)), list(values))
attempt(lambda: iter(5, 6))
attempt(lambda: iter(5))
attempt(lambda: iter())
attempt(lambda: next([]))
attempt(lambda: next(iter([])))


def stop():
    raise StopIteration


print(list(iter(stop, 1)))
items = [1, 2, 3]
it = iter(items)
print(next(it), it.__length_hint__())
items.append(4)
print(list(it))
items.append(5)
print(list(it), it.__length_hint__())
it = iter([1, 2, 3, 4])
it.__setstate__(2)
print(list(it))
rev = reversed([1, 2, 3])
print(next(rev), rev.__length_hint__(), list(rev))
shrinking = [1, 2, 3, 4, 5, 6]
for x in shrinking:
    shrinking.pop()
    print(x, end=" ")
print()
growing = [1]
for x in growing:
    if len(growing) < 5:
        growing.append(x + 1)
print(growing)


class Stops:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("value")


class NotIterator:
    def __iter__(self):
        return 5


print(list(Stops()), list(zip(Stops(), [1])), list(map(abs, Stops())), list(enumerate(Stops())))
attempt(lambda: iter(NotIterator()))
attempt(lambda: list(NotIterator()))
for kind in (enumerate, zip, map, filter, reversed):
    print(kind.__name__, kind.__class__.__name__)


class Sub(enumerate):
    pass


class SubZip(zip):
    pass


print(list(Sub("ab")), list(SubZip("ab", "cd")), isinstance(Sub(""), enumerate))
print(enumerate("a").__reduce__()[0], zip("a").__reduce__()[0], next(iter(enumerate(map(lambda x: x, filter(None, [3]))))))
a, b, *c = map(int, "1234")
print(a, b, c)
