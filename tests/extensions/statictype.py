import gc

from statictype import Vector


def attempt(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


v = Vector([1, 2.5, 3], label="three")
print(v, repr(v), Vector.__name__, Vector.__module__, Vector.__doc__, Vector.__text_signature__)
print(len(v), v[0], v[-1], v[1:], v[::-1], list(v), 2.5 in v, 7 in v, bool(v), bool(Vector()))
print(v + v, v + 1, 1.5 - v, v - 1, -v, float(v), [10, 20, 30, 40][v], hash(v))
print(v ** 2, pow(v, 2, 5), 2 ** v, v(1, k=2)[1:])
print(v == Vector([1, 2.5, 3]), v != v, v < Vector([2]), v >= v, v == 1, v != 1)
same = v
v += 1.0
print(v, v is same, v.changes)
v += 1
print(v, v is same)
v[0] = 9
del v[1]
print(v, v.changes)
for label, function in {
    "concatenate text": lambda: v + "a",
    "text first": lambda: "a" + v,
    "sizes": lambda: v + Vector([1]),
    "huge": lambda: v + 10 ** 400,
    "order": lambda: v < 1,
    "index": lambda: v[9],
    "huge index": lambda: v[10 ** 30],
    "text index": lambda: v["a"],
    "contains": lambda: "a" in v,
    "multiply": lambda: v * 2,
    "sequence multiply": lambda: v @ v,
    "zero step": lambda: v[::0],
    "not a float": lambda: Vector([1, "x"]),
    "not iterable": lambda: Vector(5),
    "arguments": lambda: Vector(1, 2),
    "keyword": lambda: Vector(other=1),
    "iterator attribute": lambda: iter(v).missing,
    "iterator class": lambda: type(iter(v)),
    "iterator made": lambda: type(iter(v))(),
    "unset attribute": lambda: v.nothing,
    "push": lambda: v.push("x"),
    "push arguments": lambda: v.push(),
    "push unbound": lambda: Vector.push(1, 2),
    "push without self": lambda: Vector.push(),
    "help": lambda: (Vector.help(), v.help()),
    "from_count": lambda: Vector.from_count(3),
    "invert": lambda: ~v,
    "int": lambda: int(v),
    "complex": lambda: complex(v),
    "round": lambda: round(v),
    "dict": lambda: v.__dict__,
}.items():
    attempt(label, function)


def assign(name, value):
    def run():
        setattr(v, name, value)
        return getattr(v, name)
    return run


for name, value in (("first", 4), ("first", "x"), ("size", 1), ("label", [1]), ("changes", 1), ("scale", 2),
                    ("scale", "x"), ("scale", 3), ("is_open", True), ("is_open", 1), ("other", 1)):
    attempt(f"v.{name} = {value!r}", assign(name, value))
for name in ("first", "size", "label_or_error", "label_or_error", "label", "scale", "changes"):
    attempt("del v." + name, lambda: delattr(v, name))
    attempt("v." + name, lambda: getattr(v, name))
attempt("Vector.new = 1", lambda: setattr(Vector, "new", 1))
print(Vector.first, Vector.label, Vector.push, Vector.__dict__["from_count"], Vector.__add__, v.__radd__(1))
print(Vector.__len__, v.__getitem__(0), v.__contains__(9), Vector.__dict__["help"].__class__)


class Named(Vector):
    """A Python class on top of the native one."""

    def __init__(self, name, items):
        super().__init__(items)
        self.name = name

    def __len__(self):
        return 100 + super().__len__()

    def __add__(self, other):
        return self.name, super().__add__(other)


n = Named("n", [1, 2])
print(n, len(n), n + 1, 1 + n, n.name, n.__dict__, isinstance(n, Vector), list(n), n.size, n[-1:])
print(Named.__mro__, Vector.__base__)

# Cycles through the label are collected.
for _ in range(100):
    cycle = Vector()
    cycle.label = [cycle]
del cycle
gc.collect()
cycle = Vector()
cycle.label = cycle
del cycle
print(gc.collect() > 0, gc.is_tracked(v))
