# SPDX-License-Identifier: MIT
#
# The import system for programs. The import statement needs none of this: its steps are native, and what
# stands here asks the same steps with other arguments.
"""Import modules by name, again, and by other ways than the import statement."""

import sys
import _imp
import _frozen_importlib as _bootstrap
import _frozen_importlib_external as _bootstrap_external

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __builtins__["__import__"] if isinstance(__builtins__, dict) else __builtins__.__import__

# Modules that are being reloaded: one that reloads itself gets itself.
_RELOADING = {}


def invalidate_caches():
    """Tell all finders of sys.meta_path that the file system has changed."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def find_loader(name, path=None):
    """The loader of a module, or None (deprecated: importlib.util.find_spec)."""
    import warnings
    warnings.warn("Deprecated since Python 3.4 and slated for removal in "
                  "Python 3.12; use importlib.util.find_spec() instead",
                  DeprecationWarning, stacklevel=2)
    try:
        loader = sys.modules[name].__loader__
        if loader is None:
            raise ValueError(f"{name}.__loader__ is None")
        return loader
    except KeyError:
        pass
    except AttributeError:
        raise ValueError(f"{name}.__loader__ is not set") from None
    spec = _bootstrap._find_spec(name, path)
    if spec is None:
        return None
    if spec.loader is None:
        if spec.submodule_search_locations is None:
            raise ImportError(f"spec for {name} missing loader", name=name)
        raise ImportError("namespace packages do not have loaders", name=name)
    return spec.loader


def import_module(name, package=None):
    """Import a module and return it; a relative name needs the package that it starts from."""
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for "
                            f"{name!r}")
        for character in name:
            if character != ".":
                break
            level += 1
    return _import_from(name[level:], package, level)


def _import_from(name, package, level):
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent package")
        parts = package.rsplit(".", level - 1)
        if len(parts) < level:
            raise ImportError("attempted relative import beyond top-level package")
        name = f"{parts[0]}.{name}" if name else parts[0]
    elif not name:
        raise ValueError("Empty module name")
    _import_absolute(name)
    return sys.modules[name]


def _import_absolute(name):
    __import__(name, {}, {}, ["__name__"], 0)


def reload(module):
    """Execute a module once more in its namespace; return what is in sys.modules then."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module")
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        spec = module.__spec__ = _bootstrap._find_spec(name, _path_of_parent(name), module)
        if spec is None:
            raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    finally:
        try:
            del _RELOADING[name]
        except KeyError:
            pass


def _path_of_parent(name):
    parent_name = name.rpartition(".")[0]
    if not parent_name:
        return None
    try:
        return sys.modules[parent_name].__path__
    except KeyError:
        raise ImportError(f"parent {parent_name!r} not in sys.modules", name=parent_name) from None
