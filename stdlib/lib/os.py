"""The operating system: files, folders, paths, the environment and the process.

What the system itself does comes from the module posix, paths are in os.path. The environment is a mapping whose
changes reach the processes that are started later.
"""
import abc
import builtins as _builtins
import stat as st
import sys

import posixpath as path
import posix as _posix
from _collections_abc import MutableMapping, Mapping, _check_methods
from posix import *
from posix import _exit

GenericAlias = type(list[int])

name = "posix"
linesep = "\n"
curdir, pardir, sep, pathsep = path.curdir, path.pardir, path.sep, path.pathsep
defpath, extsep, altsep, devnull = path.defpath, path.extsep, path.altsep, path.devnull
SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
supports_bytes_environ = True

sys.modules["os.path"] = path

__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path", "devnull",
           "SEEK_SET", "SEEK_CUR", "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen", "extsep", "_exit"]
__all__ += [_name for _name in dir(_posix) if not _name.startswith("_")]
__all__ += ["makedirs", "removedirs", "renames", "walk", "getenv", "supports_bytes_environ", "environb", "getenvb",
            "PathLike", "execl", "execle", "execlp", "execlpe", "execvp", "execvpe", "popen", "P_WAIT", "P_NOWAIT",
            "P_NOWAITO", "spawnv", "spawnve", "spawnvp", "spawnvpe", "spawnl", "spawnle", "spawnlp", "spawnlpe"]

supports_dir_fd = {access, chmod, link, lstat, mkdir, open, readlink, remove, rename, replace, rmdir, stat, symlink,
                   unlink}
supports_effective_ids = {access}
supports_fd = {chdir, chmod, listdir, stat, truncate}
supports_follow_symlinks = {access, chmod, link, stat}


# --- paths as text

def _encoding():
    return sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    return filename.encode(*_encoding()) if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as str."""
    filename = fspath(filename)
    return filename.decode(*_encoding()) if isinstance(filename, bytes) else filename


class PathLike(abc.ABC):
    """Objects that stand for a path: they have the method __fspath__."""

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return _check_methods(subclass, "__fspath__")
        return NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


# --- folders

def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and those above it that are missing; FileExistsError unless exist_ok."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            # Somebody else made it in the meantime.
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove an empty folder, and those above it as long as they are empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename, making the folders that the new name needs and removing those that become empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders, names of files) for a folder and all below it.

    From the top, the caller may change the list of folders to choose where to go on.
    """
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    return _walk(fspath(top), topdown, onerror, followlinks)


def _walk(top, topdown, onerror, followlinks):
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = []
    files = []
    for entry in names:
        (folders if path.isdir(path.join(top, entry)) else files).append(entry)
    if topdown:
        yield top, folders, files
    for folder in folders:
        below = path.join(top, folder)
        if followlinks or not path.islink(below):
            yield from _walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object for an open descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    return _builtins.open(fd, mode, buffering, encoding, *args, **kwargs)


# --- the environment

class _Environ(MutableMapping):
    """A mapping over bytes that are shown as str (or as they are), and set in the process too."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ", ".join(f"{self.decodekey(key)!r}: {self.decodevalue(value)!r}"
                          for key, value in self._data.items())
        return f"environ({{{items}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        return {**self, **other} if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other):
        return {**other, **self} if isinstance(other, Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


def _to_bytes(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode(*_encoding())


def _to_str(value):
    return value.decode(*_encoding())


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ(_posix.environ, _to_bytes, _to_str, _to_bytes, _to_str)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)


def getenv(key, default=None):
    """The value of an environment variable, or the default."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """The same for bytes."""
    return environb.get(key, default)


def get_exec_path(env=None):
    """The folders in which programs are looked for."""
    if env is None:
        env = environ
    try:
        found = env.get("PATH")
    except TypeError:
        found = None
    try:
        found_bytes = env[b"PATH"]
    except (KeyError, TypeError):
        found_bytes = None
    if found_bytes is not None:
        if found is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        found = found_bytes
    if isinstance(found, bytes):
        found = fsdecode(found)
    return (defpath if found is None else found).split(pathsep)


# --- other programs

def execl(file, *args):
    """Replace the process by a program at this path."""
    execv(file, args)


def execle(file, *args):
    """The same with an environment as the last argument."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """Replace the process by a program that is looked for in PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """The same with an environment as the last argument."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """execlp() with the arguments as a sequence."""
    _execute(file, args)


def execvpe(file, args, env):
    """execlpe() with the arguments as a sequence."""
    _execute(file, args, env)


def _execute(file, args, env=None):
    function, rest = (execv, (args,)) if env is None else (execve, (args, env))
    if path.dirname(file):
        function(file, *rest)
        return
    told = last = None
    folders = get_exec_path(env)
    if isinstance(file, bytes):
        folders = map(fsencode, folders)
    for folder in folders:
        try:
            function(path.join(folder, file), *rest)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            told = told or error
    raise told or last


P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1


def _spawn(mode, args, function, *arguments):
    """Calls an exec function in a child; its exit status when mode says to wait, else its number."""
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    process = fork()
    if process == 0:
        try:
            function(*arguments)
        except:
            _exit(127)
    if mode == P_NOWAIT:
        return process
    while True:
        status = waitpid(process, 0)[1]
        if not WIFSTOPPED(status):
            return waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    """Run the program at this path in a child process."""
    return _spawn(mode, args, execv, file, args)


def spawnve(mode, file, args, env):
    """The same with an environment."""
    return _spawn(mode, args, execve, file, args, env)


def spawnvp(mode, file, args):
    """Run a program that is looked for in PATH in a child process."""
    return _spawn(mode, args, execvp, file, args)


def spawnvpe(mode, file, args, env):
    """The same with an environment."""
    return _spawn(mode, args, execvpe, file, args, env)


def spawnl(mode, file, *args):
    """spawnv() with the arguments one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnve() with the arguments one by one and the environment last."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnvp() with the arguments one by one."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnvpe() with the arguments one by one and the environment last."""
    return spawnvpe(mode, file, args[:-1], args[-1])


def popen(cmd, mode="r", buffering=-1):
    """A file from which a shell command's output is read, or to which its input is written."""
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _wrap_close(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _wrap_close(process.stdin, process)


class _wrap_close:
    """The stream of popen(): closing it waits for the command, and gives its wait status if that is not 0."""

    def __init__(self, stream, process):
        self._stream = stream
        self._proc = process

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        return None if status == 0 else status << 8

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)
