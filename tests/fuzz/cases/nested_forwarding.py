# Objects that forward to another of their kind: CPython crashes on most of these.
Method = type((lambda: 0).__get__(1))
Proxy = type(type.__dict__)
for wrap, use in (
    (lambda inner: Method(inner, 1), lambda outer: outer()),
    (Proxy, lambda outer: outer | outer),
    (Proxy, lambda outer: len(outer) + hash(outer)),
    (lambda inner: list[inner], lambda outer: outer.__parameters__),
    (classmethod, lambda outer: outer.__isabstractmethod__),
    (property, lambda outer: outer.__isabstractmethod__),
):
    outer = {} if wrap is Proxy else len
    for _ in range(60000):
        outer = wrap(outer)
    try:
        use(outer)
    except (RecursionError, TypeError) as error:
        print(error)
