"""Python's operators as functions.

The functions and classes are native (_operator). Here they get the names of the special methods as well.
"""
from _operator import *

_SPECIAL = """abs add and concat contains delitem eq floordiv ge getitem gt iadd iand iconcat ifloordiv ilshift
imatmul imod imul index inv invert ior ipow irshift isub itruediv ixor le lshift lt matmul mod mul ne neg not or
pos pow rshift setitem sub truediv xor call""".split()
_KEYWORDS = ("and", "or", "not")

for _name in _SPECIAL:
    globals()[f"__{_name}__"] = globals()[_name + "_" if _name in _KEYWORDS else _name]
del _name, _SPECIAL, _KEYWORDS

__all__ = sorted(name for name in globals() if not name.startswith("_"))
