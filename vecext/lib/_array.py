# SPDX-License-Identifier: MIT
"""What arrays have beside the native module: flat, flags, round and the array API's doors; limits of types; errstate."""
from operator import index

from . import _core
from ._core import (AxisError, add, as_strided, asarray, divide, dtype, floor_divide, multiply, ndarray, remainder, rint,
                    subtract, trunc)

__all__ = ["around", "divmod", "errstate", "finfo", "fix", "flatiter", "frexp", "iinfo", "issubdtype", "modf",
           "newaxis", "put_along_axis", "round", "round_", "shares_memory", "take_along_axis"]

newaxis = None


# ---- the error about axes

def _axis_error(self, axis, ndim=None, msg_prefix=None):
    """AxisError(message), or AxisError(axis, ndim, prefix of the message)."""
    self.axis, self.ndim = (axis, ndim) if ndim is not None else (None, None)
    if ndim is not None:
        axis = f"axis {axis} is out of bounds for array of dimension {ndim}"
        if msg_prefix is not None:
            axis = f"{msg_prefix}: {axis}"
    self.args = (axis,)


AxisError.__init__ = _axis_error


# ---- flat and flags

class flatiter:
    """The elements of an array in C order, as an iterator that can also be indexed and assigned to."""

    def __init__(self, base):
        self.base = base
        self.index = 0

    @property
    def coords(self):
        rest, places = self.index, []
        for length in reversed(self.base.shape):
            rest, place = rest // length, rest % length
            places.append(place)
        return tuple(reversed(places))

    def __len__(self):
        return self.base.size

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.base.size:
            raise StopIteration
        value = self[self.index]
        self.index += 1
        return value

    def __array__(self, dtype=None):
        return self.base.ravel() if dtype is None else self.base.ravel().astype(dtype)

    def copy(self):
        return self.base.flatten()

    def __getitem__(self, key):
        found = self.base.reshape(-1)[key]
        return found.copy() if isinstance(found, ndarray) and found.ndim else found

    def __setitem__(self, key, value):
        flat = self.base.reshape(-1)
        is_view = _core.may_share_memory(flat, self.base)
        value = asarray(value).ravel()
        wanted = _core.asarray(flat[key]).size
        if value.size > 1 and value.size != wanted and wanted:
            # NumPy repeats the values, or leaves out those that are too many.
            value = _core.take(value, _core.arange(wanted) % value.size)
        flat[key] = value if value.size != 1 else value[0]
        if not is_view:
            self.base[...] = flat.reshape(self.base.shape)

    def __eq__(self, other):
        return self.base.ravel() == other

    def __ne__(self, other):
        return self.base.ravel() != other

    def __lt__(self, other):
        return self.base.ravel() < other

    def __le__(self, other):
        return self.base.ravel() <= other

    def __gt__(self, other):
        return self.base.ravel() > other

    def __ge__(self, other):
        return self.base.ravel() >= other

    __hash__ = None


class flagsobj:
    """How an array lies in memory: a.flags.c_contiguous or a.flags['C']."""

    _names = {"C": "c_contiguous", "C_CONTIGUOUS": "c_contiguous", "CONTIGUOUS": "c_contiguous", "F": "f_contiguous",
              "F_CONTIGUOUS": "f_contiguous", "FORTRAN": "f_contiguous", "O": "owndata", "OWNDATA": "owndata",
              "W": "writeable", "WRITEABLE": "writeable", "A": "aligned", "ALIGNED": "aligned",
              "X": "writebackifcopy", "WRITEBACKIFCOPY": "writebackifcopy", "B": "behaved", "BEHAVED": "behaved",
              "CA": "carray", "CARRAY": "carray", "FNC": "fnc", "FORC": "forc", "FA": "farray", "FARRAY": "farray"}

    def __init__(self, array):
        self._array = array

    c_contiguous = contiguous = property(lambda self: self._array._layout()[0])
    f_contiguous = fortran = property(lambda self: self._array._layout()[1])
    owndata = property(lambda self: self._array._layout()[2])
    writeable = property(lambda self: self._array._layout()[3], lambda self, value: self._array.setflags(write=value))
    aligned = property(lambda self: True)
    writebackifcopy = property(lambda self: False)
    behaved = property(lambda self: self.writeable)
    carray = property(lambda self: self.writeable and self.c_contiguous)
    farray = property(lambda self: self.writeable and self.f_contiguous and not self.c_contiguous)
    fnc = property(lambda self: self.f_contiguous and not self.c_contiguous)
    forc = property(lambda self: self.f_contiguous or self.c_contiguous)

    def __getitem__(self, key):
        if key not in self._names:
            raise KeyError("Unknown flag")
        return getattr(self, self._names[key])

    def __setitem__(self, key, value):
        if self._names.get(key) != "writeable":
            raise KeyError("Unknown flag")
        self.writeable = value

    def __repr__(self):
        names = ["C_CONTIGUOUS", "F_CONTIGUOUS", "OWNDATA", "WRITEABLE", "ALIGNED", "WRITEBACKIFCOPY"]
        return "\n".join(f"  {name} : {self[name]}" for name in names) + "\n"

    __str__ = __repr__


