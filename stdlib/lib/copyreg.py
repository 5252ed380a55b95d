"""How objects of native types are taken apart, for pickle and copy.

A table names the reducer of each type that registered one; `object.__reduce_ex__` uses the functions whose
names begin with an underscore. The registry of extension codes gives often pickled classes a small number.
"""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Let pickle_function take instances of ob_type apart; the constructor is only checked."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that object can serve as a constructor."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


pickle(complex, pickle_complex, complex)
pickle(type(int | str), pickle_union)


# --- protocols 0 and 1

_HEAPTYPE = 1 << 9
_new_type = type(int.__new__)


def _reconstructor(cls, base, state):
    """An instance of cls whose native part is made from what its native base gave."""
    if base is object:
        return object.__new__(cls)
    obj = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(obj, state)
    return obj


def _native_base(cls):
    """The nearest base that is not a class statement's, or that has a native __new__ of its own."""
    for base in cls.__mro__:
        if hasattr(base, "__flags__") and not base.__flags__ & _HEAPTYPE:
            return base
        new = base.__new__
        if isinstance(new, _new_type) and new.__self__ is base:
            return base
    return object


def _reduce_ex(self, proto):
    """What object.__reduce_ex__ answers for protocols 0 and 1."""
    assert proto < 2
    cls = self.__class__
    base = _native_base(cls)
    if base is object:
        native_state = None
    else:
        if base is cls:
            raise TypeError(f"cannot pickle {cls.__name__!r} object")
        native_state = base(self)
    parts = _reconstructor, (cls, base, native_state)
    state = _python_state(self, cls, proto)
    return (*parts, state) if state else parts


def _python_state(self, cls, proto):
    hidden = "a class that defines __slots__ without defining __getstate__ cannot be pickled"
    has_slots = bool(getattr(self, "__slots__", None))
    try:
        getstate = self.__getstate__
    except AttributeError:
        if has_slots:
            raise TypeError(f"cannot pickle {cls.__name__!r} object: {hidden} with protocol {proto}") from None
        return getattr(self, "__dict__", None)
    if has_slots and type(self).__getstate__ is object.__getstate__:
        raise TypeError(hidden)
    return getstate()


# --- protocol 2

def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    """As __newobj__, for classes whose __new__ wants keywords."""
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    """The names of all slots of cls and its bases, as attributes; kept in the class."""
    known = cls.__dict__.get("__slotnames__")
    if known is not None:
        return known
    names = []
    if hasattr(cls, "__slots__"):
        for base in cls.__mro__:
            names.extend(_own_slot_names(base))
    try:
        cls.__slotnames__ = names
    except:
        pass  # a class that cannot be written to is asked again next time
    return names


def _own_slot_names(cls):
    slots = cls.__dict__.get("__slots__", ())
    if isinstance(slots, str):
        slots = (slots,)
    for name in slots:
        if name in ("__dict__", "__weakref__"):
            continue
        class_name = cls.__name__.lstrip("_")
        is_mangled = name.startswith("__") and not name.endswith("__") and class_name
        yield f"_{class_name}{name}" if is_mangled else name


# --- extension codes

_extension_registry = {}  # (module, name): code
_inverted_registry = {}  # code: (module, name)
_extension_cache = {}  # code: object


def add_extension(module, name, code):
    """Register a code from 1 to 2**31-1 for the object of that name."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError("code out of range")
    key = module, name
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Undo add_extension; for tests."""
    key = module, name
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
