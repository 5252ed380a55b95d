def make(error):
    try:
        raise error
    except BaseException as caught:
        return caught


def inner():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise TypeError("two") from error


try:
    inner()
except TypeError as error:
    chained = error
many = ExceptionGroup("many", [ValueError(i) for i in range(20)])
nested = make(ExceptionGroup("nested", [make(KeyError("k")), chained]))
nested.add_note("noted")
raise ExceptionGroup("outer", [make(ValueError("one\nline")), nested, many])
