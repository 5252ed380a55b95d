"""UTF-7: what is written directly, what in base 64, and every way in which it can be wrong."""
import codecs

for text in ["", "abc", "+", "a+b", "é", "aé-b", "~\\", "A\u2262\u0391.", "Hi Mom -\u263a-!", "\u65e5\u672c\u8a9e", "\U0001f600x",
             "\0\t\r\n", "é+", "\ud800a", "-é-+-"]:
    data = text.encode("utf-7")
    print(ascii(text), data, ascii(data.decode("utf-7", "strict")))
for data in [b"+AOk", b"+A", b"+AOk+", b"+", b"+-", b"+!", b"+AOkA-", b"+AOl-", b"\xff", b"a+\xff", b"+2AA", b"+2AA-x", b"+2D3eAA-",
             b"+2D0-", b"a+2AAAYQ-", b"+AOkA!b", b"+AOn!"]:
    for errors in "strict", "replace", "ignore", "backslashreplace":
        try:
            print(data, errors, ascii(data.decode("utf-7", errors)))
        except UnicodeDecodeError as error:
            print(data, errors, error)
    print(codecs.utf_7_decode(data[:2], "replace"), ascii(codecs.utf_7_decode(data, "replace")))
