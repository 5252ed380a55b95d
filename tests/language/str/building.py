"""Growing strings in place, in all widths, with and without other owners."""


def grow(parts):
    text = ""
    copies = []
    for part in parts:
        text += part
        copies.append(text)
    return text, copies


text, copies = grow(["a", "bc", "", "\xe9", "d", "\u20ac", "e", "\U0001F600", "f"])
print(ascii(text), [len(c) for c in copies], ascii(copies))

line = ""
for i in range(2000):
    line += str(i)
print(len(line), line[:20], line[-20:], hash(line) == hash(line[:1000] + line[1000:]))

keep = line
line += "x"
print(len(keep), len(line), keep == line[:-1])

d = {}
key = ""
for ch in "abcabc":
    key += ch
    d[key] = len(key)
print(d, d["abc"], "abcab" in d)

s = "x"
s += s
s += s
print(s)


class Text(str):
    pass


t = Text("ab")
t += "cd"
print(t, type(t).__name__)
u = "ab"
u += Text("cd")
print(u, type(u).__name__)
t = Text("\u20acuro")
print(t, len(t), t[0] == "\u20ac", t.upper(), type(t.upper()).__name__, t == "\u20acuro", hash(t) == hash("\u20acuro"))
t.extra = 5
print(t.extra, type(str(t)).__name__, type(t + "").__name__, type(t[:]).__name__, type(t.strip()).__name__)
print({t: 1}["\u20acuro"], [type(x).__name__ for x in (t * 1, t.replace("z", "y"), t.lower(), "".join([t]))])


class Named(str):
    def __new__(cls, value, name):
        self = super().__new__(cls, value)
        self.name = name
        return self

    def __str__(self):
        return "<" + self.name + ">"

    def __repr__(self):
        return "Named(" + self.name + ")"


n = Named("v", "n")
print(n, repr(n), f"{n}", f"{n!r}", "%s" % n, "{}".format(n), n + "w", [n], str(n), n.upper())
try:
    n += 1
except TypeError as error:
    print(error)
