def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
EG, BEG = ExceptionGroup, BaseExceptionGroup
t(EG); t(EG, "m"); t(EG, "m", []); t(EG, "m", 5); t(EG, 5, [ValueError()]); t(EG, "m", [5]); t(EG, "m", [KeyboardInterrupt()]); t(BEG, "m", [ValueError()]); t(BEG, "m", [KeyboardInterrupt()]); t(EG, "m", (ValueError(1),)); t(EG, "m", [ValueError]); t(EG, "m", {ValueError(1): 1})
e = EG("m", [ValueError(1), EG("n", [TypeError(2), ValueError(3)]), OSError(4)])
print(e, repr(e), e.args, e.message, e.exceptions)
t(setattr, e, "message", 1); t(setattr, e, "exceptions", ())
for c in (ValueError, (TypeError, OSError), lambda x: isinstance(x, OSError), EG, Exception, 5, (1,), "x", KeyError):
    t(e.subgroup, c); t(e.split, c)
t(e.derive, [ValueError()]); t(e.derive, []); e.add_note("note"); t(lambda: e.subgroup(ValueError).__notes__)
def run(exc, types):
    try:
        try: raise exc
        except* types[0] as a: print("  first", repr(a))
        except* types[1] as b: print("  second", repr(b)); raise KeyError("new")
        else: print("  else")
        finally: print("  finally")
    except BaseException as x: print(" out", repr(x), repr(x.__cause__), repr(x.__context__))
for x in (e, ValueError("plain"), KeyError("p"), EG("z", [KeyError(1)]), KeyboardInterrupt()):
    for ty in ((ValueError, TypeError), (OSError, (ValueError, TypeError)), (EG, ValueError), (5, ValueError), (ValueError, (EG,))):
        print(repr(x), ty); run(x, ty)
def reraise():
    try: raise EG("a", [ValueError(1), TypeError(2)])
    except* ValueError: raise
    except* TypeError as t: raise t
try: reraise()
except EG as x: print(repr(x), repr(x.__context__))
def naked():
    try: raise EG("a", [ValueError(1), TypeError(2)])
    except* ValueError as v: raise ValueError("x") from v
try: naked()
except EG as x: print(repr(x), [repr(y.__cause__) for y in x.exceptions])
class My(EG):
    def __new__(cls, m, ex, code): s = super().__new__(cls, m, ex); s.code = code; return s
    def derive(self, ex): return My(self.message, ex, self.code)
m = My("my", [ValueError(1), TypeError(2)], 5)
a, b = m.split(ValueError); print(type(a), a.code, b.code)
class Bad(EG):
    def derive(self, ex): return 5
t(Bad("b", [ValueError(1), TypeError(2)]).split, ValueError)
class Bad(EG):
    def derive(self, ex): raise OSError
t(Bad("b", [ValueError(1), TypeError(2)]).split, ValueError)
t(type, "X", (EG, ValueError), {}); t(lambda: type("X", (EG, ValueError), {})("m", [KeyError()]).exceptions); t(lambda: EG[int]); t(lambda: isinstance(EG("m", [ValueError()]), Exception)); t(lambda: BEG.__mro__); t(lambda: EG.__mro__)
for code in ("try: pass\nexcept* A: break", "while 1:\n try: pass\n except* A: break", "def f():\n try: pass\n except* A: return", "for x in y:\n try: pass\n except* A: continue", "try: pass\nexcept* A: pass\nexcept B: pass", "try: pass\nexcept*: pass", "def f():\n try: pass\n except* A:\n  def g(): return 1\n  for x in y: break"):
    t(compile, code, "f", "exec") if 0 else None
    try: compile(code, "f", "exec"); print("ok")
    except SyntaxError as s: print(s, s.lineno, s.offset)
