# options: -W always
"""ResourceWarnings about files that were let go without being closed."""
import sys
import warnings

NAME = __file__
warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print(
    category.__name__, str(message).replace(NAME, "NAME"), lineno)


def leave():
    file = open(NAME, encoding="utf-8")
    file.read(5)


leave()
open(NAME, "rb")
open(NAME, "rb", buffering=0)
file = open(NAME, "rb+")
del file
file = open(NAME, encoding="utf-8")
file.close()
file = None
file = open(NAME, "rb")
again = open(file.fileno(), "rb", closefd=False)
del again
file.close()
detached = open(NAME, encoding="utf-8").detach()
del detached
warnings.simplefilter("error")
sys.unraisablehook = lambda info: print("unraisable", info.exc_type.__name__, str(info.exc_value).replace(NAME, "NAME"))
open(NAME, encoding="utf-8")
print("end")
