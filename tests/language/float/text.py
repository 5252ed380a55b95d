"""float() of texts, repr, hexadecimal form."""
class Subclass(float):
    pass


class Float:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


class Index:
    def __index__(self):
        return 7


def show(name, function):
    """Print what the function gives, or the error that it raises."""
    try:
        print(name, repr(function()))
    except Exception as error:
        print(name, type(error).__name__, error)

show("float('x')", lambda: float('x'))
show("float('')", lambda: float(''))
show("float(' 1_0.5 ')", lambda: float(' 1_0.5 '))
show("float(b'1.5')", lambda: float(b'1.5'))
show("float(b'x')", lambda: float(b'x'))
show('float([])', lambda: float([]))
show('float(1,2)', lambda: float(1,2))
show('float(x=1)', lambda: float(x=1))
show("float('1_')", lambda: float('1_'))
show("float('_1')", lambda: float('_1'))
show("float('1__0')", lambda: float('1__0'))
show("float('1_.5')", lambda: float('1_.5'))
show("float('é')", lambda: float('é'))
show("float('１.５')", lambda: float('１.５'))
show("float('infinity'), float('-INF'), float('+nan'), float('NaN')", lambda: (float('infinity'), float('-INF'), float('+nan'), float('NaN')))
show("float('1e400'), float('-1e400'), float('1e-400')", lambda: (float('1e400'), float('-1e400'), float('1e-400')))
show("float('0x1')", lambda: float('0x1'))
show("float('.5'), float('5.'), float('1e5'), float('1E+05'), float('-.5e-3')", lambda: (float('.5'), float('5.'), float('1e5'), float('1E+05'), float('-.5e-3')))
show("float('.')", lambda: float('.'))
show("float('1e')", lambda: float('1e'))
show("float('e5')", lambda: float('e5'))
show("float('\\t1\\n')", lambda: float('\t1\n'))
show("float('1\\x00')", lambda: float('1\x00'))
show("float(bytearray(b' 2.5 ')), float(memoryview(b'3'))", lambda: (float(bytearray(b' 2.5 ')), float(memoryview(b'3'))))
show('float(), float(True), float(10**20)', lambda: (float(), float(True), float(10**20)))
show('float(Float(2.5)), float(Index())', lambda: (float(Float(2.5)), float(Index())))
show("float(Float('a'))", lambda: float(Float('a')))
show("float(Subclass('1.5')), Subclass('1.5') + 1, type(Subclass(1) + 1), repr(Subclass(2)), type(Subclass.fromhex('0x1'))", lambda: (float(Subclass('1.5')), Subclass('1.5') + 1, type(Subclass(1) + 1), repr(Subclass(2)), type(Subclass.fromhex('0x1'))))
show('Subclass(x=1)', lambda: Subclass(x=1))
show("float.fromhex('0x1.8p1'), float.fromhex('1.8'), float.fromhex('-0x.8p-1074'), float.fromhex(' inf '), float.fromhex('0x1p-1074'), float.fromhex('0X1P+3')", lambda: (float.fromhex('0x1.8p1'), float.fromhex('1.8'), float.fromhex('-0x.8p-1074'), float.fromhex(' inf '), float.fromhex('0x1p-1074'), float.fromhex('0X1P+3')))
show("float.fromhex('zz')", lambda: float.fromhex('zz'))
show("float.fromhex('0x1p5000')", lambda: float.fromhex('0x1p5000'))
show("float.fromhex('0x1p-5000')", lambda: float.fromhex('0x1p-5000'))
show("float.fromhex('')", lambda: float.fromhex(''))
show("float.fromhex('0x1.fffffffffffff8p1023')", lambda: float.fromhex('0x1.fffffffffffff8p1023'))
show("float.fromhex('0x1.fffffffffffff7p1023')", lambda: float.fromhex('0x1.fffffffffffff7p1023'))
show("float.fromhex('0x1.00000000000008p0'), float.fromhex('0x1.00000000000018p0')", lambda: (float.fromhex('0x1.00000000000008p0'), float.fromhex('0x1.00000000000018p0')))
show("float.fromhex('0x')", lambda: float.fromhex('0x'))
show("float.fromhex('0x1p')", lambda: float.fromhex('0x1p'))
show("(1.5).hex(), (0.0).hex(), (-0.0).hex(), (5e-324).hex(), (1e300).hex(), float('inf').hex(), float('nan').hex(), (-2.5).hex()", lambda: ((1.5).hex(), (0.0).hex(), (-0.0).hex(), (5e-324).hex(), (1e300).hex(), float('inf').hex(), float('nan').hex(), (-2.5).hex()))
show('(1.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-0.0).as_integer_ratio(), (1e300).as_integer_ratio()[1]', lambda: ((1.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-0.0).as_integer_ratio(), (1e300).as_integer_ratio()[1]))
show("float('inf').as_integer_ratio()", lambda: float('inf').as_integer_ratio())
show("float('nan').as_integer_ratio()", lambda: float('nan').as_integer_ratio())
show("float.__getformat__('double')", lambda: float.__getformat__('double'))
show("float.__getformat__('x')", lambda: float.__getformat__('x'))
show('float.__getformat__(1)', lambda: float.__getformat__(1))
show("(1.5).__trunc__(), (-1.5).__floor__(), (1.5).__ceil__(), (3.0).is_integer(), float('inf').is_integer()", lambda: ((1.5).__trunc__(), (-1.5).__floor__(), (1.5).__ceil__(), (3.0).is_integer(), float('inf').is_integer()))
show('1e16, 1e15, 123456789012345678.0, 1e-5, 0.0001, 1e22, 1e23, 5e-324, 1.7976931348623157e308', lambda: (1e16, 1e15, 123456789012345678.0, 1e-5, 0.0001, 1e22, 1e23, 5e-324, 1.7976931348623157e308))
show('0.1+0.2, 1/3, 2/3, 100.0, 1e100, -0.0, 12345.6789, 9007199254740993.0', lambda: (0.1+0.2, 1/3, 2/3, 100.0, 1e100, -0.0, 12345.6789, 9007199254740993.0))
show("str(1.0), f'{1.5}', '%r' % 0.1, repr(-1e-7)", lambda: (str(1.0), f'{1.5}', '%r' % 0.1, repr(-1e-7)))
show('(1.5).real, (1.5).imag, (1.5).conjugate(), (1.5).__getnewargs__()', lambda: ((1.5).real, (1.5).imag, (1.5).conjugate(), (1.5).__getnewargs__()))
show('1.5.__round__(1,2)', lambda: 1.5.__round__(1,2))
show('1.5.__format__(1)', lambda: 1.5.__format__(1))
show('float.__new__(str)', lambda: float.__new__(str))
show('float.__text_signature__, float.hex.__text_signature__', lambda: (float.__text_signature__, float.hex.__text_signature__))
