# Calls of everything callable, and what is wrong with the others.
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


def f(a, b=2, /, c=3, *args, d, e=5, **kwargs): return a, b, c, args, d, e, kwargs
show(lambda: f(1, d=4))
show(lambda: f(1, 2, 3, 4, d=5, z=6))
show(lambda: f())
show(lambda: f(1))
show(lambda: f(a=1, d=2))
show(lambda: f(1, 2, c=3, d=4, a=5))
show(lambda: f(1, 2, 3, c=4, d=5))
show(lambda: f(*(1, 2), **{'d': 3}))
show(lambda: f(1, d=2, **{'d': 3}))
show(lambda: f(*None))
show(lambda: f(**None))
show(lambda: f(1, **{2: 3}))
show(lambda: (lambda: 0)(1))
show(lambda: (lambda a: 0)())
show(lambda: (lambda a, b: 0)())
show(lambda: (lambda a, b, c: 0)())
show(lambda: (lambda a: 0)(1, 2))
show(lambda: (lambda a, b=1: 0)(1, 2, 3))
show(lambda: (lambda a=1: 0)(1, 2))
show(lambda: (lambda a: 0)(b=1))
show(lambda: (lambda *, a: 0)())
show(lambda: (lambda *, a, b: 0)())
show(lambda: (lambda *, a: 0)(1))
show(lambda: (lambda a, *, b: 0)(1, 2, b=3))
show(lambda: (lambda a, /: 0)(a=1))
show(lambda: (lambda a, /, b: 0)(a=1, b=2))
for thing in (1, None, 'a', [], {}, object(), ..., NotImplemented):
    show(lambda: thing())


class C:
    def method(self, x): return x
    @classmethod
    def make(cls, x=1): return cls.__name__, x
    @staticmethod
    def plain(x): return x
    def __call__(self): return 'called'
show(lambda: C.method())
show(lambda: C.method(1))
show(lambda: C().method())
show(lambda: C().method(1, 2))
show(lambda: C().method(y=1))
show(lambda: C.make(5))
show(lambda: C().make())
show(lambda: C.make(1, 2))
show(lambda: C.plain(3))
show(lambda: C().plain())
show(lambda: C()())
show(lambda: C()(1))
show(lambda: C().missing())
show(lambda: C.missing())

# --- native functions of every kind ---
show(lambda: len())
show(lambda: len(1, 2))
show(lambda: len(x=1))
show(lambda: [].append())
show(lambda: [].append(1, 2))
show(lambda: [].append(x=1))
show(lambda: list.append())
show(lambda: list.append(1, 2))
show(lambda: list.append([]))
show(lambda: [].reverse(1))
show(lambda: list.reverse())
show(lambda: [].insert())
show(lambda: [].pop(1, 2))
show(lambda: [].sort(1))
show(lambda: [].sort(foo=1))
show(lambda: [].sort(key=1, reverse=2, foo=3))
show(lambda: sorted())
show(lambda: sorted([], 1))
show(lambda: sorted([], foo=1))
show(lambda: ''.split(1, 2, 3))
show(lambda: ''.split(sep=1, maxsplit=2, foo=3))
show(lambda: ''.encode('a', 'b', 'c'))
show(lambda: sum())
show(lambda: sum([1], 2, 3))
show(lambda: round())
show(lambda: round(1, number=3))
show(lambda: print(foo=1))
show(lambda: print(1, sep=1))
show(lambda: int.from_bytes())
show(lambda: (1).to_bytes(1, 'big', True))
show(lambda: int.__add__())
show(lambda: int.__add__(1))
show(lambda: int.__add__('a', 1))
show(lambda: (1).__add__())
show(lambda: (1).__add__(1, 2))
show(lambda: (1).__add__(x=2))
show(lambda: dict.fromkeys())
show(lambda: dict.__dict__['fromkeys'](1))
show(lambda: dict.__dict__['fromkeys'](int))
show(lambda: dict.__dict__['fromkeys']())
show(lambda: dict.__dict__['fromkeys'].__get__(1))
show(lambda: isinstance(1))
show(lambda: isinstance(1, 2))
show(lambda: isinstance(1, (2,)))
show(lambda: issubclass(1, int))
show(lambda: issubclass(int, 2))
show(lambda: issubclass(int, (str, 2)))
show(lambda: getattr(1))
show(lambda: sorted([], **{1: 2}))
print(str.join(*['-', 'abc']), list(map(int.__add__, [1, 2], [3, 4])), max(*[1, 5, 3]), ''.join.__self__ == '')
print(sorted('bca', key=str.upper, **{'reverse': True}), dict(**{'a': 1}, b=2), int('ff', **{'base': 16}))

# --- deep recursion is an error, not a crash ---
def recurse(n): return recurse(n + 1)
show(lambda: recurse(0))
class R:
    def __repr__(self): return repr(self)
    def __eq__(self, other): return self == other
    def __add__(self, other): return self + other
    def __call__(self): return self()
    def __getattr__(self, name): return getattr(self, name + 'x')
    def __len__(self): return len(self)
    def __hash__(self): return hash(self)
for name, action in [('repr', lambda: repr(R())), ('eq', lambda: R() == R()), ('add', lambda: R() + 1), ('call', lambda: R()()),
                     ('getattr', lambda: R().a), ('len', lambda: len(R())), ('hash', lambda: hash(R()))]:
    try:
        action()
    except RecursionError as error:
        print(name, 'RecursionError')
nested = []
for i in range(100000): nested = [nested]
for action in (lambda: repr(nested), lambda: nested == [nested], lambda: hash((nested,))):
    try:
        print(action())
    except (RecursionError, TypeError) as error:
        print(type(error).__name__)
