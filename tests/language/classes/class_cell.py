# The implicit cell __class__: beside a name __class__ of the body, of a class around it, global and nonlocal.
class Base:
    def method(self):
        return "Base.method"


class Named(Base):
    __class__ = 413

    def method(self):
        return super().method()


print(Named().method(), Named().__class__)


class Outer:
    def inner(self):
        class Inner:
            outer = __class__

            def own(self):
                return __class__

        return Inner

    def assign(self):
        class Inner:
            nonlocal __class__
            __class__ = 42

            def own(self):
                return __class__

        return Inner, __class__

    def restore(self, value):
        nonlocal __class__
        __class__ = value


Inner = Outer().inner()
print(Inner.outer is Outer, Inner().own() is Inner)
Inner, value = Outer().assign()
print(value, Inner().own() is Inner)
Outer().restore(Outer)
print(Outer().inner().outer is Outer)


class Global:
    global __class__
    __class__ = 7

    def own(self):
        return __class__


print(globals()["__class__"], Global().own() is Global, "__class__" in Global.__dict__)
del globals()["__class__"]
try:
    exec("class X:\n    __class__\n    def f(self):\n        __class__", globals(), {})
except NameError as error:
    print(type(error).__name__, error)
