class Name(str):
    def __eq__(self, other):
        print('eq',str.__repr__(self),str(other), len(x))
        try:
             del x[self]
        except KeyError:
             pass
        return str.__eq__(self, other)
    def __hash__(self):
        return str.__hash__(self)
x = {Name("a"):1, Name("b"):2}
def f(a, b):
    print(a,b)
f(**x)


# The variables that are bound already survive calls that binding makes.
class Loud(str):
    def __eq__(self, other):
        return deep(20, [], {}, ()) and str.__eq__(self, other)

    __hash__ = str.__hash__


def deep(n, a, b, c):
    return deep(n - 1, [n], {n: n}, (n,)) if n else True


def many(a, b, c, d=4, *, e=5, **rest):
    return a, b, c, d, e, rest


for i in range(50):
    result = many([i], **{Loud("b"): [i + 1], Loud("c"): [i + 2], Loud("e"): [i + 3], Loud("z"): [i + 4]})
print(result)
try:
    many([1], **{Loud("b"): [2]})
except TypeError as error:
    print(error)
many.__kwdefaults__ = {Loud("e"): [7]}
print(many([1], [2], [3]))
