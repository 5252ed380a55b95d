"""Formats, functions and class of struct: sizes, arguments, offsets, iteration."""
import struct


def outcome(function, *arguments, **keywords):
    try:
        return function(*arguments, **keywords)
    except Exception as error:
        return f"{type(error).__module__}.{type(error).__name__}: {error}"


for format in ["", "x", "3x", "bxi", "@bh", "=bh", "<bq", "!ih", "bq", "0q", "b0q", "bi0q", "3s", "2b 3h", " b ", "3", "i3", "y", "<n", "b<",
               "\xe9", "9" * 20 + "i", "9223372036854775807i", "2\0i", "i\0", "c3c", b"hi", 3, None, "=", "@@", "12 i"]:
    print(repr(format), outcome(struct.calcsize, format))
print(outcome(struct.pack, "ii", 1), outcome(struct.pack, "i", 1, 2), outcome(struct.pack), struct.pack("3c", b"a", b"b", b"c"))
array = bytearray(10)
for arguments in [("i",), ("i", array), ("i", array, 0), ("i", array, 0, 1, 2), ("i", array, 7, 1), ("i", array, -3, 1),
                  ("i", array, -11, 1), ("i", array, -4, 1), ("i", array, 100, 1), ("i", b"abcdefgh", 0, 1), ("i", 3, 0, 1),
                  ("i", array, "a", 1), ("i", array, 2**70, 1), ("i", array, 5, "a")]:
    print(arguments[2:], outcome(struct.pack_into, *arguments), array)
for arguments in [("i",), ("i", b"abc"), ("i", b"abcd"), ("i", b"abcde"), ("i", "abcd"), ("i", 3)]:
    print(arguments, outcome(struct.unpack, *arguments))
for arguments in [("i",), ("i", b"abcdef"), ("i", b"abcdef", 2), ("i", b"abcdef", 3), ("i", b"abcdef", -3), ("i", b"abcdef", -4),
                  ("i", b"abcdef", -7), ("i", b"abcdef", 2**70), ("i", 3)]:
    print(arguments, outcome(struct.unpack_from, *arguments))
print(struct.unpack_from("i", buffer=b"abcdef", offset=1), outcome(struct.unpack_from, "i", b"abcdef", ofset=1))
for arguments in [("i", b"abcdefgh"), ("i", b"abc"), ("", b""), ("i", b""), ("i", 3), ("i",)]:
    result = outcome(struct.iter_unpack, *arguments)
    print(arguments, result if isinstance(result, str) else list(result))
iterator = struct.iter_unpack("i", b"abcdefgh")
print(iterator.__length_hint__(), next(iterator), iterator.__length_hint__(), type(iterator), iter(iterator) is iterator)
print(outcome(type(iterator)), next(iterator), next(iterator, "end"), next(iterator, "end"), iterator.__length_hint__())
compiled = struct.Struct("<i2s")
print(compiled.format, compiled.size, type(compiled), compiled.pack(1, b"a"), compiled.unpack(b"abcdef"), outcome(compiled.pack, 1))
print(outcome(compiled.unpack, b"a"), list(compiled.iter_unpack(b"abcdefghijkl")), outcome(compiled.pack_into, array))
print(compiled.unpack_from(array, 0), outcome(setattr, compiled, "size", 3), outcome(compiled.unpack), outcome(compiled.unpack_from))
print(outcome(struct.Struct), outcome(struct.Struct, 3), outcome(struct.Struct, "y"), struct.Struct(b"ih").format)
print(outcome(struct.Struct.__new__(struct.Struct).pack, 1), outcome(struct.Struct, "i", "h"), struct.Struct(format="h").size)


class Own(struct.Struct):
    def __init__(self):
        super().__init__(">h")


print(Own().pack(1), struct._clearcache(), struct.error, struct.error.__mro__, sorted(struct.__all__))
compiled.__init__(">h")
print(compiled.format, compiled.size, compiled.pack(1), [struct.calcsize(f"{i}b") for i in range(150)][-1])
