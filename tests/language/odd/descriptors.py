"""Descriptors of all kinds, by hand and by the interpreter."""
class D:
    def __get__(s, o, t): print('get', o, t); return 5
    def __set__(s, o, v): print('set', o, v)
    def __delete__(s, o): print('del', o)
    def __set_name__(s, o, n): print('name', o, n)
class A:
    d = D()
    def __repr__(s): return '<A>'
a = A(); a.d; a.d = 3; del a.d; A.d; a.__dict__['d'] = 9; print(a.d)
class N:
    def __get__(s, o, t): return 'n'
A.n = N(); a.n = 4; print(a.n); del a.n; print(a.n)
class S:
    def __set__(s, o, v): print('S', v)
A.s = S(); a.s = 1; print(a.s); 
try: del a.s
except AttributeError as e: print(e)
class X:
    def __set_name__(s, o, n): 1/0
try:
    class Y: x = X()
except Exception as e: print(type(e), e, e.__cause__, getattr(e, '__notes__', None))
class P:
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v
    y = property(doc='hm')
    w = property(fset=lambda s, v: None)
p = P()
for f in [lambda: p.x, lambda: p.y, lambda: p.w, lambda: setattr(p, 'y', 1), lambda: delattr(p, 'x'), lambda: delattr(p, 'y'), lambda: P.x, lambda: P.x.fget, lambda: property(1).__get__(3), lambda: P.y.__doc__, lambda: property.__get__(P.x, None, P), lambda: P.x.__set__(p), lambda: P.x.__isabstractmethod__]:
    try: r = f(); print(r if not callable(r) and not isinstance(r, property) else type(r))
    except Exception as e: print(type(e).__name__, e)
for f in [lambda: classmethod(3).__get__(None, int), lambda: staticmethod(3).__get__(1), lambda: staticmethod(3)(), lambda: classmethod(), lambda: classmethod(1, 2), lambda: staticmethod(int)('5'), lambda: repr(staticmethod(int)), lambda: repr(classmethod(int)), lambda: classmethod(property(lambda c: c.__name__)).__get__(None, int), lambda: len.__get__(3), lambda: int.__add__.__get__(3), lambda: int.__add__.__get__('a'), lambda: str.join.__get__(3), lambda: int.real.__get__('a'), lambda: int.real.__set__(3, 4), lambda: int.real.__get__(None), lambda: int.real.__get__(None, None), lambda: (lambda s: s).__get__(None), lambda: (lambda s: s).__get__(None, None), lambda: (lambda s: s).__get__(5)()]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
