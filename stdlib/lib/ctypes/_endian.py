# SPDX-License-Identifier: MIT
"""Structures and unions whose numbers have a byte order of their own."""
import sys
from ctypes import Array, Structure, Union

_OTHER_ORDER = "__ctype_be__" if sys.byteorder == "little" else "__ctype_le__"


def _other_endian(typ):
    """The type with the other byte order; structures say themselves what theirs is."""
    if hasattr(typ, _OTHER_ORDER):
        return getattr(typ, _OTHER_ORDER)
    if isinstance(typ, type(Array)):
        return _other_endian(typ._type_) * typ._length_
    if issubclass(typ, (Structure, Union)):
        return typ
    raise TypeError(f"This type does not support other endian: {typ}")


class _SwappedFields:
    def __setattr__(self, name, value):
        if name == "_fields_":
            value = [(field[0], _other_endian(field[1])) + tuple(field[2:]) for field in value]
        super().__setattr__(name, value)


class _SwappedStructure(_SwappedFields, type(Structure)):
    pass


class _SwappedUnion(_SwappedFields, type(Union)):
    pass


class _OtherStructure(Structure, metaclass=_SwappedStructure):
    """Structure with the other byte order than the machine's."""
    __slots__ = ()
    _swappedbytes_ = None


class _OtherUnion(Union, metaclass=_SwappedUnion):
    """Union with the other byte order than the machine's."""
    __slots__ = ()
    _swappedbytes_ = None


def _rename(cls, name):
    cls.__name__ = cls.__qualname__ = name
    return cls


if sys.byteorder == "little":
    LittleEndianStructure, LittleEndianUnion = Structure, Union
    BigEndianStructure = _rename(_OtherStructure, "BigEndianStructure")
    BigEndianUnion = _rename(_OtherUnion, "BigEndianUnion")
else:
    BigEndianStructure, BigEndianUnion = Structure, Union
    LittleEndianStructure = _rename(_OtherStructure, "LittleEndianStructure")
    LittleEndianUnion = _rename(_OtherUnion, "LittleEndianUnion")
