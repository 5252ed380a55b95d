"""What the C locale with UTF-8 says."""
import locale
from locale import *
def t(s):
    try: print(s,'->',repr(eval(s)))
    except BaseException as e: print(s,'!!',type(e).__name__,e)
for s in """setlocale(LC_ALL)
setlocale(LC_NUMERIC)
getlocale(LC_TIME)
localeconv()
setlocale(LC_ALL,'nonsense')
setlocale(99)
locale.str(1.5)
atof('1.5'), atoi('3'), format_string('%d',1234567,grouping=True), strcoll('a','b'), strxfrm('a')
currency(5)
normalize('de_DE'), normalize('C.utf8'), normalize('en_US.utf8')
getpreferredencoding(False)
setlocale(LC_ALL,'C')
setlocale(LC_ALL)
locale.localize('1234.5'), locale.delocalize('1234.5')""".splitlines(): t(s)
