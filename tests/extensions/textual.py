import textual


class Text(str):
    pass


def attempt(label, function, *args, **keywords):
    try:
        print(label, "->", ascii(function(*args, **keywords)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", ascii(str(error)))


for character in "a\0\x7f\x80\xff\u0100\uffff\U00010000\U0010ffff":
    for count in (0, 1, 2, 5):
        attempt("repeat", textual.repeat, character, count)
attempt("repeat", textual.repeat, "ab", 1)
attempt("repeat", textual.repeat, "a", -1)
for text in ("", "a", "abc", "h\xe9llo", "\u20acuro", "\U0001f600!", "lone \ud800", Text("sub\xe9"), 5):
    attempt("reverse", textual.reverse, text)
    attempt("utf8", textual.utf8, text)
assert textual.reverse("\xe9a") == "a\xe9" and hash(textual.reverse("cba")) == hash("abc")
for line in textual.formats(["\xe9", 1]):
    print(ascii(line))
for type_ in (ValueError, KeyError, OSError, StopIteration, int, 5):
    attempt("raise", textual.raise_error, type_, ["x"])
for encoding in ("utf-8", "latin-1", "ascii", "utf-16-le", "missing"):
    for text in ("abc", "\xe9", "\u20ac", "a\0b", b"bytes", 5):
        attempt(f"encoded {encoding}", textual.encoded, encoding, text)
for pair in (("abc", "abc"), (b"abc", "\xe9"), ("\u20ac", b"1234567"), ("a", b"12345678"), ("a", "\u20ac"), (5, "a"),
             (b"a\0b", "a"), (bytearray(b"xy"), bytearray(b"zw"))):
    attempt("encoded_bytes", textual.encoded_bytes, *pair)
for arguments in ((b"b",), (b"b", "t", bytearray(b"a"), b"c", "\u20ac", []), ("t",), (b"b", b"t"), (b"b", "t", b"a"),
                  (b"b", "t", bytearray(), b"cc"), (b"b", "t", bytearray(), b"c", "ab"), (b"b", "t", bytearray(), bytearray(b"c")),
                  (b"b", "t", bytearray(), "c"), (b"b", "t", bytearray(), b"c", 5), ()):
    attempt("exact", textual.exact, *arguments)
for arguments in (((1, (2, 3)),), ([1, [2, 3]], 4), ((1, (2, 3)), 4, []), ((1, (2, 3)), "x"), ((1, (2, 3)), 4, ()), ((1, 2),),
                  ((1, (2,)),), (5,), ((1, (2, "x")),), (), ((1, (2, 3)), 1, [], 4), ("ab",)):
    attempt("nested", textual.nested, *arguments)
for arguments, keywords in (((1,), {}), ((1, 2), {"c": 3, "d": 4}), ((1,), {"b": 2}), ((), {"a": 1}), ((1, 2, 3), {}),
                            ((1,), {"e": 1}), ((1, 2), {"b": 3}), ((1,), {"c": "x"}), ((1,), {"": 2}), ((1,), {5: 1})):
    attempt("keyword_only", lambda: textual.keyword_only(*arguments, **keywords))
writable = bytearray(b"abc")
attempt("buffers", textual.buffers, "t\xe9", b"b", writable)
print(writable)
attempt("buffers", textual.buffers, b"t", "b", writable)
attempt("buffers", textual.buffers, b"t", b"b", b"w")
attempt("buffers", textual.buffers, 5, b"b", writable)
writable.extend(b"free again")
