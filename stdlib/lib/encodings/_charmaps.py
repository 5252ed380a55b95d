"""Encodings of one byte a character, by the tables of the system's converter (iconv).

Only those are here whose table there is Python's.
"""
import codecs
from _codecs import system_charmap
from encodings import _native

# Encodings whose name the system writes otherwise.
_system_names = {"hp_roman8": "HP-ROMAN8", "koi8_r": "KOI8-R", "koi8_t": "KOI8-T", "koi8_u": "KOI8-U"}
for _part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16):
    _system_names[f"iso8859_{_part}"] = f"ISO-8859-{_part}"
for _page in """037 437 500 737 775 850 852 855 857 858 860 861 862 863 864 865 866 869 874 1125 1140 1250 1251 1252
        1253 1254 1255 1256 1257 1258""".split():
    _system_names["cp" + _page] = "CP" + _page


def make_codec(name):
    """The CodecInfo of the encoding, or None."""
    if name not in _system_names:
        return None
    table = system_charmap(_system_names[name])
    if table is None:
        return None
    mapping = codecs.charmap_build(table)
    mapping.pop(0xfffe, None)  # stands for bytes without a character

    def encode(input, errors="strict"):
        return codecs.charmap_encode(input, errors, mapping)

    def decode(input, errors="strict", final=False):
        return codecs.charmap_decode(input, errors, table)

    info = _native.make_info(name, encode, decode)
    info.name = name.replace("iso8859_", "iso8859-").replace("koi8_", "koi8-").replace("hp_", "hp-")
    return info
