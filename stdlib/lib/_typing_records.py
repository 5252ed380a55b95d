# SPDX-License-Identifier: MIT
#
# Classes that annotations describe: NamedTuple and TypedDict; and NewType.
"""NamedTuple, TypedDict and NewType of module typing."""

import collections
import functools
import sys
import types
from _typing_forms import (Annotated, ForwardRef, Generic, NotRequired, Required, Union, _AnnotatedAlias,
                           _caller_module, _GenericAlias, _type_check)

# Names that a NamedTuple class may not define, and those that are taken from it as they are.
_PROHIBITED = frozenset({"__new__", "__init__", "__slots__", "__getnewargs__", "_fields",
                         "_field_defaults", "_field_types", "_make", "_replace", "_asdict", "_source"})
_SPECIAL = frozenset({"__module__", "__name__", "__annotations__"})


# --- NamedTuple

def _make_named_tuple(name, fields, module, defaults=()):
    annotations = {field: _type_check(kind, f"field {field} annotation must be a type")
                   for field, kind in fields}
    result = collections.namedtuple(name, annotations, defaults=defaults, module=module)
    result.__annotations__ = result.__new__.__annotations__ = annotations
    return result


class NamedTupleMeta(type):
    __module__ = "typing"

    def __new__(cls, typename, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        annotations = namespace.get("__annotations__", {})
        defaults = []
        for field in annotations:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default "
                                f"field{'s' if len(defaults) > 1 else ''} {', '.join(defaults)}")
        result = _make_named_tuple(typename, annotations.items(), namespace["__module__"],
                                   [namespace[field] for field in defaults])
        result.__bases__ = bases
        if Generic in bases:
            result.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for key, value in namespace.items():
            if key in _PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _SPECIAL and key not in result._fields:
                setattr(result, key, value)
        if Generic in bases:
            result.__init_subclass__()
        return result


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple with types for its fields; also the base of a class that tells them."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    return _make_named_tuple(typename, fields, module=_caller_module())


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {"__module__": "typing"})
NamedTuple.__module__ = "typing"
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


# --- TypedDict

def _required_of(kind):
    """Whether Required or NotRequired stands around the type; None for neither."""
    while isinstance(kind, _AnnotatedAlias):
        kind = kind.__origin__
    origin = getattr(kind, "__origin__", None)
    return True if origin is Required else False if origin is NotRequired else None


class _TypedDictMeta(type):
    __module__ = "typing"

    def __new__(cls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        result = type.__new__(_TypedDictMeta, name, (*generic, dict), namespace)
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {key: _type_check(kind, message, module=result.__module__)
               for key, kind in namespace.get("__annotations__", {}).items()}
        annotations = {}
        required = set()
        optional = set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required.update(base.__dict__.get("__required_keys__", ()))
            optional.update(base.__dict__.get("__optional_keys__", ()))
        annotations.update(own)
        for key, kind in own.items():
            asked = _required_of(kind)
            (required if (total if asked is None else asked) else optional).add(key)
        result.__annotations__ = annotations
        result.__required_keys__ = frozenset(required)
        result.__optional_keys__ = frozenset(optional)
        if not hasattr(result, "__total__"):
            result.__total__ = total
        return result

    # Making an instance makes a dict.
    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict whose keys are told, with a type for each; also the base of a class that tells them."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    if kwargs:
        import warnings
        warnings.warn("The kwargs-based syntax for TypedDict definitions is deprecated in Python 3.11, will "
                      "be removed in Python 3.13, and may not be understood by third-party type checkers.",
                      DeprecationWarning, stacklevel=2)
    namespace = {"__annotations__": dict(fields)}
    module = _caller_module()
    if module is not None:
        namespace["__module__"] = module
    return _TypedDictMeta(typename, (), namespace, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {"__module__": "typing"})
TypedDict.__module__ = "typing"
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Whether this is a class made by TypedDict."""
    return isinstance(tp, _TypedDictMeta)


# --- NewType

class NewType:
    """A type of its own for checkers; calling it gives the argument back."""

    __module__ = "typing"

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = _caller_module()
        if module != "typing":
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`")
        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]
