# A finder of the program's own: what its loader leaves in sys.modules, and what stays when it fails.
import sys


class Spec:
    parent = ""
    origin = cached = submodule_search_locations = None
    has_location = False

    def __init__(self, name, loader):
        self.name = name
        self.loader = loader


class Loader:
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        if module.__name__ == "broken":
            raise ValueError("in exec_module")
        if module.__name__ == "vanishing":
            del sys.modules["vanishing"]
            return
        sys.modules["replaced"] = "put there instead"


class Finder:
    def find_spec(self, name, path=None, target=None):
        return Spec(name, Loader()) if name in ("broken", "replaced", "vanishing") else None


sys.meta_path.insert(0, Finder())
try:
    import broken
except ValueError as error:
    print(error, "broken" in sys.modules)
import replaced

print(replaced)
try:
    import vanishing
except KeyError as error:
    print(repr(error))

package = type(sys)("package")
package.__path__ = []
package.__all__ = [1]
sys.modules["package"] = package
try:
    exec("from package import *")
except TypeError as error:
    print(error)
