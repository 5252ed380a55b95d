"""str.format: fields, conversions, nesting, mistakes."""
def t(*fs):
    for f in fs:
        try: print(ascii(f()))
        except Exception as e: print(type(e).__name__, e)
class A:
    x = 1; y = [1, {'k': 2}]
    def __getitem__(s, k): return repr(k)
    def __format__(s, f): return 'F(' + f + ')'
    def __repr__(s): return 'é'
a = A()
for f in ['{}', '{0}', '{1}', '{}{}', '{0}{}', '{}{0}', '{a}', '{a.x}', '{a.y[1][k]}', '{a[0]}', '{a[x]}', '{a[-1]}', '{a[]}', '{a[}', '{a]}', '{a.}', '{.x}', '{[0]}', '{!r}', '{!s}', '{!a}', '{!x}', '{!}', '{!rr}', '{!r:>5}', '{:{}}', '{:{w}}', '{a:{w}.{p}}', '{:{:{}}}', '{', '}', '{{', '}}', '{{}}', '{{{}}}', '{:}}', '{:{}', '{a!r:^{w}}', '{0[a}', '{0[a]b}', '{0.x.}', '{0..x}', '{0[a][b]}', '{99999999999999999999}', '{-1}', '{ a }', '{a b}', '{a:x:y}', '{a!r!s}', '{:!r}', '{0:{0}}', '{__class__}', '{0.__class__}', '{:,}', '{a.x:>{w}d}', '{w!r:0{w}}', 'é{}', '{é}', '{0[é]}', '{!r:.1}', '{0!é}', '{]}', '{[}', '{]', '{a[x]!r}', '{a[x]:>9}', '{a[{}]}', '{a[!r]}', '{a:!r}', '{a.x!r:}']:
    t(lambda: f.format(a, 5, a=a, w=6, p=2), lambda: f.format_map({'a': a, 'w': 3, 'p': 1, 'é': 4}), lambda: f.format())
import string
class Fm(string.Formatter): pass
t(lambda: Fm().format('{a} {}', 1, a=2), lambda: list(string.Formatter().parse('a{b!r:c{d}}e{{}}')), lambda: list(string.Formatter().parse('{')), lambda: string.Formatter().vformat('{0} {x}', (1,), {'x': 3}), lambda: string.Formatter().format('{!z}', 1), lambda: string.Formatter().format())
