# SPDX-License-Identifier: MIT
#
# The classes of files. Those that open() gives are native, as are the files in memory; here are the abstract
# classes that they belong to, and what is rarely enough used to be written in Python.
"""Streams: the abstract classes, files in memory, raw files, open()."""

import abc
from _files import (DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedRandom, BufferedReader, BufferedWriter,
                 TextIOWrapper, UnsupportedOperation, open)
from _memoryio import BytesIO, StringIO

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


def open_code(path):
    """Open a file of code, as bytes."""
    if not isinstance(path, str):
        raise TypeError(f"open_code() argument 'path' must be str, not {type(path).__name__}")
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    """The encoding; "locale" when it is None."""
    return "locale" if encoding is None else encoding


# --- abstract classes

class IOBase(metaclass=abc.ABCMeta):
    """What all streams can do: close, and read lines when they can read."""

    __closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(f"{type(self).__name__}.{name}() not supported")

    def seek(self, pos, whence=0):
        """Move the position; the new one."""
        raise UnsupportedOperation("seek")

    def tell(self):
        """The position."""
        return self.seek(0, 1)

    def truncate(self, pos=None):
        """Cut the stream, at the position by default."""
        raise UnsupportedOperation("truncate")

    def flush(self):
        """Hand on what is buffered."""
        self._checkClosed()

    def close(self):
        """Flush and close."""
        if not self.__closed:
            try:
                self.flush()
            finally:
                self.__closed = True

    def __del__(self):
        try:
            closed = self.closed
        except AttributeError:
            return
        if not closed:
            try:
                self.close()
            except Exception:
                pass

    def seekable(self):
        """Whether the position can be moved."""
        return False

    def readable(self):
        """Whether the stream can be read."""
        return False

    def writable(self):
        """Whether the stream can be written to."""
        return False

    def _checkSeekable(self, msg=None):
        if not self.seekable():
            raise UnsupportedOperation("File or stream is not seekable." if msg is None else msg)

    def _checkReadable(self, msg=None):
        if not self.readable():
            raise UnsupportedOperation("File or stream is not readable." if msg is None else msg)

    def _checkWritable(self, msg=None):
        if not self.writable():
            raise UnsupportedOperation("File or stream is not writable." if msg is None else msg)

    @property
    def closed(self):
        return self.__closed

    def _checkClosed(self, msg=None):
        if self.closed:
            raise ValueError("I/O operation on closed file." if msg is None else msg)

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *args):
        self.close()

    def fileno(self):
        """The descriptor."""
        raise UnsupportedOperation("fileno")

    def isatty(self):
        """Whether the stream is a terminal."""
        self._checkClosed()
        return False

    def __next_size(self, size, length):
        """How many bytes to read at once without going over a line end."""
        if not hasattr(self, "peek"):
            return 1
        ahead = self.peek(1)
        if not ahead:
            return 1
        count = (ahead.find(b"\n") + 1) or len(ahead)
        return min(count, size - length) if size >= 0 else count

    def readline(self, size=-1, /):
        """The next line, empty at the end."""
        if size is None:
            size = -1
        else:
            try:
                size = size.__index__()
            except AttributeError:
                raise TypeError(f"{size!r} is not an integer") from None
        line = bytearray()
        while size < 0 or len(line) < size:
            part = self.read(self.__next_size(size, len(line)))
            if not part:
                break
            if not isinstance(part, bytes):
                raise OSError(f"read() should have returned a bytes object, not {type(part).__name__!r}")
            line += part
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None, /):
        """A list of the lines that are left, until they come to so many bytes."""
        if hint is None or hint <= 0:
            return list(self)
        total = 0
        lines = []
        for line in self:
            lines.append(line)
            total += len(line)
            if total >= hint:
                break
        return lines

    def writelines(self, lines, /):
        """Write each of the lines."""
        self._checkClosed()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """A stream without a buffer: a call is one call of the system."""

    def read(self, size=-1, /):
        """At most that many bytes, None when there are none yet."""
        if size is None:
            size = -1
        if size < 0:
            return self.readall()
        target = bytearray(size.__index__())
        count = self.readinto(target)
        if count is None:
            return None
        del target[count:]
        return bytes(target)

    def readall(self):
        """All bytes that are left."""
        result = bytearray()
        while data := self.read(DEFAULT_BUFFER_SIZE):
            if not isinstance(data, bytes):
                raise TypeError("read() should return bytes")
            result += data
        return bytes(result) if result else data

    def readinto(self, buffer, /):
        """Read into the buffer; the number of bytes."""
        raise NotImplementedError

    def write(self, b, /):
        """Write the bytes; how many were taken."""
        raise NotImplementedError


