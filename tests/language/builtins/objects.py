"""Attributes, classes, iterators and other built-in functions about objects."""
class Base:
    shared = 1


class Derived(Base):
    def __init__(self):
        self.own = 2


class Slots:
    __slots__ = ("a",)


class Dir:
    def __dir__(self):
        return ["b", "a"]


class BadLength:
    def __len__(self):
        return -1


class Length:
    def __len__(self):
        return 2**70


class Sequence:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * 10


thing = Derived()
counter = iter([1, 2, 3, 0, 5])


def show(name, function):
    """Print what the function gives, or the error that it raises."""
    try:
        print(name, repr(function()))
    except Exception as error:
        print(name, type(error).__name__, error)

show("getattr(thing,'own'), getattr(thing,'shared'), getattr(thing,'nope',7), hasattr(thing,'own'), hasattr(thing,'nope')", lambda: (getattr(thing,'own'), getattr(thing,'shared'), getattr(thing,'nope',7), hasattr(thing,'own'), hasattr(thing,'nope')))
show("getattr(thing,'nope')", lambda: getattr(thing,'nope'))
show('getattr(thing)', lambda: getattr(thing))
show('getattr(thing,5)', lambda: getattr(thing,5))
show("getattr(thing,'a','b','c')", lambda: getattr(thing,'a','b','c'))
show('hasattr(thing,5)', lambda: hasattr(thing,5))
show('hasattr(thing)', lambda: hasattr(thing))
show("setattr(thing,'x',5), thing.x, delattr(thing,'x'), hasattr(thing,'x')", lambda: (setattr(thing,'x',5), thing.x, delattr(thing,'x'), hasattr(thing,'x')))
show("setattr(thing,'x')", lambda: setattr(thing,'x'))
show("delattr(thing,'nope')", lambda: delattr(thing,'nope'))
show('delattr(thing)', lambda: delattr(thing))
show("vars(thing), vars(Base)['shared']", lambda: (vars(thing), vars(Base)['shared']))
show('vars(5)', lambda: vars(5))
show('vars(Slots())', lambda: vars(Slots()))
show('vars(1,2)', lambda: vars(1,2))
show("dir(Dir()), 'shared' in dir(thing), 'own' in dir(thing), dir(thing) == sorted(dir(thing))", lambda: (dir(Dir()), 'shared' in dir(thing), 'own' in dir(thing), dir(thing) == sorted(dir(thing))))
show('dir(1,2)', lambda: dir(1,2))
show('callable(len), callable(5), callable(Base), callable(thing)', lambda: (callable(len), callable(5), callable(Base), callable(thing)))
show('callable()', lambda: callable())
show('isinstance(thing, Base), isinstance(5, (str, (float, int))), isinstance(True, int), isinstance(1, int | str), isinstance(Base, type)', lambda: (isinstance(thing, Base), isinstance(5, (str, (float, int))), isinstance(True, int), isinstance(1, int | str), isinstance(Base, type)))
show('isinstance(5, 5)', lambda: isinstance(5, 5))
show('isinstance(5)', lambda: isinstance(5))
show('isinstance(5, list[int])', lambda: isinstance(5, list[int]))
show('issubclass(Derived, Base), issubclass(int, (str, object)), issubclass(bool, int), issubclass(int, int | str)', lambda: (issubclass(Derived, Base), issubclass(int, (str, object)), issubclass(bool, int), issubclass(int, int | str)))
show('issubclass(5, int)', lambda: issubclass(5, int))
show('issubclass(int, 5)', lambda: issubclass(int, 5))
show('id(thing) == id(thing), id(5) == id(5), type(id(thing))', lambda: (id(thing) == id(thing), id(5) == id(5), type(id(thing))))
show("iter([1]).__class__.__name__, list(iter(lambda: next(counter), 0)), list(iter(Sequence())), next(iter('ab'))", lambda: (iter([1]).__class__.__name__, list(iter(lambda: next(counter), 0)), list(iter(Sequence())), next(iter('ab'))))
show('iter(5)', lambda: iter(5))
show('iter()', lambda: iter())
show('iter(5,6)', lambda: iter(5,6))
show('iter([],2,3)', lambda: iter([],2,3))
show('next(iter([]))', lambda: next(iter([])))
show("next(iter([]), 'end')", lambda: next(iter([]), 'end'))
show('next(5)', lambda: next(5))
show('next()', lambda: next())
show('next([1])', lambda: next([1]))
show('len(BadLength())', lambda: len(BadLength()))
show('len(Length())', lambda: len(Length()))
show('bool(BadLength())', lambda: bool(BadLength()))
show("sorted([3,1,2]), sorted('cab'), sorted([3,1,2],reverse=True), sorted(['bb','a'],key=len), sorted({3:1,1:2}), sorted((x for x in [2,1]))", lambda: (sorted([3,1,2]), sorted('cab'), sorted([3,1,2],reverse=True), sorted(['bb','a'],key=len), sorted({3:1,1:2}), sorted((x for x in [2,1]))))
show('sorted()', lambda: sorted())
show('sorted([1],[2])', lambda: sorted([1],[2]))
show("sorted([1,'a'])", lambda: sorted([1,'a']))
show('sorted([1],foo=2)', lambda: sorted([1],foo=2))
show('sorted(5)', lambda: sorted(5))
show("repr('a'), ascii('é€😀'), repr([1,'x']), format(5), format('a','>3'), str(b'x')", lambda: (repr('a'), ascii('é€😀'), repr([1,'x']), format(5), format('a','>3'), str(b'x')))
show("format([],'d')", lambda: format([],'d'))
show('format(5,5)', lambda: format(5,5))
show("list(map(str,[1,2])), list(filter(None,[0,1,'']))", lambda: (list(map(str,[1,2])), list(filter(None,[0,1,'']))))
show("list(reversed([1,2,3])), list(enumerate('ab',1)), list(zip('ab',[1,2]))", lambda: (list(reversed([1,2,3])), list(enumerate('ab',1)), list(zip('ab',[1,2]))))
show('type(print).__name__, len.__name__, len.__module__, len.__text_signature__, repr(len), len.__self__.__name__', lambda: (type(print).__name__, len.__name__, len.__module__, len.__text_signature__, repr(len), len.__self__.__name__))
show('__debug__, None, Ellipsis, NotImplemented', lambda: (__debug__, None, Ellipsis, NotImplemented))
show('exit, quit', lambda: (exit, quit))
show('help', lambda: help)
show('copyright is not None', lambda: copyright is not None)
show("eval('1+2'), eval(' \\t3*4'), eval(b'5'), eval('x',{'x':7}), eval('x+y',{'x':1},{'y':2}), eval(compile('6*7','<s>','eval'))", lambda: (eval('1+2'), eval(' \t3*4'), eval(b'5'), eval('x',{'x':7}), eval('x+y',{'x':1},{'y':2}), eval(compile('6*7','<s>','eval'))))
show("eval('1+')", lambda: eval('1+'))
show("eval('x','a')", lambda: eval('x','a'))
show("eval('x',{},5)", lambda: eval('x',{},5))
show('eval(5)', lambda: eval(5))
show("eval('x',{})", lambda: eval('x',{}))
show("eval('')", lambda: eval(''))
show("eval('a\\0')", lambda: eval('a\0'))
show("exec('a=5'), exec(5)", lambda: (exec('a=5'), exec(5)))
show("exec('x=1',5)", lambda: exec('x=1',5))
show("exec('x=1',{},5)", lambda: exec('x=1',{},5))
show("compile('x','<s>','other')", lambda: compile('x','<s>','other'))
show("compile('x','<s>','exec',2)", lambda: compile('x','<s>','exec',2))
show("compile('x','<s>','exec',optimize=5)", lambda: compile('x','<s>','exec',optimize=5))
show("compile(5,'<s>','exec')", lambda: compile(5,'<s>','exec'))
show("compile('x')", lambda: compile('x'))
show("compile('x','f','eval').co_filename, compile('x=1','f','exec').co_name", lambda: (compile('x','f','eval').co_filename, compile('x=1','f','exec').co_name))
show("compile('x',5,'exec')", lambda: compile('x',5,'exec'))
show('input(1,2)', lambda: input(1,2))
show("print('a', 'b', sep='-', end='!\\n')", lambda: print('a', 'b', sep='-', end='!\n'))
show("print('a', sep=5)", lambda: print('a', sep=5))
show("print('a', end=5)", lambda: print('a', end=5))
show("print('a', foo=5)", lambda: print('a', foo=5))
show("print(), print(1, None, [2], sep='')", lambda: (print(), print(1, None, [2], sep='')))
show("print('x', file=None, flush=True)", lambda: print('x', file=None, flush=True))
show("print('x', file=5)", lambda: print('x', file=5))
show("__import__('math').pi, __import__('sys').__name__", lambda: (__import__('math').pi, __import__('sys').__name__))
show('__import__()', lambda: __import__())
show("__import__('no_such_module_here')", lambda: __import__('no_such_module_here'))
show("__import__('')", lambda: __import__(''))
show("globals()['thing'] is thing, sorted(k for k in (lambda q: locals())(5))", lambda: (globals()['thing'] is thing, sorted(k for k in (lambda q: locals())(5))))
show('object() == object(), type(object()), type(type)', lambda: (object() == object(), type(object()), type(type)))
show('breakpoint.__name__, aiter.__name__', lambda: (breakpoint.__name__, aiter.__name__))
show('aiter(5)', lambda: aiter(5))
