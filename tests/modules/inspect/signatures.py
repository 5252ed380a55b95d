# Signatures of partial methods, callable objects, wrappers, and of texts.
import inspect, typing, functools
def f(*a, **k): pass
f.__text_signature__='($self, a, b=1, /)'
print(inspect.signature(f))
class Foo:
    def __call__(self, a): pass
print(inspect.signature(Foo()))
class Spam: pass
class Bar(Spam, Foo): pass
print(inspect.signature(Bar()))
class Wrapped: pass
Wrapped.__wrapped__ = lambda a: None
print(inspect.signature(Wrapped))
class P:
    def m(self, a, b): pass
    pm = functools.partialmethod(m, 1)
    def k(): pass
    bad = functools.partialmethod(k)
print(inspect.signature(P.pm), inspect.signature(P().pm))
print(inspect.formatannotation(typing.Union[typing.List[P], int]))
