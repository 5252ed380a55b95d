"""The lessons on types and the collector; the same under Adder and CPython."""
import gc

from stack import Stack

stack = Stack()
stack.push(1)
stack.push("two")
assert len(stack) == 2 and stack.pop() == "two" and stack.pop() == 1 and not stack
try:
    stack.pop()
except IndexError as error:
    assert str(error) == "pop from an empty stack"
else:
    raise AssertionError("an empty stack gave an item")


class Watched:
    alive = 0

    def __init__(self):
        Watched.alive += 1

    def __del__(self):
        Watched.alive -= 1


# A stack that holds itself: only the collector can end it, and what it holds.
for _ in range(10):
    stack = Stack()
    stack.push(stack)
    stack.push(Watched())
del stack
gc.collect()
assert Watched.alive == 0, Watched.alive


class Named(Stack):
    pass


named = Named()
named.name = "a subclass has room for attributes"
named.push(named)
assert named.pop() is named
