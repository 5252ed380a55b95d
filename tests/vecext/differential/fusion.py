# SPDX-License-Identifier: MIT
"""Random functions, fused and not fused: the same values to the bit, the same types, shapes and exceptions.

usage: python3 fusion.py FOLDER ROUNDS SEED

FOLDER holds the package. Sums and products may differ in the last places, for they are made block by block.
"""
import random
import sys
import warnings

sys.path.insert(0, sys.argv[1])

import vecext as v

TYPES = ["bool", "int8", "uint8", "int32", "int64", "float32", "float64", "complex128"]
BINARY = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "minimum", "maximum", "less", "equal",
          "logical_and", "bitwise_xor", "power", "hypot", "arctan2", "copysign"]
UNARY = ["negative", "absolute", "sqrt", "exp", "sin", "square", "isnan", "logical_not", "floor", "sign", "log1p",
         "conjugate", "invert", "tanh"]
REDUCTIONS = ["sum", "prod", "min", "max", "any", "all", "mean"]
OPERATORS = ["a + b", "a - b", "a * b", "a / b", "a // b", "a % b", "a ** 2", "a ** b", "a < b", "a == b", "a & b", "a | b", "-a",
             "~a", "abs(a)", "a ** 0.5", "2 - a", "3 * a", "1.5 / a", "True & a", "a >> 1"]


class Case:
    """One random function, as steps that both sides follow, and its arguments."""

    def __init__(self, generator):
        self.shape = generator.choice([(), (1,), (7,), (300,), (4000,), (3, 50), (60, 70), (2, 3, 40), (0, 3), (70_000,)])
        self.arguments = [self._array(generator) for _ in range(generator.randint(1, 3))]
        self.steps = [self._step(generator) for _ in range(generator.randint(1, 9))]
        self.outputs = generator.randint(1, 3)

    def _array(self, generator):
        shape = [1 if generator.random() < 0.15 else length for length in self.shape]
        if generator.random() < 0.15:
            shape = shape[generator.randint(0, len(shape)):]
        dtype = generator.choice(TYPES)
        numbers = v.random.default_rng(generator.randint(0, 1000))
        steps = [generator.choice([1, 1, 1, 2, -1]) for _ in shape]
        values = numbers.normal(size=[length * abs(step) for length, step in zip(shape, steps)]) * generator.choice([1, 5, 100])
        if dtype.startswith("u"):
            values = abs(values)
        array = v.asarray(values).astype(dtype)
        array = array[tuple([slice(None, None, step) for step in steps])]
        if generator.random() < 0.2 and array.ndim > 1:
            array = array.T.copy().T
        return array

    def _step(self, generator):
        kind = generator.random()
        pick = lambda: generator.random()  # a place among the values there are, as a share
        if kind < 0.35:
            return "operator", generator.choice(OPERATORS), pick(), pick()
        if kind < 0.55:
            return "binary", generator.choice(BINARY), pick(), pick()
        if kind < 0.75:
            return "unary", generator.choice(UNARY), pick()
        if kind < 0.82:
            return "where", pick(), pick(), pick()
        if kind < 0.88:
            return "number", generator.choice(["add", "multiply", "maximum", "power"]), pick(), generator.choice([2, 0.5, -1, 3, 1 + 1j, True])
        if kind < 0.91:
            return "astype", generator.choice(TYPES[:-1]), pick()
        return "reduce", generator.choice(REDUCTIONS), pick(), generator.choice([None, 0, -1]), generator.random() < 0.5

    def run(self, *values):
        values = list(values)
        at = lambda share: values[int(share * len(values))]
        for what, *step in self.steps:
            if what == "operator":
                values.append(eval(step[0], {"a": at(step[1]), "b": at(step[2])}))
            elif what == "binary":
                values.append(getattr(v, step[0])(at(step[1]), at(step[2])))
            elif what == "unary":
                values.append(getattr(v, step[0])(at(step[1])))
            elif what == "where":
                values.append(v.where(at(step[0]) != 0, at(step[1]), at(step[2])))
            elif what == "number":
                values.append(getattr(v, step[0])(at(step[1]), step[2]))
            elif what == "astype":
                values.append(at(step[1]).astype(step[0]))
            else:
                values.append(getattr(v, step[0])(at(step[1]), axis=step[2], keepdims=step[3]))
        return values[-self.outputs:]

    @property
    def is_exact(self):
        return not any([step[0] == "reduce" and step[1] in ("sum", "prod", "mean") for step in self.steps])


def outcome(function, arguments):
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            return function(*arguments), sorted({str(warning.message) for warning in caught})
    except (TypeError, ValueError, OverflowError, ZeroDivisionError, IndexError) as error:
        return error, None


def alike(left, right, is_exact):
    left, right = v.asarray(left), v.asarray(right)
    if left.dtype != right.dtype or left.shape != right.shape:
        return False
    if left.tobytes() == right.tobytes():
        return True
    if left.dtype.kind in "fc" and v.array_equal(left, right, equal_nan=True):
        return True  # other nans, other zeros
    return not is_exact and (left.dtype.kind in "biu" or v.allclose(left, right, rtol=1e-3, atol=1e-6, equal_nan=True))


def main():
    rounds, seed = int(sys.argv[2]), int(sys.argv[3])
    generator = random.Random(seed)
    checks = different = refused = 0
    for round_number in range(rounds):
        case = Case(generator)
        v.set_num_threads(generator.choice([1, 2, 3]))
        expected, warned = outcome(case.run, case.arguments)
        found, warned_fused = outcome(v.fuse(case.run), case.arguments)
        checks += 1
        if isinstance(found, v.FusionError):
            refused += 1
            continue
        if isinstance(expected, Exception) or isinstance(found, Exception):
            good = type(expected) is type(found)
        else:
            good = all([alike(left, right, case.is_exact) for left, right in zip(found, expected)])
        if not good:
            different += 1
            shapes = [(array.dtype.name, array.shape) for array in case.arguments]
            print(f"DIFFERENT in round {round_number}: {shapes} {case.steps}\n  fused {found!r:.300}\n  plain {expected!r:.300}")
    print(f"{checks} functions, {refused} refused, {different} different")
    return 1 if different or refused > checks / 2 else 0


if __name__ == "__main__":
    sys.exit(main())
