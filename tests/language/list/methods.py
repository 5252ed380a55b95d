# Construction, every method with its errors, operators, repr.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


print(list(), list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list(x for x in "xy"))
attempt(lambda: list(1))
attempt(lambda: list(1, 2))
attempt(lambda: list(x=1))
a = [1, 2, 3]
a.append(4)
a.append([5])
a.extend((6, 7))
a.extend(a)
a.extend(x * 2 for x in (1, 2))
a.extend({9: 1})
print(a, len(a))
attempt(lambda: a.extend(5))
attempt(lambda: a.append())
attempt(lambda: a.append(1, 2))
a = [1, 2, 3]
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
a.insert(-100, "start")
a.insert(True, "true")
print(a)
attempt(lambda: a.insert(1))
attempt(lambda: a.insert("x", 1))
attempt(lambda: a.insert(1.0, 1))
attempt(lambda: a.insert(2**100, 1))
print(a.pop(), a.pop(0), a.pop(-2), a)
attempt(lambda: a.pop(50))
attempt(lambda: a.pop(-50))
attempt(lambda: [].pop())
attempt(lambda: a.pop("x"))
attempt(lambda: a.pop(1, 2))
a = [1, 2.0, True, "x", 2, None, (1,)]
a.remove(2)
print(a)
attempt(lambda: a.remove(99))
print(a.index("x"), a.index(1, 1), a.index(2, -4), a.count(1), a.count(None), a.index(True))
attempt(lambda: a.index(99))
attempt(lambda: a.index("x", 5))
attempt(lambda: a.index())
attempt(lambda: a.index(1, "x"))
attempt(lambda: a.index(1, None))
attempt(lambda: a.index(1, 0, 2**100))
a.reverse()
print(a, a.copy(), a.copy() is a)
a.clear()
print(a, not a)
print([1, 2] + [3], [1] * 3, 3 * ["a", "b"], [1] * 0, [1] * -5, [] * 10)
attempt(lambda: [1] + (2,))
attempt(lambda: [1] + 2)
attempt(lambda: [1] * "x")
attempt(lambda: [1] * 2.0)
attempt(lambda: [1] * (2**62))
attempt(lambda: [1] * (2**100))
b = [1]
c = b
b += (2, 3)
b *= 2
print(b, c is b)
b *= 0
print(b, c)
try:
    b += 5
except TypeError as error:
    print(error)
print(2 in [1, 2], 3 in [1, 2], [1] in [[1]], "a" in ["b"], 1.0 in [1], True in [1])
print([1, 2] == [1, 2.0], [1, 2] != [1], [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9], [1, 2] <= [1, 2], [] < [1], [1] >= [2])
attempt(lambda: [1] < ["a"])
attempt(lambda: [1] < (1,))
print([1] == (1,), [[]] == [[]])
attempt(lambda: hash([]))
r = [1]
r.append(r)
print(r, [r, r])
attempt(lambda: r == r)
nan = float("nan")
print([nan] == [nan], [nan] == [float("nan")], nan in [nan], [nan].index(nan), [nan].count(float("nan")))
print([].__len__(), [3].__getitem__(0), list.__name__, [1, 2].__contains__(2), [1].__iadd__([2]), [1].__mul__(2), [1].__rmul__(2))
print(repr([1, "a", None, [2.5, {}], ()]), str([]))


class L(list):
    def __init__(self, *args, **kwargs):
        super().__init__(*args)
        self.extra = kwargs


s = L([1, 2], k=3)
print(s, s.extra, type(s + [1]).__name__, type(s[:]).__name__, type(s.copy()).__name__, s == [1, 2], len(s))
s.append(s)
print(s)
