# What dataclass() writes, field by field and option by option, and what it refuses.
from dataclasses import *
import copy


@dataclass
class A:
    x: int
    y: "str" = "a"
    z: list = field(default_factory=list, repr=False)
    w: int = field(default=3, kw_only=True)


print(A.__doc__, A(1), A.__match_args__, A.__init__.__qualname__, A.__init__.__defaults__, A.__init__.__annotations__)
print(A(1) == A(1), A(1) == A(2), A(1) == 1, A.__hash__, A.__dataclass_params__)
print([(f.name, f.type, f.default if f.default is not MISSING else "-", f.kw_only, f._field_type) for f in fields(A)])
print(asdict(A(1, z=[A(2)])), astuple(A(1, z=[(A(2), {"k": A(3)})])), replace(A(1), x=5, w=9))
print(is_dataclass(A), is_dataclass(A(1)), is_dataclass(int), list(A.__dict__))


@dataclass(order=True, frozen=True)
class Point:
    x: int
    y: int = 0
    name: str = field(default="", compare=False)


print(sorted([Point(2, 1), Point(1, 5), Point(1, 2)]), Point(1) < Point(1, 1), hash(Point(1)) == hash((1, 0)))
print(copy.copy(Point(1, 2)), Point(1) <= Point(1), Point.__lt__(Point(1), 3))


@dataclass
class Base:
    a: int
    i: InitVar[int] = 10

    def __post_init__(self, i):
        self.sum = self.a + i


@dataclass(slots=True)
class Derived(A):
    a: int = 7
    _: KW_ONLY
    b: int = 8


print(Base(1).sum, Base(1, 2).sum, Base.__doc__, Derived(1), Derived.__slots__, Derived(1, a=2, b=3))


@dataclass(slots=True, frozen=True, weakref_slot=True)
class Slotted:
    a: int
    b: int = 2


print(Slotted(1), Slotted.__slots__, copy.copy(Slotted(4)), make_dataclass("M", ["a", ("b", int), ("c", int, 5)])(1, 2))


@dataclass
class Node:
    next: object = None


node = Node()
node.next = node
print(node, field(default=1).kw_only is MISSING, InitVar[int], InitVar[list[int]])


def attempt(text):
    try:
        exec(text, globals().copy())
    except Exception as error:
        print(text.splitlines()[-1].strip(), "->", type(error).__name__, error)


for options, body in (("", "x:int=1\n y:int"), ("", "x:list=[]"), ("", "x:int=field(default=1,default_factory=int)"),
                      ("", "a:KW_ONLY\n b:KW_ONLY"), ("", "x=field()"), ("eq=False,order=True", "x:int"),
                      ("weakref_slot=True", "x:int"), ("slots=True", "__slots__=()"), ("order=True", "__lt__=1"),
                      ("frozen=True", "__setattr__=1"), ("unsafe_hash=True", "__hash__=1"),
                      ("", "x:InitVar[int]=field(default_factory=int)")):
    attempt(f"@dataclass({options})\nclass B:\n {body}\n")
for text in ("replace(A(1), q=1)", "replace(1)", "asdict(1)", "astuple(1)", "fields(1)", "A()", "A(1, 2, 3, 4)",
             "make_dataclass('M', ['a', 'a'])", "make_dataclass('M', ['a b'])", "make_dataclass('M', ['class'])",
             "make_dataclass('M', [1])", "A(1) < A(2)", "Point(1).x = 3", "del Point(1).x", "Slotted(1).c = 1",
             "dataclass(type('Q', (Point,), {}))", "dataclass(frozen=True)(type('Q', (A,), {}))", "Base(1, 2, 3)",
             "replace(Base(1), a=2)"):
    attempt(text)
