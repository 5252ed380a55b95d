# SPDX-License-Identifier: MIT
"""Questions and choices: which elements are close, equal, nonzero or real, and picking or replacing by a mask.

Every function is a few calls of elementwise operations, boolean indexing and take.
"""
from . import _core
from ._axes import normalize_axes, normalize_axis
from ._array import finfo
from ._core import abs, arange, array, asarray, copyto, empty, isfinite, isinf, isnan, ndarray, result_type, \
    uint8, where, zeros
from ._joining import broadcast_arrays

__all__ = ["allclose", "angle", "argwhere", "array_equal", "array_equiv", "choose", "compress", "count_nonzero",
           "extract", "flatnonzero", "iscomplex", "iscomplexobj", "isclose", "isneginf", "isposinf", "isreal",
           "isrealobj", "isscalar", "iterable", "lexsort", "nan_to_num", "ndim", "packbits", "place", "putmask",
           "real_if_close", "shape", "size", "sort_complex", "unpackbits", "real", "imag"]


# ---- the array's own

def ndim(a):
    """How many axes an argument has as an array."""
    return asarray(a).ndim


def shape(a):
    """The shape of an argument as an array."""
    return asarray(a).shape


def size(a, axis=None):
    """How many elements an argument has as an array, in all or along an axis."""
    a = asarray(a)
    return a.size if axis is None else a.shape[axis]


def real(val):
    """The real parts: a view of complex arrays, the array itself otherwise."""
    try:
        return val.real
    except AttributeError:
        return asarray(val).real


def imag(val):
    """The imaginary parts: a view of complex arrays, zeros otherwise."""
    try:
        return val.imag
    except AttributeError:
        return asarray(val).imag


def isscalar(element):
    """Whether it is a number, text or bytes, and not an array of no axes."""
    return isinstance(element, (int, float, complex, str, bytes, _core.generic))


def iterable(y):
    """Whether iter() accepts it."""
    try:
        iter(y)
    except TypeError:
        return False
    return True


# ---- close and equal

def isclose(a, b, rtol=1.e-5, atol=1.e-8, equal_nan=False):
    """Where |a - b| <= atol + rtol * |b|; infinities are close to themselves only."""
    a, b = asarray(a), asarray(b)
    if b.dtype.kind not in "fc":
        b = b.astype(result_type(b.dtype, 1.0))
    before = _core.seterr(invalid="ignore")
    try:
        close = abs(a - b) <= atol + rtol * abs(b)
        finite = isfinite(a) & isfinite(b)
        if not finite.all():
            close = where(finite, close, a == b)
    finally:
        _core.seterr(**before)
    if equal_nan:
        close = close | (isnan(a) & isnan(b))
    return close[()] if isinstance(close, ndarray) else close


def allclose(a, b, rtol=1.e-5, atol=1.e-8, equal_nan=False):
    """Whether all elements are close."""
    return bool(isclose(a, b, rtol, atol, equal_nan).all())


def _as_arrays(*values):
    """The values as arrays, or None when one cannot be."""
    try:
        return [asarray(value) for value in values]
    except (TypeError, ValueError):
        return None


def array_equal(a1, a2, equal_nan=False):
    """Whether shapes and all elements are equal."""
    arrays = _as_arrays(a1, a2)
    if arrays is None or arrays[0].shape != arrays[1].shape:
        return False
    a1, a2 = arrays
    if not equal_nan:
        return bool((a1 == a2).all())
    missing = isnan(a1)
    return bool((missing == isnan(a2)).all() and (missing | (a1 == a2)).all())


def array_equiv(a1, a2):
    """Whether the arrays are equal after broadcasting."""
    arrays = _as_arrays(a1, a2)
    if arrays is None:
        return False
    try:
        a1, a2 = broadcast_arrays(*arrays)
    except ValueError:
        return False
    return bool((a1 == a2).all())


# ---- zero or not

def count_nonzero(a, axis=None, *, keepdims=False):
    """How many elements are not zero, in all or along axes."""
    a = asarray(a)
    if a.dtype.kind != "b":
        a = a != 0
    if axis is None and not keepdims:
        count = _core._count_true(a)
        return int(a.sum()) if count is None else count
    if axis is not None and not isinstance(axis, int):
        axis = normalize_axes(axis, a.ndim)
    return a.sum(axis, dtype=int, keepdims=keepdims)


def flatnonzero(a):
    """The flat positions of the nonzero elements."""
    return asarray(a).ravel().nonzero()[0]


def argwhere(a):
    """The index tuples of the nonzero elements as rows."""
    a = asarray(a)
    if a.ndim == 0:
        return empty((count_nonzero(a), 0), int)
    places = a.nonzero()
    result = empty((len(places[0]), a.ndim), int)
    for axis, part in enumerate(places):
        result[:, axis] = part
    return result


