# SPDX-License-Identifier: MIT
"""Arrays lent and borrowed by DLPack."""
import vecext as v


class Lender:
    """Another library's array: it lends one of ours, and counts."""

    def __init__(self, array):
        self.array = array

    def __dlpack__(self, stream=None):
        return self.array.__dlpack__()

    def __dlpack_device__(self):
        return self.array.__dlpack_device__()


a = v.arange(12.0).reshape(3, 4)[:, ::2]
assert a.__dlpack_device__() == (1, 0)
b = v.from_dlpack(Lender(a))
assert b.tolist() == a.tolist() and b.dtype == a.dtype and b.strides == a.strides
a[0, 0] = 99
assert b[0, 0] == 99 and not b.flags.writeable
for name in ["bool", "int8", "uint16", "int64", "float32", "complex64", "complex128"]:
    c = v.ones(3, dtype=name)
    assert v.from_dlpack(c).dtype == name and v.from_dlpack(c).tolist() == c.tolist()
assert v.from_dlpack(v.array(5)).shape == () and v.from_dlpack(v.zeros((0, 2))).shape == (0, 2)
del a
assert b[0, 0] == 99  # the memory lives as long as somebody looks at it
a = v.ones(5)
a.__dlpack__()  # a capsule that nobody takes
for wrong in (v.float64(1), v.broadcast_to(v.ones(1), (3,))):
    try:
        wrong.__dlpack__()
    except BufferError:
        pass
    else:
        assert False
for wrong in (1, None, [1.0]):
    try:
        v.from_dlpack(wrong)
    except AttributeError:
        pass
    else:
        assert False
assert (a == None).tolist() == [False] * 5 and (a != "x").tolist() == [True] * 5 and not v.float64(1) == None
print("dlpack: ok")
