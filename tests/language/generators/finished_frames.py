import sys
def g():
    f = sys._getframe()
    yield f
    yield f
def show(f): print(f.f_back and f.f_back.f_code.co_name, f.f_lineno)
def use():
    it = g(); f = next(it); show(f)
    for x in it: show(x)
    show(f)
    it = g(); f = next(it); it.close(); show(f)
    it = g(); f = next(it)
    try: it.throw(ValueError)
    except ValueError: pass
    show(f)
    it = g(); f = next(it); list(it); show(f)
    it = g(); f = next(it); del it; show(f)
    it = g(); f = next(it); next(it)
    try: next(it)
    except StopIteration: show(f)
    def d(): yield from g()
    it = d(); f = next(it); show(f); it.close(); show(f)
    def r():
        f = sys._getframe()
        yield f
        raise KeyError
    it = r(); f = next(it)
    try: next(it)
    except KeyError as e: show(f); print(e.__traceback__.tb_next.tb_frame is f, e.__traceback__.tb_frame.f_code.co_name)
    show(f)
    async def co():
        class A:
            def __await__(s): yield sys._getframe(1)
        return await A()
    c = co(); f = c.send(None); show(f); c.close(); show(f)
use()
