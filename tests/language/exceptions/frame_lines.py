# A frame that was left by an exception stands where it was first raised, whatever handlers it passed.
def lines(function):
    try:
        function()
    except Exception as error:
        entry = error.__traceback__.tb_next
        first = function.__code__.co_firstlineno
        print(function.__name__, entry.tb_lineno - first, entry.tb_frame.f_lineno - first)


def raised_in_handler():
    try:
        1 / 0
    except:
        1 / 0
        pass


def raised_in_with():
    with open("/dev/null"):
        1 / 0
        pass


def raised_in_finally():
    try:
        1 / 0
    finally:
        [][0]
        pass


def passed_by_two_handlers():
    try:
        try:
            1 / 0
        except TypeError as error:
            pass
    finally:
        pass


def finally_alone():
    for _ in (1,):
        try:
            pass
        finally:
            {}[1]


for function in raised_in_handler, raised_in_with, raised_in_finally, passed_by_two_handlers, finally_alone:
    lines(function)
