# SPDX-License-Identifier: MIT
#
# The public face of types in annotations: the forms and classes of the _typing modules, the classes of the
# library as generic aliases, and what reads annotations at run time.
"""Types for annotations, and helpers that read them."""

import collections
import collections.abc
import contextlib
import functools
import re as stdlib_re
import sys
import types
from abc import ABCMeta, abstractmethod
from _typing_forms import *
from _typing_forms import (Concatenate, Optional, Union, _AnnotatedAlias, _BaseGenericAlias,
                           _CallableType, _cleanups, _ConcatenateGenericAlias, _GenericAlias, _is_param_expr, _LiteralGenericAlias,
                           _SpecialForm, _SpecialGenericAlias, _strip, _TupleType, _type_check,
                           _type_repr, _UnionGenericAlias, _UnpackGenericAlias, evaluate_type)
from _typing_protocol import (Protocol, SupportsAbs, SupportsBytes, SupportsComplex, SupportsFloat,
                              SupportsIndex, SupportsInt, SupportsRound, _ProtocolMeta,
                              runtime_checkable)
from _typing_records import (NamedTuple, NamedTupleMeta, NewType, TypedDict, _NamedTuple, _TypedDict,
                             _TypedDictMeta, is_typeddict)
from types import (BuiltinFunctionType, FunctionType, GenericAlias, MethodDescriptorType,
                   MethodWrapperType, ModuleType, WrapperDescriptorType)

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic",
    "Literal", "Optional", "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union",
    "AbstractSet", "ByteString", "Container", "ContextManager", "Hashable", "ItemsView", "Iterable",
    "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping", "MutableSequence", "MutableSet",
    "Sequence", "Sized", "ValuesView", "Awaitable", "AsyncIterator", "AsyncIterable", "Coroutine",
    "Collection", "AsyncGenerator", "AsyncContextManager", "Reversible", "SupportsAbs",
    "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt",
    "SupportsRound", "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict",
    "Set", "FrozenSet", "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO", "Match", "Pattern",
    "TextIO", "AnyStr", "assert_type", "assert_never", "cast", "clear_overloads",
    "dataclass_transform", "final", "get_args", "get_origin", "get_overloads", "get_type_hints",
    "is_typeddict", "LiteralString", "Never", "NewType", "no_type_check", "no_type_check_decorator",
    "NoReturn", "NotRequired", "overload", "ParamSpecArgs", "ParamSpecKwargs", "Required",
    "reveal_type", "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard",
    "Unpack",
]

TYPE_CHECKING = False
Text = str

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
CT_co = TypeVar("CT_co", covariant=True, bound=type)
AnyStr = TypeVar("AnyStr", bytes, str)


# --- classes of the library that take arguments

_alias = _SpecialGenericAlias

Hashable = _alias(collections.abc.Hashable, 0)
Awaitable = _alias(collections.abc.Awaitable, 1)
Coroutine = _alias(collections.abc.Coroutine, 3)
AsyncIterable = _alias(collections.abc.AsyncIterable, 1)
AsyncIterator = _alias(collections.abc.AsyncIterator, 1)
Iterable = _alias(collections.abc.Iterable, 1)
Iterator = _alias(collections.abc.Iterator, 1)
Reversible = _alias(collections.abc.Reversible, 1)
Sized = _alias(collections.abc.Sized, 0)
Container = _alias(collections.abc.Container, 1)
Collection = _alias(collections.abc.Collection, 1)
Callable = _CallableType(collections.abc.Callable, 2)
AbstractSet = _alias(collections.abc.Set, 1, name="AbstractSet")
MutableSet = _alias(collections.abc.MutableSet, 1)
Mapping = _alias(collections.abc.Mapping, 2)
MutableMapping = _alias(collections.abc.MutableMapping, 2)
Sequence = _alias(collections.abc.Sequence, 1)
MutableSequence = _alias(collections.abc.MutableSequence, 1)
ByteString = _alias(collections.abc.ByteString, 0)
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
List = _alias(list, 1, inst=False, name="List")
Deque = _alias(collections.deque, 1, name="Deque")
Set = _alias(set, 1, inst=False, name="Set")
FrozenSet = _alias(frozenset, 1, inst=False, name="FrozenSet")
MappingView = _alias(collections.abc.MappingView, 1)
KeysView = _alias(collections.abc.KeysView, 1)
ItemsView = _alias(collections.abc.ItemsView, 2)
ValuesView = _alias(collections.abc.ValuesView, 1)
ContextManager = _alias(contextlib.AbstractContextManager, 1, name="ContextManager")
AsyncContextManager = _alias(contextlib.AbstractAsyncContextManager, 1, name="AsyncContextManager")
Dict = _alias(dict, 2, inst=False, name="Dict")
DefaultDict = _alias(collections.defaultdict, 2, name="DefaultDict")
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Generator = _alias(collections.abc.Generator, 3)
AsyncGenerator = _alias(collections.abc.AsyncGenerator, 2)
Type = _alias(type, 1, inst=False, name="Type")
Pattern = _alias(stdlib_re.Pattern, 1)
Match = _alias(stdlib_re.Match, 1)


