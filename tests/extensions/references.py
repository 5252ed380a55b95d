import sys

import references

for name in ("list_steals", "tuple_and_dict", "build_and_parse", "build_failure", "errors", "attributes", "macros"):
    print(name, getattr(references, name)())


class Thing:
    pass


# Differences, as a call's own references may differ.
thing = Thing()
base = references.count(thing)
system = sys.getrefcount(thing)
held = [thing, thing]
print(references.count(thing) - base, sys.getrefcount(thing) - system)
table = {"a": thing}
pair = (thing, held)
print(references.count(thing) - base, sys.getrefcount(thing) - system)
del held[0], table["a"]
print(references.count(thing) - base)


def argument(value):
    return references.count(value)


def keep(value):
    return lambda: value


inside = argument(thing)
closure = keep(thing)
print(argument(thing) - inside, references.count(thing) - base)
generator = (value for value in [thing])
print(references.count(thing) - base)
del pair, closure, generator, held
print(references.count(thing) - base)
try:
    raise ValueError(thing)
except ValueError as error:
    print(references.count(thing) - base)
print(references.count(thing) - base)
bound = thing.__init__
print(references.count(thing) - base)
