"""str.format, format(), format_map: fields, steps, specifications, errors."""


def show(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__ + ":", ascii(str(error)))


class Point:
    def __init__(self, x):
        self.x = x

    def __format__(self, spec):
        return "P" + spec


class Bad:
    def __format__(self, spec):
        return 1


class Auto(dict):
    def __missing__(self, key):
        return "<" + key + ">"


show(lambda: "{0.x} {0} {0:abc}".format(Point(3)))
show(lambda: "{:{}}".format(Point(1), "q"))
show(lambda: "{}".format(Bad()))
show(lambda: f"{Bad()}")
show(lambda: f"{Point(1):spec}")
show(lambda: "{a} {b}".format_map(Auto(a=1)))
show(lambda: "{:>{}}".format("a", Point(1)))

show(lambda: '{} {}'.format(1, 'a'))
show(lambda: '{0} {1} {0}'.format('x', 'y'))
show(lambda: '{a} {b}'.format(a=1, b=2))
show(lambda: '{} {a} {}'.format(1, 2, a=3))
show(lambda: '{{}} {{{}}}'.format(5))
show(lambda: '{0.real} {0.imag}'.format(3))
show(lambda: '{0[1]} {0[-1]}'.format({1: 'x', '-1': 'y'}))
show(lambda: '{0[1]}'.format([10, 20]))
show(lambda: '{a[b][0].real}'.format(a={'b': [7]}))
show(lambda: '{:>5}|{:<5}|{:^5}|{:*^7}|{:5}|{:.2}'.format('a', 'b', 'c', 'd', 'e', 'fgh'))
show(lambda: '{:{}}|{:{w}.{p}}|{:{f}>{w}}'.format('a', 4, 'bcde', 'c', w=6, p=2, f='*'))
show(lambda: '{!r} {!s} {!a}'.format('\xe9', '\xe9', '\xe9'))
show(lambda: '{!r:>8}'.format('a'))
show(lambda: '{:d} {:5d} {:<5d}| {:+} {:x} {:#x} {:#b} {:o} {:c} {:,} {:_}'.format(1, 2, 3, 4, 255, 255, 5, 8, 65, 1234567, 1234567))
show(lambda: '{:f} {:.2f} {:10.3f} {:e} {:g} {:%} {:+.1f} {:010.2f} {:,.2f}'.format(1.5, 2.345, 3.14159, 12345.678, 0.0001, 0.25, 2.0, -3.5, 1234567.891))
show(lambda: '{} {} {}'.format(None, True, [1]))
show(lambda: '{:5}|{:>5}'.format(True, None))
show(lambda: '{:>10}'.format([1]))
show(lambda: '{'.format())
show(lambda: '}'.format())
show(lambda: '{0'.format(1))
show(lambda: '{0!'.format(1))
show(lambda: '{0!r'.format(1))
show(lambda: '{0!rx}'.format(1))
show(lambda: '{0!x}'.format(1))
show(lambda: '{0!\u20ac}'.format(1))
show(lambda: '{0:'.format(1))
show(lambda: '{0:{}'.format(1))
show(lambda: '{a{b}}'.format(a=1))
show(lambda: '{0[}'.format([1]))
show(lambda: '{0[1}'.format([1]))
show(lambda: '{0.}'.format(1))
show(lambda: '{0[]}'.format([1]))
show(lambda: '{0[0]x}'.format([1]))
show(lambda: '{} {0}'.format(1, 2))
show(lambda: '{0} {}'.format(1, 2))
show(lambda: '{}'.format())
show(lambda: '{5}'.format(1))
show(lambda: '{a}'.format())
show(lambda: '{0[5]}'.format([1]))
show(lambda: '{0[k]}'.format({}))
show(lambda: '{0.nope}'.format(1))
show(lambda: '{:{:{}}}'.format(1, 2, 3))
show(lambda: '{99999999999999999999}'.format(1))
show(lambda: '{-1}'.format(1))
show(lambda: '{:d}'.format('a'))
show(lambda: '{:+}'.format('a'))
show(lambda: '{: }'.format('a'))
show(lambda: '{:#}'.format('a'))
show(lambda: '{:=5}'.format('a'))
show(lambda: '{:z}'.format('a'))
show(lambda: '{:,}'.format('a'))
show(lambda: '{:.}'.format('a'))
show(lambda: '{:05}'.format('a'))
show(lambda: '{:5x}'.format('a'))
show(lambda: '{:xyz}'.format('a'))
show(lambda: '{:s}'.format(1))
show(lambda: '{a} {b}'.format_map({'a': 1, 'b': 2}))
show(lambda: '{}'.format_map({'a': 1}))
show(lambda: '{a}'.format_map({}))
show(lambda: '{a}'.format_map(1))
show(lambda: ''.format_map())
show(lambda: (format('a', '5'), format('abc', '.1'), format(1), format('a', '\u20ac>3'), format('\u20ac', '3')))
show(lambda: format('a', 1))
show(lambda: 'a'.__format__(1))
show(lambda: 'a'.__format__('>3'))
show(lambda: (f'{1}{"a"}{2.5}{None}', f'{"a":>3}|{5:03d}|{1.5:.3f}', f'{"x"!r:5}|', f'{3!s:>4}'))
show(lambda: f'{"a":{">"}{5}}')
show(lambda: f'{1:q}')
show(lambda: f'{"a":d}')
show(lambda: f'{[1]:>5}')
