# What patterns match.
import re

cases = [
    (r"a.c", "abc a\nc"), (r"(?s)a.c", "abc a\nc"), (r"^a|b$", "ab\nab\n"), (r"(?m)^a|b$", "ab\nab\n"), (r"a$", "ba\n"),
    (r"a\Z", "ba\n"), (r"\Aa", "aa"), (r"(?m)\Aa", "a\na"), (r"(?m)^", "a\nb\n"), (r"(?m)$", "a\n\nb\n"), (r"$", "a\n"),
    (r"\bfoo\b", "foo bar foo. foobar"), (r"\Boo", "foo oo"), (r"\B", ""), (r"\b", ""), (r"\B", " "), (r"\b", "a b"),
    (r"[]a]+", "]a]"), (r"[^]]", "]a"), (r"[a\]b]+", "a]b"), (r"[-a]+", "-a-"), (r"[a-]+", "-a-"), (r"[\w-]+", "a-b c"),
    (r"[^\d\s]+", "12 ab 3"), (r"[\t\n\x20\u0041\101]+", "A \tB"), (r"\x41\u0042\U00000043\N{LATIN SMALL LETTER D}\104", "ABCdD"),
    (r"a{2}", "aaaaa"), (r"a{2,}", "aaaaa"), (r"a{,2}", "aaaaa"), (r"a{2,3}?", "aaaaa"), (r"a{}", "a{}a"), (r"a{1", "a{1"),
    (r"a{,}", "aa"), (r"x{a}", "x{a}"), (r"a*?b", "aab"), (r"a+?", "aaa"), (r"a??b", "ab"), (r"a*+a", "aaa"), (r"a++b", "aab"),
    (r"a?+a", "a"), (r"(?:ab)?+ab", "ab"), (r"a{1,2}+a", "aaa"), (r"(?>a+)a", "aaa"), (r"(?>a|ab)c", "abc ac"),
    (r"(a)\1", "aa ab"), (r"(?i)(a)\1", "aA Aa"), (r"(?P<q>['\"]).*?(?P=q)", "'a\"' \"b\""), (r"(a)?b\1", "b ab aba"),
    (r"(a)?(?(1)b|c)", "ab c ac"), (r"(?P<x>a)?(?(x)b)", "ab b"), (r"(?=a)ab", "ab"), (r"a(?!b)", "ab ac"),
    (r"(?<=a)b", "ab cb"), (r"(?<!a)b", "ab cb"), (r"(?<=(a|b)c)d", "acd bcd ccd"), (r"(a)(?<=\1)b", "ab"),
    (r"(?<=\b)a", "a ba"), (r"(?<=(?i:A))b", "ab Ab"), (r"(?i:a)b", "Ab AB"), (r"(?i)a(?-i:b)", "Ab AB"), (r"(?s:.)\n.", "\n\n\na"),
    (r"(?x) a b # comment", "ab"), (r"(?x)a\ b[ ]c", "a b c"), (r"(?x: a b ) c", "ab c"), (r"(?x)a(?-x: )b", "a b"), (r"a(?#comment)*", "aaa"),
    (r"(?a)\w+", "aé"), (r"(?a:\w+)é", "aé"), (r"(?u)\w+", "aé"), (r"\d+", "12٣"), (r"\s+", "a \t\x1c\x85\u2003b"), (r"\S+", "a\u3000b"),
    (r"(a|b)*", "abab"), (r"(?:(a)|b)*", "ab"), (r"(a*)*", "aa"), (r"(a*)+", "aa"), (r"(a|)+", "aa"), (r"(?:a?)*?b", "aab"), (r"(?:a|b?)*c", "abc"),
    (r"((a)|b)*", "ab"), (r"(a+|b){2}", "aab"), (r"(?:(a)(b)?)*", "aba"), (r"(|a)+", "aaa"), (r"()*", "a"), (r"(?:^)*a", "a"),
    (r"(?:(?=a))*a", "aa"), (r"a|ab|abc", "abc"), (r"", "ab"), (r"|a", "a"), (r"a||b", "ab"), (r"(?:)", "a"), (r"\0\00\000", "\0\0\0"),
    (r"[\b]", "\b"), (r"\a\f\v\r", "\a\f\v\r"), (r"\.\*\-\é", ".*-é"), (r"[.*+?]+", ".*+?"), (r"[\[\]^-]+", "[]^-"), (r"\ud800.", "\ud800\udc00"),
    (r"[\ud800-\udfff]+", "\udc00\ud800"), (r"[^a]", "\U0001f600"), (r".", "\U0001f600é"), (r"[\U0001f600-\U0001f64f]+", "x\U0001f600\U0001f601"),
    (r"(\A)*+", "c"), (r"((\A)*+)+", "1a"), (r"((?=(?m:^))(?:b++){0}|(?=a+)){0}", "_ ca"), (r"(((?<!(?m:^)*)){1,2})", "bb "),
    (r"(?<!(?:(?:a?+|[^b]*){2}|\W*){0})", "ac"), (r"(?<=(?m:^)??)", "1a"), (r"(?<=(?:K{1,2}|(a|.)?){0}b)", "_b"), (r"(?<=a(?:\b|^)*)c", "ac ac"),
    (r"(x(?:(y))?){0}z(?(2)a|b)", "zb"), (r"(a)(?:\1|(?:^)*?){0}b", "ab"),
    (r"a{0}b", "ab"), (r"(a){0}b\1?", "ab"), (r"(?:a{2}){2}", "aaaaa"), (r"(?i)[^a-c]", "ABCD"), (r"(?i)[à-ö]", "ÀÖ×"), (r"(?i)straße", "STRASSE STRAßE"),
    (r"(?ia)k", "k\u212a"), (r"(?i)\u212a", "kK"), (r"(?i)[\u2126]", "ωΩ"), (r"(?i)ς", "σΣς"), (r"(?i)ᾳ", "ᾼᾳ"), (r"(?i)\u0131", "iIıİ"),
    (r"(?i)(é)\1", "éÉ"), (r"(?i)(ω)\1", "ωΩ"), (r"\bé", "aé é"), (r"\B\w", "éa"), (r"[^\W\d_]+", "aé1_中"), (r"[\W\d]+", "a1中 é!"), (r"[^\W]", "中!"),
]
for pattern, text in cases:
    for variant in (text, text + "\xff", text + "\u4e2d", text + "\U0001f600"):
        found = [(m.span(), m.groups()) for m in re.finditer(pattern, variant)]
        m = re.match(pattern, variant)
        f = re.fullmatch(pattern, variant)
        print(ascii(pattern), len(variant), ascii(found), m and m.span(), f and f.span())

for pattern, text in [(rb"\w+", b"a1_\xe9"), (rb"(?i)[a-z]+", b"aZ\xe0"), (rb"(?L)\w+\b", b"ab"), (rb"[^\x00-\x7f]", b"a\xff"), (rb".", b"\n\xff"),
                      (rb"\x41(?P<n>\102)", b"AB"), (rb"\s\S\d\D\W", b" a1a "), (rb"(?iL)\xe9A", b"\xe9a")]:
    print(pattern, [(m.span(), m.groups(), m.groupdict()) for m in re.finditer(pattern, text)])
print(re.escape("a.b*c d\n\0é"), re.escape(b"a-b\xff#"), re.escape(""), re.fullmatch(re.escape("(?P<x>[a])"), "(?P<x>[a])"))

# Words of ASCII and of Unicode in one pattern.
print(re.findall(r"(?a:\b)\w\b|\b.(?a:\B)", "é a1 aé \u4e2d_"), re.findall(r"(?i)\bk|s\b", "\u212a k \u017f ks\xe9"), re.findall(r"(?a)\b\w(?u:\b\w)?", "é a\xe9"))
