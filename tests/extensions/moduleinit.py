import sys

import moduleinit

print(moduleinit.__name__, moduleinit.__doc__, moduleinit.ANSWER, moduleinit.WORD, moduleinit.INT16_MAX)
print(moduleinit.increment(), moduleinit.increment(), moduleinit.step(), moduleinit.step is moduleinit.increment)
print(moduleinit.note("a"), moduleinit.note(2))
print(moduleinit.describe())
print(moduleinit.Error, moduleinit.Error.__doc__, moduleinit.Error.__mro__, moduleinit.Error.__module__)
try:
    moduleinit.fail("nothing there")
except LookupError as error:
    print(type(error), error.args)
try:
    moduleinit.fail(("two", "arguments"))
except moduleinit.Error as error:
    print(error.args)
print(sorted(name for name in vars(moduleinit) if not name.startswith("__")))
print(moduleinit.__spec__.name, moduleinit.__package__ == "", "moduleinit" in sys.modules)

# A second import makes a second module with a state of its own; the first one lives on.
first = sys.modules.pop("moduleinit")
import moduleinit as second

print(first is second, second.increment(), first.increment(), first.Error is second.Error, second.note(1))
print(first.note("b"))
