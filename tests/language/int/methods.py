"""Methods and attributes of int and bool, and subclasses of int."""
class Number(int):
    def __repr__(self):
        return "Number(" + int.__repr__(self) + ")"


class Index:
    def __index__(self):
        return 7


class BadIndex:
    def __index__(self):
        return "x"


class OnlyInt:
    def __int__(self):
        return 5


def show(name, function):
    """Print what the function gives, or the error that it raises."""
    try:
        print(name, repr(function()))
    except Exception as error:
        print(name, type(error).__name__, error)

show("(1).to_bytes(0,'big')", lambda: (1).to_bytes(0,'big'))
show("(0).to_bytes(0,'big')", lambda: (0).to_bytes(0,'big'))
show("(-1).to_bytes(1,'big')", lambda: (-1).to_bytes(1,'big'))
show("(256).to_bytes(1,'x')", lambda: (256).to_bytes(1,'x'))
show("(1).to_bytes(-1,'big')", lambda: (1).to_bytes(-1,'big'))
show('(1).to_bytes()', lambda: (1).to_bytes())
show('(1000).to_bytes(2)', lambda: (1000).to_bytes(2))
show("(1000).to_bytes(2,'little')", lambda: (1000).to_bytes(2,'little'))
show("(-1000).to_bytes(3,'big',signed=True)", lambda: (-1000).to_bytes(3,'big',signed=True))
show("(128).to_bytes(1,'big',signed=True)", lambda: (128).to_bytes(1,'big',signed=True))
show("(-128).to_bytes(1,'big',signed=True)", lambda: (-128).to_bytes(1,'big',signed=True))
show("(-129).to_bytes(1,'big',signed=True)", lambda: (-129).to_bytes(1,'big',signed=True))
show("(10**30).to_bytes(13,'little')", lambda: (10**30).to_bytes(13,'little'))
show("(1).to_bytes('a')", lambda: (1).to_bytes('a'))
show('(1).to_bytes(2, 3)', lambda: (1).to_bytes(2, 3))
show("(1).to_bytes(2, 'big', True)", lambda: (1).to_bytes(2, 'big', True))
show("(1).to_bytes(length=3, byteorder='little')", lambda: (1).to_bytes(length=3, byteorder='little'))
show('(1).to_bytes(2, size=3)', lambda: (1).to_bytes(2, size=3))
show("int.from_bytes(b'\\xff',signed=True)", lambda: int.from_bytes(b'\xff',signed=True))
show("int.from_bytes(b'\\xff')", lambda: int.from_bytes(b'\xff'))
show("int.from_bytes([1,2,255], 'little')", lambda: int.from_bytes([1,2,255], 'little'))
show('int.from_bytes([1,2,300])', lambda: int.from_bytes([1,2,300]))
show("int.from_bytes('a')", lambda: int.from_bytes('a'))
show('int.from_bytes(3)', lambda: int.from_bytes(3))
show('int.from_bytes()', lambda: int.from_bytes())
show("int.from_bytes(b'', 'big', signed=True)", lambda: int.from_bytes(b'', 'big', signed=True))
show("int.from_bytes(b'\\x80' + bytes(20), 'big', signed=True)", lambda: int.from_bytes(b'\x80' + bytes(20), 'big', signed=True))
show("int.from_bytes(b'\\x01', 'middle')", lambda: int.from_bytes(b'\x01', 'middle'))
show("Number.from_bytes(b'\\x05')", lambda: Number.from_bytes(b'\x05'))
show("(5).__round__('a')", lambda: (5).__round__('a'))
show('round(15,-1), round(25,-1), round(-15,-1), round(-25,-1), round(149,-2), round(150,-2), round(250,-2)', lambda: (round(15,-1), round(25,-1), round(-15,-1), round(-25,-1), round(149,-2), round(150,-2), round(250,-2)))
show('round(10**30+5,-1), round(12345,2), round(7,-5)', lambda: (round(10**30+5,-1), round(12345,2), round(7,-5)))
show('(5).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator', lambda: ((5).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator))
show('(3).__getnewargs__()', lambda: (3).__getnewargs__())
show('(1).__sizeof__(), (2**30).__sizeof__(), (0).__sizeof__(), (-2**90).__sizeof__(), True.__sizeof__()', lambda: ((1).__sizeof__(), (2**30).__sizeof__(), (0).__sizeof__(), (-2**90).__sizeof__(), True.__sizeof__()))
show('(7).__trunc__(), (7).__floor__(), (7).__ceil__(), (7).__index__(), (7).__int__(), (7).__float__()', lambda: ((7).__trunc__(), (7).__floor__(), (7).__ceil__(), (7).__index__(), (7).__int__(), (7).__float__()))
show('(1).bit_count(1)', lambda: (1).bit_count(1))
show('(-7).bit_count(), (2**100).bit_count(), (0).bit_length()', lambda: ((-7).bit_count(), (2**100).bit_count(), (0).bit_length()))
show('int.__new__(str)', lambda: int.__new__(str))
show('int.__new__()', lambda: int.__new__())
show('int.__new__(bool, 1)', lambda: int.__new__(bool, 1))
show("bool('a',1)", lambda: bool('a',1))
show('bool(x=1)', lambda: bool(x=1))
show("bool(), bool([]), bool('0'), bool(0.0)", lambda: (bool(), bool([]), bool('0'), bool(0.0)))
show('True+True, True&1, True&True, True|False, True^True, ~True, -True, +True', lambda: (True+True, True&1, True&True, True|False, True^True, ~True, -True, +True))
show('True.real, True.numerator, True.conjugate(), abs(True), int(True), True.__index__(), True.__round__()', lambda: (True.real, True.numerator, True.conjugate(), abs(True), int(True), True.__index__(), True.__round__()))
show("repr(True), str(False), f'{True}', f'{True:d}', f'{True:>6}'", lambda: (repr(True), str(False), f'{True}', f'{True:d}', f'{True:>6}'))
show('type(True & 1), type(True & True), isinstance(True, int)', lambda: (type(True & 1), type(True & True), isinstance(True, int)))
show("Number(5), Number('12', 8), Number(2**70), Number()", lambda: (Number(5), Number('12', 8), Number(2**70), Number()))
show('Number(5) + 1, type(Number(5) + 1), type(-Number(5)), type(+Number(5)), type(abs(Number(5)))', lambda: (Number(5) + 1, type(Number(5) + 1), type(-Number(5)), type(+Number(5)), type(abs(Number(5)))))
show('type(Number(5).real), type(int(Number(5))), type(Number(3).__index__())', lambda: (type(Number(5).real), type(int(Number(5))), type(Number(3).__index__())))
show("Number(5) == 5, hash(Number(5)) == hash(5), Number(5) < 6, {5: 'a'}[Number(5)]", lambda: (Number(5) == 5, hash(Number(5)) == hash(5), Number(5) < 6, {5: 'a'}[Number(5)]))
show('Number(3) * [1], [1, 2, 3, 4][Number(2)], range(Number(3))', lambda: (Number(3) * [1], [1, 2, 3, 4][Number(2)], range(Number(3))))
show("int(Index()), [10]*Index(), hex(Index()), int('11', Index())", lambda: (int(Index()), [10]*Index(), hex(Index()), int('11', Index())))
show('int(BadIndex())', lambda: int(BadIndex()))
show('hex(BadIndex())', lambda: hex(BadIndex()))
show('int(OnlyInt())', lambda: int(OnlyInt()))
show('hex(OnlyInt())', lambda: hex(OnlyInt()))
show('hex(1.5)', lambda: hex(1.5))
show('bin(2.0)', lambda: bin(2.0))
show('(5).foo', lambda: (5).foo)
show('int.from_bytes.__text_signature__', lambda: int.from_bytes.__text_signature__)
show('int.to_bytes.__text_signature__', lambda: int.to_bytes.__text_signature__)
show('int.__round__.__text_signature__', lambda: int.__round__.__text_signature__)
show('int.bit_length.__doc__.splitlines()[0]', lambda: int.bit_length.__doc__.splitlines()[0])
