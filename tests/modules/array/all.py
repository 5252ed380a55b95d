"""Items of every type code, methods, slices, buffers and errors."""
import array
import copy
from array import array as A

def show(case):
    try:
        print(case, "->", repr(eval(case)))
    except BaseException as error:
        print(case, "!!", type(error).__name__, error)

for code in array.typecodes:
    item = A(code, "ab" if code == "u" else [1, 2])
    print(code, item, item.itemsize, item.tobytes(), memoryview(item).format, memoryview(item).itemsize)
    print(item * 2 + item, item[::-1], item == item[:], item.__reduce_ex__(2), item.__reduce_ex__(4)[1])
for code, values in [("b", (127, -128, 128, -129, 1.5, "a")), ("B", (255, 256, -1)), ("h", (32767, 32768, -32769)),
                     ("H", (65535, 65536, -1)), ("i", (2**31 - 1, 2**31, -2**31 - 1)), ("I", (2**32 - 1, 2**32, -1)),
                     ("l", (2**63 - 1, 2**63)), ("L", (2**64 - 1, 2**64, -1)), ("q", (2**63 - 1, 2**63)),
                     ("Q", (2**64 - 1, 2**64, -1)), ("f", (1, 0.1, "x")), ("d", (1e308, None)), ("u", ("é", "ab", 1))]:
    for value in values:
        show(f"A({code!r}, [{value!r}])")
for case in ["A('x')", "A()", "A(1)", "A('ab')", "A('i', 'abc')", "A('i', A('u', 'a'))", "A('i', b'abc')", "A('i', 5)",
             "A('i', typecode=1)", "A('i', b'\\1\\0\\0\\0')", "A('d', A('i', [1, 2]))", "A('i', (x for x in range(3)))",
             "A('i', [1]) + A('d')", "A('i', [1]) + [1]", "A('i', [1]) * -1", "A('i').pop()", "A('i', [1]).pop(3)",
             "A('i', [1]).remove(2)", "A('i', [1]).index(2)", "A('i', [3, 4, 3]).index(3, 1)", "A('i', [3, 4, 3]).count(3)",
             "A('i', [1])[5]", "A('i', [1])['a']", "A('i', [1, 2]) < A('i', [1, 3])", "A('i', [1]) == A('d', [1.0])",
             "A('i', [1]) < 3", "A('u', 'ab').tounicode()", "A('i').tounicode()", "A('i').fromunicode('a')",
             "A('i').fromlist((1,))", "A('i').frombytes(b'abc')", "A('i').frombytes('abc')", "A('i').extend(A('d'))",
             "3 in A('i', [3])", "hash(A('i'))", "list(A('i', range(5))[1::2])", "A('i', [1]).__class__", "A.__mro__",
             "array._array_reconstructor(A, 'd', 1, b'\\xff')", "array._array_reconstructor(A, 'i', 3, b'\\0\\1')",
             "array._array_reconstructor(A, 'i', 99, b'')", "array._array_reconstructor(A, 'u', 18, b'a\\0')"]:
    show(case)
a = A("i", range(6))
a[1:3] = A("i", [9, 9, 9])
del a[::3]
a[0] = 7
a.insert(-1, 100)
a.append(5)
a.reverse()
a.byteswap()
a.byteswap()
a.fromlist([1, 2])
print(a, len(a), a.tolist(), copy.copy(a) is a, copy.deepcopy(a) == a, a.buffer_info()[1])
view = memoryview(a)
view[0] = 42
for change in (lambda: a.append(1), lambda: a.pop(), lambda: a.__delitem__(0), lambda: a.extend([1])):
    try:
        change()
    except BufferError as error:
        print(error)
print(a[0], view.tolist(), view.readonly)
view.release()
a += A("i", [1])
a *= 2
a[::2] = a[::2]
print(a)
try:
    a[::2] = A("i", [1])
except ValueError as error:
    print(error)
try:
    a.fromlist([1, "x"])
except TypeError as error:
    print(error, len(a))
iterator = iter(a)
next(iterator)
print(iterator.__reduce__()[2], list(iterator)[:2], iterator.__reduce__()[1])
