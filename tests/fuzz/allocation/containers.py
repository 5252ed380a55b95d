numbers = [1, 2.5, 10**30]
numbers += range(20)
numbers.sort(key=lambda value: -value)
table = {str(n): [n] for n in range(12)}
table.update(a=1, **{"b": 2})
pairs = set(zip(table, numbers)) | {("x", 1)}
frozen = frozenset(pairs)
text = repr((numbers[2:9:2], table, bytearray(b"ab") * 3, sorted(map(len, table))))
first, *rest = numbers[::-1]
del table["a"], numbers[3:7]
print(len(text), len(frozen), first, len(rest), list(enumerate(reversed(rest)))[0])
