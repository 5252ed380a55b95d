"""Containers that change while they are used; methods with odd arguments."""
def t(*fs):
    for f in fs:
        try: print(ascii(f()))
        except Exception as e: print(type(e).__name__, e)
class Ev:
    def __init__(s, c): s.c = c
    def __eq__(s, o): s.c.clear(); return True
    def __hash__(s): return 1
    def __lt__(s, o): s.c.append(1) if isinstance(s.c, list) else s.c.clear(); return False
    def __repr__(s): return 'Ev'
def a():
    d = {1: 2, 3: 4}
    for k in d: d[k + 10] = 1
def b():
    d = {1: 2, 3: 4}
    for k in d: del d[k]
def c():
    d = {1: 2, 3: 4}
    for k in d: del d[k]; d[k + 1] = 0
    return d
def dd():
    s = {1, 2}
    for x in s: s.add(x + 10)
def e():
    s = {1, 2}
    for x in s: s.discard(x)
def f():
    l = [1, 2, 3]; r = []
    for x in l: r.append(x); l.remove(x)
    return r, l
def g():
    l = [3, 1, 2]
    l.sort(key=lambda x: l.append(x) or x)
def h():
    l = [3, 1, 2]
    class K:
        def __lt__(s, o): l.clear(); return False
    l.sort(key=lambda x: K())
def i():
    l = [3, 1, 2]; s = []
    l.sort(key=lambda x: s.append(len(l)) or x); return l, s
def j():
    d = {}; d[Ev(d)] = 1; d[1] = 2; return d
def k():
    d = {Ev({}): 1}; return d.get(1), 1 in d, list(d.items())
def l():
    x = [Ev([]), 2]; x[0].c = x; return x.index(5), x
def m():
    x = [1, 2]; x[0] = Ev(x); return x.count(3), x
def n():
    x = [1, 2]; x[1] = Ev(x); return x == [1, 5], x
def o():
    x = [1, 2, 3]; x[1] = Ev(x); x.remove(7); return x
def p():
    it = iter([1, 2, 3]); l = [0]; l[:] = (l.append(9) or y for y in it); return l
def q():
    l = [1, 2, 3]; l.extend(l); l[1:2] = l; l += l[::-1]; return l
def r():
    l = [1, 2, 3]; l[::2] = [7, 8, 9]
def s():
    l = [1, 2, 3]; l[::-1] = l; return l
def u():
    l = [1]; l.append(l); return l, l == l, repr(l)
def v():
    l = [1]; l.append(l); m = [1]; m.append(m); return l == m
def w():
    d = {1: 2}; d[2] = d; return d, d.values(), d.items()
def x():
    d = {1: 2}; it = iter(d); next(it); d[5] = 1; return list(it)
def y():
    d = {1: 2, 2: 3}; it = iter(d.items()); d.clear(); return it.__length_hint__(), list(it)
def z():
    d = {1: 1, 2: 2, 3: 3}; ks = d.keys(); del d[2]; return ks, list(reversed(d)), d.popitem(), ks & {1, 9}, ks | {9}, ks - {1}, ks ^ {1, 8}, ks.isdisjoint([4]), ks.mapping, ks < {1, 2}, d.items() & {(1, 1)}
