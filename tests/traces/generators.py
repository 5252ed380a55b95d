def count(limit):
    for number in range(limit):
        yield number
    return "done"


def relay():
    result = yield from count(2)
    print(result)


for number in relay():
    print(number)
print(next(count(1)), list(count(2)))
