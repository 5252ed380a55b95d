"""Functions that take functions: wrappers, caches, orderings, and functions chosen by the type of an argument.

reduce, partial, cmp_to_key and the cache itself are native (_functools).
"""
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache",
           "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch",
           "singledispatchmethod", "cached_property"]

GenericAlias = type(list[int])

# --- wrappers

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make wrapper look like wrapped.

    The attributes named in assigned are taken over where wrapped has them, those named in updated get wrapped's
    items. wrapped itself is kept as __wrapped__.
    """
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that is update_wrapper with everything but the wrapper given."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- total_ordering

# For the comparison that a class has, the others: whether the result is negated, and whether the objects must
# be unequal besides (and) or may be equal instead (or).
_DERIVED = {
    "__lt__": (("__gt__", True, "and"), ("__le__", False, "or"), ("__ge__", True, None)),
    "__le__": (("__ge__", True, "or"), ("__lt__", False, "and"), ("__gt__", True, None)),
    "__gt__": (("__lt__", True, "and"), ("__ge__", False, "or"), ("__le__", True, None)),
    "__ge__": (("__le__", True, "or"), ("__gt__", False, "and"), ("__lt__", True, None)),
}


def _derived_comparison(root, name, is_negated, connective):
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if is_negated:
            result = not result
        if connective == "and":
            return result and self != other
        if connective == "or":
            return result or self == other
        return result

    compare.__name__ = name
    compare.__doc__ = f"Made by total_ordering from {root}."
    return compare


def total_ordering(cls):
    """Give the class the comparisons that follow from the one it has."""
    own = {name for name in _DERIVED if getattr(cls, name, None) is not getattr(object, name, None)}
    if not own:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = next(name for name in _DERIVED if name in own)
    for name, is_negated, connective in _DERIVED[root]:
        if name not in own:
            setattr(cls, name, _derived_comparison(root, name, is_negated, connective))
    return cls


# --- partialmethod

class partialmethod:
    """A method with arguments given in advance; what it wraps may be any descriptor or callable."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        texts = [repr(self.func), *map(repr, self.args)]
        texts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(texts)})"

    def _as_function(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._as_function().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


# --- caches

_cache_info_type = None


def _make_cache_info(*counts):
    """The named tuple of cache_info(); its class is made when the first one is asked for."""
    global _cache_info_type
    if _cache_info_type is None:
        from collections import namedtuple
        _cache_info_type = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    return _cache_info_type(*counts)


def __getattr__(name):
    if name == "_CacheInfo":
        _make_cache_info(0, 0, 0, 0)
        return _cache_info_type
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def lru_cache(maxsize=128, typed=False):
    """Keep the results of the calls used last.

    maxsize=None keeps all. typed=True keeps equal arguments of different types apart. The arguments must be
    hashable. The function gets cache_info(), cache_clear() and cache_parameters(); it stays reachable as
    __wrapped__.
    """
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return lambda function: _cached(function, maxsize, typed)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _make_cache_info)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Keep all results: lru_cache(maxsize=None)."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property whose function runs once an object; the result then stands in the object's __dict__."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError("Cannot assign the same cached_property to two different names "
                            f"({self.attrname!r} and {name!r}).")

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} "
                            f"instance to cache {name!r} property.") from None
        value = attributes.get(name, _missing)
        if value is not _missing:
            return value
        value = self.func(instance)
        try:
            attributes[name] = value
        except TypeError:
            raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                            f"does not support item assignment for caching {name!r} property.") from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


_missing = object()


# --- functions chosen by the type of the first argument

