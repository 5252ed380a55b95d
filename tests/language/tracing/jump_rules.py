# Who may set f_lineno, and to what.
import sys


def try_jump(frame, line):
    try:
        frame.f_lineno = line
        print("jumped")
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        print(type(error).__name__, error)


def target(output):
    output.append(1)
    output.append(2)
    if not output:
        raise KeyError
    return output


def traced(wanted, line):
    first = target.__code__.co_firstlineno

    def trace(frame, event, argument):
        if frame.f_code is target.__code__ and event == wanted and not done:
            done.append(event)
            try_jump(frame, line if not isinstance(line, int) or abs(line) > 100 else first + line)
        return trace
    done = []
    sys.settrace(trace)
    try:
        print(target([]))
    except Exception as error:
        print(type(error))
    finally:
        sys.settrace(None)


for line in 2, 0, -1, 50, 2**31, -2**31 - 1, 2**80, "2", None, 2.0, True, 5:
    print(line, end=" ")
    traced("line", line)
for event in "call", "return":
    traced(event, 2)


def deleting(frame, event, argument):
    if event == "line":
        try:
            del frame.f_lineno
        except AttributeError as error:
            print(error)
        sys.settrace(None)
    return deleting


sys.settrace(deleting)
target([])
try_jump(sys._getframe(), 3)


def fails():
    try:
        1 / 0
    except ZeroDivisionError:
        return "caught"


def on_exception(frame, event, argument):
    if event == "exception":
        try_jump(frame, frame.f_lineno + 1)
    return on_exception


sys.settrace(on_exception)
result = fails()
sys.settrace(None)
print(result)


def raising(frame, event, argument):
    if event == "line" and frame.f_lineno == fails.__code__.co_firstlineno + 4:
        frame.f_lineno = fails.__code__.co_firstlineno + 1
        raise KeyError("after a jump")
    return raising


sys.settrace(raising)
try:
    fails()
except KeyError as error:
    print(error, sys.gettrace())


def opcodes(frame, event, argument):
    frame.f_trace_opcodes = True
    if event == "opcode":
        try_jump(frame, frame.f_lineno)
        sys.settrace(None)
    return opcodes


sys.settrace(opcodes)
target([])
