# SPDX-License-Identifier: MIT
#
# The source of objects: file, lines, the block that a definition takes up, the comments before it.
"""getsource() and its kin of module inspect."""

import importlib.machinery
import linecache
import os
import sys
import types

from _inspect_signature import unwrap

_OPENERS = "([{"
_CLOSERS = ")]}"


class EndOfBlock(Exception):
    """The end of a definition was reached."""

    __module__ = "inspect"


class ClassFoundException(Exception):
    """A class was found in a tree."""

    __module__ = "inspect"


def _unwrap_to_code(object):
    """The code of a method, function, traceback or frame; anything else as it is."""
    if isinstance(object, types.MethodType):
        object = object.__func__
    if isinstance(object, types.FunctionType):
        object = object.__code__
    if isinstance(object, types.TracebackType):
        object = object.tb_frame
    if isinstance(object, types.FrameType):
        object = object.f_code
    return object


def getfile(object):
    """The file that an object was defined in."""
    if isinstance(object, types.ModuleType):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isinstance(object, type):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    object = _unwrap_to_code(object)
    if isinstance(object, types.CodeType):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, "
                    f"got {type(object).__name__}")


def getmodulename(path):
    """The name of the module in a file; None when it is no module's."""
    file = os.path.basename(path)
    for suffix in sorted(importlib.machinery.all_suffixes(), key=len, reverse=True):
        if file.endswith(suffix):
            return file[:-len(suffix)]
    return None


def getsourcefile(object):
    """The source file of an object; None when it has none."""
    filename = getfile(object)
    if any(filename.endswith(suffix) for suffix in importlib.machinery.EXTENSION_SUFFIXES):
        return None
    if filename in linecache.cache or os.path.exists(filename):
        return filename
    module = getmodule(object, filename)
    if getattr(module, "__loader__", None) is not None:
        return filename
    if getattr(getattr(module, "__spec__", None), "loader", None) is not None:
        return filename
    return None


def getabsfile(object, _filename=None):
    """The whole path of an object's file."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def getmodule(object, _filename=None):
    """The module that an object was defined in; None when it is not known."""
    if isinstance(object, types.ModuleType):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError, OSError):
        return None
    for module in list(sys.modules.values()):
        own = getattr(module, "__file__", None)
        if isinstance(module, types.ModuleType) and own and os.path.realpath(own) == os.path.realpath(file):
            return module
    main = sys.modules["__main__"]
    name = getattr(object, "__name__", None)
    if name is not None and getattr(main, name, None) is object:
        return main
    import builtins
    if name is not None and getattr(builtins, name, None) is object:
        return builtins
    return None


def _lines_of(object):
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        raise OSError("could not get source code")
    return lines


def _line_of_class(cls, lines):
    """The index of the first line of a class, decorators included."""
    import ast
    place = []
    found = []

    def visit(node):
        is_scope = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        if not is_scope:
            for child in ast.iter_child_nodes(node):
                visit(child)
            return
        place.append(node.name)
        if isinstance(node, ast.ClassDef) and ".".join(place) == cls.__qualname__:
            found.append(node.decorator_list[0].lineno if node.decorator_list else node.lineno)
        if not isinstance(node, ast.ClassDef):
            place.append("<locals>")
        for child in ast.iter_child_nodes(node):
            visit(child)
        if not isinstance(node, ast.ClassDef):
            place.pop()
        place.pop()

    visit(ast.parse("".join(lines)))
    if not found:
        raise OSError("could not find class definition")
    return found[0] - 1


def findsource(object):
    """All lines of an object's file, and the index of its first one."""
    lines = _lines_of(object)
    if isinstance(object, types.ModuleType):
        return lines, 0
    if isinstance(object, type):
        return lines, _line_of_class(object, lines)
    object = _unwrap_to_code(object)
    if isinstance(object, types.CodeType):
        if not hasattr(object, "co_firstlineno"):
            raise OSError("could not find function definition")
        index = object.co_firstlineno - 1
        if index >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, index
    raise OSError("could not find code object")


