# What comes out of athrow() when the generator handles the exception and ends.
async def g():
    try:
        yield 1
    except KeyError: print("caught")
    print("end")
async def m():
    a=g(); print(await a.__anext__())
    try: print("ret", await a.athrow(KeyError, KeyError(1), None))
    except StopAsyncIteration as e: print("SAI")
async def m2():
    a=g(); print(await a.__anext__())
    try: print("ret", await a.athrow(KeyError(1)))
    except BaseException as e: print(repr(e))
for f in (m,m2):
    try: f().send(None)
    except StopIteration: print("done")
