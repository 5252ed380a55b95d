# SPDX-License-Identifier: MIT
"""Sources with universal functions for vecext (vecext/ufunc.hpp): compiled once more for every SIMD level.

A level's object has the loops, compiled with the level's options; the module itself takes them in when it is linked.
vecext/levels.def names the levels.
"""
import os
import re
import sysconfig

from . import Problem

USES = re.compile(r"^\s*VECEXT_(?:MODULE|UFUNCS)\s*\(", re.M)
# As vecext's own kernels: optimized, and vectorized by the source alone, so that a trace's counts are true.
OPTIONS = ["-O3", "-fno-strict-aliasing", "-fwrapv", "-fno-tree-vectorize", "-fno-tree-slp-vectorize", "-ffp-contract=off",
           "-fno-math-errno", "-fno-trapping-math"]


def has_levels(source):
    with open(source, encoding="utf-8", errors="replace") as file:
        return USES.search(file.read()) is not None


def include_folder():
    """Where <vecext/ufunc.hpp> is found: beside Adder's headers, in the source tree at its root."""
    headers = sysconfig.get_config_var("INCLUDEPY")
    for folder in (os.path.join(headers, "simd"), os.path.dirname(os.path.dirname(headers))):
        if os.path.exists(os.path.join(folder, "vecext", "ufunc.hpp")):
            return folder
    raise Problem(f"the headers of vecext are not beside {headers}")


def levels():
    """(name, options of the compiler) of each level of this machine."""
    machine = os.uname().machine
    with open(os.path.join(include_folder(), "vecext", "levels.def"), encoding="utf-8") as file:
        rows = [line.split() for line in file if not line.startswith("#")]
    return [(name, options) for name, wanted, *options in rows if wanted in ("any", machine)]


def object_commands(compiler, source, options):
    """(object, command) for each level of a source."""
    stem = os.path.splitext(source)[0]
    common = [*compiler, "-std=c++20", *OPTIONS, "-Wall", "-Wextra", "-fPIC", "-fvisibility=hidden", f"-I{include_folder()}"]
    for level, level_options in levels():
        made = f"{stem}-{level}.o"
        yield made, [*common, *level_options, f"-DVECEXT_LEVEL={level}", "-c", source, "-o", made, *options]
