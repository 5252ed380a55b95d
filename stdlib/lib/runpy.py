# SPDX-License-Identifier: MIT
#
# Modules and files run as programs. While one runs, a module of its name stands in sys.modules, and what
# stood there comes back afterwards.
"""Run a module or a file in a fresh namespace."""

import importlib.machinery
import importlib.util
import os
import sys
from _frozen_importlib import _path_importer_cache as get_importer
from types import ModuleType

__all__ = ["run_module", "run_path"]


class _TempModule:
    """A new module in sys.modules for the time of a with statement."""

    def __init__(self, mod_name):
        self.mod_name = mod_name
        self.module = ModuleType(mod_name)
        self._saved = []

    def __enter__(self):
        if self.mod_name in sys.modules:
            self._saved.append(sys.modules[self.mod_name])
        sys.modules[self.mod_name] = self.module
        return self

    def __exit__(self, *args):
        if self._saved:
            sys.modules[self.mod_name] = self._saved[0]
        else:
            del sys.modules[self.mod_name]
        self._saved = []


class _ModifiedArgv0:
    """Another sys.argv[0] for the time of a with statement."""

    def __init__(self, value):
        self.value = value
        self._saved = self._unset = object()

    def __enter__(self):
        if self._saved is not self._unset:
            raise RuntimeError("Already preserving saved value")
        self._saved = sys.argv[0]
        sys.argv[0] = self.value

    def __exit__(self, *args):
        self.value = self._unset
        sys.argv[0] = self._saved


class _Error(Exception):
    """What is wrong with a program, for those who only print it."""


def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None,
              script_name=None):
    """Run the code in this namespace, with the names that a module has."""
    if init_globals is not None:
        run_globals.update(init_globals)
    if mod_spec is None:
        loader = None
        file = script_name
        cached = None
    else:
        loader = mod_spec.loader
        file = mod_spec.origin
        cached = mod_spec.cached
        if pkg_name is None:
            pkg_name = mod_spec.parent
    run_globals.update(__name__=mod_name, __file__=file, __cached__=cached, __doc__=None,
                       __loader__=loader, __package__=pkg_name, __spec__=mod_spec)
    exec(code, run_globals)
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None,
                     script_name=None):
    """Run the code as a module that is in sys.modules meanwhile; a copy of its namespace."""
    file = script_name if mod_spec is None else mod_spec.origin
    with _TempModule(mod_name) as temporary, _ModifiedArgv0(file):
        namespace = temporary.module.__dict__
        _run_code(code, namespace, init_globals, mod_name, mod_spec, pkg_name, script_name)
        # The module goes and may empty its namespace.
        return namespace.copy()


def _warn_about_earlier_import(mod_name, parent_name):
    existing = sys.modules.get(mod_name)
    if existing is None or hasattr(existing, "__path__"):
        return
    from warnings import warn
    warn(RuntimeWarning(f"{mod_name!r} found in sys.modules after import of package {parent_name!r}, "
                        f"but prior to execution of {mod_name!r}; this may result in unpredictable "
                        "behaviour"))


def _import_parent(mod_name, error):
    parent_name = mod_name.rpartition(".")[0]
    if not parent_name:
        return
    try:
        __import__(parent_name)
    except ImportError as problem:
        # Only the parent's own absence is told here.
        if problem.name is None or (problem.name != parent_name
                                    and not parent_name.startswith(problem.name + ".")):
            raise
        raise error(format(problem))
    _warn_about_earlier_import(mod_name, parent_name)


def _find_spec(mod_name, error):
    try:
        return importlib.util.find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as problem:
        message = "Error while finding module specification for {!r} ({}: {})"
        if mod_name.endswith(".py"):
            message += f". Try using '{mod_name[:-3]}' instead of '{mod_name}' as the module name."
        raise error(message.format(mod_name, type(problem).__name__, problem)) from problem


def _get_module_details(mod_name, error=ImportError):
    """Name, spec and code object of the module that is to be run; __main__ of a package."""
    if mod_name.startswith("."):
        raise error("Relative module names not supported")
    _import_parent(mod_name, error)
    spec = _find_spec(mod_name, error)
    if spec is None:
        raise error(f"No module named {mod_name}")
    if spec.submodule_search_locations is not None:
        return _get_package_details(mod_name, error)
    if spec.loader is None:
        raise error(f"{mod_name!r} is a namespace package and cannot be executed")
    try:
        code = spec.loader.get_code(mod_name)
    except ImportError as problem:
        raise error(format(problem)) from problem
    if code is None:
        raise error(f"No code object available for {mod_name}")
    return mod_name, spec, code


def _get_package_details(mod_name, error):
    if mod_name == "__main__" or mod_name.endswith(".__main__"):
        raise error("Cannot use package as __main__ module")
    try:
        return _get_module_details(mod_name + ".__main__", error)
    except error as problem:
        if mod_name not in sys.modules:
            raise
        raise error(f"{problem}; {mod_name!r} is a package and cannot be directly executed")


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module and return its namespace; `alter_sys` puts it into sys.modules and sys.argv[0]."""
    mod_name, mod_spec, code = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, mod_spec)
    return _run_code(code, {}, init_globals, run_name, mod_spec)


def _get_main_module_details(error=ImportError):
    """Details of the module __main__ that a folder on sys.path has."""
    main = sys.modules["__main__"]
    del sys.modules["__main__"]
    try:
        return _get_module_details("__main__")
    except ImportError as problem:
        if "__main__" in str(problem):
            raise error(f"can't find '__main__' module in {sys.path[0]!r}") from problem
        raise
    finally:
        sys.modules["__main__"] = main


def _get_code_from_file(run_name, path):
    with open(os.path.abspath(os.fsdecode(path)), "rb") as file:
        return compile(file.read(), path, "exec"), path


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file, or __main__ of a folder, and return its namespace."""
    if run_name is None:
        run_name = "<run_path>"
    pkg_name = run_name.rpartition(".")[0]
    path_name = os.fspath(path_name)
    importer = get_importer(os.fsdecode(path_name))
    if importer is None:
        code, file = _get_code_from_file(run_name, path_name)
        return _run_module_code(code, init_globals, run_name, pkg_name=pkg_name, script_name=file)
    sys.path.insert(0, path_name)
    try:
        mod_name, mod_spec, code = _get_main_module_details()
        with _TempModule(run_name) as temporary, _ModifiedArgv0(path_name):
            namespace = temporary.module.__dict__
            return _run_code(code, namespace, init_globals, run_name, mod_spec, pkg_name).copy()
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass
