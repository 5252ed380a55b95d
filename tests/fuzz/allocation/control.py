def count(limit):
    for i in range(limit):
        try:
            yield i
        finally:
            seen.append(i)

def outer():
    yield from count(3)
    return seen

def fail(error):
    try:
        raise error
    except ValueError as caught:
        raise TypeError(str(caught)) from caught
    finally:
        seen.append(error)

seen = []
print(list(outer()), sum(x * y for x in range(3) for y in count(2)))
for error in (ValueError("v"), KeyError("k"), OSError(2, "no")):
    try:
        fail(error)
    except (TypeError, LookupError, OSError) as caught:
        print(type(caught).__name__, caught.__context__ is not None)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print(group.exceptions)
except* TypeError as group:
    print(group)
match {"k": [1, 2, 3]}:
    case {"k": [first, *others], **rest}:
        print(first, others, rest)
