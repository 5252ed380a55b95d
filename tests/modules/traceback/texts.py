# Exceptions and stacks as text: chains, groups, notes, marks, syntax errors.
import sys
import traceback
def f(n):
    if n: return f(n-1)
    x = {}
    return x["a"]["b"] + 1
def show(fn):
    try: fn()
    except BaseException as e:
        s=traceback.format_exc()
        print(s)
        assert s==''.join(traceback.format_exception(e))
        print(traceback.format_exception_only(e))
        for r in traceback.extract_tb(e.__traceback__): print(r, r.line, list(r))
show(lambda: f(0)); show(lambda: f(6))
def chain():
    try: 1/0
    except ZeroDivisionError as e:
        raise ValueError("x") from e
def ctx():
    try: (1).foo
    except AttributeError:
        undefined_nam
undefined_name=1
def grp():
    raise ExceptionGroup("eg",[ValueError(1), ExceptionGroup("in",[TypeError("t")])])
def many():
    raise ExceptionGroup("eg",[ValueError(i) for i in range(18)])
def note():
    e=ValueError("has\nlines"); e.add_note("note 1\nnote 2"); raise e
def syn(): compile("a b c\n","fn","exec")
def syn2(): compile("  a = (\n","fn","exec")
def binop():
    a=1; b=None
    return a + (b   ) *  a // (a)
def multi():
    return f(
        1)(
        2)
for fn in (chain,ctx,grp,many,note,syn,syn2,binop,multi): show(fn)
print(traceback.format_list([("file",1,"name","line")]), traceback.StackSummary.from_list([("f",1,"n",None)]))
te=traceback.TracebackException.from_exception(ValueError(3)); print(te, te==traceback.TracebackException.from_exception(ValueError(3)), list(te.format()))
def st(): traceback.print_stack(file=sys.stdout); return traceback.extract_stack()
print(st()); print(traceback.format_stack(limit=1))
try: f(0)
except KeyError: traceback.print_exc(limit=1, file=sys.stdout); traceback.print_tb(sys.exc_info()[2], file=sys.stdout)
for bad in (lambda: traceback.format_exception(3), lambda: traceback.format_exception(ValueError, 3)):
    try: bad()
    except Exception as e: print(type(e), e)
print(traceback.format_exception(None), traceback.format_exc())
t=traceback.TracebackException.from_exception(e1:=None or KeyError(1), capture_locals=True)
