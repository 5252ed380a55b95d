# Items and slices: reading, assigning, deleting, extended steps, errors.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


a = list(range(10))
print(a[0], a[-1], a[Index(3)], a[True], a[-10])
attempt(lambda: a[10])
attempt(lambda: a[-11])
attempt(lambda: a["x"])
attempt(lambda: a[1.0])
attempt(lambda: a[None])
attempt(lambda: a[2**100])
attempt(lambda: a[1, 2])
for s in [slice(None), slice(2, 5), slice(-3, None), slice(None, -3), slice(5, 2), slice(None, None, 2), slice(None, None, -1),
          slice(8, 2, -2), slice(-100, 100), slice(100, -100, -3), slice(2, None, 100), slice(Index(1), Index(4)), slice(True, 9, 3),
          slice(2**100, None, -1), slice(-(2**100), 2**100, 4)]:
    print(s, a[s], tuple(a)[s], s.indices(10))
attempt(lambda: a[::0])
attempt(lambda: a["x":])
attempt(lambda: a[:1.5])
attempt(lambda: a[::"x"])


def assign(size, index, value):
    target = list(range(size))
    try:
        target[index] = value
        print(target)
    except Exception as error:
        print(type(error).__name__, error)


assign(5, 0, "a")
assign(5, -1, "z")
assign(5, 5, 1)
assign(5, -6, 1)
assign(5, "k", 1)
assign(5, slice(1, 3), "xyz")
assign(5, slice(1, 3), [])
assign(5, slice(1, 1), [7, 8])
assign(5, slice(10, 20), [7])
assign(5, slice(4, 2), [7])
assign(5, slice(None), ())
assign(5, slice(None), range(3))
assign(5, slice(1, 3), 5)
assign(6, slice(None, None, 2), "abc")
assign(6, slice(None, None, -2), "abc")
assign(6, slice(None, None, 2), "ab")
assign(6, slice(None, None, 2), 3)
assign(6, slice(4, 1, 1), "ab")
assign(6, slice(4, 1, 2), "ab")
assign(0, slice(None, None, 3), [])
b = [1, 2, 3]
b[1:2] = b
print(b)
b[::2] = b[::2][::-1]
print(b)


def delete(size, index):
    target = list(range(size))
    try:
        del target[index]
        print(target)
    except Exception as error:
        print(type(error).__name__, error)


delete(5, 0)
delete(5, -1)
delete(5, 5)
delete(5, "x")
delete(5, slice(1, 3))
delete(5, slice(None))
delete(10, slice(None, None, 2))
delete(10, slice(None, None, 3))
delete(10, slice(None, None, -3))
delete(10, slice(8, 1, -2))
delete(10, slice(1, None, 100))
delete(10, slice(5, 2, 2))
big = list(range(1000))
del big[::7]
print(len(big), sum(big), big[:5])
big[100:200] = []
big[50:50] = range(30)
print(len(big), sum(big))


class Noisy:
    def __init__(self, owner):
        self.owner = owner

    def __del__(self):
        print("gone, list has", len(self.owner))


owner = []
owner.extend(Noisy(owner) for _ in range(3))
owner[0:2] = [1]
owner[0] = 5
del owner[1:]
print(owner)
owner.append(Noisy(owner))
owner.clear()
print(owner, [0] * 3, [[]] * 2)
x, *y, z = [1, 2, 3, 4]
print(x, y, z)
