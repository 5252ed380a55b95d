"""Bytes for compile() in the encodings that their cookies name."""
def t(b):
    try: print(eval(compile(b,'f','eval')))
    except BaseException as e: print(type(e).__name__, e, getattr(e,'lineno',None), getattr(e,'offset',None), getattr(e,'text',None))
