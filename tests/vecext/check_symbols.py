# SPDX-License-Identifier: MIT
"""No function that one SIMD level's objects offer to the linker may be offered by another level's.

usage: python3 check_symbols.py NM LIBRARY | OBJECT...

Of equal inline functions the linker keeps one. If that is the copy compiled with AVX-512, every level runs it, and
a CPU without AVX-512 stops at it. Data is harmless: only code is compared. A level's objects, one for each element
type, have the same name in the library and may share.
"""
import collections
import subprocess
import sys

SHARED_CODE = {"W", "w", "V", "v", "u", "T"}


def shared_symbols(nm, files):
    """Pairs (object, symbol)."""
    listing = subprocess.run([nm, "--defined-only", *files], capture_output=True, text=True, check=True).stdout
    member = None
    for line in listing.splitlines():
        if line.endswith(":"):
            member = line[:-1]
        elif line:
            _, kind, name = line.split(maxsplit=2)
            if kind in SHARED_CODE and not name.startswith("DW.ref."):
                yield member, name


def main():
    nm, *files = sys.argv[1:]
    places = collections.defaultdict(set)
    for member, name in shared_symbols(nm, files):
        places[name].add(member)
    levels = set().union(*places.values())
    common = {name: members for name, members in places.items() if len(members) > 1}
    for name, members in sorted(common.items()):
        print(name, "in", ", ".join(sorted(members)))
    print(f"{len(places)} symbols in {len(levels)} units, {len(common)} in more than one")
    return 1 if common or len(levels) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
