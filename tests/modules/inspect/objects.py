# Signatures, sources, members, documentation, frames.
import inspect, functools, sys
def f(a, b:int=1, /, c=2, *args, d, e:'str'=3, **kw) -> bool: ...
print(inspect.signature(f)); print(inspect.getfullargspec(f))
class A:
    """Doc of A.

        more
    """
    x = 1
    def __init__(self, q, r=2): pass
    def m(self, z):
        "method"
        return z
    @classmethod
    def c(cls, y): pass
    @staticmethod
    def s(w): pass
    @property
    def p(self): "prop"
    async def co(self): pass
# comment about deco
@functools.wraps(f)
def deco(*a): # trailing
    if a:
        return 1

    # inner comment
    return 2
# after
for o in (A, A(1).m, A.c, A.s, deco, len, functools.partial(f, 1, d=4), print, dict.get, A(1).co):
    try: print(inspect.signature(o))
    except Exception as e: print(type(e).__name__, e)
print(inspect.getsource(A.m)); print(inspect.getsource(deco.__wrapped__)); print(inspect.getsource(A)); print(inspect.getcomments(deco), inspect.getsourcelines(A.co))
print(inspect.getsource(lambda x: x +
   1))
print(inspect.getdoc(A), inspect.getdoc(A.m), inspect.getmro(A), inspect.isclass(A), inspect.ismethod(A(1).m), inspect.iscoroutinefunction(A.co), inspect.isroutine(len), inspect.isbuiltin(len))
print([n for n,v in inspect.getmembers(A(1), inspect.ismethod)], [(a.name,a.kind) for a in inspect.classify_class_attrs(A) if not a.name.startswith('__')])
b=inspect.signature(f).bind(1,2,3,4,5,d=6,zz=7); print(b, b.args, b.kwargs); b=inspect.signature(f).bind(1,d=2); b.apply_defaults(); print(b)
for args,kw in [((),{}),((1,),{}),((1,),{'d':1,'a':3})]:
    try: print(inspect.signature(f).bind(*args,**kw))
    except TypeError as e: print(e)
def g(a,b): pass
for args,kw in [((1,2,3),{}),((1,),{}),((1,),{'a':3}),((1,2),{'q':1})]:
    for fn in (lambda: inspect.signature(g).bind(*args,**kw), lambda: inspect.getcallargs(g,*args,**kw)):
        try: print(fn())
        except TypeError as e: print(e)
def gen(): 
    x=1
    yield 1
i=gen(); print(inspect.getgeneratorstate(i)); next(i); print(inspect.getgeneratorstate(i), inspect.getgeneratorlocals(i)); i.close(); print(inspect.getgeneratorstate(i))
print(inspect.getclasstree([int,bool]), type(inspect.getattr_static(A,'c')), type(inspect.getattr_static(A(1),'p')), inspect.cleandoc("a\n  b\n   c\n"))
def outer():
    v=3
    def inner(): return v + len([]) + undefined_thing + sys
    return inner
print(inspect.getclosurevars(outer()))
fi=inspect.getframeinfo(inspect.currentframe()); print(fi.function, fi.lineno, fi.code_context, fi.index, fi.positions)
def st(): return inspect.stack()[0][3], inspect.stack()[1].function
print(st(), inspect.getmodule(f), inspect.getmodulename('/a/b.py'), inspect.getsourcefile(f)==__file__, inspect.isgeneratorfunction(gen))
print(inspect.Parameter('a', inspect.Parameter.KEYWORD_ONLY, default=1, annotation=int), repr(inspect.Signature([inspect.Parameter('x',0)])), inspect.get_annotations(f), inspect.get_annotations(f, eval_str=True))
for bad in (lambda: inspect.Parameter('1',1), lambda: inspect.signature(3), lambda: inspect.getsource(len), lambda: inspect.getfile(3), lambda: inspect.getsource(int), lambda: inspect.Signature([inspect.Parameter('a',3),inspect.Parameter('b',0)])):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(inspect.isabstract(__import__('collections').abc.Sized), inspect.isdatadescriptor(A.p), inspect.ismethoddescriptor(str.join), inspect.unwrap(deco) is f, inspect.signature(deco, follow_wrapped=False))
