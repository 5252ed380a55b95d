"""y = a*x + b over a million floats: as a loop, as a list comprehension, and as one vectorized expression.

All three compute the same numbers. The first two run a few bytecode instructions for every element; the third runs a few
in all, and hands the elements to a compiled kernel twice: once to multiply, once to add.
"""
import sys
import time

import vecext


def with_loop(a, x, b):
    y = []
    for value in x:
        y.append(a * value + b)
    return y


def with_comprehension(a, x, b):
    return [a * value + b for value in x]


def with_vector(a, x, b):
    return a * x + b


def best_time(function, a, x, b, repeats):
    """The shortest of several runs, in seconds, and the result."""
    best = None
    for _ in range(repeats):
        start = time.perf_counter()
        result = function(a, x, b)
        elapsed = time.perf_counter() - start
        if best is None or elapsed < best:
            best = elapsed
    return best, result


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    a, b = 2.5, -1.0
    numbers = [0.001 * i for i in range(count)]
    array = vecext.array(numbers)

    loop_time, by_loop = best_time(with_loop, a, numbers, b, 3)
    comprehension_time, by_comprehension = best_time(with_comprehension, a, numbers, b, 3)
    vector_time, by_vector = best_time(with_vector, a, array, b, 10)
    if not by_loop == by_comprehension == by_vector.tolist():
        sys.exit("the three results differ")
    print(f"{count} elements, all three agree")

    for name, seconds in (("loop", loop_time), ("comprehension", comprehension_time), ("vector", vector_time)):
        print(f"{name:<14} {seconds / count * 1e9:9.3f} ns per element   {seconds / vector_time:8.1f} x the vector's time")


main()
