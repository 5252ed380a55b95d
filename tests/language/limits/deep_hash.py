# expect: adder
# A tuple nested a million deep: the end of the C++ stack is a RecursionError, never a crash.
nested = ()
for _ in range(1000000):
    nested = (nested,)
try:
    hash(nested)
except RecursionError as error:
    print(error)
