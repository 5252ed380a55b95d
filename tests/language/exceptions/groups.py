def show(make):
    try:
        print(repr(make()))
    except Exception as error:
        print(type(error).__name__, error)


group = ExceptionGroup("all", [ValueError(1), ExceptionGroup("inner", [TypeError(2), KeyError(3)]), OSError(4)])
print(group, repr(group), group.message, group.exceptions)
print(repr(group.split(TypeError)))
print(repr(group.subgroup((ValueError, KeyError))))
print(repr(group.subgroup(lambda e: isinstance(e, OSError))))
print(group.subgroup(ArithmeticError), group.split(ArithmeticError)[0])
print(repr(group.derive([ValueError()])))
print(type(BaseExceptionGroup("x", [ValueError()])).__name__, type(BaseExceptionGroup("x", [KeyboardInterrupt()])).__name__)
print(ExceptionGroup.__mro__, isinstance(group, Exception))
show(lambda: ExceptionGroup("x", []))
show(lambda: ExceptionGroup("x", 3))
show(lambda: ExceptionGroup("x", [1]))
show(lambda: ExceptionGroup(1, [ValueError()]))
show(lambda: ExceptionGroup("x", [KeyboardInterrupt()]))
show(lambda: ExceptionGroup("x"))
show(lambda: group.split(3))


class Own(ExceptionGroup):
    def derive(self, exceptions):
        return Own(self.message + "!", exceptions)


own = Own("own", [ValueError(1), TypeError(2)])
own.add_note("kept")
part = own.split(ValueError)[0]
print(repr(part), part.__notes__)


def handle(error):
    try:
        raise error
    except* ValueError as found:
        print("value", repr(found))
    except* (TypeError, KeyError) as found:
        print("type", repr(found))


def attempt(error):
    try:
        handle(error)
    except BaseException as left:
        print("left", repr(left))


attempt(group)
attempt(ValueError("bare"))
attempt(ExceptionGroup("x", [OSError(1)]))
attempt(OSError(5))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise RuntimeError("new")
except ExceptionGroup as left:
    print(repr(left))


# What a handler raises comes in a group of its own, unless a naked exception was caught.
def raise_in_handler(error):
    try:
        try:
            raise error
        except* TypeError:
            raise SyntaxError(3)
    except BaseException as raised:
        print(repr(raised))


raise_in_handler(ExceptionGroup("eg", [TypeError(1)]))
raise_in_handler(ExceptionGroup("eg", [TypeError(1), ValueError(2)]))
raise_in_handler(TypeError(1))
