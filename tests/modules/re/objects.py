# Attributes and methods of patterns and matches.
import copy
import copyreg
import re

p = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)?(-(?P<day>\d\d))?", re.X)
m = p.search("on 2024-05 or so", 1, 14)
print(p, p.pattern, p.flags, p.groups, p.groupindex, dict(p.groupindex))
print(m, bool(m), m.string, m.re is p, m.pos, m.endpos, m.lastindex, m.lastgroup, m.regs)
print(m.group(), m.group(0), m.group(1), m.group("year"), m.group(1, "month", 4), m["day"], m[2], m.group(True))
print(m.groups(), m.groups("none"), m.groups(default=0), m.groupdict(), m.groupdict("-"), m.groupdict(default=1))
print(m.start(), m.end(), m.span(), m.start("month"), m.end(1), m.span("day"), m.start(4))
print(m.expand(r"\g<month>/\1\4!\n"), copy.copy(p) is p, copy.deepcopy(m) is m)
for flags in (0, re.I, re.A, re.I | re.M | re.S | re.X | re.A, re.U, 0x1000, 0x1000 | re.S):
    print(re.compile("a", flags), re.compile("a", flags).flags)
print(re.compile(b"x\xff", re.L), re.compile("(?i)a'\"\n"), re.compile("a" * 300, re.I))
print(re.match("b*", "b" * 100), re.match(b".", b"\xff"), re.compile("").match("").regs)
print(p == re.compile(p.pattern, re.X), p != re.compile(p.pattern), p == p.pattern, hash(p) == hash(copy.copy(p)))
function, arguments = copyreg.dispatch_table[re.Pattern](p)
print(arguments, function(*arguments) == p)
print(re.I, repr(re.I | re.S), re.RegexFlag(2) is re.I, re.NOFLAG, list(re.RegexFlag), re.S | 0x400, ~re.I, int(re.X))
print(re.Pattern, re.Match, re.Pattern[str], re.Match[bytes], re.error.__mro__)

# lastindex is the group that was closed last.
for pattern, text in [("(a)(b)?", "a"), ("((a)b)", "ab"), ("(a)|(b)", "b"), ("(?:(a)|(b))*", "ba"), ("(?:(a)|(b))*", "ab"),
                      ("(a(b)?)+", "aba"), ("(?=(ab))(a)", "ab"), ("(a)(?=(b))", "ab"), ("()(a)()", "a"), ("(a)b", "ab"),
                      ("ab", "ab"), ("((a)|(b))*", "ab"), ("(a)(?!(c))b", "ab"), ("(?P<x>a)(?P<y>(?P<z>b))", "ab")]:
    m = re.match(pattern, text)
    print(pattern, m.lastindex, m.lastgroup, m.groups(), m.regs)

# Positions limit the search; ^ and look-behind see what lies before.
p = re.compile("^b")
print(p.match("ab", 1), re.compile("(?<=a)b").match("ab", 1), re.compile("b$").match("ab", 1), re.compile("b$").search("abc", 0, 2))
print(re.compile("b").search("abc", 5), re.compile("").search("abc", 3), re.compile("").search("abc", 4), re.compile("a").search("abc", -5, 99))
print(re.compile("b").match("abc", 2, 1), re.compile("").match("abc", 2, 1), re.compile("b").fullmatch("abc", 1, 2))
print(re.fullmatch("a|ab", "ab"), re.fullmatch("a*?", "aaa"), re.fullmatch("(?:a|ab)(?:c|bcd)", "abcd"), re.fullmatch("a$", "a\n"))
s = p.scanner("bb")
print(s.pattern is p, s.match(), s.match(), s.search())
s = re.compile("a|b|").scanner("abxa")
print(s.match(), s.search(), s.match(), s.search(), s.search(), s.search(), s.search(), s.match())

# Subjects with a buffer.
print(re.findall(b"a.", bytearray(b"abac")), re.match(b"(a)", memoryview(b"ab")).group(1), re.sub(b"a", b"b", bytearray(b"aab")))
print(re.match(b"a(b)", bytearray(b"ab")).expand(rb"\1-"), re.match(b"a", bytearray(b"ab")).string, re.split(b"a", memoryview(b"bab")))


class Text(str):
    pass


t = Text("abc")
print(type(re.match(".*", t).group()), type(re.sub("x", "y", t)), type(re.match(".*", t).string), re.sub("x", "y", "abc") == "abc")
