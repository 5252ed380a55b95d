# Functions at the end: the last one first, errors reported, weakref.finalize among them.
import atexit
import weakref


def say(*args, **kwargs):
    print("at exit", args, kwargs)


class Equal:
    def __eq__(self, other):
        return True


print(atexit.register(say, 1, key=2) is say, atexit._ncallbacks())
atexit.register(say, "twice")
atexit.unregister(say)
print(atexit._ncallbacks())


@atexit.register
def last():
    print("the first that was registered")


atexit.register(lambda: atexit.register(say, "added at the end"))


def fail():
    raise ValueError("in an exit function")


def leave():
    raise SystemExit(5)


atexit.register(fail)
atexit.register(leave)
for arguments in [(), (1,)]:
    try:
        atexit.register(*arguments)
    except TypeError as error:
        print(error)


class Kept:
    pass


kept = Kept()
weakref.finalize(kept, say, "finalizer")
gone = Kept()
weakref.finalize(gone, say, "at once")
del gone
atexit.register(say, "last")
atexit.register(print, "printed")
atexit._run_exitfuncs() if False else None
print("end of the script")
