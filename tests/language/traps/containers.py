# Containers that are changed while they are looked at, slices of every kind, hostile comparisons.


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, sep=": ")


# --- bytearray and memoryview slices
data = bytearray(b"0123456789")
data[2:4] = b"abcdef"
print(data)
data[::2] = b"......."
print(data)
attempt(lambda: data.__setitem__(slice(None, None, 3), b"x"))
del data[1:10:2]
print(data)
data[3:3] = [65, 66]
data[-1:] = memoryview(b"zz")
print(data)
attempt(lambda: data.__setitem__(0, 256))
attempt(lambda: data.__setitem__(slice(0, 1), "text"))
data = bytearray(range(12))
view = memoryview(data)
view[2:5] = b"xyz"
view[::4] = bytearray(b"...")
print(bytes(view), view[::-3].tolist(), view[1:9][::2].hex())
attempt(lambda: view.__setitem__(slice(0, 2), b"three"))
attempt(lambda: data.append(1))
shaped = view.cast("B", [3, 4])
shaped[1, 2] = 99
print(shaped.tolist(), shaped.shape, shaped.strides, view[6])
attempt(lambda: shaped[0])
attempt(lambda: shaped[3, 0])
attempt(lambda: memoryview(b"ro").__setitem__(0, 1))
numbers = view.cast("i")
numbers[1] = -1
print(numbers.tolist()[1], view.tolist()[4:8])
view[0:4] = view[2:6]
print(bytes(data[:8]))
shaped.release()
attempt(lambda: shaped.tolist())

# --- extended slices of lists
items = list(range(10))
items[1:4] = "abcd"
items[::-6] = ["last", "first"]
print(items)
attempt(lambda: items.__setitem__(slice(0, 6, 2), [1]))
del items[::3]
print(items, items[5:1:-2], items[-100:100], items[::-1][:2])
items[2:1] = ["in"]
items[:0] = items
print(items)
attempt(lambda: items[::0])
attempt(lambda: items["x"])
attempt(lambda: items[1.5:])

# --- changed while iterated
attempt(lambda: [mapping.pop(key) for mapping in [{1: 1, 2: 2}] for key in mapping])
attempt(lambda: [mapping.update({key + 10: 0}) for mapping in [{1: 1, 2: 2}] for key in mapping])
attempt(lambda: [members.add(member + 10) for members in [{1, 2}] for member in members])
growing = [1, 2]
for item in growing:
    if len(growing) < 6:
        growing.append(item * 2)
print(growing)
mapping = {1: "a", 2: "b"}
keys, values, pairs = mapping.keys(), mapping.values(), mapping.items()
mapping[3] = "c"
del mapping[1]
print(list(keys), list(values), pairs, 3 in keys, (2, "b") in pairs, keys & {2, 9}, keys - {2}, keys | {0}, keys ^ {3, 4}, keys == {2, 3}, pairs.isdisjoint([(2, "x")]))
print(keys.mapping, list(reversed(pairs)), len(values))
attempt(lambda: keys.mapping.__setitem__(1, 1))
changing = {i: i for i in range(4)}
attempt(lambda: [changing.__setitem__(key, 0) for key in changing] and changing)


# --- changed while compared
class Meddling:
    def __init__(self, action):
        self.action = action

    def __eq__(self, other):
        self.action()
        return True

    __hash__ = lambda self: 1


target = [1, 2, 3]
target[0] = Meddling(target.clear)
print(target == [1, 2, 3], target)
target = [0, 0]
target[0] = Meddling(target.clear)
attempt(lambda: target.index(7))
target = [Meddling(lambda: target.clear()), 5, 6]
attempt(lambda: target.remove("x"))
target = [Meddling(lambda: target.append(1) if len(target) < 5 else None)]
print(target.count("x"), len(target))
table = {}
key = Meddling(table.clear)
table[key] = 1
print(table.get(1), table)
table = {Meddling(lambda: table.update({i: i for i in range(2, 52)})): 1}
print(table.get(1), len(table))


class NoHash:
    __eq__ = lambda self, other: True


attempt(lambda: {NoHash(): 1})
attempt(lambda: hash([]))
attempt(lambda: {[]})


class Hash:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value


print(hash(Hash(2 ** 61 - 1)), hash(Hash(-1)), hash(Hash(2 ** 70)) == 2 ** 70 % (2 ** 61 - 1))
attempt(lambda: hash(Hash("x")))


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        if callable(self.value):
            return self.value()
        return self.value


items = [1, 2, 3, 4]
print(items[Index(1)], items[Index(-1):], bytes(Index(3)), range(Index(2)), "ab"[Index(True)], hex(Index(255)), items * Index(1))
attempt(lambda: items[Index("x")])
attempt(lambda: items[Index(10 ** 30)])
attempt(lambda: items[Index(10 ** 30):])
attempt(lambda: [0] * Index(10 ** 30))
attempt(lambda: items[Index(lambda: items.clear() or 2)])
print(items)
items = list(range(8))
items[Index(lambda: items.clear() or 0):5] = "xy"
print(items)

# --- sorting
pairs = [(1, "b"), (0, "x"), (1, "a"), (0, "y")]
print(sorted(pairs, key=lambda pair: pair[0]), sorted(pairs, key=lambda pair: pair[0], reverse=True))
victim = [3, 1, 2]
attempt(lambda: victim.sort(key=lambda item: victim.append(item) or item))
print(victim)
victim = [3, 1, 2]
attempt(lambda: victim.sort(key=lambda item: victim.clear() or item))
print(victim)
attempt(lambda: sorted([1, "a"]))
attempt(lambda: sorted([1, 2], key=lambda item: 1 / 0))
attempt(lambda: [1].sort(None))


# --- recursive containers
loop = [1]
loop.append(loop)
print(loop, {"self": loop})
mapping = {}
mapping["me"] = mapping
members = (mapping, [mapping])
print(mapping, members)
attempt(lambda: loop == [1, loop])
other = [1]
other.append(other)
try:
    loop == other
except RecursionError as error:
    print("RecursionError", error)


class Node(list):
    def __repr__(self):
        return f"Node{list.__repr__(self)}"


node = Node([1])
node.append(node)
print(node)
from collections import OrderedDict, deque
ring = deque([1], 5)
ring.append(ring)
ordered = OrderedDict(a=1)
ordered["o"] = ordered
print(ring, ordered)


# --- the protocol of __getitem__, hints of length
class Old:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * 10


print(list(Old()), 20 in Old(), 25 in Old(), [*Old()], max(Old()), list(zip(Old(), "ab")), *map(str, Old()))
attempt(lambda: reversed(Old()))
iterator = iter(Old())
print(next(iterator), list(iterator), list(iterator))


class Hinted:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter("abc")

    def __length_hint__(self):
        if isinstance(self.hint, type):
            raise self.hint("hint")
        return self.hint


for hint in (3, 0, 1000, NotImplemented, -1, "x", TypeError, ValueError):
    attempt(lambda: list(Hinted(hint)))
