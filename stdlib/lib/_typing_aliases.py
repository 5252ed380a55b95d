# SPDX-License-Identifier: MIT
#
# Subscripted types and Generic. An alias is a record (origin, args) that hands calls and attributes on to its
# origin; subscripting it again replaces its parameters.
"""Aliases of module typing."""

import collections.abc
import operator
import sys
import types
from _typing_forms import (Annotated, Union, Unpack, _cached, _collect_parameters, _Final,
                           _is_param_expr, _is_unpacked_variadic, _NAME, _NotIterable,
                           _PLAIN_PROTOCOL, _SpecialForm, _type_check, _type_convert, _type_repr, _unpack_args)
from _typing_variables import ParamSpec, TypeVar, TypeVarTuple


def _is_dunder(attr):
    return attr.startswith("__") and attr.endswith("__")


class _BaseGenericAlias(_Final, _root=True):
    """A type that stands for its origin: it is called, and gives attributes, as that."""

    __module__ = _NAME

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; "
                            f"use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        result = []
        if self.__origin__ not in bases:
            result.append(self.__origin__)
        i = bases.index(self)
        if not any(isinstance(base, _BaseGenericAlias) or issubclass(base, Generic)
                   for base in bases[i + 1:]):
            result.append(Generic)
        return tuple(result)

    def __getattr__(self, attr):
        if attr in {"__name__", "__qualname__"}:
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        own = {"_name", "_inst", "_nparams", "_paramspec_tvars", "_typevar_types"}
        if _is_dunder(attr) or attr in own:
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list(set(super().__dir__()
                        + [attr for attr in dir(self.__origin__) if not _is_dunder(attr)]))


class _GenericAlias(_BaseGenericAlias, _root=True):
    # A generic type with arguments. Instances have no documentation text.

    __module__ = _NAME

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __getitem__(self, args):
        if self.__origin__ in (Generic, *_PLAIN_PROTOCOL):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple(_unpack_args(tuple(_type_convert(arg) for arg in args)))
        return self.copy_with(self._replace_parameters(args))

    def _replace_parameters(self, args):
        params = self.__parameters__
        for param in params:
            prepare = getattr(param, "__typing_prepare_subst__", None)
            if prepare is not None:
                args = prepare(self, args)
        actual, expected = len(args), len(params)
        if actual != expected:
            raise TypeError(f"Too {'many' if actual > expected else 'few'} arguments for {self}; "
                            f"actual {actual}, expected {expected}")
        return tuple(self._substitute(self.__args__, dict(zip(params, args))))

    def _substitute(self, args, values):
        result = []
        for old in args:
            if isinstance(old, type):
                result.append(old)
            elif isinstance(old, tuple):
                result.append(tuple(self._substitute(old, values)))
            else:
                new = self._substitute_one(old, values)
                spreads = (self.__origin__ is collections.abc.Callable and isinstance(new, tuple)
                           or _is_unpacked_variadic(old))
                result.extend(new) if spreads else result.append(new)
        return result

    @staticmethod
    def _substitute_one(old, values):
        substitute = getattr(old, "__typing_subst__", None)
        if substitute is not None:
            return substitute(values[old])
        params = getattr(old, "__parameters__", ())
        if not params:
            return old
        inner = []
        for param in params:
            inner.extend(values[param]) if isinstance(param, TypeVarTuple) else inner.append(values[param])
        return old[tuple(inner)]

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(_type_repr(arg) for arg in self.__args__) if self.__args__ else "()"
        return f"{name}[{args}]"

    def __reduce__(self):
        import typing
        origin = getattr(typing, self._name) if self._name else self.__origin__
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if any(protocol in bases for protocol in _PLAIN_PROTOCOL):
                return ()
            i = bases.index(self)
            for base in bases[i + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """A class of the library that takes so many arguments: typing.List."""

    __module__ = _NAME

    def __init__(self, origin, nparams, *, inst=True, name=None):
        if name is None:
            name = origin.__name__
        super().__init__(origin, inst=inst, name=name)
        self._nparams = nparams
        module = "" if origin.__module__ == "builtins" else origin.__module__ + "."
        self.__doc__ = f"A generic version of {module}{origin.__qualname__}."

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        message = "Parameters to generic types must be types."
        params = tuple(_type_check(param, message) for param in params)
        check_generic(self, params, self._nparams)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


def check_generic(cls, parameters, expected):
    """TypeError unless the class takes so many parameters."""
    if not expected:
        raise TypeError(f"{cls} is not a generic class")
    actual = len(parameters)
    if actual != expected:
        raise TypeError(f"Too {'many' if actual > expected else 'few'} arguments for {cls}; "
                        f"actual {actual}, expected {expected}")


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    __module__ = _NAME

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        inner = ", ".join(_type_repr(arg) for arg in args[:-1])
        return f"typing.Callable[[{inner}], {_type_repr(args[-1])}]"

    def __reduce__(self):
        import typing
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (typing.Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):
    __module__ = _NAME

    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        return self._make((tuple(args) if isinstance(args, list) else args, result))

    @_cached
    def _make(self, params):
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return self.copy_with((..., result))
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple(_type_convert(arg) for arg in args)
        return self.copy_with((*args, result))


class _TupleType(_SpecialGenericAlias, _root=True):
    __module__ = _NAME

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            message = "Tuple[t, ...]: t must be a type."
            return self.copy_with((*(_type_check(param, message) for param in params[:-1]), ...))
        message = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple(_type_check(param, message) for param in params))