class BufferedIOBase(IOBase):
    """A stream of bytes with a buffer: reads and writes are whole."""

    def read(self, size=-1, /):
        """At most that many bytes; all by default."""
        raise UnsupportedOperation("read")

    def read1(self, size=-1, /):
        """At most that many bytes, by at most one call of the raw stream."""
        raise UnsupportedOperation("read1")

    def __fill(self, buffer, read):
        if not isinstance(buffer, memoryview):
            buffer = memoryview(buffer)
        buffer = buffer.cast("B")
        data = read(len(buffer))
        count = len(data)
        buffer[:count] = data
        return count

    def readinto(self, buffer, /):
        """Read into the buffer; the number of bytes."""
        return self.__fill(buffer, self.read)

    def readinto1(self, buffer, /):
        """As readinto(), by at most one call of the raw stream."""
        return self.__fill(buffer, self.read1)

    def write(self, b, /):
        """Write all of the bytes; their number."""
        raise UnsupportedOperation("write")

    def detach(self):
        """Part from the raw stream and return it."""
        raise UnsupportedOperation("detach")


class TextIOBase(IOBase):
    """A stream of text."""

    encoding = None
    newlines = None
    errors = None

    def read(self, size=-1, /):
        """At most that many characters; all by default."""
        raise UnsupportedOperation("read")

    def readline(self, size=-1, /):
        """The next line, empty at the end."""
        raise UnsupportedOperation("readline")

    def write(self, s, /):
        """Write the text; its length."""
        raise UnsupportedOperation("write")

    def detach(self):
        """Part from the buffer and return it."""
        raise UnsupportedOperation("detach")


for _abstract in (IOBase, RawIOBase, BufferedIOBase, TextIOBase):
    _abstract.__module__ = "io"
# CPython's names of the four in this module, by which extensions know them.
_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase = IOBase, RawIOBase, BufferedIOBase, TextIOBase
for _native in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom):
    BufferedIOBase.register(_native)
for _native in (StringIO, TextIOWrapper):
    TextIOBase.register(_native)
del _native, _abstract


# --- raw files

def _open_flags(mode):
    """The flags of the system for a mode, and whether it reads and writes."""
    import os
    letters = mode.replace("b", "", 1)
    if not set(mode) <= set("xrwab+") or not mode:
        raise ValueError(f"invalid mode: {mode}")
    if sum(letter in "rwax" for letter in letters) != 1 or letters.count("+") > 1:
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
    kind = letters.replace("+", "")
    updates = "+" in letters
    reads = kind == "r" or updates
    writes = kind != "r" or updates
    flags = os.O_RDWR if reads and writes else os.O_WRONLY if writes else os.O_RDONLY
    flags |= {"r": 0, "w": os.O_CREAT | os.O_TRUNC, "a": os.O_APPEND | os.O_CREAT,
              "x": os.O_EXCL | os.O_CREAT}[kind]
    return flags | os.O_CLOEXEC, kind, reads, writes


