# SPDX-License-Identifier: MIT
"""Python functions over arrays: along axes, over index tuples, element by element, by conditions.

These are the places where an array operation runs at the speed of Python's calls. Results are collected in a list, or
written into an array whose type the first result decides.
"""
from itertools import product

from ._axes import normalize_axis
from ._core import array, asarray, broadcast_to, copyto, empty, ndarray, result_type, zeros
from ._grids import indices
from ._joining import broadcast_arrays, broadcast_shapes

__all__ = ["apply_along_axis", "apply_over_axes", "fromfunction", "ndenumerate", "ndindex", "piecewise", "select",
           "vectorize"]


# ---- index tuples

class ndindex:
    """The index tuples of a shape, the last axis running fastest."""

    def __init__(self, *shape):
        if len(shape) == 1 and isinstance(shape[0], (tuple, list)):
            shape = shape[0]
        for length in shape:
            if length < 0:
                raise ValueError("negative dimensions are not allowed")
        self._places = product(*[range(length) for length in shape])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._places)


class ndenumerate:
    """Pairs of index tuple and element."""

    def __init__(self, arr):
        arr = asarray(arr)
        self._places = ndindex(arr.shape)
        self._elements = iter(arr.ravel())

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._places), next(self._elements)


# ---- along axes

def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    """func1d of each vector along an axis; what it returns takes the axis's place."""
    arr = asarray(arr)
    axis = normalize_axis(axis, arr.ndim)
    order = [other for other in range(arr.ndim) if other != axis] + [axis]
    rows = arr.transpose(order)
    places = ndindex(rows.shape[:-1])
    try:
        first_place = next(places)
    except StopIteration:
        raise ValueError("Cannot apply_along_axis when any iteration dimensions are 0") from None
    first = asarray(func1d(rows[first_place], *args, **kwargs))
    result = zeros(rows.shape[:-1] + first.shape, first.dtype)
    result[first_place] = first
    for place in places:
        result[place] = func1d(rows[place], *args, **kwargs)
    kept = arr.ndim - 1
    back = list(range(axis)) + list(range(kept, result.ndim)) + list(range(axis, kept))
    return result.transpose(back)


def apply_over_axes(func, a, axes):
    """func(a, axis) for one axis after the other, each result keeping its place as an axis of one."""
    value = asarray(a)
    ndim = value.ndim
    for axis in [axes] if asarray(axes).ndim == 0 else axes:
        axis = axis + ndim if axis < 0 else axis
        result = asarray(func(value, axis))
        if result.ndim != value.ndim:
            result = result.reshape(result.shape[:axis] + (1,) + result.shape[axis:])
            if result.ndim != value.ndim:
                raise ValueError("function is not returning an array of the correct shape")
        value = result
    return value


def fromfunction(function, shape, *, dtype=float, like=None, **kwargs):
    """function of the index arrays of a shape."""
    return function(*indices(shape, dtype=dtype), **kwargs)


# ---- by conditions

def piecewise(x, condlist, funclist, *args, **kw):
    """Where a condition holds the function or value of the same place in its list; an extra last one elsewhere."""
    x = asarray(x)
    count = len(funclist)
    if isinstance(condlist, (bool, int)) or not len(condlist) or (
            not isinstance(condlist[0], (list, ndarray)) and x.ndim != 0):
        condlist = [condlist]
    conditions = asarray(condlist, dtype=bool)
    if len(conditions) == count - 1:
        rest = ~conditions.any(axis=0, keepdims=True)
        conditions = array([*conditions, rest[0]])
    elif len(conditions) != count:
        given = len(conditions)
        raise ValueError(f"with {given} condition(s), either {given} or {given + 1} functions are expected")
    result = zeros(x.shape, x.dtype)
    for condition, function in zip(conditions, funclist):
        if callable(function):
            values = x[condition]
            if values.size:
                result[condition] = function(values, *args, **kw)
        else:
            result[condition] = function
    return result


def select(condlist, choicelist, default=0):
    """For each element the choice of the first condition that holds, the default when none does."""
    if len(condlist) != len(choicelist):
        raise ValueError("list of cases must be same length as list of conditions")
    if not condlist:
        raise ValueError("select with an empty condition list is not possible")
    dtype = result_type(*[choice if isinstance(choice, (int, float, complex)) else asarray(choice)
                          for choice in [*choicelist, default]])
    conditions = broadcast_arrays(*condlist)
    for position, condition in enumerate(conditions):
        if condition.dtype.kind != "b":
            raise TypeError(f"invalid entry {position} in condlist: should be boolean ndarray")
    choices = broadcast_arrays(*choicelist, default)
    shape = broadcast_shapes(conditions[0].shape, choices[0].shape)
    result = empty(shape, dtype)
    result[...] = choices.pop()
    for condition, choice in zip(reversed(conditions), reversed(choices)):
        copyto(result, choice, where=condition, casting="unsafe")
    return result


# ---- element by element

