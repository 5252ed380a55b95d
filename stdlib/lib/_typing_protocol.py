# SPDX-License-Identifier: MIT
#
# Protocols: classes that others are subclasses of by what they have.
"""Protocol, runtime_checkable and the protocols of module typing."""

import collections.abc
import sys
from abc import ABCMeta, abstractmethod
from _typing_forms import Generic, TypeVar, _PLAIN_PROTOCOL

_NO_ATTRIBUTES = frozenset([
    "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol",
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__",
    "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "_abc_impl"])

# Classes of the library that protocols may inherit from.
_LIBRARY_BASES = {
    "collections.abc": ["Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "Hashable",
                        "Sized", "Container", "Collection", "Reversible"],
    "contextlib": ["AbstractContextManager", "AbstractAsyncContextManager"],
}


def _protocol_attributes(cls):
    found = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for attribute in [*base.__dict__, *getattr(base, "__annotations__", {})]:
            if not attribute.startswith("_abc_") and attribute not in _NO_ATTRIBUTES:
                found.add(attribute)
    return found


def _is_callable_members_only(cls):
    return all(callable(getattr(cls, attribute, None)) for attribute in _protocol_attributes(cls))


def _is_asked_by_abc(depth=4):
    """Whether the question comes from abc or functools, which ask about classes that are no runtime protocols.

    Between this frame and theirs are the hook and the two functions of ABCMeta.
    """
    try:
        name = sys._getframe(depth).f_globals.get("__name__")
    except (AttributeError, ValueError):
        return True
    return name in ("abc", "functools", None)


class _ProtocolMeta(ABCMeta):
    __module__ = "typing"

    def __instancecheck__(cls, instance):
        is_protocol = getattr(cls, "_is_protocol", False)
        if is_protocol and not getattr(cls, "_is_runtime_protocol", False) and not _is_asked_by_abc(2):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if (not is_protocol or _is_callable_members_only(cls)) and issubclass(type(instance), cls):
            return True
        if is_protocol and all(
                hasattr(instance, attribute)
                and (not callable(getattr(cls, attribute, None)) or getattr(instance, attribute) is not None)
                for attribute in _protocol_attributes(cls)):
            return True
        return super().__instancecheck__(instance)


def _has_members(cls, other):
    for attribute in _protocol_attributes(cls):
        for base in other.__mro__:
            if attribute in base.__dict__:
                if base.__dict__[attribute] is None:
                    return NotImplemented
                break
            annotations = getattr(base, "__annotations__", {})
            is_annotated = isinstance(annotations, collections.abc.Mapping) and attribute in annotations
            if is_annotated and issubclass(other, Generic) and getattr(other, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    if not getattr(cls, "_is_runtime_protocol", False):
        if _is_asked_by_abc():
            return NotImplemented
        raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
    if not _is_callable_members_only(cls):
        if _is_asked_by_abc():
            return NotImplemented
        raise TypeError("Protocols with non-method members don't support issubclass()")
    if not isinstance(other, type):
        raise TypeError("issubclass() arg 1 must be a class")
    return _has_members(cls, other)


def _no_init_or_replace_init(self, *args, **kwargs):
    """__init__ of a protocol; the first instance of a class that implements one finds the class's own."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init_or_replace_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def _check_bases(cls):
    for base in cls.__bases__:
        allowed = (base in (object, Generic)
                   or base.__name__ in _LIBRARY_BASES.get(base.__module__, [])
                   or issubclass(base, Generic) and getattr(base, "_is_protocol", False))
        if not allowed:
            raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of protocols."""

    __slots__ = ()
    __module__ = "typing"
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if not cls._is_protocol:
            return
        _check_bases(cls)
        if cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


_PLAIN_PROTOCOL.append(Protocol)


def runtime_checkable(cls):
    """Let isinstance() and issubclass() look whether an object has the protocol's members."""
    if not issubclass(cls, Generic) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


T_co = TypeVar("T_co", covariant=True)
T_co.__module__ = "typing"


def _supports(name, method, result, doc, base=Protocol):
    def body(self):
        pass
    body.__name__ = method
    body.__qualname__ = f"{name}.{method}"
    body.__module__ = "typing"
    body.__annotations__ = {"return": result}
    if method == "__round__":
        def body(self, ndigits: int = 0) -> T_co:
            pass
    cls = _ProtocolMeta(name, (Protocol,) if base is Protocol else (Protocol, Generic),
                        {"__module__": "typing", "__slots__": (), "__doc__": doc, "__qualname__": name,
                         method: abstractmethod(body),
                         **({"__orig_bases__": (base,)} if base is not Protocol else {})})
    return runtime_checkable(cls)


SupportsInt = _supports("SupportsInt", "__int__", int, "What int() takes.")
SupportsFloat = _supports("SupportsFloat", "__float__", float, "What float() takes.")
SupportsComplex = _supports("SupportsComplex", "__complex__", complex, "What complex() takes.")
SupportsBytes = _supports("SupportsBytes", "__bytes__", bytes, "What bytes() takes.")
SupportsIndex = _supports("SupportsIndex", "__index__", int, "What is an index.")
SupportsAbs = _supports("SupportsAbs", "__abs__", T_co, "What abs() takes.", Protocol[T_co])
SupportsRound = _supports("SupportsRound", "__round__", T_co, "What round() takes.", Protocol[T_co])
