# copy and copyreg: tables, hooks, reduction, memo.
import copy
import copyreg
import weakref


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


class Point:
    def __init__(self, x):
        self.x = x


class Slotted:
    __slots__ = "a", "__b"

    def __init__(self):
        self.a = [1]
        self.__b = 2

    def b(self):
        return self.__b


class Items(list):
    pass


class Pairs(dict):
    pass


class Hooked:
    def __copy__(self):
        return "shallow"

    def __deepcopy__(self, memo):
        return "deep", type(memo)


class WithState:
    def __getstate__(self):
        return 5

    def __setstate__(self, state):
        self.state = state


class WithKeywords:
    def __new__(cls, *, size):
        self = super().__new__(cls)
        self.size = size
        return self

    def __getnewargs_ex__(self):
        return (), {"size": 7}


# what cannot change is itself
for value in (None, 1, 1.5, 1j, "a", b"b", (1, 2), frozenset("x"), range(3), slice(1), int, len, attempt, ...,
              NotImplemented, property(), weakref.ref(Point)):
    assert copy.copy(value) is value
    if not isinstance(value, (frozenset, slice)):
        assert copy.deepcopy(value) is value

# shallow and deep
point = Point([1])
assert copy.copy(point).x is point.x
assert copy.deepcopy(point).x is not point.x
for value in ([1, [2]], {"a": [1]}, {1, 2}, bytearray(b"ab")):
    shallow, deep = copy.copy(value), copy.deepcopy(value)
    print(shallow, deep, shallow is value, deep is value)
slotted = copy.deepcopy(Slotted())
print(slotted.a, slotted.b(), Slotted.__slotnames__)
items = Items([1, [2]])
items.name = "n"
duplicate = copy.deepcopy(items)
print(type(duplicate).__name__, duplicate, duplicate.name, duplicate[1] is items[1])
pairs = Pairs(a=[1])
print(type(copy.copy(pairs)).__name__, copy.copy(pairs), copy.copy(pairs)["a"] is pairs["a"])
print(copy.copy(Hooked()), copy.deepcopy(Hooked()))
print(copy.copy(WithState()).state, copy.deepcopy(WithKeywords()).size)

# shared and recursive structure
shared = [1]
pair = copy.deepcopy((shared, shared))
print(pair[0] is pair[1], pair[0] is shared)
loop = ([],)
loop[0].append(loop)
looped = copy.deepcopy(loop)
print(looped is not loop, looped[0][0] is looped)
point.x = point
print(copy.deepcopy(point).x is not point)
memo = {}
copy.deepcopy(shared, memo)
print(memo[id(shared)], memo[id(memo)])

# what reduction may give
for parts in ((), (1, 2, 3, 4, 5, 6, 7), 5, (int,), "text"):
    class Reduced:
        def __reduce_ex__(self, protocol):
            return parts
    attempt(lambda: type(copy.copy(Reduced())).__name__)
attempt(copy.copy, (n for n in ()))
attempt(copy.deepcopy, compile("1", "f", "eval").__reduce_ex__)


class Bare:
    def __getattribute__(self, name):
        if name.startswith("__reduce"):
            raise AttributeError(name)
        return object.__getattribute__(self, name)


attempt(copy.copy, Bare())
attempt(copy.deepcopy, Bare())
print(copy.Error is copy.error)

# copyreg
copyreg.pickle(Point, lambda point: (Point, (9,)))
print(copy.copy(point).x)
del copyreg.dispatch_table[Point]
attempt(copyreg.pickle, Point, 5)
attempt(copyreg.constructor, 5)
print(copyreg.dispatch_table[complex](1 + 2j))
print(copyreg.__newobj__(int, 5), copyreg.__newobj_ex__(dict, (), {"a": 1}))


class Number(int):
    pass


number = Number(3)
number.unit = "m"
for protocol in range(5):
    print(protocol, number.__reduce_ex__(protocol)[1:])
    attempt(object().__reduce_ex__, protocol) if protocol < 0 else None
attempt(Slotted().__reduce_ex__, 0)
attempt((n for n in ()).__reduce_ex__, 1)
attempt((n for n in ()).__reduce_ex__, 2)
attempt(attempt.__code__.__reduce_ex__, 2)
copyreg.add_extension("m", "n", 240)
attempt(copyreg.add_extension, "m", "n", 241)
attempt(copyreg.add_extension, "m", "o", 240)
attempt(copyreg.add_extension, "m", "n", 0)
attempt(copyreg.remove_extension, "m", "n", 241)
copyreg.remove_extension("m", "n", 240)
