import gc

import heaptype
from heaptype import Closed, Counter, Derived, Fixed, Stack


def attempt(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


c = Counter(3)
print(c, c.step(), c.step(5), c.count, Counter(start=2), c(), c["key"], c | 1, 1 | c)
print(list(Counter(4)), Counter.__name__, Counter.__qualname__, Counter.__module__, Counter.__doc__)
print(c.register(), c.register(1, 2, k=3), Derived(1).register(), Derived.__doc__, Derived.__mro__)
c.attribute = "in the dict"
print(c.attribute, c.__dict__, Derived(7), list(Derived(2)))
Counter.extra = lambda self: self.count * 2
print(c.extra(), heaptype.slot_is_set(Counter), heaptype.slot_is_set(Derived))


class Python(Counter):
    def __iter__(self):
        return iter("abc")

    def __repr__(self):
        return "Python" + super().__repr__()


p = Python(2)
p.more = 1
print(p, p.step(), p.more, list(p), p.__next__(), p.register()[1:], Python.__mro__)

s = Stack([1, 2, 3])
s.append(4)
print(s, len(s), s.pop_all(), s, s.pop_all(), isinstance(s, list), Stack.__base__, Stack("ab") + [1], s == [])


class Deeper(Stack):
    pass


d = Deeper("xyz")
d.attribute = 1
print(d, d.pop_all(), d.__dict__, Deeper.__mro__)

for label, function in {
    "closed": lambda: Closed(),
    "closed new": lambda: object.__new__(Closed),
    "closed subclass": lambda: type("Sub", (Closed,), {}),
    "fixed attribute": lambda: setattr(Fixed, "x", 1),
    "fixed delete": lambda: delattr(Fixed, "__doc__"),
    "fixed instance": lambda: Fixed().x,
    "fixed assign": lambda: setattr(Fixed(), "x", 1),
    "fixed arguments": lambda: Fixed(1),
    "derived subclass": lambda: type("Sub", (Derived,), {}),
    "counter arguments": lambda: Counter(1, 2),
    "counter text": lambda: Counter("x"),
    "counter keyword": lambda: Counter(begin=1),
    "counter overflow": lambda: Counter(2 ** 70),
    "step text": lambda: c.step("x"),
    "step keyword": lambda: c.step(by=1),
    "step unbound": lambda: Counter.step(5),
    "register unbound": lambda: Counter.register(5),
    "count": lambda: setattr(c, "count", 1),
    "wrong slot": heaptype.make_wrong,
    "no traverse": heaptype.make_untraversed,
    "final base": heaptype.make_final_child,
    "layout": lambda: type("Both", (Counter, Stack), {}),
    "class assignment": lambda: setattr(c, "__class__", Derived),
    "class assignment other": lambda: setattr(c, "__class__", Stack),
    "add": lambda: c + 1,
    "len": lambda: len(c),
    "text signature": lambda: (Counter.__text_signature__, Counter.step.__text_signature__),
    "types": lambda: (type(Counter.count), type(Counter.step), type(Counter.__dict__["__dict__"])
                      if "__dict__" in Counter.__dict__ else None),
}.items():
    attempt(label, function)

# A cycle through an instance's dict, and one through its class.
gc.collect()
c.me = c
del c
print(gc.collect() > 0)


def make_class():
    class Local(Counter):
        pass
    Local.instance = Local(1)


make_class()
print(gc.collect() > 0)
