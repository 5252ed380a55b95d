import sys

import singlephase

print(singlephase.__name__, singlephase.__doc__, singlephase.items, singlephase.late.__doc__)
print(singlephase.recall(), singlephase.remember([1]), singlephase.recall(), singlephase.late())
print(singlephase.is_found(), singlephase.has_state())
print(sorted(name for name in vars(singlephase) if not name.startswith("__")))

# Without a state of its own the module is the same one after a second import.
first = sys.modules.pop("singlephase")
first.remember("kept")
import singlephase as second

print(second.recall(), second.items == first.items, second.items is first.items)
