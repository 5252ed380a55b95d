# Code that says it is from a folder, a device or nowhere: no line of it is shown, and nothing is read without end.
import warnings
for name in ("/", ".", "", "/dev/null", "/proc/self/mem", "/nope", "/etc"):
    try: compile("f(1, 2, *a, b=3, 4)\n" , name, "exec")
    except Exception as e: print(repr(name), type(e).__name__, e.args)
    try: compile("*" + "a,"*300 + "*b = c" , name, "exec")
    except Exception as e: print(repr(name), type(e).__name__, e.args)
    try: exec(compile("1/0" , name, "exec"))
    except Exception as e:
        import traceback; traceback.print_exc()
        import sys
        sys.__excepthook__(*sys.exc_info())
    warnings.warn_explicit("w", UserWarning, name, 1)
    try: compile("1 is 2" , name, "exec")
    except Exception as e: print(repr(name), type(e).__name__, e.args)
