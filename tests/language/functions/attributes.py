# Functions and cells: construction, attributes and what they refuse.
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


F = type(show)
def f(a,b=1,*,c=2): 
    "d"
    return a
show(lambda: F())
show(lambda: F(1,2))
show(lambda: F(f.__code__,1))
show(lambda: F(f.__code__,{},1))
show(lambda: F(f.__code__,{},'n',1))
show(lambda: F(f.__code__,{},'n',(),1))
show(lambda: F(f.__code__,{},None,None,()));
def mk():
    x=1
    def q(): return x
    return q
q=mk()
show(lambda: F(q.__code__,{}))
show(lambda: F(q.__code__,{},closure=()))
show(lambda: F(q.__code__,{},closure=(1,)))
show(lambda: F(f.__code__,{},closure=(1,)))
show(lambda: F(q.__code__,{},closure=q.__closure__)())
for at in '__code__ __defaults__ __kwdefaults__ __closure__ __globals__ __name__ __qualname__ __doc__ __module__ __annotations__ __dict__ __builtins__'.split():
    for v in (1,None,(1,),{'c':1},'s'):
        def f(a,b=1,*,c=2): "d"
        show(lambda: (at,v,setattr(f,at,v), getattr(f,at) if at not in('__builtins__','__globals__') else 1))
    show(lambda: (at,delattr(f,at), getattr(f,at)))
show(lambda: setattr(f,'__code__',q.__code__))
show(lambda: f.zzz)
def closure():
    x = 1
    return lambda: x
c = type(closure().__closure__[0])
show(lambda: c())
show(lambda: c(1))
show(lambda: c(1,2))
show(lambda: c(x=1))
show(lambda: c().cell_contents)
show(lambda: c(1)<c(2))
show(lambda: c(1)==c(1.0))
show(lambda: c()<c(1))
show(lambda: hash(c()))
show(lambda: c(1)==1)
show(lambda: repr(c(5)))
