# SPDX-License-Identifier: MIT
"""Indexing and assignment: ints, slices, ..., None, masks, index arrays."""
import vecext as v

m = v.arange(12).reshape(3, 4)
assert m[1].tolist() == [4, 5, 6, 7] and m[-1, -1] == 11 and m[1:, 2].tolist() == [6, 10]
assert m[::2, ::-1].tolist() == [[3, 2, 1, 0], [11, 10, 9, 8]] and m[5:].shape == (0, 4)
assert m[..., 0].tolist() == [0, 4, 8] and m[None].shape == (1, 3, 4) and m[:, None, 1].shape == (3, 1)
assert m[...].base is m.base and m[()].shape == (3, 4) and type(v.array(5)[()]) is v.int64

assert m[m > 8].tolist() == [9, 10, 11] and m[[True, False, True]].shape == (2, 4)
assert m[[2, 0]].tolist() == [[8, 9, 10, 11], [0, 1, 2, 3]] and m[[0, 1], [1, -1]].tolist() == [1, 7]
assert m[:, [0, 3]].tolist() == [[0, 3], [4, 7], [8, 11]] and m[1, [0, 1]].tolist() == [4, 5]
assert m[v.array([[0, 1], [1, 2]])].shape == (2, 2, 4) and m[[]].shape == (0, 4)
cube = v.arange(24).reshape(2, 3, 4)
assert cube[0, :, [0, 1]].shape == (2, 3) and cube[:, [0, 1], [0, 1]].shape == (2, 2)
assert cube[cube % 2 == 0].shape == (12,) and cube[[[True, False, True], [False, False, True]]].shape == (3, 4)

a = v.zeros((3, 4))
a[1] = 5
a[:, 0] = [1, 2, 3]
a[0, 1:3] = v.array([7, 8])
assert a.tolist() == [[1.0, 7.0, 8.0, 0.0], [2.0, 5.0, 5.0, 5.0], [3.0, 0.0, 0.0, 0.0]]
a[a > 4] = -1
a[[0, 2], [3, 3]] = [50, 60]
assert a.tolist() == [[1.0, -1.0, -1.0, 50.0], [2.0, -1.0, -1.0, -1.0], [3.0, 0.0, 0.0, 60.0]]
a[...] = v.arange(4)
assert a[2].tolist() == [0.0, 1.0, 2.0, 3.0]
i = v.arange(3)
i[0] = 2.9
assert i[0] == 2
i[::-1] = i.copy()
assert i.tolist() == [2, 1, 2]
print("indexing: ok")
