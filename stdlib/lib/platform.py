"""What the program runs on: machine, operating system, C library and interpreter."""
import collections
import functools
import os
import re
import sys

__copyright__ = ""
__version__ = "1.0.8"

_UNAME_FIELDS = ("system", "node", "release", "version", "machine")


# --- machine and operating system

class uname_result(collections.namedtuple("uname_result_base", "system node release version machine")):
    """What os.uname() says, with the processor as a sixth item that is found out when it is asked for."""

    _fields = _UNAME_FIELDS + ("processor",)

    @functools.cached_property
    def processor(self):
        return "" if _processor() == "unknown" else _processor()

    def __iter__(self):
        yield from super().__iter__()
        yield self.processor

    @classmethod
    def _make(cls, iterable):
        # The processor is no argument: it belongs to the machine that asks.
        fields = list(iterable)
        if len(fields) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(fields)}")
        return cls.__new__(cls, *fields[:-1])

    def __getitem__(self, key):
        return tuple(self)[key]

    def __len__(self):
        return len(tuple(iter(self)))

    def __reduce__(self):
        return uname_result, tuple(self)[:len(self._fields) - 1]


@functools.lru_cache(maxsize=None)
def _processor():
    """The processor's name as `uname -p` has it: Linux does not know one."""
    return ""


@functools.lru_cache(maxsize=None)
def uname():
    """The operating system, the network's name of the computer, release, version, machine and processor."""
    return uname_result(*(("" if field == "unknown" else field) for field in os.uname()))


def system():
    """The operating system, 'Linux' for example."""
    return uname().system


def node():
    """The computer's name in the network."""
    return uname().node


def release():
    """The release of the operating system."""
    return uname().release


def version():
    """The version of the operating system's release."""
    return uname().version


def machine():
    """The type of machine, 'x86_64' for example."""
    return uname().machine


def processor():
    """The name of the processor, where the system has one apart from the machine's."""
    return uname().processor


def system_alias(system, release, version):
    """Names of a system as its maker advertises it."""
    if system == "SunOS" and release >= "5":
        major, _, minor = release.partition(".")
        release = f"{int(major) - 3}.{minor}" if minor else str(int(major) - 3)
        system = "Solaris" if int(major) - 3 < 6 else "SunOS"
    elif system in ("win32", "win16"):
        system = "Windows"
    return system, release, version


def architecture(executable=sys.executable, bits="", linkage=""):
    """Bits and format of an executable, from the head of its file."""
    if not bits:
        bits = "64bit" if sys.maxsize > 2 ** 32 else "32bit"
    try:
        with open(os.path.realpath(executable), "rb") as file:
            head = file.read(5)
    except OSError:
        return bits, linkage
    if head[:4] != b"\x7fELF":
        return bits, linkage
    return "64bit" if head[4] == 2 else "32bit", "ELF"


_LIBC = re.compile(rb"(__libc_init)|(GLIBC_([0-9.]+))|(libc(_\w+)?\.so(?:\.(\d[0-9.]*))?)", re.ASCII)


def _loaded_glibc_version():
    """The version of the C library in the program's memory; empty where it is another one."""
    try:
        with open("/proc/self/maps") as file:
            path = next(line.split()[-1] for line in file if "/libc.so" in line)
        with open(path, "rb") as file:
            match = re.search(rb"GNU C Library [^\n]* release version ([0-9.]*[0-9])", file.read())
    except (OSError, StopIteration):
        return ""
    return match.group(1).decode() if match else ""


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    """Name and version of the C library that an executable was linked with."""
    if executable is None:
        number = _loaded_glibc_version()
        if number:
            return "glibc", number
        executable = sys.executable
        if not executable:
            return lib, version
    as_numbers = lambda text: [int(part) if part.isdigit() else part for part in re.findall(r"\d+|[a-z]+", text)]
    with open(os.path.realpath(executable), "rb") as file:
        data = file.read()
    for match in _LIBC.finditer(data):
        init, glibc, glibc_version, so, threads, so_version = (
            group.decode("latin1") if group is not None else None for group in match.groups())
        if init and not lib:
            lib = "libc"
        elif glibc:
            if lib != "glibc":
                lib, version = "glibc", glibc_version
            elif as_numbers(glibc_version) > as_numbers(version):
                version = glibc_version
        elif so and lib != "glibc":
            lib = "libc"
            if so_version and (not version or as_numbers(so_version) > as_numbers(version)):
                version = so_version
            if threads and version[-len(threads):] != threads:
                version += threads
    return lib, version


def java_ver(release="", vendor="", vminfo=("", "", ""), osinfo=("", "", "")):
    """Versions of Java, for Jython; elsewhere the arguments."""
    return release, vendor, vminfo, osinfo


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    """Versions of macOS; elsewhere the arguments."""
    return release, versioninfo, machine


def win32_ver(release="", version="", csd="", ptype=""):
    """Versions of Windows; elsewhere the arguments."""
    return release, version, csd, ptype


