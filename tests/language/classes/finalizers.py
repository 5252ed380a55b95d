# __del__, resurrection, deep structures, weak references by way of the class.
class D:
    def __init__(self, name): self.name = name
    def __del__(self): print('del', self.name)
d = D('one'); d = None
def scope():
    inner = D('two')
scope()
kept = []
class Phoenix:
    def __del__(self): kept.append(self); print('rise')
p = Phoenix(); p.x = 1
p = None
print(len(kept), kept[0].x)
kept.clear()
print(len(kept))
class Node:
    def __init__(self, next): self.next = next
head = None
for i in range(200000): head = Node(head)
head = None
print('deep list gone')
class Slots:
    __slots__ = 'next'
    def __init__(self, next): self.next = next
head = None
for i in range(200000): head = Slots(head)
head = None
print('deep slots gone')
class SubD(D):
    __slots__ = 'extra'
s = SubD('three'); s.extra = D('four'); s = None
class Failing:
    def __del__(self): self.__class__ = Quiet
class Quiet: pass
f = Failing(); f = None
class L(list):
    def __del__(self): print('list of', len(self))
l = L([1, 2, 3]); l.attribute = D('five'); l = None
def local_class():
    class Local:
        def method(self): return Local
    return Local().method().__name__
print(local_class())
