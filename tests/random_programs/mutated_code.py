# SPDX-License-Identifier: MIT
"""Code objects with random changes of instructions and constants: whatever they do, the interpreter does not crash.

usage: python3 mutated_code.py ADDER [--seeds N] [--first SEED] [--rounds N]

Deterministic by seed. ADDER runs this very file once a seed, with and without tracing in turn; there each round changes a code object
at random, makes it a function (or runs it as a module), and calls, resumes or closes what comes out. Exceptions of every kind are fine,
and so is a loop without end, which a time limit ends; only a process that dies by a signal is a failure.
"""
import builtins
import gc
import random
import subprocess
import sys
import types

SOURCES = ['''
def f(a, b=2, *c, d=4, **e):
    x = [i * a for i in range(b)]
    y = {k: v for k, v in zip(x, x)}
    try:
        for z in x:
            if z: continue
            y[z] = (z, a, *x)
        g = lambda q: q + a
        return dict(a=g(1), b=f"{a!r:>5}{b}", **y)
    except (ValueError, TypeError) as error:
        raise
    finally:
        del x
''', '''
def f(a, b=2):
    def inner(k, *, m=3) -> int:
        nonlocal b
        b += k
        return m
    class C(object, metaclass=type):
        t = a
        def m(self): return super().__init__
    with open("/dev/null") as s, open("/dev/null"):
        inner(1, m=2)
    import os.path as p
    from os import sep
    match a:
        case {"k": v, **rest}: pass
        case [1, *others]: pass
        case int(real=r): pass
        case _: pass
    return C().m(), {*[a], b}, [*"ab"], sorted([3, 1], key=lambda v: -v)
''', '''
def f(n=3):
    try:
        x = yield n
        y = yield from [1, 2]
        yield from f(n - 1) if n else ()
    except* ValueError as g:
        yield g
    except* TypeError:
        pass
    return {1: x}
''', '''
async def f(n=3):
    async def agen():
        yield 1
        yield 2
    r = [v async for v in agen()]
    async for q in agen():
        r.append(q)
    class M:
        async def __aenter__(self): return 5
        async def __aexit__(self, *a): return True
    async with M() as m:
        raise ValueError(m)
    return r
''']

MOST_EVENTS = 20_000  # of the tracer in a round
SECONDS = 8  # for a seed


def nested(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from nested(constant)


class Stop(Exception):
    """Too many events."""


class Mutation:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.is_traced = seed % 2 == 1
        self.events = 0
        self.pool = [code for text in SOURCES for code in nested(compile(text, "source", "exec"))]
        self.constants = [0, 1.5, None, "a", ("a", "b"), (), (1,), b"x", self.pool[1], frozenset(), Ellipsis, int]

    def mutate(self, code):
        chance = self.random.random()
        changes = {"co_code": self.changed_bytes(code.co_code) if chance < 0.75 else code.co_code}
        if chance > 0.7 and code.co_consts:
            constants = list(code.co_consts)
            constants[self.random.randrange(len(constants))] = self.random.choice(self.constants)
            changes["co_consts"] = tuple(constants)
        if self.random.random() < 0.1:
            changes["co_flags"] = code.co_flags ^ 1 << self.random.randrange(10)
        if self.random.random() < 0.2:
            changes["co_stacksize"] = code.co_stacksize + self.random.randrange(4)
        return code.replace(**changes)

    def changed_bytes(self, code):
        text = bytearray(code)
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            place = self.random.randrange(len(text))
            text[place] = self.random.choice((self.random.randrange(256), self.random.randrange(12), self.random.choice(text)))
            if self.random.random() < 0.3:
                a, b = (2 * self.random.randrange(len(text) // 2) for _ in range(2))
                text[a:a + 2], text[b:b + 2] = text[b:b + 2], text[a:a + 2]
        return bytes(text)

    def trace(self, frame, event, argument):
        frame.f_trace_opcodes = True
        self.events += 1
        if self.events > MOST_EVENTS:
            raise Stop
        return self.trace

    def run(self, code):
        space = {"__builtins__": builtins, "__name__": "m", "f": lambda n: ()}
        closure = tuple(types.CellType(value) for value in range(len(code.co_freevars))) or None
        function = types.FunctionType(code, space, "m", None, closure)
        self.events = 0
        if self.is_traced:
            sys.settrace(self.trace)
        try:
            if code.co_name == "<module>":
                exec(code, space)
                function = space.get("f", function)
            self.use(function)
        finally:
            sys.settrace(None)

    def use(self, value, depth=0):
        if isinstance(value, types.FunctionType) and depth < 3:
            arguments = self.random.choice((((5,), {}), ((3, [1, 2], 7), {"d": 1, "zz": 2})))
            self.use(value(*arguments[0], **arguments[1]), depth + 1)
        elif isinstance(value, types.GeneratorType):
            for _ in range(5):
                self.random.choice((lambda: next(value), lambda: value.send(3), lambda: value.throw(ValueError("v")), value.close))()
                value.gi_yieldfrom
        elif isinstance(value, types.CoroutineType):
            value.send(None)
            value.throw(KeyError)
        elif isinstance(value, types.AsyncGeneratorType):
            value.asend(None).send(None)

    def rounds(self, count):
        for number in range(count):
            try:
                self.run(self.mutate(self.random.choice(self.pool)))
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                str(error)
            if number % 100 == 0:
                gc.collect()


def main():
    import argparse  # only CPython, which runs this part, has it
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("adder")
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=2000)
    options = parser.parse_args()
    failures = 0
    for seed in range(options.first, options.first + options.seeds):
        try:
            done = subprocess.run([options.adder, __file__, "--run", str(seed), str(options.rounds)], capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            continue
        if done.returncode != 0:
            failures += 1
            print(f"seed {seed}: exit status {done.returncode}\n{done.stderr.decode(errors='replace')[-2000:]}")
    print(f"{options.seeds - failures} of {options.seeds} seeds without a crash")
    return 1 if failures else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        Mutation(int(sys.argv[2])).rounds(int(sys.argv[3]))
    else:
        sys.exit(main())
