"""Places in sorted lists, found by halving."""


def insort_right(a, x, lo=0, hi=None, *, key=None):
    """Insert x into the sorted list a, behind items that equal it."""
    place = bisect_right(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(place, x)


def bisect_right(a, x, lo=0, hi=None, *, key=None):
    """The place for x in the sorted list a behind items that equal it; x is compared with key(item)."""
    lo, hi = _limits(a, lo, hi)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle]
        if x < (item if key is None else key(item)):
            hi = middle
        else:
            lo = middle + 1
    return lo


def insort_left(a, x, lo=0, hi=None, *, key=None):
    """Insert x into the sorted list a, before items that equal it."""
    place = bisect_left(a, x if key is None else key(x), lo, hi, key=key)
    a.insert(place, x)


def bisect_left(a, x, lo=0, hi=None, *, key=None):
    """The place for x in the sorted list a before items that equal it; x is compared with key(item)."""
    lo, hi = _limits(a, lo, hi)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle]
        if (item if key is None else key(item)) < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


def _limits(a, lo, hi):
    if lo < 0:
        raise ValueError("lo must be non-negative")
    return lo, len(a) if hi is None else hi


bisect = bisect_right
insort = insort_right
