# SPDX-License-Identifier: MIT
"""Time of vecext against NumPy in one CPython process, in alternating rounds, on one thread.

usage: python3 vecext_vs_numpy.py FOLDER_OF_vecext.so [--check]

Prints NumPy's time divided by vecext's: above 1 vecext is faster. Both work on their own copies of the same data.
With --check the exit status is 1 if a bound is missed. The bound of sin holds where NumPy calls the C library for
it; on CPUs with AVX-512 NumPy brings a vector library of its own and both are limited by memory, so there the bound
is checked with NumPy's AVX-512 code switched off (set in a child process, because NumPy chooses when it is loaded).
"""
import os
import subprocess
import sys
import time

MILLION = 1_000_000
AVX512 = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"


def best_times(first, second, rounds, repeats):
    """The shortest time of each of two functions, measured in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for which, function in enumerate((first, second)):
            start = time.perf_counter()
            for _ in range(repeats):
                function()
            best[which] = min(best[which], (time.perf_counter() - start) / repeats)
    return best


def ratio(numpy_function, vecext_function, rounds, repeats):
    numpy_time, vecext_time = best_times(numpy_function, vecext_function, rounds, repeats)
    return numpy_time / vecext_time


def functions(module, large, small):
    """Name, bound or None, function; in the same order for both modules."""
    a, b = 2.5, 1.5
    half = large > 0.5
    matrix = large.reshape(1000, 1000)
    return [
        ("a*x+b", 1.0, lambda: a * large + b),
        ("exp(x)", 1.5, lambda: module.exp(large)),
        ("sin(x)", 4.0, lambda: module.sin(large)),
        ("cos(x)", None, lambda: module.cos(large)),
        ("log(x)", None, lambda: module.log(large)),
        ("sqrt(x)", None, lambda: module.sqrt(large)),
        ("x+x", None, lambda: large + large),
        ("x>0.5", None, lambda: large > 0.5),
        ("where(m,x,0)", None, lambda: module.where(half, large, 0.0)),
        ("x.sum()", None, lambda: large.sum()),
        ("x.max()", None, lambda: large.max()),
        ("m.sum(axis=0)", None, lambda: matrix.sum(axis=0)),
        ("m.sum(axis=1)", None, lambda: matrix.sum(axis=1)),
        ("m.T+m", None, lambda: matrix.T + matrix),
        ("8: x+x", 3.0, lambda: small + small),
        ("8: a*x+b", 3.0, lambda: a * small + b),
        ("8: sqrt(x)", 3.0, lambda: module.sqrt(small)),
        ("8: exp(x)", 3.0, lambda: module.exp(small)),
        ("8: x>0.5", 3.0, lambda: small > 0.5),
        ("8: x.sum()", 3.0, lambda: small.sum()),
        ("8: x[1:7]", None, lambda: small[1:7]),
        ("8: x[3]", None, lambda: small[3]),
    ]


def measure(folder, wanted=None):
    sys.path.insert(0, folder)
    import numpy
    import vecext

    numbers = [0.5 + 0.5 * ((i * 7919) % MILLION) / MILLION for i in range(MILLION)]
    data = numpy.array(numbers)
    with_numpy = functions(numpy, data, data[:8].copy())
    with_vecext = functions(vecext, vecext.array(numbers), vecext.array(numbers[:8]))
    for (name, bound, first), (_, _, second) in zip(with_numpy, with_vecext):
        if wanted is None or name in wanted:
            rounds, repeats = (15, 5) if not name.startswith("8:") else (15, 5000)
            yield name, bound, ratio(first, second, rounds, repeats)


def has_vector_library():
    from numpy.core._multiarray_umath import __cpu_features__ as features
    return features.get("AVX512_SKX", False)


def sin_without_avx512():
    environment = dict(os.environ, NPY_DISABLE_CPU_FEATURES=AVX512)
    command = [sys.executable, "-W", "ignore", __file__, sys.argv[1], "--only-sin"]
    return float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


def main():
    if "--only-sin" in sys.argv:
        print([value for _, _, value in measure(sys.argv[1], {"sin(x)"})][0])
        return 0
    missed = 0
    for name, bound, value in measure(sys.argv[1]):
        note = ""
        if name == "sin(x)" and has_vector_library():
            print(f"{name:16} {value:6.2f}  (NumPy's AVX-512 library)")
            value, note = sin_without_avx512(), "  (NumPy without AVX-512)"
        is_missed = bound is not None and value < bound
        missed += is_missed
        print(f"{name:16} {value:6.2f}" + (f"  bound {bound}" if bound else "") + note + ("  MISSED" if is_missed else ""))
    return 1 if missed and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