# ---- real and complex

def isreal(x):
    """Where the imaginary part is zero."""
    return imag(x) == 0


def iscomplex(x):
    """Where the imaginary part is not zero."""
    x = asarray(x)
    result = x.imag != 0 if x.dtype.kind == "c" else zeros(x.shape, bool)
    return result[()]


def iscomplexobj(x):
    """Whether the type is complex, whatever the values."""
    return (x.dtype if hasattr(x, "dtype") else asarray(x).dtype).kind == "c"


def isrealobj(x):
    """Whether the type is not complex."""
    return not iscomplexobj(x)


def _is_infinite(x, negative, out):
    x = asarray(x)
    if x.dtype.kind == "c":
        raise TypeError(f"This operation is not supported for {x.dtype} values because it would be ambiguous.")
    return _core.logical_and(isinf(x), x < 0 if negative else x > 0, out)


def isposinf(x, out=None):
    """Where the element is positive infinity."""
    return _is_infinite(x, False, out)


def isneginf(x, out=None):
    """Where the element is negative infinity."""
    return _is_infinite(x, True, out)


def angle(z, deg=False):
    """The argument of complex numbers, in radians unless told otherwise."""
    z = asarray(z)
    if z.dtype.kind == "b":
        z = z.astype(int)
    result = _core.arctan2(z.imag, z.real) if z.dtype.kind == "c" else _core.arctan2(0, z)
    return result * (180 / _core.pi) if deg else result


def real_if_close(a, tol=100):
    """The real parts when every imaginary part is within `tol`, in machine epsilons when above one."""
    a = asarray(a)
    if a.dtype.kind != "c":
        return a
    if tol > 1:
        tol = finfo(a.dtype).eps * tol
    return a.real if (abs(a.imag) < tol).all() else a


def sort_complex(a):
    """Sorted along the last axis by real, then imaginary part; the result is complex."""
    a = array(a, copy=True)
    a.sort()
    if a.dtype.kind == "c":
        return a
    narrow = a.dtype.kind in "iu" and a.dtype.itemsize < 4
    return a.astype("complex64" if narrow else "complex128")


def _replace_special(part, nan, posinf, neginf):
    limits = finfo(part.dtype)
    # Masks first: the replacement for one kind may itself be of another.
    masks = isnan(part), part == _core.inf, part == -_core.inf
    values = nan, limits.max if posinf is None else posinf, limits.min if neginf is None else neginf
    for mask, value in zip(masks, values):
        copyto(part, value, where=mask, casting="unsafe")


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """NaN and infinities replaced: by zero and the largest finite numbers unless given."""
    x = array(x, copy=copy)
    if x.dtype.kind in "fc":
        parts = (x.real, x.imag) if x.dtype.kind == "c" else (x,)
        for part in parts:
            _replace_special(part, nan, posinf, neginf)
    return x if x.ndim else x[()]


# ---- picking and replacing

def extract(condition, arr):
    """The elements whose place in the flattened condition is true."""
    return asarray(arr).ravel()[asarray(condition).ravel().nonzero()[0]]


def compress(condition, a, axis=None, out=None):
    """The parts along an axis for which the condition, which may be shorter, is true."""
    a = asarray(a)
    condition = asarray(condition)
    if condition.ndim != 1:
        raise ValueError("condition must be a 1-d array")
    if axis is None and out is None and condition.dtype.kind == "b" and condition.size == a.size:
        return a.ravel()[condition]
    return a.take(condition.nonzero()[0], axis, out)


def place(arr, mask, vals):
    """Writes the values in order, again and again, to where the mask is true."""
    if not isinstance(arr, ndarray):
        raise TypeError(f"argument 1 must be numpy.ndarray, not {type(arr).__name__}")
    mask = asarray(mask)
    if mask.size != arr.size:
        raise ValueError("place: mask and data must be the same size")
    positions = mask.ravel().nonzero()[0]
    vals = array(vals, dtype=arr.dtype).ravel()
    if not positions.size:
        return
    if not vals.size:
        raise ValueError("Cannot insert from an empty array!")
    arr.flat[positions] = vals.take(arange(positions.size) % vals.size)


def putmask(a, mask, values):
    """Writes each value of the same flat position, values repeated, to where the mask is true."""
    if not isinstance(a, ndarray):
        raise TypeError(f"argument 1 must be numpy.ndarray, not {type(a).__name__}")
    mask = asarray(mask, dtype=bool)
    if mask.size != a.size:
        raise ValueError("putmask: mask and data must be the same size")
    values = asarray(values)
    if values.size == 0:
        return
    if values.shape == a.shape == mask.shape or values.size == 1:
        copyto(a, values.reshape(()) if values.size == 1 else values, where=mask.reshape(a.shape), casting="unsafe")
        return
    positions = mask.ravel().nonzero()[0]
    a.flat[positions] = values.ravel().take(positions % values.size)


