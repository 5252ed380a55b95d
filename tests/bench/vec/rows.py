# SPDX-License-Identifier: MIT
"""What is measured of vecext: statements that mean the same in both libraries, and the marks they are held to.

A mark is the least that NumPy's time divided by vecext's shall be, on one thread; None leaves it at LEAST. Names in
statements are the library's functions, and the arrays that make_names() makes for a size and type.
"""
LEAST = 0.9
SIZES = [8, 1_000, 100_000, 10_000_000]
TYPES = ["float64", "float32", "int64", "int32", "bool"]

NUMBERS, FLOATS, ANY = TYPES[:4], TYPES[:2], TYPES
# (statement, types, mark)
BY_TYPE = [
    ("x + y", NUMBERS, None), ("x * y", NUMBERS, None), ("x / y", NUMBERS, None), ("x > y", ANY, None),
    ("where(half, x, y)", ANY, 8), ("sqrt(x)", FLOATS, None), ("exp(x)", FLOATS, 2), ("log(x)", FLOATS, 2),
    ("sin(x)", FLOATS, 6), ("tanh(x)", FLOATS, 2), ("power(x, y)", FLOATS, 2), ("sum(x)", ANY, None),
    ("x.mean()", ANY, None), ("x.max()", ANY, None), ("x.argmax()", ANY, None), ("x.cumsum()", NUMBERS, None),
    ("any(none)", ["bool"], None),
]
OTHER = [
    ("x[half]", 3), ("x[places]", None), ("x[::2].copy()", None), ("m.T + m", None), ("m + m[0]", None),
    ("m.sum(axis=0)", None), ("m.sum(axis=1)", None), ("sort(x)", 3), ("argsort(x)", None), ("unique(few)", None),
    ("x * y + z", None), ("sqrt(x * x + y * y)", None), (
        "((((((x * 0.1 + 0.2) * x + 0.3) * x + 0.4) * x + 0.5) * x + 0.6) * x)", None),
]
# Sizes of squares; the result is counted against NumPy's, which calls the same OpenBLAS.
MATRICES = [64, 512, 1024]
# Fused by vecext, one operation after the other in NumPy, compiled in numexpr: (name, function's text, numexpr's text)
FUSED = [
    ("x * y + z", "x * y + z", "x * y + z"),
    ("sqrt(x * x + y * y)", "sqrt(x * x + y * y)", "sqrt(x * x + y * y)"),
    ("polynomial of 10 operations", "((((x * 0.1 + 0.2) * x + 0.3) * x + 0.4) * x + 0.5) * x + 0.6",
     "((((x * 0.1 + 0.2) * x + 0.3) * x + 0.4) * x + 0.5) * x + 0.6"),
    ("exp(-x * x / 2) * y", "exp(-x * x / 2.0) * y", "exp(-x * x / 2.0) * y"),
    ("where(x > y, x - y, y - x) * z", "where(x > y, x - y, y - x) * z", "where(x > y, x - y, y - x) * z"),
    ("((x - y) ** 2 * z).sum()", "((x - y) ** 2 * z).sum()", "sum((x - y) ** 2 * z)"),
]
FUSED_MARKS = {"numpy": 3, "numexpr": 1.5}
# Moving one array to another is all they do: their rate against that of a plain loop's.
MEMORY_BOUND = [("add(x, y, out=z)", 3), ("x + y", 3), ("x.copy()", 2), ("x * 2.5", 2)]
COMPUTE_BOUND = ["exp(x)", "sin(x)", "power(x, y)", "m1024 @ m1024"]
SMALL_MARKS = {"cpython": 2, "adder": 4}
SMALL = ["x + y", "x * 2.5", "x / y", "x > y", "where(half, x, y)", "sqrt(x)", "exp(x)", "sin(x)", "tanh(x)",
         "sum(x)", "x.mean()", "x.max()", "x.argmax()", "any(none)", "x.cumsum()", "x[half]", "x[places]", "x[1:7]",
         "x[3]", "x * y + z", "sort(x)", "zeros(8)", "arange(8)", "x.reshape(2, 4)", "m + m[0]", "m.sum(axis=0)"]
FUNCTIONS = ["where", "sqrt", "exp", "log", "sin", "tanh", "power", "sum", "any", "sort", "argsort", "unique", "add",
             "zeros", "arange"]


def make_names(module, size, dtype="float64"):
    """The names that statements use, of a library; the same numbers for both."""
    numbers = module.arange(size)
    spread = (numbers * 7919) % max(size, 1)  # every number once, in no order
    share = spread / size
    x = (share * 100 + 0.5).astype(dtype) if dtype != "bool" else share > 0.5
    y = (share[::-1] * 50 + 1).astype(dtype) if dtype != "bool" else share[::-1] > 0.25
    side = int(size ** 0.5)
    names = {name: getattr(module, name) for name in FUNCTIONS}
    names.update(x=x, y=y.copy(), z=x.copy(), half=share > 0.5, none=module.zeros(size, dtype="bool"), places=spread,
                 few=(spread % 1000).astype("int32"), m=x[:side * side].reshape(side, side))
    return names


def make_loop(statement, names):
    """A function that runs the statement a number of times, with the names as its locals."""
    used = {name: value for name, value in names.items() if name in statement}
    space = {}
    exec(f"def loop(count, {', '.join(used)}):\n    for _ in range(count):\n        {statement}\n", space)
    return lambda count: space["loop"](count, *used.values())
