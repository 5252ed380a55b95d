import sys


def show(function):
    try:
        function()
    except Exception:
        sys.excepthook(*sys.exc_info())


class Thing:
    blech = 1
    Size = 2

    def method(self):
        pass


counter = 0


def attribute():
    Thing().bluch


def case():
    Thing.size


def method():
    Thing().methods()


def far():
    Thing().completely_different


def local():
    variable = 1
    return variabel


def global_():
    return countr


def builtin():
    prnt("x")


def unbound():
    print(value)
    value = 1


for function in (attribute, case, method, far, local, global_, builtin, unbound):
    show(function)
