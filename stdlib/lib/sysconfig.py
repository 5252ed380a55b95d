# SPDX-License-Identifier: MIT
"""Where Adder's parts lie and how extensions for it are built.

The answers have CPython's names, so that build scripts which ask for INCLUDEPY, EXT_SUFFIX or get_paths()["include"]
get what they need. They hold in an installed prefix and in a build tree alike.
"""
import os
import re
import sys

__all__ = ["get_config_h_filename", "get_config_var", "get_config_vars", "get_makefile_filename", "get_path", "get_path_names",
           "get_paths", "get_platform", "get_python_version", "get_scheme_names", "parse_config_h"]

_LIBRARY = os.path.dirname(os.path.abspath(__file__))
_SCHEMES = {
    "posix_home": ("{base}/lib/adder", "{base}/lib/adder", "{base}/include/adder"),
    "posix_prefix": ("{base}/lib/adder/site-packages", "{platbase}/lib/adder/site-packages", "{include}"),
    "posix_user": ("{userbase}/lib/adder/site-packages", "{userbase}/lib/adder/site-packages",
                   "{userbase}/include/adder"),
    "venv": ("{base}/lib/adder/site-packages", "{platbase}/lib/adder/site-packages", "{include}"),
}
_PATH_NAMES = ("stdlib", "platstdlib", "purelib", "platlib", "include", "scripts", "data")
_variables = None


def _include_folder():
    """The folder of Python.h: of the installation, or of the source tree that this library belongs to."""
    installed = os.path.join(sys.prefix, "include", "adder")
    source = os.path.join(os.path.dirname(os.path.dirname(_LIBRARY)), "interp", "include")
    return source if is_python_build() else installed


def is_python_build(check_home=False):
    """Whether this is an interpreter in its build tree."""
    return not os.path.exists(os.path.join(sys.prefix, "include", "adder", "Python.h"))


# --- versions and platform

def get_python_version():
    """The version of the language, as "3.11"."""
    return "%d.%d" % sys.version_info[:2]


def get_platform():
    """System and machine, as "linux-x86_64"."""
    names = os.uname()
    return f"{names.sysname.lower().replace('/', '')}-{names.machine.replace(' ', '_').replace('/', '-')}"


# --- variables

def _make_variables():
    machine = os.uname().machine
    version = get_python_version()
    include = _include_folder()
    compiler = os.environ.get("CC", "cc")
    cxx = os.environ.get("CXX", "c++")
    return {
        "prefix": sys.prefix, "exec_prefix": sys.exec_prefix, "base": sys.base_prefix, "platbase": sys.base_exec_prefix,
        "installed_base": sys.base_prefix, "installed_platbase": sys.base_exec_prefix, "platlibdir": "lib",
        "projectbase": os.path.dirname(sys.executable), "py_version": "%d.%d.%d" % sys.version_info[:3],
        "py_version_short": version, "py_version_nodot": version.replace(".", ""), "py_version_nodot_plat": "",
        "srcdir": _LIBRARY, "abiflags": "", "ABIFLAGS": "", "userbase": os.path.expanduser("~/.local"),
        "VERSION": version, "LDVERSION": version, "INCLUDEPY": include, "CONFINCLUDEPY": include,
        "INCLUDEDIR": os.path.dirname(include), "LIBDIR": os.path.join(sys.prefix, "lib"), "LIBDEST": _LIBRARY,
        "BINDIR": os.path.dirname(sys.executable), "BINLIBDEST": _LIBRARY, "DESTDIRS": sys.prefix,
        "EXT_SUFFIX": ".adder.so", "SHLIB_SUFFIX": ".so", "SO": ".adder.so", "SOABI": sys.implementation.cache_tag,
        "MULTIARCH": f"{machine}-linux-gnu", "HOST_GNU_TYPE": f"{machine}-linux-gnu", "EXE": "",
        "CC": compiler, "CXX": cxx, "AR": "ar", "ARFLAGS": "rcs", "CCSHARED": "-fPIC", "OPT": "-O2 -Wall",
        "BASECFLAGS": "-fno-strict-aliasing -fwrapv", "CFLAGS": "-fno-strict-aliasing -fwrapv -O2 -Wall",
        "LDSHARED": f"{compiler} -shared", "LDCXXSHARED": f"{cxx} -shared", "BLDSHARED": f"{compiler} -shared",
        "LDFLAGS": "", "LIBS": "", "LIBM": "-lm", "Py_DEBUG": 0, "Py_ENABLE_SHARED": 0, "WITH_PYMALLOC": 0,
        "SIZEOF_VOID_P": 8, "SIZEOF_LONG": 8, "HAVE_FORK": 1,
    }


def get_config_vars(*args):
    """All variables as a dict, or a list of those that are named; None for one that there is not."""
    global _variables
    if _variables is None:
        _variables = _make_variables()
    return [_variables.get(name) for name in args] if args else _variables


def get_config_var(name):
    """The value of one variable, or None."""
    return get_config_vars().get(name)


# --- paths

def get_scheme_names():
    """The names of the ways to install."""
    return tuple(sorted(_SCHEMES))


def get_path_names():
    """The names of the paths of a scheme."""
    return tuple(sorted(_PATH_NAMES))


def get_preferred_scheme(key):
    """The scheme to use for a "prefix", a "home" or a "user"."""
    return {"prefix": "posix_prefix", "home": "posix_home", "user": "posix_user"}[key]


def get_default_scheme():
    """The scheme of this installation."""
    return "posix_prefix"


def get_paths(scheme=get_default_scheme(), vars=None, expand=True):
    """All paths of a scheme, by name."""
    pure, platform, include = _SCHEMES[scheme]
    root = "{userbase}" if scheme == "posix_user" else "{base}"
    texts = [_LIBRARY, _LIBRARY, pure, platform, include, root + "/bin", root, include]
    if expand:
        variables = get_config_vars() | {"include": get_config_var("INCLUDEPY")} | (vars or {})
        texts = [text.format(**variables) for text in texts]
    return dict(zip((*_PATH_NAMES, "platinclude"), texts))


def get_path(name, scheme=get_default_scheme(), vars=None, expand=True):
    """One path of a scheme."""
    return get_paths(scheme, vars, expand)[name]


def get_config_h_filename():
    """The header with the configuration of the interpreter."""
    return os.path.join(get_config_var("INCLUDEPY"), "adder", "port.h")


def get_makefile_filename():
    """CPython's variables come from its Makefile; these come from here."""
    return os.path.abspath(__file__)


def parse_config_h(fp, vars=None):
    """The numbers and texts that a header defines."""
    vars = {} if vars is None else vars
    for line in fp:
        if match := re.match(r"#define ([A-Z][A-Za-z0-9_]+) (.*)\n", line):
            name, value = match.groups()
            vars[name] = int(value) if value.lstrip("-").isdigit() else value
        elif match := re.match(r"/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n", line):
            vars[match.group(1)] = 0
    return vars


def _main():
    """Prints everything, as `-m sysconfig` does; with names as arguments the values of these, a line each."""
    if names := sys.argv[1:]:
        for name in names:
            value = get_config_var(name)
            print(get_paths().get(name) if value is None else value)
        return
    print(f'Platform: "{get_platform()}"')
    print(f'Python version: "{get_python_version()}"')
    print(f'Current installation scheme: "{get_default_scheme()}"')
    for title, values in (("Paths", get_paths()), ("Variables", get_config_vars())):
        print(f"\n{title}: ")
        for name, value in sorted(values.items()):
            print(f'\t{name} = "{value}"')


if __name__ == "__main__":
    _main()
