# SPDX-License-Identifier: MIT
"""Time of vecext against NumPy in one CPython process, in alternating rounds, on one thread.

usage: python3 vecext_vs_numpy.py FOLDER_OF_vecext.so [--check]

Prints NumPy's time divided by vecext's: above 1 vecext is faster. Both work on their own copies of the same data.
With --check the exit status is 1 if a bound is missed. The bound of sin holds where NumPy calls the C library for
it; on CPUs with AVX-512 NumPy brings a vector library of its own and both are limited by memory, so there the bound
is checked with NumPy's AVX-512 code switched off (set in a child process, because NumPy chooses when it is loaded).
"""
import argparse
import os
import subprocess
import sys
import time

MILLION = 1_000_000
AVX512 = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"


STATEMENTS = [  # statement, bound of the ratio or None; x has a million elements, s has 8
    ("a*x+b", 1.0), ("exp(x)", 1.5), ("sin(x)", 4.0), ("cos(x)", None), ("log(x)", None), ("sqrt(x)", None),
    ("x+x", None), ("x>0.5", None), ("where(half, x, 0.0)", None), ("x.sum()", None), ("x.max()", None),
    ("m.sum(axis=0)", None), ("m.sum(axis=1)", None), ("m.T+m", None),
    ("s+s", 3.0), ("a*s+b", 3.0), ("sqrt(s)", 3.0), ("exp(s)", 3.0), ("minimum(s, a)", 3.0), ("s>0.5", 3.0),
    ("s.sum()", 3.0), ("-s", None), ("s[1:7]", None), ("s[3]", None), ("zeros(8)", None),
]


SMALL = {statement for statement, _ in STATEMENTS[14:]}


def make_loop(statement, names):
    """A function that runs the statement a number of times, with the names as its locals."""
    code = f"def loop(count, {', '.join(names)}):\n    for _ in range(count):\n        {statement}\n"
    space = {}
    exec(code, space)
    return lambda count: space["loop"](count, *names.values())


def names_for(module, numbers):
    x = module.array(numbers)
    names = {name: getattr(module, name) for name in ("exp", "sin", "cos", "log", "sqrt", "where", "minimum", "zeros")}
    return {**names, "x": x, "s": module.array(numbers[:8]), "half": x > 0.75, "m": x.reshape(1000, 1000),
            "a": 2.5, "b": 1.5}


def ratio(first, second, count):
    """Time of the first loop by that of the second: the best of rounds that take turns."""
    best = [float("inf"), float("inf")]
    for _ in range(15):
        for which, loop in enumerate((first, second)):
            start = time.perf_counter()
            loop(count)
            best[which] = min(best[which], time.perf_counter() - start)
    return best[0] / best[1]


def measure(folder, wanted=None):
    sys.path.insert(0, folder)
    import numpy
    import vecext

    numbers = [0.5 + 0.5 * ((i * 7919) % MILLION) / MILLION for i in range(MILLION)]
    numpy_names, vecext_names = names_for(numpy, numbers), names_for(vecext, numbers)
    for statement, bound in STATEMENTS:
        if wanted is None or statement in wanted:
            loops = make_loop(statement, numpy_names), make_loop(statement, vecext_names)
            yield statement, bound, ratio(*loops, 5000 if statement in SMALL else 5)


def has_vector_library():
    from numpy.core._multiarray_umath import __cpu_features__ as features
    return features.get("AVX512_SKX", False)


def sin_without_avx512(folder):
    environment = dict(os.environ, NPY_DISABLE_CPU_FEATURES=AVX512)
    command = [sys.executable, "-W", "ignore", __file__, folder, "--only-sin"]
    return float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", help="where vecext.so for CPython lies: build/release/cpython")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only-sin", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not os.path.exists(os.path.join(options.folder, "vecext.so")):
        parser.error(f"there is no vecext.so in {options.folder}: build target vecext_cpython first")
    if options.only_sin:
        print([value for _, _, value in measure(options.folder, {"sin(x)"})][0])
        return 0
    missed = 0
    for name, bound, value in measure(options.folder):
        note = ""
        if name == "sin(x)" and has_vector_library():
            print(f"{name:20} {value:6.2f}  (NumPy's AVX-512 library)")
            value, note = sin_without_avx512(options.folder), "  (NumPy without AVX-512)"
        is_missed = bound is not None and value < bound
        missed += is_missed
        print(f"{name:20} {value:6.2f}" + (f"  bound {bound}" if bound else "") + note + ("  MISSED" if is_missed else ""))
    return 1 if missed and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
