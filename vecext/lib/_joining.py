# SPDX-License-Identifier: MIT
"""Joining and splitting: several arrays become one, one becomes several, shapes are brought together.

Joining ends in one call of concatenate, which copies every element once. Splitting, atleast_nd and broadcasting copy
nothing: their results are views of what was given.
"""
from ._axes import normalize_axis, slices_along
from ._core import asarray, broadcast_to, concatenate

__all__ = ["append", "array_split", "atleast_1d", "atleast_2d", "atleast_3d", "block", "broadcast_arrays",
           "broadcast_shapes", "column_stack", "dsplit", "dstack", "hsplit", "hstack", "row_stack", "split",
           "stack", "unstack", "vsplit", "vstack"]


# ---- at least so many axes

def _one_or_list(arrays):
    return arrays[0] if len(arrays) == 1 else arrays


def _with_1d(value):
    value = asarray(value)
    return value if value.ndim else value.reshape(1)


def _with_2d(value):
    value = asarray(value)
    if value.ndim >= 2:
        return value
    return value[None, :] if value.ndim else value.reshape(1, 1)


def _with_3d(value):
    value = asarray(value)
    if value.ndim >= 3:
        return value
    if value.ndim == 2:
        return value[:, :, None]
    return value[None, :, None] if value.ndim else value.reshape(1, 1, 1)


def atleast_1d(*arys):
    """Scalars become arrays of one element; several arguments give a list."""
    return _one_or_list([_with_1d(value) for value in arys])


def atleast_2d(*arys):
    """New axes go in front: a row."""
    return _one_or_list([_with_2d(value) for value in arys])


def atleast_3d(*arys):
    """A vector of n becomes (1, n, 1), a matrix (m, n) becomes (m, n, 1)."""
    return _one_or_list([_with_3d(value) for value in arys])


# ---- broadcasting

def _as_shape(shape):
    if not isinstance(shape, (tuple, list)):
        shape = (shape,)
    for length in shape:
        if length < 0:
            raise ValueError("negative dimensions are not allowed")
    return tuple(shape)


def broadcast_shapes(*args):
    """The shape that arrays of these shapes have together."""
    shapes = [_as_shape(shape) for shape in args]
    ndim = max([len(shape) for shape in shapes], default=0)
    result = [1] * ndim
    for axis in range(1, ndim + 1):
        origin = None
        for position, shape in enumerate(shapes):
            length = shape[-axis] if axis <= len(shape) else 1
            if length == 1 or length == result[-axis]:
                continue
            if origin is not None:
                raise ValueError("shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between "
                                 f"arg {origin} with shape {shapes[origin]} and arg {position} with shape {shape}.")
            result[-axis], origin = length, position
    return tuple(result)


def broadcast_arrays(*args, subok=False):
    """Views of all arguments in their common shape, as a list."""
    arrays = [asarray(value) for value in args]
    shape = broadcast_shapes(*[value.shape for value in arrays])
    return [value if value.shape == shape else broadcast_to(value, shape) for value in arrays]


# ---- joining

def _sequence(arrays):
    if not hasattr(arrays, "__getitem__"):
        raise TypeError('arrays to stack must be passed as a "sequence" type such as list or tuple.')
    return arrays


def stack(arrays, axis=0, out=None, *, dtype=None, casting="same_kind"):
    """Arrays of one shape side by side along a new axis."""
    arrays = [asarray(value) for value in _sequence(arrays)]
    if not arrays:
        raise ValueError("need at least one array to stack")
    shape = arrays[0].shape
    for value in arrays:
        if value.shape != shape:
            raise ValueError("all input arrays must have the same shape")
    axis = normalize_axis(axis, len(shape) + 1)
    key = slices_along(axis, None)
    return concatenate([value[key] for value in arrays], axis, out, dtype=dtype, casting=casting)


def vstack(tup, *, dtype=None, casting="same_kind"):
    """Rows below each other: joined along the first axis, vectors counting as rows."""
    return concatenate([_with_2d(value) for value in _sequence(tup)], 0, dtype=dtype, casting=casting)


row_stack = vstack


def hstack(tup, *, dtype=None, casting="same_kind"):
    """Columns beside each other: joined along the second axis, vectors end to end."""
    arrays = [_with_1d(value) for value in _sequence(tup)]
    axis = 0 if arrays and arrays[0].ndim == 1 else 1
    return concatenate(arrays, axis, dtype=dtype, casting=casting)


