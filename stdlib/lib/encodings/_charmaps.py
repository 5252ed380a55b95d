"""Encodings of one byte a character, by the tables of the system's converter (iconv).

Only those are here whose table there is Python's but for a few bytes, which are written below.
"""
import codecs
from _codecs import system_charmap
from encodings import _native

# Encodings whose name the system writes otherwise.
_system_names = {"hp_roman8": "HP-ROMAN8", "koi8_r": "KOI8-R", "koi8_t": "KOI8-T", "koi8_u": "KOI8-U", "kz1048": "RK1048",
                 "mac_cyrillic": "MAC-CYRILLIC", "mac_latin2": "MAC-CENTRALEUROPE", "mac_roman": "MACINTOSH",
                 "ptcp154": "PT154", "tis_620": "TIS-620"}
for _part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16):
    _system_names[f"iso8859_{_part}"] = f"ISO-8859-{_part}"
for _page in """037 273 424 437 500 737 775 850 852 855 856 857 858 860 861 862 863 864 865 866 869 874 875 1026 1125 1140 1250 1251 1252
        1253 1254 1255 1256 1257 1258""".split():
    _system_names["cp" + _page] = "CP" + _page

# Where the system's table is another one.
_differences = {
    "cp1026": {157: "\xb8", 188: "\xaf"},
    "cp273": {188: "\u203e"},
    "cp424": {120: "\u2017", 143: "\xb1"},
    "cp856": {26: "\x1a", 28: "\x1c", 127: "\x7f", 238: "\xaf", 250: "\xb7"},
    "cp875": {106: "|", 116: "\xa0", 220: "\x1a", 221: "\u0387", 225: "\x1a", 236: "\x1a", 237: "\x1a", 252: "\x1a",
              253: "\x1a"},
    "mac_cyrillic": {255: "\u20ac"},
    "mac_roman": {198: "\u2206", 240: "\uf8ff"},
    "tis_620": {byte: chr(byte) for byte in range(0x80, 0xa0)},
}


def make_codec(name):
    """The CodecInfo of the encoding, or None."""
    if name == "charmap":  # without a table: Latin-1
        return _native.make_info(name, codecs.charmap_encode, lambda input, errors="strict", final=False:
                                 codecs.charmap_decode(input, errors))
    if name not in _system_names:
        return None
    table = system_charmap(_system_names[name])
    if table is None:
        return None
    if changed := _differences.get(name):
        table = "".join(changed.get(byte, character) for byte, character in enumerate(table))
    mapping = codecs.charmap_build(table)
    mapping.pop(0xfffe, None)  # stands for bytes without a character

    def encode(input, errors="strict"):
        return codecs.charmap_encode(input, errors, mapping)

    def decode(input, errors="strict", final=False):
        return codecs.charmap_decode(input, errors, table)

    info = _native.make_info(name, encode, decode)
    info.name = name.replace("iso8859_", "iso8859-").replace("koi8_", "koi8-").replace("hp_", "hp-")
    info.name = info.name.replace("mac_", "mac-").replace("tis_", "tis-")
    return info
