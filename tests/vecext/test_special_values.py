# SPDX-License-Identifier: MIT
"""The special cases of the array API standard, version 2023.12: what functions give for nan, infinities and zeros.

A row is a function and its cases, `argument: result` or `left right: result`, split by commas. A zero's sign counts;
where the standard leaves it open, the result is written as ~0. Complex rows have parts with the same meaning, as the
standard takes them from C. Every case is computed alone and many times in one array, in both widths of the type.
"""
import re
import warnings
from math import copysign, inf, isnan, nan, pi

import vecext as xp

UNARY = """
abs         nan: nan, -0.0: 0.0, inf: inf, -inf: inf
acos        nan: nan, 2: nan, -2: nan, 1: 0.0
acosh       nan: nan, 0.5: nan, -1: nan, 1: 0.0, inf: inf
asin        nan: nan, 2: nan, -2: nan, 0.0: 0.0, -0.0: -0.0
asinh       nan: nan, 0.0: 0.0, -0.0: -0.0, inf: inf, -inf: -inf
atan        nan: nan, 0.0: 0.0, -0.0: -0.0, inf: pi/2, -inf: -pi/2
atanh       nan: nan, -2: nan, 2: nan, -1: -inf, 1: inf, 0.0: 0.0, -0.0: -0.0
ceil        inf: inf, -inf: -inf, 0.0: 0.0, -0.0: -0.0, nan: nan, -0.5: -0.0, 3: 3.0
conj        nan: nan, -0.0: -0.0, inf: inf
cos         nan: nan, 0.0: 1.0, -0.0: 1.0, inf: nan, -inf: nan
cosh        nan: nan, 0.0: 1.0, -0.0: 1.0, inf: inf, -inf: inf
exp         nan: nan, 0.0: 1.0, -0.0: 1.0, inf: inf, -inf: 0.0
expm1       nan: nan, 0.0: 0.0, -0.0: -0.0, inf: inf, -inf: -1.0
floor       inf: inf, -inf: -inf, 0.0: 0.0, -0.0: -0.0, nan: nan, 3: 3.0
isfinite    inf: False, -inf: False, nan: False, 0.0: True, 5: True
isinf       inf: True, -inf: True, nan: False, 5: False
isnan       inf: False, -inf: False, nan: True, 5: False
log         nan: nan, -1: nan, -inf: nan, 0.0: -inf, -0.0: -inf, 1: 0.0, inf: inf
log1p       nan: nan, -2: nan, -1: -inf, -0.0: -0.0, 0.0: 0.0, inf: inf
log2        nan: nan, -1: nan, 0.0: -inf, -0.0: -inf, 1: 0.0, inf: inf
log10       nan: nan, -1: nan, 0.0: -inf, -0.0: -inf, 1: 0.0, inf: inf
negative    nan: nan, 0.0: -0.0, -0.0: 0.0, inf: -inf
round       inf: inf, -inf: -inf, 0.0: 0.0, -0.0: -0.0, nan: nan, 2.5: 2.0, 3.5: 4.0, -0.4: -0.0
sign        nan: nan, 0.0: 0.0, -0.0: 0.0, -inf: -1.0, inf: 1.0
signbit     0.0: False, -0.0: True, inf: False, -inf: True, 5: False, -5: True
sin         nan: nan, 0.0: 0.0, -0.0: -0.0, inf: nan, -inf: nan
sinh        nan: nan, 0.0: 0.0, -0.0: -0.0, inf: inf, -inf: -inf
sqrt        nan: nan, -1: nan, -inf: nan, 0.0: 0.0, -0.0: -0.0, inf: inf
square      nan: nan, -0.0: 0.0, -inf: inf
tan         nan: nan, 0.0: 0.0, -0.0: -0.0, inf: nan, -inf: nan
tanh        nan: nan, 0.0: 0.0, -0.0: -0.0, inf: 1.0, -inf: -1.0
trunc       inf: inf, -inf: -inf, 0.0: 0.0, -0.0: -0.0, nan: nan, -0.5: -0.0
"""

