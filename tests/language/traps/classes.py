# The class machinery: operators, descriptors, metaclasses, mangling, layouts, patterns.
import weakref


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, sep=": ")


# --- subclasses of built-in types and exceptions
class Int(int):
    def __new__(cls, value, unit="m"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __add__(self, other):
        return Int(int(self) + other, self.unit)

    __radd__ = __add__


number = Int(5, "km")
print(number + 1, (number + 1).unit, 1 + number, type(1 + number).__name__, type(number * 2).__name__, number.unit, number == 5, {5: "x"}[number], sum([number, number]))


class Dict(dict):
    def __missing__(self, key):
        return key * 2

    def __setitem__(self, key, value):
        super().__setitem__(key, ("set", value))


mapping = Dict(a=1)
mapping["b"] = 2
mapping.update(c=3)
print(mapping, mapping["zz"], mapping.get("zz"), "zz" in mapping, dict(mapping), {**mapping}, mapping | {"d": 4}, type(mapping | {}).__name__, type(mapping.copy()).__name__)


class List(list):
    def __len__(self):
        return 99

    def __getitem__(self, index):
        return "item"


items = List([1, 2])
print(len(items), items[0], list(items), [*items], items + [3], type(items + []).__name__, items == [1, 2], bool(List()))


class Error(ValueError):
    def __init__(self, code, **more):
        super().__init__(code, more)
        self.code = code

    def __str__(self):
        return f"code {self.code}"


try:
    raise Error(7, why="x")
except ValueError as error:
    print(error, repr(error), error.args, error.code)


# --- reflected and in-place operators
class Left:
    def __add__(self, other):
        return NotImplemented

    def __lt__(self, other):
        print("Left.lt")
        return NotImplemented

    def __iadd__(self, other):
        return "in place"

    def __matmul__(self, other):
        return "matmul"


class Right(Left):
    def __radd__(self, other):
        return f"radd {type(other).__name__}"

    def __gt__(self, other):
        return "Right.gt"


print(Left() + Right(), 1 + Right(), Left() < Right(), Right() @ 1)
value = Left()
value += 5
print(value)
attempt(lambda: Left() + Left())
attempt(lambda: Left() < Left())
attempt(lambda: Left() - 1)
attempt(lambda: 1 @ Left())


# --- descriptors and __set_name__
class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__.get(self.name, "default")

    def __set__(self, instance, value):
        if value is None:
            raise ValueError("no None")
        instance.__dict__[self.name] = value


class Record:
    first = Field()
    second = third = Field()


record = Record()
record.first = 1
print(record.first, record.second, record.__dict__, type(Record.first).__name__)
attempt(lambda: setattr(record, "first", None))
Record.late = Field()
attempt(lambda: Record().late)


class BadField:
    def __set_name__(self, owner, name):
        raise LookupError("refused")


attempt(lambda: type("Bad", (), {"field": BadField()}))


# --- properties and super
class Base:
    @property
    def value(self):
        return "base"

    @value.setter
    def value(self, new):
        print("base set", new)

    @classmethod
    def make(cls):
        return cls.__name__

    @staticmethod
    def plain():
        return "static"


class Derived(Base):
    @property
    def value(self):
        return "derived of " + super().value

    @value.setter
    def value(self, new):
        super(Derived, type(self)).value.__set__(self, new + 1)

    @classmethod
    def make(cls):
        return super().make() + "!"

    def nested(self):
        return super().plain()


derived = Derived()
derived.value = 1
print(derived.value, Derived.make(), derived.nested(), super(Derived, derived).value)
attempt(lambda: super(Derived, 5))
attempt(lambda: super().x)
attempt(lambda: setattr(super(Derived, derived), "value", 3))


# --- MRO, layouts
class A: pass
class B(A): pass


attempt(lambda: type("C", (A, B), {}))
attempt(lambda: type("C", (A, A), {}))
attempt(lambda: type("C", (int, str), {}))
attempt(lambda: type("C", (bool,), {}))
attempt(lambda: type("C", (type(None),), {}))
Slots = type("Slots", (), {"__slots__": ("x", "y")})
Others = type("Others", (), {"__slots__": ("z",)})
attempt(lambda: type("C", (Slots, Others), {}))
attempt(lambda: type("C", (int,), {"__slots__": ("x",)}).__slots__)
attempt(lambda: type("C", (tuple,), {"__slots__": ("x",)}))
attempt(lambda: type("C", (), {"__slots__": ("x",), "x": 1}))
attempt(lambda: type("C", (), {"__slots__": ("1x",)}))
attempt(lambda: type("C", (), {"__slots__": "__dict__ __dict__".split()}))
attempt(lambda: setattr(A(), "__class__", int))
attempt(lambda: setattr(Slots(), "__class__", A))
attempt(lambda: setattr(Slots(), "w", 1))
attempt(lambda: Slots().x)
instance = A()
instance.__class__ = B
print(type(instance).__name__, [kind.__name__ for kind in B.__mro__])


# --- __init_subclass__, __prepare__, metaclasses
class Plugin:
    registry = []

    def __init_subclass__(cls, /, tag="none", **more):
        super().__init_subclass__(**more)
        cls.registry.append((cls.__name__, tag))


class One(Plugin, tag="one"): pass
class Two(One): pass


print(Plugin.registry)
attempt(lambda: type("Three", (Plugin,), {}, wrong=1))
attempt(lambda: type("Four", (), {}, wrong=1))


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **options):
        print("prepare", name, [base.__name__ for base in bases], options)
        return {"prepared": name}

    def __new__(meta, name, bases, space, **options):
        return super().__new__(meta, name, bases, dict(space))

    def __init__(cls, name, bases, space, **options):
        super().__init__(name, bases, space)

    def __call__(cls, *args, **kwargs):
        print("call", cls.__name__, args)
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, instance):
        return instance == "mine"

    def __subclasscheck__(cls, other):
        return other is int

    def __getattr__(cls, name):
        return f"meta {name}"

    def __len__(cls):
        return 3


