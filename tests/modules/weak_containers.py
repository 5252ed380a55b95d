# weakref: dictionaries, sets, methods and finalizers that do not keep objects alive.
import _weakref
import weakref
from weakref import WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"

    def method(self):
        return self.name


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


# the native module
thing = Thing("t")
print(_weakref.getweakrefcount(thing), _weakref.getweakrefs(5))
reference, proxy = weakref.ref(thing), weakref.proxy(thing)
print(weakref.getweakrefcount(thing), [type(r).__name__ for r in weakref.getweakrefs(thing)], proxy.name)
print(weakref.getweakrefs(thing)[0] is reference, weakref.ref(thing) is reference)
attempt(weakref.proxy, 5)
attempt(weakref.proxy)
attempt(_weakref._remove_dead_weakref, {1: 2}, 1)
died = []
watched = weakref.ref(thing, lambda r: died.append(r))
del thing
print(reference(), died == [watched])
attempt(lambda: proxy.name)

# values
values = WeakValueDictionary()
a, b = Thing("a"), Thing("b")
values["a"], values["b"] = a, b
print(len(values), sorted(values), values["a"], values.get("x", 0), "b" in values, list(values.items()))
del b
print(len(values), list(values.values()), "b" in values)
attempt(values.__getitem__, "b")
attempt(values.pop, "b")
print(values.pop("b", "gone"), values.setdefault("a", None), [r() for r in values.valuerefs()])
print(values.copy() == values, values == {"a": a}, type(values | {"c": a}).__name__, sorted(values | {"c": a}))
for key in values:
    del a  # the last reference: the item stays as long as the loop runs
print(len(values), dict(values))
attempt(values.popitem)
print(repr(WeakValueDictionary()).startswith("<WeakValueDictionary at 0x"))

# keys
keys = WeakKeyDictionary()
a, b = Thing("a"), Thing("b")
keys[a], keys[b] = 1, 2
print(len(keys), list(keys.items()), keys[a], keys.get(b), 5 in keys)
del b
print(len(keys), list(keys), [r() for r in keys.keyrefs()])
attempt(keys.__setitem__, 5, 5)
print(keys.setdefault(a, 9), keys.pop(a), keys.pop(a, "none"))
attempt(keys.popitem)

# sets
a, b, c = Thing("a"), Thing("b"), Thing("c")
members = WeakSet([a, b])
print(len(members), a in members, c in members, 5 in members)
print(sorted(t.name for t in members | {c}), [t.name for t in members & [a, c]], [t.name for t in members - {a}],
      sorted(t.name for t in members ^ {a, c}))
print(members <= {a, b, c}, members < {a, b}, members >= {a}, members == WeakSet([b, a]), members.isdisjoint([c]))
del b
print(len(members), list(members), members.pop(), len(members))
attempt(members.pop)
attempt(members.remove, a)
members.discard(a)
members.add(a)
members ^= {c}
print(sorted(t.name for t in members))
members.clear()
attempt(hash, members)

# bound methods
method = WeakMethod(a.method, lambda r: print("method died", r is method))
print(method()(), method == WeakMethod(a.method), method != WeakMethod(c.method))
del a
print(method(), method == method)
attempt(WeakMethod, 5)
