# SPDX-License-Identifier: MIT
"""Arrays as sets: unique elements, and what two sets have in common or not.

One sort brings equal elements together, one comparison of neighbours finds where a new one begins. Everything else
follows from that mask: counts are distances between its positions, the inverse is its running sum in sorted order.
"""
from collections import namedtuple

from . import _core
from ._axes import integer_limits, normalize_axis
from ._core import arange, asarray, concatenate, empty, isnan, ones, searchsorted, zeros

__all__ = ["ediff1d", "in1d", "intersect1d", "isin", "setdiff1d", "setxor1d", "union1d", "unique", "unique_all",
           "unique_counts", "unique_inverse", "unique_values"]


# ---- unique

def _first_of_equals(ordered, equal_nan):
    """Where, in a sorted vector, an element differs from the one before it."""
    is_first = empty(ordered.shape, bool)
    is_first[:1] = True
    if equal_nan and ordered.shape[0] and ordered.dtype.kind in "fc" and isnan(ordered[-1]):
        # NaN sort to the end and count as one; a complex number is NaN as a whole.
        if ordered.dtype.kind == "c":
            start = int(isnan(ordered).argmax())
        else:
            start = int(searchsorted(ordered, ordered[-1]))
        is_first[1:start] = ordered[1:start] != ordered[:max(start - 1, 0)]
        is_first[start] = True
        is_first[start + 1:] = False
    else:
        is_first[1:] = ordered[1:] != ordered[:-1]
    return is_first


def _unique_flat(values, equal_nan):
    values = _core.sort(values)
    return values[_first_of_equals(values, equal_nan)]


def _details(order, is_first, return_index, return_inverse, return_counts):
    """The optional results, in their order, from the sorting order and the mask of first elements."""
    details = []
    if return_index:
        details.append(order[is_first])
    if return_inverse:
        inverse = empty(is_first.shape, int)
        inverse[order] = is_first.cumsum() - 1
        details.append(inverse)
    if return_counts:
        starts = concatenate((is_first.nonzero()[0], [is_first.size]))
        details.append(starts[1:] - starts[:-1])
    return details


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True):
    """The different elements, or parts along an axis, sorted; where each is first, which each is, how often."""
    ar = asarray(ar)
    if axis is not None:
        return _unique_parts(ar, return_index, return_inverse, return_counts, axis)
    ar = ar.ravel()
    if not (return_index or return_inverse):
        ordered = _core.sort(ar)
        is_first = _first_of_equals(ordered, equal_nan)
        values = ordered[is_first]
        return (values, *_details(None, is_first, False, False, True)) if return_counts else values
    order = ar.argsort(kind="stable")
    ordered = ar[order]
    is_first = _first_of_equals(ordered, equal_nan)
    return (ordered[is_first], *_details(order, is_first, return_index, return_inverse, return_counts))


def _unique_parts(ar, return_index, return_inverse, return_counts, axis):
    axis = normalize_axis(axis, ar.ndim)
    rows = _to_front(ar, axis)
    shape = rows.shape
    table = rows.reshape(shape[0], _size_of(shape[1:]))
    order = _order_of_rows(table)
    ordered = table[order]
    is_first = ones(shape[0], bool)
    is_first[1:] = (ordered[1:] != ordered[:-1]).any(1)
    parts = _from_front(ordered[is_first].reshape((int(is_first.sum()),) + shape[1:]), axis)
    details = _details(order, is_first, return_index, return_inverse, return_counts)
    return (parts, *details) if details else parts


def _size_of(shape):
    size = 1
    for length in shape:
        size *= length
    return size


def _to_front(ar, axis):
    return ar.transpose([axis] + [other for other in range(ar.ndim) if other != axis])


def _from_front(ar, axis):
    order = list(range(1, ar.ndim))
    order.insert(axis, 0)
    return ar.transpose(order)


def _order_of_rows(table):
    """The order of a matrix's rows by their first column, equal ones by the second, and so on."""
    order = arange(table.shape[0])
    for column in range(table.shape[1] - 1, -1, -1):
        order = order[table[:, column][order].argsort(kind="stable")]
    return order


# ---- the array API's forms

UniqueAllResult = namedtuple("UniqueAllResult", ["values", "indices", "inverse_indices", "counts"])
UniqueCountsResult = namedtuple("UniqueCountsResult", ["values", "counts"])
UniqueInverseResult = namedtuple("UniqueInverseResult", ["values", "inverse_indices"])


def unique_all(x, /):
    """The different elements, each NaN for itself, with first positions, inverse in x's shape, and counts."""
    x = asarray(x)
    values, indices, inverse, counts = unique(x, True, True, True, equal_nan=False)
    return UniqueAllResult(values, indices, inverse.reshape(x.shape), counts)


def unique_counts(x, /):
    """The different elements and how often each occurs."""
    return UniqueCountsResult(*unique(x, return_counts=True, equal_nan=False))


def unique_inverse(x, /):
    """The different elements and, in x's shape, which of them each is."""
    x = asarray(x)
    values, inverse = unique(x, return_inverse=True, equal_nan=False)
    return UniqueInverseResult(values, inverse.reshape(x.shape))


