"""JSON text to objects. Every parse function takes the text and a place, and returns the value and the place behind."""
from json import scanner

__all__ = ["JSONDecoder", "JSONDecodeError"]

_CONSTANTS = {"-Infinity": float("-inf"), "Infinity": float("inf"), "NaN": float("nan")}
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WHITESPACE = " \t\n\r"
_HEX_DIGITS = "0123456789abcdefABCDEF"


class JSONDecodeError(ValueError):
    """A text is no JSON; msg says why, doc is the text, and pos, lineno and colno say where."""

    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        super().__init__("%s: line %d column %d (char %d)" % (msg, self.lineno, self.colno, pos))

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _skip_whitespace(string, idx):
    end = len(string)
    while idx < end and string[idx] in _WHITESPACE:
        idx += 1
    return idx


# --- strings

def _decode_hex(string, pos):
    """The number of the four digits behind the u at pos."""
    digits = string[pos + 1:pos + 5]
    if len(digits) == 4 and all(digit in _HEX_DIGITS for digit in digits):
        return int(digits, 16)
    raise JSONDecodeError("Invalid \\uXXXX escape", string, pos)


def _decode_unicode_escape(string, pos):
    """(character, end) of the escape whose u stands at pos; two escapes may make a surrogate pair."""
    number = _decode_hex(string, pos)
    end = pos + 5
    if 0xD800 <= number <= 0xDBFF and string.startswith("\\u", end):
        second = _decode_hex(string, end + 1)
        if 0xDC00 <= second <= 0xDFFF:
            return chr(0x10000 + (number - 0xD800 << 10 | second - 0xDC00)), end + 6
    return chr(number), end


def _check_controls(string, start, end):
    for idx in range(start, end):
        if string[idx] < " ":
            raise JSONDecodeError("Invalid control character at", string, idx)


def py_scanstring(s, end, strict=True):
    """The string whose opening quote stands before end."""
    begin = end - 1
    parts = []
    quote = s.find('"', end)
    while True:
        if 0 <= quote < end:
            quote = s.find('"', end)
        stop = s.find("\\", end, quote if quote >= 0 else len(s))
        if stop < 0:
            stop = quote if quote >= 0 else len(s)
        if strict and not s[end:stop].isprintable():
            _check_controls(s, end, stop)
        parts.append(s[end:stop])
        if stop == len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if stop == quote:
            return "".join(parts), stop + 1
        escape = s[stop + 1:stop + 2]
        if not escape:
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        if escape == "u":
            char, end = _decode_unicode_escape(s, stop + 1)
        elif escape in _ESCAPES:
            char, end = _ESCAPES[escape], stop + 2
        else:
            raise JSONDecodeError("Invalid \\escape", s, stop)
        parts.append(char)


scanstring = py_scanstring


# --- objects and arrays

def _scan_member(scan_once, s, idx):
    try:
        return scan_once(s, idx)
    except StopIteration as error:
        raise JSONDecodeError("Expecting value", s, error.value) from None


def _finish_object(pairs, object_hook, object_pairs_hook):
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs)
    result = dict(pairs)
    return result if object_hook is None else object_hook(result)


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook, memo=None):
    """The object whose opening brace stands before the place."""
    s, end = s_and_end
    pairs = []
    keys = {} if memo is None else memo
    end = _skip_whitespace(s, end)
    if s[end:end + 1] == "}":
        return _finish_object(pairs, object_hook, object_pairs_hook), end + 1
    while True:
        if s[end:end + 1] != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", s, end)
        key, end = scanstring(s, end + 1, strict)
        key = keys.setdefault(key, key)
        end = _skip_whitespace(s, end)
        if s[end:end + 1] != ":":
            raise JSONDecodeError("Expecting ':' delimiter", s, end)
        value, end = _scan_member(scan_once, s, _skip_whitespace(s, end + 1))
        pairs.append((key, value))
        end = _skip_whitespace(s, end)
        char = s[end:end + 1]
        if char == "}":
            return _finish_object(pairs, object_hook, object_pairs_hook), end + 1
        if char != ",":
            raise JSONDecodeError("Expecting ',' delimiter", s, end)
        end = _skip_whitespace(s, end + 1)


def JSONArray(s_and_end, scan_once, **kwargs):
    """The array whose opening bracket stands before the place."""
    s, end = s_and_end
    values = []
    end = _skip_whitespace(s, end)
    if s[end:end + 1] == "]":
        return values, end + 1
    while True:
        value, end = _scan_member(scan_once, s, end)
        values.append(value)
        end = _skip_whitespace(s, end)
        char = s[end:end + 1]
        if char == "]":
            return values, end + 1
        if char != ",":
            raise JSONDecodeError("Expecting ',' delimiter", s, end)
        end = _skip_whitespace(s, end + 1)


class JSONDecoder(object):
    """Makes dict, list, str, int, float, bool and None of a JSON text; NaN and the infinities are read too."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.parse_object = JSONObject
        self.parse_array = JSONArray
        self.parse_string = scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s):
        """The value of a text that holds nothing else."""
        value, end = self.raw_decode(s, _skip_whitespace(s, 0))
        end = _skip_whitespace(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """(value, end) of the value that begins at idx."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as error:
            raise JSONDecodeError("Expecting value", s, error.value) from None
