"""Arrays and pointers: items, slices, text, conversions, and what is kept alive."""
import gc
from ctypes import *

from lib.c_library import attempt, library

Ints = c_int * 5
print(Ints, sizeof(Ints), Ints is c_int * 5, Ints._length_, Ints._type_, 2 * c_short, Ints is not c_uint * 5)
numbers = Ints(1, 2, 3)
print(list(numbers), len(numbers), numbers[-1], numbers[1:4], numbers[::-2], numbers[10:], sum(numbers))
numbers[1:3] = [20, 30]
numbers[-1] = 50
numbers[::2] = (c_int * 3)(7, 8, 9)
print(list(numbers), 8 in numbers)
for action in (lambda: numbers[5], lambda: numbers[-6], lambda: numbers["a"], lambda: numbers.__delitem__(0),
               lambda: numbers.__setitem__(slice(0, 2), [1]), lambda: numbers.__setitem__(5, 1), lambda: numbers.__setitem__(0, "a"),
               lambda: numbers.__setitem__("a", 1), lambda: numbers.__setitem__(slice(0, 2), 5), lambda: Ints(1, 2, 3, 4, 5, 6),
               lambda: c_int * -1, lambda: c_int * 1.5, lambda: c_int * 2 ** 62, lambda: int * 3, lambda: numbers[::0]):
    attempt(action)
Array = Ints.__mro__[1]
for namespace in ({}, {"_length_": 3}, {"_type_": c_int}, {"_length_": "3", "_type_": c_int}, {"_length_": -3, "_type_": c_int},
                  {"_length_": 3, "_type_": int}, {"_length_": 2 ** 70, "_type_": c_int}, {"_length_": 2 ** 62, "_type_": c_int}):
    attempt(lambda: type(Array)("Made", (Array,), namespace))
attempt(Array)
grid = (Ints * 2)((1, 2), Ints(5, 6))
grid[0][4] = 9
print([list(row) for row in grid], grid[1]._b_base_ is grid, type(grid), Array[int])
print(list((c_int * 0)()), sizeof(c_int * 0))

text = create_string_buffer(b"hello", 8)
print(text.value, text.raw, text[0], text[1:3], text[::-1], len(text), sizeof(text), repr(text)[:28])
text.value = b"hi"
print(text.raw)
text.raw = b"\0\1\2"
print(text.value, text.raw)
attempt(lambda: setattr(text, "value", b"x" * 9))
attempt(lambda: setattr(text, "value", "text"))
attempt(lambda: setattr(text, "raw", b"x" * 9))
attempt(lambda: delattr(text, "raw"))
attempt(lambda: text.__setitem__(0, b"ab"))
text[0:3] = b"xyz"
print(text.value)
wide = create_unicode_buffer("h\u20acllo", 8)
print(wide.value, wide[1], wide[::2], len(wide))
wide.value = "12345678"
print(wide.value, wide[:])
attempt(lambda: setattr(wide, "value", "123456789"))
attempt(lambda: setattr(wide, "value", b"1"))
for init in (3, b"", b"ab", "ab", 1.5):
    attempt(lambda: len(create_string_buffer(init)))
    attempt(lambda: len(create_unicode_buffer(init)))

IntPointer = POINTER(c_int)
print(IntPointer, IntPointer is POINTER(c_int), IntPointer._type_, POINTER(None), bool(IntPointer()))
value = c_int(42)
where = pointer(value)
print(type(where) is IntPointer, where.contents, where[0], where.contents is value)
where[0] = 43
where.contents.value += 1
print(value, where._objects)
where.contents = c_int(5)
print(where[0], value)
for action in (lambda: IntPointer().contents, lambda: IntPointer()[0], lambda: IntPointer().__setitem__(0, 1), lambda: IntPointer(5),
               lambda: IntPointer(c_long(5)), lambda: IntPointer(1, 2), lambda: where["a"], lambda: where[:], lambda: where[::-1],
               lambda: where[0:1:0], lambda: where.__delitem__(0), lambda: where.__setitem__("a", 0), lambda: POINTER(5),
               lambda: POINTER(int), lambda: pointer(5), lambda: delattr(where, "contents"), lambda: len(where),
               lambda: setattr(where, "contents", 5)):
    attempt(action)
row = cast(numbers, IntPointer)
print(row[:5], row[4:0:-2], row[1], row[2:2], cast(text, POINTER(c_char))[:3], cast(wide, POINTER(c_wchar))[1:3])
row[0] = -1
print(numbers[0], row._objects == {id(numbers): numbers})


class Node(Structure):
    pass


Later = POINTER("Node")
print(Later)
attempt(Later)
SetPointerType(Later, Node)
Node._fields_ = [("next", Later)]
attempt(lambda: SetPointerType(POINTER("Other"), Node))
chain = Node(pointer(Node()))
print(bool(chain.next), bool(chain.next[0].next), POINTER(Node) is Later)

double = pointer(pointer(c_double(2.5)))
print(double[0][0], double.contents.contents)


class Holder(Structure):
    _fields_ = [("text", c_char_p), ("numbers", IntPointer), ("any", c_void_p), ("object", py_object)]


holder = Holder(b"text", Ints(9, 8, 7), 5, ["object"])
gc.collect()
print(holder.text, holder.numbers[:3], holder.any, holder.object, sorted(holder._objects))
holder.numbers = None
holder.text = None
print(holder.text, bool(holder.numbers))
attempt(lambda: setattr(holder, "numbers", (c_short * 2)()))
attempt(lambda: setattr(holder, "numbers", 5))
texts = (c_char_p * 3)(b"a", None, b"c")
print(list(texts), texts._objects)
print(string_at(text), string_at(text, 2), wstring_at(wide, 3), string_at(b"abc\0def"), string_at(b"abc\0def", 7))
memmove(text, b"12", 2)
memset(byref(text, 2), ord("z"), 3)
print(text.raw)
size = sizeof(numbers)
attempt(resize, numbers, 4)
resize(numbers, 40)
print(sizeof(numbers), len(numbers), list(numbers), size)
attempt(lambda: numbers[5])
small = c_short(3)
resize(small, 64)
print(small.value, sizeof(small), sizeof(c_short))
for function, argument in [(sizeof, 5), (sizeof, int), (alignment, 5), (byref, 5), (addressof, 5), (addressof, c_int)]:
    attempt(function, argument)
attempt(resize, 5, 5)
attempt(byref)
attempt(byref, c_int(), "x")
for source, kind in [("text", c_int), (5, 5), (1.5, c_void_p), (5, int)]:
    attempt(cast, source, kind)
print(cast(b"bytes", c_char_p).value, cast(0, c_void_p).value, bool(cast(None, IntPointer)), cast(5, c_void_p))


class Undirected(POINTER(c_long)):
    pass


attempt(Undirected, c_long(3))
holder = type("Wide", (Structure,), {"_fields_": [("text", c_wchar_p)]})("a\0b")
print(holder.text)
for bytes_of_characters in (b"\xff" * 8, b"\0\0\x11\0" * 2, b"a\0\0\0\xff\xff\x10\0"):
    attempt(lambda: (c_wchar * 2).from_buffer_copy(bytes_of_characters).value)
    attempt(lambda: (c_wchar * 2).from_buffer_copy(bytes_of_characters)[:])
    attempt(lambda: c_wchar.from_buffer_copy(bytes_of_characters).value)
