# SPDX-License-Identifier: MIT
"""Making arrays, their attributes, views and conversions."""
import vecext as v

a = v.array([[1, 2, 3], [4, 5, 6]])
assert (a.shape, a.ndim, a.size, a.itemsize, a.nbytes) == ((2, 3), 2, 6, 8, 48)
assert a.strides == (24, 8) and a.T.strides == (8, 24) and a.T.shape == (3, 2)
assert a.dtype == v.int64 and a.dtype == "i8" and a.dtype == int and a.dtype != v.float64
assert str(a.dtype) == "int64" and repr(a.dtype) == "dtype('int64')" and a.dtype.kind == "i"
assert a.tolist() == [[1, 2, 3], [4, 5, 6]]
assert v.array([1, 2.5]).dtype == v.float64 and v.array([True, 2]).dtype == v.int64
assert v.array([True, False]).dtype == v.bool_ and v.array([]).dtype == v.float64
assert v.array([1, 2], dtype="float32").dtype == v.float32
assert v.array(3).shape == () and v.array(3).item() == 3
assert v.array([v.array([1, 2]), v.array([3, 4])]).tolist() == [[1, 2], [3, 4]]

assert v.zeros(3).tolist() == [0.0, 0.0, 0.0] and v.zeros((2, 2), int).tolist() == [[0, 0], [0, 0]]
assert v.ones((1, 2)).tolist() == [[1.0, 1.0]] and v.full(2, 7).tolist() == [7, 7]
assert v.empty((2, 3)).shape == (2, 3) and v.zeros_like(a).dtype == v.int64
assert v.eye(2).tolist() == [[1.0, 0.0], [0.0, 1.0]] and v.eye(2, 3, 1).tolist() == [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
assert v.arange(5).tolist() == [0, 1, 2, 3, 4] and v.arange(2, 8, 3).tolist() == [2, 5]
assert v.arange(5, 0, -2).tolist() == [5, 3, 1] and v.arange(0, 1, 0.25).tolist() == [0.0, 0.25, 0.5, 0.75]
assert v.linspace(0, 1, 5).tolist() == [0.0, 0.25, 0.5, 0.75, 1.0]
assert v.linspace(0, 1, 4, endpoint=False).tolist() == [0.0, 0.25, 0.5, 0.75]

# views share memory, copies do not
row = a[1]
row[0] = 40
assert a.tolist() == [[1, 2, 3], [40, 5, 6]] and row.base is a and a.base is None
copy = a.copy()
copy[0, 0] = 100
assert a[0, 0] == 1
b = a.reshape(3, 2)
b[0, 0] = 10
assert a[0, 0] == 10 and a.reshape(-1).shape == (6,) and a.reshape((6, 1)).shape == (6, 1)
assert a.ravel().tolist() == [10, 2, 3, 40, 5, 6] and a.T.ravel().tolist() == [10, 40, 2, 5, 3, 6]
assert a.transpose(1, 0).shape == (3, 2) and v.zeros((2, 3, 4)).transpose(2, 0, 1).shape == (4, 2, 3)
assert v.zeros((1, 3, 1)).squeeze().shape == (3,) and v.zeros((1, 3)).squeeze(0).shape == (3,)
assert v.zeros((2, 3)).swapaxes(0, 1).shape == (3, 2) and v.expand_dims(v.zeros(3), 0).shape == (1, 3)
assert v.concatenate([v.arange(2), v.array([0.5])]).tolist() == [0.0, 1.0, 0.5]
assert v.stack([v.arange(2), v.arange(2)], axis=1).tolist() == [[0, 0], [1, 1]]
assert v.broadcast_to(v.arange(2), (2, 2)).tolist() == [[0, 1], [0, 1]]

# elements as Python numbers
assert type(v.zeros(2)[0]) is v.float64 and type(a[0, 0]) is v.int64 and type(v.array([True])[0]) is v.bool_
assert float(v.array([2.5])) == 2.5 and int(v.array(7.9)) == 7 and bool(v.array([0])) is False
assert [10, 20, 30][v.array(1)] == 20
assert list(v.arange(3)) == [0, 1, 2] and [r.tolist() for r in v.arange(4).reshape(2, 2)] == [[0, 1], [2, 3]]
assert len(a) == 2 and 5 in a and 99 not in a
assert v.array([1.9, -1.9]).astype(int).tolist() == [1, -1]
assert v.array([0, 2]).astype("bool").tolist() == [False, True]
c = v.empty(3)
c.fill(2)
assert c.tolist() == [2.0, 2.0, 2.0]

# dimensions beyond those kept in the object
deep = v.arange(64).reshape(2, 2, 2, 2, 2, 2)
assert deep.ndim == 6 and deep[1, 0, 1, 0, 1, 1] == 43 and deep.T[1, 1, 0, 1, 0, 1] == 43
assert deep[::-1, ..., 0].shape == (2, 2, 2, 2, 2)
m = v.zeros((2, 3))
assert v.transpose(m, axes=(1, 0)).shape == v.permute_dims(m, axes=[1, 0]).shape == v.transpose(m).shape == (3, 2)
assert v.broadcast_to(v.ones(3), shape=(2, 3)).shape == (2, 3)
print("arrays: ok")
