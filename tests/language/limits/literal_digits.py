"""The digit limit of sys.set_int_max_str_digits, as literals meet it."""
import sys
def t(s):
    try: print(len(hex(eval(s))))
    except BaseException as e: print(type(e).__name__, str(e)[:200], getattr(e,'lineno',0), getattr(e,'offset',0), getattr(e,'end_offset',0))
t('1'*4300); t('1'*4301); t('x = 1 +\n' + '1'*5000); t(' 1_0'*1 + '0'*4298); t('(1 +\n  ' + '1'*5000+')'); t('0x'+'f'*9000); t('1'*5000+'.0'); t('1'*5000+'j'); t('1'*5000 + ' = 3'); t('1'*5000 + ' 3')
sys.set_int_max_str_digits(1000)
t('1'*1001); t('1'*1000)
sys.set_int_max_str_digits(0)
t('1'*5001)
