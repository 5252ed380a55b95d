"""Special methods that give what they must not."""
class A:
    def __getattr__(s, n): print('ga', n); raise AttributeError('no ' + n)
    def __setattr__(s, n, v): print('sa', n, v); object.__setattr__(s, n, v)
    def __delattr__(s, n): print('da', n); object.__delattr__(s, n)
    def __dir__(s): return ['b', 'a', 3]
a = A(); a.x = 1; del a.x
for f in [lambda: a.y, lambda: hasattr(a, 'q'), lambda: getattr(a, 'q', 5), lambda: dir(a), lambda: delattr(a, 'k'), lambda: setattr(a, 3, 4), lambda: getattr(a, 3), lambda: getattr(a, 'x', 1, 2), lambda: hasattr(a), lambda: object.__setattr__(A, 'x', 1), lambda: type.__setattr__(3, 'x', 1), lambda: object.__getattribute__(a), lambda: object.__getattribute__(a, 3), lambda: a.__getattribute__('zz')]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class B:
    def __getattribute__(s, n): raise AttributeError(n.upper())
    def __getattr__(s, n): return n + '!'
print(B().foo, B().__class__, B().__dict__)
class C:
    __slots__ = ()
    def __len__(s): return -1
    def __bool__(s): return 3
    def __hash__(s): return 'a'
    def __index__(s): return 1.5
    def __iter__(s): return 3
    def __contains__(s, x): return []
    def __str__(s): return 3
    def __repr__(s): return b''
    def __format__(s, f): return 5
    def __bytes__(s): return 'x'
    def __int__(s): return 'x'
    def __float__(s): return 3
    def __complex__(s): return 3
    def __length_hint__(s): return -5
    def __next__(s): return 3
    def __reversed__(s): return 3
    def __round__(s, n=None): return 'r', n
    def __dir__(s): return 3
    def __trunc__(s): return 'a'
    def __ceil__(s): return 'c'
    def __fspath__(s): return 3
    def __instancecheck__(s, o): return []
    def __sizeof__(s): return -3
c = C()
import operator, os, math, sys
for f in [len, bool, hash, lambda c: [1][c], iter, lambda c: 3 in c, str, repr, format, bytes, int, float, complex, operator.length_hint, list, reversed, round, lambda c: round(c, 2), dir, math.trunc, math.ceil, os.fspath, lambda c: isinstance(3, c), lambda c: f'{c}', lambda c: '%s' % c, lambda c: '%d' % c, lambda c: range(c), lambda c: 'a' * c, print, lambda c: {c: 1}, lambda c: not c, sum, lambda c: hex(c), chr, lambda c: slice(c).indices(3), lambda c: slice(0).indices(c), next, sys.getsizeof, lambda c: (1).__round__(c), lambda c: pow(2, c), lambda c: c(), lambda c: c + 1, lambda c: -c, lambda c: c < c, lambda c: c[0], lambda c: c.x, lambda c: open(c), lambda c: int('1', c), lambda c: [*c], lambda c: (lambda *a: 0)(*c), lambda c: (lambda **k: 0)(**c), lambda c: dict(c), lambda c: max(c), lambda c: ''.join(c), lambda c: bytearray(c), lambda c: memoryview(c), lambda c: enumerate(c), lambda c: zip(c), lambda c: map(c, c), lambda c: exec(c), lambda c: compile(c, '', 'exec'), lambda c: type(c, c, c), lambda c: __import__(c), lambda c: setattr(c, 'x', 1), vars, lambda c: super(c), lambda c: super(C, c).x, lambda c: property(c).__get__(c), divmod]:
    try: print(f(c))
    except Exception as e: print(type(e).__name__, e)
