from enum import *
class Perm(IntFlag):
    R=4;W=2;X=1
for i in range(-10,20):
    p=Perm(i); q=~p
    print(i,repr(p),repr(q),repr(~q),q._value_, ~p is ~p, ~~p is p)
class Open(IntFlag):
    RO=0;WO=1;RW=2;AC=3;CE=1<<19
for i in Open: print(repr(i),repr(~i),repr(~~i))
for b in STRICT,CONFORM,EJECT,KEEP:
    class F(Flag, boundary=b):
        A=1;B=2;D=8
    class G(IntFlag, boundary=b):
        A=1;B=2;D=8
    for C in F,G:
        print(C, C._flag_mask_, C._all_bits_)
        for v in range(-18,18):
            try: r=C(v); print(v,repr(r),str(r),r if b is EJECT else repr(~r), repr(r|C.A), repr(r^C.D))
            except Exception as e: print(v,type(e).__name__,e)
from enum import *
def show(**kw):
    for b in STRICT,CONFORM,EJECT,KEEP:
      for base in Flag,IntFlag:
        try:
            P=base('P',list(kw.items()),boundary=b)
        except Exception as e: print(b,type(e),e); continue
        print(b,P._flag_mask_,P._all_bits_,list(P), P.__members__)
show(R=4,W=2,X=1)
show(R=4,W=2,X=1,A=7)
show(R=4,W=12,X=1)
show(X=-1,W=2)
show(S=64,O=128,T=2048,A=2048+128+64+12)
show(A=3,B=1,C=2)
class Perm(IntFlag):
    R=4;W=2;X=1
a=Perm(9); b=~a
print(repr(b._inverted_), repr(a._inverted_))
c=Perm(17); d=~c; print(repr(c._inverted_), repr(d._inverted_))
e=Perm(25); f=~e; print(repr(f), repr(f._inverted_), repr(b._inverted_))
print(repr(Perm(6)._inverted_))
print(repr(~Perm(6)))
class F(Flag):
    A=1;B=2;D=8
print(repr(~F.A), repr((~F.A)._inverted_))
class F(IntFlag,boundary=EJECT):
    A=1;B=2;D=8
print(repr(~F.A), repr(~F(11)))
try: print(repr(~~F.A))
except Exception as e: print(e)
