# locals() and f_locals: one dict a frame, brought up to date when asked for.
import sys


def identity():
    first = locals()
    x = 1
    second = locals()
    print(first is second, sorted(first))
    first["x"] = 5
    print(x, locals()["x"])
    print(sys._getframe().f_locals is first)
    del x
    locals()
    print(sorted(first))


def extra_names():
    names = sys._getframe().f_locals
    names["new"] = 1
    print(sorted(locals()))
    y = 2
    exec("y = 3; z = 4")
    print(y, sorted(locals()), names is locals())


def cells():
    x = 1

    def inner():
        return x, locals()

    x = 2
    print(inner(), "x" in locals())
    del x
    print("x" in locals())


identity()
extra_names()
cells()


class Body:
    print(locals() is sys._getframe().f_locals)


print(locals() is globals(), [sorted(locals()) for item in (1,)])


# A trace function may change a variable.
def changed():
    x = 1

    def inner():
        return x

    y = 1
    return x, y, inner()


def trace(frame, event, argument):
    if event == "line" and "y" in frame.f_locals:
        frame.f_locals["x"] = frame.f_locals["y"] = 7
    return trace


sys.settrace(trace)
result = changed()
sys.settrace(None)
print(result)
