"""Every function at ordinary points, on branch cuts, at extremes, and the errors."""
import cmath
import math

POINTS = [0j, complex(-0.0, -0.0), 1, -1, 1j, -1j, 2 + 3j, -2.5 + 0.5j, complex(-4, -0.0), complex(-4, 0.0), 1e-300 + 1e-300j,
          1e200 - 1e200j, 0.5, complex(2, -0.0), complex(2, 0.0), complex(0.0, 2), 1e-9 + 1j, 700 + 2j]
NAMES = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "sqrt",
         "tan", "tanh", "phase", "polar", "isfinite", "isinf", "isnan"]


def show(value):
    if isinstance(value, complex):
        return f"{value.real:.13g} {value.imag:.13g}"
    return repr(value) if not isinstance(value, float) else f"{value:.13g}"


for name in NAMES:
    function = getattr(cmath, name)
    for z in POINTS:
        try:
            result = function(z)
            print(name, z, *(map(show, result) if isinstance(result, tuple) else [show(result)]))
        except (ValueError, OverflowError) as error:
            print(name, z, type(error).__name__, error)
for name in ["exp", "cos", "sinh", "tanh", "sqrt", "log"]:
    for z in [complex(math.inf, 1), complex(-math.inf, 1), complex(1, math.inf), complex(math.inf, math.inf)]:
        try:
            print(name, z, show(getattr(cmath, name)(z)))
        except (ValueError, OverflowError) as error:
            print(name, z, type(error).__name__, error)
for case in ["cmath.log(8, 2)", "cmath.log(8, 1)", "cmath.log(0)", "cmath.sqrt('a')", "cmath.rect(2, 1)", "cmath.rect(1, math.inf)",
             "cmath.isclose(1, 1 + 1e-10j)", "cmath.isclose(1, 2, rel_tol=-1)", "cmath.polar(complex(1e308, 1e308) * 1.7)",
             "cmath.infj, cmath.nanj, cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan", "cmath.exp()", "cmath.phase(-1)"]:
    try:
        print(case, "->", eval(case))
    except Exception as error:
        print(case, "!!", type(error).__name__, error)
