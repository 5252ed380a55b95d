"""Every function of math: values, special cases, errors."""
import math

inf, nan = math.inf, math.nan
values = [0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 1.5, 2.0, -3.0, 10.0, 0.1, 1e-300, 1e300, -1e300, 5e-324, 25.0, 170.5, 172.0, -0.7,
          -170.5, 1e-20, 700.0, 710.0, inf, -inf, nan, 3, 10**30, 10**400, -10**400, True, "a", None]
unary = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "ceil", "cos", "cosh", "degrees", "erf", "erfc", "exp",
         "exp2", "expm1", "fabs", "floor", "frexp", "gamma", "isfinite", "isinf", "isnan", "lgamma", "log", "log10", "log1p",
         "log2", "modf", "radians", "sin", "sinh", "sqrt", "tan", "tanh", "trunc", "ulp"]
binary = ["atan2", "copysign", "fmod", "nextafter", "pow", "remainder", "log"]


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


for name in unary:
    for value in values:
        print(name, str(value)[:20], outcome(getattr(math, name), value))
few = [0.0, -0.0, 1.0, -1.5, 2.0, 3.0, 1e300, 5e-324, inf, -inf, nan, 7, "a"]
for name in binary:
    for a in few:
        print(name, a, [outcome(getattr(math, name), a, b) for b in few])


def show(name, function):
    """Print what the function gives, or the error that it raises."""
    try:
        print(name, repr(function()))
    except Exception as error:
        print(name, type(error).__name__, error)

