# What CPython's lexer lets pass because an exponent could have followed is a float.
print([1 if 07else 2, 0 if 00else 3], (lambda: 1 if 09_9else 2).__code__.co_consts)


class P:
    _ = 1


match P():
    case P(_=one):
        print(one)
