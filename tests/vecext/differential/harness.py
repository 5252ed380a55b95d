# SPDX-License-Identifier: MIT
"""What the differential tests share: equal arrays for vecext and NumPy, and the comparison of what comes of them.

A test file makes a Harness of its command line (FOLDER_OF_PACKAGE [ROUNDS] [SEED]), calls check() for every case, and
exits with report(). NumPy 1.24 is told to promote as NumPy 2 does, which is what vecext does.
"""
import math
import random
import sys
import warnings

sys.path.insert(0, sys.argv[1])
import numpy

try:
    import vecext
except ValueError as error:  # a SIMD level that this CPU or build does not have
    print(error)
    sys.exit(77)

numpy._set_promotion_state("weak")
warnings.simplefilter("ignore")
DTYPES = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64",
          "complex64", "complex128"]
SPECIAL = [0.0, -0.0, 1.0, -1.0, math.inf, -math.inf, math.nan, 0.5, 1e-30, 5e-324, 1e30, -1e30, 1e17, 88.5, -745.0,
           math.pi, 1e22, 3.5, 2.5]


class Raised:
    """An exception in place of a result: compared by the first of its classes that Python itself has."""

    def __init__(self, error):
        self.error = error
        self.kind = next(kind for kind in type(error).__mro__ if kind.__module__ == "builtins")

    def __repr__(self):
        return f"{type(self.error).__name__}: {self.error}"


