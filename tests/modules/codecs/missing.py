# expect: adder
"""Encodings that are not there yet are unknown, to every way of asking."""
import codecs

for name in ["gbk", "shift_jis", "euc_kr", "big5", "idna", "punycode", "hex", "base64", "zlib", "quopri"]:
    for function in (lambda: codecs.lookup(name), lambda: codecs.encode(b"a", name), lambda: b"a".decode(name)):
        try:
            function()
        except LookupError as error:
            print(error)
