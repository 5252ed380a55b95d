"""Enumerations: classes whose attributes are a fixed set of named, constant members.

The class body is run in an _EnumDict, which notes the members and fills in auto(). EnumType.__new__ turns each into a
_ProtoMember, which makes the member when the class tells it its name; so members exist before __init_subclass__ runs.
Both are in _enum_body, with the marks that a body may put on its values; here are the metaclass and the classes.
"""
import builtins as _bltns
import sys
from functools import reduce
from operator import or_ as _or_
from types import MappingProxyType

from _enum_body import (_EnumDict, _ProtoMember, _auto_null, _high_bit, _is_descriptor, _is_dunder, _is_internal_class,
                        _is_private, _is_single_bit, _is_sunder, _iter_bits_lsb, auto, bin, member, nonmember, property,
                        show_flag_values)
from _enum_checks import (_test_simple_enum, check_continuous as _check_continuous,
                          check_named_flags as _check_named_flags, check_unique as _check_unique)

__all__ = ["EnumType", "EnumMeta", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "global_flag_repr", "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS",
           "NAMED_FLAGS", "UNIQUE"]

# The classes of this module while they do not exist yet.
Enum = Flag = EJECT = ReprEnum = None
_COPIED_FLAG_METHODS = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__")
_OWN_METHODS = ("__repr__", "__str__", "__format__", "__reduce_ex__")


