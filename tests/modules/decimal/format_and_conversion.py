"""format(), hashes and other types."""
from decimal import *
import random
D = Decimal
random.seed(5)
def rnd():
    k=random.random()
    if k<.05: return random.choice(['NaN','sNaN','Inf','-Inf','0','-0','0E+5','1','-1','10','NaN33'])
    n=random.randint(1,random.choice([3,10,40]))
    s=''.join(random.choice('0123456789') for _ in range(n))
    if random.random()<.2: s=s.rstrip('5')+'5'
    p=random.randint(0,len(s))
    s=s[:p]+'.'+s[p:]
    if s=='.': s='1'
    if random.random()<.5: s+='E%d'%random.randint(-30,30)
    return random.choice(['','-'])+s
for i in range(250):
    a=D(rnd())
    spec=random.choice(['','*<','^','>','=','x^','€>'])+random.choice(['','+','-',' '])+random.choice(['','z'])+random.choice(['','0'])+random.choice(['','5','25'])+random.choice(['',','])+random.choice(['','.0','.1','.7','.30'])+random.choice(['','e','E','f','F','g','G','%','n'])
    try: print(spec,a,'[%s]'%format(a,spec))
    except BaseException as e: print(spec,a,type(e),e)
for i in range(150):
    a=D(rnd())
    try: print(a,hash(a) if not a.is_nan() else 0,float(a),a.as_tuple(),a.as_integer_ratio(), int(a),round(a),round(a,2),a.__floor__(),a.__ceil__())
    except BaseException as e: print(a,type(e),e)
