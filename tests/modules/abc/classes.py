"""Abstract classes: instantiation, registration, hooks, and the classes of collections.abc."""
import abc
import collections.abc as containers
from collections.abc import *


def show(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        return 1

    @property
    @abc.abstractmethod
    def name(self):
        ...

    @classmethod
    @abc.abstractmethod
    def make(cls):
        ...


class Named(Shape):
    name = "n"
    make = None


class Square(Named):
    def area(self):
        return super().area() + 1


show(Shape)
show(Named)
print(Square().area(), sorted(Shape.__abstractmethods__), sorted(Square.__abstractmethods__))
Named.area = lambda self: 3
show(Named)
abc.update_abstractmethods(Named)
print(Named().area())
token = abc.get_cache_token()
print(issubclass(int, Shape), isinstance(5, Shape), Shape.register(int), issubclass(bool, Shape), isinstance(5, Shape),
      token == abc.get_cache_token())
show(Shape.register, 5)
show(Square.register, Shape)
show(issubclass, 5, Shape)


class Duck(metaclass=abc.ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        return True if hasattr(other, "quack") else NotImplemented


class Mallard:
    quack = 1


print(isinstance(Mallard(), Duck), isinstance(1, Duck))
samples = [1, "", b"", bytearray(), [], (), {}, set(), frozenset(), range(3), iter([]), {}.keys(), {}.values(),
           {}.items(), (x for x in ()), len, memoryview(b"")]
for name in sorted(containers.__all__):
    cls = getattr(containers, name)
    print(name, "".join("01"[isinstance(sample, cls)] for sample in samples), sorted(cls.__abstractmethods__))


class NoHash:
    __hash__ = None


print(isinstance(NoHash(), Hashable), Callable[[int, list[str]], float], Callable[..., int], Iterable[int])
show(Callable.__class_getitem__, int)


class Ordered(MutableSet):
    def __init__(self, items=()):
        self.items = []
        for item in items:
            self.add(item)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, item):
        if item not in self.items:
            self.items.append(item)

    def discard(self, item):
        if item in self.items:
            self.items.remove(item)


a, b = Ordered([1, 2, 3]), Ordered([3, 4])
print(*map(list, [a | b, a & b, a - b, a ^ b, {9} | a, a - [1]]), a <= b, a > Ordered([1]), a == {1, 2, 3},
      a.isdisjoint([7]), a._hash() == hash(frozenset(a.items)))
a |= [5]
a -= {1}
a ^= [2, 8]
print(a.items, a.pop(), list(a))
show(a.remove, 77)


class Table(MutableMapping):
    def __init__(self):
        self.data = {}

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


t = Table()
t.update({"a": 1}, b=2)
t.update([("c", 3)])
print(t.keys() & {"a", "x"}, list(t.items()), 3 in t.values(), t.pop("a"), t.pop("q", 0), t.setdefault("z"),
      t.popitem(), t == {"c": 3, "z": None}, t.get("n", 5))
show(t.pop, "none")
show(reversed, t)


class Row(MutableSequence):
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, i):
        return self.items[i]

    def __setitem__(self, i, value):
        self.items[i] = value

    def __delitem__(self, i):
        del self.items[i]

    def __len__(self):
        return len(self.items)

    def insert(self, i, value):
        self.items.insert(i, value)


r = Row(3, 1)
r += [4, 1]
r.extend(r)
r.reverse()
print(r.items, r.index(4), r.count(1), list(reversed(r)), r.pop(), 9 in r, r.index(1, 1), r.remove(4), r.items)
show(r.index, 99)
match r:
    case [first, *rest]:
        print("sequence", first, rest)
match t:
    case {"b": value}:
        print("mapping", value)
show(abc.ABCMeta, "Both", (), {"__abc_tpflags__": 96})
