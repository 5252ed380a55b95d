"""Every function of operator, the getters with their repr and state, and what they refuse."""
import operator
from _operator import _compare_digest
from copy import copy


def show(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


print(sorted(operator.__all__))
print([operator.add(2, 3), operator.sub(2, 3), operator.mul("a", 3), operator.truediv(1, 4), operator.floordiv(-7, 2),
       operator.mod(-7, 3), operator.pow(2, 10), operator.lshift(1, 70), operator.rshift(-9, 1), operator.and_(6, 3),
       operator.or_(6, 3), operator.xor(6, 3), operator.neg(1), operator.pos(True), operator.abs(-3),
       operator.invert(5), operator.not_([]), operator.truth([0]), operator.index(True)])
print([operator.lt(1, 2), operator.le(2, 2), operator.eq(1, 1.0), operator.ne(1, 2), operator.gt(1, 2),
       operator.ge(1, 2), operator.is_(None, None), operator.is_not(1, None), operator.contains("abc", "b"),
       operator.countOf([1, 2, 1], 1), operator.indexOf("abc", "c"), operator.concat([1], [2]),
       operator.getitem("abc", 1), operator.length_hint(iter([1, 2])), operator.length_hint(5, 7),
       operator.call(max, 1, 5), operator.call(dict, a=1), operator.__add__(1, 2), operator.__and__(3, 1)])
a = [1]
print(operator.iadd(a, [2]), operator.imul(a, 2), a, operator.setitem(a, 0, 9), operator.delitem(a, 1), a)
show(operator.add, 1)
show(operator.add, 1, "a")
show(operator.concat, 1, 2)
show(operator.neg)
show(operator.indexOf, [1], 2)
show(operator.length_hint, 1, "a")
show(operator.length_hint)
show(operator.call)
print(_compare_digest("ab", "ab"), _compare_digest(b"ab", b"ac"))
show(_compare_digest, "ä", "ä")
show(_compare_digest, 1, 2)


class Tree:
    name = "root"

    def walk(self, *args, **kwargs):
        return args, kwargs


Tree.child = Tree()
get, two = operator.itemgetter(1), operator.itemgetter("a", 2)
print(get("abc"), two({"a": 1, 2: 3}), get, two, get.__reduce__(), copy(two)({"a": 5, 2: 6}))
get, two = operator.attrgetter("child.name"), operator.attrgetter("name", "child.child.name")
print(get(Tree()), two(Tree()), get, two, two.__reduce__())
call = operator.methodcaller("walk", 1, key=2)
print(call(Tree()), call, operator.methodcaller("walk"), copy(call)(Tree()), operator.methodcaller("x", 1).__reduce__())
for make, args in [(operator.itemgetter, ()), (operator.attrgetter, ()), (operator.attrgetter, (1,)),
                   (operator.methodcaller, ()), (operator.methodcaller, (1,))]:
    show(make, *args)
show(operator.itemgetter, x=1)
for getter in [operator.itemgetter(0), operator.attrgetter("none"), operator.methodcaller("none")]:
    show(getter)
    show(getter, 1, 2)
    show(getter, obj=1)
    show(getter, Tree())
