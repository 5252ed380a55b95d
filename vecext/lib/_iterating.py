# SPDX-License-Identifier: MIT
"""Iterators over several arrays at once: broadcast gives tuples of elements, nditer views of them that can be set.

An nditer walks in an order of axes, by itself that of the memory: the axes are sorted by their strides, and those that
run backwards are turned. Its operands are views with all axes in that order; a position is an index into them.
"""
from itertools import product
from math import prod

from ._core import asarray, broadcast_to, empty, result_type
from ._joining import broadcast_shapes

__all__ = ["broadcast", "nditer"]

_FLAGS = ("buffered", "c_index", "common_dtype", "copy_if_overlap", "delay_bufalloc", "external_loop", "f_index", "grow_inner",
          "multi_index", "ranged", "reduce_ok", "refs_ok", "zerosize_ok")


class broadcast:
    """Tuples of the elements of arrays that are brought to one shape."""

    def __init__(self, *args):
        self._arrays = [asarray(value) for value in args]
        self.shape = broadcast_shapes(*[a.shape for a in self._arrays])
        self.nd = self.ndim = len(self.shape)
        self.size, self.numiter = prod(self.shape), len(args)
        self.reset()

    @property
    def iters(self):
        """An iterator over each array in the common shape."""
        return tuple([broadcast_to(a, self.shape).flat for a in self._arrays])

    def reset(self):
        """Begins again."""
        self.index, self._rest = 0, zip(*[iter(broadcast_to(a, self.shape).ravel()) for a in self._arrays])

    def __iter__(self):
        return self

    def __next__(self):
        values = next(self._rest)
        self.index += 1
        return values


# ---- the order of a walk

def _axes_by_strides(views, ndim):
    """The axes, the longest strides first; those of one length keep their order."""
    def size_of(axis):
        return tuple([abs(view.strides[axis]) for view in views])
    # A stride of 0 says nothing about the order.
    order = []
    for axis in range(ndim):
        place = len(order)
        while place > 0 and _lies_outside(size_of(axis), size_of(order[place - 1])):
            place -= 1
        order.insert(place, axis)
    return order


def _lies_outside(first, second):
    pairs = [(one, other) for one, other in zip(first, second) if one and other]
    return bool(pairs) and all([one > other for one, other in pairs])


def _axes_in_order(order, views, ndim):
    if order == "K":
        return _axes_by_strides(views, ndim)
    is_fortran = order == "F" or order == "A" and all([view.flags.f_contiguous and not view.flags.c_contiguous for view in views])
    return list(range(ndim))[::-1] if is_fortran else list(range(ndim))


def _backward_axes(views, ndim):
    return [axis for axis in range(ndim) if all([view.strides[axis] <= 0 for view in views])
            and any([view.strides[axis] < 0 for view in views])]


def _inner_count(views):
    """How many of the last axes can be walked as one in all views."""
    count = min(1, views[0].ndim)
    while count < views[0].ndim:
        outer, inner = views[0].ndim - count - 1, views[0].ndim - count
        if any([view.strides[outer] != view.strides[inner] * view.shape[inner] for view in views]):
            break
        count += 1
    return count


