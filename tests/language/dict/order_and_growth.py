# Insertion order through growth, deletion and reinsertion; many keys of one hash; popitem as a stack.
class Same:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 5

    def __eq__(self, other):
        return isinstance(other, Same) and self.name == other.name

    def __repr__(self):
        return self.name


d = {}
for i in range(1000):
    d[i * 7919 % 10007] = i
print(len(d), list(d)[:5], list(d)[-5:])
for i in range(0, 1000, 3):
    del d[i * 7919 % 10007]
print(len(d), list(d)[:5], list(d.values())[-5:])
for i in range(300):
    d["s" + str(i)] = i
print(len(d), sum(v for v in d.values()), list(d)[-3:])
count = 0
while d:
    d.popitem()
    count += 1
    if count % 50 == 0:
        d[count] = count
        d.pop(count)
print(count, d)

same = {Same("a"): 1, Same("b"): 2, Same("c"): 3}
same[Same("b")] = 20
same[5] = "five"
print(same, same[Same("c")], 5 in same, Same("d") in same)
del same[Same("a")]
print(same, list(same.items()))

queue = {}
for i in range(200):
    queue[i] = i
    if len(queue) > 3:
        first = next(iter(queue))
        del queue[first]
print(queue)

keys = [-1, -2, 0, 1, 2**31, 2**48, -2**48, 2**60, 2**61 - 1, 2**61, 2**64, -2**64, 1.5, -0.0, float("inf"), "", "x", (), (1,)]
table = {k: i for i, k in enumerate(keys)}
print(len(table), [table[k] for k in keys], table[0.0], table[2.0**31], table[2.0**64])
print([hash(k) for k in keys if not isinstance(k, str)])
nan = float("nan")
n = {nan: 1}
print(n[nan], nan in n, float("nan") in n)
