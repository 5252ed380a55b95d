"""eval, exec, locals, globals and compile with namespaces of every kind."""


def run(text, *namespaces):
    try:
        exec(text, *namespaces)
    except Exception as error:
        print(type(error).__name__, error)


def function(a, b=2):
    c = a + b
    names = locals()
    return sorted(names.items()), eval("a * b + c"), [eval("a", {"a": i}) for i in range(2)]


class Mapping(dict):
    def __missing__(self, key):
        return key.upper()


print(function(1))
space = {}
exec("x = 1\ndef f(y):\n    return x + y\nprint(f(2), __name__ if '__name__' in globals() else 'none')", space)
print(sorted(k for k in space if k != "__builtins__"), "__builtins__" in space)
print(eval("spam + eggs", {}, Mapping()))
space = Mapping()
exec("z = foo", {}, space)
print(space["z"])
run("print(undefined)")
run("1 +")
run("return 5")
run("for x in range(3):\n  print(x)\n print(1)")
local = {}
exec("import math as m\ny = m.floor(2.5)", {}, local)
print(local["y"])
code = compile("a + b", "<here>", "eval")
print(eval(code, {"a": 1, "b": 2}), code.co_names, code.co_filename)
code = compile("for i in range(2):\n    print(i)\n", "<there>", "exec")
exec(code)
exec(compile("5 + 5\n", "<single>", "single"))


def outer():
    captured = 10

    def inner():
        return captured
    return inner


closure = outer()
try:
    eval(closure.__code__)
except TypeError as error:
    print(error)
try:
    exec(closure.__code__)
except TypeError as error:
    print(error)
exec(closure.__code__, {}, closure=closure.__closure__)
try:
    exec("x = 1", closure=closure.__closure__)
except TypeError as error:
    print(error)
print(dir() == sorted(dir()), "run" in dir(), vars() is globals(), locals() is globals())


class Body:
    x = 1
    names = sorted(k for k in locals() if not k.startswith("__"))
    y = eval("x + 1")
    exec("z = y + 1")


print(Body.names, Body.y, Body.z)
