import sys
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
ba = bytearray(b"0123456789")
def run(code, **names):
    names.setdefault("ba", bytearray(b"0123456789"))
    try: exec(code, names); print(code, "->", names.get("r", names["ba"]))
    except Exception as e: print(code, "->", type(e).__name__, e)
for code in ("ba[2:5] = b'xyz'", "ba[2:5] = b''", "ba[2:2] = b'ab'", "ba[::2] = b'abcde'", "ba[::2] = b'abc'", "ba[::-1] = ba", "ba[5:2] = b'--'", "ba[2:5] = [1,2]", "ba[2:5] = 3", "ba[2:5] = 'abc'", "ba[0] = 256", "ba[0] = 'a'", "ba[0] = b'a'", "ba[20] = 1", "del ba[::3]", "del ba[2:4]", "del ba[20]", "ba[-1:] = range(3)", "ba += b'z'", "ba += 'z'", "ba += [1]", "ba *= 2", "ba *= -1", "ba.extend([256])", "ba.extend('a')", "ba.insert(100, 65)", "ba.insert(0, -1)", "ba.pop(100)", "r = ba.pop()", "ba.remove(5)", "ba.remove(48)", "ba.append('a')", "m = memoryview(ba); ba.append(1)", "m = memoryview(ba); m[2:5] = b'xyz'", "m = memoryview(ba); m[2:5] = b'xy'", "m = memoryview(ba); m[::2] = b'abcde'", "m = memoryview(ba); m[0] = 300", "m = memoryview(ba); m[0] = 'a'", "m = memoryview(ba); del m[0]", "m = memoryview(ba); del ba[0]", "m = memoryview(ba); m.release(); m[0]", "m = memoryview(ba); r = m.cast('H').tolist()", "m = memoryview(ba); r = m.cast('I')", "r = memoryview(ba).cast('B', [2, 5]).tolist()", "r = memoryview(ba).cast('B', [2, 5])[1, 2]", "r = memoryview(ba).cast('B', [2, 5])[1]", "r = memoryview(ba).cast('B', [3, 5])", "r = memoryview(ba)[::2].cast('H')", "r = memoryview(b'ab') == memoryview(b'ab')", "r = memoryview(b'abc')[::-1].tobytes()", "r = hash(memoryview(b'ab')) == hash(b'ab')", "r = hash(memoryview(ba))", "r = memoryview(ba).cast('f')", "r = memoryview(ba)[2:8].cast('h')[1]", "r = memoryview(b'x').toreadonly().readonly", "memoryview(b'x')[0] = 1", "r = memoryview(ba)[10:].tolist(), memoryview(ba)[-3:].nbytes", "r = memoryview(5)", "r = memoryview(ba).cast('c')[0]", "r = memoryview(ba).hex(':')", "r = 5 in memoryview(ba), 48 in memoryview(ba)", "r = memoryview(ba)[1.5]", "with memoryview(ba) as m: r = m.format, m.itemsize, m.shape, m.strides, m.ndim, m.contiguous, m.obj is ba"):
    run(code)
for code in ("l[::2] = [1]", "l[1:3] = 5", "l[10:20] = 'ab'", "l[::-1] = l", "l[1:1] = l", "del l[::-2]", "l[5] = 1", "del l[5]", "l['a']", "l['a'] = 1", "l[1.0]", "l[:'a']", "l[::0]", "l += 5", "l += 'ab'", "l *= 'a'", "l.insert('a', 1)", "l.pop('a')", "l.pop(10)", "l.remove(9)", "l.index(9)", "l.sort(5)", "l.sort(key=5)", "l.sort(reverse='x')", "l.extend(5)", "l[-100:2] = []", "l[2:0] = [7, 8]", "l[0:3:2] = (x for x in 'ab')"):
    names = {"l": [0, 1, 2, 3]}
    try: exec(code, names); print(code, "->", names["l"])
    except Exception as e: print(code, "->", type(e).__name__, e)
