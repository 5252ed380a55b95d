import sys


class Finalized:
    def __del__(self):
        raise ValueError("in del")


Finalized()
sys.unraisablehook = lambda args: print("hook", args.exc_type.__name__, args.exc_value, args.err_msg)
Finalized()
