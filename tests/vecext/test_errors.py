# SPDX-License-Identifier: MIT
"""What goes wrong, and in which words: NumPy's where it has them."""
import vecext as v


def check(kind, text, function):
    try:
        function()
    except kind as error:
        assert str(error) == text, str(error)
    else:
        assert False, text


z = v.zeros(3)
check(ValueError, "operands could not be broadcast together with shapes (3,) (4,) ", lambda: z + v.zeros(4))
check(IndexError, "index 3 is out of bounds for axis 0 with size 3", lambda: z[3])
check(IndexError, "too many indices for array: array is 1-dimensional, but 2 were indexed", lambda: z[0, 0])
check(v.AxisError, "axis 1 is out of bounds for array of dimension 1", lambda: z.sum(axis=1))
assert issubclass(v.AxisError, ValueError) and issubclass(v.AxisError, IndexError)
check(ValueError, "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()",
      lambda: bool(z))
check(ValueError, "cannot reshape array of size 3 into shape (2,2)", lambda: z.reshape(2, 2))
check(ValueError, "could not broadcast input array from shape (2,) into shape (3,)",
      lambda: z.__setitem__(slice(None), [1, 2]))
check(ValueError, "zero-size array to reduction operation maximum which has no identity", lambda: v.zeros(0).max())
check(TypeError, "only size-1 arrays can be converted to Python scalars", lambda: float(z))
check(TypeError, "len() of unsized object", lambda: len(v.array(1)))
check(TypeError, "an array holds numbers, not 'str'", lambda: v.array(["a"]))
check(TypeError, "unhashable type: 'vecext.ndarray'", lambda: hash(z))
check(ValueError, "Integers to negative integer powers are not allowed.", lambda: v.arange(3) ** -1)
check(OverflowError, "Python integer 1000000000000000000000000000000 out of bounds for int64", lambda: v.arange(3) + 10 ** 30)
check(ValueError, "Maximum allowed dimension exceeded", lambda: v.zeros((2 ** 40, 2 ** 40)))
check(ValueError, "assignment destination is read-only", lambda: v.broadcast_to(z, (2, 3)).__setitem__(0, 1))
for count in 31, 64:
    check(IndexError, f"number of dimensions must be within [0, 32], indexing result would have {count + 2}",
          lambda: v.zeros((2, 3))[(None,) * count])
assert v.zeros((2, 3))[(None,) * 30].ndim == 32
most = v.zeros((1,) * 32)
check(ValueError, "maximum supported dimension for an ndarray is 32, found 33", lambda: v.expand_dims(most, 0))
check(ValueError, "cannot reshape array of size 0 into shape (4294967296,4294967296)",
      lambda: v.zeros(0).reshape((2 ** 32, 2 ** 32)))
check(ValueError, "Maximum allowed dimension exceeded", lambda: v.broadcast_to(v.zeros(1), (2 ** 40, 2 ** 40)))
far = v.zeros((2 ** 20, 1), dtype="int64")
try:
    v.zeros((3, 3))[far, far.T]
except MemoryError:
    pass
check(TypeError, "sum() got an unexpected keyword argument 'axes'", lambda: z.sum(axes=1))


def add_in_place():
    i = v.arange(3)
    i += 0.5


check(TypeError, "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'",
      add_in_place)
deep = []
deep.append(deep)
check(ValueError, "setting an array element with a sequence. The requested array has an inhomogeneous shape after 32 "
      "dimensions. The detected shape was (" + ",".join(["1"] * 32) + ") + inhomogeneous part.", lambda: v.array(deep))
print("errors: ok")
