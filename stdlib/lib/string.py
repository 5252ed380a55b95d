"""Constants of ASCII characters, and two ways to fill in a text: Template and Formatter."""
import _string

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize each word; without a separator, words are joined by single spaces."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class _FirstUse:
    """An attribute of a class that is made when it is first asked for: it needs the module `re`."""

    def __init__(self, make):
        self._make = make

    def __set_name__(self, owner, name):
        self._name = name

    def __get__(self, instance, owner):
        for kind in owner.__mro__:
            if kind.__dict__.get(self._name) is self:
                value = self._make(kind)
                setattr(kind, self._name, value)
                return value


def _default_flags(owner):
    import re
    return re.IGNORECASE


def _compile_pattern(cls):
    """The pattern that finds a delimiter and what follows: escaped, named, braced or invalid."""
    import re
    pattern = cls.__dict__.get("pattern")
    if pattern is None or isinstance(pattern, _FirstUse):
        braced = cls.braceidpattern or cls.idpattern
        pattern = rf"""
            {re.escape(cls.delimiter)}(?:
              (?P<escaped>{re.escape(cls.delimiter)}) |
              (?P<named>{cls.idpattern})              |
              {{(?P<braced>{braced})}}                |
              (?P<invalid>)
            )
            """
    return re.compile(pattern, cls.flags | re.VERBOSE)


class Template:
    """A text with $name and ${name}, as PEP 292 says; subclasses change the syntax by class attributes."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = _FirstUse(_default_flags)
    pattern = _FirstUse(_compile_pattern)

    def __init_subclass__(cls):
        super().__init_subclass__()
        if "pattern" in cls.__dict__:
            cls.pattern = _compile_pattern(cls)
        else:
            first_use = _FirstUse(_compile_pattern)
            first_use.__set_name__(cls, "pattern")
            cls.pattern = first_use

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        lines = self.template[:match.start("invalid")].splitlines(keepends=True)
        column = match.start("invalid") - len("".join(lines[:-1])) if lines else 1
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (max(len(lines), 1), column))

    def substitute(self, mapping={}, /, **kws):
        """Fill in every placeholder; KeyError for a name that is not there."""
        def replacement(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                return str(kws[name] if name in kws else mapping[name])
            return self._special(match)
        return self.pattern.sub(replacement, self.template)

    def safe_substitute(self, mapping={}, /, **kws):
        """Fill in the placeholders that can be; what is wrong or not there stays."""
        def replacement(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                try:
                    return str(kws[name] if name in kws else mapping[name])
                except KeyError:
                    return match.group()
            return match.group() if match.group("invalid") is not None else self._special(match)
        return self.pattern.sub(replacement, self.template)

    def _special(self, match):
        if match.group("escaped") is not None:
            return self.delimiter
        if match.group("invalid") is not None:
            self._invalid(match)
        raise ValueError("Unrecognized named group in pattern", self.pattern)

    def is_valid(self):
        """Whether substitute() would find every placeholder well formed."""
        for match in self.pattern.finditer(self.template):
            if match.group("invalid") is not None:
                return False
            if match.group("named") is match.group("braced") is match.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return True

    def get_identifiers(self):
        """The names of the placeholders, each once, in order."""
        names = {}
        for match in self.pattern.finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is not None:
                names.setdefault(name)
            elif match.group("invalid") is None and match.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return list(names)


class Formatter:
    """str.format as an object: subclasses change how values are found, converted and formatted."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        """The text, and the next automatic number (False once fields were numbered by hand)."""
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, field_name, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if field_name is None:
                continue
            field_name, auto_arg_index = self._numbered(field_name, auto_arg_index)
            value, used = self.get_field(field_name, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1,
                                                 auto_arg_index=auto_arg_index)
            result.append(self.format_field(value, spec))
        return "".join(result), auto_arg_index

    def _numbered(self, field_name, auto_arg_index):
        """The field's name with its automatic number, and the number of the next one."""
        if field_name == "":
            if auto_arg_index is False:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            return str(auto_arg_index), auto_arg_index + 1
        if field_name.isdigit():
            if auto_arg_index:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            auto_arg_index = False
        return field_name, auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))

    def parse(self, format_string):
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _string.formatter_field_name_split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in rest:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first
