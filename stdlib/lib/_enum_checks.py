"""What enum.verify() looks at, and how an enumeration made by decorator is compared with one made by its base.

A check raises ValueError, or TypeError for the comparison, and is silent when all is well.
"""
from functools import reduce
from operator import or_ as _or_

from _enum_body import _high_bit, _is_single_bit, _iter_bits_lsb


def check_unique(enumeration):
    """One name for each value."""
    aliases = [(name, found.name) for name, found in enumeration.__members__.items() if name != found.name]
    if aliases:
        details = ", ".join("%s -> %s" % pair for pair in aliases)
        raise ValueError("aliases found in %r: %s" % (enumeration, details))


def check_continuous(enumeration, is_flag):
    """No value, or no bit of a flag, is left out between the least and the greatest."""
    values = {found.value for found in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if is_flag:
        expected = [2 ** place for place in range(_high_bit(low) + 1, _high_bit(high))]
    else:
        expected = range(low + 1, high)
    missing = [value for value in expected if value not in values]
    if missing:
        raise ValueError(("invalid %s %r: missing values %s" % (
            "flag" if is_flag else "enum", enumeration.__name__,
            ", ".join(map(str, missing))))[:256])


def check_named_flags(enumeration):
    """Names of several bits are made of bits that have names."""
    values = {found.value for found in enumeration}
    names = []
    unknown = 0
    for name, alias in enumeration._member_map_.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        missing = [bit for bit in _iter_bits_lsb(alias.value) if bit not in values]
        if missing:
            names.append(name)
            unknown |= reduce(_or_, missing)
    if not names:
        return
    if len(names) == 1:
        text = "alias %s is missing" % names[0]
    else:
        text = "aliases %s and %s are missing" % (", ".join(names[:-1]), names[-1])
    value = "combined values of 0x%x" % unknown if not _is_single_bit(unknown) else "value 0x%x" % unknown
    raise ValueError("invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]"
                     % (enumeration.__name__, text, value))


def _test_simple_enum(checked_enum, simple_enum):
    """TypeError unless both enumerations have the same members, with the same values, texts and attributes."""
    failed = []
    checked, simple = checked_enum.__members__, simple_enum.__members__
    failed += [f"missing member from simple: {name}" for name in checked if name not in simple]
    failed += [f"extra member in simple: {name}" for name in simple if name not in checked]
    for name in checked.keys() & simple.keys():
        for attribute in ("name", "value"):
            pair = getattr(checked[name], attribute), getattr(simple[name], attribute)
            if pair[0] != pair[1]:
                failed.append("%s of %r: %r in checked, %r in simple" % (attribute, name, *pair))
    for method in ("__str__", "__repr__", "__format__", "__reduce_ex__"):
        if getattr(checked_enum, method) != getattr(simple_enum, method):
            failed.append(f"{method} differs")
    if failed:
        raise TypeError("enum mismatch:\n   " + "\n   ".join(failed))
