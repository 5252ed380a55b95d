# Which characters of a line the interpreter's own printer marks: operators between parentheses, items, constants.
import sys

x = 0
try:
    1/(x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    1 /(x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    1/ (x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (1)/(x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    ((1) )/ ((x))
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (x+1)/x
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (x+1) /x
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (x+1) // x
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (x + 1)//(x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    1 //x
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x + (1)/x
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x[0](1)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (x)[0]
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (x) [0]
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x [ 0 ]
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    "a"+(x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x @ x
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x@(x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (x)@(x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x<<"a"
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (x)**"a"
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x **-"a"
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x.y
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x()
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    -"a"
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    [][(1)]
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    [] [1]
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    {}["a" "b"]
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (1/x)/(1/x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    x and 1/x or (1)/(x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    "abc"[1] = 0
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (1, 2)[0] = 5
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (1+2)[0]
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    "%s%s" % (1,)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (1<<2)//0
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    "abc"[1:2][3]
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    (lambda: (1)/x)()
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    '日本' + x and print(1 /
          x)
except Exception:
    sys.__excepthook__(*sys.exc_info())
try:
    with '日本' + 'é' as w:
        pass
except Exception:
    sys.__excepthook__(*sys.exc_info())