# --- files

class IO(Generic[AnyStr]):
    """What open() returns, for annotations."""

    __slots__ = ()

    def _abstract(name):
        def method(self, *args):
            pass
        method.__name__ = name
        method.__qualname__ = "IO." + name
        return abstractmethod(method)

    mode = property(_abstract("mode"))
    name = property(_abstract("name"))
    closed = property(_abstract("closed"))
    for _name in ("close", "fileno", "flush", "isatty", "read", "readable", "readline", "readlines",
                  "seek", "seekable", "tell", "truncate", "writable", "write", "writelines",
                  "__enter__", "__exit__"):
        locals()[_name] = _abstract(_name)
    del _name, _abstract


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()

    @abstractmethod
    def __enter__(self):
        pass


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()

    @abstractmethod
    def __enter__(self):
        pass


# --- functions for checkers

def cast(typ, val):
    """The value; checkers believe that it has the type."""
    return val


def assert_type(val, typ, /):
    """The value; checkers complain when it has another type."""
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """Tell checkers that this is never reached."""
    text = repr(arg)
    if len(text) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        text = text[:_ASSERT_NEVER_REPR_MAX_LENGTH] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {text}")


def reveal_type(obj, /):
    """The object; its type is printed to standard error."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def final(f):
    """Mark a class or method that is not to be overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def no_type_check(arg):
    """Mark annotations that are no types."""
    if isinstance(arg, type):
        for key in dir(arg):
            obj = getattr(arg, key)
            is_own = (hasattr(obj, "__qualname__") and obj.__qualname__ == f"{arg.__qualname__}.{obj.__name__}"
                      and getattr(obj, "__module__", None) == arg.__module__)
            if not is_own:
                continue
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            if isinstance(obj, types.MethodType):
                obj.__func__.__no_type_check__ = True
            if isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


def no_type_check_decorator(decorator):
    """Make a decorator one that marks as no_type_check() does."""
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False,
                        field_specifiers=(), **kwargs):
    """Mark a decorator or class that makes dataclasses."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn
    return decorator


# Module, then name, then line of the first statement, to function.
_overload_registry = collections.defaultdict(functools.partial(collections.defaultdict, dict))


def _overload_dummy(*args, **kwds):
    """What stands where an overload was."""
    raise NotImplementedError("You should not call an overloaded function. "
                              "A series of @overload-decorated functions outside a stub module should "
                              "always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """One of several signatures of a function that follows."""
    inner = getattr(func, "__func__", func)
    try:
        _overload_registry[inner.__module__][inner.__qualname__][inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """The overloads of a function."""
    inner = getattr(func, "__func__", func)
    of_module = _overload_registry.get(inner.__module__, {})
    return list(of_module.get(inner.__qualname__, {}).values())


def clear_overloads():
    """Forget all overloads."""
    _overload_registry.clear()


# --- reading annotations

_ALLOWED_TYPES = (FunctionType, BuiltinFunctionType, types.MethodType, ModuleType, WrapperDescriptorType,
                  MethodWrapperType, MethodDescriptorType)


def _hints_of_class(obj, globalns, localns):
    hints = {}
    for base in reversed(obj.__mro__):
        base_globals = getattr(sys.modules.get(base.__module__, None), "__dict__", {}) \
            if globalns is None else globalns
        base_locals = dict(vars(base)) if localns is None else localns
        annotations = base.__dict__.get("__annotations__", {})
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = {}
        if localns is None and globalns is None:
            # Names of the class go before those of its module.
            base_globals, base_locals = base_locals, base_globals
        for name, value in annotations.items():
            if value is None:
                value = type(None)
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=False, is_class=True)
            hints[name] = evaluate_type(value, base_globals, base_locals)
    return hints


def _namespaces_of(obj, globalns, localns):
    if globalns is not None:
        return globalns, globalns if localns is None else localns
    if isinstance(obj, types.ModuleType):
        globalns = obj.__dict__
    else:
        inner = obj
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        globalns = getattr(inner, "__globals__", {})
    return globalns, globalns if localns is None else localns


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, function or module, with names in texts evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    if isinstance(obj, type):
        hints = _hints_of_class(obj, globalns, localns)
        return hints if include_extras else {key: _strip(value) for key, value in hints.items()}
    globalns, localns = _namespaces_of(obj, globalns, localns)
    hints = getattr(obj, "__annotations__", None)
    if hints is None:
        if isinstance(obj, _ALLOWED_TYPES):
            return {}
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    hints = dict(hints)
    for name, value in hints.items():
        if value is None:
            value = type(None)
        if isinstance(value, str):
            value = ForwardRef(value, is_argument=not isinstance(obj, types.ModuleType), is_class=False)
        hints[name] = evaluate_type(value, globalns, localns)
    return hints if include_extras else {key: _strip(value) for key, value in hints.items()}


def get_origin(tp):
    """What was subscripted to make the type; None for a plain one."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    """The arguments of a subscripted type."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        is_callable = tp.__origin__ is collections.abc.Callable
        if is_callable and not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return args
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()
