"""Every operation with random operands and contexts: results and flags."""
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
ops1=['abs','exp','ln','log10','minus','next_minus','next_plus','normalize','plus','to_integral_exact','to_integral_value','sqrt','logb','logical_invert','number_class','to_sci_string','to_eng_string','radix','is_normal','is_subnormal','is_zero']
ops2=['add','compare','compare_signal','divide','divide_int','divmod','max','max_mag','min','min_mag','multiply','next_toward','quantize','remainder','remainder_near','subtract','power','compare_total','compare_total_mag','copy_sign','logical_and','logical_or','rotate','same_quantum','scaleb','shift']
for i in range(1500):
    c=Context(prec=random.choice([1,2,3,7,28]),rounding=random.choice([ROUND_UP,ROUND_DOWN,ROUND_FLOOR,ROUND_CEILING,ROUND_HALF_UP,ROUND_HALF_DOWN,ROUND_HALF_EVEN,ROUND_05UP]),Emax=random.choice([5,20,999999]),Emin=random.choice([-5,-20,-999999]),clamp=random.choice([0,1]),traps=[],capitals=random.choice([0,1]))
    a=D(rnd()); b=D(rnd())
    if random.random()<.3: b=D(random.randint(-5,5))
    o=random.choice(ops1+ops2)
    if o == 'power': c.Emax, c.Emin = 999999, -999999
    try:
        f=getattr(c,o)
        r=f() if o=='radix' else f(a) if o in ops1 else f(a,b)
        print(c.prec,c.rounding,c.Emax,c.Emin,c.clamp,o,a,b,r,[s.__name__ for s in c.flags if c.flags[s]])
    except BaseException as e: print(o,a,b,type(e),e)
