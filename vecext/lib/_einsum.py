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
from ._core import as_strided, asarray, can_cast, matmul, multiply, ndarray, result_type
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
        # Said of the subscripts, as NumPy does.
        which = "fewer" if len(ndims) > len(texts) else "more"
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


# ---- plans
#
# A plan depends on the subscripts and the shapes alone, so that repeated calls only carry it out. It is one preparation
# for each operand, the steps (places of two terms and how to multiply them), and the last sum and order of axes.

def _preparation(labels, shape, sizes, place, others):
    """(axes of each diagonal or None, key or None, labels left) for one operand.

    An axis of one whose label is longer elsewhere is dropped: the product broadcasts along it.
    """
    lengths, axes = {}, {}
    for axis, (label, length) in enumerate(zip(labels, shape)):
        if lengths.setdefault(label, length) != length:
            raise ValueError(f"dimensions in operand {place} for collapsing index '{label}' don't match "
                             f"({lengths[label]} != {length})")
        axes.setdefault(label, []).append(axis)
    groups = list(axes.values()) if len(axes) != len(labels) else None
    labels = list(lengths)
    short = [label for label in labels if others and lengths[label] == 1 and sizes[label] != 1]
    key = tuple([0 if label in short else slice(None) for label in labels]) if short else None
    return groups, key, [label for label in labels if label not in short]


def _unneeded(labels, needed):
    """The axes that nothing else needs, and the labels of the others."""
    axes = tuple([axis for axis, label in enumerate(labels) if label not in needed])
    return axes, [label for label in labels if label in needed]


def _order_of(labels, wanted):
    """The transposition that brings the labels in the wanted order, or None when they are."""
    return None if labels == wanted else [labels.index(label) for label in wanted]


def _joint_shape(groups, sizes):
    """The shape with each group of labels one axis, or None when each is one already."""
    if all([len(group) == 1 for group in groups]):
        return None
    shape = []
    for group in groups:
        length = 1
        for label in group:
            length *= sizes[label]
        shape.append(length)
    return shape


def _plan_product(first, second, sizes, needed):
    """How two terms with these labels are multiplied, and the labels of the product."""
    first_sum, first = _unneeded(first, needed | set(second))
    second_sum, second = _unneeded(second, needed | set(first))
    shared = [label for label in first if label in second]
    summed = [label for label in shared if label not in needed]
    left = [label for label in first if label not in shared]
    right = [label for label in second if label not in shared]
    if not summed:
        labels = first + right
        wanted = [label for label in labels if label in second]
        first_shape = [sizes[label] for label in first] + [1] * len(right) if right else None
        second_shape = [sizes[label] if label in second else 1 for label in labels] if wanted != labels else None
        return (first_sum, second_sum, multiply, None, first_shape, _order_of(second, wanted), second_shape,
                None), labels
    stacked = [label for label in shared if label in needed]
    # A vector stays one where nothing stands beside the sum.
    stack = [stacked] if stacked else []
    rows = stack + [left, summed] if stacked or left else [summed]
    columns = stack + [summed, right] if stacked or right else [summed]
    labels = stacked + left + right
    result = stack + [group for group, operand in ((left, rows), (right, columns)) if len(operand) > 1]
    result_shape = None if _joint_shape(result, sizes) is None else [sizes[label] for label in labels]
    return (first_sum, second_sum, matmul, _order_of(first, stacked + left + summed), _joint_shape(rows, sizes),
            _order_of(second, stacked + summed + right), _joint_shape(columns, sizes), result_shape), labels


@lru_cache(maxsize=512)
def _plan(text, shapes, optimize):
    inputs, output = _parse(text, tuple([len(shape) for shape in shapes]))
    sizes = sizes_of(inputs, shapes, output)
    preparations, terms = [], []
    for place, (labels, shape) in enumerate(zip(inputs, shapes)):
        groups, key, labels = _preparation(labels, shape, sizes, place, len(inputs) > 1)
        preparations.append((groups, key))
        terms.append(labels)
    steps = []
    for places in choose_path([set(labels) for labels in inputs], set(output), sizes, optimize):
        # Several at once are taken one after the other, each product going to the end of the list.
        places = sorted(places)
        while len(places) > 1:
            first, second = places[0], places[-1] if len(places) == 2 else places[1]
            others = [own for place, own in enumerate(terms) if place not in (first, second)]
            step, labels = _plan_product(terms[first], terms[second], sizes, set(output).union(*others))
            steps.append((first, second, step))
            terms = others + [labels]
            places = [place - (place > first) - (place > second) for place in places
                      if place not in (first, second)] + [len(terms) - 1]
    axes, labels = _unneeded(terms[0], set(output))
    order = _order_of(labels, [label for label in output if label in labels])
    return preparations, steps, axes, order


