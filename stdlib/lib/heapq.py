"""Heaps: lists whose item i is not greater than the items 2*i+1 and 2*i+2, so that the first is the least.

An item sinks along the lesser children to a leaf and then rises to its place: it was at the end before and mostly
belongs near the leaves, which saves half of the comparisons.
"""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def heappush(heap, item):
    """Put an item in."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    """Take the least item out."""
    if not len(heap):
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    least = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return least


def heapreplace(heap, item):
    """Take the least item out and then put an item in."""
    if not len(heap):
        raise IndexError("index out of range")
    least = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return least


def heappushpop(heap, item):
    """Put an item in and then take the least out."""
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(x):
    """Make a list a heap, in place and in linear time."""
    for i in reversed(range(len(x) // 2)):
        _sink(x, i)


def _rise(heap, top, i, greatest_first=False):
    item = heap[i]
    while i > top:
        parent = (i - 1) >> 1
        above = heap[parent]
        if not (above < item if greatest_first else item < above):
            break
        heap[i] = above
        i = parent
    heap[i] = item


def _sink(heap, i, greatest_first=False):
    end = len(heap)
    top = i
    item = heap[i]
    child = 2 * i + 1
    while child < end:
        right = child + 1
        if right < end and not (heap[right] < heap[child] if greatest_first else heap[child] < heap[right]):
            child = right
        heap[i] = heap[child]
        i = child
        child = 2 * i + 1
    heap[i] = item
    _rise(heap, top, i, greatest_first)


# --- the same with the greatest first

def _heappop_max(heap):
    last = heap.pop()
    if not heap:
        return last
    greatest = heap[0]
    heap[0] = last
    _sink(heap, 0, True)
    return greatest


def _heapreplace_max(heap, item):
    greatest = heap[0]
    heap[0] = item
    _sink(heap, 0, True)
    return greatest


def _heapify_max(x):
    for i in reversed(range(len(x) // 2)):
        _sink(x, i, True)


# --- merging and selecting

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
