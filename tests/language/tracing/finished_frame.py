# SPDX-License-Identifier: MIT
# The names of a frame whose function has returned: one dict, which goes with the frame.
import gc
import sys
import weakref


class Thing:
    pass


def finished(thing):
    other = [thing]
    return sys._getframe()


thing = Thing()
reference = weakref.ref(thing)
frame = finished(thing)
print(sorted(frame.f_locals), frame.f_locals["thing"] is thing)
print(frame.f_locals is frame.f_locals, frame.f_code.co_name, frame.f_back is sys._getframe())
del thing
print(reference() is None)
del frame
gc.collect()
print(reference() is None)
