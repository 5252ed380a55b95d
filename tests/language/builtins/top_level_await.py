# options: -W ignore
# Modules that await: PyCF_ALLOW_TOP_LEVEL_AWAIT.
import ast, dis, inspect
F = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
for src, mode in [("await x","exec"),("await x","eval"),("await x","single"),("async for x in y: pass","exec"),("async with y: pass","exec"),("[x async for x in y]","exec"),("{x: 1 for x in y if await z}","eval"),
  ("(x async for x in y)","eval"),("1","exec"),("def f(): await x","exec"),("class A:\n  await x","exec"),("lambda: await x","eval"),("yield 1","exec"),("[await a for a in b]","exec"),("class A:\n  [x async for x in y]","exec"),("def f(): [x async for x in y]","exec"),
  ("async def f(): return [await q for q in r]","exec"),("x = 1\nif x: await y\nelse:\n  z = await w","exec"),("yield await x","exec"),("return await x","exec"),("[[x async for x in y] for z in w]","exec"), ("@(await d)\ndef f(a=await b)->await c: pass","exec"), ("class A(await x): pass","exec"), ("f'{await x}'","eval"), ("(await a for a in b)","eval"),("lambda a=await b: 1","eval")]:
    try:
        c = compile(src,"f",mode,F)
        print(repr(src), mode, hex(c.co_flags))
        if c.co_flags & inspect.CO_COROUTINE:
            print(type(eval(c, {})).__name__)
    except SyntaxError as e: print(repr(src), mode, e.msg, e.lineno, e.offset, e.end_offset)
    try: compile(src,"f",mode); print("without")
    except SyntaxError as e: print("  ", e.msg, e.lineno, e.offset, e.end_offset)
class Aw:
    def __await__(self): return (yield "y")
class Ai:
    def __init__(self): self.n=2
    def __aiter__(self): return self
    async def __anext__(self):
        self.n-=1
        if self.n<0: raise StopAsyncIteration
        await Aw()
        return self.n
class Cm:
    async def __aenter__(self): return await Aw()
    async def __aexit__(self, *a): print("exit", a[0]); return True
ns={"Aw":Aw,"Ai":Ai,"Cm":Cm}
src='''
r = await Aw()
print("got", r)
async for i in Ai():
    print(i)
async with Cm() as c:
    1/0
l = [i async for i in Ai()]
def f(): return l
print(f(), c)
'''
coro = eval(compile(src,"f","exec",F), ns)
import warnings
n=0
try:
    v=None
    while True:
        print("sent", coro.send(v)); n+=1; v=n
except StopIteration as e: print(e.value, sorted(k for k in ns if k[0].islower()))
coro = eval(compile("await Aw()","f","single",F), ns)
coro.send(None)
try: coro.send("shown")
except StopIteration as e: print(repr(e.value))
coro = eval(compile("(await Aw()) + 1","f","eval",F), ns)
coro.send(None)
try: coro.send(41)
except StopIteration as e: print(repr(e.value))
print(coro.__name__, coro.__qualname__, coro.cr_code.co_name)
