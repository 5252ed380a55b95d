# SPDX-License-Identifier: MIT
"""What a fused function does to its arrays, as a graph: made by calling it once with values that take notes.

A node is an input, or one operation of nodes and constants; equal operations on equal operands are one node. The
dtypes are those that the operations would have without fusing: the native module is asked for each loop.
"""
import math

from . import _core

# Reductions: the ufunc, whether it begins with the type of sums, and the type if it is always the same one.
_REDUCTIONS = {"sum": ("add", True, None), "prod": ("multiply", True, None), "min": ("minimum", False, None),
               "max": ("maximum", False, None), "any": ("logical_or", False, "bool"),
               "all": ("logical_and", False, "bool")}


_COMPARISONS = {"less", "less_equal", "equal", "not_equal", "greater", "greater_equal"}


class FusionError(TypeError):
    """The function does something to its arrays that cannot be recorded."""


def _refuse(what, instead):
    raise FusionError(f"a fused function cannot use {what}: it is recorded without the values of its arrays; {instead}")


class Constant:
    __slots__ = "dtype", "value"

    def __init__(self, dtype, value):
        self.dtype = dtype
        self.value = value


class Node:
    """`form` is input, apply, cast or reduce; `operands` are nodes and constants."""

    __slots__ = "form", "name", "number", "read", "dtype", "shape", "operands", "is_long", "axes", "keepdims", "level"

    def __init__(self, form, name, dtype, shape, operands=(), number=0, read=None, is_long=False, axes=(),
                 keepdims=False):
        self.form = form
        self.name = name
        self.number = number
        self.read = read
        self.dtype = dtype
        self.shape = shape
        self.operands = operands
        self.is_long = is_long
        self.axes = axes
        self.keepdims = keepdims
        # The first pass, counted from 0, in which it can be made: what it is made of must have its shape, or come
        # from an earlier pass.
        self.level = max([operand.level + (operand.form != "input" and operand.shape != self.work_shape
                                           or operand.form == "reduce") for operand in self.nodes], default=0)

    @property
    def work_shape(self):
        """Of the pass that makes it."""
        return self.operands[0].shape if self.form == "reduce" else self.shape

    @property
    def size(self):
        return math.prod(self.shape)

    @property
    def nodes(self):
        return [operand for operand in self.operands if isinstance(operand, Node)]


def _broadcast(shapes):
    result = []
    for shape in shapes:
        while len(result) < len(shape):
            result.insert(0, 1)
        for place in range(1, len(shape) + 1):
            if result[-place] == 1:
                result[-place] = shape[-place]
            elif shape[-place] not in (1, result[-place]):
                texts = " ".join([str(shape).replace(" ", "") for shape in shapes])
                raise ValueError(f"operands could not be broadcast together with shapes {texts} ")
    return tuple(result)


class Graph:
    """Makes nodes. `inputs` has one for each array argument, then one for each array that the function brought in."""

    def __init__(self):
        self.inputs = []
        self.captured = []
        self.uses_shapes = False
        self._known = {}
        self._samples = {}

    def add_input(self, name, array):
        node = Node("input", name, array.dtype, array.shape)
        self.inputs.append(node)
        return node

    def capture(self, array):
        for node, known in self.captured:
            if known is array:
                return node
        node = Node("input", f"array{len(self.captured)}", array.dtype, array.shape)
        self.captured.append((node, array))
        return node

    def _add(self, key, make):
        node = self._known.get(key)
        if node is None:
            node = self._known[key] = make()
        return node

    def _sample(self, operand):
        """What stands for an operand when a loop is looked for."""
        if not isinstance(operand, Node):
            return operand
        sample = self._samples.get(operand.dtype)
        if sample is None:
            sample = self._samples[operand.dtype] = _core.empty(0, operand.dtype)
        return sample

    def cast(self, node, dtype):
        if node.dtype == dtype:
            return node
        return self._add(("cast", id(node), dtype), lambda: Node("cast", "astype", dtype, node.shape, (node,),
                                                                read=node.dtype))

    def apply(self, name, operands):
        """`operands` are nodes and Python numbers."""
        name, number, read, dtype, is_long = _core._find_loop(name, *map(self._sample, operands))
        taken = []
        for place, operand in enumerate(operands):
            wanted = _core.dtype("bool") if name == "where" and place == 0 else read
            if isinstance(operand, Node):
                taken.append(self.cast(operand, wanted))
            else:
                try:
                    _core.full((), operand, wanted)
                except OverflowError:
                    if name in _COMPARISONS:
                        return self._compare_far(name, operands)
                    raise
                key = ("constant", wanted, type(operand), repr(operand))
                taken.append(self._add(key, lambda: Constant(wanted, operand)))
        self._check_power(name, read, operands[-1])
        shape = _broadcast([operand.shape for operand in operands if isinstance(operand, Node)])
        key = (number, read, *map(id, taken))
        return self._add(key, lambda: Node("apply", name, dtype, shape, tuple(taken), number, read, bool(is_long)))

    def _compare_far(self, name, operands):
        """With a number beyond all that the type can hold: as beyond as infinity."""
        far = [self.cast(operand, _core.dtype("float64")) if isinstance(operand, Node)
               else math.copysign(math.inf, operand) for operand in operands]
        return self.apply(name, far)

    def _check_power(self, name, read, exponent):
        if name != "power" or read.kind not in "iu":
            return
        if isinstance(exponent, Node):
            _refuse("whole numbers to the power of an array", "convert one to float")
        if exponent < 0:
            raise ValueError("Integers to negative integer powers are not allowed.")

    def reduce(self, name, node, axes, dtype, keepdims):
        ufunc, sums, fixed = _REDUCTIONS[name]
        if sums and dtype is None:
            dtype = {"b": "int64", "i": "int64", "u": "uint64"}.get(node.dtype.kind, node.dtype)
        node = self.cast(node, _core.dtype(fixed or dtype or node.dtype))
        if node.dtype.kind == "c" and not sums:
            _refuse(f"{name}() of complex numbers", "reduce outside of it")
        number = _core._find_loop(ufunc, self._sample(node), self._sample(node))[1]
        if name in ("min", "max") and 0 in [node.shape[axis] for axis in axes]:
            raise ValueError(f"zero-size array to reduction operation {ufunc} which has no identity")
        shape = tuple([1 if axis in axes else length for axis, length in enumerate(node.shape)
                       if keepdims or axis not in axes])
        key = ("reduce", number, id(node), axes, keepdims)
        return self._add(key, lambda: Node("reduce", name, node.dtype, shape, (node,), number, node.dtype, axes=axes,
                                           keepdims=keepdims))


# ---- values that take notes

def _binary(name):
    return (lambda self, other: self._apply(name, self, other)), (lambda self, other: self._apply(name, other, self))


class Recorded:
    """Stands for an array while a function is recorded: an operation gives another one and is noted in the graph."""

    def __init__(self, graph, node):
        self._graph = graph
        self._node = node

    # -- what it knows

    @property
    def dtype(self):
        return self._node.dtype

    @property
    def ndim(self):
        return len(self._node.shape)

    @property
    def shape(self):
        self._graph.uses_shapes = True
        return self._node.shape

    @property
    def size(self):
        self._graph.uses_shapes = True
        return self._node.size

    def __len__(self):
        if not self._node.shape:
            raise TypeError("len() of unsized object")
        return self.shape[0]

    # -- operations

    def _operand(self, value):
        if isinstance(value, Recorded):
            if value._graph is not self._graph:
                _refuse("a value of another recording", "return it from the function that made it")
            return value._node
        if isinstance(value, (bool, int, float, complex)) and not isinstance(value, _core.ndarray):
            return value
        return self._graph.capture(_core.asarray(value))

    def _apply(self, name, *operands):
        try:
            operands = [self._operand(operand) for operand in operands]
        except (TypeError, ValueError) as error:
            if isinstance(error, FusionError):
                raise
            return NotImplemented
        return Recorded(self._graph, self._graph.apply(name, operands))

    def _call(self, name, *operands):
        result = self._apply(name, *operands)
        if result is NotImplemented:
            raise TypeError(f"{name}() takes arrays and numbers in a fused function")
        return result

    __add__, __radd__ = _binary("add")
    __sub__, __rsub__ = _binary("subtract")
    __mul__, __rmul__ = _binary("multiply")
    __truediv__, __rtruediv__ = _binary("divide")
    __floordiv__, __rfloordiv__ = _binary("floor_divide")
    __mod__, __rmod__ = _binary("remainder")
    __and__, __rand__ = _binary("bitwise_and")
    __or__, __ror__ = _binary("bitwise_or")
    __xor__, __rxor__ = _binary("bitwise_xor")
    __lshift__, __rlshift__ = _binary("left_shift")
    __rshift__, __rrshift__ = _binary("right_shift")
    __lt__, __gt__ = _binary("less")[0], _binary("greater")[0]
    __le__, __ge__ = _binary("less_equal")[0], _binary("greater_equal")[0]
    __eq__, __ne__ = _binary("equal")[0], _binary("not_equal")[0]
    __hash__ = object.__hash__

    def __pow__(self, exponent):
        # As the operator of arrays does it.
        kind = self.dtype.kind
        if type(exponent) in (int, float) and (type(exponent) is int or kind in "fc") and kind != "b":
            if exponent == 2:
                return self._call("square", self)
            if exponent == 1:
                return self._call("positive", self)
            if exponent == -1 and kind in "fc":
                return self._call("reciprocal", self)
            if exponent == 0.5 and kind in "fc":
                return self._call("sqrt", self)
        return self._apply("power", self, exponent)

    def __rpow__(self, base):
        return self._apply("power", base, self)

    def __divmod__(self, other):
        return self // other, self % other

    def __rdivmod__(self, other):
        return other // self, other % self

    def __neg__(self):
        return self._call("negative", self)

    def __pos__(self):
        return self._call("positive", self)

    def __abs__(self):
        return self._call("absolute", self)

    def __invert__(self):
        return self._call("invert", self)

    def conj(self):
        return self._call("conjugate", self)

    conjugate = conj

    def astype(self, dtype, order="K", casting="unsafe", copy=True):
        dtype = _core.dtype(dtype)
        if not _core.can_cast(self.dtype, dtype, casting):
            raise TypeError(f"Cannot cast array data from {self.dtype!r} to {dtype!r} according to the rule '{casting}'")
        return Recorded(self._graph, self._graph.cast(self._node, dtype))

    def clip(self, min=None, max=None):
        if min is None and max is None:
            raise ValueError("One of max or min must be given")
        if min is None or max is None:
            return self._call("minimum", self, max) if min is None else self._call("maximum", self, min)
        return self._call("clip", self, min, max)

    # -- reductions

    def _reduce(self, name, axis, dtype, keepdims):
        ndim = len(self._node.shape)
        axes = range(ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
        normal = []
        if not ndim and axis in (0, -1):
            axes = ()  # a single element may be reduced along an axis that it does not have
        for axis in axes:
            if not -ndim <= axis < ndim:
                raise _core.AxisError(axis, ndim)
            if axis % ndim in normal:
                raise ValueError("duplicate value in 'axis'")
            normal.append(axis % ndim)
        node = self._graph.reduce(name, self._node, tuple(sorted(normal)), dtype, bool(keepdims))
        return Recorded(self._graph, node)

    def sum(self, axis=None, dtype=None, *, keepdims=False):
        return self._reduce("sum", axis, dtype, keepdims)

    def prod(self, axis=None, dtype=None, *, keepdims=False):
        return self._reduce("prod", axis, dtype, keepdims)

    def min(self, axis=None, *, keepdims=False):
        return self._reduce("min", axis, None, keepdims)

    def max(self, axis=None, *, keepdims=False):
        return self._reduce("max", axis, None, keepdims)

    def any(self, axis=None, *, keepdims=False):
        return self._reduce("any", axis, None, keepdims)

    def all(self, axis=None, *, keepdims=False):
        return self._reduce("all", axis, None, keepdims)

    def _count(self, reduced):
        """How many elements go into each of a reduction's."""
        self._graph.uses_shapes = True
        return self._node.size / reduced._node.size if reduced._node.size else math.nan

    def mean(self, axis=None, dtype=None, *, keepdims=False):
        if axis is not None and not self.ndim:
            raise _core.AxisError(axis if isinstance(axis, int) else axis[0], 0)
        if dtype is None:
            dtype = self.dtype if self.dtype.kind in "fc" else "float64"
        total = self.sum(axis, dtype, keepdims=keepdims)
        return total / self._count(total)

    def var(self, axis=None, dtype=None, ddof=0, *, keepdims=False):
        if self.dtype.kind == "c":
            _refuse("var() of complex numbers", "take it outside of the function")
        distance = self - self.mean(axis, dtype, keepdims=True)
        total = (distance * distance).sum(axis, keepdims=keepdims)
        return total / max(self._count(total) - ddof, 0.0)

    def std(self, axis=None, dtype=None, ddof=0, *, keepdims=False):
        return self._call("sqrt", self.var(axis, dtype, ddof, keepdims=keepdims))

    # -- NumPy's protocols: functions called with one of these

    def __array_ufunc__(self, ufunc, method, *operands, **keywords):
        if method != "__call__" or keywords:
            given = method if method != "__call__" else ", ".join([f"{name}=" for name in keywords])
            _refuse(f"{given} of {ufunc.__name__}()", "use it outside of the function")
        if getattr(_core, ufunc.__name__, None) is not ufunc:
            _refuse(f"the ufunc {ufunc.__name__}() of another module", "call it outside of the function")
        return self._call(ufunc.__name__, *operands)

    def __array_function__(self, function, types, operands, keywords):
        name = {"amin": "min", "amax": "max"}.get(function.__name__, function.__name__)
        if name == "where" and len(operands) == 3:
            return self._call("where", *operands)
        method = getattr(Recorded, name, None)
        if method is None or not isinstance(operands[0], Recorded):
            if name == "clip" and len(operands) == 3:
                return self._call("clip", *operands)
            return NotImplemented
        return method(*operands, **keywords)

    # -- what cannot be recorded

    def __bool__(self):
        _refuse("the truth of an array ('if', 'and', 'or', 'not', 'in')", "use where(), &, |, ~, or logical_and()")

    def __iter__(self):
        _refuse("the elements of an array one by one", "write the operation on whole arrays")

    def __getitem__(self, key):
        _refuse("indexing", "index before the call, or use where()")

    def __setitem__(self, key, value):
        _refuse("assignment to elements", "use where()")

    def __matmul__(self, other):
        _refuse("products of matrices", "multiply outside of the function")

    __rmatmul__ = __matmul__

    def __array__(self, dtype=None):
        _refuse("the values of an array", "use operators, universal functions, where(), clip() and reductions")

    __float__ = __int__ = __index__ = __complex__ = __array__

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if hasattr(_core.ndarray, name):
            _refuse(f"the attribute {name!r} of an array", "use it outside of the function")
        raise AttributeError(f"arrays have no attribute {name!r}")

    def __repr__(self):
        return f"<recorded {self.dtype.name} array of {self.ndim} dimensions>"
