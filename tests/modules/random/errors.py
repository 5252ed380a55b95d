# Wrong arguments of the methods, and warnings of those that will become wrong.
import _random
import random
import warnings

calls = """randrange(0)
randrange(3, 3)
randrange(3, 3, -1)
randrange(1, 10, 0)
randrange(1.0)
randrange(1.5)
randrange('a')
randrange(1, 2.0)
randrange(1, 2.5)
randrange(1, 5, 1.0)
randrange(1, 5, 1.5)
randrange(5, step=2)
randrange(5.0, None, 2)
randint(1, 0)
choice([])
choice({})
choices([], k=1)
choices([1, 2], [1])
choices([1, 2], [1, 2], cum_weights=[1, 2])
choices([1, 2], [0, 0])
choices([1, 2], [float('inf'), 1])
choices([1, 2], 5)
choices([1, 2], k=1.5)
sample({1, 2}, 1)
sample(5, 1)
sample([1], 2)
sample([1], -1)
sample([1, 2], 1, counts=[1])
sample([1, 2], 1, counts=[1, -2])
sample([1, 2], 1, counts=[1.5, 2])
shuffle((1, 2))
seed([])
setstate((1, 2, 3))
setstate((4, 2, 3))
setstate((2, (1,), None))
setstate((3, (1,), None))
gammavariate(0, 1)
randbytes(-1)
getrandbits(-1)
expovariate(0)""".splitlines()
for call in calls:
    random.seed(1)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            print(call, eval("random." + call))
        except Exception as error:
            print(call, type(error).__name__, error)
    for warning in caught:
        print("   ", warning.category.__name__, warning.message)
for call in ("Random(1, 2)", "Random(x=1)", "Random([])", "Random().setstate(())", "Random().setstate([])",
             "Random().setstate((1,) * 624 + (700,))", "Random().setstate((-1,) * 625)",
             "Random().getrandbits(2**40)", "Random().seed(1, 2)", "Random().random(1)"):
    try:
        print(call, eval("_random." + call))
    except Exception as error:
        print(call, type(error).__name__, error)
for call in ("getstate()", "setstate(1)", "seed(1)", "getrandbits(-1)", "randbytes(-1)"):
    try:
        print(call, eval("random.SystemRandom()." + call))
    except Exception as error:
        print(call, type(error).__name__, error)
