# How classes are made: order, slots, hooks, metaclasses, changes later on.
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class AB(A, B): pass
class BC(B, C): pass
class D(AB, BC): pass
print([c.__name__ for c in D.__mro__], D.__bases__ == (AB, BC), D.__base__.__name__, D.mro() == list(D.__mro__))
class BA(B, A): pass
show(lambda: type('Bad', (AB, BA), {}))
print([c.__name__ for c in O.__subclasses__()], A.__subclasses__())


class Slotted:
    __slots__ = ('x', '__y', 'z')
    def __init__(self): self.x = 1; self.__y = 2
s = Slotted()
print(s.x, s._Slotted__y, Slotted.__slots__, sorted(n for n in dir(Slotted) if 'y' in n and 'dir' not in n and 'is' not in n))
show(lambda: s.z)
show(lambda: s.w)
show(lambda: setattr(s, 'w', 1))
show(lambda: s.__dict__)
class Sub(Slotted): pass
t = Sub(); t.w = 3
print(t.w, t.__dict__, t.x)
class SubSlots(Slotted): __slots__ = 'extra'
u = SubSlots(); u.extra = 4; u.z = 5
print(u.extra, u.z, hasattr(u, '__dict__'))
class WithDict: __slots__ = ('a', '__dict__')
w = WithDict(); w.a = 1; w.b = 2
print(w.a, w.b, w.__dict__)
print(Slotted.x.__get__(s), type(Slotted.x).__name__, Slotted.x.__name__)
class IntSub(int):
    def __add__(self, other): return IntSub(int(self) + int(other) * 10)
n = IntSub(5); n.attribute = 'kept'
print(n + 1, type(n + 1).__name__, n * 2, n.attribute, n.__dict__, IntSub(7) == 7, {7: 'seven'}[IntSub(7)])
class TupleSub(tuple): pass
p = TupleSub((1, 2, 3)); p.name = 'p'; p.other = 'o'
print(p, p.name, p.other, len(p), p[1])
class ListSub(list):
    def append(self, x): super().append(x * 2)
l = ListSub([1]); l.append(4); l.tag = 't'
print(l, l.tag)
class StrSub(str): pass
print(StrSub('abc').upper(), type(StrSub('abc')).__name__, StrSub('x') == 'x')
class DictSub(dict):
    def __missing__(self, key): return key * 2
print(DictSub(a=1)['a'], DictSub()['zz'])


class Base:
    registry = []
    def __init_subclass__(cls, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append((cls.__name__, tag))
class One(Base, tag='one'): pass
class Two(One): pass
print(Base.registry)
show(lambda: type('Three', (Base,), {}, other=1))


class Named:
    def __set_name__(self, owner, name): self.where = (owner.__name__, name)
class Owner:
    first = Named()
    second = Named()
print(Owner.first.where, Owner.second.where)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        print('prepare', name, bases, kwargs)
        return {'prepared': True}
    def __new__(mcs, name, bases, namespace, **kwargs):
        print('new', name, sorted(k for k in namespace if not k.startswith('__')))
        return super().__new__(mcs, name, bases, namespace)
    def __init__(cls, name, bases, namespace, **kwargs):
        print('init', name, kwargs)
        super().__init__(name, bases, namespace)
    def __call__(cls, *args):
        print('call', cls.__name__, args)
        return super().__call__(*args)
class Made(metaclass=Meta, option=1):
    x = 1
    def __init__(self, *args): self.args = args
m = Made(1, 2)
print(m.args, Made.prepared, type(Made).__name__)
class Child(Made): pass
print(type(Child) is Meta, Child().args)


class Plain:
    """Doc of Plain."""
    x: int = 1
    def method(self): return __class__.__name__
print(Plain.__doc__, Plain.__module__, Plain.__qualname__, Plain.__annotations__, Plain().method(), Plain.__dict__['x'])
class Outer:
    class Inner:
        def f(self): pass
print(Outer.Inner.__qualname__, Outer.Inner.f.__qualname__, repr(Outer.Inner))


# --- changes under living instances ---
class X:
    def who(self): return 'X'
class Y:
    def who(self): return 'Y'
x = X(); x.kept = 1
print(x.who())
x.__class__ = Y
print(x.who(), x.kept, type(x).__name__)
x.more = 2
print(x.__dict__)
class P1:
    def hello(self): return 'P1'
class P2:
    def hello(self): return 'P2'
class K(P1): pass
class KK(K): pass
k = KK()
print(k.hello())
K.__bases__ = (P2,)
print(k.hello(), [c.__name__ for c in KK.__mro__], P1.__subclasses__(), [c.__name__ for c in P2.__subclasses__()])
X.new = property(lambda self: 'new property')
print(X().new)
X.__name__ = 'Renamed'
X.__qualname__ = 'Re.Named'
print(X.__name__, repr(X))
del X.new
show(lambda: X().new)


# --- instances with very many attributes, and as dicts ---
class Many: pass
many = Many()
for i in range(300): setattr(many, 'a%d' % i, i)
print(sum(getattr(many, 'a%d' % i) for i in range(300)), len(many.__dict__), list(many.__dict__)[:3])
del many.a0
print(hasattr(many, 'a0'), len(vars(many)))
a = Many(); a.x = 1; a.y = 2; a.z = 3
d = a.__dict__
d['w'] = 4
print(a.w, a.__dict__ is d)
a.__dict__ = {'only': 1}
print(a.only, hasattr(a, 'x'), d)
b = Many(); b.x = 1; del b.x; b.y = 2
print(b.__dict__, hasattr(b, 'x'))
print([setattr(Many(), 'k', i) for i in range(3)])


class Order: pass
first = Order(); first.a = 1; first.b = 2
second = Order(); second.b = 1; second.a = 2
print(first.__dict__, second.__dict__)
print(sorted(n for n in dir(first) if not n.startswith('_')))
