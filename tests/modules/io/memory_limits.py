# Files in memory at their limits: sizes without memory, overridden methods, __index__ that closes the file.
import io
class T(io.StringIO):
    n=0
    def __next__(self):
        self.n+=1
        if self.n>5: raise StopIteration
        return 5
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
t(lambda: T('a\n').readlines())
t(lambda: T('a\n').readlines(3))
class U(io.StringIO):
    def __next__(self):
        if self.tell(): raise StopIteration
        self.seek(1); return ['x']
t(lambda: U('a').readlines())
t(lambda: U('a').readlines(1))
class V(io.StringIO):
    def readline(self): return 5
t(lambda: V('a').readlines())
class W(io.StringIO):
    def __iter__(self): return iter([1,2,'abc'])
t(lambda: W('a').readlines())
t(lambda: W('a').readlines(2))
class X:
    def __len__(self): return 2**62+5
class Y(io.StringIO):
    n=0
    def __next__(self):
        self.n+=1
        if self.n>5: raise StopIteration
        return X()
t(lambda: len(Y('a').readlines(2**63-1)))
class Z(io.BytesIO):
    def readline(self): return b'zz'
    def __iter__(self): return iter([1])
t(lambda: Z(b'a\nb').readlines())
t(lambda: io.BytesIO(b'a\nb\nc').readlines(2))
t(lambda: io.BytesIO(b'a\nb\nc').readlines(3))
t(lambda: io.StringIO('a\nb\nc').readlines(2))
t(lambda: io.StringIO('a\nb\nc').readlines(3))
s=io.StringIO.__new__(io.StringIO); t(lambda: s.closed);t(s.readlines)
class C:
    def __init__(self,f): self.f=f
    def __index__(self): self.f(); return 1
b=io.BytesIO(b'abc'); t(lambda: b.truncate(C(b.close)))
b=io.BytesIO(b'abc');b.close(); t(lambda: b.truncate(C(lambda:print('conv')))); t(lambda: b.truncate('x'));t(lambda: b.truncate(-1))
b=io.BytesIO(b'abc');v=b.getbuffer(); t(lambda: b.truncate(-1));t(lambda:b.truncate('x'));t(lambda:b.truncate())
b=io.StringIO('abc'); t(lambda: b.truncate(C(b.close)))
t(lambda: b.truncate('x'));t(lambda: b.truncate(-1)); t(lambda: b.truncate(C(lambda:print('conv'))))
b=io.StringIO('abc'); b.seek(3); t(lambda: b.truncate(C(lambda:b.seek(0)))); t(b.tell)
for n in (2**60,2**61,2**61-1,2**62,2**63-1):
    for d in 'x','xx','':
        s=io.StringIO(); s.seek(n); t(lambda: s.write(d)); t(s.tell); t(lambda: s.getvalue())
        s=io.BytesIO(); s.seek(n); a=bytearray(d.encode()); t(lambda: s.write(a)); a.append(1); t(s.tell)
