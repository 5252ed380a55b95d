# SPDX-License-Identifier: MIT
"""Where the coefficients in math_coefficients.hpp come from.

Each function is written as an exact frame around a polynomial (see FITS); the polynomial interpolates the
wanted function at Chebyshev nodes, which is within a small factor of the best approximation. Everything is
computed with 80 decimal digits, then rounded to the element type and printed as C++.
The comment behind a line is the largest error of the whole frame, before any rounding in the kernel.

Run: python3 vecext/fit_polynomials.py
"""
import math
import struct
from decimal import Decimal, getcontext

getcontext().prec = 80
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803")
LN2 = Decimal("0.69314718055994530941723212145817656807550013436025525412068000949339362196969471560586")


def series(term, ratio):
    """Sum of term, term*ratio(1), term*ratio(1)*ratio(2), ... until nothing changes."""
    total, n = term, 1
    while abs(term) > Decimal(10) ** -78:
        term *= ratio(n)
        total += term
        n += 1
    return total


def exp_tail(r):
    """(exp(r) - 1 - r) / r**2"""
    return series(Decimal(1) / 2, lambda n: r / (n + 2))


def sin_tail(z):
    """(sin(r) - r) / r**3 with z = r*r"""
    return series(Decimal(-1) / 6, lambda n: -z / ((2 * n + 2) * (2 * n + 3)))


def cos_tail(z):
    """(cos(r) - 1 + z/2) / z**2 with z = r*r"""
    return series(Decimal(1) / 24, lambda n: -z / ((2 * n + 3) * (2 * n + 4)))


def exp2_tail(f):
    """(2**f - 1 - f*ln2) / f**2"""
    return LN2 * LN2 * exp_tail(f * LN2)


def sinh_tail(z):
    """(sinh(r) - r) / r**3 with z = r*r"""
    return -sin_tail(-z)


def cosh_tail(z):
    """(cosh(r) - 1 - z/2) / z**2 with z = r*r"""
    return cos_tail(-z)


def log_tail(z):
    """(log((1+s)/(1-s)) - 2*s) / (s*z) with z = s*s"""
    return series(Decimal(2) / 3, lambda n: z * (2 * n + 1) / (2 * n + 3))


def log_direct(f):
    """(log(1+f) - f + f**2/2) / f**3"""
    if abs(f) < Decimal("1e-20"):
        return Decimal(1) / 3
    return ((1 + f).ln() - f + f * f / 2) / f ** 3


def log2_tail(z):
    """(log2((1+s)/(1-s)) - (2*s + 2/3*s*z) / ln2) / (s*z*z) with z = s*s"""
    return series(Decimal(2) / 5, lambda n: z * (2 * n + 3) / (2 * n + 5)) / LN2


def asin_tail(z):
    """(asin(s) - s) / (s*z) with z = s*s"""
    return series(Decimal(1) / 6, lambda n: z * (2 * n + 1) ** 2 / ((2 * n + 2) * (2 * n + 3)))


def atan_tail(z):
    """(atan(t) - t) / (t*z) with z = t*t"""
    return series(Decimal(-1) / 3, lambda n: -z * (2 * n + 1) / (2 * n + 3))


def cbrt_seed(m):
    """m ** (-1/3)"""
    return (-m.ln() / 3).exp()


def interpolate(function, low, high, count):
    """Coefficients, lowest first, of the polynomial through `count` Chebyshev nodes."""
    nodes = [(low + high) / 2 + (high - low) / 2 * Decimal(math.cos(math.pi * (k + 0.5) / count))
             for k in range(count)]
    table = [function(x) for x in nodes]
    for level in range(1, count):
        for k in range(count - 1, level - 1, -1):
            table[k] = (table[k] - table[k - 1]) / (nodes[k] - nodes[k - level])
    result = [Decimal(0)]
    for k in range(count - 1, -1, -1):
        shifted = [Decimal(0)] + result
        for i, c in enumerate(result):
            shifted[i] -= c * nodes[k]
        shifted[0] += table[k]
        result = shifted
    return result[:count]


