from shapes import GeometryError, Polygon


def attempt(label, function, *args, **keywords):
    try:
        print(label, "->", repr(function(*args, **keywords)))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


square = Polygon("square", [(0, 0), (2, 0), (2, 2)])
square.add(0, 2)
print(square, len(square), square[0], square[-1], list(square), square.area, square.name, Polygon.__doc__)
print(square + square, (square + Polygon("dot", points=[(9, 9)]))[4], (1, 2) in square, (2.0, 0.0) in square)
print(GeometryError, GeometryError.__mro__, GeometryError.__doc__, Polygon.__text_signature__, Polygon.__module__)
attempt("no name", Polygon, "")
attempt("few points", lambda: Polygon("line", [(1, 1)]).area)
attempt("infinite", square.add, 1, float("inf"))
attempt("infinite at first", Polygon, "x", [(1, 1), (float("nan"), 1)])
attempt("pair", Polygon, "x", [(1, 1), (1, 2, 3)])
attempt("no pair", Polygon, "x", [5])
attempt("no points", Polygon, "x", 5)
attempt("index", lambda: square[99])
attempt("sum", lambda: square + 1)
attempt("sum", lambda: 1 + square)
attempt("text", square.add, "a", 1)
attempt("arguments", Polygon)
attempt("set area", lambda: setattr(square, "area", 1))
attempt("not made", lambda: Polygon.__new__(Polygon).area)
attempt("not made", lambda: len(Polygon.__new__(Polygon)))
attempt("not made", lambda: repr(Polygon.__new__(Polygon)))


class Named(Polygon):
    def __init__(self, *args):
        super().__init__("named", *args)


print(Named([(1, 2)]), Named() + Named(), Named().name)
square.__init__("again")
print(square)
