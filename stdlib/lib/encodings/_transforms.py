"""Codecs that are no encodings of text: rot_13, from text to text, and undefined, which always fails."""
import codecs
from encodings import _native

_lower = "abcdefghijklmnopqrstuvwxyz"
_upper = _lower.upper()
_rotation = str.maketrans(_lower + _upper, _lower[13:] + _lower[:13] + _upper[13:] + _upper[:13])


def _rotate(input, errors="strict", final=False):
    return str.translate(input, _rotation), len(input)


def _fail(input, errors="strict", final=False):
    raise UnicodeError("undefined encoding")


def make_codec(name):
    """The CodecInfo, or None."""
    if name == "rot_13":
        info = _native.make_info(name, _rotate, _rotate, _is_text_encoding=False)
        info.incrementaldecoder.decode = info.incrementalencoder.encode
        return info
    return _native.make_info(name, _fail, _fail) if name == "undefined" else None
