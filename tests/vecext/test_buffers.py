# SPDX-License-Identifier: MIT
"""Memory lent to others and borrowed from them, without copies."""
import vecext as v

a = v.arange(6).reshape(2, 3)
m = memoryview(a)
assert (m.format, m.itemsize, m.shape, m.strides, m.readonly) == ("l", 8, (2, 3), (24, 8), False)
assert m.tolist() == [[0, 1, 2], [3, 4, 5]]
a[0, 0] = 9
assert m[0, 0] == 9
assert memoryview(a.T).tolist() == [[9, 3], [1, 4], [2, 5]]
assert memoryview(v.zeros(2, "float32")).format == "f" and memoryview(v.zeros(2, bool)).format == "?"

b = v.asarray(m)
b[1, 1] = 77
assert a[1, 1] == 77 and b.base is not None
assert v.array(m) is not b and v.array(m).base is None
half = v.asarray(memoryview(v.arange(4.0))[::2])
assert half.tolist() == [0.0, 2.0] and half.strides == (16,)
assert (a + m).tolist() == (a + a).tolist()
assert memoryview(v.broadcast_to(v.zeros(1), (3,))).readonly
data = bytearray(16)
d = v.asarray(memoryview(data).cast("d"))
d[1] = 1.0
assert data[14:16] == b"\xf0?"
try:
    d.base.release()
except BufferError:
    pass
else:
    assert False, "the memory of a view was released"
print("buffers: ok")
