# Texts of errors about classes, instances and their attributes.
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error, getattr(error, 'name', '-'))


class A: pass
class S: __slots__ = ('q',)


show(lambda: setattr(object(), 'x', 1))
show(lambda: delattr(A(), 'x'))
show(lambda: delattr(object(), 'x'))
show(lambda: delattr(S(), 'q'))
show(lambda: S().q)
show(lambda: setattr(S(), 'z', 1))
show(lambda: setattr(1, 'real', 1))
show(lambda: setattr([], 'append', 1))
show(lambda: delattr([], 'append'))
show(lambda: getattr(A(), 1))
show(lambda: setattr(A(), 1, 1))
show(lambda: setattr(int, 'x', 1))
show(lambda: delattr(int, 'x'))
show(lambda: delattr(A, 'x'))
show(lambda: A.x)
show(lambda: setattr(None, 'x', 1))
show(lambda: A().__dict__.x)
show(lambda: setattr(A(), '__dict__', 1))
show(lambda: delattr(A(), '__dict__'))
show(lambda: setattr(A(), '__class__', 1))
show(lambda: setattr(A(), '__class__', int))
show(lambda: setattr(S(), '__class__', A))
show(lambda: setattr(1, '__class__', A))
show(lambda: delattr(A(), '__class__'))
show(lambda: setattr(A, '__name__', 1))
show(lambda: setattr(A, '__name__', 'a\0b'))
show(lambda: setattr(int, '__name__', 'a'))
show(lambda: delattr(A, '__name__'))
show(lambda: setattr(A, '__qualname__', 1))
show(lambda: setattr(A, '__bases__', 1))
show(lambda: setattr(A, '__bases__', ()))
show(lambda: setattr(A, '__bases__', (1,)))
show(lambda: setattr(A, '__bases__', (A,)))
show(lambda: setattr(A, '__bases__', (int,)))
show(lambda: setattr(A, '__bases__', (S,)))
show(lambda: setattr(A, '__doc__', 'new'))
show(lambda: setattr(int, '__doc__', 'new'))
show(lambda: delattr(A, '__doc__'))
show(lambda: delattr(A, '__module__'))
show(lambda: delattr(A, '__abstractmethods__'))
show(lambda: A.__abstractmethods__)
show(lambda: type.__abstractmethods__)
show(lambda: int.__annotations__)
show(lambda: A.__annotations__)
show(lambda: setattr(int, '__annotations__', 1))
show(lambda: delattr(A, '__annotations__'))
show(lambda: delattr(A, '__annotations__'))
show(lambda: setattr(A, '__mro__', 1))
show(lambda: setattr(A, '__dict__', 1))

# --- type() ---
show(lambda: type('x'))
show(lambda: type())
show(lambda: type(1, 2))
show(lambda: type(1, 2, 3))
show(lambda: type('a', 2, 3))
show(lambda: type('a', (), 3))
show(lambda: type('a', (1,), {}))
show(lambda: type('a', (bool,), {}))
show(lambda: type('a', (int, str), {}))
show(lambda: type('a', (object, int), {}))
show(lambda: type('a', (int, int), {}))
show(lambda: type('a', (), {'__slots__': 1}))
show(lambda: type('a', (), {'__slots__': [1]}))
show(lambda: type('a', (), {'__slots__': '1'}))
show(lambda: type('a', (), {'__slots__': 'x', 'x': 1}))
show(lambda: type('a', (), {'__slots__': ('__dict__', '__dict__')}))
show(lambda: type('a', (), {'__slots__': ('__weakref__', '__weakref__')}))
show(lambda: type('a', (A,), {'__slots__': ('__dict__',)}))
show(lambda: type('a', (A,), {'__slots__': ('__weakref__',)}))
show(lambda: type('a', (int,), {'__slots__': ('x',)}))
show(lambda: type('a', (tuple,), {'__slots__': ('__weakref__',)}))
show(lambda: type('a', (), {'__qualname__': 1}))
show(lambda: type('a', (), {}, x=1))
show(lambda: type('a\0', (), {}))
show(lambda: type('a', (), {'__classcell__': 1}))
show(lambda: type('a\ud800', (), {}))


class M(type): pass
class N(type): pass
show(lambda: type('a', (M('m', (), {}), N('n', (), {})), {}))

# --- construction ---
show(lambda: A(1))
show(lambda: A(x=1))


class B:
    def __init__(self): pass
class C:
    def __new__(cls, x): return object.__new__(cls, x)
class D:
    def __init__(self, x): object.__init__(self, x)
class E:
    def __init__(self): return 1
class F:
    def __new__(cls, x): return object.__new__(cls)
class G:
    def __new__(cls, x): return object.__new__(cls)
    def __init__(self, x): object.__init__(self, x)


show(lambda: B(1))
show(lambda: C(1))
show(lambda: D(1))
show(lambda: E())
show(lambda: type(F(1)))
show(lambda: G(1))
show(lambda: object(1))
show(lambda: object.__new__(A, 1))
show(lambda: object.__new__())
show(lambda: object.__new__(1))
show(lambda: int.__new__(str))
show(lambda: object.__new__(int))
X = type('X', (), {})
X.__abstractmethods__ = frozenset(['g', 'f'])
show(lambda: X())
X.__abstractmethods__ = ['f']
show(lambda: X())
X.__abstractmethods__ = []
show(lambda: type(X()))
show(lambda: type(lambda: 0)())
show(lambda: type(iter([]))())
show(lambda: type(None)(1))
show(lambda: A.__subclasses__(1))
show(lambda: type.mro())
show(lambda: type.__call__())
show(lambda: object.__subclasshook__(1))
show(lambda: object.__init_subclass__(1))
show(lambda: object.__init_subclass__(x=1))
show(lambda: type.__prepare__(1, 2, x=2))
show(lambda: object.__repr__())


class Bad:
    def __set_name__(self, owner, name): 1 / 0
show(lambda: type('a', (), {'x': Bad()}))