BINARY = """
add         nan 1: nan, 1 nan: nan, inf -inf: nan, -inf inf: nan, inf inf: inf, -inf -inf: -inf, inf 1: inf, 1 -inf: -inf
add         -0.0 -0.0: -0.0, -0.0 0.0: 0.0, 0.0 -0.0: 0.0, 0.0 0.0: 0.0, 0.0 2: 2.0, 2 -2: 0.0
atan2       nan 1: nan, 1 nan: nan, 1 0.0: pi/2, 1 -0.0: pi/2, 0.0 1: 0.0, 0.0 0.0: 0.0, 0.0 -0.0: pi, 0.0 -1: pi
atan2       -0.0 1: -0.0, -0.0 0.0: -0.0, -0.0 -0.0: -pi, -0.0 -1: -pi, -1 0.0: -pi/2, -1 -0.0: -pi/2, 1 inf: 0.0
atan2       1 -inf: pi, -1 inf: -0.0, -1 -inf: -pi, inf 1: pi/2, -inf 1: -pi/2, inf inf: pi/4, inf -inf: 3*pi/4
atan2       -inf inf: -pi/4, -inf -inf: -3*pi/4
copysign    nan 1: nan, 1 -0.0: -1.0, -1 0.0: 1.0, -1 inf: 1.0, 1 -inf: -1.0, 0.0 -1: -0.0
divide      nan 1: nan, 1 nan: nan, inf inf: nan, -inf inf: nan, 0.0 0.0: nan, -0.0 0.0: nan, 0.0 1: 0.0, -0.0 1: -0.0
divide      1 0.0: inf, 1 -0.0: -inf, -1 0.0: -inf, -1 -0.0: inf, 0.0 -1: -0.0, -0.0 -1: 0.0, inf 1: inf, inf -1: -inf
divide      -inf 1: -inf, -inf -1: inf, 1 inf: 0.0, 1 -inf: -0.0, -1 inf: -0.0, -1 -inf: 0.0
floor_divide  nan 1: nan, 1 nan: nan, inf inf: nan, 0.0 0.0: nan, 0.0 1: 0.0, -0.0 1: -0.0, 1 0.0: inf, -1 0.0: -inf
floor_divide  1 -0.0: -inf, -1 -0.0: inf, 0.0 -1: -0.0, -0.0 -1: 0.0, 1 inf: 0.0, -1 inf: -1.0, 1 -inf: -1.0, -1 -inf: 0.0
hypot       inf 1: inf, inf nan: inf, nan -inf: inf, -inf 1: inf, nan 1: nan, 1 nan: nan, 0.0 -2: 2.0, -2 -0.0: 2.0
logaddexp   nan 1: nan, 1 nan: nan, inf 1: inf, 1 inf: inf, inf nan: nan
maximum     nan 1: nan, 1 nan: nan, inf 1: inf, -inf 1: 1.0
minimum     nan 1: nan, 1 nan: nan, inf 1: 1.0, -inf 1: -inf
multiply    nan 1: nan, 1 nan: nan, inf 0.0: nan, -inf -0.0: nan, 0.0 inf: nan, inf inf: inf, inf -inf: -inf, -inf 2: -inf
multiply    2 -0.0: -0.0, -0.0 -0.0: 0.0, -inf -2: inf
pow         2 0.0: 1.0, nan 0.0: 1.0, nan -0.0: 1.0, 1 nan: 1.0, nan 2: nan, 2 nan: nan, 2 inf: inf, 2 -inf: 0.0, -1 inf: 1.0
pow         -1 -inf: 1.0, 1 inf: 1.0, 1 -inf: 1.0, 0.5 inf: 0.0, 0.5 -inf: inf, inf 2: inf, inf -2: 0.0, -inf 3: -inf
pow         -inf 2: inf, -inf -3: -0.0, -inf -2: 0.0, 0.0 2: 0.0, 0.0 -2: inf, -0.0 3: -0.0, -0.0 2: 0.0, -0.0 -3: -inf
pow         -0.0 -2: inf, -2 0.5: nan, -inf 0.5: inf, -0.0 0.5: 0.0, -0.0 -0.5: inf
remainder   nan 1: nan, 1 nan: nan, inf 1: nan, -inf -1: nan, 1 0.0: nan, 0.0 0.0: nan, 0.0 1: 0.0, -0.0 1: 0.0, 0.0 -1: -0.0
remainder   -0.0 -1: -0.0, 1 inf: 1.0, -1 -inf: -1.0, 1 -inf: -inf, -1 inf: inf
subtract    inf inf: nan, -inf -inf: nan, inf -inf: inf, -inf 1: -inf, 0.0 0.0: 0.0, -0.0 0.0: -0.0, 0.0 -0.0: 0.0, nan 1: nan
less        nan 1: False, nan nan: False, -0.0 0.0: False
equal       nan nan: False, -0.0 0.0: True, inf inf: True, -inf inf: False
not_equal   nan nan: True, -0.0 0.0: False
greater_equal  nan nan: False, -0.0 0.0: True
logical_and nan 0.0: False, nan 1: True, -0.0 1: False
logical_xor nan nan: False, inf 0.0: True
"""