show('math.ldexp(1.5,3), math.ldexp(1.0,-2000), math.ldexp(inf,5), math.ldexp(0.0,10**30)', lambda: (math.ldexp(1.5,3), math.ldexp(1.0,-2000), math.ldexp(inf,5), math.ldexp(0.0,10**30)))
show('math.ldexp(1.0,2000)', lambda: math.ldexp(1.0,2000))
show('math.ldexp(1.0,10**30)', lambda: math.ldexp(1.0,10**30))
show('math.ldexp(1.0,-10**30)', lambda: math.ldexp(1.0,-10**30))
show("math.ldexp(1,'a')", lambda: math.ldexp(1,'a'))
show('math.ldexp(1.0,1.5)', lambda: math.ldexp(1.0,1.5))
show('math.factorial(0), math.factorial(5), math.factorial(20), math.factorial(21), math.factorial(50)', lambda: (math.factorial(0), math.factorial(5), math.factorial(20), math.factorial(21), math.factorial(50)))
show('math.factorial(1000) % (10**9+7), math.factorial(300) == math.prod(range(1,301))', lambda: (math.factorial(1000) % (10**9+7), math.factorial(300) == math.prod(range(1,301))))
show('math.factorial(-1)', lambda: math.factorial(-1))
show('math.factorial(1.0)', lambda: math.factorial(1.0))
show('math.factorial(2**70)', lambda: math.factorial(2**70))
show("math.factorial('a')", lambda: math.factorial('a'))
show('math.gcd(), math.gcd(12), math.gcd(12,18), math.gcd(-12,18,27), math.gcd(0,0), math.gcd(10**30,6**30), math.gcd(2**100,0)', lambda: (math.gcd(), math.gcd(12), math.gcd(12,18), math.gcd(-12,18,27), math.gcd(0,0), math.gcd(10**30,6**30), math.gcd(2**100,0)))
show('math.gcd(1.5)', lambda: math.gcd(1.5))
show('math.lcm(), math.lcm(4), math.lcm(4,6), math.lcm(-4,6,10), math.lcm(0,5), math.lcm(10**20,6**20)', lambda: (math.lcm(), math.lcm(4), math.lcm(4,6), math.lcm(-4,6,10), math.lcm(0,5), math.lcm(10**20,6**20)))
show('math.isqrt(0), math.isqrt(15), math.isqrt(16), math.isqrt(10**40), math.isqrt(10**40-1), math.isqrt(2**2000)==2**1000, math.isqrt(2**2000-1)==2**1000-1', lambda: (math.isqrt(0), math.isqrt(15), math.isqrt(16), math.isqrt(10**40), math.isqrt(10**40-1), math.isqrt(2**2000)==2**1000, math.isqrt(2**2000-1)==2**1000-1))
show('math.isqrt(-1)', lambda: math.isqrt(-1))
show('math.isqrt(1.5)', lambda: math.isqrt(1.5))
show('math.comb(5,2), math.comb(5,6), math.comb(100,50), math.comb(10**20,3), math.comb(5,0), math.comb(0,0)', lambda: (math.comb(5,2), math.comb(5,6), math.comb(100,50), math.comb(10**20,3), math.comb(5,0), math.comb(0,0)))
show('math.comb(-1,2)', lambda: math.comb(-1,2))
show('math.comb(5,-2)', lambda: math.comb(5,-2))
show('math.comb(5)', lambda: math.comb(5))
show('math.comb(5,1.5)', lambda: math.comb(5,1.5))
show('math.comb(2**100,2**90)', lambda: math.comb(2**100,2**90))
show('math.perm(5,2), math.perm(5), math.perm(5,None), math.perm(5,6), math.perm(10**20,3)', lambda: (math.perm(5,2), math.perm(5), math.perm(5,None), math.perm(5,6), math.perm(10**20,3)))
show('math.perm(-5)', lambda: math.perm(-5))
show('math.perm(5,-1)', lambda: math.perm(5,-1))
show('math.prod([]), math.prod([1,2,3]), math.prod([1.5,2]), math.prod([2]*100), math.prod([1,2],start=0.5), math.prod([[1]],start=3)', lambda: (math.prod([]), math.prod([1,2,3]), math.prod([1.5,2]), math.prod([2]*100), math.prod([1,2],start=0.5), math.prod([[1]],start=3)))
show('math.prod(5)', lambda: math.prod(5))
show("math.prod([1,'a',2])", lambda: math.prod([1,'a',2]))
show('math.fsum([0.1]*10), math.fsum([1e16,1,-1e16]), math.fsum([1e308,1e308,-1e308]) if False else 0, math.fsum([]), math.fsum([1,2.5,True]), math.fsum([inf,1]), math.fsum([nan,inf])', lambda: (math.fsum([0.1]*10), math.fsum([1e16,1,-1e16]), math.fsum([1e308,1e308,-1e308]) if False else 0, math.fsum([]), math.fsum([1,2.5,True]), math.fsum([inf,1]), math.fsum([nan,inf])))
show('math.fsum([1e308,1e308])', lambda: math.fsum([1e308,1e308]))
show('math.fsum([inf,-inf])', lambda: math.fsum([inf,-inf]))
show("math.fsum(['a'])", lambda: math.fsum(['a']))
show('math.fsum([1e100, 1.0, -1e100, 1e-100, 1e50, -1e50])', lambda: math.fsum([1e100, 1.0, -1e100, 1e-100, 1e50, -1e50]))
show('math.hypot(), math.hypot(3,4), math.hypot(1,1,1), math.hypot(-5), math.hypot(inf,nan), math.hypot(nan,1), math.hypot(1e200,1e200), math.hypot(5e-324,5e-324), math.hypot(0.1,0.2,0.3,0.4)', lambda: (math.hypot(), math.hypot(3,4), math.hypot(1,1,1), math.hypot(-5), math.hypot(inf,nan), math.hypot(nan,1), math.hypot(1e200,1e200), math.hypot(5e-324,5e-324), math.hypot(0.1,0.2,0.3,0.4)))
show("math.hypot('a')", lambda: math.hypot('a'))
show('math.dist([1,2],[4,6]), math.dist((1,),(1.5,)), math.dist([],[])', lambda: (math.dist([1,2],[4,6]), math.dist((1,),(1.5,)), math.dist([],[])))
show('math.dist([1],[1,2])', lambda: math.dist([1],[1,2]))
show('math.dist(1,2)', lambda: math.dist(1,2))
show('math.isclose(1,1+1e-10), math.isclose(1,1.1), math.isclose(1,1.1,rel_tol=0.2), math.isclose(0,1e-12,abs_tol=1e-9), math.isclose(inf,inf), math.isclose(inf,1), math.isclose(nan,nan)', lambda: (math.isclose(1,1+1e-10), math.isclose(1,1.1), math.isclose(1,1.1,rel_tol=0.2), math.isclose(0,1e-12,abs_tol=1e-9), math.isclose(inf,inf), math.isclose(inf,1), math.isclose(nan,nan)))
show('math.isclose(1,2,rel_tol=-1)', lambda: math.isclose(1,2,rel_tol=-1))
show('math.isclose(1)', lambda: math.isclose(1))
show('math.log(8,2), math.log(10**400), math.log2(2**2000), math.log10(10**400), math.log(2,10**400)', lambda: (math.log(8,2), math.log(10**400), math.log2(2**2000), math.log10(10**400), math.log(2,10**400)))
show('math.log(0)', lambda: math.log(0))
show('math.log(1,1)', lambda: math.log(1,1))
show('math.log(-5)', lambda: math.log(-5))
show('math.log()', lambda: math.log())
show('math.log(1,2,3)', lambda: math.log(1,2,3))
show('math.pi, math.e, math.tau, math.inf, math.nan', lambda: (math.pi, math.e, math.tau, math.inf, math.nan))
show('math.sqrt()', lambda: math.sqrt())
show('math.sqrt(1,2)', lambda: math.sqrt(1,2))
show('math.floor(10**30), math.ceil(-2.5), math.floor(2.9), math.trunc(-2.9)', lambda: (math.floor(10**30), math.ceil(-2.5), math.floor(2.9), math.trunc(-2.9)))
show("math.trunc('a')", lambda: math.trunc('a'))
show("math.floor('a')", lambda: math.floor('a'))
show('math.ceil(inf)', lambda: math.ceil(inf))
