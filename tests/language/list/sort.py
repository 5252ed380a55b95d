# sort() and sorted(): kinds of keys, stability, reverse, key functions, failing and changing comparisons.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


def numbers(n, seed):
    out = []
    x = seed
    for _ in range(n):
        x = (x * 3877 + 29573) % 139968
        out.append(x)
    return out


for n in [0, 1, 2, 3, 10, 31, 32, 33, 63, 64, 65, 100, 500, 3000]:
    a = numbers(n, 42)
    b = sorted(a)
    c = sorted(a, reverse=True)
    print(n, all(b[i] <= b[i + 1] for i in range(n - 1)), b == c[::-1], sum(x * i for i, x in enumerate(b)) % 1000003)
a = numbers(2000, 7)
pairs = sorted([(x % 10, i) for i, x in enumerate(a)], key=lambda p: p[0])
print(all(p[1] < q[1] for p, q in zip(pairs, pairs[1:]) if p[0] == q[0]))
pairs = sorted([(x % 10, i) for i, x in enumerate(a)], key=lambda p: p[0], reverse=True)
print(all(p[1] < q[1] for p, q in zip(pairs, pairs[1:]) if p[0] == q[0]), pairs[0], pairs[-1])
for mix in [list(range(1000)), list(range(1000, 0, -1)), [i // 10 for i in range(1000)], list(range(500)) + list(range(500)),
            [i if i % 50 else 0 for i in range(1000)], [i ^ 1 for i in range(1000)]]:
    s = sorted(mix)
    print(s[:5], s[-5:], sum(x * i for i, x in enumerate(s)))
print(sorted([3, 1.5, -2, 2.5, 0, -0.0, 1e300, float("-inf"), 7]))
print(sorted([True, 3, False, 2.5, 1]))
print(sorted(["b", "a", "", "ab", "é", "z", "€", "aa", "Z", "\U0001F600", "abc\x00"]))
print(sorted([(2, "b"), (1, "z"), (2, "a"), (1,), (), (2,)]))
print(sorted([(1.5, 2), (1, 3), (1.5, 1), (True, 0)]))
print(sorted([[3], [1, 2], [1], []]), sorted([b"b", b"a"]), sorted([2**100, -(2**100), 2**60, 5]))
print(sorted("hello world".split(), key=len), sorted({3: 1, 1: 2}), sorted(x for x in (3, 1, 2)))
attempt(lambda: sorted([1, "a"]))
attempt(lambda: sorted(["a", 1, 2]))
attempt(lambda: sorted([(1, "a"), (1, 2)]))
attempt(lambda: sorted([None, None]))
attempt(lambda: sorted([1j, 2j]))
attempt(lambda: sorted([3, 2], lambda x: x))
attempt(lambda: sorted(5))
attempt(lambda: sorted())
attempt(lambda: sorted([1], foo=2))
attempt(lambda: [].sort(1))
attempt(lambda: [].sort(reverse="x"))
attempt(lambda: [2, 1].sort(key=5))
attempt(lambda: [3, 1, 2].sort(key=lambda x: 1 // (x - 1)))
a = [3, 1, 2]
print(a.sort(), a, a.sort(key=None), a.sort(key=lambda x: -x), a, a.sort(reverse=1), a)


class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return "I%d" % self.n


print(sorted(Item(x % 17) for x in numbers(20, 3)))


class Failing(Item):
    count = 0

    def __lt__(self, other):
        Failing.count += 1
        if Failing.count > 60:
            raise ZeroDivisionError("enough")
        return self.n < other.n


f = [Failing(x) for x in numbers(100, 5)]
before = sorted(x.n for x in f)
attempt(lambda: f.sort())
print(len(f), sorted(x.n for x in f) == before)


class Looker(Item):
    def __lt__(self, other):
        seen.append(len(target))
        return self.n < other.n


seen = []
target = [Looker(x) for x in (3, 1, 2)]
target.sort()
print(target, set(seen))


def meddle(x):
    target.append(x)
    return x.n


attempt(lambda: target.sort(key=meddle))
print(target)


class OnlyGreater:
    def __init__(self, n):
        self.n = n

    def __gt__(self, other):
        return self.n > other.n


print([x.n for x in sorted([OnlyGreater(3), OnlyGreater(1), OnlyGreater(2)])])
nan = float("nan")
print(len(sorted([3, nan, 1, nan, 2])), sorted([nan])[0] is nan)
