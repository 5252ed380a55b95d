# Where coroutines come from: cr_origin, and what the warning about one that never ran says of it.
import sys, warnings
print(sys.get_coroutine_origin_tracking_depth())
async def c(): pass
def make(): return c()
def outer(): return make()
k = outer(); print(k.cr_origin); k.close()
sys.set_coroutine_origin_tracking_depth(2)
k = outer(); print([(l, n) for f, l, n in k.cr_origin]); k.close()
sys.set_coroutine_origin_tracking_depth(depth=20)
k = outer(); print([(l, n) for f, l, n in k.cr_origin], sys.get_coroutine_origin_tracking_depth()); k.close()
k = [c() for _ in range(1)][0]
print([(l, n) for f, l, n in k.cr_origin])
del k
outer()
sys.set_coroutine_origin_tracking_depth(1)
outer()
for bad in (-1, "x", 1.5, 1 << 40):
    try: sys.set_coroutine_origin_tracking_depth(bad)
    except Exception as e: print(type(e).__name__, e)
try: sys.set_coroutine_origin_tracking_depth()
except TypeError as e: print(e)
def g():
    sys.set_coroutine_origin_tracking_depth(3)
    yield c()
def use():
    for x in g(): return x
x = use(); print([(l, n) for f, l, n in x.cr_origin]); x.close()
async def agen(): yield 1
a = agen()
sys.set_coroutine_origin_tracking_depth(0)
print(c.__code__.co_flags, x.cr_origin is not None)
