"""Endless iterators, chains and filters: items, repr, state and errors."""
from copy import copy, deepcopy
from itertools import *


def show(make, *args, **kwargs):
    try:
        print(make(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


def first(iterator, n=6):
    return list(islice(iterator, n))


print(first(count(3)), first(count(1.5, 0.5)), first(count(2**63 - 2, 1)), first(count(5, -2)))
print(count(3), count(1.5), count(1, 2), count(2, 1.0), count(2**70))
it = count(7)
next(it)
print(it.__reduce__(), count(1, 2).__reduce__(), next(copy(it)))
show(count, "a")
show(count, 1, 2, 3)
r = repeat("x", 3)
print(r, repeat(0), r.__length_hint__(), list(r), r, repeat(1, -5), r.__reduce__(), repeat(2).__reduce__())
show(repeat(1).__length_hint__)
show(repeat)
c = cycle("abc")
print(first(c, 7), first(copy(c), 4), first(c, 4))
c = cycle("ab")
next(c)
print(first(copy(c), 5), list(cycle([])))
print(list(chain("ab", [], "c")), list(chain.from_iterable(["xy", "z"])), chain[int])
c = chain("ab", "cd")
next(c)
print(list(copy(c)), list(c), c.__reduce__()[1:])
show(c.__setstate__, [])
show(c.__setstate__, (1,))
show(list, chain(1))
print(list(accumulate([1, 2, 3])), list(accumulate("abc", max)), list(accumulate([], initial=9)),
      list(accumulate([1, 2], lambda a, b: a * b, initial=5)))
a = accumulate([1, 2, 3], initial=10)
print(list(deepcopy(a)), next(a), list(deepcopy(a)), next(a), list(deepcopy(a)), list(a))
a = accumulate([None, 5], lambda x, y: y)
next(a)
print(list(copy(a)))
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(zip_longest([1, 2], [])))
z = zip_longest("ab", "cdef", fillvalue=0)
next(z), next(z), next(z)
print(list(copy(z)))
show(zip_longest, fill=1)
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(dropwhile(lambda x: x < 3, [1, 3, 2, 4])),
      list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(None, [0, 1, "", "a"])),
      list(filterfalse(lambda x: x % 2, range(6))), list(starmap(pow, [(2, 3), [3, 2]])), list(pairwise("abcd")))
t = takewhile(lambda x: x < 3, [1, 5, 1])
print(next(t), list(t), list(t), t.__reduce__()[2])
show(dropwhile, 1)
show(takewhile, predicate=1)
show(list, filterfalse(lambda x: 1 / x, [0]))
print(list(islice("abcdef", 2)), list(islice("abcdef", 1, None, 2)), list(islice("abcdef", 2, 4)),
      list(islice("abc", 0)), list(islice("abcdef", 1, 5, 3)))
for bad in [("abc", -1), ("abc", "x"), ("abc", 0, -1), ("abc", -1, 2), ("abc", 0, 1, 0), ("abc",), ("abc", 0, 1, "a"),
            (5, 1), ("abc", "x", 1), ("abc", -5), ("abc", 0, -5)]:
    show(islice, *bad)
source = iter(range(10))
s = islice(source, 1, 8, 3)
print(next(s), next(source), list(s), next(source))
s = islice([1, 2, 3, 4, 5], 1, None, 2)
next(s)
print(list(copy(s)))


class Sub(filterfalse):
    def __init__(self, *args, flag=None):
        self.flag = flag


print(Sub(None, [0, 1], flag=2).flag)
