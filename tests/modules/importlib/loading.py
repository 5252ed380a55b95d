# Modules by name and by file, again, lazily; finders and hooks of the program's own.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))


def show_error(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


# by name
print(importlib.import_module("parcel.inner").__name__, importlib.import_module(".inner", "parcel").value)
print(importlib.import_module("..outer", "parcel.inner").__name__)
for arguments in [(".x",), ("..x", "one"), ("",), (1,), ("parcel.missing",), ("parcel.inner.deep",), (".x", "")]:
    show_error(importlib.import_module, *arguments)

# again
import parcel.inner
parcel.inner.value = "changed"
parcel.inner.extra = "stays"
print(importlib.reload(parcel.inner) is parcel.inner, parcel.inner.value, parcel.inner.extra)
show_error(importlib.reload, 5)
import types
show_error(importlib.reload, types.ModuleType("loose"))

# specs
spec = importlib.util.find_spec("parcel.inner")
print(spec.name, spec.parent, spec.has_location, os.path.basename(spec.origin), spec.submodule_search_locations)
print(importlib.util.find_spec("no_such_module"), importlib.util.find_spec("sys").origin)
show_error(importlib.util.find_spec, "sys.inner")
show_error(importlib.util.find_spec, "nowhere.inner")
print(importlib.util.find_spec(".inner", "parcel").name, importlib.util.resolve_name("..a.b", "x.y.z"))
for arguments in [("..a", "x"), (".a", None), ("a", None)]:
    show_error(importlib.util.resolve_name, *arguments)
package = importlib.util.find_spec("parcel")
print(package.parent, [os.path.basename(place) for place in package.submodule_search_locations])
print(type(package.loader) is importlib.machinery.SourceFileLoader, package.loader.is_package("parcel"))
print(importlib.machinery.ModuleSpec("m", None, origin="o", is_package=True))
print(importlib.machinery.ModuleSpec("m", None) == importlib.machinery.ModuleSpec("m", None))

# by file
path = os.path.join(sys.path[0], "outside.txt.py")
spec = importlib.util.spec_from_file_location("outside", path)
module = importlib.util.module_from_spec(spec)
print(spec.loader.exec_module(module), module.answer(), "outside" in sys.modules)
print(os.path.basename(module.__file__), module.__name__, module.__package__ == "", module.__spec__ is spec)
print(importlib.util.spec_from_file_location("text", "a.txt"))
loader = importlib.machinery.SourceFileLoader("outside", path)
print(loader.get_source("outside").splitlines()[-1], loader.name, loader == spec.loader)
print(type(loader.get_code("outside")).__name__, loader.get_data(path)[:5])
show_error(loader.get_filename, "other")


class Shouting(importlib.machinery.SourceFileLoader):
    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data.replace(b"quiet", b"LOUD"), path, "exec")


spec = importlib.util.spec_from_file_location("outside", path, loader=Shouting("outside", path))
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.answer())


# finders
class Shelf(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    texts = {"shelf_one": "value = __name__", "shelf_bad": "1/0"}

    def find_spec(self, fullname, path, target=None):
        if fullname in self.texts:
            return importlib.util.spec_from_loader(fullname, self)

    def get_source(self, fullname):
        return self.texts[fullname]

    def is_package(self, fullname):
        return False


shelf = Shelf()
sys.meta_path.append(shelf)
import shelf_one
print(shelf_one.value, shelf_one.__loader__ is shelf, shelf_one.__spec__.has_location, hasattr(shelf_one, "__file__"))
show_error(importlib.import_module, "shelf_bad")
print("shelf_bad" in sys.modules)
Shelf.texts["shelf_one"] = "value = 'new'"
print(importlib.reload(shelf_one).value)
sys.meta_path.remove(shelf)


def hook(path):
    if path != "imaginary":
        raise ImportError("not for me")
    print("hook called")
    return ImaginaryFinder()


class ImaginaryFinder(importlib.abc.PathEntryFinder, importlib.abc.Loader):
    def find_spec(self, name, target=None):
        if name == "unicorn":
            return importlib.util.spec_from_loader(name, self)

    def exec_module(self, module):
        module.horns = 1


sys.path_hooks.append(hook)
sys.path.append("imaginary")
import unicorn
print(unicorn.horns, "imaginary" in sys.path_importer_cache)
show_error(importlib.import_module, "centaur")
importlib.invalidate_caches()

# lazily
spec = importlib.util.find_spec("noisy")
lazy = importlib.util.LazyLoader(spec.loader)
spec.loader = lazy
module = importlib.util.module_from_spec(spec)
sys.modules["noisy"] = module
lazy.exec_module(module)
print("before")
print(module.level)

# files in folders of the program's own making
finder = importlib.machinery.FileFinder(sys.path[0], (importlib.machinery.SourceFileLoader, [".py"]))
print(finder.find_spec("noisy").name, finder.find_spec("nothing"), finder.path == sys.path[0])
print(importlib.machinery.PathFinder.find_spec("noisy", [sys.path[0]]).name, importlib.machinery.SOURCE_SUFFIXES)
show_error(sys.path_hooks[0] if len(sys.path_hooks) == 2 else sys.path_hooks[1], "/no/such/folder")
for base in ("Loader", "InspectLoader", "ExecutionLoader", "FileLoader", "SourceLoader"):
    print(base, issubclass(importlib.machinery.SourceFileLoader, getattr(importlib.abc, base)))
saved = sys.meta_path[:]
sys.meta_path.clear()
show_error(importlib.import_module, "parcel.late")
sys.meta_path[:] = saved
sys.modules["blocked"] = None
show_error(importlib.import_module, "blocked")
