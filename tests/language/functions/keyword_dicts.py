def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, '|', repr(e.__context__))
def f(a,b=3): return a,b
def g(*a,**k): return a,k
def h(x=1, *, y): return x,y
t(lambda: f(**{1:2}))
t(lambda: f(**{'a':2, 1:2}))
t(lambda: f(**{'a':2, 'b':1, 1:2}))
t(lambda: g(**{1:2}, **{1:3}))
t(lambda: g(**{1:2}, **{2:3}))
t(lambda: g(a=1,**{1:2}, **{1:3}))
t(lambda: g(**{'a':2},a=3))
t(lambda: g(**{'a':2},**{'a':3}))
t(lambda: g(**{1:3},**{'a':3}, **{'a':3}))
t(lambda: h(**{1:3}))
t(lambda: h(1,2,**{1:3}))
t(lambda: g(*5,**{1:3}))
t(lambda: print(**{1:3}))
t(lambda: len(**{1:3}))
t(lambda: dict(**{1:3}))
t(lambda: int(**{1:3}))
t(lambda: g.__call__(**{1:3}))
t(lambda: type(g).__call__(g,**{1:3}))
t(lambda: g(**5))
t(lambda: g(**[(1,2)]))
t(lambda: g(a=1,**5))
class M:
    def keys(self): return [1,2]
    def __getitem__(self,k): return k
t(lambda: g(**M()))
class M:
    def keys(self): return ['a','b']
    def __getitem__(self,k): raise KeyError(k)
t(lambda: g(**M()))
t(lambda: g(a=1,**M()))
class M:
    def keys(self): raise AttributeError('xx')
    def __getitem__(self,k): raise KeyError(k)
t(lambda: g(**M()))
class M:
    def keys(self): return 5
    def __getitem__(self,k): raise KeyError(k)
t(lambda: g(**M()))
class S(str):
    pass
t(lambda: g(**{S('a'):2}))
t(lambda: g(**{S('a'):2}, **{'a':2}))
class S(str):
    def __hash__(self): return 5
    def __eq__(self,o): return True
def kw(x=1): return x
t(lambda: kw(**{S('a'):2}))
class S(str):
    def __eq__(self,o): raise ZeroDivisionError
    __hash__=str.__hash__
t(lambda: kw(**{S('x'):2}))
t(lambda: kw(**{S('y'):2}))
class C:
    def __init__(self, a): pass
t(lambda: C(**{1:3}))
t(lambda: C(1,2))
t(lambda: object(1))
t(lambda: C(b=3))
class C:
    def __new__(self, a): pass
t(lambda: C(**{1:3}))
t(lambda: C(1,2))
t(lambda: C.__new__(C,1,2))
def g(*a,**k): return a,k
try: 1/0
except ZeroDivisionError:
    try: g(**{'a':1},**{'a':2})
    except Exception as e: print(repr(e))
    try: g(**{'a':1},**5)
    except Exception as e: print(repr(e))
