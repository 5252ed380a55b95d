# fnmatch: patterns of names, and the regular expressions they become.
import fnmatch

for pattern in ["", "*", "?", "a", "**", "a*b*c", "***a***b***", "*a*?*", "*.txt", "[abc]", "[!abc]", "[a-c]", "[]a]", "[!]a]", "[", "[!", "[]", "[a-",
                "[b-a]", "[!b-a]", "[b-ac]", "[a-cx-z]", "[a-c-e]", "[a-]", "[-a]", "[^a]", "[[]", "[\\]", "[a&&b]", "[a||b]", "[a~~b]", "[a--b]", "[--a]",
                "[!-a]", "[a-b-c]", "[z-ab-a]", "[!!]", "[!^]", "a.b+c(d)", "*[ab]*?", "a\nb", "é*", "[b-a]*x", "[9-0-z]"]:
    names = ["", "a", "b", "A", "abc", "a.txt", "-", "]", "[", "a-b", "^", "!", "\\", "a\nb", "éa", ".a", "aXbYc"]
    print(repr(pattern), fnmatch.translate(pattern), fnmatch.filter(names, pattern), [fnmatch.fnmatch(name, pattern) for name in names[:5]])
print(fnmatch.filter([b"a.c", b"a.h", b"\xff.c"], b"*.c"), fnmatch.fnmatchcase("A", "a"), fnmatch.fnmatchcase(b"a", b"?"), fnmatch.fnmatch("a\n", "a"))
try:
    fnmatch.fnmatch("a", b"a")
except TypeError as error:
    print(error)
print(fnmatch.filter(("x%d" % i for i in range(12)), "x?"), fnmatch.fnmatch("a" * 50, "*a*a*a*a*a*a*a*a*a*a*b"))
