"""Namespaces from __prepare__, metaclasses that are no classes."""
class M(type):
    def __prepare__(*a): return 3
try:
    class A(metaclass=M): pass
except TypeError as e: print(e)
class M(type):
    __prepare__ = None
try:
    class A(metaclass=M): pass
except TypeError as e: print(e)
def meta(name, bases, ns, **k): return name, bases, sorted(ns), k
class A(metaclass=meta, q=3): x = 1
print(A)
try:
    class A(metaclass=3): pass
except TypeError as e: print(e)
class L(dict):
    def __setitem__(s, k, v): print('set', k); super().__setitem__(k, v)
class M(type):
    @classmethod
    def __prepare__(m, *a): return L()
class A(metaclass=M):
    x = 1
    def f(self): pass
    x = 2
    del x
