"""groupby, tee and the combinatorial iterators: items, state and errors."""
import gc
from copy import copy
from itertools import *


def show(make, *args, **kwargs):
    try:
        print(make(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


print([(k, list(g)) for k, g in groupby("aabccc")])
print([(k, list(g)) for k, g in groupby(range(7), key=lambda x: x // 3)], list(groupby([])))
g = groupby("aabb")
_, first_group = next(g)
_, second_group = next(g)
print(list(first_group), list(second_group), list(g))
g = groupby("aab")
k, group = next(g)
next(group)
print([(k, list(v)) for k, v in copy(g)])
show(next, groupby([1], key=lambda x: 1 / 0))
a, b = tee("abcdef")
print(next(a), next(a), list(b), list(copy(a)), list(a), tee([], 0), len(tee("a", 3)))
show(tee, "a", -1)
show(tee, 5)
a, b = tee(range(200))
print(sum(a), sum(b))
a, = tee(range(100000), 1)
for x in a:
    pass
del a, x


class Reenter:
    def __iter__(self):
        return self

    def __next__(self):
        return next(iterators[0])


iterators = tee(Reenter())
show(next, iterators[1])
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("ab", "")),
      list(product("ab", repeat=0)))
show(product, "a", repeat=-1)
show(product, "a", 5)
show(product, "a", times=1)
show(product, range(1 << 10), repeat=1 << 62)
p = product("ab", "cd")
next(p), next(p)
print(list(copy(p)), p.__reduce__(), list(p), p.__reduce__())
print(["".join(x) for x in permutations("abc")], len(list(permutations(range(6)))), list(permutations("ab", 3)),
      list(permutations("abc", 1)), list(permutations("ab", 0)))
p = permutations("abcd", 2)
for _ in range(5):
    next(p)
print(p.__reduce__(), ["".join(x) for x in copy(p)], list(p)[-1], p.__reduce__())
show(permutations, "abc", -1)
show(permutations, "abc", "x")
print(["".join(x) for x in combinations("abcd", 2)], list(combinations("ab", 3)), list(combinations("ab", 0)))
c = combinations("abcd", 3)
next(c), next(c)
print(c.__reduce__(), list(copy(c)))
show(combinations, "abc", -2)
show(combinations, "abc")
show(combinations, 5, 2)
print(["".join(x) for x in combinations_with_replacement("abc", 2)], list(combinations_with_replacement("", 1)),
      list(combinations_with_replacement("", 0)))
c = combinations_with_replacement("ab", 3)
next(c), next(c)
print(c.__reduce__(), list(copy(c)))
for it, state in [(product("ab"), (5,)), (permutations("ab"), ((9, -1), (0, 7))), (combinations("ab", 1), (7,)),
                  (combinations_with_replacement("ab", 1), (-3,)), (product("ab"), ()), (permutations("ab"), 1),
                  (combinations("ab", 3), (0, 0, 0)), (permutations("a", 2), ((0,), (0, 0)))]:
    show(it.__setstate__, state)
    print(list(it))
cell = []
cell.append(cycle(cell))
cell.append(chain(cell))
cell.append(product(cell, cell))
del cell
gc.collect()