def unique_values(x, /):
    """The different elements, each NaN for itself."""
    return unique(x, equal_nan=False)


# ---- two sets

def _flat_unique(ar, assume_unique=False):
    ar = asarray(ar).ravel()
    return ar if assume_unique else _unique_flat(ar, True)


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    """The elements of both, sorted; optionally where each is first in either."""
    first, second = asarray(ar1), asarray(ar2)
    first_places = second_places = None
    if assume_unique:
        first, second = first.ravel(), second.ravel()
    elif return_indices:
        first, first_places = unique(first, return_index=True)
        second, second_places = unique(second, return_index=True)
    else:
        first, second = _flat_unique(first), _flat_unique(second)
    both = concatenate((first, second))
    if not return_indices:
        both.sort()
        return both[:-1][both[1:] == both[:-1]]
    order = both.argsort(kind="stable")
    both = both[order]
    is_common = both[1:] == both[:-1]
    in_first = order[:-1][is_common]
    in_second = order[1:][is_common] - first.size
    if not assume_unique:
        in_first, in_second = first_places[in_first], second_places[in_second]
    return both[:-1][is_common], in_first, in_second


def union1d(ar1, ar2):
    """The elements of either, sorted."""
    return _unique_flat(concatenate((asarray(ar1).ravel(), asarray(ar2).ravel())), True)


def setxor1d(ar1, ar2, assume_unique=False):
    """The elements of exactly one, sorted."""
    both = concatenate((_flat_unique(ar1, assume_unique), _flat_unique(ar2, assume_unique)))
    if both.size == 0:
        return both
    both.sort()
    differs = concatenate(([True], both[1:] != both[:-1], [True]))
    return both[differs[1:] & differs[:-1]]


def setdiff1d(ar1, ar2, assume_unique=False):
    """The elements of the first that are not in the second."""
    first = _flat_unique(ar1, assume_unique)
    return first[in1d(first, _flat_unique(ar2, assume_unique), assume_unique=True, invert=True)]


def _by_table(values, wanted, invert):
    """Membership of integers by a table over the range of the wanted ones; None when that range is too wide."""
    low, high = int(wanted.min()), int(wanted.max())
    if high - low > 6 * (values.size + wanted.size) or high > 2 ** 62 or low < -2 ** 62:
        return None
    table = zeros(high - low + 1, bool)
    table[wanted.astype(int, copy=False) - low] = True
    least, greatest = integer_limits(values.dtype)
    first, last = max(low, least), min(high, greatest)
    if first > last:
        return ones(values.shape, bool) if invert else zeros(values.shape, bool)
    inside = (values >= first) & (values <= last)
    # What lies outside finds the wrong place in the table, and is not inside.
    found = table.take(values.astype(int, copy=False) - low, mode="clip") & inside
    return ~found if invert else found


def in1d(ar1, ar2, assume_unique=False, invert=False, *, kind=None):
    """For each element of the first, flattened, whether it is in the second."""
    values, wanted = asarray(ar1).ravel(), asarray(ar2).ravel()
    if kind not in (None, "sort", "table"):
        raise ValueError(f"Invalid kind: '{kind}'. Please use None, 'sort' or 'table'.")
    whole = values.dtype.kind in "iub" and wanted.dtype.kind in "iub"
    if kind == "table" and not whole:
        raise ValueError("The 'table' method is only supported for boolean or integer arrays. Please select 'sort' or "
                         "None for kind.")
    if wanted.size == 0 or values.size == 0:
        return ones(values.shape, bool) if invert else zeros(values.shape, bool)
    if whole and kind != "sort" and wanted.size > 1:
        if values.dtype.kind == "b":
            values = values.astype("uint8")
        if wanted.dtype.kind == "b":
            wanted = wanted.astype("uint8")
        found = _by_table(values, wanted, invert)
        if found is not None:
            return found
        if kind == "table" and int(wanted.max()) - int(wanted.min()) > integer_limits(wanted.dtype)[1]:
            raise RuntimeError("You have specified kind='table', but the range of values in `ar2` or `ar1` exceed the "
                               "maximum integer of the datatype. Please set `kind` to None or 'sort'.")
    common = _core.result_type(values.dtype, wanted.dtype)
    values, wanted = values.astype(common), _core.sort(wanted.astype(common))
    places = searchsorted(wanted, values)
    places[places == wanted.size] = 0
    found = wanted[places] == values
    return ~found if invert else found


def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    """For each element, whether it is in the second array."""
    element = asarray(element)
    return in1d(element, test_elements, assume_unique, invert, kind=kind).reshape(element.shape)


# ---- differences

def ediff1d(ary, to_end=None, to_begin=None):
    """The differences between neighbours of the flattened array, with values before and behind."""
    ary = asarray(ary).ravel()
    parts = [ary[1:] - ary[:-1]]
    for name, values in (("to_begin", to_begin), ("to_end", to_end)):
        if values is None:
            continue
        values = asarray(values)
        if not _core.can_cast(values.dtype, ary.dtype, "same_kind"):
            raise TypeError(f"dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule.")
        values = values.ravel().astype(ary.dtype)
        parts.insert(0, values) if name == "to_begin" else parts.append(values)
    return parts[0] if len(parts) == 1 else concatenate(parts)
