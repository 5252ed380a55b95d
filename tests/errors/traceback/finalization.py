class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("bye", self.name)


a = Loud("a")
b = Loud("b")


def holds_globals():
    return a


_private = Loud("private")
