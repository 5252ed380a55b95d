"""copy and __reduce_ex__: hooks, and hooks that are wrong."""
import copy
def t(*fs):
    for f in fs:
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
class A:
    def __init__(s, x=1): s.x = x
    def __repr__(s): return f'{type(s).__name__}({s.__dict__})'
class R(A):
    def __reduce__(s): return (R, (5,), {'q': 1}, iter([1]), iter({}.items()))
    def append(s, v): s.app = v
class RE(A):
    def __reduce_ex__(s, p): print('ex', p); return super().__reduce_ex__(p)
class Str(A):
    def __reduce__(s): return 'name'
class Bad(A):
    def __reduce__(s): return 3
class Bad2(A):
    def __reduce__(s): return (1,)
class Bad3(A):
    def __reduce__(s): return (1, 2, 3, 4, 5, 6, 7)
class Bad4(A):
    def __reduce__(s): return (int, 3)
class Bad5(A):
    __reduce_ex__ = None
class St(A):
    def __getstate__(s): return 'state'
    def __setstate__(s, st): print('set', st)
class St2(A):
    def __getstate__(s): return None
class Sl:
    __slots__ = ('a', '__dict__', 'b')
class Sl2:
    __slots__ = ('a',)
class NA(tuple):
    def __new__(c, a, b): return super().__new__(c, (a, b))
    def __getnewargs__(s): return (s[0], s[1])
class NAE(tuple):
    def __new__(c, *, a): return super().__new__(c, (a,))
    def __getnewargs_ex__(s): return (), {'a': s[0]}
class BadN(A):
    def __getnewargs__(s): return 3
class BadNE(A):
    def __getnewargs_ex__(s): return 3
class BadNE2(A):
    def __getnewargs_ex__(s): return (3, {})
class L(list): pass
class D(dict): pass
class C(A):
    def __copy__(s): return 'copied'
    def __deepcopy__(s, m): return 'deep', sorted(m.__class__.__name__)
sl = Sl(); sl.a = 1; sl.q = 2
s2 = Sl2(); s2.a = 3
l = L([1, 2]); l.x = 3
d = D(a=1); d.y = [2]
for o in [A(), R(), RE(), Str(), Bad(), Bad2(), Bad3(), Bad4(), Bad5(), St(), St2(), sl, s2, NA(1, 2), NAE(a=3), BadN(), BadNE(), BadNE2(), l, d, C(), [1, [2]], {1: [2]}, {1}, (1, [2]), 3, None, len, A, (x for x in []), lambda: 0, iter([1]), range(3), slice(1), memoryview(b'a'), bytearray(b'a'), Exception('a'), OSError(1, 'b'), NotImplemented, ..., object(), property(), staticmethod(len), type, copy, 1.5, 'a', frozenset([1]), complex(1), enumerate([]), zip([1]), map(len, ['a']), reversed([1]), {}.keys(), {}.items(), super(A, A()), A().__repr__, [].append]:
    for f in (copy.copy, copy.deepcopy):
        try: r = f(o); print(type(o).__name__, f.__name__, type(r).__name__, r is o, getattr(r, '__dict__', None) if not isinstance(r, (type, type(copy), type(lambda: 0), property)) else '')
        except Exception as e: print(type(o).__name__, f.__name__, type(e).__name__, e)
    for p in (0, 2, 4):
        try: r = o.__reduce_ex__(p); print(p, [x if not hasattr(x, '__next__') else 'it' for x in r] if isinstance(r, tuple) and 'object at' not in str(r) and 'function' not in str(r) and 'bound method' not in str(r) else type(r))
        except Exception as e: print(p, type(e).__name__, e)
t(lambda: object().__reduce_ex__(), lambda: object().__reduce_ex__('a'), lambda: object().__reduce__(), lambda: object().__getstate__(), lambda: sl.__getstate__(), lambda: s2.__getstate__(), lambda: l.__getstate__(), lambda: A().__getstate__())
x = [1]; x.append(x); y = copy.deepcopy(x); print(y[1] is y)
