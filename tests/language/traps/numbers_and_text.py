# Numbers at their edges; text and bytes by every road.
import math


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, sep=": ")


# --- ints
print(1 << 1000 == 2 ** 1000, (-1 << 70), (1 << 200) >> 197, -1 >> 1000, (-5) >> 1)
attempt(lambda: 1 << -1)
attempt(lambda: 1 << (1 << 70))
print(pow(3, 1000, 7), pow(3, -1, 7), pow(-3, 5, 7), pow(3, 5, -7), pow(2, 1 << 70, 1000007), pow(5, 0, 1))
attempt(lambda: pow(2, -1, 4))
attempt(lambda: pow(2, 3, 0))
attempt(lambda: pow(2.0, 3, 5))
print((1000).to_bytes(2, "big"), (-2).to_bytes(3, "little", signed=True), (0).to_bytes(0), (7).to_bytes())
attempt(lambda: (256).to_bytes(1, "big"))
attempt(lambda: (-1).to_bytes(1, "big"))
attempt(lambda: (1).to_bytes(-1, "big"))
attempt(lambda: (1).to_bytes(1, "middle"))
for a, b in ((7, -2), (-7, 2), (-7, -2), (7, 2), (-1, 10**30), (10**30, -7), (-6, 3)):
    print(a // b, a % b, divmod(a, b), end="; ")
print()
for a, b in ((7.5, -2), (-7.5, 2), (-0.0, 3), (1e300, -1e-300), (-1, float("inf"))):
    print(a // b, a % b, end="; ")
print()
attempt(lambda: 5 % 0)
attempt(lambda: 5.0 // 0)
attempt(lambda: len(str(10 ** 4299)))
attempt(lambda: str(10 ** 4300))
attempt(lambda: int("1" * 4301))
attempt(lambda: int("1" * 4300) % 1000)
attempt(lambda: f"{10 ** 4300}")
attempt(lambda: len(hex(10 ** 5000)))

# --- floats
nan = float("nan")
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], nan < 1, max(nan, 1), max(1, nan), sorted([2, nan, 1]) [0], hash(nan) == hash(nan))
print(0.0 == -0.0, str(-0.0), math.copysign(1, -0.0), -0.0 + 0, -0.0 - 0.0, 0 * -1.0, round(-0.4), round(-0.4, 0), {0.0: 1, -0.0: 2})
for number in (0.1, 1 / 3, 1e16, 1e15, 1e22, 123456789012345680.0, 5e-324, 1.7976931348623157e308, 2 ** 53 + 2.0, 1e-5, 0.0001, 100.0):
    print(repr(number), end=" ")
print()
print([round(x + 0.5) for x in range(-3, 4)], round(2.675, 2), round(1e22, -21), round(5, -1), round(15, -1), round(25, -1), round(-15, -1))
print(format(0.5, ".0f"), format(1.5, ".0f"), format(2.5, ".0f"), "%.0f" % 0.5, "%.1f" % 0.25)
attempt(lambda: round(nan))
attempt(lambda: int(float("inf")))

# --- % and the mini-language
print("%5d|%-5d|%05d|%+d|% d|%x|%#o|%e|%g|%s|%r|%a|%c|%%" % (42, 42, 42, 42, 42, 255, 8, 1234.5, 1e-7, "s", "r", "ä", 65))
print("%(a)s %(b)05.1f" % {"a": 1, "b": 2}, "%*.*f" % (8, 2, math.pi))
for text, value in (("%d", "x"), ("%d %d", 1), ("%d", (1, 2)), ("%q", 1), ("%(a)s", 1), ("%c", "ab"), ("%", ()), ("%c", -1), ("%x", 1.5)):
    attempt(lambda: text % value)
width, fill = 12, "*"
print(f"{'mid':{fill}^{width}}|{1234567.891:,.2f}|{1234567:_d}|{255:#_x}|{0.000012:.3e}|{12345.678:.4g}|{True:d}|{3.0:n}|{-7:=+5}|{'x':>{width // 2}}")
print(f"{1 + 2j:.1f} {65:c} {0.25:%} {'abc':.2} {10 ** 20:e} {1e6:g} {1e5:g} {5:b} {-5:08b} {float('inf'):>5} {2**70:,}")
for spec in ("d", "s", "x", "c", ",s", "z", "10", ".3", "=5", "\N{BULLET}>5"):
    attempt(lambda: repr(format("t", spec)))
for spec in ("s", "c", ",x", "_c", ".2d", "+c", "08.3f", ",.1%", "z.1f"):
    attempt(lambda: repr(format(-3, spec)))
value = 7
print(f"{value=} {value = !s} {value!r:>4} {value=:04d} {{{value}}} {f'{value}':>{value}}")

# --- escapes and codecs
print("\N{GREEK SMALL LETTER ALPHA}\N{LATIN SMALL LETTER E WITH ACUTE}\x41\101\u20ac\U0001f600" "\
joined", r"\N{raw}", b"\x00\xff\101", ascii("\N{EURO SIGN}\t\x7f"))
text = "a\xe9\u20ac\U0001f600\udc80"
for encoding in ("ascii", "latin-1", "utf-8", "utf-16-le"):
    for handler in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "surrogatepass", "strict", "unknown"):
        try:
            print(encoding, handler, text.encode(encoding, handler))
        except Exception as error:
            print(encoding, handler, type(error).__name__, error)
for data in (b"ok\xff\xfe", b"\xe2\x82", b"\xed\xa0\x80", b"\xc0\x80", b"a\xf0\x9f\x98"):
    for handler in ("ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "strict"):
        attempt(lambda: ascii(data.decode("utf-8", handler)))


class Text(str):
    def __str__(self):
        return "another"


class Odd:
    def __str__(self):
        return Text("subclass")

    def __repr__(self):
        return Text("<odd>")

    def __format__(self, spec):
        return Text(f"format {spec}")


print(type(str(Odd())).__name__, str(Odd()), type(f"{Odd()}").__name__, f"{Odd():x}", type(repr(Odd())).__name__, "%s" % Odd(), str(Text("t")), type(Text("t") + "x").__name__)
for wrong in ("__str__", "__repr__", "__format__"):
    Wrong = type("Wrong", (), {wrong: lambda self, *args: 5})
    attempt({"__str__": lambda: str(Wrong()), "__repr__": lambda: repr(Wrong()), "__format__": lambda: f"{Wrong()}"}[wrong])
