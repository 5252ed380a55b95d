# expect: adder
"""Streams that are used, or made anew, while they wait for the object below them."""
import io


class Raw(io.RawIOBase):
    def __init__(self, action):
        self.action = action

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, buffer):
        action, self.action = self.action, None
        if action:
            action()
        buffer[:1] = b"x"
        return 1

    def write(self, data):
        action, self.action = self.action, None
        if action:
            action()
        return len(data)


def attempt(function, *args):
    try:
        print(function(*args))
    except (RuntimeError, OSError) as error:
        print(type(error).__name__, error)


for action in (lambda: reader.__init__(Raw(None)), lambda: reader.read(), lambda: reader.close(), lambda: reader.detach()):
    reader = io.BufferedReader(Raw(action))
    attempt(reader.read, 5)
for action in (lambda: writer.__init__(Raw(None)), lambda: writer.flush(), lambda: writer.write(b"a" * 10000)):
    writer = io.BufferedWriter(Raw(action))
    writer.write(b"a" * 10)
    attempt(writer.flush)
    writer.flush()


class Pieces(io.BytesIO):
    action = None

    def read1(self, size=-1):
        if self.action:
            self.action()
        return b""


below = Pieces()
text = io.TextIOWrapper(below)
below.action = lambda: text.__init__(io.BytesIO(b"zz"))
attempt(text.read)


def fail_once():
    raise OSError(5, "first")


writer = io.BufferedWriter(Raw(fail_once))
writer.write(b"kept" * 5)
attempt(writer.flush)
attempt(writer.flush)


# The interpreter ends with bytes that a Python class is to be given.
class Last(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        return len(data)


last = io.BufferedWriter(Last())
last.write(b"a" * 10)
