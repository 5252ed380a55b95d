f'{f"{1:{2}}"}' [[(([{(lambda *a, b=(yield): [x for x in (y for y in z)]): {**c}}]))]]
match x:
    case {1: [A(b=(C() | None as d)), *_], **e} if f: pass
