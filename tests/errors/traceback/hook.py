import sys


def hook(kind, value, traceback):
    print("hook", kind.__name__, value, traceback.tb_lineno, traceback.tb_frame.f_code.co_name, traceback.tb_next)
    raise TypeError("broken hook")


sys.excepthook = hook
raise ValueError("original")
