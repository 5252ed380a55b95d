# The classes of module io: in memory, over raw streams of the program's own, over descriptors.
import io
import os
import sys

path = f"io_classes_{os.getpid()}.txt"


def show_error(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


# text in memory
text = io.StringIO()
print(text.write("abc\ndef\n"), text.getvalue(), text.tell(), text.seek(1), text.read(2), text.readline())
print(list(io.StringIO("a\nb\r\nc\rd", newline=None)), list(io.StringIO("a\nb\r\nc\rd", newline="")))
print(list(io.StringIO("a\nb", newline="\r\n")), io.StringIO("a\r\n", newline=None).newlines)
text.seek(0)
print(text.readlines(), text.truncate(3), text.getvalue(), text.seek(5), text.write("x"), ascii(text.getvalue()))
show_error(io.StringIO, newline="x")
show_error(io.StringIO, 4)
show_error(text.write, b"x")
show_error(text.seek, -1)
show_error(text.seek, 1, 1)
show_error(text.fileno)
with text:
    pass
show_error(text.read)
print(text.closed, isinstance(text, io.TextIOBase), isinstance(text, io.IOBase))

# bytes in memory
data = io.BytesIO(b"hello\nworld")
print(data.readline(), data.read(2), data.read(), data.read(), data.getvalue(), data.tell())
print(data.seek(-3, 2), data.read1(2), data.seek(20), data.write(b"!"), data.getvalue())
view = data.getbuffer()
view[0] = ord("J")
show_error(data.write, b"x" * 100)
show_error(data.close)
view.release()
print(data.getvalue()[:5], data.truncate(5), data.getvalue(), data.readinto(bytearray(3)))
show_error(data.write, "text")
show_error(io.BytesIO, 5)
show_error(data.seek, -1)
show_error(data.seek, 0, 7)
print(isinstance(data, io.BufferedIOBase), data.readable(), data.isatty(), io.BytesIO(b"a\nb").readlines())

# text over bytes
file = io.TextIOWrapper(io.BytesIO(b"h\xc3\xa9llo\r\nworld\rx\n"), encoding="utf-8")
print(ascii(file.read(3)), file.readline(), ascii(file.read()), file.newlines, file)
buffer = io.BytesIO()
file = io.TextIOWrapper(buffer, "utf-16", newline="\r\n")
print(file.write("a\n"), file.write("b"), file.flush(), buffer.getvalue(), file.detach() is buffer, buffer.closed)
show_error(file.read)
print(repr(io.TextIOWrapper(io.BytesIO()).encoding), io.TextIOWrapper(io.BytesIO()).errors)
show_error(io.TextIOWrapper, io.BytesIO(), encoding="nope")
show_error(io.TextIOWrapper, io.BytesIO(), encoding="rot13")
show_error(io.TextIOWrapper, io.BytesIO(), newline="z")


class Kept(io.TextIOWrapper):
    def write(self, text):
        return super().write(text.upper())


buffer = io.BytesIO()
kept = Kept(buffer, encoding="ascii", line_buffering=True)
print("printed", file=kept)
print(buffer.getvalue(), kept.line_buffering, kept.buffer is buffer)


# raw streams
class Drops(io.RawIOBase):
    """Gives three bytes at a time, and keeps what is written."""

    def __init__(self, data):
        self.data = data
        self.place = 0
        self.written = []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, target):
        part = self.data[self.place:self.place + min(3, len(target))]
        target[:len(part)] = part
        self.place += len(part)
        return len(part)

    def write(self, data):
        self.written.append(bytes(data[:4]))
        return min(4, len(data))


raw = Drops(b"abcdefgh\nij\nk")
print(raw.read(2), raw.readline(), raw.read(5), raw.readall(), raw.read())
reader = io.BufferedReader(Drops(b"abcdefgh\nij\nk"))
print(reader.read(4), reader.readline(), reader.peek(1), reader.read(), reader.raw.place, reader)
print(list(io.TextIOWrapper(io.BufferedReader(Drops(b"one\ntwo\nthree")), "ascii")))
raw = Drops(b"")
writer = io.BufferedWriter(raw, 8)
print(writer.write(b"0123456789"), writer.write(b"ab"), raw.written, writer.flush(), raw.written, writer.close())
print(raw.closed, writer.closed)
show_error(writer.write, b"x")
pair = io.BufferedRWPair(Drops(b"input"), raw := Drops(b""))
print(pair.read(2), pair.write(b"out"), pair.flush(), raw.written, pair.readable(), pair.writable())
show_error(io.BufferedRandom, Drops(b""))
show_error(io.BufferedReader, Drops(b""), 0)
show_error(io.RawIOBase().read)
show_error(io.IOBase().seek, 0)
show_error(io.TextIOBase().write, "x")
with io.IOBase() as base:
    print(base.closed, base.readable(), base.isatty())
print(base.closed)

# files
with open(path, "wb", buffering=0) as raw:
    print(type(raw).__name__, raw.write(b"one\ntwo\r\nthree"), raw.mode, raw.closefd, raw.seekable(), raw.name == path)
print(raw.closed, repr(raw))
with io.FileIO(path, "r+") as raw:
    print(raw.read(3), raw.readline(), raw.tell(), raw.seek(0), raw.readall(), raw.truncate(5), raw.mode)
show_error(io.FileIO, path, "q")
show_error(io.FileIO, path, "rw")
show_error(io.FileIO, -3)
show_error(io.FileIO, "no/such/file")
with open(path, "wb") as file:
    file.write("eins\r\nzwei\rdrei\nvier".encode())
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, newline=newline) as file:
        line = file.readline()
        place = file.tell()
        rest = file.read()
        file.seek(place)
        print(repr(newline), repr(line), place, ascii(rest), file.read() == rest)
with open(path, "w", encoding="utf-16") as file:
    print("häuser", "bäume", sep="\n", file=file)
with open(path, "a", encoding="utf-16") as file:
    file.write("mehr")
with open(path, encoding="utf-16") as file:
    print(ascii(file.readline()), file.tell(), ascii(file.read()))
with open(path) as file:
    print(isinstance(file, io.TextIOWrapper), isinstance(file.buffer, io.BufferedReader), type(file.buffer.raw).__name__)
with open(path, "rb") as file:
    show_error(file.write, b"x")
    file.close()
    for method in ("read", "readline", "peek", "readinto", "seek", "tell", "flush", "fileno"):
        show_error(getattr(file, method), *{"readinto": [bytearray(1)], "seek": [0]}.get(method, []))
os.remove(path)

# newlines
decoder = io.IncrementalNewlineDecoder(None, translate=True)
print(ascii(decoder.decode("a\r")), ascii(decoder.decode("\nb\rc\n", final=True)), decoder.newlines)
print(io.DEFAULT_BUFFER_SIZE, io.text_encoding(None), io.text_encoding("x"), io.SEEK_END, io.open is open)
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
print(isinstance(sys.stdout, io.TextIOWrapper), issubclass(io.FileIO, io.RawIOBase))
