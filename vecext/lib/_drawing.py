# SPDX-License-Identifier: MIT
"""How a method of Generator draws: parameters checked and broadcast, the result allocated, the native method called.

A Parameter says what one argument may be. Where all arguments are numbers, they go to the native method as they are;
otherwise each array goes as one parameter for every number, in the order of the result.
"""
from math import copysign, isnan

from . import _core
from ._core import ascontiguousarray, asarray, broadcast_to, empty, float32, float64, int64, logical_and, ndarray, \
    signbit
from ._joining import broadcast_shapes

POISSON_LARGEST = float(2**63 - 1) - float(2**63 - 1) ** 0.5 * 10


# ---- what parameters may be

class Parameter:
    """A parameter that may be any number. Those that may not raise ValueError in check() or check_all()."""

    is_limited = False

    def __init__(self, name="", kind=float):
        self.name = name
        self.kind = kind  # of the Python number that the native method wants
        self.dtype = float64 if kind is float else int64

    def check(self, value):
        """Looks at one number."""

    def check_all(self, values):
        """Looks at an array."""

    def to_array(self, value):
        """The argument as an array of the parameter's type."""
        values = asarray(value)
        if values.dtype.kind == "c":
            raise TypeError(f"Cannot cast array data from {values.dtype!r} to {_core.dtype(self.dtype)!r} according to "
                            "the rule 'safe'")
        return asarray(value, self.dtype) if self.kind is float else values.astype(int64, copy=False)


class NonNegative(Parameter):
    """At least 0, and not -0.0."""

    is_limited = True

    def check(self, value):
        if value <= 0 and (value < 0 or copysign(1, value) < 0):
            raise ValueError(self.name + " < 0")

    def check_all(self, values):
        if values.dtype.kind == "i":
            is_negative = values < 0
        else:
            is_negative = logical_and(signbit(values), values == values)
        if is_negative.any():
            raise ValueError(self.name + " < 0")


class Positive(Parameter):
    """More than 0, or NaN."""

    is_limited = True

    def check(self, value):
        if value <= 0:
            raise ValueError(self.name + " <= 0")

    def check_all(self, values):
        if (values <= 0).any():
            raise ValueError(self.name + " <= 0")


class PositiveNumber(Positive):
    """More than 0."""

    def check(self, value):
        if isnan(value):
            raise ValueError(self.name + " must not be NaN")
        super().check(value)

    def check_all(self, values):
        if (values != values).any():
            raise ValueError(self.name + " must not be NaN")
        super().check_all(values)


class Within(Parameter):
    """Within an interval, which is tested by two functions; the texts say what else a value can be."""

    is_limited = True

    def __init__(self, name, is_within, text, number_text=None):
        super().__init__(name)
        self._is_within = is_within
        self._text = text.format(name)
        self._number_text = (number_text or text).format(name)

    def check(self, value):
        if not self._is_within(value):
            raise ValueError(self._number_text)

    def check_all(self, values):
        if not self._is_within(values).all():
            raise ValueError(self._text)


def probability(name):
    """From 0 to 1."""
    return Within(name, lambda value: (value >= 0) & (value <= 1), "{0} < 0, {0} > 1 or {0} contains NaNs",
                  "{0} < 0, {0} > 1 or {0} is NaN")


def positive_probability(name):
    """More than 0, and up to 1."""
    return Within(name, lambda value: (value > 0) & (value <= 1), "{0} <= 0, {0} > 1 or {0} contains NaNs")


def probability_below_one(name):
    """At least 0 and less than 1."""
    return Within(name, lambda value: (value >= 0) & (value < 1), "{0} < 0, {0} >= 1 or {0} contains NaNs",
                  "{0} < 0, {0} >= 1 or {0} is NaN")


def above_one(name):
    """More than 1."""
    return Within(name, lambda value: value > 1, "{0} <= 1 or {0} contains NaNs", "{0} <= 1 or {0} is NaN")