@lru_cache(maxsize=512)
def _product_alone(text, first_shape, second_shape):
    """The function of the two operands as they are that is all there is to do, or None."""
    preparations, steps, axes, order = _plan(text, (first_shape, second_shape), "greedy")
    if axes or order is not None or preparations != [(None, None)] * 2:
        return None
    (first, second, (first_sum, second_sum, operation, *changes)), = steps
    is_alone = not first_sum and not second_sum and changes == [None] * len(changes)
    return operation if is_alone and first < second else None


# ---- carrying out

def _prepared(array, groups, key):
    if groups is not None:
        array = as_strided(array, [array.shape[axes[0]] for axes in groups],
                           [sum([array.strides[axis] for axis in axes]) for axes in groups])
    return array if key is None else asarray(array[key])


def _summed(array, axes):
    return asarray(array.any(axes) if array.dtype.kind == "b" else array.sum(axes, dtype=array.dtype))


def _product(first, second, step):
    first_sum, second_sum, operation, first_order, first_shape, second_order, second_shape, shape = step
    if first_sum:
        first = _summed(first, first_sum)
    if second_sum:
        second = _summed(second, second_sum)
    if first_order is not None:
        first = first.transpose(first_order)
    if first_shape is not None:
        first = first.reshape(first_shape)
    if second_order is not None:
        second = second.transpose(second_order)
    if second_shape is not None:
        second = second.reshape(second_shape)
    result = asarray(operation(first, second))
    return result if shape is None else result.reshape(shape)


def _carried_out(plan, terms):
    preparations, steps, axes, order = plan
    terms = [array if groups is None and key is None else _prepared(array, groups, key)
             for array, (groups, key) in zip(terms, preparations)]
    for first, second, step in steps:
        product = _product(terms[first], terms[second], step)
        terms = [term for place, term in enumerate(terms) if place != first and place != second]
        terms.append(product)
    result = _summed(terms[0], axes) if axes else terms[0]
    return result if order is None else result.transpose(order)


def _common_type(arrays, dtype, casting):
    if dtype is not None:
        dtype = _core.empty(0, dtype).dtype
        for place, array in enumerate(arrays):
            if not can_cast(array.dtype, dtype, casting):
                raise TypeError(f"Iterator operand {place} dtype could not be cast from {array.dtype!r} to {dtype!r} "
                                f"according to the rule '{casting}'")
    else:
        first = arrays[0].dtype
        for array in arrays:
            if array.dtype != first:
                dtype = result_type(*[array.dtype for array in arrays])
                break
    return arrays if dtype is None else [array.astype(dtype, copy=False) for array in arrays]


def einsum(*operands, out=None, optimize=False, dtype=None, order="K", casting="safe"):
    """The sum of products that the subscripts say; one operand without sums gives a view."""
    if len(operands) == 3 and out is dtype is None and not optimize and order == "K":
        text, first, second = operands
        if type(text) is str and type(first) is type(second) is ndarray and first.dtype is second.dtype:
            product = _product_alone(text, first.shape, second.shape)
            if product is not None:
                return product(first, second)
    text, arrays = _text_and_arrays(operands)
    if not optimize:
        optimize = "greedy"
    elif isinstance(optimize, list):
        optimize = tuple([part if isinstance(part, (str, int, float)) else tuple(part) for part in optimize])
    plan = _plan(text, tuple([array.shape for array in arrays]), optimize)
    result = _carried_out(plan, _common_type(arrays, dtype, casting))
    if order in ("C", "F"):
        result = asarray(result, order=order)
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
