# SPDX-License-Identifier: MIT
"""Fourier transforms with NumPy's names, by FFTW through the native module `_fft`.

A one-dimensional transform brings its axis to the end, as a view, and hands the array and one for the result to the
native module, which cuts or fills up the lines and scales. Several axes are transformed one after another.
float32 and complex64 are transformed in single precision, as the array API standard and NumPy 2 do.
"""
from math import sqrt

try:
    from . import _fft
except ImportError as error:
    raise ImportError("vecext.fft is missing: this build was configured with ADDER_FFT=none") from error
from ._axes import normalize_axis
from ._core import arange, asarray, complex64, complex128, conj, empty, float32, float64
from ._moving import roll

__all__ = ["fft", "fft2", "fftfreq", "fftn", "fftshift", "hfft", "ifft", "ifft2", "ifftn", "ifftshift", "ihfft",
           "irfft", "irfft2", "irfftn", "rfft", "rfft2", "rfftfreq", "rfftn"]

_swapped = {None: "forward", "backward": "forward", "ortho": "ortho", "forward": "backward"}


# ---- one axis

def _scale(norm, n, is_forward):
    """The factor of the result."""
    if n < 1:
        raise ValueError(f"Invalid number of FFT data points ({n}) specified.")
    if norm is None or norm == "backward":
        return 1.0 if is_forward else 1 / n
    if norm == "ortho":
        return 1 / sqrt(n)
    if norm == "forward":
        return 1 / n if is_forward else 1.0
    space = "" if is_forward else " "  # NumPy's two texts
    raise ValueError(f'Invalid norm value {norm}; should be "backward",{space}"ortho" or "forward".')


def _transform(function, a, n, axis, scale, length, dtype, out=None):
    """Calls the native function on lines of `axis`; `length` is that of the result's axis, whose dtype is `dtype`."""
    axis = normalize_axis(axis, a.ndim)
    shape = a.shape
    if out is None:
        out = empty(shape[:axis] + (length,) + shape[axis + 1:], dtype)
    last = len(shape) - 1
    if axis == last:
        function(a, out, n, scale)
    else:
        order = [*range(axis), *range(axis + 1, last + 1), axis]
        function(a.transpose(order), out.transpose(order), n, scale)
    return out


def _complex_dtype(a):
    return complex64 if a.dtype.char in "fF" else complex128


def _complex_to_complex(a, n, axis, norm, is_forward, may_overwrite=False):
    """With `may_overwrite` the complex array `a` is the result if its length fits."""
    if n is None:
        n = a.shape[axis]
    scale = _scale(norm, n, is_forward)
    axis = normalize_axis(axis, a.ndim)
    out = a if may_overwrite and a.shape[axis] == n else None
    return _transform(_fft.forward if is_forward else _fft.backward, a, n, axis, scale, n, _complex_dtype(a), out)


def fft(a, n=None, axis=-1, norm=None):
    """The spectra of lines of n values."""
    return _complex_to_complex(asarray(a), n, axis, norm, True)


def ifft(a, n=None, axis=-1, norm=None):
    """The lines with the given spectra of n values."""
    return _complex_to_complex(asarray(a), n, axis, norm, False)


