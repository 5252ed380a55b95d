# SPDX-License-Identifier: MIT
"""einsum: sums of products written with one letter for each axis.

The subscripts become lists of labels, the axes behind an ellipsis getting labels of their own. An operand with a
label twice is read along that diagonal, a label that nobody else needs is summed at once. Then two operands at a time
are contracted by one matrix product: labels are either in both and kept (a stack), in both and summed, or in one.
Which two come next is chosen by the path, the same that einsum_path tells.
"""
from functools import lru_cache
from operator import index

from . import _core
from ._core import as_strided, asarray, matmul, multiply, result_type
from ._einsum_path import choose_path, path_report, sizes_of

__all__ = ["einsum", "einsum_path"]

_letters = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


# ---- subscripts

def _split_text(subscripts):
    """The texts of the inputs and that of the output, or None when it is implied."""
    compact = subscripts.replace(" ", "")
    inputs, arrow, output = compact.partition("->")
    for text in (inputs.replace(",", ""), output):
        for letter in text.replace("...", ""):
            if letter == ".":
                raise ValueError("einstein sum subscripts string contains a '.' that is not part of an ellipsis "
                                 "('...')")
            if letter not in _letters:
                raise ValueError(f"invalid subscript '{letter}' in einstein sum subscripts string, subscripts must be "
                                 "letters")
    return inputs.split(","), output if arrow else None


def _labels_of_input(text, ndim, place):
    """The labels of an operand's axes; those of an ellipsis are negative numbers, -1 the last."""
    before, dots, behind = text.partition("...")
    if "." in behind:
        raise ValueError("einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in "
                         f"operand {place}")
    hidden = ndim - len(before) - len(behind)
    if hidden < 0:
        raise ValueError(f"einstein sum subscripts string contains too many subscripts for operand {place}")
    if hidden and not dots:
        raise ValueError("operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis "
                         "provided to broadcast the extra dimensions.")
    return [*before, *range(-hidden, 0), *behind]


def _labels_of_output(text, inputs):
    hidden = max([sum([isinstance(label, int) for label in labels]) for labels in inputs])
    dotted = list(range(-hidden, 0))
    if text is None:
        used = [label for labels in inputs for label in labels if isinstance(label, str)]
        return dotted + sorted([label for label in set(used) if used.count(label) == 1])
    before, dots, behind = text.partition("...")
    if hidden and not dots:
        raise ValueError("output has no '...' ellipsis, but the einstein sum subscripts string has broadcast "
                         "dimensions in its inputs")
    labels = [*before, *dotted, *behind]
    for label in labels:
        if labels.count(label) > 1:
            raise ValueError(f"einstein sum subscripts string includes output subscript '{label}' multiple times")
        if isinstance(label, str) and not any([label in own for own in inputs]):
            raise ValueError(f"einstein sum subscripts string included output subscript '{label}' which never appeared "
                             "in an input")
    return labels


@lru_cache(maxsize=256)
def _parse(subscripts, ndims):
    texts, output = _split_text(subscripts)
    if len(texts) != len(ndims):
        which = "more" if len(ndims) > len(texts) else "fewer"
        raise ValueError(f"{which} operands provided to einstein sum function than specified in the subscripts string")
    inputs = [_labels_of_input(text, ndim, place) for place, (text, ndim) in enumerate(zip(texts, ndims))]
    return inputs, _labels_of_output(output, inputs)


_ordered_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _text_of_list(labels):
    parts = []
    for label in labels:
        if label is Ellipsis:
            parts.append("...")
            continue
        try:
            number = index(label)
        except TypeError:
            raise TypeError("For this input type lists must contain either int or Ellipsis") from None
        if not 0 <= number < 52:
            raise ValueError("subscript is not within the valid range [0, 52)")
        parts.append(_ordered_letters[number])
    return "".join(parts)


def _text_and_arrays(operands):
    """The subscripts as a text and the arrays, of either form of call."""
    if not operands:
        raise ValueError("must specify the einstein sum subscripts string and at least one operand, or at least one "
                         "operand and its corresponding subscripts list")
    if isinstance(operands[0], str):
        if len(operands) == 1:
            raise ValueError("must specify the einstein sum subscripts string and at least one operand, or at least "
                             "one operand and its corresponding subscripts list")
        return operands[0], [asarray(operand) for operand in operands[1:]]
    pairs = len(operands) // 2
    text = ",".join([_text_of_list(labels) for labels in operands[1:2 * pairs:2]])
    if len(operands) % 2:
        text += "->" + _text_of_list(operands[-1])
    return text, [asarray(operand) for operand in operands[:2 * pairs:2]]


# ---- one operand

def _along_diagonals(array, labels, place):
    """A view in which every label occurs once."""
    if len(set(labels)) == len(labels):
        return array, labels
    lengths, steps = {}, {}
    for label, length, step in zip(labels, array.shape, array.strides):
        if lengths.setdefault(label, length) != length:
            raise ValueError(f"dimensions in operand {place} for collapsing index '{label}' don't match "
                             f"({lengths[label]} != {length})")
        steps[label] = steps.get(label, 0) + step
    return as_strided(array, tuple(lengths.values()), tuple(steps.values())), list(lengths)