class _UnionGenericAlias(_NotIterable, _GenericAlias, _root=True):
    __module__ = _NAME

    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            return f"typing.Optional[{_type_repr(args[args[0] is type(None)])}]"
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    __module__ = _NAME

    def _values(self):
        return {(value, type(value)) for value in self.__args__}

    def __eq__(self, other):
        return self._values() == other._values() if isinstance(other, _LiteralGenericAlias) else NotImplemented

    def __hash__(self):
        return hash(frozenset(self._values()))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    __module__ = _NAME

    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    __module__ = _NAME

    def __repr__(self):
        return "*" + repr(self.__args__[0])

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if not isinstance(arg, (_GenericAlias, types.GenericAlias)):
            return None
        if arg.__origin__ is not tuple:
            raise TypeError("Unpacked type must be tuple or TypeVarTuple")
        return arg.__args__

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    __module__ = _NAME

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,))
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        notes = ", ".join(repr(note) for note in self.__metadata__)
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {notes}]"

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in {"__name__", "__qualname__"}:
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


# --- Generic

class Generic:
    """The base of classes that take types as arguments."""

    __slots__ = ()
    __module__ = _NAME
    _is_protocol = False

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_convert(param) for param in params)
        if cls in (Generic, *_PLAIN_PROTOCOL):
            return _subscript_plain(cls, params)
        for param in cls.__parameters__:
            prepare = getattr(param, "__typing_prepare_subst__", None)
            if prepare is not None:
                params = prepare(cls, params)
        check_generic(cls, params, len(cls.__parameters__))
        new_args = []
        for param, new in zip(cls.__parameters__, params):
            new_args.extend(new) if isinstance(param, TypeVarTuple) else new_args.append(
                param.__typing_subst__(new))
        return _GenericAlias(cls, tuple(new_args))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        plain = Generic in bases if bases else (
            Generic in cls.__bases__ and cls.__name__ != "Protocol" and type(cls) is not _typed_dict_meta())
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = tuple(_parameters_of_class(cls, bases)) if bases else ()


def _typed_dict_meta():
    module = sys.modules.get("_typing_records")
    return getattr(module, "_TypedDictMeta", None)


def _subscript_plain(cls, params):
    if not params:
        raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
    if not all(isinstance(p, (TypeVar, ParamSpec)) or _is_unpacked_variadic(p) for p in params):
        raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables "
                        "or parameter specification variables.")
    if len(set(params)) != len(params):
        raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
    return _GenericAlias(cls, params)


def _parameters_of_class(cls, bases):
    """The type variables of the bases; with Generic[...] among these, in the order that it gives."""
    found = _collect_parameters(bases)
    declared = None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
            if declared is not None:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            declared = base.__parameters__
    if declared is None:
        return found
    missing = [variable for variable in found if variable not in declared]
    if missing:
        names = ", ".join(str(variable) for variable in missing)
        raise TypeError(f"Some type variables ({names}) are not listed in "
                        f"Generic[{', '.join(str(variable) for variable in declared)}]")
    return declared
