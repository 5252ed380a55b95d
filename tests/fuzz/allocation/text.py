import math
words = "the quick brown fox".split()
print(" ".join(w.title() for w in words), f"{words!r:>40}|{3.14159:.3f}|{10**20:,}", "%s %5d %r" % ("a", 3, b"x"))
print("ä€😀".encode(), b"\xe4".decode("latin-1"), "a-b-c".replace("-", "--"), "x".join("abc").upper().center(20, "*"))
print("{0[a]} {1.real:>{2}}".format({"a": 1}, 3, 8), str(2**200), int("9" * 40), math.sqrt(2), float("1e300") * 10)
print(eval("[x ** 2 for x in range(4)]"), compile("a = 1\nb = a", "name", "exec").co_names)
try:
    exec("x = = 1")
except SyntaxError as error:
    print(error)
