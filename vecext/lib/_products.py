# SPDX-License-Identifier: MIT
"""Products of vectors and arrays along chosen axes: outer, kron, cross, inner, tensordot, vdot, vecdot.

What sums is brought to the form of one matrix product by transposing and reshaping; the rest is one broadcast
multiplication.
"""
from . import _core
from ._axes import normalize_axis
from ._core import asarray, empty, matmul, multiply, result_type

__all__ = ["cross", "inner", "kron", "outer", "tensordot", "vdot", "vecdot"]


def outer(a, b, out=None):
    """Every element of the one times every element of the other, as a matrix."""
    return multiply(asarray(a).ravel()[:, None], asarray(b).ravel()[None, :], out)


def kron(a, b):
    """The second array as a block for each element of the first, times that element."""
    a, b = asarray(a), asarray(b)
    ndim = max(a.ndim, b.ndim)
    if ndim == 0:
        return multiply(a, b)
    first = (1,) * (ndim - a.ndim) + a.shape
    second = (1,) * (ndim - b.ndim) + b.shape
    # Each axis as a pair: which block, and where in it.
    left = a.reshape([part for length in first for part in (length, 1)])
    right = b.reshape([part for length in second for part in (1, length)])
    return multiply(left, right).reshape([one * other for one, other in zip(first, second)])


def _to_last(a, axis, name):
    axis = normalize_axis(axis, a.ndim, name)
    return a.transpose([other for other in range(a.ndim) if other != axis] + [axis])


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    """The vector products along an axis of two or three; two plane vectors give their third component."""
    if axis is not None:
        axisa = axisb = axisc = axis
    a = _to_last(asarray(a), axisa, "axisa")
    b = _to_last(asarray(b), axisb, "axisb")
    lengths = a.shape[-1], b.shape[-1]
    if lengths[0] not in (2, 3) or lengths[1] not in (2, 3):
        raise ValueError("incompatible dimensions for cross product\n(dimension must be 2 or 3)")
    a0, a1 = a[..., 0], a[..., 1]
    b0, b1 = b[..., 0], b[..., 1]
    third = a0 * b1 - a1 * b0
    if lengths == (2, 2):
        return asarray(third)
    result = empty(asarray(third).shape + (3,), result_type(a.dtype, b.dtype))
    result[..., 2] = third
    if lengths[0] == 2:
        b2 = b[..., 2]
        result[..., 0], result[..., 1] = a1 * b2, -(a0 * b2)
    elif lengths[1] == 2:
        a2 = a[..., 2]
        result[..., 0], result[..., 1] = -(a2 * b1), a2 * b0
    else:
        a2, b2 = a[..., 2], b[..., 2]
        result[..., 0], result[..., 1] = a1 * b2 - a2 * b1, a2 * b0 - a0 * b2
    axisc = normalize_axis(axisc, result.ndim, "axisc")
    order = list(range(result.ndim - 1))
    order.insert(axisc, result.ndim - 1)
    return result.transpose(order)


def _axis_lists(axes):
    """The axes of both arrays that are summed over, as two lists."""
    try:
        iter(axes)
    except TypeError:
        return list(range(-axes, 0)), list(range(axes))
    first, second = axes
    first = [first] if not hasattr(first, "__len__") else list(first)
    return first, [second] if not hasattr(second, "__len__") else list(second)


def tensordot(a, b, axes=2):
    """The sum of products over pairs of axes, or over the last of the one and the first of the other."""
    a, b = asarray(a), asarray(b)
    first, second = _axis_lists(axes)
    if len(first) != len(second):
        raise ValueError("shape-mismatch for sum")
    for one, other in zip(first, second):
        if a.shape[one] != b.shape[other]:
            raise ValueError("shape-mismatch for sum")
    first = [axis + a.ndim if axis < 0 else axis for axis in first]
    second = [axis + b.ndim if axis < 0 else axis for axis in second]
    kept_first = [axis for axis in range(a.ndim) if axis not in first]
    kept_second = [axis for axis in range(b.ndim) if axis not in second]
    summed = 1
    for axis in first:
        summed *= a.shape[axis]
    shape = tuple([a.shape[axis] for axis in kept_first] + [b.shape[axis] for axis in kept_second])
    rows = 1
    for axis in kept_first:
        rows *= a.shape[axis]
    columns = 1
    for axis in kept_second:
        columns *= b.shape[axis]
    left = a.transpose(kept_first + first).reshape(rows, summed)
    right = b.transpose(second + kept_second).reshape(summed, columns)
    return _core.dot(left, right).reshape(shape)


def vecdot(x1, x2, /, *, axis=-1):
    """The sums of products of vectors along an axis, the first conjugated."""
    x1, x2 = asarray(x1), asarray(x2)
    if x1.ndim == 0 or x2.ndim == 0:
        raise ValueError("vecdot requires arrays of at least one dimension")
    x1, x2 = _to_last(x1, axis, "x1"), _to_last(x2, axis, "x2")
    if x1.shape[-1] != x2.shape[-1]:
        raise ValueError(f"vecdot: the lengths of the vectors differ: {x1.shape[-1]} and {x2.shape[-1]}")
    result = matmul(x1.conj()[..., None, :], x2[..., :, None])
    return result[..., 0, 0] if result.ndim > 2 else result[0, 0]


def inner(a, b, /):
    """The sums of products along the last axes of both."""
    a, b = asarray(a), asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return multiply(a, b)
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"shapes {_shape_text(a)} and {_shape_text(b)} not aligned: {a.shape[-1]} (dim {a.ndim - 1}) != "
                         f"{b.shape[-1]} (dim {b.ndim - 1})")
    return tensordot(a, b, (-1, -1))[()]


def _shape_text(a):
    return str(a.shape).replace(" ", "")


def vdot(a, b, /):
    """The sum of products of all elements, those of the first conjugated."""
    a, b = asarray(a).ravel(), asarray(b).ravel()
    return _core.dot(a.conj() if a.dtype.kind == "c" else a, b)
