# SPDX-License-Identifier: MIT
#
# Type variables. Subscripting a generic type asks each of its variables what it takes, by
# __typing_prepare_subst__ and __typing_subst__, a protocol that the native types.GenericAlias follows too.
"""Type variables of module typing."""

import types
import _typing_forms as forms
from _typing_forms import Union, Unpack, _caller_module, _Final, _is_param_expr, _NAME, _type_check


class _Variable(_Final, _root=True):
    """What type variables share: a name, and what their value may be."""

    __module__ = _NAME

    def __init__(self, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = _type_check(bound, "Bound must be a type.") if bound else None

    def _remember_module(self):
        module = _caller_module(2)
        if module != "typing":
            self.__module__ = module

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__name__


class TypeVar(_Variable, _root=True):
    """A type that is told later."""

    __module__ = _NAME

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        super().__init__(bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if constraints and len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        message = "TypeVar(name, constraint, ...): constraints must be types."
        self.__constraints__ = tuple(_type_check(item, message) for item in constraints)
        self._remember_module()

    def __typing_subst__(self, arg):
        arg = _type_check(arg, "Parameters to generic types must be types.", is_argument=True)
        unpacked = isinstance(arg, forms._GenericAlias) and arg.__origin__ is Unpack or (
            isinstance(arg, types.GenericAlias) and getattr(arg, "__unpacked__", False))
        if unpacked:
            raise TypeError(f"{arg} is not valid as type argument")
        return arg


class TypeVarTuple(_Final, _root=True):
    """Any number of types that are told later."""

    __module__ = _NAME

    def __init__(self, name):
        self.__name__ = name
        module = _caller_module()
        if module != "typing":
            self.__module__ = module

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        index = params.index(self)
        if any(isinstance(param, TypeVarTuple) for param in params[index + 1:]):
            raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        count = len(args)
        left = index
        right = len(params) - index - 1
        fill = var_index = None
        for k, arg in enumerate(args):
            if isinstance(arg, type):
                continue
            inner = getattr(arg, "__typing_unpacked_tuple_args__", None)
            if inner and len(inner) == 2 and inner[-1] is ...:
                if var_index is not None:
                    raise TypeError("More than one unpacked arbitrary-length tuple argument")
                var_index = k
                fill = inner[0]
        if var_index is not None:
            left = min(left, var_index)
            right = min(right, count - var_index - 1)
        elif left + right > count:
            raise TypeError(f"Too few arguments for {alias}; actual {count}, expected at least "
                            f"{len(params) - 1}")
        return (*args[:left], *([fill] * (index - left)), tuple(args[left:count - right]),
                *([fill] * (len(params) - right - left - (index - left) - 1)), *args[count - right:])

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__name__


class _ParamSpecPart(_Final, _root=True):
    __module__ = _NAME

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._part}"

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, type(self)) else NotImplemented

    def __hash__(self):
        return hash((self._part, self.__origin__))


class ParamSpecArgs(_ParamSpecPart, _root=True):
    """The positional arguments of a ParamSpec."""

    __module__ = _NAME
    _part = "args"

    def __init__(self, origin):
        self.__origin__ = origin


class ParamSpecKwargs(_ParamSpecPart, _root=True):
    """The keyword arguments of a ParamSpec."""

    __module__ = _NAME
    _part = "kwargs"

    def __init__(self, origin):
        self.__origin__ = origin


class ParamSpec(_Variable, _root=True):
    """The parameters of a callable that are told later."""

    __module__ = _NAME

    def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
        self.__name__ = name
        super().__init__(bound, covariant, contravariant)
        self._remember_module()

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_type_check(item, "Expected a type.") for item in arg)
        if not _is_param_expr(arg):
            raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                            f"Got {arg}")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        index = params.index(self)
        if index >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        if len(params) == 1 and not _is_param_expr(args[0]):
            return (args,)
        if isinstance(args[index], list):
            return (*args[:index], tuple(args[index]), *args[index + 1:])
        return args
