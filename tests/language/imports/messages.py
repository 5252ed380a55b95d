def attempt(text):
    try:
        exec(text, {"__name__": "test", "__builtins__": __builtins__})
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "name", None))


attempt("import nowhere")
attempt("import nowhere.below")
attempt("import sys.below")
attempt("from math import nothing_like_it")
attempt("from . import x")
attempt("from .. import x")
attempt("import math.sin")
attempt("__import__('')")
attempt("__import__(3)")
attempt("__import__('x', level=-1)")
attempt("__import__('x', level=1)")
attempt("__import__('x', {}, level=1)")
import sys
sys.modules["halted"] = None
attempt("import halted")
print(__import__("math").__name__, __import__("math", fromlist=["pi"]).pi)
print(sys.modules["math"] is __import__("math"))
import math
print(math, sys)
print(math.__spec__.name, math.__spec__.origin in ("built-in", math.__dict__.get("__file__")), math.__name__, repr(math.__package__))
try:
    math.nothing
except AttributeError as error:
    print(error, error.name, error.obj is math)
