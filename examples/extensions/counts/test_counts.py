"""The lessons on functions, errors and references; the same under Adder and CPython."""
import sys

import counts


def error_of(function, argument):
    try:
        function(argument)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


assert counts.mean([1, 2, 3.0]) == 2.0
assert error_of(counts.mean, []) == "ValueError: mean() of no numbers"
assert error_of(counts.mean, 5) == "TypeError: mean() needs a sequence of numbers"
assert error_of(counts.mean, ["x"]) == "TypeError: must be real number, not str"
assert counts.tally("abca") == {"a": 2, "b": 1, "c": 1}
assert error_of(counts.tally, [[]]) == "TypeError: unhashable type: 'list'"
assert error_of(counts.tally, (1 / n for n in [1, 0])) == "ZeroDivisionError: division by zero"
# Nothing is kept and nothing is given back twice.
thing = object()
before = sys.getrefcount(thing)
for _ in range(1000):
    counts.tally([thing, thing])
    error_of(counts.tally, [thing, []])
assert sys.getrefcount(thing) == before
