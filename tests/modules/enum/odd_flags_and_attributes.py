"""Flags with values that are no ints, signatures of metaclasses, attributes that enumerations have of their class."""
import dataclasses, typing, collections.abc as abc, inspect, enum
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
def f():
    class D(enum.Flag): a='x'
t(f)
def f():
    class D(enum.IntFlag): a='x'
t(f)
def f():
    class D(enum.IntEnum): a='x'
t(f)
def f():
    class D(enum.Flag): a=1.5
t(f)
def f():
    class D(enum.Flag):
        a='x'
        b=enum.auto()
t(f)
class E(enum.Enum):
    a=1
    @property
    def p(self): return 1
    def m(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
    x: int
t(lambda: [(n.name,n.kind,n.defining_class.__name__) for n in inspect.classify_class_attrs(E)])
class F(enum.IntFlag):
    a=1
t(lambda: [(n.name,n.kind,n.defining_class.__name__) for n in inspect.classify_class_attrs(F)])
class G(enum.StrEnum): a=enum.auto()
t(lambda: [(n.name,n.kind,n.defining_class.__name__) for n in inspect.classify_class_attrs(G) if not n.name.startswith('__')])
t(lambda: inspect.getmembers(E)[:3])
class M(type): pass
class N(type):
    def __new__(m,a,b,c,**k): pass
class A(metaclass=M): pass
class B(metaclass=N): 'x'
for o in (type,M,N,A,B,abc.ABCMeta,enum.EnumMeta,object,Exception,OSError,int,dict.fromkeys,type.__new__,object.__init__,M('x',(),{}),map,zip,filter,bytes,iter,min,vars,dir,getattr,next,classmethod,staticmethod,__build_class__,breakpoint,frozenset,tuple):
    try: print(inspect.signature(o))
    except BaseException as e: print(type(e).__name__, e)
