class Broken(Exception):
    def __str__(self):
        raise ValueError


class Outer:
    class Inner(Exception):
        pass


def deep(n):
    if n == 0:
        raise Outer.Inner("bottom")
    deep(n - 1)


def even(n):
    if n < 0:
        raise ValueError
    odd(n - 1)


def odd(n):
    even(n - 1)


try:
    deep(10)
except Outer.Inner:
    try:
        raise Broken
    except Broken:
        even(8)
