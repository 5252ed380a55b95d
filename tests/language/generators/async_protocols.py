import sys, types
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except BaseException as e: print(type(e).__name__, e)
def drive(c, *vals):
    for v in (None,) + vals:
        try: print(" yields", c.send(v) if not isinstance(v, BaseException) else c.throw(v))
        except BaseException as e: print(" end", type(e).__name__, e, getattr(e, "value", "")); return
class Aw:
    def __init__(s, n): s.n = n
    def __await__(s):
        r = yield s.n
        return ("got", r)
async def agen(n):
    try:
        for i in range(n):
            x = yield i
            if x: print("sent", x)
            await Aw(("in", i))
    except ValueError as e: print("agen caught", e); yield "after"
    finally: print("agen finally"); await Aw("closing")
async def main():
    async for x in agen(2): print("item", x)
    print([x async for x in agen(2) if x], {x: await Aw(x) async for x in agen(1)})
    return 7
drive(main(), *range(12))
async def m2():
    g = agen(3)
    print(await g.asend(None)); print(await g.asend("hi")); print(await g.athrow(ValueError("v")))
    try: await g.__anext__()
    except StopAsyncIteration as e: print("stop", e)
    await g.aclose(); 
    g = agen(3); await g.__anext__(); await g.aclose(); 
    try: await g.__anext__()
    except StopAsyncIteration: print("closed")
drive(m2(), *range(12))
g = agen(1)
print(g.ag_await, g.ag_frame is not None, g.ag_running, g.ag_code.co_name, g.__name__, g.__qualname__)
t(g.asend(1).send, None); a = g.asend(None); t(a.send, 5); t(a.throw, KeyError("k")); t(a.send, None); t(a.close); t(g.athrow(5).send, None) if False else None
b = g.__anext__(); t(b.send, None); b2 = g.__anext__(); t(b2.send, None); t(b.send, None); t(g.aclose().send, None)
async def co(): return 1
c = co(); t(lambda: (c.cr_await, c.cr_running, c.cr_frame is not None, c.cr_origin, c.cr_suspended)); t(next, c); t(iter, c); t(c.send, 1); t(c.send, None); t(c.send, None); t(c.throw, ValueError); c.close()
t(lambda: list(co())); 
for bad in (5, None, (lambda: (yield))(), [1]):
    async def f(): await bad
    c = f(); t(c.send, None)
class BadAwait:
    def __init__(s, r): s.r = r
    def __await__(s): return s.r
for r in (5, None, [], iter([1]), co()):
    async def f(): return await BadAwait(r)
    c = f(); t(c.send, None); c.close()
    if isinstance(r, types.CoroutineType): r.close()
class ACM:
    def __init__(s, r=None): s.r = r
    async def __aenter__(s): print("enter"); return s
    async def __aexit__(s, *a): print("exit", a[0]); return s.r
async def w():
    async with ACM() as x, ACM(True) as y: raise KeyError
    async with ACM(True): return 5
t(w().send, None)
class Bad1:
    def __aenter__(s): return 5
    def __aexit__(s, *a): return 5
class Bad2:
    async def __aenter__(s): return 5
    def __aexit__(s, *a): return 5
class Bad3: 
    async def __aenter__(s): return 5
class Bad4:
    def __enter__(s): pass
    def __exit__(s, *a): pass
for B in Bad1, Bad2, Bad3, Bad4, int:
    async def f():
        async with B(): pass
    c = f(); t(c.send, None)
    async def f():
        async with B(): 1 / 0
    c = f(); t(c.send, None)
class AI1:
    def __aiter__(s): return 5
class AI2:
    def __aiter__(s): return s
    def __anext__(s): return 5
class AI3:
    async def __aiter__(s): return s
class AI4:
    def __aiter__(s): return s
    async def __anext__(s): raise StopAsyncIteration
for A in AI1, AI2, AI3, AI4, list:
    async def f():
        async for x in A(): pass
        return "done"
    c = f(); t(c.send, None)
    t(aiter, A()); t(anext, A())
async def bad(): raise StopIteration("s")
t(bad().send, None)
async def bad(): raise StopAsyncIteration("s")
t(bad().send, None)
async def bad(): raise StopAsyncIteration("s"); yield
t(bad().__anext__().send, None)
@types.coroutine
def old(): r = yield "old"; return r
async def f(): return await old()
drive(f(), "back")
t(anext(agen(0), "default").send, None)
async def f(): return await anext(AI4(), "dflt")
t(f().send, None)
sys.set_asyncgen_hooks(lambda g: print("first", g.__name__), lambda g: print("final", g.__name__))
x = agen(1); t(x.__anext__().send, None); del x
print(sys.get_asyncgen_hooks()[0] is not None); sys.set_asyncgen_hooks(None, None); t(sys.set_asyncgen_hooks, 5)
import warnings
c = co(); del c
async def f(): co()
drive(f())
