"""Uses the extension: the same under Adder and CPython."""
import ema

print(ema.smooth([1, 2, 3, 4.0], 0.5))
average = ema.Average(alpha=0.25)
for value in (10, 20, 30):
    print(average.add(value))
print(average, average.alpha, average.count)
for wrong in (lambda: ema.smooth([1]), lambda: ema.smooth(["x"], 0.5), lambda: ema.Average("a"), lambda: ema.smooth(1, 2)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