def indentsize(line):
    """How far a line is indented, tabs counted as up to eight."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


# --- blocks

class _Scanner:
    """Follows brackets and strings from line to line, to tell where a logical line ends."""

    def __init__(self):
        self.depth = 0
        self.quote = None

    def is_open(self):
        return self.depth > 0 or self.quote is not None

    def feed(self, line):
        """Read a line; whether it is continued by the next."""
        i = 0
        while i < len(line):
            if self.quote:
                i = self._in_string(line, i)
                continue
            character = line[i]
            if character == "#":
                return self.is_open()
            if character in "\"'":
                self.quote = line[i:i + 3] if line[i:i + 3] == character * 3 else character
                i += len(self.quote)
                continue
            if character in _OPENERS:
                self.depth += 1
            elif character in _CLOSERS:
                self.depth -= 1
                if self.depth < 0:
                    raise EndOfBlock
            i += 1
        if self.quote and len(self.quote) == 1 and not line.rstrip("\n").endswith("\\"):
            self.quote = None
        return self.is_open() or line.rstrip("\n").endswith("\\")

    def _in_string(self, line, i):
        if line[i] == "\\":
            return i + 2
        if line.startswith(self.quote, i):
            i += len(self.quote)
            self.quote = None
            return i
        return i + 1


def _logical_lines(lines):
    """Triples of first index, index behind the end, and text of the first line."""
    i = 0
    while i < len(lines):
        start = i
        scanner = _Scanner()
        while i < len(lines):
            i += 1
            try:
                if not scanner.feed(lines[i - 1]):
                    break
            except EndOfBlock:
                break
        yield start, i, lines[start]


def _opens_suite(lines):
    """Whether a logical line ends with a colon."""
    text = lines[-1]
    if len(lines) == 1:
        text = _without_comment(text)
    else:
        text = text.partition("#")[0]
    return text.rstrip().endswith(":")


def _without_comment(line):
    scanner = _Scanner()
    i = 0
    while i < len(line):
        if scanner.quote:
            i = scanner._in_string(line, i)
        elif line[i] == "#":
            return line[:i]
        else:
            if line[i] in "\"'":
                scanner.quote = line[i]
            i += 1
    return line


def getblock(lines):
    """The lines of the definition that they begin with."""
    end = 0
    indent = None
    has_suite = False
    for start, stop, first in _logical_lines(lines):
        stripped = first.strip()
        if not has_suite:
            end = stop
            if not stripped or stripped.startswith(("@", "#")):
                continue
            indent = indentsize(first)
            words = stripped.split(None, 2)
            if words[0] == "async":
                words = words[1:]
            is_definition = words and words[0] in ("def", "class")
            if not is_definition or not _opens_suite(lines[start:stop]):
                break
            has_suite = True
            continue
        if not stripped:
            continue
        if indentsize(first) <= indent:
            break
        end = stop
    return lines[:end]


def getsourcelines(object):
    """The lines of an object's source, and the number of the first one."""
    object = unwrap(object)
    lines, index = findsource(object)
    if isinstance(object, types.TracebackType):
        object = object.tb_frame
    is_module_frame = isinstance(object, types.FrameType) and object.f_code.co_name == "<module>"
    if isinstance(object, types.ModuleType) or is_module_frame:
        return lines, 0
    return getblock(lines[index:]), index + 1


def getsource(object):
    """The text of an object's source."""
    return "".join(getsourcelines(object)[0])


def getcomments(object):
    """The comments right before an object's definition; None when there are none."""
    try:
        lines, index = findsource(object)
    except (OSError, TypeError):
        return None
    if isinstance(object, types.ModuleType):
        return _comments_of_module(lines)
    indent = indentsize(lines[index])
    comments = []
    while index > 0:
        index -= 1
        text = lines[index].expandtabs()
        if not text.lstrip().startswith("#") or indentsize(lines[index]) != indent:
            break
        comments.insert(0, text.lstrip())
    while comments and comments[0].strip() == "#":
        comments.pop(0)
    while comments and comments[-1].strip() == "#":
        comments.pop()
    return "".join(comments) if comments else None


def _comments_of_module(lines):
    start = 1 if lines and lines[0][:2] == "#!" else 0
    while start < len(lines) and lines[start].strip() in ("", "#"):
        start += 1
    comments = []
    while start < len(lines) and lines[start][:1] == "#":
        comments.append(lines[start].expandtabs())
        start += 1
    return "".join(comments) if comments else None
