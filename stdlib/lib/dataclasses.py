"""Classes made from annotated attributes: __init__, __repr__, comparison and more are written for them.

dataclass() first collects the fields (inherited ones first), then adds one method after the other. __init__ is made
from source text, so that its signature and errors are those of a method written by hand; the others are closures.
"""
import abc
import copy
import keyword
import sys
import types
from reprlib import recursive_repr
from types import FunctionType, GenericAlias

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    """Raised when an attribute of a frozen instance is set or deleted."""


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _FIELD_BASE:
    """The kind of a field: of the instance, of the class, or an argument of __init__ only."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")
_EMPTY_METADATA = types.MappingProxyType({})
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"


class InitVar:
    """The annotation of an argument that __init__ only passes on to __post_init__."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        is_plain = isinstance(self.type, type) and not isinstance(self.type, GenericAlias)
        return f"dataclasses.InitVar[{self.type.__name__ if is_plain else repr(self.type)}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known about one field; made by field() and by dataclass(), never by users."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else types.MappingProxyType(metadata)
        self.kw_only = kw_only
        self._field_type = None

    @recursive_repr()
    def __repr__(self):
        shown = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata",
                 "kw_only")
        parts = [f"{name}={getattr(self, name)!r}" for name in shown]
        return f"Field({','.join(parts)},_field_type={self._field_type})"

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            # The default takes the field's place in the class, so it learns its name as if it stood there.
            func(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    """The arguments of dataclass()."""

    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        return "_DataclassParams(" + ",".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__) + ")"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Say more about a field than its annotation does; stands as its value in the class body."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# --- kinds of annotations

def _names_type(annotation, cls, is_wanted):
    """Whether an annotation that is text begins with a name of a wanted type, seen from the class's module."""
    module_name, dot, name = annotation.partition(".")
    if not dot or not module_name.strip().isidentifier():
        module_name, dot, name = "", "", annotation
    name = name.lstrip()
    end = next((i for i, c in enumerate(name) if not c.isalnum() and c != "_"), len(name))
    name = name[:end]
    module = sys.modules.get(cls.__module__)
    namespace = module.__dict__ if module else {}
    if dot:
        found = namespace.get(module_name.strip())
        namespace = found.__dict__ if isinstance(found, types.ModuleType) else {}
    return is_wanted(namespace.get(name))


def _is(annotation, cls, is_wanted):
    return is_wanted(annotation) or isinstance(annotation, str) and _names_type(annotation, cls, is_wanted)


def _is_classvar(annotation):
    typing = sys.modules.get("typing")
    if typing is None or annotation is None:
        return False
    return annotation is typing.ClassVar or (type(annotation) is typing._GenericAlias
                                             and annotation.__origin__ is typing.ClassVar)


def _is_initvar(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation):
    return annotation is KW_ONLY


# --- fields

def _make_field(cls, name, annotation, kw_only):
    """The Field of one annotation, checked."""
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            # A slot's descriptor is no default.
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = _FIELD
    if _is(annotation, cls, _is_classvar):
        made._field_type = _FIELD_CLASSVAR
    elif _is(annotation, cls, _is_initvar):
        made._field_type = _FIELD_INITVAR
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is not _FIELD_CLASSVAR:
        if made.kw_only is MISSING:
            made.kw_only = kw_only
    elif made.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    return made


def _own_fields(cls, kw_only):
    made = []
    seen_kw_only = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if _is(annotation, cls, _is_kw_only):
            if seen_kw_only:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_kw_only = kw_only = True
        else:
            made.append(_make_field(cls, name, annotation, kw_only))
    return made


def _inherited_fields(cls, frozen):
    """The fields of the bases, which must be frozen as the class is."""
    found = {}
    any_frozen = has_bases = False
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            has_bases = True
            found.update((each.name, each) for each in base_fields.values())
            any_frozen = any_frozen or getattr(base, _PARAMS).frozen
    return found, has_bases, any_frozen


def _collect_fields(cls, frozen, kw_only):
    found, has_bases, any_frozen = _inherited_fields(cls, frozen)
    for each in _own_fields(cls, kw_only):
        found[each.name] = each
        if isinstance(getattr(cls, each.name, None), Field):
            # The attribute becomes the default, or goes away.
            if each.default is MISSING:
                delattr(cls, each.name)
            else:
                setattr(cls, each.name, each.default)
    annotations = cls.__dict__.get("__annotations__", {})
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if has_bases and any_frozen and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if has_bases and not any_frozen and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


# --- methods

def _define(cls, function, name=None):
    """Let a function look as if it stood in the class body."""
    name = name or function.__name__
    function.__name__ = name
    function.__qualname__ = f"{cls.__qualname__}.{name}"
    return function


