# SPDX-License-Identifier: MIT
"""Fourier transforms in vecext and NumPy. NumPy 1.24 transforms single precision in double: its result is rounded.

usage: python3 fft.py FOLDER_OF_THE_PACKAGE [ROUNDS] [SEED]
"""
import numpy
from cases import DTYPES, array, axis_of, case, main
import vecext.fft

INPUTS = ["float32", "float64", "complex64", "complex128", "float64", "complex128", "int32", "uint8", "bool", "int64"]
REAL_INPUTS = ["float32", "float64", "float64", "int32", "uint8", "bool"]
LENGTHS = (1, 2, 3, 4, 5, 7, 8, 12, 16, 17, 30, 37)


def rounded(a, result):
    """NumPy's result in the precision that vecext has."""
    if isinstance(result, numpy.ndarray) and a.dtype.char in "fF":
        return result.astype("complex64" if result.dtype.kind == "c" else "float32")
    return result


def norm_of(rng):
    return rng.choice([None, None, "backward", "ortho", "forward"] + (["wrong"] if rng.random() < 0.1 else []))


def input_of(m, rng, dtypes, low=1):
    return array(m, rng, dtypes=dtypes, low=low, high=3, lengths=LENGTHS if rng.random() < 0.9 else (0, 1, 2))


@case(weight=4, tolerance=200)
def one_axis(m, rng):
    name = rng.choice(["fft", "ifft", "irfft", "hfft"])
    a = input_of(m, rng, INPUTS)
    n = rng.choice([None, None, rng.randrange(0, 40), rng.choice(LENGTHS)])
    return rounded(a, getattr(m.fft, name)(a, n, axis_of(rng, a), norm_of(rng)))


@case(weight=3, tolerance=200)
def real_axis(m, rng):
    name = rng.choice(["rfft", "ihfft"])
    a = input_of(m, rng, REAL_INPUTS)
    n = rng.choice([None, None, rng.randrange(0, 40), rng.choice(LENGTHS)])
    return rounded(a, getattr(m.fft, name)(a, n, axis_of(rng, a), norm_of(rng)))


def several(m, rng, names, dtypes):
    a = input_of(m, rng, dtypes)
    name = rng.choice(names)
    axes = rng.choice([None, None, (0,), (-1,), (0, -1), (1, 0), (0, 1, 2), (-2, -1), (0, 0)])
    count = a.ndim if axes is None else len(axes)
    s = None if rng.random() < 0.6 else tuple(rng.choice(LENGTHS) for _ in range(count if rng.random() < 0.9 else 2))
    options = {} if axes is None and rng.random() < 0.7 else {"axes": axes}
    return rounded(a, getattr(m.fft, name)(a, s=s, norm=norm_of(rng), **options))


@case(weight=4, tolerance=500)
def several_axes(m, rng):
    return several(m, rng, ["fftn", "ifftn", "irfftn", "fft2", "ifft2", "irfft2"], INPUTS)


@case(weight=3, tolerance=500)
def several_real_axes(m, rng):
    return several(m, rng, ["rfftn", "rfft2"], REAL_INPUTS)


@case(tolerance=2000)
def long_lines(m, rng):
    n = rng.choice([1000, 1021, 1024, 2000, 4096, 4099])
    a = m.sin(m.arange(n) * 0.37) + m.cos(m.arange(n) * 1.1)
    return getattr(m.fft, rng.choice(["fft", "ifft", "rfft", "irfft"]))(a)


@case(tolerance=2)
def frequencies(m, rng):
    n = rng.choice([1, 2, 5, 8, 9, 100, 0, 2.5, "a"])
    return getattr(m.fft, rng.choice(["fftfreq", "rfftfreq"]))(n, rng.choice([1.0, 0.1, 2, 3.7]))


@case(weight=2)
def shifts(m, rng):
    a = array(m, rng, dtypes=DTYPES, low=1, high=3)
    axes = rng.choice([None, None, axis_of(rng, a), (0,), (0, 1), (-1, 0)])
    return getattr(m.fft, rng.choice(["fftshift", "ifftshift"]))(a, axes)


main()