def rfft(a, n=None, axis=-1, norm=None):
    """The first n // 2 + 1 values of the spectra of real lines; the others are their conjugates."""
    a = asarray(a)
    if n is None:
        n = a.shape[axis]
    scale = _scale(norm, n, True)
    if a.dtype.kind == "c":
        raise TypeError(f"Cannot cast array data from {a.dtype!r} to dtype('float64') according to the rule 'safe'")
    return _transform(_fft.real_forward, a, n, axis, scale, n // 2 + 1, _complex_dtype(a))


def irfft(a, n=None, axis=-1, norm=None):
    """The real lines of n values whose spectra begin so."""
    a = asarray(a)
    if n is None:
        n = (a.shape[axis] - 1) * 2
    scale = _scale(norm, n, False)
    return _transform(_fft.real_backward, a, n, axis, scale, n, float32 if a.dtype.char in "fF" else float64)


def _swap(norm):
    try:
        return _swapped[norm]
    except KeyError:
        raise ValueError(f'Invalid norm value {norm}; should be "backward", "ortho" or "forward".') from None


def hfft(a, n=None, axis=-1, norm=None):
    """The real spectra of lines that begin so and go on with the conjugates of these values."""
    a = asarray(a)
    if n is None:
        n = (a.shape[axis] - 1) * 2
    return irfft(conj(a), n, axis, _swap(norm))


def ihfft(a, n=None, axis=-1, norm=None):
    """The first n // 2 + 1 values of the lines with the given real spectra."""
    a = asarray(a)
    if n is None:
        n = a.shape[axis]
    return conj(rfft(a, n, axis, _swap(norm)))


# ---- several axes

def _length(a, axis):
    if not -a.ndim <= axis < a.ndim:
        raise IndexError(f"index {axis} is out of bounds for axis 0 with size {a.ndim}")
    return a.shape[axis]


def _lengths_and_axes(a, s, axes, is_to_real=False):
    """The transforms' lengths and the axes, as lists."""
    has_lengths = s is not None
    if not has_lengths:
        s = list(a.shape) if axes is None else [_length(a, axis) for axis in axes]
    else:
        s = list(s)
    axes = list(range(-len(s), 0)) if axes is None else list(axes)
    if len(s) != len(axes):
        raise ValueError("Shape and axes have different lengths.")
    if is_to_real and not has_lengths:
        s[-1] = (a.shape[axes[-1]] - 1) * 2
    return s, axes


def _many(a, s, axes, norm, is_forward):
    a = asarray(a)
    s, axes = _lengths_and_axes(a, s, axes)
    is_own = False
    for length, axis in zip(reversed(s), reversed(axes)):
        a = _complex_to_complex(a, length, axis, norm, is_forward, is_own)
        is_own = True
    return a


def fftn(a, s=None, axes=None, norm=None):
    """The spectra over several axes."""
    return _many(a, s, axes, norm, True)


def ifftn(a, s=None, axes=None, norm=None):
    """The arrays with the given spectra over several axes."""
    return _many(a, s, axes, norm, False)


def rfftn(a, s=None, axes=None, norm=None):
    """The spectra of real arrays over several axes, of the last one the first half only."""
    a = asarray(a)
    s, axes = _lengths_and_axes(a, s, axes)
    a = rfft(a, s[-1], axes[-1], norm)
    for length, axis in zip(s[:-1], axes):
        a = _complex_to_complex(a, length, axis, norm, True, True)
    return a


def irfftn(a, s=None, axes=None, norm=None):
    """The real arrays whose spectra over several axes are these, of the last axis the first half."""
    a = asarray(a)
    s, axes = _lengths_and_axes(a, s, axes, True)
    is_own = False
    for length, axis in zip(s[:-1], axes):
        a = _complex_to_complex(a, length, axis, norm, False, is_own)
        is_own = True
    return irfft(a, s[-1], axes[-1], norm)


def fft2(a, s=None, axes=(-2, -1), norm=None):
    """The spectra over two axes."""
    return _many(a, s, axes, norm, True)


def ifft2(a, s=None, axes=(-2, -1), norm=None):
    """The arrays with the given spectra over two axes."""
    return _many(a, s, axes, norm, False)


def rfft2(a, s=None, axes=(-2, -1), norm=None):
    """The spectra of real arrays over two axes, of the last one the first half only."""
    return rfftn(a, s, axes, norm)


def irfft2(a, s=None, axes=(-2, -1), norm=None):
    """The real arrays whose spectra over two axes are these, of the last axis the first half."""
    return irfftn(a, s, axes, norm)


# ---- frequencies

def _count(n):
    if not isinstance(n, int):
        try:
            return n.__index__()
        except (AttributeError, TypeError):
            raise ValueError("n should be an integer") from None
    return n


def fftfreq(n, d=1.0, device=None):
    """The frequencies of the n values of a spectrum, for samples at a distance of d."""
    n = _count(n)
    step = 1.0 / (n * d)
    result = empty(n, float64)
    middle = (n - 1) // 2 + 1
    result[:middle] = arange(middle)
    result[middle:] = arange(-(n // 2), 0)
    result *= step
    return result


def rfftfreq(n, d=1.0, device=None):
    """The frequencies of the first n // 2 + 1 values of a spectrum."""
    n = _count(n)
    return arange(n // 2 + 1) * (1.0 / (n * d))


def _shift(x, axes, sign):
    x = asarray(x)
    if axes is None:
        axes = tuple(range(x.ndim))
    elif isinstance(axes, int):
        length = x.shape[axes]
        return roll(x, length // 2 if sign > 0 else -(length // 2), axes)
    return roll(x, [length // 2 if sign > 0 else -(length // 2) for length in (x.shape[axis] for axis in axes)], axes)


def fftshift(x, axes=None):
    """Spectra with the frequency zero in the middle."""
    return _shift(x, axes, 1)


def ifftshift(x, axes=None):
    """Spectra with the frequency zero first again."""
    return _shift(x, axes, -1)
