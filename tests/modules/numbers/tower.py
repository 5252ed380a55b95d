"""Which types are which numbers, and what the abstract classes derive."""
import numbers
from decimal import Decimal
from fractions import Fraction

for value in (1, True, 1.5, 1j, Decimal(1), Fraction(1, 2), "1", None):
    print(repr(value), [name for name in numbers.__all__ if isinstance(value, getattr(numbers, name))])
for name in numbers.__all__:
    print(name, sorted(getattr(numbers, name).__abstractmethods__))
    try:
        getattr(numbers, name)()
    except TypeError as error:
        print(error)
print(Fraction(3, 4).real, Fraction(3, 4).imag, Fraction(-3, 4).conjugate(), complex(Fraction(1, 4)), float(Fraction(10**400, 10**399)))
try:
    hash(numbers.Number())
except TypeError as error:
    print(error)