class FileIO(RawIOBase):
    """A file without a buffer, over a descriptor."""

    _descriptor = -1
    _closes = True

    closed = property(RawIOBase.closed.fget, doc="True if the file is closed")

    def __del__(self):
        if self._descriptor >= 0 and self._closes:
            import warnings
            warnings.warn(f"unclosed file {self!r}", ResourceWarning, stacklevel=2, source=self)
        super().__del__()

    def __init__(self, file, mode="r", closefd=True, opener=None):
        import os
        if self._descriptor >= 0 and self._closes:
            os.close(self._descriptor)
        self._descriptor = -1
        if isinstance(file, float):
            raise TypeError("integer argument expected, got float")
        if not isinstance(mode, str):
            raise TypeError(f"FileIO() argument 'mode' must be str, not {type(mode).__name__}")
        flags, self._kind, self._reads, self._writes = _open_flags(mode)
        self._closes = bool(closefd)
        if isinstance(file, int) and not isinstance(file, bool) and file < 0:
            raise ValueError("negative file descriptor")
        descriptor = file if isinstance(file, int) else self._open(file, flags, closefd, opener)
        self._check_descriptor(descriptor, file, isinstance(file, int))
        self._descriptor = descriptor
        self.name = file
        if self._kind == "a":
            try:
                os.lseek(descriptor, 0, SEEK_END)
            except OSError:
                pass

    def _open(self, file, flags, closefd, opener):
        import os
        if not closefd:
            raise ValueError("Cannot use closefd=False with file name")
        if opener is None:
            return os.open(file, flags, 0o666)
        descriptor = opener(file, flags)
        if not isinstance(descriptor, int):
            raise TypeError("expected integer from opener")
        if descriptor < 0:
            raise ValueError(f"opener returned {descriptor}")
        return descriptor

    def _check_descriptor(self, descriptor, file, is_given):
        import errno
        import os
        import stat
        information = os.fstat(descriptor)
        self._block_size = getattr(information, "st_blksize", 0)
        if stat.S_ISDIR(information.st_mode):
            if not is_given:
                os.close(descriptor)
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), file)

    def __repr__(self):
        kind = f"{type(self).__module__}.{type(self).__qualname__}"
        if self.closed:
            return f"<{kind} [closed]>"
        try:
            name = self.name
        except AttributeError:
            return f"<{kind} fd={self._descriptor} mode={self.mode!r} closefd={self._closes}>"
        return f"<{kind} name={name!r} mode={self.mode!r} closefd={self._closes}>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    @property
    def closefd(self):
        """Whether closing the file closes the descriptor."""
        return self._closes

    @property
    def _blksize(self):
        return self._block_size if self._block_size > 1 else DEFAULT_BUFFER_SIZE

    @property
    def mode(self):
        """The mode, as CPython spells it."""
        if self._kind in "xa":
            return self._kind + ("b+" if self._reads else "b")
        return "rb+" if self._reads and self._writes else "rb" if self._reads else "wb"

    def _check_readable(self):
        self._checkClosed("I/O operation on closed file")
        if not self._reads:
            raise UnsupportedOperation("File not open for reading")

    def _check_writable(self):
        self._checkClosed("I/O operation on closed file")
        if not self._writes:
            raise UnsupportedOperation("File not open for writing")

    def read(self, size=-1, /):
        self._check_readable()
        if size is None or size < 0:
            return self.readall()
        import os
        try:
            return os.read(self._descriptor, size)
        except BlockingIOError:
            return None

    def readall(self):
        self._check_readable()
        import os
        parts = []
        while True:
            try:
                part = os.read(self._descriptor, DEFAULT_BUFFER_SIZE * 8)
            except BlockingIOError:
                if not parts:
                    return None
                break
            if not part:
                break
            parts.append(part)
        return b"".join(parts)

    def readinto(self, buffer, /):
        self._check_readable()
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        if data is None:
            return None
        view[:len(data)] = data
        return len(data)

    def write(self, b, /):
        self._check_writable()
        import os
        try:
            return os.write(self._descriptor, b)
        except BlockingIOError:
            return None

    def seek(self, pos, whence=SEEK_SET, /):
        import os
        if isinstance(pos, float):
            raise TypeError("an integer is required")
        self._checkClosed("I/O operation on closed file")
        return os.lseek(self._descriptor, pos, whence)

    def tell(self):
        import os
        self._checkClosed("I/O operation on closed file")
        return os.lseek(self._descriptor, 0, SEEK_CUR)

    def truncate(self, size=None, /):
        import os
        self._check_writable()
        if size is None:
            size = self.tell()
        os.truncate(self._descriptor, size)
        return size

    def close(self):
        if self.closed:
            return
        import os
        try:
            if self._closes and self._descriptor >= 0:
                os.close(self._descriptor)
        finally:
            self._descriptor = -1
            super().close()

    def seekable(self):
        self._checkClosed("I/O operation on closed file")
        try:
            self.tell()
        except OSError:
            return False
        return True

    def readable(self):
        self._checkClosed("I/O operation on closed file")
        return self._reads

    def writable(self):
        self._checkClosed("I/O operation on closed file")
        return self._writes

    def fileno(self):
        self._checkClosed("I/O operation on closed file")
        return self._descriptor

    def isatty(self):
        import os
        self._checkClosed("I/O operation on closed file")
        return os.isatty(self._descriptor)



