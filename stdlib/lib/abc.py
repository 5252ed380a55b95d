"""Abstract base classes: classes that others can be registered with, and methods that must be overridden.

A class made by ABCMeta keeps four things beside it: the classes registered with it, and the answers already given
to issubclass, positive and negative. Registering anywhere makes all negative answers stale, which one counter
shows.
"""
from _abc import _collection_flags, _mark_collection
from _weakrefset import WeakSet


def abstractmethod(funcobj):
    """Mark a method that a class must override before it can have instances."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """classmethod over abstractmethod, in one."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """staticmethod over abstractmethod, in one."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """property over abstractmethod, in one."""

    __isabstractmethod__ = True


_registrations = 0


def get_cache_token():
    """An object that compares unequal to an earlier one once a class has been registered anywhere."""
    return _registrations


class _State:
    """What a class made by ABCMeta keeps. The sets are made when something goes in."""

    __slots__ = ("registry", "known", "known_not", "known_not_version")

    def __init__(self):
        self.registry = ()
        self.known = ()
        self.known_not = ()
        self.known_not_version = _registrations


def _abstract_names(cls, items):
    names = {name for name, value in items if getattr(value, "__isabstractmethod__", False)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace.items())
        cls._abc_impl = _State()
        if "__abc_tpflags__" in namespace:
            del cls.__abc_tpflags__
            _mark_collection(cls, namespace["__abc_tpflags__"])
        return cls

    def register(cls, subclass):
        """Make a class count as a subclass. It is returned, so that this is a decorator too."""
        global _registrations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        state = cls._abc_impl
        state.registry = _with(state.registry, subclass)
        _registrations += 1
        flags = _collection_flags(cls)
        if flags:
            _mark_collection(subclass, flags)
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        state = cls._abc_impl
        if subclass in state.known:
            return True
        subtype = type(instance)
        if subtype is subclass:
            if state.known_not_version == _registrations and subclass in state.known_not:
                return False
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        state = cls._abc_impl
        if subclass in state.known:
            return True
        if state.known_not_version < _registrations:
            state.known_not = ()
            state.known_not_version = _registrations
        elif subclass in state.known_not:
            return False
        answer = _is_subclass(cls, subclass, state)
        if answer:
            state.known = _with(state.known, subclass)
        else:
            state.known_not = _with(state.known_not, subclass)
        return answer

    def _dump_registry(cls, file=None):
        state = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        print(f"_abc_registry: {set(state.registry)!r}", file=file)
        print(f"_abc_cache: {set(state.known)!r}", file=file)
        print(f"_abc_negative_cache: {set(state.known_not)!r}", file=file)
        print(f"_abc_negative_cache_version: {state.known_not_version!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry = ()

    def _abc_caches_clear(cls):
        cls._abc_impl.known = ()
        cls._abc_impl.known_not = ()


def _with(classes, cls):
    """The weak set with one more class; () is the empty one."""
    if classes == ():
        classes = WeakSet()
    classes.add(cls)
    return classes


def _is_subclass(cls, subclass, state):
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        assert isinstance(answer, bool)
        return answer
    if cls in getattr(subclass, "__mro__", ()):
        return True
    if any(issubclass(subclass, registered) for registered in list(state.registry)):
        return True
    return any(issubclass(subclass, below) for below in cls.__subclasses__())


def update_abstractmethods(cls):
    """Find the abstract methods of a class anew, after methods were added to it."""
    if hasattr(cls, "__abstractmethods__"):
        cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__.items())
    return cls


class ABC(metaclass=ABCMeta):
    """A base class for those who would rather not name the metaclass."""

    __slots__ = ()
