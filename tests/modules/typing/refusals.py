# Questions that protocols and special forms refuse; unpacked tuples.
from typing import *
class P(Protocol):
    def x(self): ...
class D: pass
try: print(issubclass(D, P))
except TypeError as e: print(e)
class Q(Protocol):
    y: int
try: print(issubclass(D, runtime_checkable(Q)))
except TypeError as e: print(e)
def f(*args: *tuple[int,str]): pass
a=get_type_hints(f)['args']; b=f.__annotations__['args']; c=next(iter(tuple[int,str]))
print(a==b, b==c, a==c, a, type(a), type(b))
for x in (Union[int,str], List[int], Union):
    try: iter(x); print("iterates")
    except TypeError as e: print(e)
T1=TypeVar('T1');T2=TypeVar('T2');Ts=TypeVarTuple('Ts')
try:
  class A(Generic[Ts]): pass
except TypeError as e: print(e)
