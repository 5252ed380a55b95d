"""Codecs from bytes to bytes, rot13 and punycode: results, errors, and what str.encode says of them."""
import codecs
import io


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__cause__))


data = b"ab\xff c=\t\n" + b"d" * 70
for name in ["hex", "base64", "quopri", "uu", "base_64", "quoted_printable", "hex_codec"]:
    info = codecs.lookup(name)
    print(name, info.name, info._is_text_encoding)
    show(lambda: codecs.encode(data, name))
    show(lambda: info.encode(data))
    show(lambda: codecs.decode(codecs.encode(data, name), name) == data)
    show(lambda: codecs.decode(b"zzz", name))
    show(lambda: codecs.decode(b"41", name))
    show(lambda: info.decode(b"41", "ignore"))
    show(lambda: b"a".decode(name))
    show(lambda: "a".encode(name))
    show(lambda: bytearray(b"a").decode(name))
    show(lambda: codecs.encode("x", name))
    show(lambda: codecs.decode("41", name))
    show(lambda: list(codecs.iterencode([b"ab", b"cd"], name)))
    show(lambda: list(codecs.iterdecode([b"6162", b"6364"], name)))
    show(lambda: io.open(0, "r", encoding=name, closefd=False))

print(codecs.encode("Hello", "rot13"), codecs.decode("Uryyb", "rot_13"))
show(lambda: "a".encode("rot13"))
show(lambda: b"begin 666 x\n!00".decode("ascii"))
show(lambda: codecs.decode(b"x\nbegin 666 x\n#86)C\n \nend\nmore", "uu"))
show(lambda: codecs.decode(b"begin 666 x\n#86)C\n", "uu"))
for text in ["", "abc", "b\xfccher", "\xfc", "a-\xe4-\u20ac", "\U0001f600x\U0010ffff", "\u4ed6\u4eec\u4e3a\u4ec0\u4e48"]:
    encoded = text.encode("punycode")
    print(ascii(text), encoded, encoded.decode("punycode") == text, encoded.upper().decode("punycode") == text)
for wrong in [b"a-b", b"a-!", b"x-99999999", b"\xff-a", b"-", b"abc-", b"3B-ww4c5e180e575a65lsy2b", b"99999a"]:
    for errors in ["strict", "ignore", "replace", "other"]:
        show(lambda: ascii(wrong.decode("punycode", errors)))
