"""partial, caches, orderings, dispatch by type."""
import abc
import functools
from functools import *


def show(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


def f(*args, **kwargs):
    return args, kwargs


p = partial(f, 1, 2, a=3)
q = partial(p, 4, b=5)
print(p(9), q(9, a=0), q.args, q.keywords, q.func is f, partial(max, *range(20))(99))
p.note = 1
print(partial(p).func is p, p.__dict__, repr(partial(int, base=2)), partial(int, base=2)("101"))
p = partial(f)
p.__setstate__((f, (p,), {"k": p}, None))
print(repr(p).replace(hex(id(f)), "F"))
p.__setstate__((f, (), {}, {}))
show(partial)
show(partial, 5)
show(p.__setstate__, (1, 2))
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(f, [], 7), reduce(f, [1]))
show(reduce, f, [])
show(reduce, f, 5)
show(reduce, f)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
key = cmp_to_key(mycmp=lambda a, b: a - b)
print(key(1) < key(2), key(obj=3).obj, key(1) == key(1))
show(lambda: key(1) < 5)
show(hash, key(1))
show(cmp_to_key)
calls = []


@lru_cache(maxsize=2)
def square(x, *, y=0):
    "doc"
    calls.append(x)
    return x * x + y


print([square(1), square(2), square(1), square(3), square(2)], calls, square.cache_info(), square.cache_parameters())
print(square.__name__, square.__doc__, square.__wrapped__(5), square(2, y=1), square(2.0))
square.cache_clear()
print(square.cache_info())
show(square, [])
show(lru_cache, "x")
typed = lru_cache(typed=True)(lambda x: type(x).__name__)
print(typed(1), typed(1.0), typed(True), typed.cache_info())
none = lru_cache(maxsize=0)(lambda x: x)
print(none(1), none(1), none.cache_info(), lru_cache(maxsize=-3)(f).cache_info())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


class C:
    @lru_cache
    def method(self, x):
        return self.__class__.__name__, x

    @cached_property
    def once(self):
        "computed"
        print("computing")
        return 5

    double = partialmethod(f, 2)
    static = partialmethod(staticmethod(f), 3)
    cls = partialmethod(classmethod(lambda cls, *a: (cls.__name__, a)), 4)
    whole = partialmethod(partialmethod(f, 1), 2, k=3)


c = C()
print(c.method(1), c.method(1), C.method.cache_info().hits, c.once, c.once, c.__dict__, C.once.__doc__)
print(c.double(9)[0][1:], c.static(9), C.cls(9), c.whole(9)[0][1:], c.whole()[1])
show(partialmethod, 5)


class Slotted:
    __slots__ = ()
    value = cached_property(lambda self: 1)


show(lambda: Slotted().value)


@total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __le__(self, other):
        return self.n <= other.n if isinstance(other, Version) else NotImplemented


a, b = Version(1), Version(2)
print(a < b, a > b, a >= b, a <= b, a >= Version(1), a < Version(1))
show(lambda: a < 5)
show(total_ordering, type("Empty", (), {}))


@wraps(f, updated=())
def wrapper():
    pass


print(wrapper.__name__, wrapper.__wrapped__ is f, WRAPPER_ASSIGNMENTS, WRAPPER_UPDATES)


class Base(abc.ABC):
    pass


class Virtual:
    pass


Base.register(Virtual)


@singledispatch
def kind(x, *rest):
    return "object"


@kind.register(int)
def _(x, *rest):
    return "int"


kind.register(list | tuple, lambda x: "sequence")
kind.register(Base)(lambda x: "base")
print(kind(1), kind(True), kind("a"), kind([]), kind(()), kind(Virtual()), kind.dispatch(bool) is kind.registry[int],
      list(kind.registry))
show(kind)
show(kind.register, 5)
show(kind.register, 5, f)


class D:
    @singledispatchmethod
    def go(self, x):
        return "any"

    @go.register(str)
    @classmethod
    def _(cls, x):
        return cls.__name__, x


print(D().go(1), D().go("s"), sorted(functools.__all__))
