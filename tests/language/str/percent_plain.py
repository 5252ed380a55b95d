"""Short formats of nothing but %d and %s, and what lies just beside them."""
cases = [("%d %s", (1, "a")), ("%d%%", 5), ("%%", ()), ("%s", "abc"), ("%s", ("abc",)), ("%d", -7), ("%s", 10**20), ("%d", 10**20),
         ("%s", 2**47), ("%s", -2**47 - 1), ("%d", True), ("%s", True), ("%s", 1.5), ("%d", 1.9), ("%s", "é"), ("é%s", "a"), ("%s", None),
         ("%s %s", ("a",)), ("%s", ("a", "b")), ("abc", ()), ("abc", 1), ("abc", {}), ("abc", []), ("%", ()), ("%", 1), ("%d", "a"),
         ("%d", None), ("%s" * 20, ("x" * 20,) * 20), ("%s", "x" * 255), ("%s", "x" * 256), ("%s", "x" * 257), ("x" * 300 + "%d", 1),
         ("%d", {}), ("%s", {}), ("%s", [1]), ("%5d%s", (1, "a")), ("%d%5s", (1, "a")), ("%s%d", ("a\0b", 0)), ("a%%b%sc%%", "%d")]
for format, arguments in cases:
    try:
        print(format[:20], repr(format % arguments))
    except Exception as error:
        print(format[:20], type(error).__name__, error)


class Text(str):
    def __str__(self):
        return "own"


class Number(int):
    def __repr__(self):
        return "number"


class Pair(tuple):
    pass


print("%s %s %d" % (Text("a"), Number(3), Number(3)), Text("<%s>") % 1, "%s-%s" % Pair("ab"), type(Text("a") % ()))