def win32_edition():
    """The edition of Windows; None elsewhere."""
    return None


def win32_is_iot():
    """Whether this is Windows for embedded devices."""
    return False


@functools.lru_cache(maxsize=None)
def platform(aliased=0, terse=0):
    """All of it in one line that can be part of a file's name."""
    name, _, release, version, machine, processor = uname()
    if machine == processor:
        processor = ""
    if aliased:
        name, release, version = system_alias(name, release, version)
    if name == "Linux":
        library, number = libc_ver()
        return _joined(name, release, machine, processor, "with", library + number)
    return _joined(name, release) if terse else _joined(name, release, machine, processor, *architecture(sys.executable))


def _joined(*parts):
    text = "-".join(part.strip() for part in parts if part)
    for character in ' /\\:;"()':
        text = text.replace(character, "_" if character in " " else "-")
    text = text.replace("unknown", "")
    while "--" in text:
        text = text.replace("--", "-")
    return text.rstrip("-")


# --- the distribution

_OS_RELEASE_LINE = re.compile(r"""^(?P<name>[a-zA-Z0-9_]+)=(?P<quote>["']?)(?P<value>.*)(?P=quote)$""")
_ESCAPE = re.compile(r"""\\([\\$"'`])""")
_OS_RELEASE_FILES = ("/etc/os-release", "/usr/lib/os-release")
_os_release_cache = None
_os_release_candidates = _OS_RELEASE_FILES


def _parse_os_release(lines):
    """The names and values of an os-release file."""
    info = {"NAME": "Linux", "ID": "linux", "PRETTY_NAME": "Linux"}
    for line in lines:
        match = _OS_RELEASE_LINE.match(line)
        if match is not None:
            info[match.group("name")] = _ESCAPE.sub(r"\1", match.group("value"))
    return info


def freedesktop_os_release():
    """What the distribution says of itself in its os-release file."""
    global _os_release_cache
    if _os_release_cache is None:
        import errno
        for candidate in _os_release_candidates:
            try:
                with open(candidate, encoding="utf-8") as file:
                    _os_release_cache = _parse_os_release(file)
                break
            except OSError:
                pass
        else:
            raise OSError(errno.ENOENT, f"Unable to read files {', '.join(_os_release_candidates)}")
    return _os_release_cache.copy()


# --- the interpreter

_CPYTHON_VERSION = re.compile(r"([\w.+]+)\s*(?:experimental free-threading build\s+)?"
                              r"\(#?([^,]+)(?:,\s*([\w ]*)(?:,\s*([\w :]*))?)?\)\s*\[([^\]]+)\]?", re.ASCII)
_PYPY_VERSION = re.compile(r"([\w.+]+)\s*\(#?([^,]+),\s*([\w ]+),\s*([\w :]+)\)\s*\[PyPy [^\]]+\]?")
_sys_version_cache = {}


def _sys_version(sys_version=None):
    """Name, version, branch, revision, build number, date and compiler, as sys.version has them."""
    if sys_version is None:
        sys_version = sys.version
    found = _sys_version_cache.get(sys_version)
    if found is not None:
        return found
    if "PyPy" in sys_version:
        name = "PyPy"
        match = _PYPY_VERSION.match(sys_version)
        if match is None:
            raise ValueError(f"failed to parse PyPy sys.version: {sys_version!r}")
        version, number, date, clock = match.groups()
        compiler = ""
    else:
        match = _CPYTHON_VERSION.match(sys_version)
        if match is None:
            raise ValueError(f"failed to parse CPython sys.version: {sys_version!r}")
        version, number, date, clock, compiler = match.groups()
        name = "CPython"
    if date is None:
        date = ""
    elif clock:
        date = f"{date} {clock}"
    _, branch, revision = getattr(sys, "_git", ("", "", ""))
    parts = version.split(".")
    if len(parts) == 2:
        version = ".".join(parts + ["0"])
    result = (name, version, branch, revision, number, date, compiler)
    _sys_version_cache[sys_version] = result
    return result


def python_implementation():
    """The name of the implementation whose version sys.version has."""
    return _sys_version()[0]


def python_version():
    """The version with three numbers."""
    return _sys_version()[1]


def python_version_tuple():
    """The parts of the version, as strs."""
    return tuple(_sys_version()[1].split("."))


def python_branch():
    """The branch that the interpreter was built from, where it is known."""
    return _sys_version()[2]


def python_revision():
    """The revision that the interpreter was built from, where it is known."""
    return _sys_version()[3]


def python_build():
    """Number and date of the build."""
    return _sys_version()[4:6]


def python_compiler():
    """The compiler that built the interpreter."""
    return _sys_version()[6]


if __name__ == "__main__":
    terse = "terse" in sys.argv or "--terse" in sys.argv
    aliased = "nonaliased" not in sys.argv and "--nonaliased" not in sys.argv
    print(platform(aliased, terse))
    sys.exit(0)
