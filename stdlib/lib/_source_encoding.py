# SPDX-License-Identifier: MIT
#
# The encoding of source code (reference: "Encoding declarations"): byte order mark and coding cookie, found
# without regular expressions, as linecache and importlib come here to show a traceback's lines.
"""The encoding of Python source."""

from codecs import BOM_UTF8, lookup

_SPACE = " \t\f"
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")


def _normal_name(name):
    """The two encodings that have many spellings under one; others as they are."""
    short = name[:12].lower().replace("_", "-")
    if short == "utf-8" or short.startswith("utf-8-"):
        return "utf-8"
    for latin in ("latin-1", "iso-8859-1", "iso-latin-1"):
        if short == latin or short.startswith(latin + "-"):
            return "iso-8859-1"
    return name


def _cookie(line):
    """The name that a comment line declares, or None."""
    text = line.lstrip(_SPACE)
    if not text.startswith("#"):
        return None
    start = 0
    while (start := text.find("coding", start)) >= 0:
        start += len("coding")
        if text[start:start + 1] not in (":", "="):
            continue
        begin = start + 1
        while text[begin:begin + 1] in (" ", "\t"):
            begin += 1
        end = begin
        while text[end:end + 1] in _WORD:
            end += 1
        if end > begin:
            return text[begin:end]
    return None


def _is_blank(line):
    text = line.lstrip(b" \t\f")
    return not text or text[:1] in b"#\r\n"


class _Detector:
    def __init__(self, readline):
        self.readline = readline
        self.file = getattr(getattr(readline, "__self__", None), "name", None)
        self.has_mark = False

    def read_or_stop(self):
        try:
            return self.readline()
        except StopIteration:
            return b""

    def fail(self, message, separator):
        if self.file is not None:
            message = f"{message}{separator}{self.file!r}"
        raise SyntaxError(message)

    def find_cookie(self, line):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self.fail("invalid or missing encoding declaration", " for ")
        name = _cookie(text)
        if name is None:
            return None
        encoding = _normal_name(name)
        try:
            lookup(encoding)
        except LookupError:
            if self.file is None:
                raise SyntaxError("unknown encoding: " + encoding)
            raise SyntaxError(f"unknown encoding for {self.file!r}: {encoding}")
        if not self.has_mark:
            return encoding
        if encoding != "utf-8":
            self.fail("encoding problem: utf-8" if self.file is None else "encoding problem for ", "")
        return encoding + "-sig"

    def detect(self):
        default = "utf-8"
        first = self.read_or_stop()
        if first.startswith(BOM_UTF8):
            self.has_mark = True
            first = first[3:]
            default = "utf-8-sig"
        if not first:
            return default, []
        encoding = self.find_cookie(first)
        if encoding:
            return encoding, [first]
        if not _is_blank(first):
            return default, [first]
        second = self.read_or_stop()
        if not second:
            return default, [first]
        return self.find_cookie(second) or default, [first, second]


def detect_encoding(readline):
    """The encoding of the source that readline gives as bytes, and the lines that were read for it.

    SyntaxError when the declaration names no encoding or contradicts the byte order mark.
    """
    return _Detector(readline).detect()
