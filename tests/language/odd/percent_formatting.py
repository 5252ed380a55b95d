"""Formatting by % with right and wrong arguments."""
def t(*fs):
    for f in fs:
        try: print(ascii(f()))
        except Exception as e: print(type(e).__name__, e)
class D(dict):
    def __missing__(s, k): return 'M' + str(k)
class I:
    def __index__(s): return 65
class F:
    def __float__(s): return 2.5
class N:
    def __int__(s): return 7
for f in ['%d', '%i', '%u', '%x', '%X', '%o', '%c', '%s', '%r', '%a', '%e', '%E', '%f', '%F', '%g', '%G', '%%', '%5d', '%-5d|', '%05d', '%+d', '% d', '%#x', '%#o', '%.3d', '%.0f', '%#.0f', '%10.3f|', '%*d', '%.*f', '%(a)s', '%(a', '%', '%5', '%5%', '%z', '%ld', '%hd', '%Ld', '%lld', '%b', '%.3s', '%-+5d', '%+-05d', '%(a)d %(b)s', '%()s', '%((a))s', '%(a)(b)s', '%s %s', '%.s', '%.-3s', '%-.3s', '%99999999999d', '%.99999999999d', '%.2147483648f', '%é', '%\0', '%s%', 'a%', '%-%', '%.5r', '%#a', '%+s', '%05s', '%i%%%c', '%#X', '%#.3x', '%+.3x', '% 05d', '%+ d']:
    for v in [5, -5, 2.7, 'x', 'xy', b'a', (1,), (1, 2), (5, 1.5), {}, {'a': 1}, {'a': 1, 'b': 2}, D(), I(), F(), N(), None, [], True, 1e400, float('nan'), 10**30, (), '\U0001f600', -1, 1114112, 3+1j]:
        try: r = ascii(f % v)
        except Exception as e: r = type(e).__name__ + ' ' + str(e)
        print(f, type(v).__name__, r)
for f in [b'%d', b'%s', b'%b', b'%a', b'%r', b'%c', b'%x', b'%5s', b'%.1s', b'%(a)s', b'%(a)s %(b)b', b'%', b'%z', b'%*d', b'%f', b'%.3f', b'%#x', b'%%', b'%c%c', b'%-5c|', b'%05d', b'%5.1f']:
    for v in [5, 2.5, 'x', b'y', b'yz', bytearray(b'q'), memoryview(b'm'), (1, 2), {b'a': 1}, {'a': 1}, I(), None, 256, -1, {b'a': b'z', b'b': b'k'}, (5, 7.25), []]:
        try: r = ascii(f % v)
        except Exception as e: r = type(e).__name__ + ' ' + str(e)
        print(f, type(v).__name__, r)
