# What each consumer says about an object whose __iter__ gives no iterator, raises, or is missing.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class N:
    def __iter__(self): return 3
class M:
    def __iter__(self): raise ValueError(1)
class L:
    def __iter__(self): raise TypeError("mine")
for c in N,M,L,object:
    t(lambda: bytearray(c()))
    t(lambda: bytes(c()))
    t(lambda: bytearray().extend(c()))
    t(lambda: bytearray().__iadd__(c()))
    t(lambda: [].extend(c()))
    t(lambda: tuple(c()))
    t(lambda: b"".join(c()))
    t(lambda: "".join(c()))
    t(lambda: set(c()))
    t(lambda: {*c()})
    t(lambda: [*c()])
    t(lambda: dict(c()))
    t(lambda: print(*c()))
    t(lambda: max(c()))
    t(lambda: sum(c()))
    t(lambda: list(zip(c())))
    t(lambda: list(map(int,c())))
    t(lambda: list(enumerate(c())))
    t(lambda: list(filter(None,c())))
    t(lambda: all(c()))
    t(lambda: sorted(c()))
    t(lambda: 3 in c())
    t(lambda: list(reversed(c())))
    t(lambda: memoryview(c()))
    t(lambda: ExceptionGroup("x",c()))
    t(lambda: dict.fromkeys(c()))
    t(lambda: str.maketrans(c()))
    t(lambda: int.from_bytes(c(),'big'))
    t(lambda: slice(c()).indices(3))
    def f():
        a,b=c()
    t(f)
    def f():
        a=[1]; a[:]=c()
    t(f)
    def f():
        a=bytearray(); a[:]=c()
    t(f)
    def f():
        a=[1]; a[::1]=c()
    t(f)
    def f():
        for i in c(): pass
    t(f)
