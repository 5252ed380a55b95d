"""The lessons on buffers and kernels; the same under Adder and CPython."""
from array import array

from scale import scale

values = array("d", range(1000))
scale(values, 2.0)
assert list(values) == [2.0 * n for n in range(1000)]
scale(memoryview(values)[10:20], 0.0)
assert values[9] == 18.0 and not any(values[10:20]) and values[20] == 40.0
for wrong, error in ((bytes(8), BufferError), (array("i", [1]), ValueError), ("text", TypeError),
                     (memoryview(values)[::2], BufferError)):
    try:
        scale(wrong, 1.0)
    except error:
        pass
    else:
        raise AssertionError(f"no {error.__name__} for {wrong!r}")
# The loans are over, with the last view: the array may grow again.
del wrong
values.append(1.0)
