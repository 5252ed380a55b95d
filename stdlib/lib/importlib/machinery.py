# SPDX-License-Identifier: MIT
#
# The native finders and loaders under their public names.
"""What import is made of: specs, finders, loaders, and the suffixes of files."""

import _imp
from _frozen_importlib import BuiltinImporter, FrozenImporter, ModuleSpec
from _frozen_importlib_external import (ExtensionFileLoader, FileFinder, NamespaceLoader, PathFinder,
                                        SourceFileLoader)

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = []
DEBUG_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = _imp.extension_suffixes()


def all_suffixes():
    """A list of the suffixes of all kinds of modules."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
