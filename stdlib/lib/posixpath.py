"""Paths of POSIX systems, as str or bytes: this module is os.path."""
import os
import stat
import sys

import genericpath
from genericpath import *

__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
           "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
           "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir",
           "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "commonpath"]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = sys.platform == "darwin"


def _get_sep(path):
    return b"/" if isinstance(path, bytes) else "/"


def _dots(path):
    """The names of a folder itself and of its parent, in the path's kind of text."""
    return (b".", b"..") if isinstance(path, bytes) else (".", "..")


# --- parts of a path

def normcase(s):
    """The path itself: case matters."""
    return os.fspath(s)


def isabs(s):
    """Whether the path begins at the root."""
    s = os.fspath(s)
    return s.startswith(_get_sep(s))


def join(a, *p):
    """Put parts together; an absolute part discards what stands before it."""
    a = os.fspath(a)
    slash = _get_sep(a)
    path = a
    try:
        if not p:
            path[:0] + slash
        for part in map(os.fspath, p):
            if part.startswith(slash):
                path = part
            elif not path or path.endswith(slash):
                path += part
            else:
                path += slash + part
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", a, *p)
        raise
    return path


def split(p):
    """(folder, name): the folder without slashes at its end, unless it is the root."""
    p = os.fspath(p)
    slash = _get_sep(p)
    cut = p.rfind(slash) + 1
    folder, name = p[:cut], p[cut:]
    return folder.rstrip(slash) or folder, name


def splitext(p):
    """(root, extension), the extension with its dot, or empty."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b"/", None, b".")
    return genericpath._splitext(p, "/", None, ".")


def splitdrive(p):
    """(drive, path): there are no drives."""
    p = os.fspath(p)
    return p[:0], p


def basename(p):
    """What stands behind the last slash."""
    p = os.fspath(p)
    return p[p.rfind(_get_sep(p)) + 1:]


def dirname(p):
    """What stands before the last slash."""
    return split(p)[0]


# --- questions to the file system

def islink(path):
    """Whether the path is a symbolic link."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (OSError, ValueError, AttributeError):
        return False


def lexists(path):
    """Whether the path exists, be it a symbolic link that points nowhere."""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    """Whether another file system begins here."""
    try:
        own = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(own.st_mode):
        return False
    path = os.fspath(path)
    try:
        parent = os.lstat(realpath(join(path, _dots(path)[1])))
    except (OSError, ValueError):
        return False
    return own.st_dev != parent.st_dev or own.st_ino == parent.st_ino


# --- replacement of names

def expanduser(path):
    """Replace ~ at the beginning by $HOME; other users' homes are not known, such a path stays."""
    path = os.fspath(path)
    tilde = b"~" if isinstance(path, bytes) else "~"
    slash = _get_sep(path)
    end = path.find(slash)
    user = path if end < 0 else path[:end]
    home = os.environ.get("HOME")
    if user != tilde or home is None:
        return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    return home.rstrip(slash) + path[1:] or slash


def _variable(path, start):
    """(name, end) of the variable whose $ stands at start; (None, _) where none begins."""
    opening, closing = (b"{", b"}") if isinstance(path, bytes) else ("{", "}")
    if path[start + 1:start + 2] == opening:
        end = path.find(closing, start)
        return (path[start + 2:end], end + 1) if end >= 0 else (None, 0)
    end = start + 1
    while (char := path[end:end + 1]) and char.isascii() and (char.isalnum() or char in (b"_", "_")):
        end += 1
    return (path[start + 1:end] if end > start + 1 else None), end


def expandvars(path):
    """Replace $NAME and ${NAME} by the values of environment variables; unknown ones stay."""
    path = os.fspath(path)
    dollar, environ = (b"$", os.environb) if isinstance(path, bytes) else ("$", os.environ)
    start = path.find(dollar)
    while start >= 0:
        name, end = _variable(path, start)
        if name is not None and name in environ:
            tail = path[end:]
            path = path[:start] + environ[name]
            start = len(path)
            path += tail
        else:
            start = end if name is not None else start + 1
        start = path.find(dollar, start)
    return path


# --- normal forms

def normpath(path):
    """The path without empty and '.' parts, and each 'name/..' left out."""
    path = os.fspath(path)
    slash = _get_sep(path)
    dot, dotdot = _dots(path)
    if not path:
        return dot
    # Two slashes at the beginning have a meaning of their own in POSIX, three or more have not.
    slashes = 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else path.startswith(slash)
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dotdot or (not slashes and not parts) or (parts and parts[-1] == dotdot):
            parts.append(part)
        elif parts:
            parts.pop()
    return slash * slashes + slash.join(parts) or dot


def abspath(path):
    """The normal form of the path from the root."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The absolute path without symbolic links; with strict, OSError for what does not exist or is a loop."""
    filename = os.fspath(filename)
    path, _ = _resolve(filename[:0], filename, strict, {})
    return abspath(path)


def _resolve(path, rest, strict, seen):
    """(path + rest with its links followed, whether that came to the end)."""
    slash = _get_sep(path)
    dot, dotdot = _dots(path)
    if isabs(rest):
        rest = rest[1:]
        path = slash
    while rest:
        name, _, rest = rest.partition(slash)
        if not name or name == dot:
            continue
        if name == dotdot:
            path = _parent(path, dotdot)
            continue
        new = join(path, name)
        try:
            is_link = stat.S_ISLNK(os.lstat(new).st_mode)
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = new
            continue
        if new in seen:
            if seen[new] is not None:
                path = seen[new]
                continue
            if strict:
                os.stat(new)
            return join(new, rest), False
        seen[new] = None
        path, complete = _resolve(path, os.readlink(new), strict, seen)
        if not complete:
            return join(path, rest), False
        seen[new] = path
    return path, True


def _parent(path, dotdot):
    if not path:
        return dotdot
    folder, name = split(path)
    return join(folder, dotdot, dotdot) if name == dotdot else folder


# --- several paths

def relpath(path, start=None):
    """The way from start (by default the current folder) to the path."""
    if not path:
        raise ValueError("no path specified")
    path = os.fspath(path)
    slash = _get_sep(path)
    dot, dotdot = _dots(path)
    start = dot if start is None else os.fspath(start)
    try:
        origin = [part for part in abspath(start).split(slash) if part]
        target = [part for part in abspath(path).split(slash) if part]
        shared = len(commonprefix([origin, target]))
        parts = [dotdot] * (len(origin) - shared) + target[shared:]
        return join(*parts) if parts else dot
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """The longest path that all lie in."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(os.fspath, paths))
    slash = _get_sep(paths[0])
    dot, _ = _dots(paths[0])
    try:
        split_paths = [path.split(slash) for path in paths]
        try:
            is_absolute, = {path[:1] == slash for path in paths}
        except ValueError:
            raise ValueError("Can't mix absolute and relative paths") from None
        common = commonprefix([[part for part in parts if part and part != dot] for parts in split_paths])
        return (slash if is_absolute else slash[:0]) + slash.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise
