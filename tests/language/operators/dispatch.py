# Which method answers for an operator, in which order, and what is said when none does.
def show(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


class Loud:
    def __init__(self, name): self.name = name
for op in 'add sub mul truediv floordiv mod divmod pow lshift rshift and xor or matmul'.split():
    def forward(self, other, *rest, op=op): print('forward', op, self.name); return NotImplemented
    def reflected(self, other, *rest, op=op): print('reflected', op, self.name); return NotImplemented
    setattr(Loud, '__%s__' % op, forward)
    setattr(Loud, '__r%s__' % op, reflected)
class Sub(Loud):
    def __radd__(self, other): print('sub radd'); return 'from sub'
class SubSame(Loud): pass
a, b, s, t = Loud('a'), Loud('b'), Sub('s'), SubSame('t')
print(a + s)
show(lambda: a + b)
show(lambda: a + t)
show(lambda: t + a)
show(lambda: 1 + a)
show(lambda: a + 1)
show(lambda: a - 1)
show(lambda: 1 * a)
show(lambda: a / a)
show(lambda: 1 // a)
show(lambda: a % 2)
show(lambda: divmod(a, 2))
show(lambda: divmod(2, a))
show(lambda: a ** 2)
show(lambda: 2 ** a)
show(lambda: pow(a, 2, 3))
show(lambda: pow(2, a, 3))
show(lambda: pow(2, 3, a))
show(lambda: a << 1)
show(lambda: 1 >> a)
show(lambda: a & 1)
show(lambda: 1 ^ a)
show(lambda: a | a)
show(lambda: a @ 1)
show(lambda: 1 @ a)


class In:
    def __init__(self): self.log = []
    def __iadd__(self, other): self.log.append(('iadd', other)); return self
    def __sub__(self, other): return ('sub', other)
    def __imul__(self, other): return NotImplemented
    def __mul__(self, other): return ('mul', other)
    def __ipow__(self, other): return ('ipow', other)
x = In(); y = x
x += 1
print(x is y, x.log)
x -= 5
print(x)
x = In(); x *= 3
print(x)
x = In(); x **= 2
print(x)
def inplace(op, left, right):
    names = {'left': left, 'right': right}
    exec('left %s= right' % op, names)
    return names['left']
for op in ('+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '^', '|', '@'):
    show(lambda: inplace(op, None, 'a'))
    show(lambda: eval('None %s 1' % op))
show(lambda: inplace('+', [1], (2, 3)))
show(lambda: inplace('+', (1,), [2]))
show(lambda: inplace('*', [1], 2))
show(lambda: inplace('*', 2, [1]))
show(lambda: inplace('*', [1], 'a'))
show(lambda: inplace('*', In, [1]))

show(lambda: [1] + 1)
show(lambda: 1 + [1])
show(lambda: 'a' + 1)
show(lambda: 1 + 'a')
show(lambda: b'a' + 'a')
show(lambda: (1,) + [1])
show(lambda: [1] * 'a')
show(lambda: 'a' * [1])
show(lambda: [1] * 1.5)
show(lambda: [1] * (1 << 100))
show(lambda: -'a')
show(lambda: +[])
show(lambda: ~1.5)
show(lambda: abs('a'))
show(lambda: print >> 1)
show(lambda: len >> 1)
show(lambda: {} | 1)
show(lambda: 1 < 'a')
show(lambda: [] >= 1)
show(lambda: None > None)
show(lambda: {} < {})
show(lambda: 1j <= 1j)
show(lambda: [1, 'a'] < [1, 2])
show(lambda: (1, 2) < (1, 2, 3))


class Cmp:
    def __init__(self, value): self.value = value
    def __lt__(self, other): print('lt'); return NotImplemented
    def __gt__(self, other): print('gt'); return 'gt result'
    def __eq__(self, other): print('eq'); return NotImplemented
class CmpSub(Cmp):
    def __gt__(self, other): print('sub gt'); return 'sub'
print(Cmp(1) < Cmp(2))
print(Cmp(1) < CmpSub(2))
print(Cmp(1) == Cmp(2), Cmp(1) != Cmp(2))
show(lambda: Cmp(1) <= Cmp(2))
show(lambda: Cmp(1) < 5)


class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value
print([10, 20, 30][Index(1)], 'abc'[Index(-1)], list(range(Index(3))), [1] * Index(2), hex(Index(255)))
show(lambda: [1][Index(1 << 100)])
show(lambda: [1][Index('a')])
show(lambda: list([1])[1.0])
show(lambda: list([1])["a"])
show(lambda: tuple([1])[None])
show(lambda: str("a")[()])
show(lambda: int(Index(7)))
show(lambda: float(Index(7)))
show(lambda: complex(Index(7)))


class Num:
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __complex__(self): return 1j
    def __round__(self, digits=None): return ('round', digits)
    def __trunc__(self): return 3
    def __floor__(self): return 4
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __invert__(self): return 'invert'
    def __abs__(self): return 'abs'
print(int(Num()), float(Num()), complex(Num()), round(Num()), round(Num(), 2), -Num(), +Num(), ~Num(), abs(Num()))
