# expect: adder
# A trace function cannot move its frame to another line.
import sys


def trace(frame, event, argument):
    if event == "line":
        frame.f_lineno = 3
    return trace


def function():
    return 1


sys.settrace(trace)
function()