def _sum_out(array, labels, needed):
    """Without the axes that nothing else needs."""
    axes = tuple([axis for axis, label in enumerate(labels) if label not in needed])
    if not axes:
        return array, labels
    array = array.any(axes) if array.dtype.kind == "b" else array.sum(axes, dtype=array.dtype)
    return asarray(array), [label for label in labels if label in needed]


# ---- two operands

def _arranged(array, labels, groups):
    """The axes in the order of the groups, each group one axis."""
    order = [labels.index(label) for group in groups for label in group]
    if order != list(range(len(order))):
        array = array.transpose(order)
    shape, axis = [], 0
    for group in groups:
        length = 1
        for _ in group:
            length *= array.shape[axis]
            axis += 1
        shape.append(length)
    return array.reshape(shape)


def _without_ones(array, labels, sizes):
    """Axes of one whose label is longer elsewhere dropped: the product broadcasts along them."""
    short = [axis for axis, label in enumerate(labels) if array.shape[axis] == 1 and sizes[label] != 1]
    if not short:
        return array, labels
    key = tuple([0 if axis in short else slice(None) for axis in range(array.ndim)])
    return asarray(array[key]), [label for axis, label in enumerate(labels) if axis not in short]


def _contract(first, first_labels, second, second_labels, needed):
    """The sum of products over the labels that are in both and not needed any more."""
    shared = [label for label in first_labels if label in second_labels]
    summed = [label for label in shared if label not in needed]
    if not summed:
        return _multiplied(first, first_labels, second, second_labels)
    stacked = [label for label in shared if label in needed]
    left = [label for label in first_labels if label not in second_labels]
    right = [label for label in second_labels if label not in first_labels]
    lengths = dict(zip(first_labels, first.shape))
    lengths.update(zip(second_labels, second.shape))
    rows = _arranged(first, first_labels, [stacked, left, summed])
    columns = _arranged(second, second_labels, [stacked, summed, right])
    if not stacked:
        rows, columns = rows[0], columns[0]
    labels = stacked + left + right
    return matmul(rows, columns).reshape([lengths[label] for label in labels]), labels


def _multiplied(first, first_labels, second, second_labels):
    labels = first_labels + [label for label in second_labels if label not in first_labels]
    first = first.reshape(first.shape + (1,) * (len(labels) - first.ndim))
    order = [second_labels.index(label) for label in labels if label in second_labels]
    second = second.transpose(order)
    shape, lengths = [], iter(second.shape)
    for label in labels:
        shape.append(next(lengths) if label in second_labels else 1)
    return asarray(multiply(first, second.reshape(shape))), labels


# ---- all operands

def _run(terms, output, path):
    """Contracts the (array, labels) terms along the path and returns the output's axes in order."""
    for places in path:
        chosen = [terms[place] for place in places]
        terms = [term for place, term in enumerate(terms) if place not in places]
        array, labels = chosen[0]
        for place in range(1, len(chosen)):
            others = chosen[place + 1:] + terms
            needed = set(output).union(*[own for _, own in others])
            array, labels = _sum_out(array, labels, needed | set(chosen[place][1]))
            second, second_labels = _sum_out(*chosen[place], needed | set(labels))
            array, labels = _contract(array, labels, second, second_labels, needed)
        terms.append((array, labels))
    array, labels = _sum_out(*terms[0], set(output))
    order = [labels.index(label) for label in output if label in labels]
    return array.transpose(order) if order != list(range(len(order))) else array


def _common_type(arrays, dtype):
    if dtype is not None:
        return [array.astype(dtype, copy=False) for array in arrays]
    if len({array.dtype for array in arrays}) > 1:
        common = result_type(*[array.dtype for array in arrays])
        return [array.astype(common, copy=False) for array in arrays]
    return arrays


def einsum(*operands, out=None, optimize=False, dtype=None, order="K", casting="safe"):
    """The sum of products that the subscripts say; one operand without sums gives a view."""
    text, arrays = _text_and_arrays(operands)
    inputs, output = _parse(text, tuple([array.ndim for array in arrays]))
    sizes = sizes_of(inputs, [array.shape for array in arrays], output)
    arrays = _common_type(arrays, dtype)
    terms = [_along_diagonals(array, labels, place) for place, (array, labels) in enumerate(zip(arrays, inputs))]
    if len(terms) > 1:
        terms = [_without_ones(array, labels, sizes) for array, labels in terms]
    path = choose_path([set(labels) for labels in inputs], set(output), sizes, optimize or "greedy")
    result = _run(terms, output, path)
    if out is not None:
        _core.copyto(out, result, casting="same_kind")
        return out
    return result if result.ndim else result[()]


def einsum_path(*operands, optimize="greedy", einsum_call=False):
    """The order in which operands are contracted, and a report on what it costs."""
    text, arrays = _text_and_arrays(operands)
    inputs, output = _parse(text, tuple([array.ndim for array in arrays]))
    sizes = sizes_of(inputs, [array.shape for array in arrays], output)
    path = choose_path([set(labels) for labels in inputs], set(output), sizes, optimize)
    return ["einsum_path"] + path, path_report(inputs, output, sizes, path)
