# SPDX-License-Identifier: MIT
#
# What type expressions are made of. The three modules know each other: this one, which is imported first, has
# the checks and the special forms, _typing_variables the type variables, _typing_aliases subscripted types and
# Generic; their names are bound here at the end.
"""Special forms of module typing, and names of types that are not defined yet."""

import functools
import operator
import sys
import types

_NAME = "typing"


# --- checks and texts

def _type_convert(arg, module=None, *, allow_special_forms=False):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, message, is_argument=True, module=None, *, allow_special_forms=False):
    """The type, made of None and str what they stand for; TypeError for what is no type."""
    invalid = (Generic, *_PLAIN_PROTOCOL)
    if not allow_special_forms:
        invalid += (ClassVar,)
        if is_argument:
            invalid += (Final,)
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in invalid:
        raise TypeError(f"{arg} is not valid as type argument")
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, *_PLAIN_PROTOCOL):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


# Protocol, when its module has been loaded.
_PLAIN_PROTOCOL = []


def _type_repr(obj):
    """The text of a type inside others: classes by their names."""
    if isinstance(obj, types.GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list)) or (
        isinstance(arg, (ParamSpec, _ConcatenateGenericAlias)))


def _is_unpacked_variadic(arg):
    return not isinstance(arg, type) and getattr(arg, "__typing_is_unpacked_typevartuple__", False)


def _collect_parameters(args):
    """The type variables in the arguments, each once."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            inner = _collect_parameters(arg)
        elif hasattr(arg, "__typing_subst__"):
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ())
        found.extend(parameter for parameter in inner if parameter not in found)
    return tuple(found)


def _unpack_args(args):
    """Arguments with unpacked tuples of known length in their place."""
    result = []
    for arg in args:
        inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is ...):
            result.extend(inner)
        else:
            result.append(arg)
    return result


def _deduplicate(params):
    result = []
    for param in params:
        if param not in result:
            result.append(param)
    return result


def _flatten_literals(params):
    result = []
    for param in params:
        result.extend(param.__args__ if isinstance(param, _LiteralGenericAlias) else (param,))
    return tuple(result)


def _caller_module(depth=1):
    try:
        return sys._getframe(depth + 1).f_globals.get("__name__", "__main__")
    except (AttributeError, ValueError):
        return None


# Functions that forget what was remembered.
_cleanups = []


def _cached(function):
    """Remember results for hashable arguments, types told apart where it matters."""
    remembered = functools.lru_cache(typed=True)(function)
    _cleanups.append(remembered.cache_clear)

    @functools.wraps(function)
    def call(*args, **kwargs):
        try:
            return remembered(*args, **kwargs)
        except TypeError:
            pass
        return function(*args, **kwargs)
    return call


# --- special forms

class _Final:
    __slots__ = ("__weakref__",)
    __module__ = _NAME

    def __init_subclass__(cls, /, *args, _root=False, **kwargs):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")


class _NotIterable:
    """Stops iteration over the items of a subscript, [0], [1], …."""

    __slots__ = ()
    __module__ = _NAME
    __iter__ = None


class _SpecialForm(_Final, _NotIterable, _root=True):
    # A name that stands in type expressions, perhaps with a subscript.
    __slots__ = ("_name", "__doc__", "_getitem")
    __module__ = _NAME

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in {"__name__", "__qualname__"}:
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


def _cached_form(getitem):
    form = _SpecialForm(getitem)
    form._getitem = _cached(getitem)
    return form


class _AnyMeta(type):
    __module__ = _NAME

    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type is good."""

    __module__ = _NAME

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls, *args, **kwargs)


def _plain_form(name, doc):
    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _SpecialForm(getitem)


def _single_form(name, doc, message, kind=None, allows_special=False):
    def getitem(self, parameters):
        item = _type_check(parameters, message.format(self=self), allow_special_forms=allows_special)
        return (kind or _GenericAlias)(self, (item,))
    getitem.__name__ = name
    getitem.__doc__ = doc
    return _cached_form(getitem)


NoReturn = _plain_form("NoReturn", "The type of what does not return.")
Never = _plain_form("Never", "The type that has no values.")
Self = _plain_form("Self", "The class that a method is called on.")
LiteralString = _plain_form("LiteralString", "A str that is made of literals alone.")
TypeAlias = _plain_form("TypeAlias", "Marks an assignment as the definition of a type alias.")
ClassVar = _single_form("ClassVar", "Marks a variable of the class.",
                        "{self} accepts only single type.")
Final = _single_form("Final", "Marks a name that is not assigned again.",
                     "{self} accepts only single type.")
Required = _single_form("Required", "Marks a key of a TypedDict that must be there.",
                        "{self._name} accepts only a single type.", allows_special=True)
NotRequired = _single_form("NotRequired", "Marks a key of a TypedDict that may be absent.",
                           "{self._name} accepts only a single type.", allows_special=True)
TypeGuard = _single_form("TypeGuard", "The result of a function that narrows its argument's type.",
                         "{self} accepts only single type.")


