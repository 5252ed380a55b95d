"""Encodings of other alphabets with several bytes a character, by the system's converter (iconv).

Where Python has another character than the system for some bytes, it is written here.
"""
from _multibytecodec import MultibyteCodec
from encodings import _native

_all = range(0x80, 0x100)
_shift_jis = [*range(0x81, 0xa0), *range(0xe0, 0xeb)]

# Name: the system's name, and the bytes that begin longer characters.
_encodings = {
    "big5": ("BIG5", _all), "cp932": ("CP932", [*range(0x81, 0xa0), *range(0xe0, 0xfd)]), "cp949": ("CP949", _all),
    "cp950": ("BIG5", _all), "euc_jp": ("EUC-JP", _all), "euc_kr": ("EUC-KR", _all), "gb18030": ("GB18030", _all),
    "gb2312": ("GB2312", _all), "gbk": ("CP936", _all), "johab": ("JOHAB", _all),
    "shift_jis": ("SHIFT_JIS", _shift_jis),
}


class _Changes:
    """What is otherwise than in the system's codec: `decoding`, bytes to str, and `encoding`, str to bytes."""

    def __init__(self, system_codec):
        self.system_codec = system_codec
        self.decoding = {}
        self.encoding = {}

    def system_text(self, data):
        return self.system_codec.decode(data, "ignore", True)[0]

    def pair(self, data, text):
        """The bytes and the character stand for each other; without text the bytes for nothing."""
        before = self.system_text(data)
        if before and before not in self.encoding and self.system_codec.encode(before, "ignore")[0] == data:
            self.encoding[before] = None
        self.decoding[data] = text
        if text is not None:
            self.encoding[text] = data

    def pairs(self, **characters):
        """Each text's characters belong to bytes that follow one another, from those that the keyword names."""
        for start, text in characters.items():
            *head, last = bytes.fromhex(start[1:])
            for number, character in enumerate(text, last):
                self.pair(bytes([*head, number]), character)


def _span(first, last):
    return "".join(map(chr, range(first, last + 1)))


def _big5_rows(first, last):
    """The pairs of bytes of the rows, in order."""
    for lead in range(first, last + 1):
        for trail in (*range(0x40, 0x7f), *range(0xa1, 0xff)):
            yield bytes([lead, trail])


def _extend_big5(changes):
    """Kana, Cyrillic and numbers in rows that the system keeps for private use."""
    text = ("\u30fe\u309d\u309e\u3005" + _span(0x3041, 0x3093) + _span(0x30a1, 0x30f6) + "\u0414\u0415\u0401"
            + _span(0x416, 0x41c) + _span(0x423, 0x435) + "\u0451" + _span(0x436, 0x44f) + _span(0x2460, 0x2469)
            + _span(0x2474, 0x247d))
    rows = [data for data in _big5_rows(0xc6, 0xc8) if data >= b"\xc6\xa1"]
    for data, character in zip(rows, [*text, *[None] * (len(rows) - len(text))]):
        changes.pair(data, character)


def _change_big5(changes):
    _extend_big5(changes)
    changes.pairs(_a145="\u2022", _a14e="\uff64", _a1c2="\u203e", _a1e3="\u223c", _a1f2="\u2641\u2609",
                  _a241="\uff0f\uff3c", _a244="\xa5", _a246="\xa2\xa3")
    for trail in range(0xd6, 0xff):
        changes.pair(bytes([0xf9, trail]), None)
    changes.pair(b"\xa3\xe1", None)


def _change_cp950(changes):
    _extend_big5(changes)
    for start, text in {"a145": "\u2022", "a14e": "\uff64", "a1c2": "\u203e", "a1e3": "\u223c", "a1f2": "\u2641",
                        "a1f3": "\u2609", "a244": "\xa5", "a246": "\xa2", "a247": "\xa3"}.items():
        changes.encoding[text] = bytes.fromhex(start)