# Reductions of one row each.
REDUCTIONS = """
sum         : 0.0, nan 1: nan, inf -inf: nan, inf 1: inf
prod        : 1.0, nan 1: nan, inf 0: nan
max         nan 1: nan, 1 nan: nan, -inf 1: 1.0
min         nan 1: nan, 1 nan: nan, inf 1: 1.0
mean        : nan, nan 1: nan, inf 1: inf, inf -inf: nan
var         : nan, nan 1: nan, 3: 0.0
std         : nan, nan 1: nan, 3: 0.0
all         : True, nan 1: True, 0.0 1: False, -0.0: False
any         : False, nan: True, -0.0: False
argmax      1 nan 2: 1, inf inf: 0
argmin      1 nan 2: 1, -inf 0: 0
"""

COMPLEX = """
acos        (0.0, 0.0): (pi/2, -0.0), (0.0, nan): (pi/2, nan), (1, inf): (pi/2, -inf), (-inf, 1): (pi, -inf), (inf, 1): (0.0, -inf)
acos        (-inf, inf): (3*pi/4, -inf), (inf, inf): (pi/4, -inf), (inf, nan): (nan, ~inf), (nan, inf): (nan, -inf), (nan, nan): (nan, nan)
acosh       (0.0, 0.0): (0.0, pi/2), (1, inf): (inf, pi/2), (0.0, nan): (nan, ~pi/2), (-inf, 1): (inf, pi), (inf, 1): (inf, 0.0)
acosh       (-inf, inf): (inf, 3*pi/4), (inf, inf): (inf, pi/4), (inf, nan): (inf, nan), (nan, inf): (inf, nan), (nan, nan): (nan, nan)
asinh       (0.0, 0.0): (0.0, 0.0), (1, inf): (inf, pi/2), (1, nan): (nan, nan), (inf, 1): (inf, 0.0), (inf, inf): (inf, pi/4)
asinh       (inf, nan): (inf, nan), (nan, 0.0): (nan, 0.0), (nan, 1): (nan, nan), (nan, inf): (~inf, nan), (nan, nan): (nan, nan)
atanh       (0.0, 0.0): (0.0, 0.0), (0.0, nan): (0.0, nan), (1, 0.0): (inf, 0.0), (1, inf): (0.0, pi/2), (inf, 1): (0.0, pi/2)
atanh       (inf, inf): (0.0, pi/2), (inf, nan): (0.0, nan), (nan, 1): (nan, nan), (nan, inf): (~0, pi/2), (nan, nan): (nan, nan)
cosh        (0.0, 0.0): (1.0, 0.0), (0.0, inf): (nan, ~0), (0.0, nan): (nan, ~0), (1, inf): (nan, nan), (1, nan): (nan, nan)
cosh        (inf, 0.0): (inf, 0.0), (inf, inf): (inf, nan), (inf, nan): (inf, nan), (nan, 0.0): (nan, ~0), (nan, nan): (nan, nan)
exp         (0.0, 0.0): (1.0, 0.0), (-0.0, 0.0): (1.0, 0.0), (1, inf): (nan, nan), (1, nan): (nan, nan), (inf, 0.0): (inf, 0.0)
exp         (-inf, inf): (~0, ~0), (inf, inf): (~inf, nan), (-inf, nan): (~0, ~0), (inf, nan): (~inf, nan), (nan, 0.0): (nan, 0.0)
exp         (nan, 1): (nan, nan), (nan, nan): (nan, nan)
log         (-0.0, 0.0): (-inf, pi), (0.0, 0.0): (-inf, 0.0), (1, inf): (inf, pi/2), (1, nan): (nan, nan), (-inf, 1): (inf, pi)
log         (inf, 1): (inf, 0.0), (-inf, inf): (inf, 3*pi/4), (inf, inf): (inf, pi/4), (inf, nan): (inf, nan), (nan, 1): (nan, nan)
log         (nan, inf): (inf, nan), (nan, nan): (nan, nan)
sinh        (0.0, 0.0): (0.0, 0.0), (0.0, inf): (~0, nan), (0.0, nan): (~0, nan), (1, inf): (nan, nan), (1, nan): (nan, nan)
sinh        (inf, 0.0): (inf, 0.0), (inf, inf): (~inf, nan), (inf, nan): (~inf, nan), (nan, 0.0): (nan, 0.0), (nan, nan): (nan, nan)
sqrt        (0.0, 0.0): (0.0, 0.0), (-0.0, 0.0): (0.0, 0.0), (1, inf): (inf, inf), (nan, inf): (inf, inf), (1, nan): (nan, nan)
sqrt        (-inf, 1): (0.0, inf), (inf, 1): (inf, 0.0), (-inf, nan): (nan, ~inf), (inf, nan): (inf, nan), (nan, 1): (nan, nan)
tanh        (0.0, 0.0): (0.0, 0.0), (1, inf): (nan, nan), (1, nan): (nan, nan), (inf, 1): (1.0, ~0), (inf, inf): (1.0, ~0)
tanh        (inf, nan): (1.0, ~0), (nan, 0.0): (nan, 0.0), (nan, 1): (nan, nan), (nan, nan): (nan, nan)
abs         (inf, nan): inf, (nan, -inf): inf, (nan, 0.0): nan, (-inf, 1): inf, (0.0, -0.0): 0.0
isfinite    (inf, 0.0): False, (0.0, nan): False, (1, 1): True
isinf       (nan, inf): True, (1, nan): False, (-inf, nan): True
isnan       (nan, 0.0): True, (inf, 1): False, (0.0, nan): True
conj        (1, 0.0): (1.0, -0.0), (nan, inf): (nan, -inf)
"""


