import release

print(release.sum(bytes(range(256)) * 100), release.sum(bytearray(b"ab")))
seen = []
print(release.call_from_threads(seen.append, 8), sorted(seen))


def collatz(n):
    n += 27
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
        made = [steps] * 3
    seen.append((steps, len(made)))
    if steps > 100:
        raise ValueError(n)


seen.clear()
print(release.call_from_threads(collatz, 12), sorted(seen))
print(release.blocks([1, 2]), release.pending())
try:
    release.pending_failure()
except RuntimeError as error:
    print(error)
try:
    release.sum("text")
except TypeError as error:
    print(error)
