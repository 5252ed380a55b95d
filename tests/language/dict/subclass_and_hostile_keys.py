# __missing__, overridden methods, and keys whose __eq__ changes the dict or raises.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Default(dict):
    def __missing__(self, key):
        self[key] = value = [key]
        return value


d = Default(a=1)
print(d["a"], d["b"], d, d.get("c"), "c" in d)
print(type(d.copy()).__name__, type(d | {}).__name__, Default.fromkeys("xy"))


class Bad(dict):
    def __missing__(self, key):
        raise LookupError("no " + key)


attempt(lambda: Bad()["k"])


class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper()
u["abc"] = 1
u.update(d=2)
print(u, dict(u), Upper.fromkeys(["q"]))


class Raises:
    def __init__(self, h):
        self.h = h

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        raise ValueError("compared")


table = {Raises(1): 1}
attempt(lambda: table[1])
attempt(lambda: 1 in table)
attempt(lambda: table.get(1))
attempt(lambda: table.setdefault(1, 2))
attempt(lambda: table.pop(1))
attempt(lambda: table.update({1: 2}))
print(len(table), table.get(2, "absent"))


class NoHash:
    __hash__ = None


attempt(lambda: {NoHash(): 1})


class BadHash:
    def __hash__(self):
        return "x"


attempt(lambda: {BadHash(): 1})


class Mutator:
    target = None

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, other):
        if Mutator.target is not None:
            t, Mutator.target = Mutator.target, None
            t.clear()
            for i in range(20):
                t[i] = i
        return self is other


victim = {Mutator(1): 1, Mutator(2): 2, Mutator(3): 3}
Mutator.target = victim
victim[Mutator(4)] = 4
print(len(victim), sorted(k for k in victim if isinstance(k, int))[:3])
Mutator.target = victim
print(victim.get(Mutator(5)), len(victim))


class KeyWithDel:
    def __init__(self, d):
        self.d = d

    def __del__(self):
        self.d["deleted"] = True


log = {}
x = {1: KeyWithDel(log)}
x[1] = 2
print(log, x)
x = {KeyWithDel(log): 1, 2: 3}
x.clear()
print(x, log)
print({1: 2}.__eq__(3), {1: 2}.__lt__({}), dict.__eq__({}, {}))