def _set_flat(self, value):
    flatiter(self)[:] = value


# ---- rounding, quotients and the like

def round(a, decimals=0, out=None):
    """Evenly rounded to the given number of decimals."""
    a = asarray(a)
    decimals = index(decimals)
    if not -2 ** 31 <= decimals < 2 ** 31:
        raise OverflowError("Python int too large to convert to C int")
    kind = a.dtype.kind
    if kind == "b" and decimals < 0:
        raise TypeError("ufunc 'multiply' output (typecode 'l') could not be coerced to bool")
    if kind in "biu" and decimals >= 0:
        result = a.copy() if a.ndim else a[()]
    elif decimals == 0:
        return rint(a, out=out)
    else:
        # More decimals than floats have exponents for move every digit out, or none.
        factor = 10.0 ** min(abs(decimals), 308)
        result = divide(rint(multiply(a, factor)), factor) if decimals > 0 else multiply(rint(divide(a, factor)), factor)
        result = result.astype(a.dtype, copy=False)
    if out is None:
        return result
    _core.copyto(out, result, casting="unsafe")
    return out


around = round_ = round


def fix(x, out=None):
    """Rounded to the whole number nearest to zero."""
    return trunc(x, out=out)


def divmod(x1, x2, /, **options):
    """(x1 // x2, x1 % x2)"""
    return floor_divide(x1, x2, **options), remainder(x1, x2, **options)


def modf(x, /):
    """The fraction and the whole part, both with the sign of x."""
    whole = trunc(x)
    with errstate(invalid="ignore"):
        fraction = _core.copysign(_core.where(_core.isinf(x), 0.0, subtract(x, whole)).astype(whole.dtype), x)
    return fraction, whole


def frexp(x, /):
    """x as mantissa * 2**exponent."""
    return _core._mantissa(x), _core._exponent(x).astype(_core.int32)


def shares_memory(a, b, max_work=None):
    """Whether two arrays have an element in common, exactly."""
    a, b = asarray(a), asarray(b)
    if not _core.may_share_memory(a, b):
        return False

    def addresses(array):
        start = array.__array_interface__["data"][0]
        places = _core.zeros(array.shape, dtype="int64")
        for axis, (length, stride) in enumerate(zip(array.shape, array.strides)):
            steps = _core.arange(length) * stride
            places = places + steps.reshape((length,) + (1,) * (array.ndim - axis - 1))
        places = (places + start).ravel()
        return set((places.reshape(-1, 1) + _core.arange(array.itemsize)).ravel().tolist())

    return not addresses(a).isdisjoint(addresses(b))


def _along_axis(array, indices, axis):
    if axis is None:
        if indices.ndim != 1:
            raise ValueError("when axis=None, `indices` must have a single dimension.")
        return (indices,)
    if array.ndim != indices.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    if indices.dtype.kind not in "iu":
        raise IndexError("`indices` must be an integer array")
    if not -array.ndim <= axis < array.ndim:
        raise AxisError(f"axis {axis} is out of bounds for array of dimension {array.ndim}")
    axis %= array.ndim
    key = []
    for k, length in enumerate(array.shape):
        key.append(indices if k == axis else _core.arange(length).reshape((-1,) + (1,) * (array.ndim - k - 1)))
    return tuple(key)


