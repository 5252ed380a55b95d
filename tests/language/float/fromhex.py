"""Rounding of hexadecimal text, at every size: half to even, underflow, overflow, and what is refused."""
for digit in range(16):
    for rest in "", "4", "7f", "8", "80", "81", "c":
        print(digit, rest, *(float.fromhex(f"0x{whole}ffffffffffff{digit:x}{rest}p{power}").hex()
                             for whole, power in [("0.", -1022), ("1.", 3), ("1.", -1023), ("0.0001", -1060), ("f", -1075)]))
for text in ["0x1p-1075", "0x1.0000000000001p-1075", "0x1.8p-1075", "0x3p-1076", "0x1p-1140", "0x1.fffffffffffff7p1023",
             "0x1.fffffffffffff8p1023", "0x1p1024", "0x1p-99999999999999999999999", "0x0p99999999999999999999999",
             "0x1p99999999999999999999999", "0x" + "0" * 500 + "1p0", "0x1" + "0" * 300 + "p-1200", "0x." + "0" * 300 + "1p1200",
             "0x1" + "0" * 20 + "1p-80", "0x10000000000000800000000001", "0x10000000000000800000000000", "1", "a.8", ".1", "1.", "0x.",
             "", "nan", "-nan", "+inf", "-infinity", "0x1p", "0x1 p1", "é", "1\0", " 0X1P+1\n", "--1", "0x1p1.0"]:
    try:
        print(repr(text[:30]), float.fromhex(text).hex())
    except Exception as error:
        print(repr(text[:30]), type(error).__name__, error)
