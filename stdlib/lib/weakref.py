"""Weak references, and containers and finalizers made from them.

A weak dictionary keeps references in an inner dictionary; a reference's callback takes the item out when the
object dies. As in WeakSet, an item that dies under an iterator stays until the last iterator is done.
"""
import sys

from _weakref import (CallableProxyType, ProxyType, ReferenceType, _remove_dead_weakref, getweakrefcount,
                      getweakrefs, proxy, ref)
from _weakrefset import IterationGuard, WeakSet

__all__ = ["ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
           "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize"]

ProxyTypes = (ProxyType, CallableProxyType)
_missing = object()


class WeakMethod(ref):
    """A reference to a bound method that lives as long as its object and its function."""

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def on_death(_):
            self = self_reference()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, on_death)
        self._func_ref = ref(func, on_death)
        self._meth_type = type(meth)
        self._alive = True
        self_reference = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    def __ne__(self, other):
        is_equal = self.__eq__(other)
        return is_equal if is_equal is NotImplemented else not is_equal

    __hash__ = ref.__hash__


# --- dictionaries

class _WeakDictionary:
    """What both kinds share. A kind says how an item of the inner dictionary reads: `_live_items`."""

    def _start(self):
        self.data = {}
        self._pending_removals = []
        self._iterating = set()

    def _settle(self):
        if self._pending_removals and not self._iterating:
            self._commit_removals()

    def _alive_pairs(self):
        with IterationGuard(self):
            yield from self._live_items()

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def items(self):
        self._settle()
        yield from self._alive_pairs()

    def keys(self):
        self._settle()
        for key, _ in self._alive_pairs():
            yield key

    def __iter__(self):
        return self.keys()

    def values(self):
        self._settle()
        for _, value in self._alive_pairs():
            yield value

    def clear(self):
        while True:
            try:
                self.popitem()
            except KeyError:
                return

    def __eq__(self, other):
        if not hasattr(other, "keys") or not hasattr(other, "items"):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def copy(self):
        self._settle()
        result = type(self)()
        for key, value in self._alive_pairs():
            result[key] = value
        return result

    __copy__ = copy

    def update(self, other=None, /, **kwargs):
        self._settle()
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, value in other.items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        result = self.__class__()
        result.update(other)
        result.update(self)
        return result


class KeyedRef(ref):
    """A reference that knows the key it stands under."""

    __slots__ = "key",

    def __new__(cls, ob, callback, key):
        self = ref.__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class WeakValueDictionary(_WeakDictionary):
    """Items vanish when nothing else refers to the value."""

    def __init__(self, other=(), /, **kw):
        self._start()
        dictionary_reference = ref(self)

        def remove(reference):
            self = dictionary_reference()
            if self is None:
                return
            if self._iterating:
                self._pending_removals.append(reference.key)
            else:
                _remove_dead_weakref(self.data, reference.key)

        self._remove = remove
        self.update(other, **kw)

    def _commit_removals(self):
        while self._pending_removals:
            _remove_dead_weakref(self.data, self._pending_removals.pop())

    def _live_items(self):
        for key, reference in self.data.items():
            value = reference()
            if value is not None:
                yield key, value

    def _reference(self, key, value):
        return KeyedRef(value, self._remove, key)

    def __getitem__(self, key):
        self._settle()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self._settle()
        self.data[key] = self._reference(key, value)

    def __delitem__(self, key):
        self._settle()
        del self.data[key]

    def __len__(self):
        self._settle()
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, key):
        self._settle()
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __deepcopy__(self, memo):
        from copy import deepcopy
        self._settle()
        result = self.__class__()
        for key, value in self._alive_pairs():
            result[deepcopy(key, memo)] = value
        return result

    def get(self, key, default=None):
        self._settle()
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def itervaluerefs(self):
        """The references themselves, dead ones too."""
        self._settle()
        with IterationGuard(self):
            yield from self.data.values()

    def valuerefs(self):
        self._settle()
        return list(self.data.values())

    def popitem(self):
        self._settle()
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        self._settle()
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is not None:
            return value
        self.data[key] = self._reference(key, default)
        return default


class WeakKeyDictionary(_WeakDictionary):
    """Items vanish when nothing else refers to the key."""

    def __init__(self, dict=None):
        self._start()
        dictionary_reference = ref(self)

        def remove(reference):
            self = dictionary_reference()
            if self is None:
                return
            if self._iterating:
                self._pending_removals.append(reference)
            else:
                self.data.pop(reference, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def _commit_removals(self):
        while self._pending_removals:
            self.data.pop(self._pending_removals.pop(), None)

    def _live_items(self):
        for reference, value in self.data.items():
            key = reference()
            if key is not None:
                yield key, value

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        self._settle()
        del self.data[ref(key)]

    def __len__(self):
        pending = sum(reference in self.data for reference in self._pending_removals)
        return len(self.data) - pending

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self.data

    def __deepcopy__(self, memo):
        from copy import deepcopy
        result = self.__class__()
        for key, value in self._alive_pairs():
            result[key] = deepcopy(value, memo)
        return result

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def keyrefs(self):
        return list(self.data)

    def popitem(self):
        self._settle()
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        self._settle()
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)


# --- finalizers

class finalize:
    """Calls func(*args, **kwargs) when obj dies, or at exit if it is still alive then."""

    __slots__ = ()

    class _Info:
        __slots__ = "weakref", "func", "args", "kwargs", "atexit", "index"

    _registry = {}
    _created = 0
    _is_at_exit_known = False

    def __init__(self, obj, func, /, *args, **kwargs):
        cls = finalize
        if not cls._is_at_exit_known:
            cls._ask_for_exit()
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = cls._created
        cls._created += 1
        self._registry[self] = info

    @classmethod
    def _ask_for_exit(cls):
        import atexit
        atexit.register(cls._run_at_exit)
        cls._is_at_exit_known = True

    def __call__(self, _=None):
        """Run the function, if nothing has yet, and return its result."""
        info = self._registry.pop(self, None)
        if info is not None:
            return info.func(*info.args, **(info.kwargs or {}))

    def _parts(self, take):
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        if obj is None or take and self._registry.pop(self, None) is None:
            return None
        return obj, info.func, info.args, info.kwargs or {}

    def detach(self):
        """Give up; (obj, func, args, kwargs), or None when it is dead already."""
        return self._parts(True)

    def peek(self):
        """(obj, func, args, kwargs) while it is alive, else None."""
        return self._parts(False)

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return info is not None and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info is not None:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = None if info is None else info.weakref()
        name = f"{type(self).__name__} object at {id(self):#x}"
        if obj is None:
            return f"<{name}; dead>"
        return f"<{name}; for {type(obj).__name__!r} at {id(obj):#x}>"

    @classmethod
    def _run_at_exit(cls):
        """Newest first; those that running ones make are run too."""
        while pending := [(info.index, self) for self, info in cls._registry.items() if info.atexit]:
            _, newest = max(pending, key=lambda entry: entry[0])
            try:
                newest()
            except Exception:
                sys.excepthook(*sys.exc_info())
