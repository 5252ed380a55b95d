# SPDX-License-Identifier: MIT
#
# The protocols of import as abstract classes, and the native classes as their virtual subclasses.
"""Abstract base classes of finders and loaders."""

import abc
import warnings
import _frozen_importlib as _native
import _frozen_importlib_external as _external
from importlib.util import decode_source

__all__ = ["Loader", "Finder", "MetaPathFinder", "PathEntryFinder", "ResourceLoader",
           "InspectLoader", "ExecutionLoader", "FileLoader", "SourceLoader"]


class Finder(metaclass=abc.ABCMeta):
    """A finder of before Python 3.3 (deprecated)."""

    def __init__(self):
        warnings.warn("the Finder ABC is deprecated and slated for removal in Python 3.12; "
                      "use MetaPathFinder or PathEntryFinder instead", DeprecationWarning)

    @abc.abstractmethod
    def find_module(self, fullname, path=None):
        """The loader of the module, or None."""
        warnings.warn("importlib.abc.Finder along with its find_module() method are deprecated and "
                      "slated for removal in Python 3.12; use MetaPathFinder.find_spec() or "
                      "PathEntryFinder.find_spec() instead", DeprecationWarning)


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder for sys.meta_path."""

    def find_module(self, fullname, path):
        """The loader that find_spec names (deprecated)."""
        warnings.warn("MetaPathFinder.find_module() is deprecated since Python 3.4 in favor of "
                      "MetaPathFinder.find_spec() and is slated for removal in Python 3.12",
                      DeprecationWarning, stacklevel=2)
        if not hasattr(self, "find_spec"):
            return None
        found = self.find_spec(fullname, path)
        return found.loader if found is not None else None

    def invalidate_caches(self):
        """Forget what is remembered of the file system."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder for one entry of a search path."""

    def find_loader(self, fullname):
        """The loader that find_spec names, and parts of a namespace package (deprecated)."""
        warnings.warn("PathEntryFinder.find_loader() is deprecated since Python 3.4 in favor of "
                      "PathEntryFinder.find_spec() (available since 3.4)",
                      DeprecationWarning, stacklevel=2)
        if not hasattr(self, "find_spec"):
            return None, []
        found = self.find_spec(fullname)
        if found is None:
            return None, []
        return found.loader, found.submodule_search_locations or []

    def find_module(self, fullname):
        """The loader alone (deprecated)."""
        return self.find_loader(fullname)[0]

    def invalidate_caches(self):
        """Forget what is remembered of the file system."""


class Loader(metaclass=abc.ABCMeta):
    """What makes and executes modules."""

    def create_module(self, spec):
        """A new module for the spec; None leaves that to import."""
        return None

    def load_module(self, fullname):
        """Load the module by exec_module (deprecated)."""
        if not hasattr(self, "exec_module"):
            raise ImportError
        from importlib._legacy import load_module
        return load_module(self, fullname)

    def module_repr(self, module):
        """The module's repr (deprecated)."""
        warnings.warn("importlib.abc.Loader.module_repr() is deprecated and slated for removal in "
                      "Python 3.12", DeprecationWarning)
        raise NotImplementedError


class ResourceLoader(Loader):
    """A loader that reads data that lie beside its modules."""

    @abc.abstractmethod
    def get_data(self, path):
        """The bytes of the file."""
        raise OSError


class InspectLoader(Loader):
    """A loader that can be asked about its modules."""

    def is_package(self, fullname):
        """Whether the module is a package."""
        raise ImportError

    def get_code(self, fullname):
        """The code object of the module, or None."""
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        """The source of the module as str, or None."""
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        """The code object of this source."""
        return compile(data, path, "exec", dont_inherit=True)

    def exec_module(self, module):
        """Execute the module's code in its namespace."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
        exec(code, module.__dict__)

    load_module = Loader.load_module


class ExecutionLoader(InspectLoader):
    """A loader whose modules can be run as scripts."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        """What __file__ of the module is to be."""
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(ResourceLoader, ExecutionLoader):
    """A loader of one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def _check_name(self, name):
        if name is not None and name != self.name:
            raise ImportError(f"loader for {self.name} cannot handle {name}", name=name)

    def get_filename(self, name=None):
        self._check_name(name)
        return self.path

    def load_module(self, name=None):
        self._check_name(name)
        return super().load_module(self.name if name is None else name)

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()


class SourceLoader(ResourceLoader, ExecutionLoader):
    """A loader of source text that get_data reads."""

    def path_mtime(self, path):
        """The time of the file's last change."""
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)["mtime"])

    def path_stats(self, path):
        """A dict with at least the key "mtime"."""
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {"mtime": self.path_mtime(path)}

    def set_data(self, path, data):
        """Write the bytes to the file, where that can be done."""

    def is_package(self, fullname):
        file = self.get_filename(fullname).rpartition("/")[2]
        return file.rsplit(".", 1)[0] == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def get_source(self, fullname):
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as error:
            raise ImportError("source not available through get_data()", name=fullname) from error
        return decode_source(data)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def _register(abstract, *classes):
    for cls in classes:
        abstract.register(cls)


_register(MetaPathFinder, _native.BuiltinImporter, _native.FrozenImporter, _external.PathFinder)
_register(PathEntryFinder, _external.FileFinder)
_register(Loader, _external.NamespaceLoader)
_register(InspectLoader, _native.BuiltinImporter, _native.FrozenImporter, _external.NamespaceLoader)
_register(ExecutionLoader, _external.ExtensionFileLoader)
_register(FileLoader, _external.SourceFileLoader)
_register(SourceLoader, _external.SourceFileLoader)
