"""Incremental codecs, and streams that read, write and recode."""
import codecs


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error)


class Stream:
    def __init__(self, data=b""):
        self.data = data
        self.written = b""

    def read(self, size=-1):
        size = len(self.data) if size < 0 else size
        result, self.data = self.data[:size], self.data[size:]
        return result

    def write(self, data):
        self.written += data

    def close(self):
        print("closed")


text = "first é\r\nsecond\nthird, which is longer " + "x" * 100 + "\n\nlast"
for name in ["utf-8", "utf-16", "utf-16-be", "utf-32", "latin1", "cp1252", "utf-8-sig", "utf-7", "unicode_escape"]:
    data = text.encode(name)
    pieces = [data[i:i + 3] for i in range(0, len(data), 3)]
    print(name, "".join(codecs.iterdecode(pieces, name)) == text, b"".join(codecs.iterencode(text, name)) == data)
    print(list(codecs.getreader(name)(Stream(data))))
    reader = codecs.getreader(name)(Stream(data))
    print(repr(reader.readline()), repr(reader.read(3)), repr(reader.readline(keepends=False)), repr(reader.read(5, 2)))
    print(reader.readlines())
    writer = codecs.getwriter(name)(Stream())
    writer.write("é")
    writer.writelines(["a", "b"])
    print(writer.stream.written, writer.written)
with codecs.StreamReaderWriter(Stream(b"abc\nd"), codecs.getreader("utf8"), codecs.getwriter("utf8")) as file:
    print(file.readline(), file.read(), file.write("é"), file.written)
recoder = codecs.EncodedFile(Stream("é\nö".encode("latin1")), "utf-8", "latin1")
print(recoder.readline(), recoder.read(), recoder.write("ü".encode()), recoder.written, recoder.file_encoding)
decoder = codecs.getincrementaldecoder("utf-16")()
print(decoder.getstate(), decoder.decode(b"\xff"), decoder.getstate(), decoder.decode(b"\xfea"), decoder.getstate())
decoder.setstate((b"", 0))
print(decoder.decode(b"b\0"), decoder.reset(), outcome(decoder.decode, b"a\0"))
decoder = codecs.getincrementaldecoder("utf-8")("replace")
print(repr(decoder.decode(b"\xe4")), decoder.buffer, repr(decoder.decode(b"\xb8\xad\xff")), decoder.decode(b"\xe4", True))
print(outcome(codecs.getincrementaldecoder("utf-8")().decode, b"\xe4", True))
print(outcome(codecs.Codec().encode, 1), outcome(codecs.IncrementalEncoder().encode, 1), outcome(codecs.getreader("utf-8"), 1)[0:0])
print(outcome(codecs.open, "/nonexistent/file", "r", "utf-8"))
