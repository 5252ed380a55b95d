# pkgutil and runpy: the modules of packages, their data, modules and files run as programs.
import os
import pkgutil
import runpy
import sys

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib")
sys.path.insert(0, here)


def show_error(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, str(error).replace(here, "…"))


print([(info.name, info.ispkg) for info in pkgutil.iter_modules([os.path.join(here, "parcel")], "parcel.")])
print([info.name for info in pkgutil.walk_packages([here]) if info.name.startswith(("parcel", "programs"))])
show_error(lambda: list(pkgutil.iter_modules("text")))
print(pkgutil.get_data("programs", "note.txt"), pkgutil.get_data("no_such_package", "x"))
print(pkgutil.resolve_name("parcel.inner").value, pkgutil.resolve_name("parcel.inner:value.upper")())
print(pkgutil.resolve_name("os.path.join") is os.path.join, pkgutil.resolve_name("os:path") is os.path)
for name in ["", "1x", "os:1", "os.nothing", "nowhere_at_all"]:
    show_error(pkgutil.resolve_name, name)
print(pkgutil.get_loader("parcel").name, pkgutil.find_loader("nowhere_at_all"), pkgutil.ModuleInfo(1, 2, 3))
show_error(pkgutil.find_loader, ".parcel")
print(pkgutil.extend_path(["a"], "parcel")[1:] == [os.path.join(here, "parcel")], pkgutil.extend_path("x", "y"))

names = runpy.run_module("programs.tool.hammer", init_globals={"given": 1})
print(names["__name__"], names["given"], names["strength"], os.path.basename(names["__file__"]))
names = runpy.run_module("programs.tool", run_name="__main__", alter_sys=True)
print(names["name"], names["package"], names["__spec__"].name, sys.modules["__main__"].__file__ == __file__)
for name in ["programs", "programs.nothing", "nowhere_at_all", ".x", "sys", "programs.tool.hammer.x"]:
    show_error(runpy.run_module, name)
names = runpy.run_path(os.path.join(here, "programs", "tool", "hammer.py"))
print(names["__name__"], names["__spec__"], names["__package__"] == "", names["strength"])
names = runpy.run_path(os.path.join(here, "programs", "tool"), run_name="here")
print(names["name"], names["package"] == "", names["__spec__"].name, here in sys.path, len(sys.argv))
show_error(runpy.run_path, os.path.join(here, "parcel"))