def take_along_axis(arr, indices, axis):
    """Along each line of an axis, the elements at that line's own indices."""
    arr, indices = asarray(arr), asarray(indices)
    if axis is None:
        arr = arr.ravel()
    return arr[_along_axis(arr, indices, axis)]


def put_along_axis(arr, indices, values, axis):
    """The assignment to what take_along_axis picks."""
    indices = asarray(indices)
    if axis is None:
        arr.flat[indices] = values
    else:
        arr[_along_axis(arr, indices, axis)] = values


# ---- limits

class finfo:
    """The limits of a float type; of a complex type those of its parts."""

    _rows = {"float32": (32, 23, 8, 128, -126, 6), "float64": (64, 52, 11, 1024, -1022, 15)}

    def __init__(self, type_):
        named = type_.dtype if isinstance(type_, ndarray) else dtype(type(type_) if isinstance(type_, float) else type_)
        if named.kind not in "fc":
            raise ValueError(f"data type {named.type!r} not inexact")
        name = {"complex64": "float32", "complex128": "float64"}.get(named.name, named.name)
        self.dtype = dtype(name)
        make = self.dtype.type
        self.bits, self.nmant, self.iexp, self.maxexp, self.minexp, self.precision = self._rows[name]
        self.machep, self.negep, self.nexp = -self.nmant, -self.nmant - 1, self.iexp
        self.eps = make(2.0 ** -self.nmant)
        self.epsneg = make(2.0 ** (-self.nmant - 1))
        self.max = make((2 - 2.0 ** -self.nmant) * 2.0 ** (self.maxexp - 1))
        self.min = make(-self.max)
        self.tiny = self.smallest_normal = make(2.0 ** self.minexp)
        self.smallest_subnormal = make(2.0 ** (self.minexp - self.nmant))
        self.resolution = make(10.0 ** -self.precision)

    def __repr__(self):
        return f"finfo(resolution={self.resolution}, min={self.min}, max={self.max}, dtype={self.dtype})"


class iinfo:
    """The limits of an integer type."""

    def __init__(self, type_):
        self.dtype = type_.dtype if isinstance(type_, ndarray) else dtype(type(type_) if isinstance(type_, int) else type_)
        self.kind = self.dtype.kind
        if self.kind not in "iu":
            raise ValueError(f"Invalid integer data type {self.kind!r}.")
        self.bits = self.dtype.itemsize * 8
        self.min = 0 if self.kind == "u" else -(1 << (self.bits - 1))
        self.max = (1 << self.bits) - 1 if self.kind == "u" else (1 << (self.bits - 1)) - 1

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"


def issubdtype(arg1, arg2):
    """Whether a type stands at or below another in the tree of scalar types."""
    def as_type(argument):
        if isinstance(argument, type) and issubclass(argument, _core.generic):
            return argument
        return dtype(argument).type
    return issubclass(as_type(arg1), as_type(arg2))


class errstate:
    """Sets what is done about floating-point errors, for a with block or for a decorated function."""

    def __init__(self, *, call=None, **modes):
        self._call, self._modes = call, modes

    def __enter__(self):
        self._old_modes = _core.seterr(**self._modes)
        self._old_call = _core.seterrcall(self._call) if self._call is not None else None

    def __exit__(self, *error):
        _core.seterr(**self._old_modes)
        if self._call is not None:
            _core.seterrcall(self._old_call)

    def __call__(self, function):
        import functools

        @functools.wraps(function)
        def guarded(*arguments, **keywords):
            with type(self)(call=self._call, **self._modes):
                return function(*arguments, **keywords)
        return guarded


# ---- methods and properties

def _array_namespace(self, /, *, api_version=None):
    import vecext
    if api_version not in (None, "2021.12", "2022.12", "2023.12"):
        raise ValueError(f"the array API of version {api_version!r} is not supported; 2023.12 is")
    return vecext


def _to_device(self, device, /, *, stream=None):
    if device != "cpu":
        raise ValueError(f"Unsupported device: {device!r}. Only 'cpu' is.")
    return self


def _array_interface(self):
    return {"data": (_core._address(self), not self.flags.writeable), "shape": self.shape, "strides": None
            if self.flags.c_contiguous else self.strides, "typestr": self.dtype.str, "descr": [("", self.dtype.str)],
            "version": 3}


