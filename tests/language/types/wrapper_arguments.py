# Arguments of special methods called by name, and of methods that take a number or a format as a flag.
def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


class Plain:
    __slots__ = "a",


plain = Plain()
attempt(plain.__setattr__, "a")
attempt(plain.__delattr__)
attempt(Plain.a.__set__, plain)
attempt(Plain.a.__delete__)
attempt([].__setitem__, 1)
attempt({}.__setitem__)
attempt(bytearray().__setitem__, 1, 2, 3)
attempt("a".__mul__)
attempt((1,).__rmul__, 1, 2)
attempt([].__imul__)
attempt([].__getitem__)
attempt((5).__add__)
attempt(plain.__init__, 1)
attempt(Plain, 1)
attempt(Plain.__new__, Plain, 1)
attempt(None.__ne__, None)
attempt(None.__eq__, None)
attempt(None.__ne__, 1)
print(hash(None) == object.__hash__(None))
attempt(plain.__reduce_ex__, 2**40)
attempt(plain.__reduce_ex__, "a")
attempt(object().__format__, None)
attempt(object().__format__, 5)


class Index:
    def __index__(self):
        return 1


for text in "a\nb", b"a\nb", bytearray(b"a\nb"):
    for keepends in True, 0, -1, Index(), None, "yes", 1.5, 2**40:
        attempt(text.splitlines, keepends)
