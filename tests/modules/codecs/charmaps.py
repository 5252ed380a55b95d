"""Encodings of one byte a character."""
names = """cp037 cp437 cp500 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp1125
cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 hp_roman8 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6
iso8859_7 iso8859_8 iso8859_9 iso8859_10 iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16 koi8_r koi8_t koi8_u
cp273 cp424 cp856 cp875 cp1026 kz1048 mac_cyrillic mac_latin2 mac_roman ptcp154 tis_620""".split()
import codecs

every_byte = bytes(range(256))
for name in names:
    text = every_byte.decode(name, "replace")
    print(codecs.lookup(name).name, ascii(text), text.encode(name, "replace") == every_byte or "not all defined")
for function in (lambda: b"\x81".decode("cp1252"), lambda: "\u1234".encode("cp1252"), lambda: "a\ufffeb".encode("cp1257")):
    try:
        print(function())
    except UnicodeError as error:
        print(type(error).__name__, error)
print("a\u1234b".encode("iso8859-15", "xmlcharrefreplace"), "\u20ac".encode("latin9"), b"\xd0\xc5".decode("KOI8-R"))