CASE = re.compile(r"(\([^)]*\)|[^:,]*): (\([^)]*\)|[^,]+)")


def agrees(found, expected, tolerance):
    """Whether a number is the expected one, or for a text ~x one of +x and -x."""
    if isinstance(expected, str):
        value = eval(expected[1:])
        return agrees(abs(found), float(value), tolerance)
    if isinstance(expected, tuple):
        return agrees(found.real, expected[0], tolerance) and agrees(found.imag, expected[1], tolerance)
    if expected != expected:
        return isnan(found)
    if expected == 0 and not isinstance(expected, (bool, int)):
        return found == 0 and copysign(1, found) == copysign(1, expected)
    return found == expected or abs(found - expected) <= tolerance * abs(expected)


def number(text):
    """A number, a pair of numbers, or a text for one with an open sign."""
    if text.startswith("("):
        first, second = text[1:-1].split(", ")
        return number(first), number(second)
    return text if text.startswith("~") else eval(text)


def cases_of(table):
    """(function's name, arguments, expected result) of every case."""
    for row in table.strip().splitlines():
        name, cases = row.split(None, 1)
        for arguments, expected in CASE.findall(cases):
            arguments = arguments.strip()
            parts = [arguments] if arguments.startswith("(") else arguments.split()
            yield name, [number(part) for part in parts], number(expected)


def in_arrays(arguments, dtype):
    """Each argument as an array of one element, and as one of many."""
    values = [complex(*each) if isinstance(each, tuple) else each for each in arguments]
    return [[xp.asarray([value] * count, dtype=dtype) for value in values] for count in (1, 37)]


def check_elementwise(table, dtypes):
    for name, arguments, expected in cases_of(table):
        for dtype, tolerance in dtypes:
            for arrays in in_arrays(arguments, dtype):
                found = getattr(xp, name)(*arrays).tolist()
                assert all([agrees(each, expected, tolerance) for each in found]), \
                    f"{name}{tuple(arguments)} of {dtype}: found {found[0]}, expected {expected}"


def check_reductions():
    for name, arguments, expected in cases_of(REDUCTIONS):
        for dtype in ("float64", "float32"):
            row = xp.asarray(arguments, dtype=dtype)
            # Along a line, and as a column of many.
            for found in (getattr(xp, name)(row), *getattr(xp, name)(xp.stack([row] * 5, axis=1), axis=0).tolist()):
                found = found.tolist() if hasattr(found, "tolist") else found
                assert agrees(found, expected, 0), f"{name}({arguments}) of {dtype}: found {found}, expected {expected}"


warnings.simplefilter("ignore")  # means of nothing
real, complex_ = [("float64", 1e-15), ("float32", 1e-6)], [("complex128", 1e-15), ("complex64", 1e-6)]
with xp.errstate(all="ignore"):
    check_elementwise(UNARY, real)
    check_elementwise(BINARY, real)
    check_elementwise(COMPLEX, complex_)
    check_reductions()
print("special values: ok")
