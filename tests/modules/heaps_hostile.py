"""heapq and bisect with wrong arguments, and with comparisons that change the list or fail."""
import bisect
import heapq


def show(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


class Clears:
    def __init__(self, items):
        self.items = items

    def __lt__(self, other):
        self.items.clear()
        return False


class Grows(Clears):
    def __lt__(self, other):
        if len(self.items) < 50:
            self.items.append(self)
        return True


for kind in Clears, Grows:
    for function in heapq.heapify, heapq.heappop, heapq._heapify_max, heapq._heappop_max:
        items = []
        items += [kind(items) for _ in range(5)]
        try:
            function(items)
            print(function.__name__, len(items))
        except RuntimeError as error:
            print(kind.__name__, function.__name__, error, len(items) if kind is Clears else "")
    for function in heapq.heappush, heapq.heapreplace, heapq.heappushpop, heapq._heapreplace_max:
        items = []
        items += [kind(items) for _ in range(5)]
        try:
            function(items, kind(items))
            print(function.__name__, len(items))
        except (RuntimeError, IndexError) as error:
            print(kind.__name__, function.__name__, type(error).__name__, error)

for function in heapq.heapify, heapq.heappop, heapq._heappop_max, heapq._heapify_max:
    show(function, (1, 2))
    show(function)
    show(function, [3, "a", 2])
for function in heapq.heappush, heapq.heappushpop, heapq.heapreplace, heapq._heapreplace_max:
    show(function, (1, 2), 1)
    show(function, [1])
    show(function, [1], "a")
    show(function, [], 1)
    show(function, [1], item=2)
for function in bisect.bisect, bisect.bisect_left, bisect.insort, bisect.insort_left:
    show(function, [1, 2])
    show(function, 5, 1)
    show(function, {1, 2}, 1)
    show(function, [1, 2], "a")
    show(function, [1, 2], 1, None)
    show(function, [1, 2], 1, 0, None)
    show(function, [1, 2], 1, 0, "a")
    show(function, [1, 2], 1, 0, 5)
    show(function, [1, 2], 1, 0, -1)
    show(function, [1, 2], 1, 0, 2, 3)
    show(function, [1, 2], 1, 2**70)
    show(function, [1, 2], 1, key=5)
    show(function, a=[1, 2], x=1, lo=1)
    show(function, [1, 2], 1, wrong=1)
    show(function, (1, 2), 1)
print(bisect.bisect(range(10**12), 7 * 10**11), bisect.bisect_left([1, 5, 9], 25, key=lambda item: item * 5))


class Row(list):
    def insert(self, place, item):
        print("insert", place, item)
        list.insert(self, place, item)


row = Row([1, 3])
bisect.insort(row, 2)
print(row, heapq.heappushpop([2, 3], 2), heapq.heappushpop([1, 3], 2))
values = [(i * 7919) % 1009 for i in range(1000)]
heapq.heapify(values)
print(values[:20], [heapq.heappop(values) for _ in range(20)])
heapq._heapify_max(values)
print(values[:20], [heapq._heappop_max(values) for _ in range(20)])