def _set_new_attribute(cls, name, value):
    """Set unless the class has it; whether it had."""
    if name in cls.__dict__:
        return True
    if isinstance(value, FunctionType):
        _define(cls, value, name)
    setattr(cls, name, value)
    return False


def _init_parameter(each):
    if each.default is MISSING and each.default_factory is MISSING:
        default = ""
    elif each.default is not MISSING:
        default = f"=_dflt_{each.name}"
    else:
        default = "=_HAS_DEFAULT_FACTORY"
    return f"{each.name}:_type_{each.name}{default}"


def _init_assignment(each, frozen, self_name, slots):
    """The line of __init__ that sets a field, or None."""
    if each.default_factory is not MISSING:
        value = f"_dflt_{each.name}()"
        if each.init:
            value = f"{value} if {each.name} is _HAS_DEFAULT_FACTORY else {each.name}"
    elif each.init:
        value = each.name
    elif slots and each.default is not MISSING:
        # The class attribute gives way to the slot, so the instance needs the default.
        value = f"_dflt_{each.name}"
    else:
        return None
    if each._field_type is _FIELD_INITVAR:
        return None
    if frozen:
        return f"__dataclass_builtins_object__.__setattr__({self_name},{each.name!r},{value})"
    return f"{self_name}.{each.name}={value}"


def _make_init(cls, all_fields, frozen, has_post_init, self_name, slots):
    positional = [each for each in all_fields if each.init and not each.kw_only]
    keywords = [each for each in all_fields if each.init and each.kw_only]
    seen_default = False
    for each in positional:
        if each.default is not MISSING or each.default_factory is not MISSING:
            seen_default = True
        elif seen_default:
            raise TypeError(f"non-default argument {each.name!r} follows default argument")
    parameters = [self_name, *map(_init_parameter, positional)]
    if keywords:
        parameters += ["*", *map(_init_parameter, keywords)]
    body = [_init_assignment(each, frozen, self_name, slots) for each in all_fields]
    if has_post_init:
        passed = ",".join(each.name for each in all_fields if each._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.{_POST_INIT_NAME}({passed})")
    names = {"MISSING": MISSING, "_HAS_DEFAULT_FACTORY": _HAS_DEFAULT_FACTORY, "__dataclass_builtins_object__": object}
    for each in all_fields:
        names[f"_type_{each.name}"] = each.type
        names[f"_dflt_{each.name}"] = each.default if each.default is not MISSING else each.default_factory
    return _compile_init(cls, parameters, [line for line in body if line] or ["pass"], names)


def _compile_init(cls, parameters, body, names):
    module = sys.modules.get(cls.__module__)
    namespace = module.__dict__ if module else {}
    lines = "".join(f"\n  {line}" for line in body)
    source = (f"def __create_fn__({', '.join(names)}):\n"
              f" def __init__({','.join(parameters)})->None:{lines}\n"
              " return __init__")
    made = {}
    exec(source, namespace, made)
    return made["__create_fn__"](**names)


def _make_repr(shown):
    @recursive_repr()
    def __repr__(self):
        return self.__class__.__qualname__ + f"({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"
    return __repr__


def _values(names):
    """A function that makes the tuple of an object's fields."""
    def values(self):
        return tuple([getattr(self, name) for name in names])
    return values


def _make_eq(names):
    values = _values(names)

    def __eq__(self, other):
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented
    return __eq__


def _make_orders(names):
    values = _values(names)

    def __lt__(self, other):
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self, other):
        return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self, other):
        return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self, other):
        return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented
    return __lt__, __le__, __gt__, __ge__


def _make_frozen_methods(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)
    return __setattr__, __delattr__


def _make_hash(names):
    values = _values(names)

    def __hash__(self):
        return hash(values(self))
    return __hash__


def _set_hash(cls, field_list, params, has_explicit_hash):
    """Set __hash__, or None for it, as unsafe_hash, eq and frozen say (the table in the documentation)."""
    hashed = [each.name for each in field_list if (each.compare if each.hash is None else each.hash)]
    if params.unsafe_hash:
        if has_explicit_hash:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
        cls.__hash__ = _define(cls, _make_hash(hashed))
    elif params.eq and params.frozen:
        if not has_explicit_hash:
            cls.__hash__ = _define(cls, _make_hash(hashed))
    elif params.eq and not has_explicit_hash:
        cls.__hash__ = None


