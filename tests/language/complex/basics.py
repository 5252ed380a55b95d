"""The type complex."""
class Complex(complex):
    pass


class Special:
    def __init__(self, value):
        self.value = value

    def __complex__(self):
        return self.value


class Real:
    def __float__(self):
        return 2.5


def show(name, function):
    """Print what the function gives, or the error that it raises."""
    try:
        print(name, repr(function()))
    except Exception as error:
        print(name, type(error).__name__, error)

show("complex('1+2j')", lambda: complex('1+2j'))
show("complex('1+2')", lambda: complex('1+2'))
show("complex(' (1+2j) ')", lambda: complex(' (1+2j) '))
show("complex('1 + 2j')", lambda: complex('1 + 2j'))
show("complex('j'), complex('-j'), complex('+J'), complex('1-j'), complex('3')", lambda: (complex('j'), complex('-j'), complex('+J'), complex('1-j'), complex('3')))
show("complex('1e400j'), complex('nan+infj'), complex('-inf-nanj')", lambda: (complex('1e400j'), complex('nan+infj'), complex('-inf-nanj')))
show("complex('x')", lambda: complex('x'))
show("complex('')", lambda: complex(''))
show("complex('(1+2j')", lambda: complex('(1+2j'))
show("complex('1j+2')", lambda: complex('1j+2'))
show("complex('1_0+2_0j')", lambda: complex('1_0+2_0j'))
show("complex('1_+2j')", lambda: complex('1_+2j'))
show("complex('１+２j')", lambda: complex('１+２j'))
show('complex(1,2), complex(1.5), complex(), complex(1j,2j), complex(1j, 1), complex(0, 1j), complex(real=1, imag=2)', lambda: (complex(1,2), complex(1.5), complex(), complex(1j,2j), complex(1j, 1), complex(0, 1j), complex(real=1, imag=2)))
show("complex('1',2)", lambda: complex('1',2))
show("complex(1,'2')", lambda: complex(1,'2'))
show("complex(b'1')", lambda: complex(b'1'))
show('complex([])', lambda: complex([]))
show('complex(1,[])', lambda: complex(1,[]))
show('complex(x=1)', lambda: complex(x=1))
show('complex(1,2,3)', lambda: complex(1,2,3))
show('complex(Special(1+2j)), complex(Special(3j), 1), complex(Real()), complex(1, Real())', lambda: (complex(Special(1+2j)), complex(Special(3j), 1), complex(Real()), complex(1, Real())))
show('complex(Special(1.5))', lambda: complex(Special(1.5)))
show('complex(1, Special(1j))', lambda: complex(1, Special(1j)))
show('1j+1, 1j-1, 2*1j, 1j*1j, (1+2j)/(3-4j), 1/1j, (1+2j)/2, -1j, +1j, True+1j', lambda: (1j+1, 1j-1, 2*1j, 1j*1j, (1+2j)/(3-4j), 1/1j, (1+2j)/2, -1j, +1j, True+1j))
show('1j/0', lambda: 1j/0)
show('1j//1', lambda: 1j//1)
show('1j%1', lambda: 1j%1)
show('divmod(1j,1)', lambda: divmod(1j,1))
show('1j<1', lambda: 1j<1)
show("1j==1, (1+0j)==1, 1==(1+0j), (1+0j)==1.0, 1j!=1j, (1+0j)==10**400, 1j=='a'", lambda: (1j==1, (1+0j)==1, 1==(1+0j), (1+0j)==1.0, 1j!=1j, (1+0j)==10**400, 1j=='a'))
show('1j**2, 1j**0.5, 0j**0, (1+2j)**10, (1+2j)**-3, (1+2j)**100, (1+2j)**101, (1+2j)**1.5, 2**1j, (1+2j)**(3+4j)', lambda: (1j**2, 1j**0.5, 0j**0, (1+2j)**10, (1+2j)**-3, (1+2j)**100, (1+2j)**101, (1+2j)**1.5, 2**1j, (1+2j)**(3+4j)))
show('0j**-1', lambda: 0j**-1)
show('0j**1j', lambda: 0j**1j)
show('(1e200+1j)**1000', lambda: (1e200+1j)**1000)
show('pow(1j,2,3)', lambda: pow(1j,2,3))
show("(1j).__pow__('a'), (1j).__add__('a')", lambda: ((1j).__pow__('a'), (1j).__add__('a')))
show('10**400+1j', lambda: 10**400+1j)
show('complex(10**400)', lambda: complex(10**400))
show("abs(3+4j), abs(complex(1e308,1e308)), abs(complex('inf')), abs(complex('nan+1j'))", lambda: (abs(3+4j), abs(complex(1e308,1e308)), abs(complex('inf')), abs(complex('nan+1j'))))
show('abs(complex(1.7e308,1.7e308))', lambda: abs(complex(1.7e308,1.7e308)))
show("repr(-0j), repr(complex(0.0,-0.0)), repr(complex(-0.0,1)), repr(complex(-0.0,-0.0)), repr(1e20+1e-7j), str(complex('nan')), complex(1,float('inf'))", lambda: (repr(-0j), repr(complex(0.0,-0.0)), repr(complex(-0.0,1)), repr(complex(-0.0,-0.0)), repr(1e20+1e-7j), str(complex('nan')), complex(1,float('inf'))))
show('hash(1j), hash(1+2j), hash(0.5+0.5j), hash(complex(3,0))==hash(3), hash(-1-1j)', lambda: (hash(1j), hash(1+2j), hash(0.5+0.5j), hash(complex(3,0))==hash(3), hash(-1-1j)))
show('(1+2j).conjugate(), (1+2j).real, (1+2j).imag, (1+2j).__getnewargs__(), (1+2j).__complex__(), bool(0j), bool(1e-300j)', lambda: ((1+2j).conjugate(), (1+2j).real, (1+2j).imag, (1+2j).__getnewargs__(), (1+2j).__complex__(), bool(0j), bool(1e-300j)))
show('int(1j)', lambda: int(1j))
show('float(1j)', lambda: float(1j))
show("Complex('1+2j'), Complex(1)+1, type(Complex(1)+1), type(Complex(1,2)), complex(Complex(1,2))", lambda: (Complex('1+2j'), Complex(1)+1, type(Complex(1)+1), type(Complex(1,2)), complex(Complex(1,2))))
show("setattr(1j, 'real', 3)", lambda: setattr(1j, 'real', 3))
show("format(1+2j,'.2f'), format(1+2j,'>20'), format(1+2j,'e'), format(1+2j,''), format(1+2j,'+g'), format(12345.678+2j,','), format(1j,'#.0f'), format(1j,'n'), format(3j,'^9'), format(-0-3j,'10'), format(complex(-0.0,-0.0),'z.1f')", lambda: (format(1+2j,'.2f'), format(1+2j,'>20'), format(1+2j,'e'), format(1+2j,''), format(1+2j,'+g'), format(12345.678+2j,','), format(1j,'#.0f'), format(1j,'n'), format(3j,'^9'), format(-0-3j,'10'), format(complex(-0.0,-0.0),'z.1f')))
show("format(1+2j,'d')", lambda: format(1+2j,'d'))
show("format(1+2j,'%')", lambda: format(1+2j,'%'))
show("format(1+2j,'x')", lambda: format(1+2j,'x'))
show("format(1j,'05')", lambda: format(1j,'05'))
show("format(1j,'=5')", lambda: format(1j,'=5'))
show("format(1j,'.99999999999f')", lambda: format(1j,'.99999999999f'))
show('complex.__text_signature__', lambda: complex.__text_signature__)