d = {i: i for i in range(5)}
k, v, i = d.keys(), d.values(), d.items()
d["new"] = 1; del d[0]
print(k, v, i, list(reversed(k)), k & {1, 2}, k | [9], k - {1}, k ^ {1, 99}, i & {(1, 1)}, k.isdisjoint([77]), {1, 2} < k, k == {1, 2, 3, 4, "new"}, i.mapping == d, 1 in v, len(k))
for change in ("d[99] = 1", "del d[1]", "d.clear()", "d[1] = 5", "d.update(d)", "d.pop(2); d[2] = 2", "d.setdefault(50, 1)"):
    for view in ("d", "d.keys()", "d.values()", "d.items()", "reversed(d)"):
        d = {i: i for i in range(5)}
        try:
            for n, x in enumerate(eval(view)):
                if n == 1: exec(change)
                if n > 20: break
            print(change, view, n)
        except RuntimeError as e: print(change, view, e)
s = {1, 2, 3}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e: print(e)
l = [1, 2, 3]
for n, x in enumerate(l):
    if n < 3: l.insert(0, 9)
print(l, n)
def evil_sort():
    l = [3, 1, 2]
    def key(x): l.append(1); return x
    l.sort(key=key)
t(evil_sort)
def evil_sort():
    l = [3, 1, 2]
    class C:
        def __init__(self, x): self.x = x
        def __lt__(self, o): l.clear(); return self.x < o.x
    l.extend(map(C, [3, 1, 2])); del l[:3]
    l.sort()
t(evil_sort)
class E:
    def __init__(self, c): self.c = c
    def __eq__(self, o): self.c.clear(); return False
    def __hash__(self): return 1
l = []; l += [E(l), E(l), E(l)]
print(E(l) in l, l); l += [E(l)]; t(l.index, 5); l += [E(l), 1]; print(l.count(3)); l += [E(l), 1]; t(l.remove, 7); l += [E(l), 2]; print(l == [1, 2], l)
d = {}; d[E(d)] = 1
t(lambda: d[E(d)]); d[E(d)] = 2; print(len(d)); t(d.pop, E(d)); d[E(d)] = 3; t(lambda: {E(d): 1} == d)
st = set(); st.add(E(st)); st.add(E(st)); print(len(st)); t(st.remove, E(st)); st.add(E(st)); print(st & {E(st)}, st - {1}, st | {2} and len(st))
for bad in ([], {}, set(), bytearray()):
    t(hash, bad); t(lambda: {bad: 1}); t(lambda: {bad}); t({}.get, bad); t(lambda: bad in {}); t(lambda: {1}.__contains__(bad)); t(frozenset, [bad])
a = []; a.append(a); print(a, [a]); d = {}; d["d"] = d; print(d, d.values(), d.items()); t1 = ([],); t1[0].append(t1); print(t1)
class O(list): pass
o = O(); o.append(o); print(o)
import collections
dq = collections.deque(); dq.append(dq); print(dq)
try: a == [a] == a; print(a == [a])
except RecursionError as e: print(e)
b = []; b.append(b)
try: print(a == b)
except RecursionError as e: print(e)
class LH:
    def __init__(self, h): self.h = h
    def __iter__(self): return iter("ab")
    def __length_hint__(self):
        if isinstance(self.h, Exception): raise self.h
        return self.h
import operator
for h in (1, 0, -1, "x", None, NotImplemented, TypeError("t"), ValueError("v"), 2**70, True, 1.5): t(list, LH(h)); t(operator.length_hint, LH(h), 7)
class GI:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
print(list(GI()), 4 in GI(), 5 in GI(), max(GI()), [*GI()], dict(zip(GI(), "abcd")), list(map(str, GI())), tuple(GI()), set(GI()))
a, *b = GI(); print(a, b); t(reversed, GI()); t(len, GI())
class GI2(GI):
    def __getitem__(self, i): raise StopIteration if i > 2 else KeyError if i < 0 else ValueError(i) if i == 2 else i
t(list, GI2())
it = iter(GI()); next(it); print(it.__reduce__()[1][1:] if False else it.__length_hint__ if hasattr(it, "__length_hint__") else "no hint")
print(int | str, int | None, (int | str) | float, int | int, (int | str).__args__, isinstance(1, int | str), list[int] | None, (int | str) == (str | int), hash(int | str) == hash(str | int)); t(lambda: int | 5); t(lambda: isinstance(1, list[int] | int)); t(lambda: 5 | int); t(lambda: None | None)
