# Functions made of code that has no fast locals: they work on their globals, or say that there is no namespace.
Function = type(lambda: 0)


def attempt(source, mode="exec", **changes):
    space = {"__name__": "space"}
    try:
        result = Function(compile(source, "made", mode).replace(**changes), space)()
        print(result, sorted(name for name in space if name != "__builtins__"))
    except Exception as error:
        print(type(error).__name__, error, sorted(name for name in space if name != "__builtins__"))


OPTIMIZED, NEWLOCALS = 1, 2
for source in ("x = 1\nprint(x)", "class A: y = 2", "import sys\nfrom math import pi as p", "x: int = 3",
               "x = 1\ndel x", "del y", "for i in range(3): pass\nprint(locals() is globals())"):
    attempt(source)
    attempt(source, co_flags=OPTIMIZED | NEWLOCALS)
attempt("1 + 1", "eval")
attempt("[n for n in 'ab']", "eval")
