# SPDX-License-Identifier: MIT
"""`ext check`: what keeps a shared library from being imported, before it is tried."""
import difflib
import os
import re
import sys
import sysconfig

from . import Problem, elf

LIBRARY_FOLDERS = ["/lib", "/usr/lib", "/usr/local/lib", f"/lib/{os.uname().machine}-linux-gnu",
                   f"/usr/lib/{os.uname().machine}-linux-gnu", "/lib64", "/usr/lib64"]


def check(arguments):
    """Prints what was found; 1 when the library could not be imported."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        raise Problem("check takes one shared library", 2)
    path = arguments[0]
    library = read(path)
    problems = [*init_problems(path, library), *abi_problems(library), *symbol_problems(library)]
    api = sorted(name for name in library.undefined if is_api(name))
    print(f"{path}: {library.machine}, {len(api)} symbols of the C API")
    print(f"  exports  {', '.join(init_functions(library)) or 'no PyInit_ function'}")
    print(f"  needs    {', '.join(library.needed) or 'no other library'}")
    for problem in problems:
        print(f"  problem: {problem}")
    if not problems:
        print("  it can be imported")
    return 1 if problems else 0


def read(path):
    """The library's tables; a Problem when there are none."""
    if os.path.splitext(path)[1] in (".c", ".cpp", ".cc", ".cxx"):
        raise Problem(f"'{path}' is a source; build it first: adder -m ext build {path}")
    try:
        library = elf.Library(path)
    except OSError as error:
        raise Problem(f"cannot read '{path}': {error.strerror}") from None
    except elf.NotElf as error:
        raise Problem(f"'{path}' cannot be imported: {error}") from None
    if library.machine != os.uname().machine:
        raise Problem(f"'{path}' is for {library.machine}, this machine is {os.uname().machine}")
    return library


def is_api(name):
    return re.match(r"_?Py", name) is not None


def init_functions(library):
    return sorted(name for name in library.exported if name.startswith("PyInit_"))


def init_problems(path, library):
    """The function that `import` will call, and what is there instead."""
    name = os.path.basename(path).partition(".")[0]
    wanted = f"PyInit_{name}"
    found = init_functions(library)
    if wanted in found:
        return []
    if found:
        return [f"there is no {wanted}: rename the file to {found[0].removeprefix('PyInit_')}.adder.so, or the function"]
    near = difflib.get_close_matches(wanted, library.exported, 1, 0.7)
    if near:
        return [f"there is no {wanted}, but {near[0]}: is that a slip of the pen?"]
    return [f"there is no {wanted}: declare it as PyMODINIT_FUNC {wanted}(void), which exports it"
            " (in C++ with C linkage)"]


def abi_problems(library):
    """Built for CPython, or for another Adder."""
    built_for = library.int_at("_Adder_ExtensionAbi")
    include = sysconfig.get_config_var("INCLUDEPY")
    with open(os.path.join(include, "adder", "port.h"), encoding="utf-8") as header:
        ours = int(re.search(r"ADDER_ABI_VERSION (\d+)", header.read()).group(1))
    if built_for is None and init_functions(library):
        return ["it is built for CPython: build the source with `adder -m ext build`"]
    if built_for is not None and built_for != ours:
        return [f"it is built for Adder's ABI {built_for}, this is ABI {ours}: build the source again"]
    return []


def symbol_problems(library):
    """Names that neither Adder nor a library that is needed has."""
    offered = set(elf.Library(sys.executable).exported)
    problems = []
    for name in library.needed:
        path = next((path for folder in LIBRARY_FOLDERS if os.path.exists(path := os.path.join(folder, name))), None)
        if path is None:
            problems.append(f"the library {name} is not in the usual folders")
            continue
        offered.update(elf.Library(path).exported)
    missing = sorted(library.undefined - offered)
    api = [name for name in missing if is_api(name)]
    others = [name for name in missing if not is_api(name)]
    if api:
        problems.append(f"Adder does not offer {', '.join(api)}")
    if others:
        problems.append(f"no library that it needs has {', '.join(others)}: link it with -l…, or add its source")
    return problems
