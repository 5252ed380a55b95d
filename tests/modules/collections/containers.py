"""deque and defaultdict, OrderedDict, Counter, namedtuple, ChainMap and the User classes."""
from collections import *
from copy import copy, deepcopy


def show(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


d = deque("abcde")
d.rotate(2)
d.appendleft("z")
d.extend("xy")
d.extendleft("12")
print(d, len(d), d.popleft(), d.pop(), d[0], d[-1], d.count("x"), d.index("a"), "q" in d, list(reversed(d)))
d.insert(2, "I")
d.insert(-1, "J")
d.insert(100, "K")
d.remove("a")
del d[0]
d[1] = "S"
d.reverse()
print(d, d * 2, d + deque([1]), copy(d) == d, deepcopy(d) == d, d < deque("z"), d != deque())
d.rotate(-3)
d += "!"
d *= 2
print(d, deque([1, 2], 5), deque(range(9), maxlen=3), deque([1, 2, 3], 2) * 3, deque([1], 0))
limited = deque(maxlen=2)
limited.extend([1, 2, 3])
limited.appendleft(0)
print(limited, limited.maxlen, limited.__reduce__()[:3], iter(deque([1, 2])).__length_hint__())
for bad in [deque().pop, deque().popleft, lambda: deque()[0], lambda: deque([1], -1), lambda: deque().remove(5),
            lambda: deque().index(3), lambda: limited.insert(0, 1), lambda: deque() + [1], lambda: hash(deque()),
            lambda: deque(5), lambda: deque([1], "a"), lambda: deque().rotate("a"), lambda: deque("ab")["a"],
            lambda: deque() < [], lambda: setattr(limited, "maxlen", 3), lambda: deque()[0:1]]:
    show(bad)


def change(d):
    for x in d:
        d.append(x)


show(change, deque([1]))
d = deque([1])
d.append(d)
print(d)


class Clears:
    def __init__(self, d):
        self.d = d

    def __eq__(self, other):
        self.d.clear()
        return False


for call in [lambda d: d.remove(0), lambda d: d.index(0), lambda d: d.count(0), lambda d: 0 in d]:
    d = deque([1])
    d.append(Clears(d))
    d.append(2)
    show(call, d)
work = deque()
for i in range(1000):
    work.append(i)
    if i % 3:
        work.popleft()
print(len(work), sum(work))

dd = defaultdict(list, a=[1])
dd["b"].append(2)
print(dd, dd.default_factory, dd.get("q"), dd | {"z": 0}, {"z": 0} | dd, copy(dd), dd.__reduce__()[:2])
show(lambda: defaultdict()["x"])
show(defaultdict, 5)
dd.default_factory = None
show(dd.__getitem__, "none")
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 5
print(nested["a"], defaultdict(None, {1: 2}), defaultdict(int) == {})

o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, list(reversed(o)), o.popitem(), o.popitem(last=False), o, o == {"b": 2}, o.keys(), o.items(), o.values())
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict.fromkeys("ab", 0), o | {"q": 1}, {"q": 1} | o,
      o.setdefault("n"), o.pop("n"), o.pop("m", 9), copy(o), OrderedDict())
show(o.move_to_end, "none")
show(o.pop, "none")
show(OrderedDict().popitem)
o["self"] = o
print(o)

c = Counter("mississippi")
print(c, c["z"], c.most_common(2), sorted(c.elements()), c.total(), Counter(a=1, b=0))
c.subtract("mm")
c.update({"q": 2})
print(c, +c, -c, c + Counter("m"), c - Counter("ss"), c | Counter("mmm"), c & Counter("sm"))
print(Counter("ab") <= Counter("abc"), Counter("a") == Counter(a=1, b=0), Counter("ab") > Counter("b"), copy(c) == c)
c += Counter("m")
c -= Counter("iiii")
del c["not there"]
print(c)
show(Counter.fromkeys, "a")
show(Counter, 5)

Point = namedtuple("Point", "x y z", defaults=[0])
p = Point(1, y=2)
print(p, p.x + p.z, p._replace(z=5), p._asdict(), Point._make([7, 8, 9]), Point._fields, Point._field_defaults,
      Point.__doc__, Point.x.__doc__, Point.__new__.__doc__, p == (1, 2, 0), copy(p), Point.__match_args__)
print(namedtuple("R", "a class a", rename=True)._fields, namedtuple("M", "a,b", module="m").__module__)
for bad in [("T", "a a"), ("T", "class"), ("T", "_a"), ("T", "1"), ("class", "a"), ("T", ["a b"])]:
    show(namedtuple, *bad)
show(namedtuple, "T", "a", defaults=[1, 2])
show(Point)
show(Point, 1, 2, 3, 4)
show(Point, 1, q=1)
show(p._replace, q=1)
show(Point._make, [1])
match p:
    case Point(1, b):
        print("matched", b)

m = ChainMap({"a": 1}, {"a": 2, "b": 3})
child = m.new_child({"c": 4})
print(m, m["a"], list(m), len(m), child["b"], child.parents == m, m | {"x": 1}, {"x": 1} | m, bool(ChainMap()))
m["b"] = 9
print(m.maps, m.pop("b"), m.get("none", 0))
show(m.pop, "b")
show(m.__getitem__, "none")
show(m.__delitem__, "b")
show(ChainMap().popitem)

u = UserDict({"a": 1}, b=2)
print(u, u | {"c": 3}, {"c": 3} | u, "a" in u, u.copy(), copy(u), UserDict.fromkeys("ab", 1))
show(u.__getitem__, "none")
l = UserList([3, 1, 2])
l.sort()
print(l, l + [4], [0] + l, l * 2, l[1:], type(l[1:]).__name__, l == [1, 2, 3], l < UserList([9]), copy(l), l.index(2))
s = UserString("Hello")
print(s, s + "!", "oh " + s, s.upper(), type(s.upper()).__name__, s[1], s.find("l"), s == "Hello", hash(s) == hash("Hello"),
      s.split("l"), s.isalpha(), s % (), UserString("%s") % "x", s.replace("l", "L"), s.center(9, "*"), int(UserString("5")))
