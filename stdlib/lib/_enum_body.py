"""What the body of an enumeration's class is made of: marks for its values, the dict it runs in, members to be.

The classes of this module are those of `enum`, which this module asks for Enum and Flag once they exist.
"""
import builtins as _bltns
import enum
from types import DynamicClassAttribute


class _AutoNull:
    """The class of the mark in an auto() that has no value yet."""

    def __repr__(self):
        return "_auto_null"


_auto_null = _AutoNull()


class nonmember(object):
    """Marks a value of the class body that stays an attribute."""

    __module__ = "enum"

    def __init__(self, value):
        self.value = value


class member(object):
    """Marks a value, such as a function, that becomes a member."""

    __module__ = "enum"

    def __init__(self, value):
        self.value = value


class auto:
    """Stands for a value that _generate_next_value_ gives."""

    __module__ = "enum"

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % self.value


class property(DynamicClassAttribute):
    """A property of members beside which a member may have the same name: the class gives the member."""

    __module__ = "enum"

    member = None
    name = None
    clsname = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            try:
                return ownerclass._member_map_[self.name]
            except KeyError:
                raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))
        if self.fget is not None:
            return self.fget(instance)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError("%r member has no attribute %r" % (ownerclass, self.name)) from None

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


# --- questions about names and values

def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_internal_class(cls_name, obj):
    if not isinstance(obj, type):
        return False
    qualname = getattr(obj, "__qualname__", "")
    start = cls_name + "." + getattr(obj, "__name__", "")
    return qualname == start or qualname.endswith("." + start)


def _is_private(cls_name, name):
    start = "_%s__" % cls_name
    return (len(name) > len(start) and name.startswith(start) and name[len(start)] != "_"
            and (name[-1] != "_" or name[-2] != "_"))


def _is_single_bit(num):
    if num == 0:
        return False
    num &= num - 1
    return num == 0


def _iter_bits_lsb(num):
    """The bits of a number that is not negative, lowest first."""
    if isinstance(num, enum.Enum):
        num = num.value
    if num < 0:
        raise ValueError("%r is not a positive integer" % num)
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def show_flag_values(value):
    """The bits of a flag's value as a list."""
    return list(_iter_bits_lsb(value))


def _high_bit(value):
    """The place of the highest bit; -1 for 0."""
    return value.bit_length() - 1


def bin(num, max_bits=None):
    """Like the built-in bin(), with the sign as a group of its own: '0b0 1010', '0b1 0101'."""
    limit = 1 << num.bit_length()
    if num >= 0:
        sign, digits = "0b0", _bltns.bin(num + limit)[3:]
    else:
        sign, digits = "0b1", _bltns.bin(~num ^ (limit - 1) + limit)[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[2] * max_bits + digits)[-max_bits:]
    return "%s %s" % (sign, digits)


# --- the making of a class

_ALLOWED_SUNDERS = ("_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
                    "_iter_member_by_value_", "_iter_member_by_def_")


class _EnumDict(dict):
    """The namespace of the class body: keeps the names of members in order and refuses to use one twice."""

    __module__ = "enum"

    def __init__(self):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_internal_class(self._cls_name, value):
            import warnings
            warnings.warn("In 3.13 classes created inside an enum will not become a member.  "
                          "Use the `member` decorator to keep the current behavior.", DeprecationWarning, stacklevel=2)
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._set_sunder(key, value)
        elif _is_dunder(key):
            key = "_order_" if key == "__order__" else key
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not _is_descriptor(value):
            value = self._add_member(key, value)
        super().__setitem__(key, value)

    def _set_sunder(self, key, value):
        if key not in _ALLOWED_SUNDERS:
            raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % (key,))
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError("_ignore_ cannot specify already set names: %r" % (already,))
        return value

    def _add_member(self, key, value):
        """Note the member; its value with each auto() filled in."""
        if key in self:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        if isinstance(value, member):
            value = value.value
        if isinstance(value, auto):
            value = self._fill_in(key, value)
        elif type(value) is tuple and any(isinstance(part, auto) for part in value):
            value = tuple(self._fill_in(key, part) if isinstance(part, auto) else part for part in value)
        else:
            self._last_values.append(value)
        self._member_names[key] = None
        return value

    def _fill_in(self, key, marker):
        if marker.value is _auto_null:
            marker.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(marker.value)
        return marker.value

    def update(self, members, *more_members, **kwds):
        for part in (members, *more_members):
            pairs = [(key, part[key]) for key in part.keys()] if hasattr(part, "keys") else part
            for key, value in pairs:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value


class _ProtoMember:
    """The value of a member until the class exists; then it puts the member in its own place."""

    __module__ = "enum"

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, member_name):
        delattr(enum_class, member_name)
        new_member = self._make_member(enum_class)
        new_member._name_ = member_name
        new_member.__objclass__ = enum_class
        new_member.__init__(*self._arguments(enum_class))
        new_member._sort_order_ = len(enum_class._member_names_)
        canonical = self._find_equal(enum_class, new_member._value_)
        if canonical is None:
            if self._is_listed(enum_class, new_member._value_):
                enum_class._member_names_.append(member_name)
        else:
            new_member = canonical
        self._publish(enum_class, member_name, new_member)
        enum_class._member_map_[member_name] = new_member
        try:
            enum_class._value2member_map_.setdefault(new_member._value_, new_member)
        except TypeError:
            enum_class._unhashable_values_.append(new_member._value_)

    def _arguments(self, enum_class):
        args = self.value if isinstance(self.value, tuple) else (self.value,)
        # A tuple is passed to its type as it is.
        return (args,) if enum_class._member_type_ is tuple else args

    def _make_member(self, enum_class):
        value = self.value
        args = self._arguments(enum_class)
        if not enum_class._use_args_:
            new_member = enum_class._new_member_(enum_class)
        else:
            new_member = enum_class._new_member_(enum_class, *args)
        if not hasattr(new_member, "_value_"):
            if enum_class._member_type_ is object:
                new_member._value_ = value
            else:
                try:
                    new_member._value_ = enum_class._member_type_(*args)
                except Exception as error:
                    new_error = TypeError("_value_ not set in __new__, unable to create it")
                    new_error.__cause__ = error
                    raise new_error
        return new_member

    def _find_equal(self, enum_class, value):
        """The member of the same value, whose alias this is."""
        try:
            return enum_class._value2member_map_[value]
        except KeyError:
            return None
        except TypeError:
            for existing in enum_class._member_map_.values():
                if existing._value_ == value:
                    return existing
            return None

    def _is_listed(self, enum_class, value):
        """Whether iteration shows the member: of flags those of one bit, all others are aliases."""
        if enum.Flag is None or not issubclass(enum_class, enum.Flag):
            return True
        return _is_single_bit(value)

    def _publish(self, enum_class, member_name, new_member):
        """Make the member an attribute; a property of the same name in a base goes on serving the members."""
        for base in enum_class.__mro__[1:]:
            descriptor = base.__dict__.get(member_name)
            if descriptor is None:
                continue
            if isinstance(descriptor, (property, DynamicClassAttribute)):
                redirect = property(descriptor.fget, descriptor.fset, descriptor.fdel)
                redirect.__set_name__(enum_class, member_name)
                setattr(enum_class, member_name, redirect)
                return
        setattr(enum_class, member_name, new_member)
