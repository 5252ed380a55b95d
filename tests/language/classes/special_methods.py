# Special methods that return nonsense or are None.
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


class R:
    def __hash__(self): return 'a'
    def __len__(self): return -1
    def __bool__(self): return 1
    def __index__(self): return 'x'
    def __repr__(self): return 1
    def __iter__(self): return 1
    def __contains__(self, x): return 'yes'
    def __int__(self): return 1.5
    def __float__(self): return 1
    def __format__(self, spec): return 1
    def __bytes__(self): return 1
    def __length_hint__(self): return -5
    def __dir__(self): return 3
    def __trunc__(self): return 3
    def __complex__(self): return 3


show(lambda: hash(R()))
show(lambda: len(R()))
show(lambda: bool(R()))
show(lambda: [][R()])
show(lambda: repr(R()))
show(lambda: str(R()))
show(lambda: iter(R()))
show(lambda: 1 in R())
show(lambda: int(R()))
show(lambda: float(R()))
show(lambda: format(R()))
show(lambda: bytes(R()))
show(lambda: dir(R()))
show(lambda: list(R()))
show(lambda: complex(R()))


class L:
    def __init__(self, length): self.length = length
    def __len__(self): return self.length
show(lambda: len(L('a')))
show(lambda: len(L(1 << 100)))
show(lambda: bool(L(1 << 100)))
show(lambda: bool(L(0)))
show(lambda: bool(L(-1)))
show(lambda: len(L(True)))
show(lambda: len(L(1.0)))


class H:
    __hash__ = None
    __iter__ = None
    __contains__ = None
    __add__ = None
    __radd__ = None
    __lt__ = None
    __call__ = None
    __getitem__ = None
    __len__ = None
    __reversed__ = None
show(lambda: hash(H()))
show(lambda: iter(H()))
show(lambda: 1 in H())
show(lambda: H() + 1)
show(lambda: 1 + H())
show(lambda: H() < 1)
show(lambda: H()())
show(lambda: H()[1])
show(lambda: len(H()))
show(lambda: bool(H()))
show(lambda: reversed(H()))


class Eq:
    def __eq__(self, other): return True
show(lambda: hash(Eq()))
print(Eq.__hash__, Eq() == 3, Eq() != 3)


class Sequence:
    def __getitem__(self, index):
        if index > 3: raise IndexError
        return index * 2
print(list(Sequence()), 4 in Sequence(), 5 in Sequence(), Sequence()[2])


class Hooked:
    def __getattr__(self, name):
        if name.startswith('x'): return name + '!'
        raise AttributeError('no ' + name)
    def __setattr__(self, name, value): object.__setattr__(self, name, value * 2)
    def __delattr__(self, name): print('delete', name); object.__delattr__(self, name)
h = Hooked()
h.a = 3
print(h.a, h.xyz)
show(lambda: h.b)
del h.a
show(lambda: h.a)
print(hasattr(h, 'xx'), hasattr(h, 'yy'), getattr(h, 'yy', 'default'))


class Getter:
    value = 5
    def __getattribute__(self, name):
        if name == 'magic': return 42
        return super().__getattribute__(name)
g = Getter()
print(g.magic, g.value)
show(lambda: g.nothing)


class Both:
    def __getattribute__(self, name): raise AttributeError(name)
    def __getattr__(self, name): return 'fallback ' + name
print(Both().anything)


class Callable:
    def __call__(self, *args, **kwargs): return args, kwargs
print(Callable()(1, 2, x=3), Callable().__call__(4))


class Meta(type):
    def __call__(cls, *args): return ('made', cls.__name__, args)
    def __getattr__(cls, name): return 'meta ' + name
    def __instancecheck__(cls, instance): return instance == 7
    def __subclasscheck__(cls, subclass): return subclass is int
    def __len__(cls): return 11
class Made(metaclass=Meta): pass
print(Made(1, 2), Made.whatever, isinstance(7, Made), isinstance(8, Made), issubclass(int, Made), issubclass(str, Made), len(Made))


class Late: pass
late = Late()
show(lambda: late + 1)
show(lambda: len(late))
show(lambda: late())
Late.__add__ = lambda self, other: ('add', other)
Late.__len__ = lambda self: 9
Late.__call__ = lambda self: 'called'
Late.__bool__ = lambda self: False
class Later(Late): pass
print(late + 1, len(late), late(), bool(late), Later() + 2, len(Later()))
del Late.__add__
show(lambda: Later() + 2)
late.__len__ = lambda: 100  # on the instance: not seen
print(len(late))