class Made(metaclass=Meta, option=1):
    def __init__(self, x):
        self.x = x


print(Made(5).x, Made.prepared, Made.missing, len(Made), isinstance("mine", Made), isinstance(5, Made), issubclass(int, Made), issubclass(str, Made), isinstance("mine", (int, Made)))


class OtherMeta(type): pass


attempt(lambda: OtherMeta("X", (Made,), {}))


class NotDict(type):
    @classmethod
    def __prepare__(meta, name, bases):
        return 5


try:
    class Wrong(metaclass=NotDict): pass
except TypeError as error:
    print(error)
attempt(lambda: isinstance(1, 5))
attempt(lambda: issubclass(1, int))
attempt(lambda: isinstance(1, int | str), )
attempt(lambda: isinstance(1, (str, (bytes, int))))


# --- mangling and nested classes
class Outer:
    __secret = 1

    def read(self):
        return self.__secret, __name__

    class Inner:
        __secret = 2

        def read(self):
            return self.__secret

    def local(self):
        class Deep:
            def who(self):
                return __class__.__qualname__, self.__hidden

            __hidden = "deep"
        return Deep().who()

    def __private(self): pass
    __dunder__ = 3


print(Outer().read(), Outer.Inner().read(), sorted(name for name in vars(Outer) if "secret" in name or "private" in name), Outer().local(), Outer.__dunder__)
attempt(lambda: Outer().__secret)


def make(kind):
    class Cell(kind):
        def of(self):
            return __class__ is Cell, super().__repr__()[:5]
    return Cell


print(make(int)(3).of(), make(list)([1]).of())


# --- weak references with callbacks
class Target: pass


target = Target()
calls = []
references = [weakref.ref(target, lambda dead, n=n: calls.append((n, dead() is None))) for n in range(3)]
plain = weakref.ref(target)
print(plain() is target, plain is weakref.ref(target), references[0] == references[1], weakref.getweakrefcount(target))
del references[1], target
print(calls, plain())
attempt(lambda: weakref.ref(5))
attempt(lambda: hash(plain))


# --- patterns
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def match(subject):
    match subject:
        case Point(0, y=0): return "origin"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(x=x): return f"x {x}"
        case int(n) | float(n) if n < 0: return f"negative {n}"
        case str("a" | "b") as letter: return letter
        case [Point(), *rest]: return f"points {len(rest)}"
        case {"k": [first, *_], **rest}: return f"mapping {first} {rest}"
        case (1, 2, *_) | [_, 7]: return "sequence"
        case None | True: return "constant"
        case _: return "other"


for subject in (Point(0, 0), Point(2, 2), Point(1, 5), -3, -2.5, "b", "c", [Point(1, 1), 2], {"k": [1, 2], "z": 0}, (1, 2), [0, 7], None, True, 1, b"ab", {}):
    print(match(subject), end="; ")
print()
Point.__match_args__ = ["x"]
attempt(lambda: match(Point(1, 2)))
Point.__match_args__ = ("x", 5)
attempt(lambda: match(Point(1, 2)))
Point.__match_args__ = ("x",)
attempt(lambda: match(Point(1, 2)))

# --- unions
print(int | str, int | None, isinstance(None, int | None), list[int] | None, (int | str) == (str | int), int | int, (int | str).__args__)
attempt(lambda: int | 5)
attempt(lambda: isinstance([], list[int]))
attempt(lambda: isinstance(1, int | list[int]))
