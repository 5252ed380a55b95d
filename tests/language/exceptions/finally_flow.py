# return, break and continue inside finally, and what they do to pending exceptions and values.
def a():
    try:
        return 1
    finally:
        return 2
def b():
    for i in range(3):
        try:
            1 / 0
        finally:
            if i < 2:
                continue
            break
    return i
def c():
    while True:
        try:
            return "lost"
        finally:
            break
    return "kept"
def d():
    try:
        raise ValueError(1)
    except ValueError as e:
        try:
            raise KeyError(2)
        finally:
            return repr(e.__context__), repr(e)
def e():
    for x in range(5):
        try:
            try:
                continue
            finally:
                print("inner", x)
        finally:
            print("outer", x)
            if x == 2:
                return x
def f():
    try:
        yield 1
    finally:
        return 5
def g():
    x = 1
    try:
        return x
    finally:
        x = 2
def h():
    try:
        try:
            raise ValueError
        finally:
            raise KeyError
    except KeyError as e:
        return repr(e.__context__)
def i():
    with open("/dev/null") as file:
        for k in range(3):
            try:
                return k
            finally:
                if k < 1:
                    continue
    return file.closed
for function in a, b, c, d, e, g, h, i:
    print(function.__name__, function())
it = f()
next(it)
try:
    it.throw(ValueError("gone"))
except StopIteration as stop:
    print("stop", stop.value)
def j():
    try:
        raise ValueError
    except ValueError as err:
        pass
    try:
        err
    except UnboundLocalError as e:
        return str(e)
print(j())
def k():
    for n in range(2):
        try:
            pass
        except ValueError:
            return "except"
        else:
            if n == 0:
                continue
            return "else"
        finally:
            print("finally", n)
print(k())
def m():
    try:
        return (yield 1)
    finally:
        yield 2
it = m()
print(next(it), it.send("sent"))
try:
    next(it)
except StopIteration as stop:
    print(stop.value)
it = m()
next(it)
try:
    it.close()
except RuntimeError as error:
    print(error)
