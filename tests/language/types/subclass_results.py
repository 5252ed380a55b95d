# Which results of a subclass of a built-in type are of the subclass, or are the object itself.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class S(str): pass
t(lambda: type(iter(S("x"))))
t(lambda: type(iter("x")))
t(lambda: type(iter("\xe9")))
t(lambda: type(iter("")))
t(lambda: type(iter(S("\xe9"))))
s=S("x y")
for e in ["s.format()","s.format_map({})","s.format(1)","s%()","s.strip()","s.lower()","s[:]","s[0:3]","s+''","''+s","s*1","s.join([])","s.join(['a'])","''.join([s])","s.replace('q','r')","s.replace('x','r')","s.ljust(1)","s.rjust(0)","s.center(1)","s.zfill(1)","s.expandtabs()","s.translate({})","s.split()[0]","s.partition(' ')[0]","s.partition('q')[0]","s.rpartition('q')[2]","s.splitlines()[0]","s.split('q')[0]","s.rsplit('q')[0]","s.removeprefix('q')","s.removesuffix('q')","str(s)","format(s)","format(s,'')","f'{s}'","f'{s!s}'","s.title()","s.swapcase()","s.capitalize()","s.casefold()","s.upper()","s.lstrip()","s.rstrip('q')","s.__str__()","s.__format__('')","s.__format__('3')", "S('{}').format(s)","'{}'.format(s)","'%s'%s","'%s'%(s,)","S('%s')%s","'{0}'.format(s)","'{:}'.format(s)","repr(s)","ascii(s)","s.encode()","next(iter(s))","S('').format()","S('').strip()","S('')*2","S('')+''","S('').join(['','',s])","''.join((s,))","s.__getnewargs__()[0]", "S('').__mod__(())","S('').replace('a','b')","S('').translate({})","S('').split('x')[0]","S('').lower()","S('').zfill(0)"]:
    t(lambda: (e, type(eval(e)).__name__))
class B(bytes): pass
class BA(bytearray): pass
b=B(b'x y')
for C in B, BA:
  b=C(b'x y')
  for e in ["b.strip()","b.lower()","b[:]","b[0:3]","b+b''","b''+b","b*1","b.join([])","b.join([b'a'])","b''.join([b])","b.replace(b'q',b'r')","b.ljust(1)","b.center(1)","b.zfill(1)","b.expandtabs()","b.translate(None)","b.split()[0]","b.split(b'q')[0]","b.partition(b'q')[0]","b.rpartition(b'q')[2]","b.splitlines()[0]","b.removeprefix(b'q')","b.removesuffix(b'q')","bytes(b)","bytearray(b)","b%()","b.title()","b.copy()","b.upper()", "C(b'')+b''","C(b'%s')%b","b.__bytes__()","b.join([b])", "b.swapcase()", "b.capitalize()","b.lstrip()","b.rjust(1)"]:
    t(lambda: (e, type(eval(e)).__name__))
class T(tuple): pass
x=T((1,))
for e in "x+()","()+x","x*1","x[:]","x*0","tuple(x)","T()+x":
    t(lambda: (e, type(eval(e)).__name__))
class I(int): pass
i=I(1)
for e in "i+0","+i","-i","abs(i)","int(i)","i.conjugate()","i.real","i.__trunc__()","round(i)","i.__index__()","i**1","i|0","i//1","i<<0","i>>0","i.numerator","i.__floor__()","i.__ceil__()","~i","i.__round__()","i%5","divmod(i,2)[0]","i.__getnewargs__()[0]","i.__int__()","sum([i])","sum([i],0)","max(i,0)","range(i).stop","slice(i).stop","[*range(i,3)][0]", "range(i,5).index(i)","range(i,5)[0]", "range(i,5).start","range(0,i).__reduce__()[1][1]":
    t(lambda: (e, type(eval(e)).__name__))
class F(float): pass
i=F(1)
for e in "i+0","+i","-i","abs(i)","float(i)","i.conjugate()","i.real","i.__trunc__()","round(i,1)","i**1","i//1","i%5","divmod(i,2)[0]","i.__getnewargs__()[0]","i.__float__()","sum([i])","max(i,0)","i.imag":
    t(lambda: (e, type(eval(e)).__name__))
