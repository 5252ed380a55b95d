# SPDX-License-Identifier: MIT
"""Assertions about arrays, with NumPy's names and texts: what is not equal, how much of it and by how much."""
import warnings
from contextlib import contextmanager

from . import _core
from ._array import errstate
from ._core import abs, array, asarray, isnan, logical_not, ndarray, result_type
from ._printing import array2string, array_repr
from ._selection import isclose

__all__ = ["assert_", "assert_allclose", "assert_almost_equal", "assert_approx_equal", "assert_array_almost_equal",
           "assert_array_equal", "assert_array_less", "assert_equal", "assert_no_warnings", "assert_raises",
           "assert_raises_regex", "assert_warns"]


# ---- texts

def _text_of(value, precision):
    text = array_repr(value, precision=precision) if isinstance(value, ndarray) else repr(value)
    return "\n".join(text.splitlines()[:3]) + "..." if text.count("\n") > 3 else text


def _message(values, err_msg, header, verbose, names=("ACTUAL", "DESIRED"), precision=8):
    message = ["\n" + header]
    if err_msg:
        if "\n" not in err_msg and len(err_msg) < 79 - len(header):
            message = [message[0] + " " + err_msg]
        else:
            message.append(err_msg)
    if verbose:
        message += [f" {name}: {_text_of(value, precision)}" for name, value in zip(names, values)]
    return "\n".join(message)


def _differences(x, y, equal, count):
    """What the message says about the elements that differ."""
    wrong = int(logical_not(equal).sum())
    remarks = [f"Mismatched elements: {wrong} / {count} ({100 * wrong / count:.3g}%)"]
    with errstate(all="ignore"):
        # Of bools there is no difference, and NumPy says none of single unsigned numbers.
        if x.dtype.kind == y.dtype.kind == "b" or x.dtype.kind == "u" and x.ndim == y.ndim == 0:
            return remarks
        error = abs(x - y)
        if x.dtype.kind == "u":
            error = _core.minimum(error, abs(y - x))
        remarks.append("Max absolute difference: " + array2string(error.max()))
        is_nonzero = y != 0
        if not _core.any(is_nonzero):
            relative = array(_core.inf)
        elif y.ndim == 0:
            relative = (error / abs(y)).max()
        else:
            relative = (error[is_nonzero] / abs(y[is_nonzero])).max()
        remarks.append("Max relative difference: " + array2string(relative))
    return remarks


# ---- comparison of arrays

def _flagged(x, y, test, name, fail):
    """Where the test holds in both; it must hold at the same places."""
    first, second = test(x), test(y)
    if not _core.all(first == second):
        fail(f"x and y {name} location mismatch:")
    return first if first.ndim >= second.ndim else second


def _compare(holds, x, y, err_msg, verbose, header, precision=6, equal_nan=True, equal_inf=True, strict=False):
    """Raises AssertionError unless holds(x, y) everywhere beside the nan and infinities that both have."""
    x, y = asarray(x), asarray(y)
    given = x, y

    def fail(what):
        raise AssertionError(_message(given, f"{err_msg}\n{what}", header, verbose, ("x", "y"), precision))

    if strict and (x.shape != y.shape or x.dtype != y.dtype) or not strict and x.shape != y.shape and x.ndim and y.ndim:
        fail(f"(shapes {x.shape}, {y.shape} mismatch)" if x.shape != y.shape else f"(dtypes {x.dtype}, {y.dtype} mismatch)")
    flagged = asarray(False)
    if equal_nan and (x.dtype.kind in "fc" or y.dtype.kind in "fc"):
        flagged = _flagged(x, y, isnan, "nan", fail)
    if equal_inf and (x.dtype.kind in "fc" or y.dtype.kind in "fc"):
        flagged = flagged | _flagged(x, y, lambda a: a == _core.inf, "+inf", fail)
        flagged = flagged | _flagged(x, y, lambda a: a == -_core.inf, "-inf", fail)
    flagged = asarray(flagged)
    if flagged.ndim:
        kept = ~flagged
        x, y = x[kept] if x.ndim else x, y[kept] if y.ndim else y
        if not kept.any():
            return
    elif flagged:
        return
    equal = asarray(holds(x, y))
    if not equal.all():
        fail("\n".join(_differences(x, y, equal, flagged.size if flagged.ndim else equal.size)))


def assert_array_equal(x, y, err_msg="", verbose=True, *, strict=False):
    """Two arrays are equal; nan equals nan."""
    _compare(_core.equal, x, y, err_msg, verbose, "Arrays are not equal", strict=strict)


def assert_array_almost_equal(x, y, decimal=6, err_msg="", verbose=True):
    """Two arrays differ by less than 1.5 of the last of so many decimals."""
    def holds(a, b):
        b = asarray(b, result_type(b, 1.0))
        return abs(a - b) < 1.5 * 10.0 ** (-decimal)
    _compare(holds, x, y, err_msg, verbose, f"Arrays are not almost equal to {decimal} decimals", decimal)


