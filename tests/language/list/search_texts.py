"""in, index and count with texts among other items, and items that change the list while they are asked."""
items = ["apple", "banana", 3, None, "été", "\U0001f600", "", "apple"]
for value in ["apple", "été", "ete", "", "\U0001f600", "x", "banana" + "", 3, None]:
    print(repr(value), value in items, items.count(value), value in tuple(items), items.index(value) if value in items else "-")


class Text(str):
    def __eq__(self, other):
        print("asked", str(self), repr(other))
        return str(self) == "match"

    __hash__ = str.__hash__


print("b" in ["a", Text("no"), "c", Text("match"), Text("never")], Text("match") in ["a", "b"])


class Grows:
    def __eq__(self, other):
        if len(growing) < 6:
            growing.append(Grows() if len(growing) < 5 else "z")
        return False


growing = ["a", Grows()]
print("z" in growing, len(growing), growing.index("z"))


class Clears:
    def __eq__(self, other):
        cleared.clear()
        return False


cleared = ["a", Clears(), "z"]
print("z" in cleared, cleared)
try:
    ["a", "b"].index("c")
except ValueError as error:
    print(error)
print(["a", "b", "a"].index("a", 1), ["a", "b", "a"].index("a", -1), ("a", "b").index("b", 0, 2))
