"""Punycode (RFC 3492): text as ASCII, its other characters as numbers behind the last hyphen."""
from encodings import _native

_first_character, _first_bias = 0x80, 72
_digits = b"abcdefghijklmnopqrstuvwxyz0123456789"


def _threshold(place, bias):
    """The first digit, at this place of a number, that does not end it."""
    return min(max(36 * (place + 1) - bias, 1), 26)


def _adapt(delta, is_first, length):
    """The bias for the next number (RFC 3492, 6.1)."""
    delta = delta // 700 if is_first else delta // 2
    delta += delta // length
    divisions = 0
    while delta > 455:
        delta //= 35
        divisions += 36
    return divisions + 36 * delta // (delta + 38)


def _number_digits(number, bias):
    result = bytearray()
    while number >= (threshold := _threshold(len(result), bias)):
        number, rest = divmod(number - threshold, 36 - threshold)
        result.append(_digits[threshold + rest])
    result.append(_digits[number])
    return bytes(result)


def _encode(input, errors="strict"):
    base = bytearray(ord(character) for character in input if character < "\x80")
    result = base + b"-" if base else bytearray()
    written, bias, delta, previous = len(base), _first_bias, 0, _first_character
    for character in sorted(set(input)):
        if character < "\x80":
            continue
        delta += (ord(character) - previous) * (written + 1)
        previous = ord(character)
        for other in input:
            if other < character:
                delta += 1
            elif other == character:
                result += _number_digits(delta, bias)
                bias = _adapt(delta, written == len(base), written + 1)
                delta = 0
                written += 1
        delta += 1
        previous += 1
    return bytes(result), len(input)


class _Wrong(Exception):
    pass


def _read_number(digits, position, bias):
    """The number at the position and where it ends."""
    result, weight, place = 0, 1, 0
    while True:
        if position == len(digits):
            raise _Wrong("incomplete punicode string")
        character = digits[position]
        digit = _digits.find(character.lower().encode())
        if digit < 0:
            raise _Wrong(f"Invalid extended code point '{character}'")
        position += 1
        result += digit * weight
        threshold = _threshold(place, bias)
        if digit < threshold:
            return result, position
        weight *= 36 - threshold
        place += 1


def _insert(text, digits, errors):
    """The text with the characters that the numbers tell; wrong ones end it, unless errors are strict."""
    character, place, bias, position = _first_character, -1, _first_bias, 0
    while position < len(digits):
        try:
            delta, end = _read_number(digits, position, bias)
        except _Wrong as error:
            if errors == "strict":
                raise UnicodeError(str(error)) from None
            return text
        place += delta + 1
        character += place // (len(text) + 1)
        if character > 0x10ffff:
            if errors == "strict":
                raise UnicodeError(f"Invalid character U+{character:x}")
            character = ord("?")
        place %= len(text) + 1
        text = text[:place] + chr(character) + text[place:]
        bias = _adapt(delta, position == 0, len(text))
        position = end
    return text


def _decode(input, errors="strict", final=False):
    if errors not in ("strict", "replace", "ignore"):
        raise UnicodeError(f"Unsupported error handling {errors}")
    data = input.encode("ascii") if isinstance(input, str) else bytes(input)
    base, _, digits = data.rpartition(b"-")
    return _insert(str(base, "ascii", errors), str(digits, "ascii", errors).upper(), errors), len(input)


def make_codec(name):
    """The CodecInfo, or None."""
    return _native.make_info(name, _encode, _decode) if name == "punycode" else None
