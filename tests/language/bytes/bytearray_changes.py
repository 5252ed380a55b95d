"""Changing bytearrays: items, slices, growth, and what exported buffers forbid."""


def attempt(function, *args):
    try:
        function(*args)
    except Exception as error:
        print(type(error).__name__ + ":", error)


def assign(target, key, value):
    target[key] = value


def delete(target, key):
    del target[key]


a = bytearray(b"hello")
a[0] = 72
a[-1:] = b"o, world"
print(a, len(a))
a[1:3] = b""
print(a)
a[2:2] = [65, 66]
print(a)
a[::2] = b"." * len(a[::2])
print(a)
del a[1]
del a[::3]
del a[:2]
print(a)
a += b"xyz"
a *= 2
print(a)
a.append(33)
a.extend(b"12")
a.extend([51, 52])
a.insert(0, 60)
a.insert(-1, 61)
a.insert(100, 62)
print(a, a.pop(), a.pop(0), a.pop(-2))
a.remove(120)
a.reverse()
print(a)
b = a.copy()
a.clear()
print(a, b, a == bytearray(), b[1:4])
b[1:1] = b
print(b)
attempt(b.__iadd__, b)
print(len(b))
b[4:0:-1] = b"wxyz"
print(b)
b[1:3] = range(3)
print(b)

queue = bytearray(b"0123456789" * 100)
total = 0
while queue:
    total += queue[0]
    del queue[:7]
    if len(queue) > 20 and len(queue) % 5 == 0:
        queue += b"!"
print(total, len(queue))
big = bytearray()
for i in range(1000):
    big.append(i % 256)
for i in range(990):
    del big[0]
print(big)

c = bytearray(b"abc")
attempt(assign, c, 0, 256)
attempt(assign, c, 0, "a")
attempt(assign, c, 9, 1)
attempt(delete, c, 9)
attempt(assign, c, "x", 1)
attempt(assign, c, slice(0, 1), 5)
attempt(assign, c, slice(0, 1), "a")
attempt(assign, c, slice(None, None, 2), b"a")
attempt(assign, c, slice(0, 1), [300])
attempt(assign, c, slice(0, 1), 1.5)
attempt(assign, b"abc", 0, 1)
attempt(c.__iadd__, 1)
attempt(c.__iadd__, "s")
attempt(c.__init__, "x")
print(c)

c = bytearray(b"abc")
view = memoryview(c)
attempt(c.append, 1)
attempt(assign, c, slice(0, 1), b"xyz")
attempt(delete, c, 0)
attempt(c.clear)
attempt(c.__init__, b"x")
c[0] = 122
c[0:2] = b"ZY"
print(c, view[0], bytes(view))
view.release()
c.append(1)
print(c)
it = iter(c)
print(next(it), it.__length_hint__())
c.clear()
print(list(it))


class Buffer(bytearray):
    pass


s = Buffer(b"sub")
s.extra = 1
print(s, s.extra, type(s + b"x").__name__, type(s[:]).__name__, s.upper())


class Data(bytes):
    def __new__(cls, value):
        return super().__new__(cls, value * 2)


d = Data(b"ab")
print(d, len(d), type(d).__name__, type(d[:]).__name__, d == b"abab", hash(d) == hash(b"abab"), {d: 1}[b"abab"])


class HasBytes:
    def __bytes__(self):
        return b"from method"


class BadBytes:
    def __bytes__(self):
        return "text"


print(bytes(HasBytes()), b"%s|%b" % (HasBytes(), HasBytes()))
attempt(bytes, BadBytes())


def growing():
    """What a generator sees of the array that is made of it."""
    for i in range(20):
        yield i
        print(len(array), array.__alloc__(), end=" ")


array = bytearray(b"old")
array.__init__(growing())
print(array)
