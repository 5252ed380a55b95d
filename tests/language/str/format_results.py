# Formatting gives an object itself where nothing stands around it, even of a subclass of str.
class S(str): pass
class O:
    def __str__(s): return S("o")
    def __repr__(s): return S("r")
    def __format__(s,f): return S("f")
def t(e):
    try: r=eval(e); print(e, type(r).__name__, repr(r))
    except Exception as x: print(e, type(x), x)
o=O()
for e in ["'{}'.format(o)","'{!r}'.format(o)","'{!s}'.format(o)","'{!a}'.format(o)","'a{}'.format(o)","'{}a'.format(o)","'%s'%o","'%r'%o","'%a'%o","'%5s'%o","'%.5s'%o","'%ss'%o","f'{o}'","f'{o!r}'","f'{o!s}'","f'{o}a'","f'{o}{o}'","str(o)","repr(o)","format(o)","ascii(o)","''.join([S('a')])","''.join((S('a'),))","S('%%')%()","S('%s')%'a'","S('{{')","S('{{').format()","S('a').format()","S('a{}').format('')","S('a')%()","S('a')%{}","print(o)","str([o])","'%s%s'%(o,'')","'%s'%S('z')","'%s'%(S('z'),)","'%d'%True","'{:}'.format(S('z'))","'{:s}'.format(S('z'))","'{!s}'.format(S('z'))","'{0}{1}'.format(S('z'),'')", "'{:>1}'.format(S('z'))","format(S('z'),'1')","f'{S(\"z\"):1}'","f'{S(\"z\")}'", "str(S('z'))", "S.__str__(S('z'))","f'{o!a}'", "'{0.real}'.format(1)","S('é').format()","S('é').upper()","S('é')%()","b'%s'%b'a'","b'%a'%o"]:
    t(e)
