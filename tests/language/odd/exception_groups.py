"""except* and the methods of exception groups."""
def t(f):
    try: f()
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, 'exceptions', None), repr(e.__context__), repr(e.__cause__))
def f1():
    try: raise ExceptionGroup('g', [ValueError(1), TypeError(2), ExceptionGroup('h', [ValueError(3), OSError(4)])])
    except* ValueError as e: print('VE', e.exceptions)
    except* TypeError as e: print('TE', e.exceptions); raise
t(f1)
def f2():
    try: raise ValueError(1)
    except* ValueError as e: print(repr(e)); raise KeyError(2)
    except* KeyError: print('never')
t(f2)
def f3():
    try: raise ValueError(1)
    except* ExceptionGroup: pass
t(f3)
def f4():
    try: raise ExceptionGroup('a', [ValueError(1)])
    except* 3: pass
t(f4)
def f5():
    try: raise ExceptionGroup('a', [ValueError(1), KeyError(2)])
    except* ValueError as e: raise e
t(f5)
def f6():
    try: raise ExceptionGroup('a', [ValueError(1), KeyError(2)])
    except* ValueError as e: raise e.exceptions[0]
    except* KeyError as e: raise TypeError from e
t(f6)
def f7():
    try: raise BaseExceptionGroup('b', [KeyboardInterrupt(), ValueError()])
    except* Exception as e: print(type(e), e)
t(f7)
def f8():
    try: pass
    except* ValueError: print('no')
    else: print('else')
    finally: print('fin')
t(f8)
def f9():
    try: raise KeyError
    except* (ValueError, BaseExceptionGroup): pass
t(f9)
def f10():
    try: raise SystemExit(3)
    except* ValueError: pass
t(f10)
for a in [('m', []), ('m', 3), (3, [ValueError()]), ('m', [3]), ('m', [ValueError]), ('m', [KeyboardInterrupt()]), ('m',), (), ('m', [ValueError()], 3), ('m', (ValueError(),)), ('m', {ValueError()}), ('m', 'ab')]:
    try: print(repr(ExceptionGroup(*a)))
    except Exception as e: print(type(e).__name__, e)
g = ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [TypeError(2)])])
for a in [ValueError, (TypeError, ValueError), lambda e: isinstance(e, TypeError), 3, KeyError, (3,), lambda: 0, ExceptionGroup]:
    for m in ('subgroup', 'split'):
        try: print(repr(getattr(g, m)(a)))
        except Exception as e: print(type(e).__name__, e)
class EG(ExceptionGroup):
    def derive(self, excs): return EG('d', excs)
class EG2(ExceptionGroup):
    def derive(self, excs): return 3
e = EG('x', [ValueError(1), TypeError(2)]); e.add_note('n'); print(e.split(ValueError), e.subgroup(TypeError).__notes__)
try: EG2('x', [ValueError(1), TypeError(2)]).split(ValueError)
except TypeError as e: print(e)
print(e, g.message, g.exceptions, g.args, BaseExceptionGroup('q', [ValueError()]).__class__, ExceptionGroup[int])
try: g.message = 3
except AttributeError as e: print(e)
raise ExceptionGroup('top', [ValueError('a\nb'), ExceptionGroup('in', [KeyError('k'), OSError(2, 'x', 'f')]), EG('z', [SyntaxError('s', ('f', 1, 2, 'abc', 1, 3))])])
