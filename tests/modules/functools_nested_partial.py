# expect: adder
"""Very many partials within one another end in a RecursionError."""
import functools

function = len
for _ in range(50000):
    function = functools.partial(function)
    function.note = 1  # keeps it from being joined with the next
try:
    print(function([1]))
except RecursionError as error:
    print(error)
