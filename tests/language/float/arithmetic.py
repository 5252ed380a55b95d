"""Arithmetic, comparison and hash of floats."""
inf, nan = float("inf"), float("nan")
values = [0.0, -0.0, 1.0, -1.0, 1.5, -2.5, 0.1, 1e-320, 5e-324, 1e308, -1e308, inf, -inf, 3, -2, 10**20, True]
operations = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
    "//": lambda a, b: a // b, "%": lambda a, b: a % b, "**": lambda a, b: a ** b, "divmod": divmod,
    "<": lambda a, b: a < b, "==": lambda a, b: a == b,
}
for name, operation in operations.items():
    for a in values:
        row = []
        for b in values:
            if isinstance(a, int) and isinstance(b, int):
                continue
            try:
                row.append(operation(a, b))
            except Exception as error:
                row.append((type(error).__name__, str(error)))
        print(name, a, row)
print(nan in [nan], float("nan") in [float("nan")], nan == nan, nan != nan, nan < 1, nan is nan, [nan] == [nan], {nan: 1}[nan])
print(nan + 1, nan ** 0, 1 ** nan, max(nan, 1), max(1, nan), min(nan, 1), sorted([3.0, -0.0, 0.0, -5, 2]), -nan)


def show(name, function):
    """Print what the function gives, or the error that it raises."""
    try:
        print(name, repr(function()))
    except Exception as error:
        print(name, type(error).__name__, error)

show('10**400+1.5', lambda: 10**400+1.5)
show('1.5+10**400', lambda: 1.5+10**400)
show('10**400==1e300', lambda: 10**400==1e300)
show('1.5//10**400', lambda: 1.5//10**400)
show('1.5<10**400, 1.5<-10**400', lambda: (1.5<10**400, 1.5<-10**400))
show('1e300**2', lambda: 1e300**2)
show('2.0**1024', lambda: 2.0**1024)
show('(-2.0)**1025', lambda: (-2.0)**1025)
show('(-8)**(1/3)', lambda: (-8)**(1/3))
show('(-2.0)**0.5', lambda: (-2.0)**0.5)
show("2.0**'a'", lambda: 2.0**'a')
show("1.5+'a'", lambda: 1.5+'a')
show("1.5.__add__('a'), 1.5.__eq__('a'), 1.5.__pow__('a')", lambda: (1.5.__add__('a'), 1.5.__eq__('a'), 1.5.__pow__('a')))
show('1.5.__pow__(2,3)', lambda: 1.5.__pow__(2,3))
show('hash(1.5), hash(0.1), hash(inf), hash(-inf), hash(1e300), hash(-1.0), hash(2.0**61), hash(-0.0), hash(1e-310)', lambda: (hash(1.5), hash(0.1), hash(inf), hash(-inf), hash(1e300), hash(-1.0), hash(2.0**61), hash(-0.0), hash(1e-310)))
show('hash(0.5)==hash(0.5), hash(3.0)==hash(3), hash(1e22)==hash(10**22)', lambda: (hash(0.5)==hash(0.5), hash(3.0)==hash(3), hash(1e22)==hash(10**22)))
show('round(2.5), round(3.5), round(-2.5), round(0.5), round(1e300) == int(1e300)', lambda: (round(2.5), round(3.5), round(-2.5), round(0.5), round(1e300) == int(1e300)))
show('round(2.675,2), round(1.005,2), round(0.15,1), round(0.25,1), round(0.35,1), round(2.5,0), round(-0.4), round(-0.4,0)', lambda: (round(2.675,2), round(1.005,2), round(0.15,1), round(0.25,1), round(0.35,1), round(2.5,0), round(-0.4), round(-0.4,0)))
show('round(1234.5678,-2), round(25.0,-1), round(35.0,-1), round(25.1,-1), round(1e300,-400), round(5e-324,400), round(51,-2), round(50.0,-2), round(50.5,-2), round(150.0,-2)', lambda: (round(1234.5678,-2), round(25.0,-1), round(35.0,-1), round(25.1,-1), round(1e300,-400), round(5e-324,400), round(51,-2), round(50.0,-2), round(50.5,-2), round(150.0,-2)))
show('round(1.5e308,-308)', lambda: round(1.5e308,-308))
show('round(inf,2), round(-inf,-2), round(nan,3)', lambda: (round(inf,2), round(-inf,-2), round(nan,3)))
show('round(inf)', lambda: round(inf))
show('round(nan)', lambda: round(nan))
show("round(1.5,'a')", lambda: round(1.5,'a'))
show('round(1.25,1.0)', lambda: round(1.25,1.0))
show('round(1.5, None), round(1.5, ndigits=1)', lambda: (round(1.5, None), round(1.5, ndigits=1)))
show("round('a')", lambda: round('a'))
show('int(inf)', lambda: int(inf))
show('int(nan)', lambda: int(nan))
show('int(1e30), int(-1.9), int(1.9), int(5e-324)', lambda: (int(1e30), int(-1.9), int(1.9), int(5e-324)))
