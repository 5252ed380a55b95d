# Control flow that leaves a finally, exceptions in their context, generators that are thrown into.


def show(function, *args):
    try:
        print(function.__name__, "->", function(*args))
    except BaseException as error:
        print(function.__name__, "raises", describe(error))


def describe(error):
    text = f"{type(error).__name__}({error})"
    if error.__cause__ is not None:
        text += f" from {describe(error.__cause__)}"
    elif error.__context__ is not None and not error.__suppress_context__:
        text += f" while {describe(error.__context__)}"
    return text


# --- return, break, continue inside finally

def return_wins():
    try:
        return "try"
    finally:
        return "finally"


def return_drops_the_exception():
    try:
        raise ValueError("lost")
    finally:
        return "kept"


def break_drops_the_exception():
    for number in range(3):
        try:
            raise KeyError(number)
        finally:
            break
    return number


def continue_drops_the_return():
    seen = []
    for number in range(3):
        try:
            return seen
        finally:
            seen.append(number)
            continue
    return "end", seen


def nested_finally():
    log = []
    try:
        try:
            try:
                log.append(1)
                return log
            finally:
                log.append(2)
                raise IndexError("inner")
        finally:
            log.append(3)
    except IndexError as error:
        log.append(str(error))
        return log
    finally:
        log.append(4)


def else_after_continue():
    for number in range(2):
        try:
            continue
        finally:
            last = number
    else:
        return "else", last


for function in (return_wins, return_drops_the_exception, break_drops_the_exception, continue_drops_the_return,
                 nested_finally, else_after_continue):
    show(function)


# --- chaining and suppression

def context():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("second")


def cause():
    try:
        {}["key"]
    except KeyError as error:
        raise ValueError("second") from error


def suppressed():
    try:
        {}["key"]
    except KeyError:
        raise ValueError("alone") from None


def context_of_finally():
    try:
        raise ValueError("first")
    finally:
        raise TypeError("second")


def no_cycle():
    try:
        raise ValueError("one")
    except ValueError as one:
        try:
            raise KeyError("two")
        except KeyError:
            raise one


def name_is_gone():
    error = "before"
    try:
        raise ValueError
    except ValueError as error:
        pass
    return error


def bare_raise_keeps_the_context():
    try:
        try:
            raise ValueError("a")
        except ValueError:
            try:
                raise KeyError("b")
            except KeyError:
                pass
            raise
    except ValueError as error:
        return describe(error)


for function in (context, cause, suppressed, context_of_finally, no_cycle, name_is_gone, bare_raise_keeps_the_context):
    show(function)


class Suppressing:
    def __init__(self, answer):
        self.answer = answer

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind and kind.__name__, value)
        return self.answer


def with_suppresses(answer):
    with Suppressing(answer):
        raise LookupError("inside")
    return "after"


def with_return():
    with Suppressing(True):
        return "returned"


class Hostile:
    def __bool__(self):
        raise ArithmeticError("no truth")


for answer in (True, 0, "text", None, Hostile()):
    show(with_suppresses, answer)
show(with_return)


# --- generators: throw, close and send through nested yield from

def innermost(log):
    try:
        while True:
            try:
                log.append(("got", (yield len(log))))
            except ValueError as error:
                log.append(("caught", str(error)))
            except KeyError:
                return "key"
    finally:
        log.append("closed")


def middle(log):
    result = yield from innermost(log)
    log.append(("result", result))
    yield result
    return "middle"


def outermost(log):
    try:
        return (yield from middle(log))
    except GeneratorExit:
        log.append("exit")
        raise


log = []
generator = outermost(log)
print(next(generator), generator.send("sent"), generator.throw(ValueError("thrown")), generator.throw(KeyError))
try:
    next(generator)
except StopIteration as stop:
    print("value", stop.value)
print(log)
log = []
generator = outermost(log)
next(generator)
generator.close()
print(log, generator.gi_frame)


def ignores_exit():
    try:
        yield 1
    except GeneratorExit:
        yield 2


generator = ignores_exit()
next(generator)
show(generator.close)


def stops():
    yield next(iter(()))


def raises_stop():
    yield 1
    raise StopIteration("by hand")


show(list, stops())
show(list, raises_stop())
show(list, (next(iter(())) for _ in range(3)))


def itself():
    yield from generator


generator = itself()
show(next, generator)


# --- groups

def groups():
    try:
        raise ExceptionGroup("many", [ValueError("v"), ExceptionGroup("inner", [TypeError("t"), KeyError("k")])])
    except* TypeError as group:
        print("types", group.exceptions)
        raise OSError("new")
    except* ValueError as group:
        print("values", group.exceptions)


try:
    groups()
except ExceptionGroup as group:
    print(repr(group), [describe(error) for error in group.exceptions])


try:
    raise ValueError("alone")
except* ValueError as group:
    print(repr(group))
