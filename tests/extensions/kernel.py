from array import array

from kernel import Matrix, axpy


def attempt(label, function, *args):
    try:
        print(label, "->", repr(function(*args)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


for count in (0, 1, 3, 4, 8, 9, 100):
    target = array("d", range(count))
    axpy(target, 0.5, array("d", [2.0] * count))
    print(count, target[:3].tolist(), target[-2:].tolist(), sum(target))
m = Matrix(3, 4)
view = memoryview(m)
print(view.format, view.shape, view.strides, view.nbytes, view.contiguous, view.readonly, m.exports)
flat = view.cast("B").cast("d")
axpy(m, 2, array("d", range(12)))
print(view.tolist(), flat[5], view[1, 2], m.exports)
view[2, 3] = -1.0
axpy(flat, 1, flat)
print(bytes(m) == view.tobytes(), view[2, 3], list(flat[:3]))
attempt("resize", m.resize)
flat.release()
view.release()
attempt("resize", m.resize)
print(m.exports)
attempt("sizes", axpy, array("d", [1]), 1, array("d", [1, 2]))
attempt("type", axpy, array("f", [1]), 1, array("f", [1]))
attempt("readonly", axpy, bytes(8), 1, array("d", [1]))
attempt("strided", axpy, memoryview(array("d", range(8)))[::2], 1, array("d", range(4)))
attempt("no buffer", axpy, [1.0], 1, array("d", [1]))
attempt("factor", axpy, array("d", [1]), "x", array("d", [1]))
attempt("negative", Matrix, -1, 2)
attempt("huge", Matrix, 1 << 40, 1 << 40)
attempt("empty", lambda: memoryview(Matrix(0, 3)).tolist())
print(m.exports)
