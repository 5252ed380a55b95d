"""Text, arithmetic, rounding and errors of fractions."""
from fractions import Fraction as F
import random

random.seed(3)
for text in ["3/4", " -1.25e3 ", ".5", "5.", "1_000/3", "1__0", "_1", "1_", "3/ 4", "3/-4", "1e5", "1e", ".", "", "+", "1.2/3",
             "1e-3", "-.5", "1.e2", "1_0.2_5e1_0", "1/0", "1/2/3", "٣/٤", "1._5", "1.5_"]:
    try:
        print(repr(text), repr(F(text)))
    except Exception as error:
        print(repr(text), type(error), error)
for i in range(60):
    a = F(random.randint(-99, 99), random.randint(1, 50))
    b = F(random.randint(-99, 99) or 1, random.randint(1, 50))
    print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), hash(a), round(a), round(a, 1), round(a, -1), a < b, a == b,
          int(a), F(random.random()).limit_denominator(random.randint(1, 999)))
print(1 + F(1, 2), 1.0 + F(1, 2), F(1, 2) + 1.0, F(1, 2) + 1j, 1j + F(1, 2), F(-1, 2) ** -3, 2 ** F(1, 2), F(1, 2) ** F(1, 2),
      3 ** F(2), F(3) ** 2.0)
for case in ["F(1,0)", "F(1.0,2)", "F(None)", "F.from_float('x')", "F(1)/0", "F(1)//0", "F(1)%0", "F(0)**-1", "F('inf')",
             "F(float('nan'))", "F(1)+'a'", "F(3,5).limit_denominator(0)", "F(5)/F(0)", "F(2,3)/F(0)", "F.from_decimal(1.5)"]:
    try:
        print(eval(case))
    except Exception as error:
        print(case, type(error), error)