def _change_cp932(changes):
    changes.encoding.update(dict.fromkeys("\xa5\u2014\u203e"))
    changes.pairs(_80="\x80", _a0="\uf8f0", _fd="\uf8f1\uf8f2\uf8f3")
    # Characters that stand twice: the earlier rows are written.
    for lead in (0xed, 0xee):
        for trail in range(0x40, 0xfd):
            data = bytes([lead, trail])
            text = changes.system_text(data)
            if text and text != "\uffe2":  # which stands in a row of the standard as well
                changes.encoding[text] = data


def _change_euc_jp(changes):
    changes.encoding["\uff5e"] = None
    changes.decoding[b"\x8f\xa2\xb7"] = "~"


def _change_euc_kr(changes):
    changes.encoding["\u20a9"] = None
    changes.pair(b"\xa2\xe8", None)
    # Syllables that have no pair of bytes are written as filler, initial, vowel, final.
    initials = [0x1, 0x2, 0x4, 0x7, 0x8, 0x9, *range(0x11, 0x14), *range(0x15, 0x1f)]
    finals = [0x34, *range(0x1, 0x8), *range(0x9, 0x13), *range(0x14, 0x19), *range(0x1a, 0x1f)]
    for index in range(11172):
        syllable = chr(0xac00 + index)
        parts = initials[index // 588], 0x1f + index // 28 % 21, finals[index % 28]
        data = b"\xa4\xd4" + b"".join(bytes([0xa4, 0xa0 + part]) for part in parts)
        changes.decoding[data] = syllable
        if not changes.system_codec.encode(syllable, "ignore")[0]:
            changes.encoding[syllable] = data


def _change_gb18030(changes):
    changes.pairs(_8135f437="\u1e3f", _a8bc="\ue7c7", _a6d9=_span(0xe78d, 0xe793), _a6ec="\ue794\ue795",
                  _a6f3="\ue796", _fe51="\ue816\ue817\ue818", _fe59="\ue81e", _fe61="\ue826", _fe66="\ue82b\ue82c",
                  _fe6c="\ue831\ue832", _fe76="\ue83b", _fe7e="\ue843", _fe90="\ue854\ue855", _fea0="\ue864")
    changes.pairs(_82359037="\u9fb4\u9fb5\u9fb6", _82359130=_span(0x9fb7, 0x9fbb), _84318236=_span(0xfe10, 0xfe13),
                  _84318330=_span(0xfe14, 0xfe19), _95329031="\U00020087", _95329033="\U00020089",
                  _95329730="\U000200cc", _9536b937="\U000215d7", _9630ba35="\U0002298f", _9635b630="\U000241fe")


def _change_gbk(changes):
    changes.encoding["\u20ac"] = None


def _change_johab(changes):
    changes.encoding["\u20a9"] = None
    changes.pair(b"\xd9\xe8", None)
    initials = dict(zip(range(0x8441, 0x845e), "\u3000\u3131\u3132\0\u3134\0\0\u3137\u3139\0\0\0\0\0\0\0\u3141\0"
                        "\u3142\0\u3145\u3146\u3147\u3148\u314a\u314b\u314c\u314d\u314e"))
    for number, text in initials.items():
        if text != "\0":
            changes.decoding[number.to_bytes(2, "big")] = text


def _change_shift_jis(changes):
    changes.encoding.update(dict.fromkeys("\uffe0\uffe1\uffe2"))


_changes = {"big5": _change_big5, "cp932": _change_cp932, "cp950": _change_cp950, "euc_jp": _change_euc_jp,
            "euc_kr": _change_euc_kr, "gb18030": _change_gb18030, "gbk": _change_gbk, "johab": _change_johab,
            "shift_jis": _change_shift_jis}


def make_codec(name):
    """The CodecInfo of the encoding, or None."""
    if name not in _encodings:
        return None
    system_name, leads = _encodings[name]
    codec = MultibyteCodec(name, system_name, bytes(leads), {}, {})
    if name in _changes:
        changes = _Changes(codec)
        _changes[name](changes)
        codec = MultibyteCodec(name, system_name, bytes(leads), changes.decoding, changes.encoding)
    info = _native.make_info(name, codec.encode, codec.decode)
    info.name = name
    return info