def _parse_core(text):
    text = text.strip()
    if not (text.startswith("(") and text.endswith(")")):
        raise ValueError
    names = text[1:-1].split(",")
    return tuple([name.strip() for name in names if name.strip()])


def _parse_signature(signature):
    """'(m,n),(n)->(m)' as two lists of tuples of names."""
    compact = signature.replace(" ", "")
    try:
        inputs, outputs = compact.split("->")
        return [[_parse_core(part + ")" if not part.endswith(")") else part) for part in side.split("),")] if side
                else [] for side in (inputs, outputs)]
    except ValueError:
        raise ValueError(f"not a valid gufunc signature: {signature}") from None


class vectorize:
    """A function of scalars made one of arrays: called for every element of its broadcast arguments."""

    def __init__(self, pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None):
        self.pyfunc = pyfunc
        self.cache = cache
        self.signature = signature
        self.__doc__ = pyfunc.__doc__ if doc is None else doc
        self.excluded = set() if excluded is None else set(excluded)
        if otypes is not None:
            otypes = [empty(0, kind).dtype for kind in otypes]
        self.otypes = otypes
        self._core_names = None if signature is None else _parse_signature(signature)

    def __call__(self, *args, **kwargs):
        names = [name for name in kwargs if name not in self.excluded]
        varied = [place for place in range(len(args)) if place not in self.excluded]
        fixed = list(args)

        def function(*values):
            for place, value in zip(varied, values):
                fixed[place] = value
            keywords = dict(kwargs)
            keywords.update(zip(names, values[len(varied):]))
            return self.pyfunc(*fixed, **keywords)

        if not names and len(varied) == len(args) and not kwargs:
            function = self.pyfunc
        values = [asarray(args[place]) for place in varied] + [asarray(kwargs[name]) for name in names]
        if self._core_names is not None:
            return self._call_with_cores(function, values)
        return self._call(function, values) if values else function()

    def _output_types(self, first):
        """One dtype for each output, given or those of the first results."""
        if self.otypes is not None:
            return self.otypes
        return [asarray(value).dtype for value in first]

    def _call(self, function, values):
        values = broadcast_arrays(*values)
        shape = values[0].shape
        if values[0].size == 0 and self.otypes is None:
            raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
        results = [function(*elements) for elements in zip(*[value.ravel() for value in values])]
        if results and isinstance(results[0], tuple):
            columns = list(zip(*results))
        else:
            columns = [results] * (1 if results or self.otypes is None else len(self.otypes))
        types = self._output_types([column[0] for column in columns] if results else [])
        arrays = [array(column, dtype=dtype).reshape(shape) for column, dtype in zip(columns, types)]
        return tuple(arrays) if len(arrays) > 1 else arrays[0]

    def _call_with_cores(self, function, values):
        inputs, outputs = self._core_names
        if len(values) != len(inputs):
            raise TypeError(f"wrong number of positional arguments: expected {len(inputs)}, got {len(values)}")
        sizes = {}
        loops = []
        for value, names in zip(values, inputs):
            if value.ndim < len(names):
                raise ValueError(f"{value.ndim}-dimensional argument does not have enough dimensions for all core "
                                 f"dimensions {names!r}")
            kept = value.ndim - len(names)
            loops.append(value.shape[:kept])
            _note_sizes(sizes, names, value.shape[kept:])
        loop = broadcast_shapes(*loops)
        values = [broadcast_to(value, loop + value.shape[len(own):]) for value, own in zip(values, loops)]
        arrays = None
        for place in ndindex(loop):
            results = function(*[value[place] for value in values])
            results = results if len(outputs) > 1 else (results,)
            if len(results) != len(outputs):
                raise ValueError(f"wrong number of outputs from pyfunc: expected {len(outputs)}, got {len(results)}")
            if arrays is None:
                for result, names in zip(results, outputs):
                    _note_sizes(sizes, names, asarray(result).shape)
                arrays = _core_outputs(loop, outputs, sizes, self._output_types(results))
            for result, target in zip(results, arrays):
                target[place] = result
        if arrays is None:
            if self.otypes is None:
                raise ValueError("cannot call `vectorize` on size 0 inputs unless `otypes` is set")
            arrays = _core_outputs(loop, outputs, sizes, self.otypes)
        return arrays[0] if len(outputs) == 1 else tuple(arrays)


def _note_sizes(sizes, names, shape):
    if len(names) != len(shape):
        raise ValueError(f"{len(shape)}-dimensional argument does not have enough dimensions for all core dimensions "
                         f"{names!r}")
    for name, size in zip(names, shape):
        if sizes.setdefault(name, size) != size:
            raise ValueError(f"inconsistent size for core dimension {name!r}: {size} vs {sizes[name]}")


def _core_outputs(loop, outputs, sizes, types):
    try:
        return [zeros(loop + tuple([sizes[name] for name in names]), dtype) for names, dtype in zip(outputs, types)]
    except KeyError:
        raise ValueError("cannot call `vectorize` with a signature including new output dimensions on size 0 "
                         "inputs") from None
