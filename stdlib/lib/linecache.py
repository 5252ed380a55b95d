# SPDX-License-Identifier: MIT
#
# Lines of source files, read once. A module whose loader has the text, but no file, is kept as a row with the
# loader's function until somebody asks for a line.
"""Lines of source files by number, from memory when they were read before."""

import os
import sys
from _source_encoding import detect_encoding

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# Rows (size, time of change, lines, full name), or (function that gives the text,).
cache = {}


def clearcache():
    """Forget all files."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """The line, "" when there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """The list of the file's lines."""
    if filename in cache:
        row = cache[filename]
        if len(row) != 1:
            return row[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget files that have changed since they were read."""
    names = list(cache) if filename is None else [filename] if filename in cache else []
    for name in names:
        row = cache[name]
        if len(row) == 1:
            continue
        size, time, _, full_name = row
        if time is None:
            continue
        try:
            information = os.stat(full_name)
        except OSError:
            cache.pop(name, None)
            continue
        if size != information.st_size or time != information.st_mtime:
            cache.pop(name, None)


def _read_lines(path):
    with open(path, "rb") as file:
        data = file.read()
    rows = iter(data.splitlines(True))
    encoding, _ = detect_encoding(lambda: next(rows))
    text = data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line + "\n" for line in text.split("\n")]
    if lines[-1] == "\n":
        lines.pop()
    return lines


def _from_loader(filename):
    """The lines that a row made by lazycache() stands for; None when there is no such row."""
    try:
        text = cache[filename][0]()
    except (ImportError, OSError):
        return None
    if text is None:
        return []
    cache[filename] = (len(text), None, [line + "\n" for line in text.splitlines()], filename)
    return cache[filename][2]


def _find_on_path(filename):
    """Full name and stat of a relative name in the folders of sys.path."""
    if os.path.isabs(filename):
        return None
    for folder in sys.path:
        try:
            full_name = os.path.join(folder, filename)
        except (TypeError, AttributeError):
            continue
        try:
            return full_name, os.stat(full_name)
        except OSError:
            pass
    return None


def updatecache(filename, module_globals=None):
    """Read the file, remember its lines and return them; [] when it cannot be read."""
    if filename in cache and len(cache[filename]) != 1:
        cache.pop(filename, None)
    if not filename or (filename.startswith("<") and filename.endswith(">")):
        return []
    full_name = filename
    try:
        information = os.stat(full_name)
    except OSError:
        if lazycache(filename, module_globals):
            lines = _from_loader(filename)
            if lines is not None:
                return lines
        found = _find_on_path(filename)
        if found is None:
            return []
        full_name, information = found
    try:
        lines = _read_lines(full_name)
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = information.st_size, information.st_mtime, lines, full_name
    return lines


def lazycache(filename, module_globals):
    """Note where the lines can be had from, without reading them; whether that was possible."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or (filename.startswith("<") and filename.endswith(">")):
        return False
    if not module_globals or "__name__" not in module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", module_globals["__name__"])
    loader = getattr(spec, "loader", None)
    if loader is None:
        loader = module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if not name or not get_source:
        return False
    cache[filename] = (lambda name=name: get_source(name),)
    return True
