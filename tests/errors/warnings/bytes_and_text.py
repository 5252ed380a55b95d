# options: -b
"""Bytes compared with text, or shown by str(), are warned about."""
import sys
import warnings

print(sys.flags.bytes_warning, sys.warnoptions, warnings.filters)


def t(f):
    try: print(f())
    except BaseException as e: print(type(e), e)
t(lambda: b'a'=='a'); t(lambda: 'a'==b'a'); t(lambda: b'a'!='a'); t(lambda: b'a'<'a'); t(lambda: bytearray(b'a')=='a'); t(lambda:'a'==bytearray(b'a'))
t(lambda: b'a'==97); t(lambda: 97==b'a'); t(lambda:97!=bytearray(b'a'))
t(lambda: str(b'a')); t(lambda: str(bytearray(b'a'))); t(lambda: f'{b"a"}'); t(lambda: '%s'%b'a'); t(lambda:'{}'.format(b'a')); t(lambda: repr(b'a')); t(lambda: f'{b"a"!r}'); t(lambda: print(b'a')); t(lambda:'%r'%b'x'); t(lambda:format(b'a',''))
t(lambda: {b'a':1}.get('a')); t(lambda: {'a':1}.get(b'a')); t(lambda: 'a' in [b'a']); t(lambda: 'a' in {b'a'}); t(lambda: b'a' in {'a':1})
t(lambda: {'a':1,b'a':2}); t(lambda: b'a'==memoryview(b'a')); t(lambda: memoryview(b'a')=='a'); t(lambda: str(memoryview(b'a'))[:7])
t(lambda: b'a'.decode()=='a'); t(lambda: bytes('a','ascii')); t(lambda: [b'a']==['a']); t(lambda:(b'a',)<('a',)); t(lambda: b'a'=='b'); t(lambda: b'%s' % b'x'); t(lambda: 'a'>b'a')
class S(str): pass
class B(bytes): pass
t(lambda: S('a')==B(b'a')); t(lambda: S('a') in {B(b'a'):1}); t(lambda: str(B(b'q')))
t(lambda: b'a' == True); t(lambda: b'a'==1.0); t(lambda: b'a'==None)
match 'a':
    case b'a': print('yes')
    case _: print('no')
t(lambda: exec("x = b'a' is b'a'"))
t(lambda: [b'a'].index('a')); t(lambda: b'a' in ('a',)); t(lambda: b'a'.join([b'b']))
t(lambda: bytes.__eq__(b'a','a')); t(lambda: bytes.__str__(b'a')); t(lambda: bytearray.__str__(bytearray()))
t(lambda: str(b'a','ascii')); t(lambda: sorted([b'a','a']))
