# findall, finditer, split, sub and subn; empty matches; templates; scanners.
import re

for pattern in ["", "a", "a*", "a|", "b*", "(a)|b", "(a)(b)?", r"\b", "$", "(?m)^", "(?=a)", "x", "a*?", "(?:)|a", "(b)|"]:
    for text in ["", "a", "aab", "ba\nab", "baac"]:
        print(repr(pattern), repr(text), re.findall(pattern, text), re.split(pattern, text), re.sub(pattern, "-", text),
              re.subn(pattern, r"[\g<0>]", text), [m.span() for m in re.finditer(pattern, text)])
print(re.split("[,;]", "a,b;c", 1), re.split("(,)|;", "a,b;c", maxsplit=1), re.split(",", "a,b", -1), re.split("", "abc", 2))
print(re.sub("a", "b", "aaaa", 2), re.sub("a", "b", "aaaa", count=1), re.subn("a", "b", "aaaa", 0), re.sub("a", "b", "aa", -1))
print(re.sub("(a)(b)?", r"<\1|\2>", "abab aa"), re.sub("(?P<x>a)", r"\g<x>\g<1>\g<0>\\\n\t\141\0\012", "a"), re.sub("a", r"\x" if 0 else r"\.", "a"))
print(re.sub("a", "\\\\1", "a"), re.sub("(a)", r"\1" + "0", "a") if 0 else "", re.sub("(.)", r"\g<1>0", "ab"))
print(re.sub("b", "é", "abc"), ascii(re.sub("b", "\u4e2d", "abc")), ascii(re.sub("\u4e2d", "x", "a\u4e2dc")), ascii(re.sub("a", "\U0001f600", "\u4e2da")))
print(re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"), re.sub("a", lambda m: "", "banana"), re.sub("a", lambda m: None, "ba"))
print(re.sub(b"a", b"b", b"aa"), re.subn(b"(a)", rb"\1\1", b"aa"), re.sub(b"a", lambda m: b"x", b"aab"))
print(re.findall("(a)(b)|c", "abc"), re.compile("a").findall("aaaa", 1, 3), re.findall(b"a", b"aa"))
it = re.finditer("a", "aa")
print(type(it).__name__, next(it), next(it), next(it, "end"), next(it, "end"))

same = "unchanged"
print(re.sub("x", "y", same) is same)

scanner = re.Scanner([
    (r"[a-zA-Z_]\w*", lambda scanner, token: ("name", token, scanner.match.start())),
    (r"\d+(\.\d+)?", lambda scanner, token: ("number", token)),
    (r"=|\+|-|\*|/", "operator"),
    (r"\s+", None),
])
print(scanner.scan("sum = 3.5 *foo + 12 @ x"))
print(re.Scanner([("a", 1), ("", 2)]).scan("aab"))


# A callable that uses the pattern itself, or fails, or changes the subject.
p = re.compile("(a+)(b)?")


def nested(m):
    return "<" + p.sub(lambda n: "(" + n.group() + str(p.findall("ab aab")) + ")", m.group()) + ">" + str(m.groups())


print(p.sub(nested, "aab a"))


def failing(m):
    raise KeyError(m.start())


try:
    p.sub(failing, "xxa")
except KeyError as error:
    print("KeyError", error)
data = bytearray(b"banana")


def grow(m):
    try:
        data.append(1)
    except BufferError as error:
        print("BufferError", error)
    return b"x"


print(re.sub(b"a", grow, data))
data.append(2)
m = re.match(b"(ba)(nana)", data)
del data[4:]
print(m.groups(), m.group(), m.span(2))
it = re.finditer(b"a", data)
print(next(it).span())
try:
    data.clear()
except BufferError as error:
    print("BufferError", error)
del it
data.clear()