def _linearize(sequences):
    """The C3 merge: the order that keeps the order of every sequence."""
    result = []
    sequences = [list(s) for s in sequences if s]
    while sequences:
        for sequence in sequences:
            head = sequence[0]
            if not any(head in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(head)
        for sequence in sequences:
            if sequence[0] == head:
                del sequence[0]
        sequences = [s for s in sequences if s]
    return result


def _c3_mro(cls, abcs=None):
    """The class's order of bases with the abstract classes put in, each behind the last base that is none of
    its subclasses."""
    bases = cls.__bases__
    boundary = next((i for i in reversed(range(len(bases))) if hasattr(bases[i], "__abstractmethods__")), -1) + 1
    abcs = list(abcs or ())
    added = [base for base in abcs
             if issubclass(cls, base) and not any(issubclass(b, base) for b in bases)]
    abcs = [base for base in abcs if base not in added]
    order = [*bases[:boundary], *added, *bases[boundary:]]
    return _linearize([[cls], *(_c3_mro(base, abcs) for base in order), bases[:boundary], added, bases[boundary:]])


def _compose_mro(cls, types):
    """The class's order of bases with those of the types that it is a virtual subclass of."""
    bases = set(cls.__mro__)

    def is_related(typ):
        return (typ not in bases and hasattr(typ, "__mro__") and not isinstance(typ, GenericAlias)
                and issubclass(cls, typ))

    related = [typ for typ in types if is_related(typ)]
    related = [typ for typ in related
               if not any(typ is not other and typ in other.__mro__ for other in related)]
    types = set(types)
    composed = []
    for typ in related:
        found = []
        for sub in typ.__subclasses__():
            if sub not in bases and issubclass(cls, sub):
                found.append([s for s in sub.__mro__ if s in types])
        if not found:
            composed.append(typ)
            continue
        for subs in sorted(found, key=len, reverse=True):
            composed += [s for s in subs if s not in composed]
    return _c3_mro(cls, abcs=composed)


def _find_impl(cls, registry):
    mro = _compose_mro(cls, registry.keys())
    match = None
    for t in mro:
        if match is not None:
            # Two registered classes that nothing puts in an order: the choice would be a guess.
            if (t in registry and t not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, t)):
                raise RuntimeError(f"Ambiguous dispatch: {match} or {t}")
            break
        if t in registry:
            match = t
    return registry.get(match)


def _union_classes(cls):
    """The members of a union, or None for what is no union of classes."""
    import types
    typing = __import__("sys").modules.get("typing")
    is_union = isinstance(cls, types.UnionType)
    if not is_union and (typing is None or typing.get_origin(cls) is not typing.Union):
        return None
    members = cls.__args__
    if all(isinstance(m, type) and not isinstance(m, GenericAlias) for m in members):
        return members
    return ()


def singledispatch(func):
    """A function that calls the one registered for the type of its first argument, else func."""
    import types
    import weakref
    from abc import get_cache_token

    registry = {}
    dispatch_cache = weakref.WeakKeyDictionary()
    cache_token = None

    def dispatch(cls):
        """The function that is called for an object of the class."""
        nonlocal cache_token
        if cache_token is not None:
            current = get_cache_token()
            if cache_token != current:
                dispatch_cache.clear()
                cache_token = current
        try:
            return dispatch_cache[cls]
        except KeyError:
            impl = registry[cls] if cls in registry else _find_impl(cls, registry)
            dispatch_cache[cls] = impl
            return impl

    def class_from_annotation(function):
        if not getattr(function, "__annotations__", {}):
            raise TypeError(f"Invalid first argument to `register()`: {function!r}. "
                            "Use either `@register(some_class)` or plain `@register` on an annotated function.")
        from typing import get_type_hints
        name, cls = next(iter(get_type_hints(function).items()))
        if not _is_dispatchable(cls):
            if _union_classes(cls) is not None:
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} not all arguments are classes.")
            raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        return cls

    def register(cls, func=None):
        """Register func for the class; without func a decorator, without cls by the annotation."""
        nonlocal cache_token
        if _is_dispatchable(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError("Invalid first argument to `register()`. "
                                f"{cls!r} is not a class or union type.")
            func = cls
            cls = class_from_annotation(func)
        for member in _union_classes(cls) or (cls,):
            registry[member] = func
            if cache_token is None and hasattr(member, "__abstractmethods__"):
                cache_token = get_cache_token()
        dispatch_cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = types.MappingProxyType(registry)
    wrapper._clear_cache = dispatch_cache.clear
    update_wrapper(wrapper, func)
    return wrapper


def _is_dispatchable(cls):
    if isinstance(cls, type) and not isinstance(cls, GenericAlias):
        return True
    return bool(_union_classes(cls))


class singledispatchmethod:
    """singledispatch for methods: the type of the first argument behind self or cls decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
