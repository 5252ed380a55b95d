"""Assignment to __class__, __bases__, __name__ and the like."""
class O: pass
class A(O): pass
class B(O): pass
class S: __slots__ = 'a'
class S2: __slots__ = 'a'
class I(int): pass
a = A(); a.__class__ = B; print(type(a).__name__)
for obj, cls in [(A(), int), (A(), S), (S(), S2), (S(), A), (3, A), (I(3), A), (A(), 3), (A(), None), ([], list), (A, B), (A, type), (I(), int), (lambda: 0, A)]:
    try: obj.__class__ = cls; print('ok', type(obj).__name__)
    except TypeError as e: print(e)
try: del a.__class__
except TypeError as e: print(e)
import types
class Mod(types.ModuleType):
    @property
    def p(self): return 7
m = types.ModuleType('m'); m.__class__ = Mod; print(m.p)
import sys
class A2(O): pass
A2.__bases__ = (B,); print(A2.__mro__)
A = A2
for bases in [(), (int,), 3, (A,), (B, B), (object,), (3,)]:
    try: A.__bases__ = bases; print(A.__bases__)
    except TypeError as e: print(e)
try: del A.__bases__
except TypeError as e: print(e)
try: int.__bases__ = (str,)
except TypeError as e: print(e)
try: A.__name__ = 3
except TypeError as e: print(e)
try: A.__name__ = 'x\0'
except ValueError as e: print(e)
try: del A.__name__
except TypeError as e: print(e)
A.__name__ = 'Z'; print(A, A.__qualname__)
try: A.__qualname__ = 3
except TypeError as e: print(e)
A.__qualname__ = 'Q.Z'; print(A)
try: del A.__qualname__
except TypeError as e: print(e)
try: del A.__module__
except TypeError as e: print(e)
try: print(A.__module__)
except AttributeError as e: print(e)
print(A)
try: A.__dict__ = {}
except AttributeError as e: print(e)
try: A.__mro__ = ()
except AttributeError as e: print(e)
try: int.x = 1
except TypeError as e: print(e)
try: del int.real
except TypeError as e: print(e)
A.__doc__ = 3; print(A.__doc__)
try: del A.__doc__
except TypeError as e: print(e)
print(A.__doc__)
