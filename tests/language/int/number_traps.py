import sys
def t(f, *a, **k):
    try: r = f(*a, **k); print(repr(r))
    except Exception as e: print(type(e).__name__, e)
for a in (7, -7, 0):
    for b in (2, -2, 3, -3): print(a // b, a % b, divmod(a, b), float(a) // b, float(a) % b)
for a in (5.5, -5.5, 0.0, -0.0, float("inf"), 1e300):
    for b in (2.0, -2.0, float("inf"), -float("inf"), 1e-300): t(divmod, a, b); t(lambda: a % b); t(lambda: a // b)
for a in (1, 1.0, True, 1j): t(lambda: a // 0); t(lambda: a % 0); t(lambda: a / 0); t(divmod, a, 0)
t(pow, 2, -1, 7); t(pow, 2, -1, 4); t(pow, 3, 5, -7); t(pow, 3, 5, 0); t(pow, 2, 0.5, 3); t(pow, 0, -1); t(pow, 0.0, -1); t(pow, -8, 1/3)
t(pow, 2, 100, 1); t(pow, -3, 3, 5); t(pow, 10**50, 10**30, 10**9 + 7); t(pow, 2, -3); t(pow, 38, -1, 97); t(pow, base=2, exp=3, mod=5); t(pow, 2, 3, None); t(pow, "a", 2)
t(lambda: 1 << 100); t(lambda: 1 << -1); t(lambda: -1 >> 1000); t(lambda: 1 >> 10**30); t(lambda: 1 << 10**30); t(lambda: 0 << 10**30); t(lambda: -5 >> 1); t(lambda: 1 << 1.0); t(lambda: -1 >> 10**30); t(lambda: (1 << 64) >> 63)
for n in (0, 1, -1, 255, 256, -128, -129, 10**20):
    for length in (0, 1, 2, 20):
        for order in ("big", "little"):
            for signed in (0, 1): t(n.to_bytes, length, order, signed=signed)
t((1).to_bytes, -1, "big"); t((1).to_bytes, 1, "middle"); t((1).to_bytes); t(int.from_bytes, b"\x80", "big", signed=True); t(int.from_bytes, [1, 2], "little"); t(int.from_bytes, "x", "big"); t(int.from_bytes, b""); t(int.from_bytes, [256])
nan = float("nan")
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], {nan: 1}.get(nan), min(nan, 1), max(1, nan), sorted([3, nan, 1]), nan is nan)
print(-0.0, 0.0 == -0.0, str(-0.0), repr(complex(-0.0, -0.0)), round(-0.4), round(-0.4, 0), abs(-0.0), -0.0 + 0, 0 * -1.0, max(0.0, -0.0), max(-0.0, 0.0), (-0.0).hex(), hash(-0.0), {0.0: 1}[-0.0], int(-0.9))
for x in (0.1, 1/3, 1e16, 1e15, 123456789012345680.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 1e-4, 1e-5, 0.00012345, 2.675, 100.0, 1e100, 9007199254740993.0): print(repr(x), str(x), f"{x}", f"{x:g}", f"{x:.3f}" if x < 1e30 else "", "%r" % x, x.hex())
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e16 + 1, 25, 35, -25, 15.5, 0.15, 1234.5678): print([round(x, n) for n in (None, 0, 1, 2, -1, -2)])
t(round, nan); t(round, float("inf")); t(round, nan, 2); t(round, 1.5, 1.0); t(round, 1e308, -308); t(round, 1.7e308, -308); t(round, "a"); t(round, 10**40 + 5, -1); t(round, 5e-324, 400)
t(int, "9" * 4301); t(str, 10**4300); t(int, "9" * 4300 + "_1"); t(lambda: len(str(10**4299))); t(int, "0x" + "f" * 5000, 16) if False else None
t(sys.set_int_max_str_digits, 5); t(sys.set_int_max_str_digits, 640); t(str, 10**640); t(int, "1" * 641); t(repr, -10**640); t(format, 10**640, "d"); t(format, 10**640, "x"[:1]) if False else None; t(lambda: "%d" % 10**640); t(lambda: f"{10**640}"); t(lambda: len(hex(10**640))); t(float, "1" * 700); t(sys.get_int_max_str_digits)
sys.set_int_max_str_digits(4300)
for s in ("", " ", "1 2", "0x", "0b2", "1__0", "_1", "1_", "٣", "½", "1\n", "\t1 ", "+-1", "0_7", "07", "0o17", "1e3", "1.0", "\u00a05", "0x_f", "-0X1F", "--1"):
    t(int, s); t(int, s, 0); t(int, s, 16); t(float, s)
t(int, "z", 36); t(int, "1", 37); t(int, "1", 1); t(int, 1, 10); t(int, b"12", 10); t(int, bytearray(b"7")); t(int, "1", -1); t(int, "1", "x"); t(int, base=10); t(int, x=1); t(int, None); t(int, [1]); t(int, "1", base=2.0); t(int, float("inf")); t(int, nan)
print(hash(2**61 - 1), hash(-1), hash(2**61), hash(1.5), hash(float("inf")), hash(10**30) == hash(1e30), hash(True), hash(1 + 0j), hash(1j))
print(True + True, True & 3, ~True, -True, True == 1.0, isinstance(True, int), bool.__mro__, int(True), True << 3)
t(lambda: 1 < 1j); t(lambda: 1j // 1); t(lambda: 1j % 1); t(divmod, 1j, 1); t(int, 1j); t(float, 1j); t(lambda: 5 @ 5); t(lambda: ~1.5); t(lambda: 1.5 & 1); t(lambda: -"a"); t(lambda: 1 + "a"); t(lambda: "a" + 1); t(lambda: "a" * 1.5); t(lambda: [1] + (1,)); t(lambda: None < 1); t(lambda: {} < {})
