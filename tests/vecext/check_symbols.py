# SPDX-License-Identifier: MIT
"""No function that one SIMD level's object offers to the linker may be offered by another's.

usage: python3 check_symbols.py NM OBJECT…

Of equal inline functions the linker keeps one. If that is the copy compiled with AVX-512, every level runs it, and
a CPU without AVX-512 stops at it. Data is harmless: only code is compared.
"""
import collections
import subprocess
import sys

SHARED_CODE = {"W", "w", "V", "v", "u", "T"}


def shared_symbols(nm, path):
    listing = subprocess.run([nm, "--defined-only", path], capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        _, kind, name = line.split(maxsplit=2)
        if kind in SHARED_CODE and not name.startswith("DW.ref."):
            yield name


def main():
    nm, *objects = sys.argv[1:]
    places = collections.defaultdict(list)
    for path in objects:
        for name in shared_symbols(nm, path):
            places[name].append(path)
    common = {name: paths for name, paths in places.items() if len(paths) > 1}
    for name, paths in sorted(common.items()):
        print(name, "in", ", ".join(paths))
    print(f"{len(places)} symbols in {len(objects)} objects, {len(common)} in more than one")
    return 1 if common or not places else 0


if __name__ == "__main__":
    sys.exit(main())
