import sys


def show(function):
    try:
        function()
    except Exception:
        sys.excepthook(*sys.exc_info())


def binary():
    a, b = 1, "x"
    return 2 * (a) +   (b)


def floor():
    a = b = 0
    x = 5 + a // b
    return x


def power():
    a = "x"
    print((a ** 2).real)


def subscript():
    data = {"a": {}}
    return data["a"]["b"]["c"] + 1


def index():
    rows = [[1]]
    return rows[0]     [5]


def call():
    def inner(x):
        raise ValueError(x)

    return [inner(
        1), 2]


def attribute():
    value = 3
    return value.bit_lengthy()


def whole():
    raise ValueError


def unicode_text():
    é = "ß"
    return "äöü", é + 1, é


def several_lines():
    return (1 +
            2 + "x" +
            "y")


def unary():
    return 1 if -"x" else 2


def comparison():
    return 1 < 2 < "x"


def unpack():
    a, b = 1, 2, 3


for function in (binary, floor, power, subscript, index, call, attribute, whole, unicode_text, several_lines, unary, comparison, unpack):
    show(function)
