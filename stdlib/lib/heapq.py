"""Heaps: lists whose item i is not greater than the items 2*i+1 and 2*i+2, so that the first is the least.

What works on one item is native; merging and selecting are built on it.
"""
from _heapq import (_heapify_max, _heappop_max, _heapreplace_max, heapify, heappop, heappush, heappushpop, heapreplace)

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables in one sorted order, read as they are wanted."""
    heap = []
    make_heap, replace, pop = (_heapify_max, _heapreplace_max, _heappop_max) if reverse \
        else (heapify, heapreplace, heappop)
    direction = -1 if reverse else 1
    for order, iterable in enumerate(map(iter, iterables)):
        advance = iterable.__next__
        try:
            value = advance()
        except StopIteration:
            continue
        # The order decides between equal items, so that nothing behind it is compared.
        heap.append([value if key is None else key(value), order * direction, value, advance])
    make_heap(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                yield entry[2]
                value = entry[3]()
                entry[0] = value if key is None else key(value)
                entry[2] = value
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        _, _, value, advance = heap[0]
        yield value
        yield from advance.__self__


def _select(n, iterable, key, heap_functions):
    """The n best, in order: a heap of n whose worst is on top, and which every better item displaces."""
    make_heap, replace, step = heap_functions
    iterator = iter(iterable)
    entries = []
    order = 0
    for value in iterator:
        entries.append((value if key is None else key(value), order, value))
        order += step
        if len(entries) == n:
            break
    if not entries:
        return entries
    make_heap(entries)
    worst = entries[0][0]
    for value in iterator:
        rank = value if key is None else key(value)
        if (rank < worst) if step > 0 else (worst < rank):
            replace(entries, (rank, order, value))
            worst = entries[0][0]
            order += step
    entries.sort(reverse=step < 0)
    return [value for _, _, value in entries]


def nsmallest(n, iterable, key=None):
    """The n least items: sorted(iterable, key=key)[:n]."""
    if n == 1:
        nothing = object()
        least = min(iterable, default=nothing, key=key)
        return [] if least is nothing else [least]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key)[:n]
    return _select(n, iterable, key, (_heapify_max, _heapreplace_max, 1)) if n > 0 else []


def nlargest(n, iterable, key=None):
    """The n greatest items: sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        nothing = object()
        greatest = max(iterable, default=nothing, key=key)
        return [] if greatest is nothing else [greatest]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=True)[:n]
    return _select(n, iterable, key, (heapify, heapreplace, -1)) if n > 0 else []
