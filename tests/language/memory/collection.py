import gc


class Node:
    alive = 0

    def __init__(self):
        Node.alive += 1

    def __del__(self):
        Node.alive -= 1


def cycle():
    a, b = Node(), Node()
    a.other, b.other = b, a


gc.collect()
cycle()
print(Node.alive)
gc.collect()
print(Node.alive)

gc.disable()
print(gc.isenabled())
for i in range(10):
    cycle()
print(Node.alive)
gc.enable()
print(gc.collect() >= 20, Node.alive)


class Phoenix:
    saved = []

    def __init__(self):
        self.me = self

    def __del__(self):
        Phoenix.saved.append(self)


Phoenix()
gc.collect()
print(len(Phoenix.saved), Phoenix.saved[0].me is Phoenix.saved[0])
Phoenix.saved.clear()
gc.collect()
print(len(Phoenix.saved))

print(gc.get_threshold())
gc.set_threshold(100, 5, 5)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked({}), gc.is_tracked({1: []}))
data = [1, "x"]
holder = [data]
print(any(r is holder for r in gc.get_referrers(data)))
print(gc.get_referents(data))
try:
    gc.collect(5)
except ValueError as error:
    print(error)
events = []
gc.callbacks.append(lambda phase, info: events.append((phase, info["generation"])))
gc.collect(1)
gc.callbacks.clear()
print(events)

depth = None
for i in range(1_000_000):
    depth = [depth]
depth = None
nested = ()
for i in range(1_000_000):
    nested = (nested, i)
del nested
chain = None
for i in range(300_000):
    chain = {"next": chain}
del chain


class Link:
    def __init__(self, next):
        self.next = next


link = None
for i in range(300_000):
    link = Link(link)
link = None
print("freed")
