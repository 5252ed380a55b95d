"""Encodings with several bytes a character: all characters and pairs of bytes, errors and their handlers."""
import binascii
import codecs

names = ["gbk", "gb2312", "gb18030", "cp949", "shift_jis", "cp932", "euc_jp", "euc_kr", "johab", "big5", "cp950"]
pairs = [bytes([lead, trail]) for lead in range(128, 256) for trail in range(0x21, 256)]
triples = [b"\x8f" + bytes([second, third]) for second in range(160, 256) for third in range(160, 256, 3)]
quads = [bytes([a, b, c, d]) for a in [0x80, 0x81, 0x82, 0x84, 0x95, 0xe3, 0xfe] for b in range(0x2f, 0x3b, 3)
         for c in range(128, 256, 5) for d in range(0x2f, 0x3b, 2)]
syllables = [b"\xa4\xd4\xa4" + bytes([a, 0xa4, b, 0xa4, c]) for a in range(160, 256, 7) for b in range(180, 220, 3)
             for c in range(160, 256, 5)]


def show(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__, error)


def checksum(pieces):
    value = 0
    for piece in pieces:
        value = binascii.crc32(piece, value)
    return hex(value)


def encoded_all(name):
    for number in range(0x10000):
        yield chr(number).encode(name, "ignore") + b"!"


def decoded_all(name):
    more = {"euc_jp": triples, "gb18030": quads, "euc_kr": syllables}.get(name, [])
    for data in pairs + more:
        yield ascii(data.decode(name, "backslashreplace")).encode()


for name in names:
    print(name, codecs.lookup(name).name, checksum(encoded_all(name)), checksum(decoded_all(name)))

text = "a\u4e2d\u6587 \uac00\u3042\u20ac\U0001f600\udc80z"
data = b"a\xb0\xa1\xff\xff\x80\xb0z\x81"
for name in names:
    for errors in ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace",
                   "surrogateescape", "surrogatepass", "unknown"]:
        show(lambda: text.encode(name, errors))
        show(lambda: data.decode(name, errors))

results = [("x", 1), ("x", -1), ("x", 99), ("\U0001f600", 1), (b"\xff", 1), 5, ("x", 1, 2), (5, 1), ("x", "y"),
           ("x", -99), ("", 2)]
for result in results:
    codecs.register_error("own", lambda error: print(error.encoding, error.object, error.start, error.end,
                                                     error.reason) or result)
    show(lambda: "\U0001f600b".encode("gbk", "own"))
    show(lambda: b"\xffb".decode("gbk", "own"))

for name in names:
    data = "a\u4e00\u3042\xa7z".encode(name, "replace")
    decoder = codecs.getincrementaldecoder(name)()
    print(name, [(ascii(decoder.decode(data[i:i + 1])), decoder.getstate()) for i in range(len(data))])
    show(lambda: decoder.decode(b"\xb0"))
    show(lambda: decoder.decode(b"", True))
    encoder = codecs.getincrementalencoder(name)("ignore")
    print(encoder.encode("a\u4e00"), encoder.getstate(), encoder.encode("\ud800b", True))

info = codecs.lookup("euc-jp")
show(lambda: info.encode(5))
show(lambda: info.encode())
show(lambda: info.decode("a"))
show(lambda: info.decode(memoryview(b"\xa4\xa2")))
for alias in ["GB_2312-80", "ks_c-5601", "SJIS", "ms-kanji", "UHC", "x-mac-japanese", "gb18030-2000", "big5-tw"]:
    print(alias, codecs.lookup(alias).name)