def _raw_of_descriptor(descriptor, mode, name):
    """The raw file below a buffered one, which stays open when this goes."""
    raw = FileIO(descriptor, mode, closefd=False)
    if name is not None:
        raw.name = name
    return raw


# --- pairs of streams

class BufferedRWPair(BufferedIOBase):
    """A raw stream to read from and another to write to, as one."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        if not reader.readable():
            raise UnsupportedOperation("File or stream is not readable.")
        if not writer.writable():
            raise UnsupportedOperation("File or stream is not writable.")
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self.reader.read(size)

    def readinto(self, buffer, /):
        return self.reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self.reader.readinto1(buffer)

    def write(self, b, /):
        return self.writer.write(b)

    def peek(self, size=0, /):
        """Some bytes that come next, which stay where they are."""
        return self.reader.peek(size)

    def read1(self, size=-1, /):
        return self.reader.read1(size)

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def flush(self):
        return self.writer.flush()

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    @property
    def closed(self):
        return self.writer.closed



# --- newlines

class IncrementalNewlineDecoder:
    """A decoder behind another that notes line ends, and makes them "\\n" when it translates."""

    def __init__(self, decoder, translate, errors="strict"):
        self.decoder = decoder
        self.translate = translate
        self.errors = errors
        self._seen = 0
        self._has_return = False

    _FEED = 1
    _RETURN = 2
    _PAIR = 4

    def decode(self, input, final=False):
        """The text of these bytes, with a "\\r" at the end held back."""
        text = input if self.decoder is None else self.decoder.decode(input, final=final)
        if not isinstance(text, str):
            raise TypeError(f"decoder should return a string result, not '{type(text).__name__}'")
        if self._has_return and (text or final):
            text = "\r" + text
            self._has_return = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._has_return = True
        pairs = text.count("\r\n")
        returns = text.count("\r") - pairs
        feeds = text.count("\n") - pairs
        self._seen |= (feeds and self._FEED) | (returns and self._RETURN) | (pairs and self._PAIR)
        if self.translate:
            if pairs:
                text = text.replace("\r\n", "\n")
            if returns:
                text = text.replace("\r", "\n")
        return text

    def getstate(self):
        """The state of both decoders."""
        data, flag = (b"", 0) if self.decoder is None else self.decoder.getstate()
        return data, flag << 1 | self._has_return

    def setstate(self, state):
        """Go back to a state."""
        data, flag = state
        self._has_return = bool(flag & 1)
        if self.decoder is not None:
            self.decoder.setstate((data, flag >> 1))

    def reset(self):
        """Forget everything."""
        self._seen = 0
        self._has_return = False
        if self.decoder is not None:
            self.decoder.reset()

    @property
    def newlines(self):
        """The line ends that were seen: None, a str or a tuple."""
        return (None, "\n", "\r", ("\r", "\n"), "\r\n", ("\n", "\r\n"), ("\r", "\r\n"),
                ("\r", "\n", "\r\n"))[self._seen]
