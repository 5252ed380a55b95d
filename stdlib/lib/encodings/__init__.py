"""Finding the codec of an encoding's name.

The makers, asked in this order, know the encodings: those that are native, transformations, those of one byte and
of several bytes a character by the system's tables. The registry remembers what they make.
"""
import codecs
from encodings import _charmaps, _multibyte, _native, _punycode, _transforms, aliases

_makers = (_native.make_codec, _transforms.make_codec, _punycode.make_codec, _charmaps.make_codec,
           _multibyte.make_codec)


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """Lower case is kept; each run of characters that are not letters, digits or points becomes "_"."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    kept = "".join(ch if ch.isalnum() and ch.isascii() or ch == "." else " " for ch in encoding)
    return "_".join(kept.split())


def search_function(encoding):
    """The CodecInfo of an encoding, or None: what the registry calls."""
    name = normalize_encoding(encoding)
    name = aliases.aliases.get(name) or aliases.aliases.get(name.replace(".", "_")) or name
    for make_codec in _makers:
        if info := make_codec(name):
            return info
    return None


codecs.register(search_function)