def _method_round(self, decimals=0, out=None):
    return round(self, decimals, out)


def _byteswap(self, inplace=False):
    size_ = self.itemsize // 2 if self.dtype.kind == "c" else self.itemsize
    flat = _core.ascontiguousarray(self).reshape(-1).view("uint8").reshape(-1, size_)[:, ::-1]
    result = _core.ascontiguousarray(flat).reshape(-1).view(self.dtype).reshape(self.shape)
    if inplace:
        self[...] = result
        return self
    return result


def _diagonal(self, offset=0, axis1=0, axis2=1):
    if self.ndim < 2:
        raise ValueError("diag requires an array of at least two dimensions")
    for axis in (axis1, axis2):
        if not -self.ndim <= axis < self.ndim:
            raise AxisError(f"axis {axis} is out of bounds for array of dimension {self.ndim}")
    axis1, axis2 = axis1 % self.ndim, axis2 % self.ndim
    if axis1 == axis2:
        raise ValueError("axis1 and axis2 cannot be the same")
    key = [slice(None)] * self.ndim
    if offset >= 0:
        key[axis2] = slice(offset, None)
    else:
        key[axis1] = slice(-offset, None)
    part = self[tuple(key)]
    length = min(part.shape[axis1], part.shape[axis2])
    rest = [k for k in range(self.ndim) if k not in (axis1, axis2)]
    view = as_strided(part, tuple(part.shape[k] for k in rest) + (length,),
                      tuple(part.strides[k] for k in rest) + (part.strides[axis1] + part.strides[axis2],))
    view.setflags(write=False)
    return view


def _trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    if self.ndim == 2 and offset == 0 and axis1 == 0 and axis2 == 1:
        return as_strided(self, (min(self.shape),), (sum(self.strides),)).sum(None, dtype, out)
    return self.diagonal(offset, axis1, axis2).sum(axis=-1, dtype=dtype, out=out)


def _compress(self, condition, axis=None, out=None):
    condition = asarray(condition, dtype=bool)
    if condition.ndim != 1:
        raise ValueError("condition must be a 1-d array")
    return self.take(condition.nonzero()[0], axis=axis, out=out)


def _choose(self, choices, out=None, mode="raise"):
    import vecext
    return vecext.choose(self, choices, out=out, mode=mode)


def _ptp(self, axis=None, out=None, keepdims=False):
    return subtract(self.max(axis=axis, keepdims=keepdims), self.min(axis=axis, keepdims=keepdims), out=out)


def _tofile(self, fid, sep="", format="%s"):
    data = self.tobytes() if sep == "" else sep.join(format % item for item in self.ravel().tolist()).encode()
    if hasattr(fid, "write"):
        fid.write(data)
    else:
        with open(fid, "wb") as file:
            file.write(data)


def _rebuild(shape_, name, data):
    """What pickle and copy call: the array of the given bytes."""
    return _core.frombuffer(bytearray(data), dtype=name).reshape(shape_)


def _rebuild_scalar(name, data):
    return _core.frombuffer(bytearray(data), dtype=name)[0]


def _reduce(self):
    if isinstance(self, _core.generic):
        return _rebuild_scalar, (self.dtype.name, self.tobytes())
    return _rebuild, (self.shape, self.dtype.name, self.tobytes())


def _repr(array):
    from . import _printing  # which takes the place of these two
    return _printing.array_repr(array)


def _str(array):
    from . import _printing
    return _printing.array_str(array)


_core.set_text_functions(_repr, _str)
_core.extend_array({
    "flat": property(flatiter, _set_flat, doc="The elements in C order."),
    "flags": property(flagsobj, doc="How the array lies in memory."),
    "device": property(lambda self: "cpu", doc="\"cpu\"."),
    "__array_interface__": property(_array_interface, doc="Address, shape and type for other libraries."),
    "__array_namespace__": _array_namespace,
    "__reduce__": _reduce,
    "to_device": _to_device,
    "round": _method_round,
    "byteswap": _byteswap,
    "diagonal": _diagonal,
    "trace": _trace,
    "compress": _compress,
    "choose": _choose,
    "ptp": _ptp,
    "tofile": _tofile,
})
