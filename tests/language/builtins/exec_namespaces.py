import sys
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
class NS(dict):
    def __missing__(self, k): print("missing", k); raise KeyError(k)
    def __getitem__(self, k): print("get", k); return dict.__getitem__(self, k)
    def __setitem__(self, k, v): print("set", k, v); dict.__setitem__(self, k, v)
    def __delitem__(self, k): print("del", k); dict.__delitem__(self, k)
class Map:
    def __init__(self): self.d = {}
    def __getitem__(self, k): print("Mget", k); return self.d[k]
    def __setitem__(self, k, v): print("Mset", k); self.d[k] = v
    def __delitem__(self, k): print("Mdel", k); del self.d[k]
    def keys(self): return self.d.keys()
code = "x = 1\ny = x + len('ab')\ndel x\ndef f(): global z; z = y\ntry: f()\nexcept NameError as e: print(e)\nclass C: w = y\nfor i in [1]: pass\n[q for q in (1, y)]\nimport sys\n"
for g, l in ((NS(), None), ({}, NS()), ({}, Map()), (NS(), Map()), ({}, {})):
    try: exec(code, g, l) if l is not None else exec(code, g)
    except BaseException as e: print(type(e).__name__, e)
    print(sorted(k for k in g if k != "__builtins__"))
t(exec, "x", 5); t(exec, "x", {}, 5); t(exec, "x", Map()); t(eval, "x", {}, Map()); t(eval, "x", None, {"x": 3}); t(eval, " x ", {"x": 1}); t(eval, "\tx", {"x": 1}); t(eval, "x\n", {"x": 1}); t(eval, "x;", {"x": 1}); t(eval, "", {}); t(eval, b"1+1"); t(eval, bytearray(b"2")); t(eval, memoryview(b"3")); t(eval, "1\0"); t(exec, "a\0b"); t(eval, compile("x = 1", "", "exec"), {}); t(exec, compile("5", "", "eval")); t(eval, compile("5", "", "single"))
def outer():
    v = 1
    def inner(): return v
    return inner
t(exec, outer().__code__); t(eval, outer().__code__); t(exec, outer().__code__, closure=5); t(exec, outer().__code__, closure=()); t(exec, outer().__code__, closure=outer().__closure__); t(exec, "1", closure=()); t(exec, outer.__code__, closure=())
for b in ({"len": lambda x: 42}, {}, {"__build_class__": None, "print": print}):
    t(exec, "print(len('a'))", {"__builtins__": b, "print": print}); t(exec, "class A: pass", {"__builtins__": b}); t(exec, "import sys", {"__builtins__": b}); t(eval, "[x for x in range(3)]", {"__builtins__": b}); t(exec, "def f(): return nope\nf()", {"__builtins__": b})
import builtins
g = {"__builtins__": builtins}; t(eval, "len('abc')", g)
g = {}; exec("def f(): return len('abc')", g); g["__builtins__"] = {"len": lambda x: "new"}; t(g["f"]); exec("def f(): return len('abc')", g); t(g["f"]); print(g["f"].__builtins__ is g["__builtins__"])
def h():
    a = 1
    exec("a = 2; b = 3"); print(a, "b" in locals(), sorted(locals()))
    l = locals(); l["a"] = 9; l["zz"] = 1; print(a, sorted(locals()), locals() is l)
    return [locals() for _ in [0]][0].keys() - {"_", ".0"}
print(h())
class K:
    a = 1; locals()["b"] = 2; print(b, sorted(n for n in locals() if n[0] != "_")); exec("c = 3"); print(c)
    def m(self): return sorted(locals())
    print([a for a in [a]], list(x for x in [a]))
    try: [a + x for x in [1]]
    except NameError as e: print(e)
print(K().m())
t(vars, K()); t(lambda: vars()); t(globals().get, "nothing"); t(lambda: eval("locals()").keys() - {"__builtins__"}); t(lambda: eval("a", {"a": 1}, {"a": 2}))
t(compile, "1", "f", "exec", 0, 1, 3); t(compile, "1", "f", "exec", optimize=5); t(compile, 5, "f", "exec"); t(compile, "1", 5, "exec"); t(compile, "1", b"f", "exec"); t(compile, "a b", "f", "exec"); t(compile, "x", "f", "single"); t(compile, "if 1:\n pass", "f", "single"); t(compile, "1\n2", "f", "single"); t(compile, "", "f", "single"); t(compile, "", "f", "eval"); t(compile, "", "f", "exec"); t(compile, "await x", "f", "exec")
exec(compile("5; x = 6; x; None", "", "single"))
sys.displayhook = lambda v: print("hook", v); exec(compile("5; None", "", "single"))
for b in (None, 5):
    t(eval, "len", {"__builtins__": b})
    t(exec, "class A: pass", {"__builtins__": b})
