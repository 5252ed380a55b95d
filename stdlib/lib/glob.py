"""File names that match a pattern of the shell; with recursive=True, "**" is any number of folders.

A path is expanded part by part: the folders first, then in each of them the names. Names that begin with a dot match
only patterns that do, unless include_hidden is true. Folders that cannot be read are empty.
"""
import fnmatch
import itertools
import os
import re
import stat

__all__ = ["glob", "iglob", "escape"]


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The list of paths that match, in the order of their folders; relative ones are looked for in root_dir."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Iterate over the paths that match."""
    root = pathname[:0] if root_dir is None else os.fspath(root_dir)
    paths = _Expansion(dir_fd, recursive, include_hidden).paths(root, pathname, False)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        # The empty path, where "**" is no folder at all, is none.
        first = next(paths, None)
        if first:
            paths = itertools.chain((first,), paths)
    return paths


class _Expansion:
    """The arguments that stay the same while a pattern is expanded. Paths that are looked at begin with the root."""

    def __init__(self, dir_fd, recursive, include_hidden):
        self.dir_fd = dir_fd
        self.recursive = recursive
        self.include_hidden = include_hidden

    def paths(self, root, pathname, only_folders):
        folder, name = os.path.split(pathname)
        if not has_magic(pathname):
            if self._exists(_join(root, pathname)) if name else self._is_folder(_join(root, folder)):
                yield pathname
            return
        if not folder:
            yield from self._names(root, name, only_folders)
            return
        if folder != pathname and has_magic(folder):
            folders = self.paths(root, folder, True)
        else:
            folders = [folder]
        for folder in folders:
            for found in self._names(_join(root, folder), name, only_folders):
                yield os.path.join(folder, found)

    def _names(self, folder, pattern, only_folders):
        """The names, or with "**" the paths, that match in a folder."""
        if self.recursive and _is_recursive(pattern):
            return self._all_below(folder, pattern, only_folders)
        if has_magic(pattern):
            names = self._list(folder, only_folders)
            if not (self.include_hidden or _is_hidden(pattern)):
                names = [name for name in names if not _is_hidden(name)]
            return fnmatch.filter(names, pattern)
        is_there = self._exists(_join(folder, pattern)) if pattern else self._is_folder(folder)
        return [pattern] if is_there else []

    def _all_below(self, folder, pattern, only_folders):
        yield pattern[:0]
        yield from self._walk(folder, only_folders)

    def _walk(self, folder, only_folders):
        for name in self._list(folder, only_folders):
            if _is_hidden(name) and not self.include_hidden:
                continue
            yield name
            for below in self._walk(_join(folder, name), only_folders):
                yield _join(name, below)

    def _list(self, folder, only_folders):
        """The names in a folder, as str or bytes as its path is."""
        try:
            names = self._read(folder)
        except OSError:
            return []
        if isinstance(folder, bytes):
            names = list(map(os.fsencode, names))
        if only_folders:
            names = [name for name in names if self._is_folder(_join(folder, name))]
        return names

    def _read(self, folder):
        if self.dir_fd is None:
            return os.listdir(os.fsdecode(folder) or os.curdir)
        if not folder:
            return os.listdir(self.dir_fd)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY, dir_fd=self.dir_fd)
        try:
            return os.listdir(descriptor)
        finally:
            os.close(descriptor)

    def _exists(self, path):
        if self.dir_fd is None:
            return os.path.lexists(path)
        try:
            os.lstat(path, dir_fd=self.dir_fd)
        except (OSError, ValueError):
            return False
        return True

    def _is_folder(self, path):
        if self.dir_fd is None:
            return os.path.isdir(path)
        try:
            return stat.S_ISDIR(os.stat(path, dir_fd=self.dir_fd).st_mode)
        except (OSError, ValueError):
            return False


def _join(folder, name):
    """os.path.join(), in which an empty part is none."""
    return os.path.join(folder, name) if folder and name else folder or name


magic_check = re.compile("([*?[])")
magic_check_bytes = re.compile(b"([*?[])")


def has_magic(s):
    return (magic_check_bytes if isinstance(s, bytes) else magic_check).search(s) is not None


def _is_hidden(name):
    return name[0] in (".", b"."[0])


def _is_recursive(pattern):
    return pattern == (b"**" if isinstance(pattern, bytes) else "**")


def escape(pathname):
    """The path with each special character in brackets, so that it matches itself."""
    drive, pathname = os.path.splitdrive(pathname)
    if isinstance(pathname, bytes):
        return drive + magic_check_bytes.sub(rb"[\1]", pathname)
    return drive + magic_check.sub(r"[\1]", pathname)