def assert_allclose(actual, desired, rtol=1e-07, atol=0, equal_nan=True, err_msg="", verbose=True):
    """Two arrays differ by no more than atol + rtol * abs(desired)."""
    def holds(a, b):
        return isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan)
    header = f"Not equal to tolerance rtol={rtol:g}, atol={atol:g}"
    _compare(holds, actual, desired, str(err_msg), verbose, header, equal_nan=equal_nan)


def assert_array_less(x, y, err_msg="", verbose=True):
    """Every element of the first array is less than that of the second."""
    _compare(_core.less, x, y, err_msg, verbose, "Arrays are not less-ordered", equal_inf=False)


# ---- comparison of anything

def assert_equal(actual, desired, err_msg="", verbose=True):
    """Two objects are equal, by elements if they are arrays, lists or dicts."""
    if isinstance(desired, dict):
        if not isinstance(actual, dict):
            raise AssertionError(repr(type(actual)))
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for key in desired:
            if key not in actual:
                raise AssertionError(repr(key))
            assert_equal(actual[key], desired[key], f"key={key!r}\n{err_msg}", verbose)
    elif isinstance(desired, (list, tuple)) and isinstance(actual, (list, tuple)):
        assert_equal(len(actual), len(desired), err_msg, verbose)
        for place, value in enumerate(desired):
            assert_equal(actual[place], value, f"item={place!r}\n{err_msg}", verbose)
    elif isinstance(actual, ndarray) or isinstance(desired, ndarray):
        assert_array_equal(actual, desired, err_msg, verbose)
    elif not (actual == desired or actual != actual and desired != desired):
        raise AssertionError(_message((actual, desired), err_msg, "Items are not equal:", verbose))


def assert_almost_equal(actual, desired, decimal=7, err_msg="", verbose=True):
    """Two numbers or arrays differ by less than 1.5 of the last of so many decimals."""
    if isinstance(actual, (ndarray, tuple, list)) or isinstance(desired, (ndarray, tuple, list)):
        return assert_array_almost_equal(actual, desired, decimal, err_msg)
    is_same = actual == desired or actual != actual and desired != desired
    if not is_same and not abs(desired - actual) < 1.5 * 10.0 ** (-decimal):
        header = f"Arrays are not almost equal to {decimal} decimals"
        raise AssertionError(_message((actual, desired), err_msg, header, verbose))


def assert_approx_equal(actual, desired, significant=7, err_msg="", verbose=True):
    """Two numbers are equal to so many significant digits."""
    actual, desired = float(actual), float(desired)
    if desired == actual or actual != actual and desired != desired:
        return
    scale = 0.5 * float(abs(desired) + abs(actual))
    scale = 10.0 ** float(_core.floor(_core.log10(scale))) if scale else 1.0
    if not abs(desired / scale - actual / scale) < 10.0 ** -(significant - 1):
        header = f"Items are not equal to {significant} significant digits:"
        raise AssertionError(_message((actual, desired), err_msg, header, verbose))


def assert_(val, msg=""):
    """A condition holds."""
    if not val:
        raise AssertionError(msg() if callable(msg) else msg)


# ---- exceptions and warnings

@contextmanager
def _raising(exception, pattern):
    import re
    try:
        yield
    except exception as error:
        if pattern is not None and not re.search(pattern, str(error)):
            raise AssertionError(f'"{pattern}" does not match "{error}"') from None
    else:
        name = exception.__name__ if isinstance(exception, type) else str(exception)
        raise AssertionError(f"{name} not raised")


def assert_raises(exception_class, *args, **kwargs):
    """A call raises the exception; without a call, a with block does."""
    if not args:
        return _raising(exception_class, None)
    with _raising(exception_class, None):
        args[0](*args[1:], **kwargs)


def assert_raises_regex(exception_class, expected_regexp, *args, **kwargs):
    """A call or a with block raises the exception with a text in which the pattern is found."""
    if not args:
        return _raising(exception_class, expected_regexp)
    with _raising(exception_class, expected_regexp):
        args[0](*args[1:], **kwargs)


@contextmanager
def _recording(is_right, text):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    if not is_right(caught):
        raise AssertionError(text.format(caught))


def assert_warns(warning_class, *args, **kwargs):
    """A call or a with block gives a warning of the class; the call's result is returned."""
    block = _recording(lambda caught: any([issubclass(each.category, warning_class) for each in caught]), "No warning raised")
    if not args:
        return block
    with block:
        return args[0](*args[1:], **kwargs)


def assert_no_warnings(*args, **kwargs):
    """A call or a with block gives no warning; the call's result is returned."""
    block = _recording(lambda caught: not caught, "Got warnings: {}")
    if not args:
        return block
    with block:
        return args[0](*args[1:], **kwargs)
