"""Names of encodings, what the registry gives, and codecs that are no text encodings."""
import codecs


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error), repr(error.__cause__)


for name in ["utf-8", "ascii", "rot13", "cp1252", "utf-16", "latin1", "raw_unicode_escape", "utf-8-sig", "undefined", "utf_7",
             "ISO8859-15", "koi8_r", "windows-1251", "IBM 437", "latin9", "hp_roman8"]:
    info = codecs.lookup(name)
    print(name, info.name, info._is_text_encoding, info.incrementalencoder, info.incrementaldecoder, info.streamwriter)
    print(len(info), info[0] == info.encode, isinstance(info, tuple), repr(info).split(" at ")[0])
for name in ["nosuch", "a\0", 1, ""]:
    print(name == 1 or repr(name), outcome(codecs.lookup, name), outcome(codecs.encode, "a", name))
print(outcome(b"a".decode, "rot13"), outcome("a".encode, "rot13"))
print(outcome(codecs.encode, "Hello", "rot13"), outcome(codecs.encode, b"Hello", "rot13"), outcome("a".encode, "undefined"))


def search(name):
    if name == "test_number":
        return codecs.CodecInfo(lambda text, errors="strict": (42, 1), lambda data, errors="strict": (42, 1), name=name)
    if name == "test_wrong":
        return codecs.CodecInfo(lambda text, errors="strict": 42, lambda data, errors="strict": 42, name=name)
    if name == "test_three":
        return 1, 2, 3
    if name == "test_bytes":
        return codecs.CodecInfo(lambda text, errors="strict": (b"[" + text.encode() + b"]", len(text)), None, name=name)


codecs.register(search)
for name in ["test-number", "Test Wrong", "test_three", "test_bytes"]:
    print(name, outcome("a".encode, name), outcome(b"a".decode, name), outcome(codecs.encode, "a", name))
codecs.unregister(search)
print(outcome("a".encode, "test_number"), codecs.unregister(search), outcome(codecs.register, 1))
