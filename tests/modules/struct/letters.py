"""Every letter of struct in every byte order: bytes and errors."""
import struct


def outcome(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__module__}.{type(error).__name__}: {error}"


class Index:
    def __index__(self):
        return 5


class Broken:
    def __index__(self):
        raise ZeroDivisionError("index")

    def __bool__(self):
        raise ValueError("bool")


numbers = [0, -1, 127, 128, -129, 255, 256, 32768, -32769, 65536, 2**31, -2**31 - 1, 2**32, 2**63 - 1, 2**63, -2**63 - 1, 2**64, -2**200,
           "a", 1.5, True, Index(), Broken()]
for order in "", "<", ">", "=", "!":
    for letter in "bBhHiIlLqQnNP?":
        print(order + letter, outcome(struct.calcsize, order + letter), [outcome(struct.pack, order + letter, n) for n in numbers])
floats = [1, 1.5, -0.0, 1e39, 70000.0, 65504.0, 5e-324, float("inf"), float("nan"), "a", None, 2**2000]
texts = [b"a", b"ab", b"", bytearray(b"xyz"), "a", 1]
for order in "", "<", ">":
    for letter in "fde":
        print(order + letter, [outcome(struct.pack, order + letter, n) for n in floats])
    for letter in "c", "s", "p", "3s", "0s", "3p", "300p", "0p":
        print(order + letter, [outcome(struct.pack, order + letter, text)[:20] for text in texts])
for format, data in [("2s", b"ab"), ("0s", b""), ("", b""), (">bx?", b"a\0b"), ("3c", b"abc"), ("4p", b"\x09abc"), ("4p", b"\x02abc"),
                     ("2i", b"abcdefgh"), ("e", b"\0\x3c"), (">e", b"\x7c\0"), ("<d", b"\0" * 6 + b"\xf0\x3f"),
                     ("f", b"\0\0\x80\x7f"), ("?", b"\x02"), ("P", b"\xff" * 8), ("n", b"\xff" * 8), ("N", b"\xff" * 8),
                     ("<q", b"\xff" * 8), ("<Q", b"\xff" * 8), (">l", b"\xff\xff\xff\xfe"), (">L", b"\xff\xff\xff\xfe"),
                     (">h", b"\xff\xfe"), ("b", b"\x80")]:
    print(format, data, outcome(struct.unpack, format, data))
