"""send, throw and close, with delegation and odd iterators."""
def g():
    try:
        x = yield 1
        print('got', x)
        yield 2
    except GeneratorExit: print('exit'); raise
    except ValueError as e: print('VE', e); yield 'caught'
    finally: print('fin')
    return 7
i = g()
for f in [lambda: i.send(5), lambda: next(i), lambda: i.send('q'), lambda: i.throw(ValueError('z')), lambda: next(i), lambda: next(i), lambda: i.close(), lambda: i.throw(KeyError), lambda: i.throw(3), lambda: i.throw(ValueError, 3), lambda: i.throw(ValueError, ValueError(4), 5), lambda: i.throw(ValueError(1), 2), lambda: i.throw(), lambda: i.throw(1, 2, 3, 4), lambda: i.send(), lambda: i.gi_frame, lambda: i.gi_running, lambda: i.gi_yieldfrom, lambda: i.gi_code.co_name]:
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, getattr(e, 'value', None))
j = g(); next(j); j.close(); j = g(); next(j); del j
def bad():
    try: yield 1
    except GeneratorExit: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def r(): yield next(me)
me = r()
try: next(me)
except ValueError as e: print(e)
def s(): raise StopIteration(3); yield
try: next(s())
except RuntimeError as e: print(e, repr(e.__cause__), e.__suppress_context__)
def y(): r = yield from [1, 2]; print('r', r)
q = y(); print(next(q))
try: q.send(3)
except AttributeError as e: print(e)
try: y().send(3)
except TypeError as e: print(e)
def z(): yield from 3
try: next(z())
except TypeError as e: print(e)
class It:
    def __iter__(s): return s
    def __next__(s): return 1
    def throw(s, *a): print('throw', a); return 'T'
    def close(s): print('close'); 
    def send(s, v): print('send', v); return 'S'
def w(): print((yield from It()))
k = w(); print(next(k), k.send(4), k.throw(ValueError('a')), k.gi_yieldfrom.__class__); k.close()
class It2(It):
    def close(s): raise KeyError('c')
    throw = None
k = w.__class__(w.__code__.replace(co_name='w2'), {'It': It2, 'print': print})(); next(k)
try: k.close()
except KeyError as e: print('KE', e)
g2 = (x for x in [1, 2]); g2.__name__ = 'n'; g2.__qualname__ = 'q.n'; print(g2)
try: g2.__name__ = 3
except TypeError as e: print(e)
try: g2.gi_code = 3
except AttributeError as e: print(e)
import types
try: types.GeneratorType()
except TypeError as e: print(e)
print([*(a for a in range(3) if a), *(yield_ for yield_ in 'ab')])
try: (x for x in 3)
except TypeError as e: print(e)
try: list(x for x in 'ab' for y in x for z in 5)
except TypeError as e: print(e)
try: list(next(iter([])) for x in 'ab')
except RuntimeError as e: print(e)
