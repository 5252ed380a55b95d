# SPDX-License-Identifier: MIT
"""The order of contractions for einsum, and what it costs.

A path is a list of tuples of places: those operands are taken out of the list and their contraction is put at its
end. "greedy" takes again and again the pair that makes the most memory free, then the cheapest; "optimal" tries every
order. Both skip results larger than the limit and leave to one last step what finds no pair.
"""
from itertools import combinations

__all__ = []


def sizes_of(inputs, shapes, output):
    """The length of each label's axis; a length of one gives way to any other."""
    sizes = {}
    for labels, shape in zip(inputs, shapes):
        for label, length in zip(labels, shape):
            known = sizes.setdefault(label, length)
            if known == 1:
                sizes[label] = length
            elif length not in (1, known):
                raise ValueError("operands could not be broadcast together with remapped shapes [original->remapped]: "
                                 + "".join([_remapped(*pair, inputs, output) for pair in zip(inputs, shapes)]))
    return sizes


def _remapped(labels, shape, inputs, output):
    """An operand's shape, and as it lies among the axes of all: those of the output, then those summed."""
    summed = sorted({label for own in inputs for label in own} - set(output))
    own = dict(zip(labels, shape))
    lengths = [str(own[label]) if label in own else "newaxis" for label in [*output, *summed]]
    while lengths[:1] == ["newaxis"]:
        del lengths[0]
    return f"{_in_parentheses(map(str, shape))}->{_in_parentheses(lengths)} "


def _in_parentheses(words):
    words = list(words)
    return "(" + ",".join(words) + (",)" if len(words) == 1 else ")")


def _size(labels, sizes):
    result = 1
    for label in labels:
        result *= sizes[label]
    return result


def flop_count(labels, is_summed, operands, sizes):
    """Multiplications, and additions when something is summed, of one contraction."""
    return _size(labels, sizes) * (max(1, operands - 1) + bool(is_summed))


def _contraction(places, terms, output):
    """The labels of the result, the terms that are then left, the labels summed, and all labels involved."""
    involved, needed, left = set(), set(output), []
    for place, term in enumerate(terms):
        if place in places:
            involved |= term
        else:
            left.append(term)
            needed |= term
    result = involved & needed
    return result, left + [result], involved - result, involved


# ---- greedy

def _rank(places, terms, output, sizes, limit, budget):
    """How good a contraction is, the least being the best, or None when it is too large or too dear."""
    result, _, summed, involved = _contraction(places, terms, output)
    size = _size(result, sizes)
    if size > limit:
        return None
    cost = flop_count(involved, summed, len(places), sizes)
    if cost > budget:
        return None
    freed = sum([_size(terms[place], sizes) for place in places]) - size
    return -freed, cost


def _renumbered(choices, best):
    """The other choices that share no operand with the best, with their places in the list after it."""
    first, second = best[1]
    kept = []
    for rank, (one, other) in choices:
        if one not in best[1] and other not in best[1]:
            kept.append((rank, (one - (one > first) - (one > second), other - (other > first) - (other > second))))
    return kept


def _greedy_path(terms, output, sizes, limit):
    everything = range(len(terms))
    _, _, summed, involved = _contraction(everything, terms, output)
    budget = flop_count(involved, summed, len(terms), sizes)
    pairs = list(combinations(everything, 2))
    choices, path = [], []

    def consider(pairs):
        ranked = [(_rank(pair, terms, output, sizes, limit, budget), pair) for pair in pairs]
        choices.extend([choice for choice in ranked if choice[0] is not None])

    for _ in range(len(terms) - 1):
        consider([pair for pair in pairs if not terms[pair[0]].isdisjoint(terms[pair[1]])])
        if not choices:
            # Products without a common label only when there is nothing else.
            consider(combinations(range(len(terms)), 2))
            if not choices:
                path.append(tuple(range(len(terms))))
                break
        best = min(choices, key=lambda choice: choice[0])
        choices = _renumbered(choices, best)
        terms = _contraction(best[1], terms, output)[1]
        pairs = [(place, len(terms) - 1) for place in range(len(terms) - 1)]
        path.append(best[1])
        budget -= best[0][1]
    return path


# ---- optimal

