def total(values, start=0, *, scale=1):
    """Adds up."""
    result = start
    for value in values:
        result += value * scale
    return result


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


print(total([1, 2, 3], scale=2))