def value_at(coefficients, x):
    total = Decimal(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total


def round_coefficients(exact, rounded, low, high):
    """The coefficients as floats. Where the interval starts at 0 the next one makes up for what rounding takes away, at
    four fifths of the interval: the first coefficients matter most where the argument is large."""
    kept, lost = [], Decimal(0)
    for c in exact:
        wanted = c + lost
        kept.append(rounded(wanted))
        lost = (wanted - Decimal(kept[-1])) / (high * 4 / 5) if low == 0 else Decimal(0)
    return kept


def to_float32(x):
    return struct.unpack("f", struct.pack("f", float(x)))[0]


def log2_error(function, coefficients, low, high, weight):
    worst = Decimal(0)
    for k in range(1, 400):
        x = low + (high - low) * k / 400
        worst = max(worst, abs((value_at(coefficients, x) - function(x)) * weight(x)))
    return math.log2(worst) if worst else float("-inf")


HALF_LN2 = LN2 / 2 + Decimal("0.0001")
HALF_PI = PI / 2 + Decimal("0.0001")
QUARTER_PI = PI / 4 + Decimal("0.0001")
LN10 = Decimal(10).ln()
TAN_EIGHTH_PI = Decimal(2).sqrt() - 1 + Decimal("0.0001")
SQRT_2 = Decimal(2).sqrt() + Decimal("0.0001")
LOG_EDGE = (Decimal(2).sqrt() - 1) / (Decimal(2).sqrt() + 1) + Decimal("0.0001")

# name, function, interval, number of coefficients for double and float, error weight relative to the result
FITS = [
    ("exp_tail", exp_tail, -HALF_LN2, HALF_LN2, 11, 6, lambda r: r * r),
    ("sin_tail", sin_tail, Decimal(0), HALF_PI ** 2, 10, 6, lambda z: z),
    ("sin_tail_quarter", sin_tail, Decimal(0), QUARTER_PI ** 2, 7, 4, lambda z: z),
    ("cos_tail", cos_tail, Decimal(0), QUARTER_PI ** 2, 6, 4, lambda z: z * z),
    ("exp2_tail", exp2_tail, Decimal("-0.5001"), Decimal("0.5001"), 11, 6, lambda f: f * f),
    ("sinh_tail", sinh_tail, Decimal(0), HALF_LN2 ** 2, 6, 3, lambda z: z),
    ("cosh_tail", cosh_tail, Decimal(0), HALF_LN2 ** 2, 5, 3, lambda z: z * z),
    ("log_tail", log_tail, Decimal(0), LOG_EDGE ** 2, 7, 4, lambda z: z / 2),
    ("log_direct", log_direct, 1 / SQRT_2 - 1, SQRT_2 - 1, 9, 9, lambda f: f * f),
    ("log2_tail", log2_tail, Decimal(0), LOG_EDGE ** 2, 8, 4, lambda z: z * z * LN2 / 2),
    ("asin_tail", asin_tail, Decimal(0), Decimal("0.2501"), 13, 6, lambda z: z),
    ("atan_tail", atan_tail, Decimal(0), TAN_EIGHTH_PI ** 2, 11, 5, lambda z: z),
    ("cbrt_seed", cbrt_seed, 1 / SQRT_2, SQRT_2, 6, 3, lambda m: 1 / cbrt_seed(m)),
]

# name, value, and for each use the element type, number of parts and bits of each but the last
TWICE = (("double", 2, 53), ("float", 2, 24))
ONCE = (("double", 1, 53), ("float", 1, 24))
CONSTANTS = [
    ("pi_fused", PI, (("double", 3, 53), ("float", 3, 24))),
    ("pi_short", PI, (("double", 4, 30), ("float", 4, 12))),
    ("pi", PI, TWICE),
    ("ln2", LN2, (("double", 2, 32), ("float", 2, 15))),
    ("log10_2", LN2 / LN10, (("double", 2, 40), ("float", 2, 15))),
    ("two_over_ln2", 2 / LN2, TWICE),
    ("two_thirds_over_ln2", 2 / LN2 / 3, TWICE),
    ("plain_ln2", LN2, ONCE),
    ("inverse_ln2", 1 / LN2, ONCE),
    ("inverse_ln10", 1 / LN10, ONCE),
    ("inverse_pi", 1 / PI, ONCE),
    ("cbrt_2", (LN2 / 3).exp(), ONCE),
    ("cbrt_half", (-LN2 / 3).exp(), ONCE),
    ("sqrt_half", (-LN2 / 2).exp(), ONCE),
]


def split(value, parts, bits):
    """`value` as a sum of `parts` floats, all but the last of at most `bits` bits."""
    result = []
    for k in range(parts):
        part = Decimal(float(value))
        if k < parts - 1:
            mantissa, exponent = math.frexp(float(value))
            part = Decimal(math.ldexp(round(mantissa * 2 ** bits), exponent - bits))
        result.append(float(part))
        value -= part
    return result


def shorten(literal):
    """Hexadecimal without trailing zeros."""
    mantissa, exponent = literal.split("p")
    return (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa) + "p" + exponent


def main():
    for name, function, low, high, doubles, floats, weight in FITS:
        for kind, count, rounded in (("double", doubles, float), ("float", floats, to_float32)):
            exact = interpolate(function, low, high, count)
            kept = round_coefficients(exact, rounded, low, high)
            error = log2_error(function, [Decimal(c) for c in kept], low, high, weight)
            suffix = "f" if kind == "float" else ""
            literals = ", ".join(shorten(c.hex()) + suffix for c in kept)
            print(f"static constexpr {kind} {name}[] = {{{literals}}}; // 2^{error:.1f}")
    for name, value, plans in CONSTANTS:
        for kind, parts, bits in plans:
            rounded, suffix = (float, "") if kind == "double" else (to_float32, "f")
            literals = [shorten(rounded(part).hex()) + suffix for part in split(value, parts, bits)]
            text = literals[0] if parts == 1 else "{" + ", ".join(literals) + "}"
            print(f"static constexpr {kind} {name}{'' if parts == 1 else '[]'} = {text};")


if __name__ == "__main__":
    main()