@_cached_form
def Union(self, parameters):
    """One of several types."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    flat = []
    for parameter in parameters:
        parameter = _type_check(parameter, "Union[arg, ...]: each arg must be a type.")
        is_union = isinstance(parameter, (_UnionGenericAlias, types.UnionType))
        flat.extend(parameter.__args__ if is_union else (parameter,))
    flat = _deduplicate(flat)
    if len(flat) == 1:
        return flat[0]
    name = "Optional" if len(flat) == 2 and type(None) in flat else None
    return _UnionGenericAlias(self, tuple(flat), name=name)


@_cached_form
def Optional(self, parameters):
    """A type or None."""
    return Union[_type_check(parameters, f"{self} requires a single type."), type(None)]


@_SpecialForm
def Literal(self, parameters):
    """Some values, each a type of its own."""
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    return _literal_of(*_flatten_literals(parameters))


@_cached
def _literal_of(*parameters):
    try:
        kept = {(value, type(value)): None for value in parameters}
        parameters = tuple(value for value, _ in kept)
    except TypeError:
        pass
    return _LiteralGenericAlias(Literal, parameters)


@_cached_form
def Concatenate(self, parameters):
    """Parameters put in front of those of a ParamSpec."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    front = tuple(_type_check(item, message) for item in parameters[:-1])
    return _ConcatenateGenericAlias(self, (*front, parameters[-1]))


@_cached_form
def Unpack(self, parameters):
    """The items of a variadic variable or tuple, one by one."""
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _UnpackGenericAlias(origin=self, args=(item,))


class Annotated:
    """A type with notes for those who know them."""

    __slots__ = ()
    __module__ = _NAME

    def __new__(cls, *args, **kwargs):
        raise TypeError("Type Annotated cannot be instantiated.")

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        return cls._make(params)

    @classmethod
    @_cached
    def _make(cls, params):
        if len(params) < 2:
            raise TypeError("Annotated[...] should be used with at least two arguments (a type and an "
                            "annotation).")
        if _is_unpacked_variadic(params[0]):
            raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
        origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
        return _AnnotatedAlias(origin, tuple(params[1:]))

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"Cannot subclass {cls.__module__}.Annotated")


# --- names of types that are not defined yet

class ForwardRef(_Final, _root=True):
    """A type as text, evaluated when somebody asks for it."""

    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__",
                 "__forward_is_argument__", "__forward_is_class__", "__forward_module__")
    __module__ = _NAME

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        text = f"({arg},)[0]" if arg.startswith("*") else arg
        try:
            code = compile(text, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, recursive_guard):
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None and localns is None:
            globalns = localns = {}
        elif globalns is None:
            globalns = localns
        elif localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__, None), "__dict__", globalns)
        value = _type_check(eval(self.__forward_code__, globalns, localns),
                            "Forward references must evaluate to types.",
                            is_argument=self.__forward_is_argument__,
                            allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = evaluate_type(value, globalns, localns,
                                               recursive_guard | {self.__forward_arg__})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return (self.__forward_arg__ == other.__forward_arg__
                    and self.__forward_value__ == other.__forward_value__)
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


def evaluate_type(item, globalns, localns, recursive_guard=frozenset()):
    """The type with the names in it evaluated."""
    if isinstance(item, ForwardRef):
        return item._evaluate(globalns, localns, recursive_guard)
    if not isinstance(item, (_GenericAlias, types.GenericAlias, types.UnionType)):
        return item
    if isinstance(item, types.GenericAlias):
        is_unpacked = item.__unpacked__
        args = tuple(ForwardRef(arg) if isinstance(arg, str) else arg for arg in item.__args__)
        item = types.GenericAlias(item.__origin__, args) if args != item.__args__ or is_unpacked else item
        if is_unpacked:
            item = Unpack[item]
    args = tuple(evaluate_type(arg, globalns, localns, recursive_guard) for arg in item.__args__)
    if args == item.__args__:
        return item
    if isinstance(item, types.GenericAlias):
        return types.GenericAlias(item.__origin__, args)
    if isinstance(item, types.UnionType):
        return functools.reduce(operator.or_, args)
    return item.copy_with(args)


def _strip(item):
    """The type without Annotated, Required and NotRequired."""
    if isinstance(item, _AnnotatedAlias):
        return _strip(item.__origin__)
    if getattr(item, "__origin__", None) in (Required, NotRequired):
        return _strip(item.__args__[0])
    if not isinstance(item, (_GenericAlias, types.GenericAlias, types.UnionType)):
        return item
    args = tuple(_strip(arg) for arg in item.__args__)
    if args == item.__args__:
        return item
    if isinstance(item, types.GenericAlias):
        return types.GenericAlias(item.__origin__, args)
    if isinstance(item, types.UnionType):
        return functools.reduce(operator.or_, args)
    return item.copy_with(args)


from _typing_variables import ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeVar, TypeVarTuple
from _typing_aliases import (Generic, _AnnotatedAlias, _BaseGenericAlias, _CallableType,
                             _ConcatenateGenericAlias, _GenericAlias, _LiteralGenericAlias,
                             _SpecialGenericAlias, _TupleType, _UnionGenericAlias, _UnpackGenericAlias)