def run(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return Raised(error)


class Harness:
    def __init__(self):
        self.rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
        self.seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
        self.rng = random.Random(self.seed)
        self.checks = self.failures = 0
        self.by_kind = {}

    # ---- equal arrays

    def values(self, dtype, count):
        rng = self.rng
        kind = numpy.dtype(dtype).kind
        if kind == "b":
            return [rng.random() < 0.5 for _ in range(count)]
        if kind in "iu":
            bounds = numpy.iinfo(dtype)
            low, high = int(bounds.min), int(bounds.max)
            if rng.random() < 0.5:
                return [rng.randrange(max(low, -9), 10) for _ in range(count)]
            return [rng.choice([low, high, 0, 1, 2, rng.randrange(low, high + 1)]) for _ in range(count)]
        if kind == "c":
            return [complex(a, b) for a, b in zip(self.values("float64", count), self.values("float64", count))]
        choice = rng.random()
        if choice < 0.2:
            return [rng.choice(SPECIAL) for _ in range(count)]
        if choice < 0.6:
            return [rng.uniform(-10, 10) for _ in range(count)]
        if choice < 0.8:
            return [float(rng.randrange(-5, 6)) for _ in range(count)]
        return [rng.uniform(-1, 1) * 10.0 ** rng.randrange(-12, 12) for _ in range(count)]

    def shape(self, most=4):
        rng = self.rng
        ndim = rng.choice([0, 1, 1, 1, 2, 2, 3, most])
        if ndim == 1:
            return (rng.choice([0, 1, 2, 3, 5, 8, 9, 31, 64, 100]),)
        return tuple(rng.choice([0, 1, 1, 2, 3, 4, 5]) if rng.random() < 0.9 else 7 for _ in range(ndim))

    def layout(self, array, recipe):
        for kind, data in recipe:
            if kind == "T":
                array = array.T
            elif kind == "slice":
                array = array[data]
            elif kind == "axes":
                array = array.transpose(data)
        return array

    def recipe(self, ndim):
        rng, steps = self.rng, []
        if ndim and rng.random() < 0.4:
            for _ in range(rng.choice([1, 1, 2])):
                kind = rng.choice(["T", "slice", "axes"])
                if kind == "slice":
                    key = tuple(rng.choice([slice(None), slice(None, None, -1), slice(None, None, 2), slice(1, None),
                                            slice(None, -1)]) for _ in range(ndim))
                    steps.append((kind, key))
                elif kind == "axes":
                    steps.append((kind, tuple(rng.sample(range(ndim), ndim))))
                else:
                    steps.append((kind, None))
        return steps

    def array(self, dtype=None, shape=None, finite=False):
        """The same array twice: (vecext's, NumPy's)."""
        dtype = dtype or self.rng.choice(DTYPES)
        shape = self.shape() if shape is None else shape
        values = self.values(dtype, math.prod(shape))
        with numpy.errstate(all="ignore"):
            theirs = numpy.array(values, dtype=dtype if dtype != "float32" else "float64").astype(dtype).reshape(shape)
        if finite and theirs.dtype.kind in "fc":
            theirs = numpy.where(numpy.isfinite(theirs), theirs, theirs.dtype.type(1))
        ours = vecext.frombuffer(theirs.tobytes(), dtype=dtype).reshape(shape).copy()
        recipe = self.recipe(len(shape))
        return self.layout(ours, recipe), self.layout(theirs, recipe)

    def number(self):
        """A Python number."""
        rng = self.rng
        return rng.choice([True, False, 0, 1, 2, 3, -1, 7, 100, 200, 0.5, 1.5, -2.5, 0.0, 1e10, 2j, 1 + 1j, math.inf, math.nan])

    # ---- comparison

    def same_values(self, ours, theirs, ulps):
        mine = numpy.frombuffer(ours.tobytes(), dtype=theirs.dtype).reshape(theirs.shape)
        if mine.tobytes() == theirs.tobytes():
            return True
        if theirs.dtype.kind not in "fc":
            return False
        if theirs.dtype.kind == "c":
            part = numpy.float32 if theirs.dtype.itemsize == 8 else numpy.float64
            mine = numpy.ascontiguousarray(mine).reshape(-1).view(part)
            theirs = numpy.ascontiguousarray(theirs).reshape(-1).view(part)
        equal = (mine == theirs) | (numpy.isnan(mine) & numpy.isnan(theirs))
        if ulps and not equal.all():
            with numpy.errstate(all="ignore"):
                distance = numpy.abs(mine.astype("float64") - theirs.astype("float64"))
                scale = numpy.spacing(numpy.maximum(numpy.abs(theirs), numpy.finfo(theirs.dtype).tiny)).astype("float64")
                equal |= distance <= ulps * scale
        return bool(equal.all())

    def same(self, ours, theirs, ulps):
        if isinstance(theirs, Raised) or isinstance(ours, Raised):
            return isinstance(theirs, Raised) and isinstance(ours, Raised) and (
                issubclass(ours.kind, theirs.kind) or issubclass(theirs.kind, ours.kind))
        if isinstance(theirs, (tuple, list)):
            return len(ours) == len(theirs) and all(self.same(a, b, ulps) for a, b in zip(ours, theirs))
        if isinstance(theirs, (numpy.ndarray, numpy.generic)):
            if not hasattr(ours, "dtype") or ours.dtype.name != theirs.dtype.name or ours.shape != theirs.shape:
                return False
            return self.same_values(ours, numpy.asarray(theirs), ulps)
        if isinstance(theirs, numpy.dtype):
            return str(ours) == str(theirs)
        return ours == theirs or (ours != ours and theirs != theirs)

    def check(self, kind, function, ours, theirs, ulps=0, describe=""):
        """function(module, *arguments) gives the same with vecext and its arguments as with NumPy and its own."""
        self.checks += 1
        mine, other = run(function, vecext, *ours), run(function, numpy, *theirs)
        if self.same(mine, other, ulps):
            return True
        self.failures += 1
        self.by_kind[kind] = self.by_kind.get(kind, 0) + 1
        if self.by_kind[kind] <= 3:
            def short(value):
                text = f"{type(value).__name__} {getattr(value, 'dtype', '')} {getattr(value, 'shape', '')} "
                return (text + (repr(value.tolist()) if hasattr(value, "tolist") else repr(value)))[:300]
            print("DIFFERENT:", kind, describe)
            for argument in theirs:
                print("    argument", short(argument))
            print("    vecext  ", short(mine))
            print("    NumPy   ", short(other))
        return False

    def report(self):
        print(f"{self.checks} checks, seed {self.seed}, {self.failures} different",
              dict(sorted(self.by_kind.items(), key=lambda item: -item[1])) if self.by_kind else "")
        return 1 if self.failures else 0
