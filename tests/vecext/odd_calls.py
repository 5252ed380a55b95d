# SPDX-License-Identifier: MIT
"""Every public function, method, attribute and operator with arguments that nobody would give it.

usage: odd_calls.py [ROUNDS] [SEED]

What comes out does not matter, as long as the process lives: an exception is an answer. Runs under both interpreters.
"""
import operator
import random
import sys
import warnings

import vecext as v

warnings.simplefilter("ignore")
SKIPPED = {"test", "set_simd", "set_text_functions", "extend_array", "seterr", "seterrcall", "set_printoptions", "load",
           "save", "savez", "savez_compressed", "savetxt", "loadtxt", "fromfile", "tofile", "random", "as_strided"}
DTYPES = ["bool", "int8", "uint8", "int16", "uint32", "int64", "uint64", "float32", "float64", "complex64", "complex128"]


class Odd:
    """Looks like a sequence, a number and a buffer, and is none."""

    def __len__(self):
        return 3

    def __getitem__(self, index):
        raise ValueError("no items")

    def __index__(self):
        raise TypeError("no index")

    def __float__(self):
        raise ZeroDivisionError("no float")


class Shrinking(list):
    """A list that loses its items while it is gone through."""

    def __getitem__(self, index):
        if len(self):
            self.pop()
        return list.__getitem__(self, index)


def some_array(rng):
    shape = rng.choice([(), (0,), (1,), (3,), (5,), (2, 3), (3, 2), (0, 3), (2, 1, 3), (1,) * 32, (300,), (2, 0, 2)])
    a = v.ones(shape, dtype=rng.choice(DTYPES))
    if a.size:
        a.flat[0] = rng.choice([0, 1, 2, 3])
    if a.ndim and rng.random() < 0.4:
        a = rng.choice([lambda: a.T, lambda: a[::-1], lambda: a[..., ::2], lambda: v.broadcast_to(a, (2,) + a.shape) if a.ndim < 32 else a])()
    return a


def some_object(rng):
    return rng.choice([
        lambda: some_array(rng), lambda: some_array(rng), lambda: some_array(rng), lambda: rng.randrange(-5, 6),
        lambda: rng.choice([2 ** 31, -2 ** 63, 2 ** 63, 2 ** 64, 10 ** 30, 10 ** 12]), lambda: rng.choice([0.5, -1e300, float("nan"), float("inf")]),
        lambda: rng.choice([None, True, False, ..., 1j, "x", "", b"abc", "float64", "C", "raise"]),
        lambda: rng.choice(DTYPES), lambda: v.dtype(rng.choice(DTYPES)), lambda: getattr(v, "float32")(2),
        lambda: [some_object(rng) for _ in range(rng.randrange(4))], lambda: tuple(rng.randrange(-3, 4) for _ in range(rng.randrange(4))),
        lambda: slice(rng.choice([None, -2, 5]), rng.choice([None, 1, 10 ** 20]), rng.choice([None, -1, 2, 0])),
        lambda: {1: 2}, lambda: Odd(), lambda: Shrinking([1, 2, 3]), lambda: range(rng.randrange(5)), lambda: memoryview(b"12345678"),
        lambda: bytearray(b"12345678"), lambda: v.add, lambda: v.float64, lambda: int, lambda: (lambda *a: a[0] if a else None),
        lambda: [[1, 2], [3]], lambda: [[[]]], lambda: some_array(rng).flat])()


KEYWORDS = ["axis", "dtype", "out", "keepdims", "where", "initial", "casting", "order", "mode", "shape", "copy", "kind",
            "side", "decimals", "ddof", "axes"]


def call(rng, function):
    arguments = [some_object(rng) for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 4]))]
    keywords = {rng.choice(KEYWORDS): some_object(rng) for _ in range(rng.choice([0, 0, 0, 1, 2]))}
    return function(*arguments, **keywords)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    functions = [name for name in sorted(dir(v)) if not name.startswith("_") and name not in SKIPPED and callable(getattr(v, name))]
    members = [name for name in sorted(dir(v.ndarray)) if name not in ("__reduce_ex__", "tofile", "__class__", "__del__", "__init_subclass__")]
    methods = ["reduce", "accumulate", "outer", "at"]
    ufuncs = [name for name in functions if type(getattr(v, name)) is v.ufunc]
    operators = [operator.add, operator.mul, operator.sub, operator.truediv, operator.floordiv, operator.mod, operator.pow,
                 operator.matmul, operator.lshift, operator.and_, operator.eq, operator.lt, operator.getitem, operator.contains,
                 operator.iadd, operator.imul, operator.ipow, operator.imatmul, divmod]
    answers = raised = 0
    for _ in range(rounds):
        kind = rng.random()
        try:
            if kind < 0.45:
                call(rng, getattr(v, rng.choice(functions)))
            elif kind < 0.65:
                member = getattr(some_array(rng), rng.choice(members))
                if callable(member):
                    call(rng, member)
            elif kind < 0.75:
                call(rng, getattr(getattr(v, rng.choice(ufuncs)), rng.choice(methods)))
            elif kind < 0.9:
                rng.choice(operators)(some_array(rng), some_object(rng))
            elif kind < 0.95:
                some_array(rng)[some_object(rng)] = some_object(rng)
            else:
                repr(some_array(rng)), str(some_array(rng)), hash(some_object(rng)), bool(some_array(rng))
            answers += 1
        except (Exception, RecursionError):
            raised += 1
    print(f"odd calls: {rounds} done")
    return 0 if answers and raised else 1


if __name__ == "__main__":
    sys.exit(main())