def _annotation_text(annotation):
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def _signature_text(cls, field_list):
    """The parameters of __init__ as the class's documentation shows them."""
    parts = []
    for kw_only in (False, True):
        chosen = [each for each in field_list if each.init and each.kw_only is kw_only]
        if kw_only and chosen:
            parts.append("*")
        for each in chosen:
            text = f"{each.name}: {_annotation_text(each.type)}"
            if each.default is not MISSING:
                text += f" = {each.default!r}"
            elif each.default_factory is not MISSING:
                text += " = <factory>"
            parts.append(text)
    return f"({', '.join(parts)})"


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    found = _collect_fields(cls, frozen, kw_only)
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
    setattr(cls, _PARAMS, params)
    setattr(cls, _FIELDS, found)
    class_hash = cls.__dict__.get("__hash__", MISSING)
    # A class that defines __eq__ alone gets None for __hash__, which nobody wrote.
    has_explicit_hash = not (class_hash is MISSING or class_hash is None and "__eq__" in cls.__dict__)
    if order and not eq:
        raise ValueError("eq must be true if order is true")
    for_init = [each for each in found.values() if each._field_type in (_FIELD, _FIELD_INITVAR)]
    field_list = [each for each in found.values() if each._field_type is _FIELD]
    compared = [each.name for each in field_list if each.compare]
    if init:
        self_name = "__dataclass_self__" if "self" in found else "self"
        made = _make_init(cls, for_init, frozen, hasattr(cls, _POST_INIT_NAME), self_name, slots)
        _set_new_attribute(cls, "__init__", made)
    if repr:
        _set_new_attribute(cls, "__repr__", _make_repr([each.name for each in field_list if each.repr]))
    if eq:
        _set_new_attribute(cls, "__eq__", _make_eq(compared))
    if order:
        for method in _make_orders(compared):
            if _set_new_attribute(cls, method.__name__, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
    if frozen:
        for method in _make_frozen_methods(cls, frozenset(each.name for each in field_list)):
            if _set_new_attribute(cls, method.__name__, method):
                raise TypeError(f"Cannot overwrite attribute {method.__name__} in class {cls.__name__}")
    _set_hash(cls, field_list, params, has_explicit_hash)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + (_signature_text(cls, for_init) if init else "()")
    if match_args:
        names = tuple(each.name for each in for_init if each.init and not each.kw_only)
        _set_new_attribute(cls, "__match_args__", names)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    abc.update_abstractmethods(cls)
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """Add methods to a class, made from its annotated attributes."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots,
                              weakref_slot)
    return wrap if cls is None else wrap(cls)


# --- slots

def _dataclass_getstate(self):
    return [getattr(self, each.name) for each in fields(self)]


def _dataclass_setstate(self, state):
    for each, value in zip(fields(self), state):
        # A frozen class refuses the ordinary way.
        object.__setattr__(self, each.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return ()
    if isinstance(slots, str):
        return (slots,)
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return slots


def _add_slots(cls, is_frozen, weakref_slot):
    """A new class with slots for the fields: a class cannot get them once it is made."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(each.name for each in fields(cls))
    inherited = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    wanted = names + ("__weakref__",) if weakref_slot else names
    namespace["__slots__"] = tuple(name for name in wanted if name not in inherited)
    for name in (*names, "__dict__", "__weakref__"):
        namespace.pop(name, None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if is_frozen:
        if "__getstate__" not in namespace:
            made.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            made.__setstate__ = _dataclass_setstate
    return made


# --- functions on instances

def fields(class_or_instance):
    """The fields of a dataclass or of an instance, as a tuple."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(each for each in found.values() if each._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether it is a dataclass or an instance of one."""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict, also of dataclasses within lists, tuples, dicts and fields; other values are copied."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    def convert(value):
        return dict_factory([(each.name, _convert(getattr(value, each.name), convert)) for each in fields(value)])
    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a tuple, also of dataclasses within."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    def convert(value):
        return tuple_factory([_convert(getattr(value, each.name), convert) for each in fields(value)])
    return convert(obj)


def _convert(value, convert):
    if _is_dataclass_instance(value):
        return convert(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_convert(item, convert) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)(_convert(item, convert) for item in value)
    if isinstance(value, dict):
        return type(value)((_convert(key, convert), _convert(item, convert)) for key, item in value.items())
    return copy.deepcopy(value)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    """A new dataclass; fields are names, pairs (name, type) or triples (name, type, field)."""
    namespace = {} if namespace is None else namespace
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind

    def fill(body):
        body.update(namespace)
        body.update(defaults)
        body["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, fill)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object of the same class, with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for each in getattr(obj, _FIELDS).values():
        if each._field_type is _FIELD_CLASSVAR:
            continue
        if not each.init:
            if each.name in changes:
                raise ValueError(f"field {each.name} is declared with init=False, it cannot be specified with replace()")
        elif each.name not in changes:
            if each._field_type is _FIELD_INITVAR and each.default is MISSING:
                raise ValueError(f"InitVar {each.name!r} must be specified with replace()")
            changes[each.name] = getattr(obj, each.name)
    return obj.__class__(**changes)
