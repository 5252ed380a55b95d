# Assignment to __bases__, also one that fails, keeps count of the references to old and new bases.
import sys


class One: pass
class Two: pass
class Old(One): pass
class New(Two): pass
class Child(Old): pass


def counts():
    return [sys.getrefcount(kind) for kind in (Old, New)]


before = counts()
for bases in [(New, New), (Child,), (int,), (New, Old, New)]:
    try:
        Child.__bases__ = bases
    except TypeError as error:
        print(error)
print([now - then for now, then in zip(counts(), before)])
for _ in range(3):
    Child.__bases__ = (New,)
    Child.__bases__ = (Old,)
print([now - then for now, then in zip(counts(), before)])
Child.__bases__ = (New,)
print([now - then for now, then in zip(counts(), before)], Child.__mro__)
