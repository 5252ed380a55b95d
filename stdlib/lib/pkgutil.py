# SPDX-License-Identifier: MIT
#
# What packages hold: their modules by the finders of their folders, data files by their loaders.
"""Helpers for packages: their modules, their path, their data."""

import os
import os.path
import sys
import types
from collections import namedtuple
from functools import singledispatch as simplegeneric
from _frozen_importlib import _path_importer_cache
from importlib.machinery import FileFinder, all_suffixes
import importlib
import importlib.util

__all__ = ["get_importer", "iter_importers", "get_loader", "find_loader", "walk_packages", "iter_modules",
           "get_data", "extend_path", "ModuleInfo"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")
ModuleInfo.__doc__ = "A namedtuple with minimal info about a module."


def walk_packages(path=None, prefix="", onerror=None):
    """A ModuleInfo for every module on the path, those inside packages too; packages are imported."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            places = [place for place in getattr(sys.modules[info.name], "__path__", None) or []
                      if place not in seen]
            seen.update(places)
            yield from walk_packages(places, info.name + ".", onerror)


def iter_modules(path=None, prefix=""):
    """A ModuleInfo for every module on the path, by default on sys.path."""
    if path is None:
        importers = iter_importers()
    elif isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    else:
        importers = map(get_importer, path)
    yielded = set()
    for importer in importers:
        for name, is_package in iter_importer_modules(importer, prefix):
            if name not in yielded:
                yielded.add(name)
                yield ModuleInfo(importer, name, is_package)


@simplegeneric
def iter_importer_modules(importer, prefix=""):
    """Pairs of name and whether it is a package, of the modules that a finder has."""
    if not hasattr(importer, "iter_modules"):
        return []
    return importer.iter_modules(prefix)


def _module_name(file):
    for suffix in sorted(all_suffixes(), key=len, reverse=True):
        if file.endswith(suffix):
            return file[:-len(suffix)]
    return None


def _is_package_folder(path):
    try:
        return any(_module_name(file) == "__init__" for file in os.listdir(path))
    except OSError:
        return False


@iter_importer_modules.register(FileFinder)
def _iter_file_finder_modules(importer, prefix=""):
    if importer.path is None or not os.path.isdir(importer.path):
        return
    try:
        files = sorted(os.listdir(importer.path))
    except OSError:
        files = []
    yielded = set()
    for file in files:
        name = _module_name(file)
        if name == "__init__" or name in yielded:
            continue
        path = os.path.join(importer.path, file)
        is_package = False
        if not name and os.path.isdir(path) and "." not in file:
            name = file
            is_package = _is_package_folder(path)
            if not is_package:
                continue
        if name and "." not in name:
            yielded.add(name)
            yield prefix + name, is_package


def get_importer(path_item):
    """The finder for an entry of a search path, or None."""
    path_item = os.fsdecode(path_item)
    return _path_importer_cache(path_item)


def iter_importers(fullname=""):
    """The finders that would be asked for the module; without a name all of sys.meta_path and sys.path."""
    if fullname.startswith("."):
        raise ImportError(f"Relative module name {fullname!r} not supported")
    if "." in fullname:
        package = importlib.import_module(fullname.rpartition(".")[0])
        path = getattr(package, "__path__", None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    for item in path:
        yield get_importer(item)


def get_loader(module_or_name):
    """The loader of a module, by the module or its name; None where there is none."""
    if module_or_name in sys.modules:
        module_or_name = sys.modules[module_or_name]
        if module_or_name is None:
            return None
    if isinstance(module_or_name, types.ModuleType):
        module = module_or_name
        loader = getattr(module, "__loader__", None)
        if loader is not None:
            return loader
        if getattr(module, "__spec__", None) is None:
            return None
        fullname = module.__name__
    else:
        fullname = module_or_name
    return find_loader(fullname)


def find_loader(fullname):
    """The loader of the module of this name; None where there is none."""
    if fullname.startswith("."):
        raise ImportError(f"Relative module name {fullname!r} not supported")
    try:
        spec = importlib.util.find_spec(fullname)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise ImportError("Error while finding loader for "
                          f"{fullname!r} ({type(error)}: {error})") from error
    return spec.loader if spec is not None else None


def _search_path_of(name):
    parent, _, last = name.rpartition(".")
    if not parent:
        return last, sys.path
    try:
        return last, getattr(sys.modules[parent], "__path__")
    except (KeyError, AttributeError):
        return last, None


def _portions_of(folder, full_name, last_name):
    """The folders of this package that the finder of a folder knows, or what stands in its place."""
    finder = get_importer(folder)
    if finder is None:
        return None
    if hasattr(finder, "find_spec"):
        spec = finder.find_spec(last_name)
        if spec is None:
            return []
        return spec.submodule_search_locations or []
    if hasattr(finder, "find_loader"):
        return finder.find_loader(last_name)[1]
    return []


def _lines_of_pkg_file(path):
    try:
        file = open(path)
    except OSError as error:
        sys.stderr.write(f"Can't open {path}: {error.strerror}\n")
        return
    with file:
        for line in file:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield line


def extend_path(path, name):
    """The package's path with the folders of the same name on the search path of its parent.

    Lines of files NAME.pkg there are added too.
    """
    if not isinstance(path, list):
        return path
    path = path[:]
    last_name, search_path = _search_path_of(name)
    if search_path is None:
        return path
    for folder in search_path:
        if not isinstance(folder, str):
            continue
        for portion in _portions_of(folder, name, last_name) or []:
            if portion not in path:
                path.append(portion)
        package_file = os.path.join(folder, name + ".pkg")
        if os.path.isfile(package_file):
            path.extend(_lines_of_pkg_file(package_file))
    return path


def get_data(package, resource):
    """The bytes of a file in the package's folder; None when its loader cannot read files."""
    spec = importlib.util.find_spec(package)
    if spec is None or not hasattr(spec.loader, "get_data"):
        return None
    module = sys.modules.get(package) or importlib._bootstrap._load(spec)
    if module is None or not hasattr(module, "__file__"):
        return None
    folder = os.path.dirname(module.__file__)
    return spec.loader.get_data(os.path.join(folder, *resource.split("/")))


def _is_dotted_name(text):
    return bool(text) and all(part.isidentifier() for part in text.split("."))


def resolve_name(name):
    """The object that the name stands for: "package.module:object.attribute", or dots alone."""
    module_name, colon, path = name.partition(":")
    if not _is_dotted_name(module_name) or (path and not _is_dotted_name(path)):
        raise ValueError(f"invalid format: {name!r}")
    if colon:
        result = importlib.import_module(module_name)
        parts = path.split(".") if path else []
    else:
        parts = name.split(".")
        module_name = parts.pop(0)
        result = importlib.import_module(module_name)
        while parts:
            longer = f"{module_name}.{parts[0]}"
            try:
                result = importlib.import_module(longer)
            except ImportError:
                break
            parts.pop(0)
            module_name = longer
    for part in parts:
        result = getattr(result, part)
    return result