class nditer:
    """The elements of arrays in step, as views without axes; op_flags say which may be written.

    A single array gives its elements, several give tuples. An operand None is made, of the type and shape of the others.
    """

    def __init__(self, op, flags=(), op_flags=None, op_dtypes=None, order="K", casting="safe", itershape=None, buffersize=0):
        given = list(op) if isinstance(op, (list, tuple)) else [op]
        if not given:
            raise ValueError("Must provide at least one operand")
        for flag in flags or ():
            if flag not in _FLAGS:
                raise ValueError(f'Unexpected iterator global flag "{flag}"')
        self._flags = set(flags or ())
        self._modes = self._modes_of(op_flags, given)
        self.operands = self._operands_of(given, op_dtypes, casting, itershape)
        self.nop, self.ndim, self.itersize = len(given), len(self.shape), prod(self.shape)
        if not self.itersize and "zerosize_ok" not in self._flags:
            raise ValueError("Iteration of zero-sized operands is not enabled")
        self._plan(order)
        self.reset()

    # ---- operands

    @staticmethod
    def _modes_of(op_flags, given):
        """For each operand the set of its flags."""
        if op_flags is None:
            return [{"writeonly", "allocate"} if value is None else {"readonly"} for value in given]
        if not op_flags or isinstance(op_flags[0], str):
            return [set(op_flags)] * len(given)
        return [set(each) for each in op_flags]

    def _operands_of(self, given, op_dtypes, casting, itershape):
        arrays = [None if value is None else asarray(value) for value in given]
        known = [a for a in arrays if a is not None]
        shapes = [a.shape for a in known] + ([tuple(itershape)] if itershape is not None else [])
        self.shape = broadcast_shapes(*shapes)
        dtypes = op_dtypes if isinstance(op_dtypes, (list, tuple)) else [op_dtypes] * len(given)
        result = []
        for array, dtype, mode in zip(arrays, dtypes, self._modes):
            if array is None:
                array = empty(self.shape, result_type(*known) if dtype is None else dtype)
            elif "readonly" not in mode and array.shape != self.shape and "reduce_ok" not in self._flags:
                raise ValueError("output operand requires a reduction along an axis, but the reduction is not enabled")
            elif dtype is not None and array.dtype != dtype:
                if not self._flags & {"buffered"} and "copy" not in mode:
                    raise TypeError("Iterator operand required copying or buffering, but neither copying nor buffering was "
                                    "enabled")
                array = array.astype(dtype, casting=casting)
            result.append(array)
        return tuple(result)

    def _plan(self, order):
        views = [broadcast_to(a, self.shape) if "readonly" in mode or a.shape != self.shape else a.view()
                 for a, mode in zip(self.operands, self._modes)]
        axes = _axes_in_order(order, views, self.ndim)
        backward = _backward_axes(views, self.ndim) if order == "K" else []
        turned = tuple([slice(None, None, -1) if axis in backward else slice(None) for axis in axes])
        self._axes, self._backward = axes, backward
        self._views = [view.transpose(axes)[turned] if self.ndim else view for view in views]
        self._outer = self._views[0].shape
        if "external_loop" in self._flags:
            self._views = [view.squeeze() for view in self._views]
            self._outer = self._views[0].shape[:self._views[0].ndim - _inner_count(self._views)]
            self._views = [view.reshape(self._outer + (-1,)) for view in self._views]

    # ---- the walk

    def reset(self):
        """Begins again."""
        self._places = product(*[range(length) for length in self._outer]) if self.itersize else iter(())
        self.iterindex, self.finished, self._has_begun = -1, False, False
        self._advance()

    def _advance(self):
        self._place = next(self._places, None)
        self.iterindex += 1
        self.finished = self._place is None
        return not self.finished

    def iternext(self):
        """Goes to the next position; whether there is one."""
        return self._advance()

    def __iter__(self):
        return self

    def __next__(self):
        if self._has_begun:
            self._advance()
        self._has_begun = True
        if self.finished:
            raise StopIteration
        return self.value

    @property
    def value(self):
        """The elements at the position."""
        values = tuple([self[k] for k in range(self.nop)])
        return values[0] if self.nop == 1 else values

    def __getitem__(self, k):
        if self.finished:
            raise ValueError("Iterator is past the end")
        return self._views[k][self._place + (...,)]

    def __setitem__(self, k, value):
        self[k][...] = value

    def __len__(self):
        return self.nop

    # ---- where it is

    has_multi_index = property(lambda self: "multi_index" in self._flags)
    has_index = property(lambda self: bool(self._flags & {"c_index", "f_index"}))
    dtypes = property(lambda self: tuple([a.dtype for a in self.operands]))

    def _position(self):
        if self.finished:
            raise ValueError("Iterator is past the end")
        position = [0] * self.ndim
        for axis, place in zip(self._axes, self._place):
            position[axis] = self.shape[axis] - 1 - place if axis in self._backward else place
        return tuple(position)

    @property
    def multi_index(self):
        """The index of the position, one number an axis."""
        if not self.has_multi_index:
            raise ValueError("Iterator is not tracking a multi-index")
        return self._position()

    @property
    def index(self):
        """The position counted in C's or Fortran's order."""
        if not self.has_index:
            raise ValueError("Iterator does not have an index")
        index, places = 0, list(zip(self._position(), self.shape))
        for place, length in places if "c_index" in self._flags else reversed(places):
            index = index * length + place
        return index

    # ---- as a context

    def close(self):
        """Ends the walk."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