def dstack(tup):
    """Joined along the third axis."""
    return concatenate([_with_3d(value) for value in _sequence(tup)], 2)


def column_stack(tup):
    """Like hstack, but vectors count as columns."""
    arrays = [asarray(value) for value in _sequence(tup)]
    return concatenate([value if value.ndim >= 2 else value.reshape(-1, 1) for value in arrays], 1)


def append(arr, values, axis=None):
    """Values at the end; without an axis both are flattened first."""
    arr = asarray(arr)
    if axis is None:
        return concatenate((arr.ravel(), asarray(values).ravel()), 0)
    return concatenate((arr, values), axis)


# ---- blocks

def _block_place(place):
    return "arrays" + "".join([f"[{position}]" for position in place if position is not None])


def _block_depth(arrays, place):
    """How deep lists are nested, the same everywhere, and the largest number of axes of a leaf."""
    if isinstance(arrays, tuple):
        raise TypeError(f"{_block_place(place)} is a tuple. Only lists can be used to arrange blocks, and np.block "
                        "does not allow implicit conversion from tuple to ndarray.")
    if not isinstance(arrays, list):
        return place, asarray(arrays).ndim
    if not arrays:
        return place + [None], 0
    first, ndim = _block_depth(arrays[0], place + [0])
    for position in range(1, len(arrays)):
        other, other_ndim = _block_depth(arrays[position], place + [position])
        ndim = max(ndim, other_ndim)
        if len(other) != len(first):
            raise ValueError(f"List depths are mismatched. First element was at depth {len(first)}, but there is an "
                             f"element at depth {len(other)} ({_block_place(other)})")
    return first, ndim


def _join_block(arrays, depth, ndim):
    if depth:
        return concatenate([_join_block(part, depth - 1, ndim) for part in arrays], -depth)
    arrays = asarray(arrays)
    return arrays.reshape((1,) * (ndim - arrays.ndim) + arrays.shape)


def block(arrays):
    """Nested lists of blocks: the innermost lists are joined along the last axis, those around them one before."""
    place, ndim = _block_depth(arrays, [])
    if place[-1:] == [None]:
        raise ValueError(f"List at {_block_place(place)} cannot be empty")
    depth = len(place)
    result = _join_block(arrays, depth, max(depth, ndim))
    return result if depth else result.copy()


# ---- splitting

def array_split(ary, indices_or_sections, axis=0):
    """Parts between the given indices, or so many of nearly equal length, the longer ones first."""
    ary = asarray(ary)
    length = ary.shape[axis]
    axis = normalize_axis(axis, ary.ndim)
    try:
        ends = [0, *indices_or_sections, length]
    except TypeError:
        count = int(indices_or_sections)
        if count <= 0:
            raise ValueError("number sections must be larger than 0.") from None
        part, longer = divmod(length, count)
        ends = [position * part + min(position, longer) for position in range(count + 1)]
    return [ary[slices_along(axis, slice(start, end))] for start, end in zip(ends, ends[1:])]


def split(ary, indices_or_sections, axis=0):
    """Like array_split, but a number of sections must divide the length."""
    ary = asarray(ary)
    if not hasattr(indices_or_sections, "__len__") or getattr(indices_or_sections, "ndim", 1) == 0:
        if ary.shape[axis] % indices_or_sections:
            raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def hsplit(ary, indices_or_sections):
    """Along the second axis; a vector along its only one."""
    ary = asarray(ary)
    if ary.ndim == 0:
        raise ValueError("hsplit only works on arrays of 1 or more dimensions")
    return split(ary, indices_or_sections, 1 if ary.ndim > 1 else 0)


def vsplit(ary, indices_or_sections):
    """Along the first axis of at least two."""
    ary = asarray(ary)
    if ary.ndim < 2:
        raise ValueError("vsplit only works on arrays of 2 or more dimensions")
    return split(ary, indices_or_sections, 0)


def dsplit(ary, indices_or_sections):
    """Along the third axis."""
    ary = asarray(ary)
    if ary.ndim < 3:
        raise ValueError("dsplit only works on arrays of 3 or more dimensions")
    return split(ary, indices_or_sections, 2)


def unstack(x, /, *, axis=0):
    """The parts along an axis, without it, as a tuple of views."""
    x = asarray(x)
    if x.ndim == 0:
        raise ValueError("Input array must be at least 1-d.")
    axis = normalize_axis(axis, x.ndim)
    return tuple([x[slices_along(axis, position)] if x.ndim > 1 else x[position:position + 1].reshape(())
                  for position in range(x.shape[axis])])
