# SPDX-License-Identifier: MIT
#
# Finders and loaders of before PEP 451: find_module, find_loader, load_module. The native steps come here
# when they meet one, and each way warns as CPython's does.
"""The import protocols of before ModuleSpec."""

import sys
import warnings
import _frozen_importlib as _bootstrap
from importlib.util import spec_from_loader


def _type_name(obj):
    return f"{obj.__module__}.{obj.__qualname__}"


def find_spec_of_finder(finder, name, path):
    """Ask a finder of sys.meta_path that has find_module alone."""
    find_module = getattr(finder, "find_module", None)
    kind = _type_name(finder if isinstance(finder, type) else type(finder))
    message = f"{kind}.find_spec() not found; falling back to find_module()"
    if find_module is None:
        return None
    warnings.warn(message, ImportWarning)
    loader = find_module(name, path)
    return None if loader is None else spec_from_loader(name, loader)


def find_spec_of_entry(name, finder):
    """Ask a finder of a path entry that has find_loader or find_module alone."""
    kind = _type_name(type(finder))
    portions = []
    if hasattr(finder, "find_loader"):
        warnings.warn(f"{kind}.find_spec() not found; falling back to find_loader()", ImportWarning)
        loader, portions = finder.find_loader(name)
    else:
        warnings.warn(f"{kind}.find_spec() not found; falling back to find_module()", ImportWarning)
        loader = finder.find_module(name)
    if loader is not None:
        return spec_from_loader(name, loader)
    spec = _bootstrap.ModuleSpec(name, None)
    spec.submodule_search_locations = portions
    return spec


def load_module(loader, name):
    """The method load_module of a loader that has exec_module."""
    warnings.warn("the load_module() method is deprecated and slated for removal in Python 3.12; "
                  "use exec_module() instead", DeprecationWarning)
    spec = spec_from_loader(name, loader)
    if name in sys.modules:
        module = sys.modules[name]
        _bootstrap._exec(spec, module)
        return sys.modules[name]
    return _bootstrap._load(spec)


def load_spec(spec):
    """Load by the loader's own load_module, and add what it did not set."""
    loader = spec.loader
    warnings.warn(f"{_type_name(type(loader))}.exec_module() not found; falling back to load_module()",
                  ImportWarning)
    try:
        loader.load_module(spec.name)
    except BaseException:
        if spec.name in sys.modules:
            sys.modules[spec.name] = sys.modules.pop(spec.name)
        raise
    module = sys.modules.pop(spec.name)
    sys.modules[spec.name] = module
    if getattr(module, "__loader__", None) is None:
        module.__loader__ = loader
    if getattr(module, "__package__", None) is None:
        module.__package__ = module.__name__
        if not hasattr(module, "__path__"):
            module.__package__ = spec.name.rpartition(".")[0]
    if getattr(module, "__spec__", None) is None:
        module.__spec__ = spec
    return module
