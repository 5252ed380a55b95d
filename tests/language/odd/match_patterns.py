"""Patterns of all kinds against values of all kinds."""
class P:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x, s.y = x, y
class Q: __match_args__ = ['x']
class R: __match_args__ = (3,)
class S: __match_args__ = ('x', 'x'); x = 1
class E(P):
    @property
    def x(self): raise ValueError('px')
    @x.setter
    def x(self, v): pass
class G:
    def __getattr__(s, n): raise AttributeError if n == 'a' else KeyError(n)
def m(v):
    match v:
        case P(1, y=2): return 'P12'
        case P(a, b) if a > b: return 'gt', a, b
        case P(): return 'P'
        case [1, *r, 3]: return 'seq', r
        case {'k': k, **rest}: return 'map', k, rest
        case {}: return 'anymap'
        case str() | bytes() as s: return 's', s
        case int(n): return 'int', n
        case float(real=r): return 'f', r
        case None | True: return 'none'
        case (a, (b, [c])) : return a, b, c
        case 1+2j | -3.5: return 'num'
        case []: return 'empty'
        case _: return 'other'
for v in [P(1, 2), P(3, 2), P(1, 9), [1, 3], [1, 2, 3], (1, 4, 5, 3), {'k': 1}, {'k': 1, 'z': 2}, {}, {'a': 1}, 'ab', b'c', bytearray(b'x'), 5, True, 2.5, None, [5, (6, [7])], 1+2j, -3.5, [], set(), range(3), memoryview(b'abc'), iter([])]:
    print(m(v))
for case in ['P(1,2,3)', 'P(1, x=1)', 'Q(1)', 'R(1)', 'S(1, 1)', 'S(1, x=1)', 'int(1, 2)', 'int(x=1)', 'E(1)', 'G(a=1)', 'G(b=1)', 'nope()', 'len()', 'x.y', '{1: a, 1: b}', '{x.z: 1, x.z: 2}', '{x.z: 1, 5: 2}', 'bool(True)', 'object(1)', 'dict(a)', 'list([1])', 'P(**k)', '{**k, **j}', '{**_}', '[*_, 1, *_]', '"a" f"b"', '1 | x', '(x := 1)', 'x | y', '[x, y] | [y, x]', '[x] | y', '(1)', '-1', '+1', '- -1', '1 - 1', '1+1j', '1j+1', '-1-1j', 'x.y.z()', 'None()', 'True', '{True: a}', '{None: a, **b}', '{"a" "b": c}', '{[]: 1}', '{x: 1}', '{-1: a}', '{1+1j: a}', '*x', '*x,', '1,', '()', '[]', '(x)', 'x as y', '(x as y) as z', '1 as x | 2 as y', 'x as 1', '_ as x', 'P(1 as a, y=2 as b)', 'P(x=1, x=2)', "b'a' b'b'", '"a" b"b"', "'%s'", '...', 'P[1]', 'P.Q(1)', 'case', 'match', 'match()', 'type(a)', 'str(a)', 'tuple(a)', 'P(y=a)', 'P(a.b)', '{"a": 1,}', '[1,2,*_,]', '{**r,}']:
    src = f'def f(v):\n match v:\n  case {case}: return "yes", locals()\n return "no"'
    try:
        ns = {'P': P, 'Q': Q, 'R': R, 'S': S, 'E': E, 'G': G, 'x': type('X', (), {'y': 1, 'z': 5})}
        exec(src, ns)
        for v in [P(1, 2), Q(), R(), S(), E(1, 2), G(), 5, {5: 1}, True, {}, [1], 'ab']:
            try:
                r = ns['f'](v)
                if r != 'no': print(case, type(v).__name__, r[0], sorted(set(r[1]) - {'v'}))
            except Exception as e: print(case, type(v).__name__, type(e).__name__, e)
    except SyntaxError as e: print(case, 'SE', e)
