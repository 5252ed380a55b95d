"""The % operator of bytes."""


def show(function):
    try:
        print(ascii(function()))
    except Exception as error:
        print(type(error).__name__ + ":", ascii(str(error)))


show(lambda: b'%s %b' % (b'a', bytearray(b'b')))
show(lambda: b'%c%c' % (97, b'b'))
show(lambda: b'%a %r' % ('\xe9', 'x'))
show(lambda: b'%d %x %f %5d|%-5d|%05d' % (1, 255, 1.5, 2, 3, 4))
show(lambda: b'%5s|%-5s|%.1s' % (b'a', b'b', b'cd'))
show(lambda: b'%(a)s' % {b'a': b'x'})
show(lambda: b'%%' % ())
show(lambda: b'%*d' % (5, 1))
show(lambda: bytearray(b'%s') % b'a')
show(lambda: b'%s' % memoryview(b'ab'))
show(lambda: b'%s' % 'a')
show(lambda: b'%c' % 256)
show(lambda: b'%c' % b'ab')
show(lambda: b'%c' % 'a')
show(lambda: b'%(a)s' % {'a': b'x'})
show(lambda: b'%z' % 1)
show(lambda: b'%s' % (1,))
show(lambda: b'%s' % ())
show(lambda: b'%s' % (b'a', b'b'))
show(lambda: b'%d' % 'a')
show(lambda: b'%f' % 'a')
show(lambda: b'%x' % 1.5)
show(lambda: b'%*d' % ('a', 1))
show(lambda: b'%.99999999999999d' % 1)
show(lambda: b'%(a' % {})
show(lambda: b'%' % 1)
show(lambda: b'%s' % 1)
show(lambda: bytes.__mod__(b'a', 1))
