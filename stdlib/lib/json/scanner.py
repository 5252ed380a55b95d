"""The part of the decoder that looks at one character and knows what kind of value begins."""
__all__ = ["make_scanner"]


def __getattr__(name):
    # Only other decoders ask for the pattern.
    if name != "NUMBER_RE":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import re
    return re.compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?", re.VERBOSE | re.MULTILINE | re.DOTALL)


_CONSTANTS = {"N": "NaN", "I": "Infinity", "n": "null", "t": "true", "f": "false"}
_VALUES = {"null": None, "true": True, "false": False}
_DIGITS = "0123456789"


def _skip_digits(string, idx):
    end = len(string)
    while idx < end and string[idx] in _DIGITS:
        idx += 1
    return idx


def _scan_number(string, idx):
    """(end, whether it is a float) of the number at idx; end is idx where there is none."""
    start = idx
    if string[idx] == "-":
        idx += 1
    whole = _skip_digits(string, idx)
    if whole == idx:
        return start, False
    if string[idx] == "0":
        # A leading zero stands alone.
        whole = idx + 1
    end = whole
    if string[end:end + 1] == ".":
        digits = _skip_digits(string, end + 1)
        if digits > end + 1:
            end = digits
    if string[end:end + 1] in ("e", "E"):
        digits = end + 2 if string[end + 1:end + 2] in ("+", "-") else end + 1
        last = _skip_digits(string, digits)
        if last > digits:
            end = last
    return end, end > whole


def make_scanner(context):
    """The function (string, idx) -> (value, end) of a decoder; StopIteration(idx) where no value begins."""
    parse_object = context.parse_object
    parse_array = context.parse_array
    parse_string = context.parse_string
    parse_float = context.parse_float
    parse_int = context.parse_int
    parse_constant = context.parse_constant
    strict = context.strict
    object_hook = context.object_hook
    object_pairs_hook = context.object_pairs_hook
    memo = context.memo

    def scan_word(string, idx, char):
        word = _CONSTANTS.get(char)
        if word is not None and string.startswith(word, idx):
            end = idx + len(word)
            return (_VALUES[word] if word in _VALUES else parse_constant(word)), end
        if string.startswith("-Infinity", idx):
            return parse_constant("-Infinity"), idx + 9
        raise StopIteration(idx)

    def scan_value(string, idx):
        try:
            char = string[idx]
        except IndexError:
            raise StopIteration(idx) from None
        if char == '"':
            return parse_string(string, idx + 1, strict)
        if char == "{":
            return parse_object((string, idx + 1), strict, scan_value, object_hook, object_pairs_hook, memo)
        if char == "[":
            return parse_array((string, idx + 1), scan_value)
        if char == "-" or char in _DIGITS:
            end, is_float = _scan_number(string, idx)
            if end > idx:
                text = string[idx:end]
                return (parse_float if is_float else parse_int)(text), end
        return scan_word(string, idx, char)

    def scan_once(string, idx):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        try:
            return scan_value(string, idx)
        finally:
            memo.clear()
    return scan_once
