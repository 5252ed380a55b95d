# range of any size and slice objects.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for r in [range(5), range(2, 5), range(0, 10, 3), range(5, 0, -1), range(5, 0), range(0), range(-5, -1), range(10, -10, -7),
          range(2**48 - 2, 2**48 + 2), range(2**62, 2**63 + 3, 2**62), range(2**100, 2**100 + 3), range(3, -(2**70), -(2**69)),
          range(-(2**48) - 1, -(2**48) + 1), range(2**63 - 2, 2**63)]:
    print(r, list(r), list(reversed(r)), r.start, r.stop, r.step, bool(r))
attempt(lambda: range())
attempt(lambda: range(1, 2, 3, 4))
attempt(lambda: range(1, 2, 0))
attempt(lambda: range("x"))
attempt(lambda: range(1.0))
attempt(lambda: range(1, 2.5))
attempt(lambda: range(stop=1))
r = range(10, 50, 5)
print(r[0], r[-1], r[3], r[2:5], r[::-1], r[::2], r[5:1:-2], r[100:], r[-3:], range(10)[::-1][2:4], r[True])
attempt(lambda: r[8])
attempt(lambda: r[-9])
attempt(lambda: r["x"])
attempt(lambda: r[1.5])
attempt(lambda: r[::0])
attempt(lambda: len(range(2**63)))
attempt(lambda: len(range(2**100)))
print(len(range(2**63 - 1)), range(2**100)[2**99], range(2**100)[-1], range(2**100)[2**99:].start)
print(15 in r, 16 in r, 50 in r, 10 in r, 15.0 in r, "x" in r, True in range(2), 2**100 in range(2**200), 12 in range(20, 0, -4), 11 in range(20, 0, -4))
print(r.index(15), r.count(15), r.count(16), r.index(45), r.count(15.0), r.index(20.0), range(20, 0, -4).index(12))
attempt(lambda: r.index(16))
attempt(lambda: r.index("x"))
print(range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), range(3) == range(4), range(3) == [0, 1, 2], range(1) != range(0, 1, 9), hash(range(0)) == hash(range(3, 3)), hash(range(0, 3, 2)) == hash(range(0, 4, 2)))
print(hash(range(5)), hash(range(10, 2**80)))
attempt(lambda: range(3) < range(4))
attempt(lambda: range(3) + range(3))
attempt(lambda: range(3).append)


def set_start():
    r.start = 5


attempt(set_start)
it = iter(range(3))
print(type(it).__name__, it.__length_hint__(), next(it), it.__length_hint__(), list(it), next(it, "end"), next(it, "end"))
it = iter(range(2**70, 2**70 + 2))
print(type(it).__name__, it.__length_hint__(), next(it), list(it), next(it, "end"))
it = iter(range(0, 100, 7))
next(it)
print(it.__reduce__()[1:])
it.__setstate__(10)
print(list(it))
print(sum(range(1000)), max(range(5, 100, 7)), min(range(5, 100, 7)), list(range(10))[::3], [i * i for i in range(5, 0, -2)])
total = 0
for i in range(2**48 - 3, 2**48 + 3):
    total += i
print(total)
for i in range(3):
    i += 10
print(i)


class Index:
    def __index__(self):
        return 4


print(range(Index()), list(range(Index())), range(10)[Index()], range(True, Index()))

print(slice(3), slice(1, 2), slice(1, 2, 3), slice("a", None, []), slice(None).step)
attempt(lambda: slice())
attempt(lambda: slice(1, 2, 3, 4))
attempt(lambda: slice(stop=1))
attempt(lambda: hash(slice(1)))
attempt(lambda: {slice(1): 2})
print(slice(1, 2) == slice(1, 2), slice(1) == slice(None, 1, None), slice(1, 2) < slice(1, 3), slice(1) != slice(2))
attempt(lambda: slice(1) < 5)
attempt(lambda: slice(1) < slice("x"))
for s in [slice(None), slice(-3, None), slice(5, 1, -1), slice(None, None, -2), slice(100), slice(-100, 100, 7), slice(2**80, -(2**80), -(2**79))]:
    print(s, s.indices(10), s.indices(0), s.indices(2**90))
attempt(lambda: slice(1).indices(-1))
attempt(lambda: slice(1).indices("x"))
attempt(lambda: slice(1, 2, 0).indices(5))
attempt(lambda: slice("x").indices(5))
attempt(lambda: slice(1.5).indices(5))
print(slice(1, 2, 3).__reduce__(), type(slice(1)).__name__)


class Shows:
    def __getitem__(self, key):
        return key


print(Shows()[1:2, ::3, 4], Shows()[:], Shows()[...])
