import sys

sys.path.insert(0, __file__.rpartition("/")[0] + "/lib")
import pkg
print(pkg.__name__, pkg.__package__, pkg.__spec__.parent, pkg.loaded)
import pkg.sub.leaf
print(pkg.sub.leaf.value, pkg.sub.__path__ == [pkg.__path__[0] + "/sub"])
from pkg import other, loaded
from pkg.sub import leaf as renamed
print(other.up, loaded, renamed is pkg.sub.leaf)
from pkg import *
print(exported)
import space.part
print(space.part.name, hasattr(space, "__file__"), list(space.__path__) == [sys.path[0] + "/space"])


def attempt(text):
    try:
        exec(text)
    except Exception as error:
        print(type(error).__name__, str(error).replace(sys.path[0], "TREE"))


attempt("import pkg.missing")
attempt("from pkg import missing")
attempt("import pkg.broken")
attempt("import pkg.other.deeper")
print("pkg.broken" in sys.modules)
attempt("from pkg.too_far import x")
attempt("import circular_a")
attempt("from circular_c import name")
import replaced
print(replaced)
import lazy
print(lazy.anything)
attempt("lazy.refused")
attempt("from lazy import refused")
print(lazy.__dir__())