def _optimal_path(terms, output, sizes, limit):
    """Every order, step by step; of equal costs the first."""
    paths = [(0, [], terms)]
    for step in range(len(terms) - 1):
        further = []
        for cost, path, left in paths:
            for pair in combinations(range(len(terms) - step), 2):
                result, rest, summed, involved = _contraction(pair, left, output)
                if _size(result, sizes) <= limit:
                    further.append((cost + flop_count(involved, summed, 2, sizes), path + [pair], rest))
        if not further:
            cost, path, left = min(paths, key=lambda entry: entry[0])
            return path + [tuple(range(len(terms) - step))]
        paths = further
    return min(paths, key=lambda entry: entry[0])[1]


# ---- all

def choose_path(terms, output, sizes, optimize):
    """The path for a request: a method's name, (method, memory limit), True, False, or a path itself."""
    if isinstance(optimize, (list, tuple)) and optimize and optimize[0] == "einsum_path":
        path = [tuple(places) for places in optimize[1:]]
        left = len(terms) - sum([len(places) - 1 for places in path])
        if left != 1:
            raise RuntimeError(f"Invalid einsum_path is specified: {left - 1} more operands has to be contracted.")
        return path
    limit = max([_size(labels, sizes) for labels in [*terms, output]])
    method = optimize
    if isinstance(optimize, (list, tuple)) and len(optimize) == 2 and isinstance(optimize[0], str) \
            and isinstance(optimize[1], (int, float)):
        method, limit = optimize[0], int(optimize[1])
    if method is True:
        method = "greedy"
    if method is None or method is False or len(terms) < 3 or {label for term in terms for label in term} == output:
        return [tuple(range(len(terms)))]
    if method == "greedy":
        return _greedy_path(terms, output, sizes, limit)
    if method == "optimal":
        return _optimal_path(terms, output, sizes, limit)
    if not isinstance(method, str):
        raise TypeError(f"Did not understand the path: {optimize}")
    raise KeyError("Path name %s not found" % method)


def _letters_for(inputs):
    """A letter for each label: its own, or one that nobody uses for an axis behind an ellipsis."""
    used = {label for labels in inputs for label in labels}
    free = iter([letter for letter in "ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkjihgfedcba" if letter not in used])
    return {label: label if isinstance(label, str) else next(free) for label in sorted(used, key=str)}


def path_report(inputs, output, sizes, path):
    """einsum_path's text: the costs of the direct sum and of the path, and each step."""
    letters = _letters_for(inputs)
    texts = ["".join([letters[label] for label in labels]) for labels in inputs]
    wanted = "".join([letters[label] for label in output])
    complete = ",".join(texts) + "->" + wanted
    terms = [set(labels) for labels in inputs]
    every_label = set().union(*terms)
    is_summed = sum([len(term) for term in terms]) > len(every_label)
    direct = flop_count(every_label, is_summed, len(terms), sizes)
    steps, costs, scales, largest = [], [], [], []
    for number, places in enumerate(path):
        result, terms, summed, involved = _contraction(places, terms, set(output))
        costs.append(flop_count(involved, summed, len(places), sizes))
        scales.append(len(involved))
        largest.append(_size(result, sizes))
        taken = [texts.pop(place) for place in sorted(places, reverse=True)]
        last = number == len(path) - 1
        by_length = sorted([(sizes[label], letters[label]) for label in result])
        texts.append(wanted if last else "".join([letter for _, letter in by_length]))
        steps.append("\n%4d    %24s %40s" % (len(involved), ",".join(taken) + "->" + texts[-1],
                                             ",".join(texts) + "->" + wanted))
    cost = sum(costs) + 1
    return ("  Complete contraction:  %s\n         Naive scaling:  %d\n     Optimized scaling:  %d\n"
            "      Naive FLOP count:  %.3e\n  Optimized FLOP count:  %.3e\n   Theoretical speedup:  %3.3f\n"
            "  Largest intermediate:  %.3e elements\n" % (complete, len(every_label), max(scales), direct, cost,
                                                          direct / cost, max(largest))
            + "-" * 74 + "\n" + "%6s %24s %40s\n" % ("scaling", "current", "remaining") + "-" * 74 + "".join(steps))

