import buffers
from buffers import Grid


def attempt(label, function, *args):
    try:
        result = function(*args)
        print(label, "->", repr(result) if not isinstance(result, memoryview) else (result.tolist(), result.readonly))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


flags = {name: getattr(buffers, name) for name in dir(buffers) if name.startswith("PyBUF")}
print(flags)
grid = Grid(2, 3)
objects = {"bytes": b"abc", "bytearray": bytearray(b"abc"), "view": memoryview(b"abcdef")[::2],
           "reversed": memoryview(b"abcdef")[::-1], "cast": memoryview(bytearray(8)).cast("i"), "grid": grid,
           "read-only grid": Grid(1, 2, readonly=True), "grid view": memoryview(grid), "empty": b"", "str": "text",
           "int": 5, "none": None}
for name, thing in objects.items():
    print(name, buffers.is_buffer(thing))
    for flag, value in flags.items():
        attempt(f"describe {name} {flag}", buffers.describe, thing, value)
    for order in "CFA":
        attempt(f"contents {name} {order}", buffers.contents, thing, order)
    attempt("view_contiguous " + name, buffers.view_contiguous, thing)

print(grid.exports)
view = memoryview(grid)
print(view.shape, view.strides, view.format, view.itemsize, view.nbytes, view.ndim, view.readonly, view.c_contiguous,
      view.f_contiguous, view.contiguous, view.obj is grid, view.suboffsets, grid.exports)
print(view.tolist(), view[1, 2], buffers.item_at(view, 0, 1), bytes(view) == view.tobytes())
view[0, 1] = 50.5
print(view.tolist(), buffers.item_at(grid, 0, 1))
for label, function in {
    "subview": lambda: view[0],
    "out of range": lambda: view[2, 0],
    "dimensions": lambda: view[0, 0, 0],
    "type": lambda: view.__setitem__((0, 0), "x"),
    "cast": lambda: view.cast("B")[:4],
    "cast back": lambda: view.cast("B").cast("d", (3, 2)),
    "hash": lambda: hash(view),
    "read-only": lambda: memoryview(Grid(1, 1, True)).__setitem__((0, 0), 1.0),
    "equal": lambda: view == memoryview(Grid(2, 3)),
    "bytes": lambda: len(bytes(grid)),
    "bytearray": lambda: bytearray(Grid(1, 1)),
    "join": lambda: b"-".join([b"a", Grid(1, 1)]),
    "fill": lambda: buffers.fill(grid, 0),
    "fill read-only": lambda: buffers.fill(Grid(1, 1, True), 0),
    "fill bytes": lambda: buffers.fill(b"abc", 0),
}.items():
    attempt(label, function)
print(view.tolist(), grid.exports)
with memoryview(grid) as second:
    print(grid.exports, second.nbytes)
print(grid.exports)
view.release()
attempt("released", lambda: view[0, 0])
print(grid.exports)
data = bytearray(b"xyz")
held = memoryview(data)
attempt("resize while held", data.append, 1)
buffers.fill(data, 65)
print(data, bytes(held))
held.release()
attempt("resize", data.append, 66)
print(data)

text = buffers.view_memory(True)
text[0:6] = b"STATIC"
print(bytes(text), text.readonly, buffers.view_memory(False).readonly, bytes(buffers.view_memory(False)[:3]))
for format in ("d", "i", "q", "B"):
    attempt("size of " + format, buffers.size_of_format, format)
