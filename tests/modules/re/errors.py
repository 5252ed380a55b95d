# Every error of the pattern and template parsers, with its place.
import re

patterns = [
    "(", ")", "a)", "(a", "(?", "(?a", "(?P", "(?P<", "(?P<>a)", "(?P<a", "(?P<1>a)", "(?P=", "(?P=)", "(?P=a)",
    "(?P<a>x(?P=a))", "(?Px)", "(?P\\x)", "(?#abc", "(?<", "(?<x", "(?<=a", "(?<=a*)", "(?<!a{2,3})", "(?<=a|bc)",
    "(?z)", "(?-i)", "(?i-)", "(?i-z)", "(?i-+)", "(?z:a)", "(?\\a)", "(?ii-i:a)", "(?i-i:a)", "(?a-u:x)", "(?L)",
    "(?L:a)", "(?au:x)", "(?i+", "(?i", "(?t:a)", "(?-t:a)", "(?-i", "(?-ix", "a(?i)b", "(?i)a|(?i)b", "((?i)a)",
    "(?(", "(?()a)", "(?(1)a)", "(?(0)a)", "(?(-1)a)", "(?(a)b)", "(?(1a)b)", "(x)(?(1)a|b|c)", "(x)(?(1)a", "(?(99999999999)a)",
    "(?P<a>x)(?P<a>y)", "(?P<a>x)|(?P<b>y)(?(c)z)", "*", "a|*", "+a", "?", "a**", "a*{2}", "a{2}{3}", "^*", "$?", "\\b+",
    "(?:a*)*", "a{3,2}", "a{4294967295}", "a{1,99999999999999999999}", "x{,4294967295}", "[", "[a", "[]", "[^]",
    "[a-", "[a-z", "[z-a]", "[\\d-z]", "[a-\\d]", "[\\w-a]", "\\", "a\\", "[\\", "\\q", "\\8", "[\\8]", "\\1", "(a)\\2",
    "(a\\1)", "\\400", "[\\400]", "\\777", "\\x", "\\xg", "\\x1", "\\u12", "\\U0001", "\\U00110000", "\\N", "\\N{", "\\N{}",
    "\\N{no such name}", "[\\x1]", "[\\u1]", "[\\N{x]", "[\\A]", "[\\q]", "(?<=(a)\\1)", "(?<=(?P<a>a)(?P=a))", "(?<=(a)(?(1)b|c))",
    "line one\nline (two", "(?P<é>x)(?P<é>y)", "(?P<a-b>x)", "{1}", "a{1}{2}", "(?>a", "(?>a)++*", "x*+?", "(?i:a",
    "\\Z*", "()(?(2)a)", "(?:(a)|(?P<n>b))(?P=m)",
]
for pattern in patterns:
    for kind in (pattern, pattern.encode("utf-8")):
        try:
            re.compile(kind)
        except re.error as error:
            print(ascii(kind), "|", ascii(str(error)), ascii(error.msg), error.pos, error.lineno, error.colno)
        except (OverflowError, ValueError, RecursionError) as error:
            print(ascii(kind), "|", type(error).__name__, error)
        else:
            print(ascii(kind), "| fine")

m = re.match("(?P<first>a)(b)?", "ab")
for template in ["\\", "\\1\\", "\\3", "\\g", "\\g<", "\\g<>", "\\g<1", "\\g<x>", "\\g<-1>", "\\g<99>", "\\q", "\\400", "\\08", "\\g<1a>",
                 "\\99", "\\g<first", "\\g<99999999999>", "a\n\\k", "\\g<é>"]:
    for function in (m.expand, lambda t: re.sub("(?P<first>a)(b)?", t, "ab")):
        try:
            print(ascii(template), ascii(function(template)))
        except (re.error, IndexError) as error:
            print(ascii(template), type(error).__name__, ascii(str(error)))


def shown(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


p = re.compile("a(?P<x>b)")
shown(p.match)
shown(p.match, 1)
shown(p.match, "a", b=1)
shown(p.match, b"a")
shown(re.compile(b"a").match, "a")
shown(p.split, "a", "b")
shown(p.sub, "a")
shown(p.sub, 1, "ab")
shown(p.sub, b"a", "ab")
shown(p.match, "ab", "c")
shown(p.match, "ab", 2**100)
shown(m.group, 5)
shown(m.group, "q")
shown(m.group, [])
shown(m.__getitem__, None)
shown(m.start, 3)
shown(m.groups, 1, 2)
shown(re.sub, "a", lambda m: 1, "aa")
shown(re.sub, b"a", lambda m: "x", b"aa")
shown(re.sub, b"a", "x", b"bba")
shown(re.sub, "a", None, "bba")
shown(re.compile, 1)
shown(re.compile, p, 2)
shown(re.compile, "a", re.L)
shown(re.compile, b"a", re.U)
shown(re.compile, b"a", re.A | re.L)
shown(re.compile, "a", re.A | re.U)
shown(type(p))
shown(type(m))
shown(setattr, p, "x", 1)
shown(setattr, m, "pos", 1)
shown(setattr, re.Pattern, "x", 1)