class EnumType(type):
    """The type of enumeration classes."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = _EnumDict()
        namespace._cls_name = cls
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        classdict.setdefault("_ignore_", []).append("_ignore_")
        for name in classdict["_ignore_"]:
            classdict.pop(name, None)
        member_names = classdict._member_names
        invalid = set(member_names) & {"mro", ""}
        if invalid:
            raise ValueError("invalid enum member name(s) %s" % ",".join(repr(name) for name in invalid))
        order = classdict.pop("_order_", None)

        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        for name in member_names:
            dict.__setitem__(classdict, name, _ProtoMember(classdict[name]))
        namespace = dict(classdict)
        namespace.update(
            _new_member_=new, _use_args_=use_args, _member_names_=[], _member_map_={}, _value2member_map_={},
            _unhashable_values_=[], _member_type_=member_type, _value_repr_=metacls._find_data_repr_(cls, bases))
        if Flag is not None and first_enum is not None and issubclass(first_enum, Flag):
            namespace.update(_boundary_=boundary or getattr(first_enum, "_boundary_", None), _flag_mask_=0,
                             _all_bits_=0, _inverted_=None)
        elif Flag is None and boundary is not None:
            namespace.update(_boundary_=boundary, _flag_mask_=0, _all_bits_=0, _inverted_=None)
        try:
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        except RuntimeError as error:
            # What a member's making raised comes wrapped by __set_name__.
            if error.__cause__ is None:
                raise
            raise error.__cause__
        metacls._add_methods_(enum_class, namespace, member_type, first_enum, save_new)
        metacls._check_order_(enum_class, order)
        return enum_class

    def __init__(cls, *args, **kwds):
        pass

    # --- parts of __new__

    @classmethod
    def _add_methods_(metacls, enum_class, namespace, member_type, first_enum, save_new):
        if "__reduce_ex__" not in namespace and member_type is not object:
            metacls._check_pickling_(enum_class, member_type)
        if first_enum is not None:
            if ReprEnum is not None and ReprEnum in enum_class.__bases__:
                metacls._take_texts_(enum_class, namespace, member_type)
            # A mixed-in type's own texts would hide those of the enumeration.
            for name in _OWN_METHODS:
                inherited = (getattr(member_type, name, None), getattr(object, name, None))
                if name not in namespace and getattr(enum_class, name) in inherited:
                    setattr(enum_class, name, getattr(first_enum, name))
        if Flag is not None and issubclass(enum_class, Flag):
            for name in _COPIED_FLAG_METHODS:
                if name not in namespace:
                    setattr(enum_class, name, getattr(Flag, name))
            metacls._note_bits_(enum_class)
        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = namespace["__new__"]
            enum_class.__new__ = Enum.__new__

    @classmethod
    def _take_texts_(metacls, enum_class, namespace, member_type):
        """Let str() and format() be those of the data; they count as the class's own."""
        if "__format__" not in namespace:
            enum_class.__format__ = namespace["__format__"] = member_type.__format__
        if "__str__" not in namespace:
            method = member_type.__str__
            if method is object.__str__:
                method = member_type.__repr__
            enum_class.__str__ = namespace["__str__"] = method

    @classmethod
    def _check_pickling_(metacls, enum_class, member_type):
        """A mixed-in type that pickles neither by arguments nor as data makes members that cannot be pickled."""
        ways = ("__getnewargs_ex__", "__getnewargs__", "__reduce_ex__", "__reduce__")
        if not any(name in member_type.__dict__ for name in ways):
            if "__new__" in enum_class.__dict__ and member_type.__dict__.get("__new__"):
                _make_class_unpicklable(enum_class)

    @classmethod
    def _note_bits_(metacls, enum_class):
        """The mask has the bits that have a member of their own, _all_bits_ every bit up to the highest of any."""
        values = [found._value_ for found in enum_class._member_map_.values()]
        enum_class._flag_mask_ = reduce(_or_, filter(_is_single_bit, values), 0)
        enum_class._all_bits_ = 2 ** reduce(_or_, values, 0).bit_length() - 1
        listed = [enum_class._member_map_[name]._value_ for name in enum_class._member_names_]
        if listed != sorted(listed):
            enum_class._iter_member_ = enum_class._iter_member_by_def_

    @classmethod
    def _check_order_(metacls, enum_class, order):
        if order is None:
            return
        if isinstance(order, str):
            order = order.replace(",", " ").split()
        if Flag is not None and issubclass(enum_class, Flag):
            order = [name for name in order if name in enum_class._member_names_]
            names = [name for name in enum_class._member_names_ if name in order]
        else:
            aliases = enum_class._member_map_.keys() - set(enum_class._member_names_)
            order = [name for name in order if name not in aliases]
            names = enum_class._member_names_
        if order != names:
            raise TypeError("member order does not match _order_:\n  %r\n  %r" % (names, order))

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (class_name, base))

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """(the type of the members' data, the enumeration class that is inherited from)."""
        if not bases:
            return object, Enum
        mcls._check_for_existing_members_(class_name, bases)
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        data_types = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        data_types.add(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__init__" in base.__dict__:
                    data_types.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(data_types) > 1:
            raise TypeError("too many data types for %r: %r" % (class_name, data_types))
        return data_types.pop() if data_types else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """(the function that makes members, whether the class brought its own, whether it takes the value)."""
        new = classdict.get("__new__", None)
        save_new = first_enum is not None and new is not None
        if new is None:
            # A __new__ that an enumeration above brought is kept as __new_member__.
            for name in ("__new_member__", "__new__"):
                for possible in (member_type, first_enum):
                    target = getattr(possible, name, None)
                    if target not in {None, None.__new__, object.__new__, getattr(Enum, "__new__", None)}:
                        new = target
                        break
                if new is not None:
                    break
            else:
                new = object.__new__
        use_args = first_enum is not None and new not in (getattr(Enum, "__new__", None), object.__new__)
        return new, save_new, use_args

    # --- the class as a container of its members

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """The member of a value; with names, a new enumeration of that name."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname, type=type, start=start,
                            boundary=boundary)

    def __bool__(cls):
        return True

    def __contains__(cls, member):
        if not isinstance(member, Enum):
            import warnings
            warnings.warn("in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                          "False depending on whether the value is a member or the value of a member",
                          DeprecationWarning, stacklevel=2)
            raise TypeError("unsupported operand type(s) for 'in': '%s' and '%s'"
                            % (type(member).__qualname__, cls.__class__.__qualname__))
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                 "__module__", "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is object:
            return sorted(names)
        return sorted(set(dir(cls._member_type_)) | names)

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    @_bltns.property
    def __members__(cls):
        """All names with their members, aliases too."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return "<flag %r>" % cls.__name__
        return "<enum %r>" % cls.__name__

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    # --- classes made by a call

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """A class of the given names: a text, names, or pairs of names and values."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        classdict = metacls.__prepare__(class_name, bases)
        for name, value in cls._pairs_(names, first_enum, start):
            classdict[name] = value
        if module is None:
            try:
                module = sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            _make_class_unpicklable(classdict)
        else:
            classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    @staticmethod
    def _pairs_(names, first_enum, start):
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            values = []
            pairs = []
            for count, name in enumerate(names):
                value = first_enum._generate_next_value_(name, start, count, values[:])
                values.append(value)
                pairs.append((name, value))
            return pairs
        return [(item, names[item]) if isinstance(item, str) else (item[0], item[1]) for item in names]

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Replace the constants of a module that the filter chooses by members of a new class."""
        module_globals = sys.modules[module].__dict__
        source = source.__dict__ if source else module_globals
        members = [(key, source[key]) for key in source.keys() if filter(key)]
        try:
            members.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            members.sort(key=lambda pair: pair[0])
        body = {key: value for key, value in members}
        body["__module__"] = module
        made = cls(name, members, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            sys.modules[made.__module__].__dict__.update(made.__members__)
        module_globals[name] = made
        return made


EnumMeta = EnumType


def _make_class_unpicklable(obj):
    """Let pickling of members fail, where they could not be found again."""
    def _break_on_call_reduce(self, proto):
        raise TypeError("%r cannot be pickled" % self)
    if isinstance(obj, dict):
        obj["__reduce_ex__"] = _break_on_call_reduce
        obj["__module__"] = "<unknown>"
    else:
        obj.__reduce_ex__ = _break_on_call_reduce
        obj.__module__ = "<unknown>"


# --- the classes to inherit from

class Enum(metaclass=EnumType):
    """A set of named constant values: attributes of the class body become members."""

    def __new__(cls, value):
        """Find the member of a value; a member stands for itself."""
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for candidate in cls._member_map_.values():
                if candidate._value_ == value:
                    return candidate
        return cls._find_missing(value)

    def __init__(self, *args, **kwds):
        pass

    @classmethod
    def _find_missing(cls, value):
        error = None
        try:
            result = cls._missing_(value)
        except Exception as raised:
            error, result = raised, None
        try:
            if isinstance(result, cls):
                return result
            if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
                return result
            invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
            if result is None and error is None:
                raise invalid
            if error is None:
                error = TypeError("error in %s._missing_: returned %r instead of None or a valid member"
                                  % (cls.__name__, result))
            if not isinstance(error, ValueError):
                error.__context__ = invalid
            raise error
        finally:
            error = invalid = None

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """One more than the last value, which should be the highest one."""
        if not last_values:
            return start
        try:
            last = last_values[-1]
            last_values.sort()
            if last == last_values[-1]:
                return last + 1
            raise TypeError
        except TypeError:
            import warnings
            warnings.warn("In 3.13 the default `auto()`/`_generate_next_value_` will require all values to be sortable "
                          "and support adding +1\nand the value returned will be the largest value in the enum "
                          "incremented by 1", DeprecationWarning, stacklevel=3)
            for value in last_values:
                try:
                    return value + 1
                except TypeError:
                    pass
            return start

    @classmethod
    def _missing_(cls, value):
        """What stands for a value that no member has; None for an error."""
        return None

    def __repr__(self):
        value_repr = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, value_repr(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = set()
        if self.__class__._member_type_ is not object:
            names = set(object.__dir__(self))
        for name in getattr(self, "__dict__", []):
            if name[0] != "_":
                names.add(name)
        for cls in self.__class__.mro():
            for name, obj in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(obj, property):
                    if obj.fget is not None or name not in self._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                else:
                    names.add(name)
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value"} | names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return getattr, (self.__class__, self._name_)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


class ReprEnum(Enum):
    """An enumeration that only has Enum's repr(); str() and format() are those of the mixed-in type."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are ints."""


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError("%r is not a string" % (values[0],))
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError("encoding must be a string, not %r" % (values[1],))
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % (values[2]))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The name in lower case."""
        return name.lower()


class FlagBoundary(StrEnum):
    """What becomes of bits that no member of a flag has: an error, ignored, a plain int, or kept."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=CONFORM):
    """An enumeration of bits, which can be combined by |, &, ^ and ~."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The power of two above the highest value so far."""
        if not last_values:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            return 2 ** (_high_bit(last_value) + 1)
        except Exception:
            raise TypeError("invalid flag value %r" % last_value) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda found: found._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """Make the combination that a value stands for, as far as the boundary allows."""
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask = cls._flag_mask_
        all_bits = cls._all_bits_
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s"
                                 % (cls, value, bin(value, width), bin(mask, width)))
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value = max(all_bits + 1, 2 ** value.bit_length()) + value
            else:
                raise ValueError("%r unknown flag boundary %r" % (cls, cls._boundary_))
        if value < 0:
            value += all_bits + 1
        return cls._make_combination(value, mask)

    @classmethod
    def _make_combination(cls, value, mask):
        unknown = value & ~mask
        member_value = value & mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError("%s(%r) -->  unknown values %r [%s]" % (cls.__name__, value, unknown, bin(unknown)))
        combined = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        if not hasattr(combined, "_value_"):
            combined._value_ = value
        if member_value:
            combined._name_ = "|".join(found._name_ for found in cls._iter_member_(value))
            if unknown:
                combined._name_ += "|%s" % cls._numeric_repr_(unknown)
        else:
            combined._name_ = None
        # Made once: equal combinations are identical.
        return cls._value2member_map_.setdefault(value, combined)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        value_repr = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (self.__class__.__name__, value_repr(self._value_))
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, value_repr(self._value_))

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _value_of(self, flag):
        """The number of an operand, None where it is no fitting one."""
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return None

    def __or__(self, other):
        other_value = self._value_of(other)
        return NotImplemented if other_value is None else self.__class__(self._value_ | other_value)

    def __and__(self, other):
        other_value = self._value_of(other)
        return NotImplemented if other_value is None else self.__class__(self._value_ & other_value)

    def __xor__(self, other):
        other_value = self._value_of(other)
        return NotImplemented if other_value is None else self.__class__(self._value_ ^ other_value)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        if self._inverted_ is None:
            bits = ~self._value_ if self._boundary_ is KEEP else self._flag_mask_ ^ self._value_
            self._inverted_ = self.__class__(bits)
            if isinstance(self._inverted_, self.__class__):
                self._inverted_._inverted_ = self
        return self._inverted_

    def __reduce_ex__(self, proto):
        cls = self.__class__
        unknown = self._value_ & ~cls._flag_mask_
        member_value = self._value_ & cls._flag_mask_
        if unknown and member_value:
            return _or_, (cls(member_value), unknown)
        members = list(cls._iter_member_(member_value))
        if len(members) == 1:
            return getattr, (cls, members[0]._name_)
        if members:
            head = members[0]
            return _or_, (cls(member_value ^ head._value_), head)
        return cls, (self._value_,)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags that are ints."""


# --- decorators

def unique(enumeration):
    """Refuse an enumeration that has two names for one value."""
    duplicates = [(name, found.name) for name, found in enumeration.__members__.items() if name != found.name]
    if duplicates:
        details = ", ".join("%s -> %s" % pair for pair in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can ask for."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Refuse an enumeration that breaks one of the given rules."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                _check_unique(enumeration)
            elif check is CONTINUOUS:
                if not issubclass(enumeration, Enum):
                    raise Exception("verify: unknown type %r" % type(enumeration))
                _check_continuous(enumeration, issubclass(enumeration, Flag))
            elif check is NAMED_FLAGS:
                _check_named_flags(enumeration)
        return enumeration


# --- members as names of their module

def global_enum_repr(self):
    """module.name instead of <class.name: value>."""
    return "%s.%s" % (self.__class__.__module__.split(".")[-1], self._name_)


def global_flag_repr(self):
    """module.name for each bit of the combination."""
    module = self.__class__.__module__.split(".")[-1]
    name = self.__class__.__name__
    if self._name_ is None:
        return "%s.%s(%r)" % (module, name, self._value_)
    if _is_single_bit(self):
        return "%s.%s" % (module, self._name_)
    if self._boundary_ is not FlagBoundary.KEEP:
        return "|".join("%s.%s" % (module, part) for part in self.name.split("|"))
    return "|".join(part if part[0].isdigit() else "%s.%s" % (module, part) for part in self._name_.split("|"))


def global_str(self):
    """The name alone."""
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """Put the members of a class into its module, and let their texts show that."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


# --- enumerations by decorator

def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """A decorator that makes a plain class the enumeration that it would be with `etype` as its base."""
    def convert_class(cls):
        namespace = EnumType.__prepare__(cls.__name__, (etype,), boundary=boundary)
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__"):
                namespace[name] = value
        return EnumType(cls.__name__, (etype,), namespace, boundary=boundary)
    return convert_class
