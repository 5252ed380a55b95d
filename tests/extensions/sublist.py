import gc
from sublist import CaselessText, CountingList, RememberingDict, TaggedSet, slots

s = CountingList(range(3))
s.extend([7, 8])
print(s, len(s), s.increment(), s.increment(), isinstance(s, list), type(s), s[1:3], s == [0, 1, 2, 7, 8])
s.double()
s.append("end")
s.sort(key=str)
print(s, s.increment(), s.index(8), s.pop(), s * 2, sorted(s, key=str) == s, CountingList.__doc__)
for i in range(40):
    s.append(i)
del s[::2]
print(s, len(s))
empty = CountingList()
empty.double()
print(empty, CountingList([empty, [1]]))

d = RememberingDict(a=1)
print(d, d.last, isinstance(d, dict), len(d))
d["b"] = 2
d[(1, 2)] = [d]
print(d.last, list(d), d.get("b"), {**d}.keys() == d.keys(), d.copy().__class__)
del d["b"]
print(d.last, "b" in d)
d.clear()
d["self"] = d
d[d.__class__] = d.last
print(d.last, d == dict(d))
del d
print(gc.collect() > 0)
try:
    RememberingDict(1)
except TypeError as error:
    print("TypeError:", error)

t = TaggedSet("hello")
t.tag = 9
t.add("z")
print(sorted(t), t.tag, sorted(t | {"q"}), type(t | {"q"}), t >= set("hel"), type(t.copy()))
t.__init__([3])
print(t, t.tag)

c = CaselessText("StraSSe")
print(c, len(c), c == "STRASSE", c != "x", c < "z", {c: 1}["strasse"], c.hashed, c.upper(), type(c + "x"), c[2:])
wide = CaselessText("Ωmega \U0001F600")
print(wide, wide == "ωMEGA \U0001F600", len(wide), wide.encode(), hash(wide) == hash("ωmega \U0001F600"))

for cls, args in ((CountingList, ([1],)), (RememberingDict, ({1: 2},)), (TaggedSet, ([1],)), (CaselessText, ("Aa",))):
    class Sub(cls):
        pass

    sub = Sub(*args)
    sub.attribute = sub
    print(Sub.__base__, sub, sub.attribute is sub, Sub.__basicsize__ >= cls.__basicsize__)
    del sub
gc.collect()
print(slots(-5))
