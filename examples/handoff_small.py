"""A few elements, to look at with `adder -m trace examples/handoff_small.py`."""
import vecext


def line(a, x, b):
    return a * x + b


x = vecext.arange(11.0)
y = line(2.5, x, -1.0)
print(y)

total = 0.0
for value in [1.0, 2.0, 3.0]:
    total += 2.5 * value - 1.0
print(total, float(y[1] + y[2] + y[3]))
