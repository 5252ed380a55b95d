# expect: adder
"""Encodings that are not there yet are unknown, to every way of asking."""
import codecs

for name in ["idna", "zlib", "bz2", "hz", "iso2022_jp", "iso2022_kr", "big5hkscs", "euc_jis_2004", "shift_jisx0213"]:
    for function in (lambda: codecs.lookup(name), lambda: codecs.encode(b"a", name), lambda: b"a".decode(name)):
        try:
            function()
        except LookupError as error:
            print(error)
