import sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self):
        f = sys._getframe(1); print(self.n, f.f_code.co_name, f.f_lineno)
def a():
    x = D(1)
    y = 2
    return y
def b():
    x = D(2)
    1/0
def c(x):
    return 5
def g():
    x = D(4)
    yield 1
    yield 2
    return 3
def h():
    x = D(5)
    yield
    raise KeyError
class C:
    def __init__(self):
        x = D(6)
def main():
    a()
    try:
        b()
    except ZeroDivisionError:
        pass
    c(D(3))
    for i in g():
        pass
    it = g()
    next(it)
    del it
    try:
        for i in h():
            pass
    except KeyError:
        pass
    C()
    sorted([1], key=lambda x, d=D(7): x)
    list(map(lambda x: [D(8), 5][1], [1]))
    exec("z = D(9); del z", globals())
    exec("def q():\n  w = D(10)\n\n\nq()", globals())
    v = D(11)
    v = 5
    v = D(12)
    del v
    D(13)
    [D(14) for i in range(1)]
    f"{D(15).n}"
    D(16).n + 1
    w = lambda: D(17)
    w()
    t = (D(18),
         1)
    t = None
    u = D(19); u = \
        2
    for k in [D(20)]:
        pass
    k = 1
    with open("/dev/null"):
        m = D(21)
        m = 1
    try:
        raise ValueError(D(22))
    except ValueError as e:
        pass
    return None
main()
def gen2():
    x = D(30)
    try:
        yield
    finally:
        print("fin")
it = gen2(); next(it)
it.close()
it = gen2(); next(it)
try: it.throw(ValueError)
except ValueError: pass
