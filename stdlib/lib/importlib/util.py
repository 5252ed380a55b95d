# SPDX-License-Identifier: MIT
#
# Helpers for those who write finders and loaders, or look for modules without importing them.
"""Specs of modules, names of files, lazy loading."""

import sys
import types
import _imp
from _frozen_importlib import ModuleSpec, _find_spec, module_from_spec
from _frozen_importlib_external import (ExtensionFileLoader, FileLoader, NamespaceLoader,
                                        SourceFileLoader)

# Compiled code is never written; the number stands for the format that it would have.
MAGIC_NUMBER = b"\xa7\x0d\x0d\x0a"

_PYCACHE = "__pycache__"
_UNSET = object()


def resolve_name(name, package):
    """The absolute form of a relative name."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {repr(name)} "
                          "(required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    rest = name[level:]
    return f"{parts[0]}.{rest}" if rest else parts[0]


def find_spec(name, package=None):
    """The spec of a module, from sys.modules or by the finders; None where there is none.

    The parent of a submodule is imported.
    """
    full_name = resolve_name(name, package) if name.startswith(".") else name
    if full_name in sys.modules:
        return _spec_of_loaded(full_name)
    parent_name = full_name.rpartition(".")[0]
    path = None
    if parent_name:
        parent = __import__(parent_name, fromlist=["__path__"])
        try:
            path = parent.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent_name!r} "
                                      f"while trying to find {full_name!r}", name=full_name) from error
    return _find_spec(full_name, path)


def _spec_of_loaded(name):
    module = sys.modules[name]
    if module is None:
        return None
    try:
        spec = module.__spec__
    except AttributeError:
        raise ValueError(f"{name}.__spec__ is not set") from None
    if spec is None:
        raise ValueError(f"{name}.__spec__ is None")
    return spec


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """The spec of a module that this loader loads."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if not origin and hasattr(loader, "get_filename"):
        if is_package is None:
            return spec_from_file_location(name, loader=loader)
        return spec_from_file_location(name, loader=loader,
                                       submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = _asks_is_package(loader, name, False)
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _asks_is_package(loader, name, default):
    if not hasattr(loader, "is_package"):
        return default
    try:
        return loader.is_package(name)
    except ImportError:
        return default


def _absolute(path):
    import os
    try:
        return os.path.join(os.getcwd(), path) if not path.startswith("/") else path
    except OSError:
        return path


def _loader_for(name, location):
    for loader_class, suffixes in ((ExtensionFileLoader, _imp.extension_suffixes()),
                                   (SourceFileLoader, [".py"])):
        if location.endswith(tuple(suffixes)):
            return loader_class(name, location)
    return None


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_UNSET):
    """The spec of a module in this file; None when no loader is for such files."""
    if location is None:
        location = "<unknown>"
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        import os
        location = _absolute(os.fspath(location))
    if loader is None:
        loader = _loader_for(name, location)
        if loader is None:
            return None
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is _UNSET:
        if _asks_is_package(loader, name, False):
            spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(location.rpartition("/")[0])
    return spec


# --- source

def decode_source(source_bytes):
    """The text of source code, by its coding cookie, with "\\n" as newlines."""
    from _source_encoding import detect_encoding
    lines = iter(source_bytes.splitlines(True))
    encoding, _ = detect_encoding(lambda: next(lines))
    text = source_bytes.decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def source_hash(source_bytes):
    """Eight bytes that tell versions of a source file apart."""
    value = 0xcbf29ce484222325
    for byte in source_bytes:
        value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    return value.to_bytes(8, "little")


# --- names of files with compiled code

def _cache_tag():
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    return tag


def cache_from_source(path, debug_override=None, *, optimization=None):
    """The file in __pycache__ that the compiled code of a source file would be kept in."""
    if debug_override is not None:
        import warnings
        warnings.warn("the debug_override parameter is deprecated; use 'optimization' instead",
                      DeprecationWarning)
        if optimization is not None:
            raise TypeError("debug_override or optimization must be set to None")
        optimization = "" if debug_override else 1
    import os
    folder, file = os.path.split(os.fspath(path))
    stem, dot, rest = file.rpartition(".")
    name = f"{stem if stem else rest}{dot}{_cache_tag()}"
    if optimization is None:
        optimization = sys.flags.optimize or ""
    optimization = str(optimization)
    if optimization != "":
        if not optimization.isalnum():
            raise ValueError(f"{optimization!r} is not alphanumeric")
        name = f"{name}.opt-{optimization}"
    name += ".pyc"
    if sys.pycache_prefix is not None:
        return os.path.join(sys.pycache_prefix, _absolute(folder).lstrip("/"), name)
    return os.path.join(folder, _PYCACHE, name)


