# Every method gives CPython's numbers for the same seed, whatever kind the seed is.
import random

for seed in (0, 1, -7, 2**100, 1.5, "text", b"bytes", bytearray(b"more"), True):
    random.seed(seed)
    print(repr(seed), random.random(), random.getrandbits(100), random.getrandbits(7))
random.seed("text", version=1)
print(random.random())
random.seed(b"", version=1)
print(random.random())

r = random.Random(42)
for call in ("uniform(1, 5)", "triangular()", "triangular(0, 10, 9)", "normalvariate()", "normalvariate(5, 2)",
             "gauss()", "gauss(1, 3)", "lognormvariate(0, 1)", "expovariate(1.5)", "vonmisesvariate(1, 4)",
             "vonmisesvariate(1, 0)", "gammavariate(0.5, 1)", "gammavariate(1, 2)", "gammavariate(7.5, 2)",
             "betavariate(2, 3)", "paretovariate(3)", "weibullvariate(1, 2)", "randrange(10)", "randrange(5, 50, 7)",
             "randrange(50, 5, -7)", "randrange(2**80)", "randint(-3, 3)", "choice('abcdef')", "randbytes(5)",
             "sample(range(1000), 5)", "sample(range(12), 12)", "sample(['x', 'y'], 4, counts=[3, 5])",
             "choices([1, 2, 3], k=6)", "choices('abc', [1, 10, 100], k=6)",
             "choices('abc', cum_weights=[1, 2, 30], k=6)"):
    print(call, [eval("r." + call) for _ in range(3)])
items = list(range(20))
r.shuffle(items)
print(items)

state = r.getstate()
first = [r.gauss() for _ in range(3)]
r.setstate(state)
print(first == [r.gauss() for _ in range(3)], len(state), state[0], hash(state[1]))


class OnlyRandom(random.Random):
    def random(self):
        return 0.375


print(OnlyRandom().randrange(100), OnlyRandom().choice("abcdefgh"), OnlyRandom()._randbelow(2**20))
system = random.SystemRandom()
print(0 <= system.random() < 1, 0 <= system.getrandbits(5) < 32, len(system.randbytes(7)), system.randrange(1))
