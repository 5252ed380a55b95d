import gc
import weakref

from weakling import Node, Phoenix, Point, Row, count, point, take_saved


def attempt(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


node = Node(Node())
gone = []
ref = weakref.ref(node, lambda r: gone.append(r() is None))
node.colour = "red"
print(node, node.__dict__, node.dict_pointer(), Node().dict_pointer(), ref() is node, weakref.getweakrefcount(node))
node.next = node
print(node, Node.__contains__(node, 5), 5 in node, Node[int], Node.__weakrefoffset__ > 0, Node.__dictoffset__ > 0)
node.__dict__ = {"a": [node]}
print(node.a[0] is node, sorted(vars(node)))
attempt("dict", lambda: setattr(node, "__dict__", 5))
attempt("dig", node.dig)
before = count()
del node
gc.collect()
print(before - count(), gone, ref() is None)
chain = None
for _ in range(200000):
    chain = Node(chain)
print(count())
del chain
print(count())


class Child(Node):
    __slots__ = ("extra",)


child = Child()
child.extra = weakref.proxy(child)
child.other = 1
print(child.extra.other, Child.__dictoffset__ == Node.__dictoffset__, Child.__weakrefoffset__ == Node.__weakrefoffset__)
attempt("wrong", lambda: Node(1, 2))
attempt("wrong", lambda: Node(nothing=1))

phoenix = Phoenix()
del phoenix
phoenix = take_saved()
print(phoenix.finalized, take_saved())
del phoenix
phoenix = take_saved()
print(None if phoenix is None else phoenix.finalized)
phoenix = None
take_saved()

row = Row(1, 2, 3)
match row:
    case [first, *rest]:
        print("sequence", first, rest)
    case _:
        print("no sequence")
print(len(row), list(row), 2 in row, row[1], row[-1], list(reversed(row)))


class Wide(Row):
    """Has no room for a dict behind its items in C, and has one all the same."""


wide = Wide(4, 5)
attempt("attribute", lambda: setattr(wide, "name", "w"))
attempt("attribute", lambda: (wide.name, list(wide)))
attempt("bad item", lambda: Row(1, "x"))
for is_static in (False, True):
    p = point(1, 2, is_static)
    print(p, p.x, p[1], p.hidden, len(p), tuple(p), p == (1, 2), p.n_fields, p.n_sequence_fields, p.n_unnamed_fields)
    print(type(p).__doc__, type(p).x.__doc__, hash(p) == hash((1, 2)), p.__reduce__())
print(Point((3, 4)), Point([3, 4, 5]).hidden, isinstance(p, tuple))
attempt("short", lambda: Point((1,)))
attempt("long", lambda: Point((1, 2, 3, 4)))
attempt("static new", lambda: type(p)((7, 8)))
