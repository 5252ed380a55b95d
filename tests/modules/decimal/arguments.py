"""What is accepted, and the texts of what is not."""
import copy
import fractions
import numbers
from decimal import *

CASES = r"""
Context(prec=0)
Context(prec='x')
Context(Emin=1)
Context(flags=[1])
Context(traps={1:2})
Context(traps=3)
Context(flags={Inexact:1})
Context(1,2,3,4,5,6,7,8,9)
Context(foo=1)
setcontext(1)
localcontext(1)
localcontext(foo=1)
localcontext(prec='a')
localcontext(Context(),Context())
getcontext().foo
getcontext().flags[1]
getcontext().flags.__delitem__(Inexact)
getcontext().__delattr__('prec')
getcontext().__setattr__('prec',10**30)
getcontext().__setattr__('traps',10)
getcontext().add(1,'a')
getcontext().add(1)
getcontext().add(1.5,2)
getcontext().create_decimal('  1')
Decimal([])
Decimal({})
Decimal((1,2,3))
Decimal((2,(1,),3))
Decimal((1,(1,11),3))
Decimal((1,(1,1),'x'))
Decimal((1,(1,1),1.5))
Decimal((0,(),'n'))
Decimal((0,(4,),'N'))
Decimal((0,(4,),'F'))
Decimal(1,2)
Decimal(1,2,3)
Decimal(value=1,context=None)
Decimal('abc')
Decimal(' 1_0 ')
Decimal('١٢')
Decimal(1.1)
Decimal(None)
Decimal('NaN')<1
Decimal('sNaN')==1
Decimal('NaN')==1
Decimal(1)<'a'
Decimal(1)+'a'
Decimal(1)+1.5
Decimal(1)<1.5
Decimal(1)==1j
Decimal(1)<1j
Decimal('0.5')==fractions.Fraction(1,2)
Decimal('0.5')<fractions.Fraction(2,3)
hash(Decimal('sNaN'))
hash(Decimal('Inf'))
Decimal(1)/0
Decimal(0)/0
Decimal(1)%0
divmod(Decimal(1),0)
divmod(Decimal(0),0)
Decimal('1e999999')*10
Decimal('1e999')//3
round(Decimal('1.5'),'a')
round(Decimal('NaN'))
Decimal(1).quantize(1,rounding='x')
Decimal(1).quantize()
format(Decimal(1),'x')
Decimal(1).__format__(5)
pow(Decimal(2),Decimal(3),5)
pow(Decimal(2),Decimal(3),0)
pow(Decimal(2),Decimal(3),'a')
pow(Decimal(2),Decimal(-3),5)
pow(Decimal(0),Decimal(0),5)
pow(Decimal(5),Decimal(0),1)
pow(Decimal(-5),Decimal(3),7)
pow(Decimal('1e5'),Decimal('1e3'),7)
Decimal.from_float('a')
Decimal(-10**50)
Decimal('1e1000000000000000000')
Decimal(3)&Decimal(4)
Decimal(1).fma(2)
Decimal('1').__setattr__('a',1)
getcontext().flags.copy()
len(getcontext().flags)
list(getcontext().flags.items())
Context(prec=5).copy().__reduce__()
Decimal(1)**Decimal('inf')
Decimal(10)**Decimal('1e30')
Decimal('1.0000001')**Decimal('1e30')
Decimal('0.99999')**Decimal('1e30')
Decimal('-0').sqrt()
complex(Decimal(2))
Decimal('1e400').__float__()
float(Decimal('-nan'))
Context(prec=MAX_PREC,Emax=MAX_EMAX,Emin=MIN_EMIN).divide(Decimal(4),3)
Context(prec=MAX_PREC,Emax=MAX_EMAX,Emin=MIN_EMIN).divide(Decimal(4),2)
Context(prec=MAX_PREC,Emax=MAX_EMAX,Emin=MIN_EMIN).sqrt(Decimal(4))
copy.copy(Decimal(5))
isinstance(Decimal(1),numbers.Number)
"""

for case in CASES.strip().splitlines():
    try:
        print(case, "->", repr(eval(case)))
    except BaseException as error:
        print(case, "!!", type(error).__module__, type(error).__name__, error)

with localcontext(prec=5) as inner:
    print(Decimal(1) / 7, inner, getcontext() is inner)
print(Decimal(1) / 7)
view = Context(prec=3).flags
view[Inexact] = True
print(view[Inexact], view == dict(view), len(view))
