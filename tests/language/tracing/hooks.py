# What trace functions may return and raise, f_trace and its switches, and sys.setprofile.
import sys

seen = []


def line_only(frame, event, argument):
    seen.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return None


def function():
    x = 1
    return x


def run(trace, *functions):
    seen.clear()
    sys.settrace(trace)
    try:
        for each in functions:
            each()
    except Exception as error:
        frames = []
        traceback = error.__traceback__
        while traceback:
            frames.append(traceback.tb_frame.f_code.co_name)
            traceback = traceback.tb_next
        print(type(error).__name__, error, frames)
    print(sys.gettrace())
    sys.settrace(None)
    print(seen)


# Without a function for the frame there are no lines.
sys.settrace(line_only)
function()
sys.settrace(None)
print(seen)

# The functions for a frame may change.
def first(frame, event, argument):
    seen.append(("first", event))
    return second


def second(frame, event, argument):
    seen.append(("second", event))
    return third if event == "line" else None


def third(frame, event, argument):
    seen.append(("third", event))


seen.clear()
sys.settrace(first)
function()
sys.settrace(None)
print(seen)


# One that raises is taken away.
def raising_on(which):
    def trace(frame, event, argument):
        seen.append(event)
        if event == which:
            raise RuntimeError(event)
        return trace
    return trace


def catches():
    try:
        raise ValueError("own")
    except ValueError:
        pass


for event in "call", "line", "return", "exception":
    run(raising_on(event), catches)


# Lines off, instructions on.
def opcodes(frame, event, argument):
    frame.f_trace_lines = False
    frame.f_trace_opcodes = True
    seen.append(event)
    return opcodes


seen.clear()
sys.settrace(opcodes)
function()
sys.settrace(None)
print(seen[0], set(seen[1:-1]), seen[-1])


# A frame that runs already gets events when f_trace is set.
def late():
    def local(frame, event, argument):
        seen.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
        return local
    seen.clear()
    sys.settrace(lambda *details: None)
    sys._getframe().f_trace = local
    x = 1
    y = 2
    sys.settrace(None)
    print(sys._getframe().f_trace is local)


late()
print(seen)


# Profile functions hear of native calls, too.
def profile(frame, event, argument):
    if event.startswith("c_"):
        argument = argument.__name__
    seen.append((event, frame.f_code.co_name, argument))


def uses_native():
    len("abc")
    [1, 2].append(3)
    "a".upper()
    int("3")
    try:
        ord("abc")
    except TypeError:
        pass
    return sorted([2, 1], key=abs)


seen.clear()
sys.setprofile(profile)
print(sys.getprofile() is profile)
uses_native()
sum([1])
sys.setprofile(None)
for event in seen:
    print(*event)


def raising_profile(frame, event, argument):
    raise RuntimeError(event)


try:
    sys.setprofile(raising_profile)
    function()
except RuntimeError as error:
    print(error, sys.getprofile())


# Trace functions are not traced.
def outer_trace(frame, event, argument):
    seen.append(frame.f_code.co_name)
    if event == "call" and frame.f_code.co_name == "function":
        catches()
        print(sys.call_tracing(divmod, (7, 2)))
    return None


seen.clear()
sys.settrace(outer_trace)
function()
sys.settrace(None)
print(seen)

# Switched on by a native call's way back into Python.
class Tracing:
    def __enter__(self):
        sys.settrace(line_only)

    def __exit__(self, *details):
        sys.settrace(None)


seen.clear()
with Tracing():
    function()
    list(map(lambda x: x, [1]))
print(seen)
