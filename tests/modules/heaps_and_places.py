"""heapq, bisect, keyword and reprlib."""
import bisect
import heapq
import keyword
import reprlib


def show(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


numbers = [(i * 7919) % 101 for i in range(60)]
heap = numbers[:]
heapq.heapify(heap)
print(heap, [heapq.heappop(heap) for _ in range(5)], heapq.heapreplace(heap, 3), heapq.heappushpop(heap, 1),
      heapq.heappushpop([], 4))
heapq.heappush(heap, -1)
print(heap[0], [heapq.heappop(heap) for _ in range(len(heap))])
for n in (-1, 0, 1, 3, 100):
    print(heapq.nsmallest(n, numbers)[:8], heapq.nlargest(n, iter(numbers), key=lambda x: -x % 10)[:8])
print(list(heapq.merge([1, 4, 7], [2, 5], [], [3])), list(heapq.merge("dba", "ec", reverse=True)),
      list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
show(heapq.heappop, [])
show(heapq.heapreplace, [], 1)
show(heapq.heapify, [1, "a"])
a = [1, 2, 2, 3]
print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 2, 0, 2), bisect.bisect_left(a, 9))
bisect.insort(a, 2.5)
bisect.insort_left(a, 1.0)
print(a, bisect.bisect([(1, "a"), (5, "b")], 3, key=lambda r: r[0]))
show(bisect.bisect, a, 1, -1)
show(bisect.bisect, a, "x")
show(bisect.insort, 10, 10)
print(keyword.kwlist, keyword.softkwlist, keyword.iskeyword("for"), keyword.iskeyword("match"),
      keyword.issoftkeyword("match"))
for value in [list(range(9)), (1,), (), {i: i for i in range(9)}, set(range(9)), frozenset([2, 1]), set(), "x" * 50,
              10 ** 60, [[[[[[[[1]]]]]]]], {}, 1.5, b"y" * 50, range(5)]:
    print(reprlib.repr(value))


class Node:
    @reprlib.recursive_repr("<...>")
    def __repr__(self):
        return f"Node({self!r})"


print(Node(), reprlib.Repr().repr([1]), reprlib.aRepr.maxlist)

for function, arguments in ((heapq.heappop, (None,)), (heapq.heapreplace, (None, None)), (heapq.heapreplace, ([], 1))):
    try:
        function(*arguments)
    except (TypeError, IndexError) as error:
        print(function.__name__, type(error).__name__)
