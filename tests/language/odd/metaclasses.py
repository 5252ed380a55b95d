"""Metaclasses: all their hooks, and conflicts."""
class M(type):
    @classmethod
    def __prepare__(m, name, bases, **k): print('prep', name, bases, k); return {'z': 1}
    def __new__(m, name, bases, ns, **k): print('new', sorted(ns), k); return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **k): print('init', k); super().__init__(name, bases, ns)
    def __call__(c, *a, **k): print('call', a, k); return super().__call__(*a, **k)
    def __instancecheck__(c, o): return o == 3
    def __subclasscheck__(c, o): return o is int
class A(metaclass=M, x=1):
    def __init__(self, *a): print('A init', a)
A(1, 2); print(isinstance(3, A), isinstance(4, A), issubclass(int, A), issubclass(str, A), A.z)
class B(A, y=2): pass
try:
    class C(A, metaclass=type): pass
    print(type(C))
except TypeError as e: print(e)
class N(type): pass
try:
    class D(A, metaclass=N): pass
except TypeError as e: print(e)
try: class_ = type('X', (A, N('q', (), {})), {})
except TypeError as e: print(e)
