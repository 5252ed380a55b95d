def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


data = bytearray(b"abcdefgh")
view = memoryview(data)
print(view.nbytes, view.format, view.itemsize, view.shape, view.strides, view.ndim, view.readonly, len(view))
print(view[0], view[-1], bytes(view[1:3]), view[::2].tolist(), view[::-1].tobytes(), view[1:3].hex())
view[0] = 65
view[1:3] = b"xy"
print(data, view == data, view == b"other", view != data)
attempt(view.__getitem__, 100)
attempt(view.__getitem__, "a")
attempt(view.__setitem__, 0, 300)
attempt(view.__setitem__, 0, "a")
attempt(view.__setitem__, slice(0, 2), b"abc")
attempt(view.__delitem__, 0)
attempt(memoryview(b"ab").__setitem__, 0, 1)
attempt(memoryview, 3)
attempt(hash, view)
print(hash(memoryview(b"abc")) == hash(b"abc"))
try:
    data.append(1)
except BufferError as error:
    print(error)
cast = view.cast("H")
print(cast.shape, cast.itemsize, cast.tolist())
square = view.cast("B", (2, 4))
print(square.tolist(), square.shape, square.strides, square[1, 2], square.c_contiguous, square.f_contiguous)
attempt(square.__getitem__, (0,))
attempt(square.__getitem__, 0)
attempt(square.__getitem__, (0, 9))
print(square.tobytes("F"))
for arguments in (("x",), ("i", (3,)), ("B", "ab"), ("d", (0,)), (3,), ("3s",)):
    attempt(view.cast, *arguments)
attempt(view[::2].cast, "B")
print(view.cast("f").tolist() == view.cast("f").tolist(), view.cast("b").tolist())
print(view.toreadonly().readonly, view.contiguous, view[::2].contiguous)
with memoryview(b"x") as inner:
    print(inner[0])
attempt(inner.tolist)
attempt(len, inner)
child = memoryview(view)
view.release()
print(child[0])
attempt(lambda: view[0])
print(repr(view).startswith("<released memory at"))
print(list(memoryview(b"abc")), 98 in memoryview(b"abc"))
