# Displays, construction, items, order, deletion and every method with its errors.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


d = {"b": 1, "a": 2, 3: "three", 2.5: None, (1, 2): [], None: 0, True: "yes"}
print(d, len(d))
d[1] = "one is True"
d[1.0] = "still"
print(d)
del d["b"]
d["b"] = "back at the end"
print(list(d), d[None], d[(1, 2)])
attempt(lambda: d["missing"])
attempt(lambda: d[(1, 2, 3)])
attempt(lambda: d[[]])
attempt(lambda: d.__getitem__({}))
attempt(lambda: {[]: 1})
attempt(lambda: d.__delitem__("nothing"))


def delete_unhashable():
    del d[set()]


attempt(delete_unhashable)
print("a" in d, "zz" in d, 1 in d, 2 in d)
attempt(lambda: [] in d)

print(dict(), dict({1: 2}), dict([(1, 2), [3, 4], "xy"]), dict(a=1, b=2), dict({"a": 0}, a=1, z=3))
attempt(lambda: dict(1))
attempt(lambda: dict(1, 2))
attempt(lambda: dict([1]))
attempt(lambda: dict([(1, 2, 3)]))
attempt(lambda: dict(["abc"]))
attempt(lambda: dict([[]]))
attempt(lambda: dict([([], 1)]))
attempt(lambda: dict(None))
attempt(lambda: dict(**{1: 2}))


class WithKeys:
    def keys(self):
        return ["k1", "k2"]

    def __getitem__(self, key):
        return key * 2


print(dict(WithKeys()), dict(WithKeys(), k3=3))
print(dict.fromkeys([3, 1, 2]), dict.fromkeys("ab", 7), dict.fromkeys({5: 6}), dict.fromkeys({9}, []))
attempt(lambda: dict.fromkeys())
attempt(lambda: dict.fromkeys(3))
attempt(lambda: dict.fromkeys([[]]))

d = {1: "a", 2: "b"}
print(d.get(1), d.get(9), d.get(9, "x"))
attempt(lambda: d.get())
attempt(lambda: d.get(1, 2, 3))
attempt(lambda: d.get([]))
print(d.setdefault(3, "c"), d.setdefault(3, "d"), d.setdefault(4), d)
print(d.pop(3), d.pop(99, "none"), d.pop(4))
attempt(lambda: d.pop(99))
attempt(lambda: {}.pop(1))
attempt(lambda: d.pop())
attempt(lambda: d.pop([]))
attempt(lambda: {}.pop([]))
print(d.popitem(), d.popitem(), d)
attempt(lambda: d.popitem())
attempt(lambda: d.popitem(1))
d.update({1: 2}, x=3)
d.update([(5, 6)])
d.update()
d.update(y=4)
print(d)
attempt(lambda: d.update(1))
attempt(lambda: d.update(1, 2))
attempt(lambda: d.update([1]))
copy = d.copy()
copy["new"] = 1
print(d, copy, d == copy, d != copy, {1: 2} == {1: 2.0}, {1: 2} == {2: 1})
d.clear()
print(d, d == {}, not d)
attempt(lambda: {} < {})
attempt(lambda: hash({}))

print({1: 2} | {3: 4}, {1: 2, 5: 6} | {1: 9})
attempt(lambda: {1: 2} | [(3, 4)])
attempt(lambda: [] | {})
e = {1: 2}
e |= [(3, 4)]
e |= {5: 6}
print(e)
try:
    e |= 3
except TypeError as error:
    print(error)
print({**{1: 2}, 3: 4, **{1: 5}})
attempt(lambda: (lambda **k: k)(**{"a": 1}, **{"a": 2}))

r = {}
r["self"] = r
r["list"] = [r]
print(r)
print(repr({"k": {"n": (1,)}}), str({}))
print(d.__contains__(1), {}.__len__(), dict.__name__, d.__class__)
