# options: -OO
"""Gone."""
import builtins
import string
import sys


def function():
    """Gone."""
    assert False, "not looked at"
    return "through"


print(sys.flags.optimize, __debug__, builtins.__debug__, __doc__, function.__doc__, string.__doc__, function())
print(eval("__debug__"), eval(compile("__debug__", "name", "eval", optimize=0)))
if __debug__:
    print("never")
