# keys(), values(), items() as live views and as sets; iteration errors; reversed.
def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


d = {1: "a", 2: "b", 3: "c"}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i))
d[4] = "d"
print(k, v, i)
print(2 in k, 9 in k, "b" in v, (2, "b") in i, (2, "x") in i, 2 in i, (9, 9) in i)
print(list(reversed(d)), list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(k & {1, 2, 99}, k | {99}, k - {1}, k ^ {1, 99}, {1, 7} & k, {1, 7} - k)
print(k & [1, 2], k - [1], k | [8], k ^ (1, 8))
print(i & {(1, "a")}, i - {(1, "a")}, i ^ {1: "a", 2: "x"}.items(), i | [5])
print(k == {1, 2, 3, 4}, k < {1, 2, 3, 4, 5}, k <= {1}, k > {1}, k >= {1, 2, 3, 4}, k != {1}, v == v, v == d.values())
print(i == {1: "a", 2: "b", 3: "c", 4: "d"}.items(), k == d.keys(), k == [1, 2, 3, 4])
print(k.isdisjoint([9]), k.isdisjoint({1}), i.isdisjoint(i), {}.keys().isdisjoint({}.keys()))
attempt(lambda: k & 3)
attempt(lambda: k < 3)
attempt(lambda: v & v)
attempt(lambda: hash(k))
attempt(lambda: type(k)())
attempt(lambda: k[0])
print(k.mapping, type(k.mapping).__name__)
print(type(iter(k)).__name__, type(iter(v)).__name__, type(iter(i)).__name__, type(reversed(i)).__name__)


def change_size():
    for key in d:
        d[key + 100] = 1


attempt(change_size)


def change_size_values():
    for value in d.values():
        d.popitem()


attempt(change_size_values)


def change_keys():
    e = {0: 0}
    for key in e:
        del e[key]
        e[key + 1] = 0


attempt(change_keys)
it = iter({1: 2})
print(it.__length_hint__(), next(it), it.__length_hint__(), next(it, "end"), next(it, "end"))
for key, value in {1: 2, 3: 4}.items():
    print(key, value)
pairs = list({1: 2, 3: 4}.items())
print(pairs, pairs[0] is pairs[1])
r = {}
r[0] = r.values()
print(r)
