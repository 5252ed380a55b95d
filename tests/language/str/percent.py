"""The % operator of strings."""


def show(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__ + ":", ascii(str(error)))


class Int:
    def __int__(self):
        return 7

    def __index__(self):
        return 8

    def __float__(self):
        return 2.5


show(lambda: "%d %x %f %c" % (Int(), Int(), Int(), 65))
show(lambda: "%s" % Int)

show(lambda: '%s %s' % ('a', 1))
show(lambda: ('%s' % 'a', '%s' % 1, '%s' % None, '%s' % [1], '%s' % {}))
show(lambda: '%r %a' % ('\xe9', '\xe9'))
show(lambda: '%5.2s|%-5s|%05d|%+d|% d|%#x|%#o|%-#8x|%08.3f|%+.2e' % ('abc', 'd', 42, 3, 4, 255, 8, 255, 3.14159, 12345.678))
show(lambda: '%05s' % 'a')
show(lambda: '%#08x|%+05d|%.3d|%08.3d|%x|%X|%#X' % (255, -3, 5, 7, -255, 255, 255))
show(lambda: '%i %u %d' % (1, 2, True))
show(lambda: '%5c|%-5c|%c' % ('a', 66, '\u20ac'))
show(lambda: '%05f %5f %F' % (float('inf'), float('-inf'), float('nan')))
show(lambda: '%ld %hd %Ld' % (1, 2, 3))
show(lambda: '\u20ac%s\U0001F600' % 1)
show(lambda: '%s' % '\u20ac')
show(lambda: '%.0f %.0e %#.0f %.3g' % (2.5, 12345, 1, 1234.5))
show(lambda: '%g %G %#g' % (1e-10, 1e20, 1))
show(lambda: '%d%%' % 5)
show(lambda: '%%' % ())
show(lambda: '%(a)s %(b)05d %(a)r' % {'a': 1, 'b': 2})
show(lambda: '%(a(b)c)s' % {'a(b)c': 1})
show(lambda: '%*d|%-*d|%.*f' % (5, 42, 5, 42, 2, 3.14159))
show(lambda: '%*d' % (-5, 42))
show(lambda: ('%d' % 10**30, '%x' % 10**30, '%o' % -10**20))
show(lambda: ('%d' % 1.9, '%d' % -1.9, '%s' % 1e100))
show(lambda: '%.99999999999999d' % 1)
show(lambda: '%99999999999999999999d' % 1)
show(lambda: '%*d' % ('a', 1))
show(lambda: '%(a' % {})
show(lambda: '%(a)' % {'a': 1})
show(lambda: '%(a)s' % {})
show(lambda: '%d' % 'a')
show(lambda: '%d' % None)
show(lambda: '%x' % 1.5)
show(lambda: '%f' % 'a')
show(lambda: '%c' % 'ab')
show(lambda: '%c' % 1.5)
show(lambda: '%c' % -1)
show(lambda: '%c' % 0x110000)
show(lambda: '%z' % 1)
show(lambda: '%' % 1)
show(lambda: '%5' % 1)
show(lambda: '%s %s' % 'a')
show(lambda: '%s' % ('a', 'b'))
show(lambda: '%s' % ())
show(lambda: '' % 1)
show(lambda: '' % 'a')
show(lambda: '' % {})
show(lambda: '' % [1])
show(lambda: '' % ())
show(lambda: '%(a)s %s' % {'a': 1})
show(lambda: '%(a)d' % 5)
show(lambda: '%5%|' % ())
show(lambda: '%5%|' % 1)
show(lambda: '%\u20ac' % 1)
show(lambda: '%s' % (b'a',))
show(lambda: '%s' % ((1, 2),))
show(lambda: '%.2s|%.0s|' % ('abc', 'x'))
show(lambda: '%-5d|%-05d|' % (3, 4))
show(lambda: '% 5d|%+ d' % (3, 4))
show(lambda: '%s' % True)
show(lambda: str.__mod__('%s', 1))
show(lambda: str.__rmod__('a', 'b%s'))
