# CPython itself crashes on these: an iterator of an iterator takes C stack and no call counts it.
for wrap in (enumerate, zip, lambda items: map(abs, items), lambda items: filter(None, items)):
    items = iter([1])
    for _ in range(60000):
        items = wrap(items)
    try:
        next(items)
    except RecursionError as error:
        print(error)