t(a, b, c, dd, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, u, v, w, x, y, z)
t(*[eval('lambda: ' + x) for x in '''[3, 'a'].sort()|[1, 2].sort(3)|[1, 2].sort(key=3)|[1].sort(key=3)|[1, 2].sort(reverse='a')|[2, 1].sort(reverse=[])|sorted([3, 1], key=None, reverse=1)|sorted(3)|sorted()|sorted([1], 2)|sorted([1j, 2j])|sorted([1, None])|sorted([float('nan'), 1, 0])|sorted('bca', key=str.upper)|sorted([(1, 'a'), (1, 2)])|min([])|min([], default=3)|min(1)|min(1, 'a')|min(1, 2, key=lambda x: -x)|max([1], [2], default=1)|max('ab', key=3)|sum(['a'], '')|sum([b'a'], b'')|sum([bytearray()], bytearray())|sum([[1], [2]], [])|sum(['a'])|sum(3)|sum([1, 2.5, 3j])|sum([1], start=2)|any(3)|all([1, 0, 1/0 if 0 else 2])|list(zip([1, 2], [3], strict=True))|list(zip([1], [2, 3], strict=True))|list(zip([1], [2], [3, 4], strict=True))|zip(3)|zip([], 3)|list(map(lambda a, b: a, [1], [2, 3]))|map()|map(3)|list(map(3, [1]))|filter(None)|list(filter(3, [1]))|enumerate()|enumerate([], 'a')|list(enumerate('a', 10**30))|reversed({1})|reversed(3)|list(reversed({1: 2}))|range(1.5)|range('a')|range(1, 2, 0)|range(10**30)[-1]|len(range(10**30))|range(3).index(5)|range(3).index('a')|range(0, 10, 3)[1:3]|range(3) == range(0, 3, 1)|hash(range(0)) == hash(range(1, 1))|range(3).count(1.0)|5.0 in range(10)|range(3)[5]|range(3)['a']|iter(3)|iter(3, 4)|list(iter([1, 2, 3].pop, 1))|next([])|next(iter([]))|next(iter([]), 5)|[].pop()|[1].pop(5)|[1].pop('a')|[1].insert('a', 2)|[1].insert(1)|[1].remove(2)|[1].index(2)|[1].index(1, 1)|[1].extend(3)|[1] + (2,)|[1] * 1.5|[1].__iadd__(3)|[1].__imul__('a')|[1][5]|[1]['a']|(1,)[3]|(1,)['a']|(1,) + [2]|(1,).index(3)|tuple(3)|list(3)|list(1, 2)|list(x=1)|tuple(x=1)|dict(3)|dict([1])|dict([(1, 2, 3)])|dict(['ab', 'cd'])|dict([(1,)])|dict({1: 2}, a=3)|dict([([], 1)])|dict(1, 2)|{}.pop(1)|{}.pop(1, 2)|{}.popitem()|{1: 2}.setdefault(1)|{}.update(3)|{}.update([1])|{}.update({1: 2}, a=3)|{} | 3|{1: 2} | {3: 4}|dict.fromkeys('ab', 1)|dict.fromkeys(3)|{}.fromkeys([[]])|{}[1]|{}[[]]|{[]: 1}|{{}}|{1: 2}.get()|{1: 2} < {1: 3}|{1: 2} == {1.0: 2}|set(3)|{1} | [1]|{1}.union([1], 'a')|{1}.union(3)|{1}.add([])|{1}.remove(2)|{1}.discard([])|set().pop()|{1} < {1, 2} < {1, 2, 3}|{1} < [1]|{1}.issubset([1, 2])|frozenset([1]) == {1}|hash(frozenset([1, 2])) == hash(frozenset([2, 1]))|{frozenset([1])} == {frozenset([1])}|{1} in {frozenset([1])}|{1}.symmetric_difference_update(3)|set([1], [2])|set(x=1)|frozenset(frozenset([1])) is frozenset([1])|{1}.intersection()|{1, 2}.intersection([2], [2, 3])|{1}.__ior__([1])|slice()|slice(1, 2, 3, 4)|slice(1).indices('a')|slice(1).indices(-1)|slice(None, None, 0).indices(3)|slice('a').indices(3)|slice(1, 2) == slice(1, 2)|hash(slice(1))|slice(1) < slice(2)|repr(slice(1, 'a'))|[1, 2, 3][slice(True)]|del_()|bytes(3)|bytes(-1)|bytes([256])|bytes(['a'])|bytes('a')|bytes('a', 3)|bytes(10**30)|bytes(1.5)|bytes(b'a', 'ascii')|bytearray(b'ab').pop(5)|bytearray().pop()|bytearray(b'a').append(256)|bytearray(b'a').append('a')|bytearray(b'a').extend('a')|bytearray(b'a').extend([256])|bytearray(b'abc').remove(1)|b'abc'.hex(':', 2)|b'abc'.hex('ab')|b'abc'.hex(3)|b'a'.hex(b'\\xff')|bytes.fromhex('a')|bytes.fromhex('zz')|bytes.fromhex(' 61 62')|bytes.fromhex(3)|b'a' + 'a'|b'a' * 'b'|b'a'[1]|b'a'['a']|b'abc'.find(97)|b'abc'.find(256)|b'abc'.find('a')|b'a'.join([1])|b'a'.join('b')|b'a'.split('a')|b'a'.split(b'')|b'a'.replace(b'a', 'b')|b'abc'.translate(None, b'b')|b'abc'.translate(b'x')|bytes.maketrans(b'a', b'bc')|b'a'.startswith('a')|b'a'.startswith((b'b', 'a'))|b'a'.strip('a')|b'a'.center(5, 'x')|b'a'.center(5, b'xy')|b'a'.decode('ascii', 3)|b'\\xff'.decode()|b'\\xff'.decode('ascii', 'surrogateescape')|b'a'.isalpha()|b'A1 \\t'.swapcase()|b'a%s' % 3|b'%d' % 'a'|memoryview(3)|memoryview(b'abc')[5]|memoryview(b'abc')['a']|memoryview(b'abc')[::2].tolist()|memoryview(b'abc').cast('I')|memoryview(b'abcd').cast('I').shape|memoryview(b'abc')[0:1] == b'a'|memoryview(b'abc') == 'abc'|hash(memoryview(b'a')) == hash(b'a')|hash(memoryview(bytearray(b'a')))|memoryview(b'a').toreadonly().readonly|memoryview(bytearray(b'abc'))[1:].tobytes()'''.split('|')])
