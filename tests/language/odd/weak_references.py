"""Weak references and proxies of objects with special methods."""
import weakref, gc
def t(*fs):
    for f in fs:
        try: print(f())
        except BaseException as e: print(type(e).__name__, e)
class A:
    def __call__(s): return 'called'
    def __len__(s): return 3
    def __getitem__(s, i): return i
    def __add__(s, o): return 'add'
    def __radd__(s, o): return 'radd'
    def __str__(s): return 'A!'
    def __repr__(s): return 'Arepr'
    def __bool__(s): return False
    def __eq__(s, o): return isinstance(o, A)
    def __hash__(s): return 7
    x = 1
a = A(); p = weakref.proxy(a); r = weakref.ref(a)
t(lambda: p(), lambda: len(p), lambda: p[3], lambda: p + 1, lambda: 1 + p, lambda: str(p), lambda: bool(p), lambda: p == a, lambda: a == p, lambda: hash(p), lambda: p.x, lambda: type(p), lambda: isinstance(p, A), lambda: p.__class__, lambda: r() is a, lambda: hash(r), lambda: r == weakref.ref(A()), lambda: weakref.ref(a) is r, lambda: weakref.proxy(a) is p, lambda: weakref.getweakrefcount(a), lambda: len(weakref.getweakrefs(a)), lambda: r.__callback__, lambda: setattr(p, 'z', 4) or a.z, lambda: delattr(p, 'z'), lambda: p.nope, lambda: iter(p), lambda: p < a, lambda: [*p][:0] if 0 else 1, lambda: 3 in p if 0 else 2, lambda: -p, lambda: p[1:2], lambda: int(p), lambda: p.__len__())
t(lambda: weakref.ref(3), lambda: weakref.ref('a'), lambda: weakref.ref([]), lambda: weakref.ref(None), lambda: weakref.proxy(3), lambda: weakref.ref(), lambda: weakref.ref(a, 1, 2), lambda: weakref.ref(a, callback=1), lambda: weakref.ref(lambda: 0)(), lambda: weakref.ref({1}) and 1, lambda: weakref.ref(int)().__name__, lambda: weakref.ref(a.__len__)(), lambda: weakref.WeakMethod(a.__len__)()(), lambda: weakref.WeakMethod(3), lambda: weakref.finalize(a, print, 'fin', x=1).peek()[1:] if 0 else 1)
r2 = weakref.ref(a, lambda x: print('cb', x is r2, x())); r3 = weakref.ref(a, lambda x: 1/0)
del a
t(lambda: r(), lambda: p.x, lambda: str(p), lambda: repr(p)[:12], lambda: bool(p), lambda: hash(r), lambda: r == r, lambda: r == r2, lambda: repr(r)[-6:], lambda: hash(weakref.ref(A())))
d = weakref.WeakValueDictionary(); k = weakref.WeakKeyDictionary(); s = weakref.WeakSet()
class B: 
    def __init__(s, n): s.n = n
    def __repr__(s): return 'B%d' % s.n
x, y = B(1), B(2)
d['x'] = x; d['y'] = y; k[x] = 1; k[y] = 2; s.update([x, y])
print(sorted(d), len(k), len(s)); del x; print(sorted(d), len(k), list(s), d.get('x'), 'x' in d, list(k.items()))
t(lambda: d['x'], lambda: k[3], lambda: k['a'], lambda: d.__setitem__('q', 3), lambda: s.add(3), lambda: d.pop('x'), lambda: d.pop('x', 1), lambda: d.popitem(), lambda: s.pop(), lambda: s.remove(y))
class S: __slots__ = ()
t(lambda: weakref.ref(S()))
class Res:
    def __del__(s): global saved; saved = s; print('del')
q = Res(); w = weakref.ref(q); del q; print(w(), saved.__class__.__name__); del saved
