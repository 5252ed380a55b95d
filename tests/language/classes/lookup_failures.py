# Special methods that are descriptors: found on the class, bound once, and what happens when binding fails.
import math
import sys


def fail(self):
    raise AttributeError("unbound")


class Failing:
    __eq__ = __lt__ = __add__ = __radd__ = __iadd__ = __neg__ = property(fail)
    __len__ = __iter__ = __hash__ = __bool__ = __getitem__ = __contains__ = __next__ = property(fail)
    __call__ = __repr__ = __format__ = __index__ = __setattr__ = __bytes__ = __sizeof__ = property(fail)
    __reversed__ = __round__ = __trunc__ = __enter__ = __dir__ = property(fail)


failing = Failing()


def add_in_place():
    value = failing
    value += 1


def set_attribute():
    failing.x = 1


def enter():
    with failing:
        pass


for name, function in {
    "==": lambda: failing == 1,
    "!=": lambda: failing != 1,
    "<": lambda: failing < 1,
    "+": lambda: failing + 1,
    "r+": lambda: 1 + failing,
    "+=": add_in_place,
    "neg": lambda: -failing,
    "len": lambda: len(failing),
    "iter": lambda: iter(failing),
    "hash": lambda: hash(failing),
    "bool": lambda: bool(failing),
    "[]": lambda: failing[0],
    "in": lambda: 1 in failing,
    "next": lambda: next(failing),
    "call": lambda: failing(),
    "repr": lambda: repr(failing)[:17],
    "format": lambda: format(failing),
    "index": lambda: [1][failing],
    "setattr": set_attribute,
    "bytes": lambda: bytes(failing),
    "%b": lambda: b"%b" % failing,
    "getsizeof": lambda: sys.getsizeof(failing),
    "reversed": lambda: reversed(failing),
    "round": lambda: round(failing),
    "trunc": lambda: math.trunc(failing),
    "with": enter,
    "dir": lambda: dir(failing),
}.items():
    try:
        print(name, function())
    except Exception as error:
        print(name, type(error).__name__, error)


class Bound:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        print("bound", end=" ")
        return self.function.__get__(instance, owner)


class Described:
    __bytes__ = Bound(lambda self: b"bytes")
    __sizeof__ = Bound(lambda self: 3)
    __len__ = Bound(lambda self: 4)


described = Described()
print(bytes(described))
print(b"%b" % described)
print(sys.getsizeof(described) > 0)
print(len(described))


# a descriptor of the metaclass that only sets does not hide the class's attribute
class SetOnly:
    def __set__(self, instance, value):
        instance.__dict__["kept"] = value


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    kept = 42


Meta.kept = SetOnly()
print(WithMeta.kept)
