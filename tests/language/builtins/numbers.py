"""abs, divmod, pow, round, min, max, sum, chr, ord, bin and the like."""
class Ordered:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value

    def __gt__(self, other):
        return self.value > other.value

    def __repr__(self):
        return f"Ordered({self.value})"


class Rounding:
    def __round__(self, digits="none"):
        return ("rounded", digits)

    def __abs__(self):
        return "absolute"


def show(name, function):
    """Print what the function gives, or the error that it raises."""
    try:
        print(name, repr(function()))
    except Exception as error:
        print(name, type(error).__name__, error)

show('abs(-5), abs(-2.5), abs(3-4j), abs(True), abs(-10**30), abs(Rounding())', lambda: (abs(-5), abs(-2.5), abs(3-4j), abs(True), abs(-10**30), abs(Rounding())))
show("abs('a')", lambda: abs('a'))
show('abs()', lambda: abs())
show('abs(1,2)', lambda: abs(1,2))
show('divmod(7,3), divmod(-7,3), divmod(7.5,2), divmod(-7,2.0)', lambda: (divmod(7,3), divmod(-7,3), divmod(7.5,2), divmod(-7,2.0)))
show('divmod(1)', lambda: divmod(1))
show("divmod('a',1)", lambda: divmod('a',1))
show('divmod(1,0)', lambda: divmod(1,0))
show('pow(2,10), pow(2,-1), pow(2,10,1000), pow(2.0,3), pow(base=2,exp=3), pow(2,exp=5,mod=7)', lambda: (pow(2,10), pow(2,-1), pow(2,10,1000), pow(2.0,3), pow(base=2,exp=3), pow(2,exp=5,mod=7)))
show('pow(2)', lambda: pow(2))
show('pow(1,2,3,4)', lambda: pow(1,2,3,4))
show("pow('a',2)", lambda: pow('a',2))
show("pow(2,3,mod='a')", lambda: pow(2,3,mod='a'))
show('round(Rounding()), round(Rounding(), 2), round(Rounding(), None), round(3), round(number=2.5, ndigits=0)', lambda: (round(Rounding()), round(Rounding(), 2), round(Rounding(), None), round(3), round(number=2.5, ndigits=0)))
show('round()', lambda: round())
show('round(1,2,3)', lambda: round(1,2,3))
show("round('a')", lambda: round('a'))
show('round(1, x=2)', lambda: round(1, x=2))
show("min(3,1,2), max(3,1,2), min([3,1,2]), max('abc'), min((5,)), max({1:2,3:4})", lambda: (min(3,1,2), max(3,1,2), min([3,1,2]), max('abc'), min((5,)), max({1:2,3:4})))
show('min(1.5,2), max(1,2.5), max(True,0), min(10**30,1), max(-10**30,1.5)', lambda: (min(1.5,2), max(1,2.5), max(True,0), min(10**30,1), max(-10**30,1.5)))
show('min(), 1', lambda: (min(), 1))
show('min([])', lambda: min([]))
show('max([])', lambda: max([]))
show("min([], default=None), max((), default=5), min([], key=len, default='x')", lambda: (min([], default=None), max((), default=5), min([], key=len, default='x')))
show('min(1, 2, default=3)', lambda: min(1, 2, default=3))
show('max(1)', lambda: max(1))
show('max(1, key=1)', lambda: max(1, key=1))
show("min([3,-5,2], key=abs), max(3,-5,2, key=abs), min('bb','a',key=len), max([], default=1, key=None)", lambda: (min([3,-5,2], key=abs), max(3,-5,2, key=abs), min('bb','a',key=len), max([], default=1, key=None)))
show('max([1,2], key=3)', lambda: max([1,2], key=3))
show('max(1,2,foo=3)', lambda: max(1,2,foo=3))
show("min(1,'a')", lambda: min(1,'a'))
show("min([1,'a'])", lambda: min([1,'a']))
show('min(Ordered(3),Ordered(1)), max([Ordered(3),Ordered(1)])', lambda: (min(Ordered(3),Ordered(1)), max([Ordered(3),Ordered(1)])))
show('min(x for x in [3,1,2]), max(i*i%7 for i in range(10))', lambda: (min(x for x in [3,1,2]), max(i*i%7 for i in range(10))))
show('min([1,1.0,True]), max([1,1.0,True]), max(0.0,-0.0), min(0,-0.0)', lambda: (min([1,1.0,True]), max([1,1.0,True]), max(0.0,-0.0), min(0,-0.0)))
show('sum([]), sum([1,2,3]), sum((1.5,2)), sum([1,2.5,3]), sum(range(101)), sum([2**47]*10), sum([10**30,1]), sum([True,True])', lambda: (sum([]), sum([1,2,3]), sum((1.5,2)), sum([1,2.5,3]), sum(range(101)), sum([2**47]*10), sum([10**30,1]), sum([True,True])))
show('sum([0.1]*10), sum([1e16,1,-1e16]), sum([1,0.5,10**20]), sum([2**62,2**62,2**62]), sum([2**48-1,1,-5])', lambda: (sum([0.1]*10), sum([1e16,1,-1e16]), sum([1,0.5,10**20]), sum([2**62,2**62,2**62]), sum([2**48-1,1,-5])))
show('sum([[1],[2]],[]), sum([(1,),(2,)],()), sum([1,2],10), sum([1,2],start=0.5), sum([1j,2]), sum({1:2,3:4})', lambda: (sum([[1],[2]],[]), sum([(1,),(2,)],()), sum([1,2],10), sum([1,2],start=0.5), sum([1j,2]), sum({1:2,3:4})))
show("sum(['a','b'])", lambda: sum(['a','b']))
show("sum(['a','b'],'')", lambda: sum(['a','b'],''))
show("sum([b'a'],b'')", lambda: sum([b'a'],b''))
show("sum([b'a'],bytearray())", lambda: sum([b'a'],bytearray()))
show('sum(5)', lambda: sum(5))
show('sum()', lambda: sum())
show('sum([1],2,3)', lambda: sum([1],2,3))
show('sum([1],foo=2)', lambda: sum([1],foo=2))
show('sum([1,None])', lambda: sum([1,None]))
show('sum(x for x in range(10) if x%2)', lambda: sum(x for x in range(10) if x%2))
show('chr(97), chr(0), chr(255), chr(256), chr(0x10ffff), chr(0xd800)', lambda: (chr(97), chr(0), chr(255), chr(256), chr(0x10ffff), chr(0xd800)))
show('chr(-1)', lambda: chr(-1))
show('chr(0x110000)', lambda: chr(0x110000))
show('chr(2**40)', lambda: chr(2**40))
show("chr('a')", lambda: chr('a'))
show('chr(1.5)', lambda: chr(1.5))
show("ord('a'), ord('é'), ord('😀'), ord(b'a'), ord(bytearray(b'z'))", lambda: (ord('a'), ord('é'), ord('😀'), ord(b'a'), ord(bytearray(b'z'))))
show("ord('ab')", lambda: ord('ab'))
show("ord('')", lambda: ord(''))
show("ord(b'ab')", lambda: ord(b'ab'))
show('ord(5)', lambda: ord(5))
show('bin(5), bin(-5), oct(64), hex(-255), bin(0), bin(True), hex(2**70)', lambda: (bin(5), bin(-5), oct(64), hex(-255), bin(0), bin(True), hex(2**70)))
show('bin(1.5)', lambda: bin(1.5))
show("oct('a')", lambda: oct('a'))
show("all([]), all([1,0]), any([]), any([0,'']), any([0,5]), all('abc'), all(x for x in (1,2,3)), any({})", lambda: (all([]), all([1,0]), any([]), any([0,'']), any([0,5]), all('abc'), all(x for x in (1,2,3)), any({})))
show('all(5)', lambda: all(5))
show('any([1,2],3)', lambda: any([1,2],3))
show("hash('')==0, hash(()), hash(1), hash(True), hash((1,2)), hash(None)==hash(None)", lambda: (hash('')==0, hash(()), hash(1), hash(True), hash((1,2)), hash(None)==hash(None)))
show('hash([])', lambda: hash([]))
show("len([1,2]), len('abc'), len({}), len(range(5)), len(b'')", lambda: (len([1,2]), len('abc'), len({}), len(range(5)), len(b'')))
show('len(5)', lambda: len(5))
show('len()', lambda: len())
show('len([],[])', lambda: len([],[]))
show('len(x for x in [])', lambda: len(x for x in []))