def source_from_cache(path):
    """The source file of a file in __pycache__."""
    _cache_tag()
    import os
    path = os.fspath(path)
    folder, file = os.path.split(path)
    found = False
    if sys.pycache_prefix is not None:
        stripped = sys.pycache_prefix.rstrip("/")
        if folder.startswith(stripped + "/"):
            folder = folder[len(stripped):]
            found = True
    if not found:
        folder, last = os.path.split(folder)
        if last != _PYCACHE:
            raise ValueError(f"{_PYCACHE} not bottom-level directory in {path!r}")
    dots = file.count(".")
    if dots not in (2, 3):
        raise ValueError(f"expected only 2 or 3 dots in {file!r}")
    if dots == 3:
        optimization = file.rsplit(".", 2)[-2]
        if not optimization.startswith("opt-"):
            raise ValueError("optimization portion of filename does not start with 'opt-'")
        if not optimization[len("opt-"):].isalnum():
            raise ValueError(f"optimization level {optimization!r} is not an alphanumeric value")
    return os.path.join(folder, file.partition(".")[0] + ".py")


# --- decorators of before PEP 451

def _deprecated_decorator(function, text):
    import functools
    import warnings

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        warnings.warn("The import system now takes care of this automatically; "
                      "this decorator is slated for removal in Python 3.12",
                      DeprecationWarning, stacklevel=3)
        return text(*args, **kwargs)
    return wrapper


def set_package(fxn):
    """Set __package__ on the returned module (deprecated)."""
    def call(*args, **kwargs):
        module = fxn(*args, **kwargs)
        if getattr(module, "__package__", None) is None:
            module.__package__ = module.__name__
            if not hasattr(module, "__path__"):
                module.__package__ = module.__package__.rpartition(".")[0]
        return module
    return _deprecated_decorator(fxn, call)


def set_loader(fxn):
    """Set __loader__ on the returned module (deprecated)."""
    def call(self, *args, **kwargs):
        module = fxn(self, *args, **kwargs)
        if getattr(module, "__loader__", None) is None:
            module.__loader__ = self
        return module
    return _deprecated_decorator(fxn, call)


def module_for_loader(fxn):
    """Pass the module to be loaded in place of its name (deprecated)."""
    def call(self, fullname, *args, **kwargs):
        is_new = fullname not in sys.modules
        module = sys.modules.setdefault(fullname, types.ModuleType(fullname))
        module.__loader__ = self
        try:
            is_package = self.is_package(fullname)
        except (ImportError, AttributeError):
            pass
        else:
            module.__package__ = fullname if is_package else fullname.rpartition(".")[0]
        try:
            return fxn(self, module, *args, **kwargs)
        except BaseException:
            if is_new:
                sys.modules.pop(fullname, None)
            raise
    return _deprecated_decorator(fxn, call)


# --- lazy loading

class _LazyModule(types.ModuleType):
    """A module that is executed when one of its attributes is asked for."""

    def __getattribute__(self, attr):
        spec = object.__getattribute__(self, "__spec__")
        self.__class__ = types.ModuleType
        name = spec.name
        state = spec.loader_state
        before = state["__dict__"]
        now = self.__dict__
        # What the program set meanwhile outlives the execution.
        changed = {key: value for key, value in now.items()
                   if key not in before or before[key] is not value}
        spec.loader.exec_module(self)
        if name in sys.modules and id(self) != id(sys.modules[name]):
            raise ValueError(f"module object for {name!r} substituted in sys.modules during a lazy load")
        now.update(changed)
        return getattr(self, attr)

    def __delattr__(self, attr):
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(FileLoader):
    """A loader that puts the execution off until the module is used."""

    @staticmethod
    def __check_eager_loader(loader):
        if not hasattr(loader, "exec_module"):
            raise TypeError("loader must define exec_module()")

    @classmethod
    def factory(cls, loader):
        """A function that wraps what this loader class makes."""
        cls.__check_eager_loader(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self.__check_eager_loader(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {"__dict__": module.__dict__.copy(),
                                        "__class__": module.__class__}
        module.__class__ = _LazyModule
