"""Attributes that cannot be set or deleted, and what they say; types that cannot be subscripted or hashed."""
import types, sys
def g(): yield
async def c(): pass
async def a(): yield
co=c()
try: 1/0
except ZeroDivisionError as e: tb=e.__traceback__
class S: __slots__=('a',)
objs=[g(),co,a(),tb,g,[].append,[].__add__,list.append,int.real,S.a,slice(1),range(3),3,1.5,1j,memoryview(b'a'),types.MethodType(g,3),property(),classmethod(g),staticmethod(g),super(int,3),iter([]),type.__dict__,int,ValueError(3),StopIteration(3),OSError(1,'2'),SyntaxError('a'),types.SimpleNamespace(),list[int],int|str,UnicodeDecodeError('a',b'b',1,2,'e'),ImportError('a'),KeyError(3),SystemExit(3), types.CellType(3), object(), NameError('x',name='y'), AttributeError('x',name='y')]
for o in objs:
    for n in sorted(dir(type(o))):
        if n.startswith('__') and n not in('__self__','__name__','__qualname__','__module__','__doc__','__dict__','__func__','__objclass__','__text_signature__','__code__','__defaults__','__kwdefaults__','__closure__','__globals__','__annotations__','__builtins__','__wrapped__','__isabstractmethod__','__thisclass__','__self_class__','__origin__','__args__','__parameters__','__unpacked__','__cause__','__context__','__traceback__','__suppress_context__','__notes__'): continue
        d=getattr(type(o),n,None)
        if callable(d) and not hasattr(type(d),'__set__') : continue
        for v in (5,None):
            try: setattr(o,n,v); r='ok'
            except Exception as e: r=type(e).__name__+' '+str(e)
            print(type(o).__name__,n,v,r)
        try: delattr(o,n); r='ok'
        except Exception as e: r=type(e).__name__+' '+str(e)
        print(type(o).__name__,n,'del',r)
co.close()
for kind in [types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType]:
    try:
        print(kind[int])
    except TypeError as error:
        print(error)
try:
    hash(type.__dict__)
except TypeError as error:
    print(error)
