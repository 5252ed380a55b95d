import parsing


def attempt(function, *args, **keywords):
    label = f"{function.__name__}{args!r}{keywords or ''}"
    try:
        print(label, "->", repr(function(*args, **keywords)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


class Index:
    def __index__(self):
        return 7


class Float:
    def __float__(self):
        return 1.5


class BadIndex:
    def __index__(self):
        return "seven"

    def __repr__(self):
        return "BadIndex()"


Index.__repr__ = lambda self: "Index()"
Float.__repr__ = lambda self: "Float()"
numbers = [0, 1, -1, 127, 255, 256, -129, 32767, 32768, 65536, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 63 - 1, 2 ** 63,
           -2 ** 63, -2 ** 63 - 1, 2 ** 64, 2 ** 70, -2 ** 70, True, 1.0, "1", None, Index(), Float(), BadIndex()]
for letter in "bBhHiIlkLKn":
    for number in numbers:
        attempt(parsing.parse_integer, letter, number)

for args in ((1, 2), (1.5, 2.5, 3), (Float(), Index(), 2j), (1, "x"), ("x", 1), (1, 2, "x"), (1e300, 1), (), (1,),
             (1, 2, 3, 4), (True, None), (10 ** 400, 1)):
    attempt(parsing.parse_floats, *args)
for args in (("a",), ("a", None), ("a", "b", "c\0d"), ("a\0b",), (1,), (None,), ("a", 1), ("a", "b", None),
             ("a", "b", 1), ("€", "€", "€"), (b"a",), ("a", b"b"), ("a", "b", b"c\0d"), ("\ud800",), ()):
    attempt(parsing.parse_text, *args)
for args in ((b"a",), (b"a\0b",), (bytearray(b"xy"),), ("a",), (b"", b"x\0"), (b"", b"x", bytearray(5)),
             (b"", bytearray(b"x")), (b"", b"x", "text"), (1,)):
    attempt(parsing.parse_bytes, *args)
target = bytearray(5)
for args in (("text", target), (b"by", target), ("text", b"read only"), (1, target), ("a", 1), ("a",)):
    attempt(parsing.parse_buffer, *args)
print(target)
for function, args in ((parsing.parse_bytes, (b"", b"x", memoryview(b"abcd")[::2])),
                       (parsing.parse_buffer, (memoryview(b"mem"), target)),
                       (parsing.parse_buffer, ("text", memoryview(b"read only")))):
    try:
        print("memoryview:", function(*args))
    except BaseException as error:
        print("memoryview:", type(error).__name__, error)
for args in ((1, []), (1, ()), (1, [], "a", b"b", [], "c"), (1, [], b"a"), (1, [], "a", "b"), (1, [], "a", b"b", 0),
             (1, [], "a", b"b", 1, "€"), (1, [], "a", b"b", 1, "xy"), (1, [], "a", b"b", 1, 5), (1,)):
    attempt(parsing.parse_objects, *args)
for args in ((1, (2, 3)), (1, [2, 3]), (1, (2,)), (1, (2, 3, 4)), (1, 2), (1, (2, "x")), (1, (2, 3), 4),
             (1, (2, 3), 5), (1, (2, 3), "x"), (1, "ab"), (1, None)):
    attempt(parsing.parse_nested, *args)
for function in (parsing.parse_message, parsing.parse_nothing, parsing.parse_unnamed, parsing.unpack):
    for args in ((), (1,), (1, 2), (1, 2, 3), ("x",), (1, "x")):
        attempt(function, *args)
for args, keywords in (((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3, "x"), {}), ((1,), {"first": 2}),
                       ((1, 2), {"first": 3}), ((1, 2), {"third": "x"}), ((1, 2), {"flag": []}),
                       ((1,), {"second": 3}), ((1, 2), {"fourth": 3}), ((1,), {"": 2}), ((1, 2), {"third": 3}),
                       ((), {"first": 2}), ((1, "x"), {}), ((1, 2), {"second": "x"}), ((1, 2, 3, 4, 5, 6), {}),
                       ((1, 2, 3), {"third": "y", "flag": 1, "more": 2})):
    attempt(parsing.parse_keywords, *args, **keywords)
for args, keywords in (((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((), {"a": 1}), ((), {"b": 1}),
                       ((1,), {"a": 2}), ((1, 2), {"c": 3}), ((1,), {"b": "x"}), ((), {"a": 1, "b": 2, "c": 3})):
    attempt(parsing.parse_required_keyword, *args, **keywords)
for value in parsing.build():
    print(repr(value))
for number in range(8):
    attempt(parsing.build_wrong, number)
