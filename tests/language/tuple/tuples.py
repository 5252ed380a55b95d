# Tuples: construction, subscripts, operators, hashes, methods, subclasses.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


t = (1, "a", None)
print(t, (), (1,), ((),), tuple(), tuple("abc"), tuple([1, 2]), tuple(t) is t, tuple({1: 2}))
empty = ()
print(empty is tuple(), tuple([]) is empty, t[:] is t, t[5:] is empty, t * 1 is t, t + () is t, () + t is t)
attempt(lambda: tuple(1))
attempt(lambda: tuple(1, 2))
attempt(lambda: tuple(x=1))
print(t[0], t[-1], t[1:], t[::-1], t[::2], t[True])
attempt(lambda: t[3])
attempt(lambda: t[-4])
attempt(lambda: t["x"])
attempt(lambda: t[1.5])
attempt(lambda: t[::0])


def set_item():
    t[0] = 1


def del_item():
    del t[0]


attempt(set_item)
attempt(del_item)
print(t + (4,), t * 2, 2 * t, t * 0, t * -1, len(t), "a" in t, 5 in t)
attempt(lambda: t + [1])
attempt(lambda: t * "a")
attempt(lambda: (1, 2) * 2**62)
print((1, 2) < (1, 3), (1,) < (1, 0), (2,) > (1, 9), (1, 2) == (1.0, 2), (1, 2) != (1, 2), () <= (), (1, "a") < (2, 5))
attempt(lambda: (1, "a") < (1, 5))
print((1,) == [1])
print(t.index("a"), t.count(1), (1, 2, 1, 2).index(2, 2), (1, 2, 1).index(1, -1), (1, 1.0, True).count(1))
attempt(lambda: t.index(9))
attempt(lambda: t.index(1, 1))
attempt(lambda: t.index())
attempt(lambda: t.count())
print(hash(()), hash((1,)), hash((1, 2, 3)), hash(((), (0,))), hash((1.5, -1, 2**61, True, (7,))), hash(tuple(range(100))))
attempt(lambda: hash(([],)))
r = ([],)
r[0].append(r)
print(r)
print(t.__getnewargs__(), t.__len__(), tuple.__name__)


class P(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    @property
    def first(self):
        return self[0]


p = P(3, 4)
print(p, p.first, p == (3, 4), hash(p) == hash((3, 4)), type(p[:]).__name__, type(p + p).__name__, type(p * 1).__name__, {p: 1}[(3, 4)])
p.attribute = 5
print(p.attribute, isinstance(p, tuple), len(P(1, 2)))


class Plain(tuple):
    pass


print(Plain("ab"), Plain(), type(tuple(Plain("ab"))).__name__, Plain("ab") == ("a", "b"))
it = iter((1, 2, 3))
print(next(it), it.__length_hint__(), list(it), next(it, "end"), type(it).__name__)
nested = ()
for _ in range(100000):
    nested = (nested,)
del nested
print("freed")
