"""Arithmetic of ints of every size, at the borders of the word and beyond."""
values = [0, 1, -1, 2, -2, 7, -7, 2**47, 2**48 - 1, 2**48, -2**48, -2**48 - 1, 2**63 - 1, 2**63, -2**63, 2**64, -2**64 - 1,
          10**30, -10**30, 3**100, 2**200, -(2**200) + 1, 10**100 + 7]
operations = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "//": lambda a, b: a // b,
    "%": lambda a, b: a % b, "divmod": divmod, "&": lambda a, b: a & b, "|": lambda a, b: a | b, "^": lambda a, b: a ^ b,
    "/": lambda a, b: a / b, "<": lambda a, b: a < b, "==": lambda a, b: a == b, ">=": lambda a, b: a >= b,
}
for name, operation in operations.items():
    for a in values:
        row = []
        for b in values:
            try:
                row.append(operation(a, b))
            except Exception as error:
                row.append((type(error).__name__, str(error)))
        print(name, a, row)
for a in values:
    print(a, -a, +a, ~a, abs(a), bool(a), hash(a), a.bit_length(), a.bit_count(), float(a), a << 5, a >> 5, a << 70, a >> 70)
state = 12345
for i in range(300):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**256
    a = (state >> (state % 200)) - 2**50
    b = (state >> (i % 250)) - 2**40 or 1
    q, r = divmod(a, b)
    assert q * b + r == a and (0 <= r < b or b < r <= 0), (a, b)
    assert (a + b) - b == a and (a ^ b) ^ b == a and (a | b) + (a & b) == a + b, (a, b)
    assert a * b // b == a and (a << i) >> i == a and -(-a // 2) == (a + 1) // 2, (a, b)
    assert int(str(a)) == a and int(hex(a), 16) == a and int.from_bytes(a.to_bytes(40, "little", signed=True), "little", signed=True) == a
print(state)


def show(name, function):
    """Print what the function gives, or the error that it raises."""
    try:
        print(name, repr(function()))
    except Exception as error:
        print(name, type(error).__name__, error)

show('1<<-1', lambda: 1<<-1)
show('1>>-1', lambda: 1>>-1)
show('0<<(2**70)', lambda: 0<<(2**70))
show('1>>(2**70)', lambda: 1>>(2**70))
show('-1>>(2**70)', lambda: -1>>(2**70))
show('1<<(2**70)', lambda: 1<<(2**70))
show('2**-1', lambda: 2**-1)
show('0**-1', lambda: 0**-1)
show('(-2)**-3', lambda: (-2)**-3)
show('2**100', lambda: 2**100)
show('(-3)**101', lambda: (-3)**101)
show('7**0', lambda: 7**0)
show('0**0', lambda: 0**0)
show('(-1)**(10**20)', lambda: (-1)**(10**20))
show('1**(10**30)', lambda: 1**(10**30))
show('pow(2,-1,4)', lambda: pow(2,-1,4))
show('pow(3,-1,7)', lambda: pow(3,-1,7))
show('pow(2,3,0)', lambda: pow(2,3,0))
show('pow(2,3,-5)', lambda: pow(2,3,-5))
show('pow(2,3,1)', lambda: pow(2,3,1))
show('pow(-7,3,10)', lambda: pow(-7,3,10))
show('pow(3,10**20,10**9+7)', lambda: pow(3,10**20,10**9+7))
show('pow(10**50,3,-(10**30))', lambda: pow(10**50,3,-(10**30)))
show('pow(2.0,3,4)', lambda: pow(2.0,3,4))
show('pow(2,3.0,4)', lambda: pow(2,3.0,4))
show('10**400/1', lambda: 10**400/1)
show('1/10**400', lambda: 1/10**400)
show('10**400/10**399', lambda: 10**400/10**399)
show('-10**400/3**800', lambda: -10**400/3**800)
show('(2**53+1)/1', lambda: (2**53+1)/1)
show('(2**54+3)/2', lambda: (2**54+3)/2)
show('(10**23)/7', lambda: (10**23)/7)
show('float(10**400)', lambda: float(10**400))
show('float(2**53+1), float(2**54+2), float(2**54+6), float(2**1000+2**947)', lambda: (float(2**53+1), float(2**54+2), float(2**54+6), float(2**1000+2**947)))
show('float(2**1024-2**970)', lambda: float(2**1024-2**970))
show('float(2**1024-2**969)', lambda: float(2**1024-2**969))
show('1%0', lambda: 1%0)
show('1//0', lambda: 1//0)
show('1/0', lambda: 1/0)
show('divmod(1,0)', lambda: divmod(1,0))
show('10**30%0', lambda: 10**30%0)
show('0/-5, 0//-5, 0%-5', lambda: (0/-5, 0//-5, 0%-5))
show("(1).__add__('a'), (1).__lt__(1.0), (1).__pow__(2,3)", lambda: ((1).__add__('a'), (1).__lt__(1.0), (1).__pow__(2,3)))
show("1+'a'", lambda: 1+'a')
show("1<'a'", lambda: 1<'a')
show('[]*2**70', lambda: []*2**70)
show('hash(2**61-1), hash(2**61-2), hash(-(2**61)), hash(10**40), hash(-10**40), hash(-1), hash(-2)', lambda: (hash(2**61-1), hash(2**61-2), hash(-(2**61)), hash(10**40), hash(-10**40), hash(-1), hash(-2)))
show("2**53==2.0**53, 2**53+1==2.0**53, 2**53+1>2.0**53, 10**400>1e308, -10**400<-1e308, 10**400<float('inf'), 1<float('nan')", lambda: (2**53==2.0**53, 2**53+1==2.0**53, 2**53+1>2.0**53, 10**400>1e308, -10**400<-1e308, 10**400<float('inf'), 1<float('nan')))
show('10**25==1e25, 10**22==1e22', lambda: (10**25==1e25, 10**22==1e22))
