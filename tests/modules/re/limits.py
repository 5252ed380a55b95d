# Long subjects, large counts and deep patterns.
import re

n = 200_000
print(re.match("(x)*", "x" * n).span(), re.match("(?:x|y)*z", "x" * n), re.match("(x|y)*?z", "x" * n + "z").span(1))
print(re.match("(?:x|y)*", "xy" * n).span(), re.match("(?:.|\\d)*(x)", "x" * n).span(1), re.match("(?s)(?:(.)(.))*", "ab" * n).groups())
print(len(re.findall("(a)(b)?", "ab" * n)), re.search("a*b", "a" * 3000), re.sub("(?:a|b)+", "-", "ab" * n + " " + "ba" * n))
for pattern in [".{65535}", ".{,65535}", ".{65535,}?", ".{65536}", ".{,65536}", ".{65536,}?", ".{70000,140000}", ".{,4294967294}", ".{4294967294}",
                "(?:ab|c){70000}", "(?:xx){30000}", "(?:x|y){2,80000}"]:
    m = re.match(pattern, "x" * 150_000)
    print(pattern, m and m.span())
many = re.compile("|".join("%d" % i for i in range(10_000, 0, -1)))
print(many.findall("9999 10 77777"), many.fullmatch("10000"), many.findall("\u4e2d12"))
long = re.compile("(?:" + "ab?" * 20_000 + ")?")
print(long.match("a" * 20_000).span(), long.match("é").span())
groups = re.compile("".join("(%s)" % chr(97 + i % 26) for i in range(300)))
m = groups.match("abcdefghijklmnopqrstuvwxyz" * 12)
print(len(m.groups()), m.lastindex, m.group(300, 1, 27), re.match("(?:a?){500}", "a" * 600).span())
deep = "(" * 300 + "a" + ")" * 300
print(re.match(deep, "a").lastindex, re.match("(?:" * 300 + "a" + ")*" * 300, "aaa").span())
print(re.match("(?:a{0,300}b?){0,300}c", "ab" * 50 + "c").span(), re.match("(?:(?:ab)?c?){0,5000}", "abc" * 9).span())
for pattern in ["(" * 100_000, "(?:" * 3000 + ")" * 3000, "[" * 3, "(?=" * 5000]:
    try:
        re.compile(pattern)
    except (RecursionError, re.error) as error:
        print(type(error).__name__)
print(re.fullmatch("(?:a+)+b", "a" * 22), len(re.split("", "a" * 1000)))
for i in range(600):
    re.compile("cache%d" % i)
re.purge()
print(re.match("a", "a"))
