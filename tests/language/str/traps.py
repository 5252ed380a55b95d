def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
class S(str):
    def __str__(self): return "str!"
    def __repr__(self): return "repr!"
    def __format__(self, spec): return "format!" + spec
s = S("abc")
print(type(str(s)), str(s), f"{s}", f"{s!s}", f"{s!r:>8}", "%s" % s, "%r" % s, "{}".format(s), "{!s:5}|".format(s), type(s.upper()), type(s[:]), type(s + ""), type("".join([s])), type(s * 1), type(s.strip()), type(s.replace("x", "y")), type(s.ljust(1)), type(format(s)), type(s.__str__()))
class R:
    def __str__(self): return s
    def __repr__(self): return S("r")
print(type(str(R())), type(repr(R())), str(R()) is s, "%s" % R(), [R()], f"{R()}")
class B:
    def __str__(self): return 5
    def __repr__(self): return b"x"
    def __format__(self, spec): return None
    def __bytes__(self): return "x"
    def __bool__(self): return 2
    def __len__(self): return -1
    def __index__(self): return "i"
    def __int__(self): return 1.5
    def __float__(self): return 1
    def __complex__(self): return 1
    def __hash__(self): return "h"
    def __dir__(self): return 5
    def __iter__(self): return 5
    def __contains__(self, x): return "yes"
    def __length_hint__(self): return "x"
    def __reversed__(self): return 7
    def __round__(self, n=None): return n
    def __instancecheck__(self, x): return []
    def __fspath__(self): return 5
b = B()
for f in (str, repr, format, bytes, bool, len, int, float, complex, hash, dir, iter, list, reversed, round, open, oct, bin, hex, chr, sum, max, abs): print(f.__name__, end=" "); t(f, b)
t(lambda: 1 in b); t(lambda: isinstance(1, b)); t(lambda: issubclass(1, b)); t(lambda: [1][b]); t(lambda: "a" * b); t(round, b, 2); t(lambda: "%d" % b); t(lambda: "%s" % b); t(lambda: f"{b!r}"); t(range, b); t(lambda: [1, 2][b:]); t(ascii, b)
print("%s %r %a" % ("é", "é", "é"), "%5.1f|%-8s|%+d|%x|%o|%e|%g|%c|%c|%%" % (1.25, "a", 5, 255, 8, 12345.678, 1e-5, 65, "z"))
for fmt, arg in (("%d", "a"), ("%d", 1.9), ("%x", 1.5), ("%c", "ab"), ("%c", -1), ("%c", 0x110000), ("%s", ()), ("%s %s", 1), ("%s", (1, 2)), ("%(a)s", {"b": 1}), ("%(a)s", 5), ("%(a", {}), ("%z", 1), ("%", 1), ("%*d", (5, 1)), ("%*d", ("x", 1)), ("%.*f", (2, 1.234)), ("%(a)s %s", {"a": 1}), ("abc", 1), ("abc", {}), ("abc", []), ("%s", {}), ("%.0f", 0.5), ("%#x", 255), ("%#o", 8), ("%+.3e", 1.0), ("% d", 5), ("%05d", -3), ("%-5d|", 3), ("%i", True), ("%u", -1), ("%ld", 5), ("%5%", ()), ("%s" * 3, (1, 2)), ("%.3s", "abcdef"), ("%r", (1,)), ("%99999999999d", 1), ("%.99999999999f", 1.0), ("%f", "x"), ("%f", None), ("%b", b"x")):
    t(lambda: fmt % arg)
for spec in ("", "5", "<5", ">5", "^5", "*^7", "=5", "05", "+", " ", "-", "#x", "#b", "#o", "x", "X", "c", "d", "n", ",", "_", ",d", "_x", ",x", "e", ".2", ".2f", "10.3e", "%", "g", "G", "z", "s", "5s", ".2s", "é>6", "{", "}", "<<5", "=+8,", "08_b", "+#010x", ".0f", ",.2f", "_.2f", ".", "5.", "1e5", "99999999999999999999", ".99999999999999999999", "zd", "z.1f", "#.0f", "#g", "0>5", "<05", "00005", "x5", "  5", ",_", "__", ",,"):
    for value in (42, -3.14159, "text", True, 1 + 2j, None, 10**20, -0.0): t(format, value, spec)
