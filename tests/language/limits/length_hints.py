for src in ["try:\n  x: int = 1\nexcept* ValueError: pass", "match 1:\n  case 1:\n    x: int = 1", "try:\n  pass\nexcept* ValueError:\n  x: int=1", "try: pass\nfinally:\n  x:int=1"]:
    ns={}
    try:
        exec(src, ns); print(ns.get('__annotations__'))
    except NameError as e: print(e)
class A:
    match 1:
        case 1:
            try:
                x: int = 1
            except NameError as e: print(e)
for t in (list, tuple, sorted, bytes, bytearray):
    for n in (2**62, 2**63-2, 2**63):
        try: print(t(range(2, n)))
        except BaseException as e: print(t.__name__, n, type(e).__name__, e)
class H:
    def __iter__(self): return iter(())
    def __length_hint__(self): return 2**63-1
for t in (list, tuple, lambda x: [1, *x], lambda x: [1].extend(x), bytes):
        try: print(t(H()))
        except BaseException as e: print(type(e).__name__, e)
