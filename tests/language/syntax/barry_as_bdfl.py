# `<>` in place of `!=`: the flag CO_FUTURE_BARRY_AS_BDFL, given or inherited.
F=0x400000
for s in ("1 <> 2","1 != 2","a <> b <> c", "f'{1 <> 2}'","f'{1 != 2}'","f'{1!=2!r}'", "1 < > 2", "from __future__ import barry_as_FLUFL\n1 <> 2","from __future__ import barry_as_FLUFL\n1 != 2", "x = 1 !=\\\n 2", "if a != b: pass","x <>", "x <> y z", "x != y z","1 <>= 2"):
    for fl in (F,0):
        try: print(repr(s), eval(compile(s,"f","eval",fl)) if "\n" not in s and s[0] in "1f'" else compile(s,"f","exec",fl).co_flags)
        except Exception as e: print(repr(s), type(e).__name__, e.args)
ns={}
exec("from __future__ import barry_as_FLUFL\ndef f(s): return eval(s)\ndef g(s): exec(s)",ns)
print(ns["f"]("1 <> 2"))
try: ns["g"]("1 != 2")
except SyntaxError as e: print(e)
import ast
print(ast.dump(compile("a <> b","f","eval",F|ast.PyCF_ONLY_AST)))
