# Enumerations made by a decorator; values given after ones of other types; names of what is not yet a value.
import enum
import warnings
from enum import CONTINUOUS, Enum, Flag, IntEnum, StrEnum, auto, verify


@enum._simple_enum(Enum)
class Colour:
    "Colours."
    RED = 1
    GREEN = auto()
    ROUGE = 1

    def shout(self):
        return self.name + "!"


@enum._simple_enum(IntEnum)
class Number:
    ONE = 1
    TWO = auto()


@enum._simple_enum(StrEnum)
class Word:
    YES = auto()
    NO = "nein"


@enum._simple_enum(Flag)
class Bits:
    A = 1
    B = 2
    BOTH = 3


print(list(Colour), Colour.ROUGE, Colour(2), Colour["RED"].shout(), Colour.__doc__, Colour.__qualname__)
print(list(Number), Number.ONE + 1, list(Word), Word.NO + "!", Colour, Number, Word)
print(list(Bits), Bits.A | Bits.B, Bits(3) is Bits.BOTH)


class Checked(Enum):
    RED = 1
    GREEN = 2
    ROUGE = 1

    def shout(self):
        return self.name + "!"


try:
    enum._test_simple_enum(Checked, Bits)
except TypeError as error:
    print(type(error).__name__, str(error).splitlines()[0])

print(auto())
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")

    class Mixed(Enum):
        A = auto()
        B = auto()
        C = "x"
        D = auto()

    class Falling(Enum):
        A = 3
        B = 1
        C = auto()
print([warning.category.__name__ for warning in caught])
print(Mixed.__members__, Falling.__members__)

try:
    @verify(CONTINUOUS)
    class Incomplete(Flag):
        A = 4
        B = 16
except ValueError as error:
    print(error)


class Foo:
    def __init__(self, a):
        self.a = a

    def __repr__(self):
        return f"Foo(a={self.a!r})"


class Entries(Foo, Enum):
    FIRST = 1


print(repr(Entries.FIRST), Entries.FIRST.a)
