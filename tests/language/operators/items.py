# Items, slices, lengths, iteration and membership: protocols and texts.
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


class A: pass
def assign(target, key, value): target[key] = value
def delete(target, key): del target[key]
for thing in (1, None, A(), A, len, 'abc', (1, 2), range(3), {1}, iter([])):
    name = type(thing).__name__
    show(lambda: (name, thing[0]))
    show(lambda: (name, assign(thing, 0, 1)))
    show(lambda: (name, delete(thing, 0)))
    show(lambda: (name, len(thing)))
    show(lambda: (name, [x for x in thing]))
    show(lambda: (name, 1 in thing))
    show(lambda: (name, thing['x']))
    show(lambda: (name, thing[0:1]))
    show(lambda: (name, reversed(thing)) and name)
show(lambda: assign([], 0, 1))
show(lambda: delete([], 0))
show(lambda: assign([], 'a', 1))
show(lambda: assign({}, [], 1))
show(lambda: {}['missing'])
show(lambda: delete({}, 'missing'))
show(lambda: next(1))
show(lambda: next(iter([])))
show(lambda: next(iter([]), 'default'))
show(lambda: iter(1, 2))
show(lambda: list(iter(lambda state=[0]: state.append(0) or len(state), 5)))
show(lambda: [*1])
show(lambda: tuple(None))
show(lambda: dict(1))
show(lambda: dict([1]))
show(lambda: dict([(1, 2, 3)]))
show(lambda: set([[]]))


class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration('done')
        self.n -= 1
        return self.n
print(list(Iter(3)), tuple(Iter(2)), max(Iter(4)), sum(Iter(5)), 2 in Iter(3), 9 in Iter(3), [*Iter(2)])
x, *rest = Iter(4)
print(x, rest)
show(lambda: (lambda a, b: 0)(*Iter(3)))


class Broken:
    def __iter__(self): raise ValueError('iter')
class Broken2:
    def __iter__(self): return self
    def __next__(self): raise KeyError('next')
show(lambda: list(Broken()))
show(lambda: list(Broken2()))
show(lambda: 1 in Broken())
show(lambda: 1 in Broken2())
show(lambda: tuple(Broken2()))
show(lambda: sorted(Broken2()))


class Seq:
    def __init__(self, *items): self.items = items
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return ('item', i) if isinstance(i, slice) else self.items[i]
print(list(Seq(1, 2)), list(reversed(Seq(1, 2))), Seq(1, 2)[1:2], Seq(5)[-1], 5 in Seq(5), Seq(1)[:], Seq(1)[::2], Seq(1)[1, 2:3] if False else '')


class Map:
    def __getitem__(self, key): return key
    def keys(self): return ['a', 'b']
print(dict(Map()), (lambda **kw: kw)(**Map()))
class BadMap:
    def keys(self): return 1
    def __getitem__(self, key): return key
show(lambda: dict(BadMap()))
show(lambda: (lambda **kw: kw)(**BadMap()))
show(lambda: (lambda **kw: kw)(**1))
show(lambda: (lambda **kw: kw)(**{1: 2}))
show(lambda: (lambda *a: a)(*1))


class Hint:
    def __iter__(self): return iter('abc')
    def __length_hint__(self): return 'x'
show(lambda: list(Hint()))
class Hint2:
    def __iter__(self): return iter('abc')
    def __length_hint__(self): raise TypeError
show(lambda: list(Hint2()))