class PoissonMean(Parameter):
    """At least 0, and no more than leaves room for the result in 64 bits."""

    is_limited = True

    def check(self, value):
        if not value >= 0:
            raise ValueError(f"{self.name} < 0 or {self.name} is NaN")
        if not value <= POISSON_LARGEST:
            raise ValueError(self.name + " value too large")

    def check_all(self, values):
        if not (values <= POISSON_LARGEST).all():
            raise ValueError(self.name + " value too large")
        if not (values >= 0).all():
            raise ValueError(f"{self.name} < 0 or {self.name} contains NaNs")


# ---- drawing

def is_single(value):
    """Whether an argument stands for one number."""
    kind = type(value)
    if kind is float or kind is int:
        return True
    if isinstance(value, ndarray):
        return value.ndim == 0
    return isinstance(value, str) or not hasattr(value, "__len__")


def draw(method, dtype, size, values, parameters):
    """Numbers from a native method: one, or an array of the size, or else of the shape of the values together."""
    numbers = []
    for value, parameter in zip(values, parameters):
        if type(value) is not parameter.kind:
            if not is_single(value):
                arrays = [parameter.to_array(value) for value, parameter in zip(values, parameters)]
                return draw_for_each(method, dtype, size, arrays, parameters)
            value = parameter.kind(value)
        numbers.append(value)
    for number, parameter in zip(numbers, parameters):
        if parameter.is_limited:
            parameter.check(number)
    return draw_equal(method, dtype, size, numbers)


def draw_equal(method, dtype, size, numbers):
    """Numbers with the same parameters, which have been checked."""
    if size is None:
        return method(None, *numbers)
    out = empty(size, dtype)
    method(out, *numbers)
    return out


def draw_for_each(method, dtype, size, arrays, parameters, out=None):
    """An array, each number with parameters of its own."""
    for values, parameter in zip(arrays, parameters):
        parameter.check_all(values)
    shapes = [values.shape for values in arrays]
    if out is None and size is not None:
        out = empty(size, dtype)
    if out is None:
        shape = broadcast_shapes(*shapes)
        out = empty(shape, dtype)
    else:
        shape = broadcast_shapes(out.shape, *shapes)
        check_result_shape(out, shape)
    if out.dtype == float32:
        arrays = [values.astype(float32) for values in arrays]
    method(out, *[spread(values, shape) for values in arrays])
    return out


def check_result_shape(out, shape):
    """Raises ValueError if the parameters would need a larger result."""
    if out.shape != shape:
        raise ValueError(f"Output size {out.shape} is not compatible with broadcast dimensions of inputs {shape}.")


def spread(values, shape):
    """An array's elements as many times as the shape asks for, in order in memory."""
    return ascontiguousarray(broadcast_to(values, shape))


# ---- results that the caller brings

def check_out(out, dtype, size, needs_c_order=False):
    """Raises what NumPy raises if numbers cannot be drawn into `out`."""
    is_usable = isinstance(out, ndarray) and out.flags.writeable and \
        (out.flags.c_contiguous or out.flags.f_contiguous and not needs_c_order)
    if not is_usable:
        raise ValueError(f"Supplied output array must be {'C-' if needs_c_order else ''}contiguous, writable, aligned, "
                         "and in machine byte-order.")
    if out.dtype != dtype:
        raise TypeError(f"Supplied output array has the wrong type. Expected {_core.dtype(dtype)}, got {out.dtype}")
    if size is not None:
        try:
            size = tuple(size)
        except TypeError:
            size = (size,)
        if size != out.shape:
            raise ValueError("size must match out.shape when used together")


def fill(method, dtype, size, out):
    """Numbers without parameters: one, an array of the size, or into `out`."""
    if out is None:
        if size is None:
            return method(None)
        out = empty(size, dtype)
    else:
        check_out(out, dtype, size)
    method(out)
    return out
