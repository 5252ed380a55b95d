from functools import partial
class S(partial): pass
class S2(S): pass
def f(*a,**k): return a,k
for A in partial,S,S2:
    for B in partial,S,S2:
        p=B(A(f,1,x=2),3,y=4); print(A.__name__,B.__name__,p.func is f, p.args,p.keywords, vars(p))
p=partial(f,1); p.z=1
print(partial(p,2).func is f)
p.__dict__.clear()
print(partial(p,2).func is f)
class S3(partial): __slots__=()
print(S3(S3(f,1)).func is f, S3(S(f,1)).func is f, S3(partial(f,1)).func is f,partial(S3(f,1)).func is f)