def choose(a, choices, out=None, mode="raise"):
    """For each element of `a` the element of the choice with that number."""
    a = asarray(a)
    choices = [asarray(choice) for choice in choices]
    count = len(choices)
    if a.dtype.kind not in "iub":
        raise TypeError(f"Cannot cast array data from dtype('{a.dtype}') to dtype('int64') according to the rule "
                        "'safe'")
    if mode == "wrap":
        a = a % count
    elif mode == "clip":
        a = a.astype(int).clip(0, count - 1)
    elif mode != "raise":
        raise ValueError(f"clipmode must be one of 'clip', 'raise', or 'wrap' (got {mode!r})")
    elif a.size and not (0 <= a.min() and a.max() < count):
        raise ValueError("invalid entry in choice array")
    if any([choice.shape != a.shape for choice in choices]):
        a, *choices = broadcast_arrays(a, *choices)
    result = empty(a.shape, result_type(*[choice.dtype for choice in choices])) if out is None else out
    for number, choice in enumerate(choices):
        copyto(result, choice, where=a == number, casting="same_kind" if out is None else "unsafe")
    return result if result.ndim or out is not None else result[()]


def lexsort(keys, axis=-1):
    """The order by the last key, equal ones by the key before it, and so on."""
    keys = [asarray(key) for key in keys]
    if not keys:
        raise TypeError("need sequence of keys with len > 0 in lexsort")
    for key in keys:
        if key.shape != keys[0].shape:
            raise ValueError("all keys need to be the same shape")
    if keys[0].ndim == 0 and axis in (0, -1):
        return zeros((), int)[()]
    axis = normalize_axis(axis, keys[0].ndim)
    keys = [key.swapaxes(axis, -1) for key in keys]
    order = keys[0].argsort(-1, kind="stable")
    for key in keys[1:]:
        order = _reorder(order, _reorder(key, order).argsort(-1, kind="stable"))
    return order.swapaxes(axis, -1)


def _reorder(values, order):
    """values[..., order[...]] row by row."""
    if values.ndim == 1:
        return values[order]
    length = values.shape[-1]
    starts = arange(0, order.size, length or 1).reshape(order.shape[:-1] + (1,)) if length else 0
    return values.ravel().take(order + starts)


# ---- bits

def packbits(a, /, axis=None, bitorder="big"):
    """Eight truth values along an axis as one uint8, zeros filling the last."""
    if bitorder not in ("big", "little"):
        raise ValueError("'order' must be either 'little' or 'big'")
    a = asarray(a)
    if axis is None or a.ndim == 1 and axis in (0, -1):
        packed = _core._pack_bits(a, bitorder == "big")
        if packed is not None:
            return packed
    if a.dtype.kind not in "biu":
        raise TypeError("Expected an input array of integer or boolean data type")
    bits = asarray(a if a.dtype.kind == "b" else a != 0)
    if axis is None:
        bits, axis = bits.ravel(), 0
    axis = normalize_axis(axis, bits.ndim)
    rows = bits.swapaxes(axis, -1)
    length = rows.shape[-1]
    padded = zeros(rows.shape[:-1] + ((length + 7) // 8,), "<u8")
    padded.view(uint8)[..., :length] = rows
    # Eight bytes of 0 or 1 as one number: the product with a number of eight bits brings each to its place in the
    # highest byte, and no two terms of it meet.
    packed = padded * _core.uint64(0x8040201008040201 if bitorder == "big" else 0x0102040810204080)
    return (packed >> _core.uint64(56)).astype(uint8).swapaxes(axis, -1)


def unpackbits(a, /, axis=None, count=None, bitorder="big"):
    """Each uint8 as eight elements 0 or 1 along an axis, cut or filled with zeros to `count`."""
    if bitorder not in ("big", "little"):
        raise ValueError("'order' must begin with 'l' or 'b'")
    a = asarray(a)
    if a.dtype != uint8:
        raise TypeError("Expected an input array of unsigned byte data type")
    if axis is None:
        a, axis = a.ravel(), 0
    axis = normalize_axis(axis, a.ndim)
    rows = a.swapaxes(axis, -1)
    shifts = arange(8, dtype=uint8)
    bits = (rows[..., None] >> (shifts if bitorder == "little" else shifts[::-1])) & uint8(1)
    bits = bits.reshape(rows.shape[:-1] + (rows.shape[-1] * 8,))
    if count is not None:
        length = bits.shape[-1]
        if count < 0:
            if -count > length:
                raise ValueError("count must not be more negative than the number of bits")
            count += length
        result = zeros(bits.shape[:-1] + (count,), uint8)
        result[..., :length] = bits[..., :count]
        bits = result
    return bits.swapaxes(axis, -1)
