"""Objects to JSON text, in parts: a generator for each kind of container."""

_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPE_TABLE = {code: "\\u%04x" % code for code in range(0x20)}
_ESCAPE_TABLE.update((ord(char), text) for char, text in _SHORT_ESCAPES.items())
_ASCII_ESCAPE_TABLE = {0x7f: "\\u007f", **_ESCAPE_TABLE}
INFINITY = float("inf")


def py_encode_basestring(s):
    """The text in quotes, with escapes where JSON demands them."""
    return '"' + s.translate(_ESCAPE_TABLE) + '"'


def _escape_beyond_ascii(char):
    if char <= "\x7f":
        return char
    code = ord(char)
    if code < 0x10000:
        return "\\u%04x" % code
    code -= 0x10000
    return "\\u%04x\\u%04x" % (0xD800 | code >> 10, 0xDC00 | code & 0x3FF)


def py_encode_basestring_ascii(s):
    """The text in quotes, with everything beyond ASCII escaped."""
    if not isinstance(s, str):
        raise TypeError("first argument must be a string, not %s" % type(s).__name__)
    text = s.translate(_ASCII_ESCAPE_TABLE)
    if not text.isascii():
        text = "".join(map(_escape_beyond_ascii, text))
    return '"' + text + '"'


encode_basestring = py_encode_basestring
encode_basestring_ascii = py_encode_basestring_ascii


class JSONEncoder(object):
    """Says dict, list, tuple, str, int, float, bool and None in JSON; subclasses bring a default() for the rest."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """Something that stands for an object JSON cannot say; by default a TypeError."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The JSON text of an object."""
        if isinstance(o, str):
            return (encode_basestring_ascii if self.ensure_ascii else encode_basestring)(o)
        return "".join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """The JSON text of an object part by part."""
        markers = {} if self.check_circular else None
        encode_string = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        allow_nan = self.allow_nan
        # CPython's native encoder, which it uses for texts in one piece without indentation, names no number.
        names_nothing = _one_shot and self.indent is None

        def encode_float(number, text_of=float.__repr__):
            if number - number == 0:
                return text_of(number)
            if not allow_nan:
                text = "Out of range float values are not JSON compliant"
                raise ValueError(text if names_nothing else text + ": " + repr(number))
            return "NaN" if number != number else "Infinity" if number > 0 else "-Infinity"
        return _Writer(self, markers, encode_string, encode_float).write(o, 0)


class _Writer:
    """One run of an encoder. The markers are the containers that are open, by which a cycle is found."""

    def __init__(self, encoder, markers, encode_string, encode_float):
        self.encoder = encoder
        self.markers = markers
        self.encode_string = encode_string
        self.encode_float = encode_float
        indent = encoder.indent
        self.indent = " " * indent if indent is not None and not isinstance(indent, str) else indent

    def scalar(self, o):
        """The text of what is no container; None for the others."""
        if isinstance(o, str):
            return self.encode_string(o)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self.encode_float(o)
        return None

    def write(self, o, level):
        text = self.scalar(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from self.guarded(o, self.write_list, level) if o else ("[]",)
        elif isinstance(o, dict):
            yield from self.guarded(o, self.write_dict, level) if o else ("{}",)
        else:
            yield from self.guarded(o, self.write_other, level)

    def guarded(self, o, write, level):
        """The parts of a container, or an error where it is within itself."""
        markers = self.markers
        if markers is None:
            yield from write(o, level)
            return
        if id(o) in markers:
            raise ValueError("Circular reference detected")
        markers[id(o)] = o
        yield from write(o, level)
        del markers[id(o)]

    def write_other(self, o, level):
        yield from self.write(self.encoder.default(o), level)

    def line(self, level):
        return "" if self.indent is None else "\n" + self.indent * level

    def write_list(self, o, level):
        before = "[" + self.line(level + 1)
        separator = self.encoder.item_separator + self.line(level + 1)
        for item in o:
            text = self.scalar(item)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from self.write(item, level + 1)
            before = separator
        if self.indent is not None:
            yield self.line(level)
        yield "]"

    def write_dict(self, o, level):
        yield "{"
        before = self.line(level + 1)
        separator = self.encoder.item_separator + before
        items = sorted(o.items()) if self.encoder.sort_keys else o.items()
        for key, value in items:
            if not isinstance(key, str):
                key = self.key_text(key)
                if key is None:
                    continue
            if before:
                yield before
            before = separator
            yield self.encode_string(key)
            yield self.encoder.key_separator
            yield from self.write(value, level + 1)
        if self.indent is not None:
            yield self.line(level)
        yield "}"

    def key_text(self, key):
        """The text for a key that is no str; None leaves it out."""
        if key is None or isinstance(key, (int, float)):
            return self.scalar(key)
        if self.encoder.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