for f, args in (("{}{}", (1,)), ("{0}{}", (1,)), ("{}{0}", (1,)), ("{a}", ()), ("{0.x}", (1,)), ("{0[x]}", ({},)), ("{0[0]}", ([5],)), ("{0[a]}", ({"a": 1},)), ("{", ()), ("}", ()), ("{{}}", ()), ("{0", (1,)), ("{0!}", (1,)), ("{0!x}", (1,)), ("{0!rr}", (1,)), ("{0:{1}}", ("a", 5)), ("{0:{1:{2}}}", (1, 2, 3)), ("{0:{1}{2}}", (1.5, ">", 8)), ("{:{}}", ("a", 5)), ("{:{}.{}}", (1.234, 8, 2)), ("{0[}", (1,)), ("{0.}", (1,)), ("{0[]}", (1,)), ("{.real}", (1j,)), ("{[1]}", ("ab",)), ("{0[-1]}", ([1],)), ("{-1}", (1,)), ("{ 0}", (1,)), ("{0 }", (1,)), ("{99999999999999999999}", (1,)), ("{0[99999999999999999999]}", ([],)), ("{!r}", ("x",)), ("{:}}", (1,)), ("{0:}}", (1,)), ("{0]}", (1,)), ("{0[a]b}", ({"a": 1},))):
    t(f.format, *args)
t("{a.b[c]}".format_map, {"a": type("X", (), {"b": {"c": 7}})}); t("{}".format_map, {}); t("{a}".format_map, 5)
for text in ("\N{DASH}" if False else "\N{EM DASH}", "\N{LATIN SMALL LETTER SHARP S}", "\N{greek small letter alpha}"): print(ascii(text), text.upper(), text.casefold())
for enc in ("ascii", "latin-1", "utf-8", "utf-16-le", "cp1252", "utf-7"):
    for handler in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape", "surrogatepass", "nothing"):
        t("aé€\ud800𝒳".encode, enc, handler); t(b"a\xff\xc3(\xe2\x82\xf0\x9f".decode, enc, handler)
print("ß".upper(), "ŉ".upper(), "İ".lower(), "ΑΣ".lower(), "ǆ".title(), "ﬁ".upper(), "ß".casefold(), "Ⅷ".lower(), "٣".isdigit(), "½".isnumeric(), "²".isdigit(), "²".isdecimal(), "ª".isalpha(), "_".isidentifier(), "1a".isidentifier(), "\u2028".isspace(), "\x1c".isspace(), "Dž".istitle(), "".isascii(), "a\x7f".isprintable(), "aB1".swapcase(), "o'neil mc-donald".title())
print("a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\r\nj\rk\nl".splitlines(), "a\n\nb\n".splitlines(True), b"a\x0bb\r\nc\rd".splitlines())
print("abc".translate({97: None, 98: "xyz", 99: 100}), str.maketrans("ab", "cd", "e"), str.maketrans({"a": 1, 98: None}))
t("abc".translate, {97: -1}); t("abc".translate, {97: 0x110000}); t("abc".translate, {97: 1.5}); t(str.maketrans, "ab", "c"); t(str.maketrans, {"ab": 1}); t(str.maketrans, 5); t("abc".translate, [1]); t(str.maketrans, {1.5: 2})
t("abc".join, [1]); t("abc".join, 5); t("a".join, ["x", b"y"]); t("abc".split, ""); t("abc".split, None, "x"); t("abc".replace, "b", 1); t("abc".index, "z"); t("abc".find, 1); t("abc".count, "", 1, 10); t("abc".startswith, ("x", 1)); t("abc".startswith, 5); t("abc".ljust, 5, "ab"); t("abc".center, 10**20); t("a".zfill, 5); t("-a".zfill, 5); t("\t".expandtabs, 10**10); t("abc".encode, "x\0"); t("abc".partition, ""); t("abc".removeprefix, 1); t(str, b"x", "ascii", "strict"); t(str, "x", "ascii"); t(str, b"\xff", errors="replace"); t(str, 5, "ascii"); t(str, object=5); t(str, b"x", encoding=5)
