"""Read every #include of the tree and compare it with the table of who may know whom (docs/architecture.md)."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INTERP = ROOT / "interp"
BASE = {"base"}
ALLOWED = {
    "include": set(),
    "base": set(),
    "syntax": BASE,
    "bytecode": BASE,
    "compile": BASE | {"syntax", "bytecode"},
    "objects": BASE | {"bytecode"},
    "vm": BASE | {"objects", "bytecode"},
    "trace": BASE | {"vm", "objects", "bytecode"},
    "capi": BASE | {"objects"},
    "runtime": BASE | {"syntax", "bytecode", "compile", "objects", "vm", "trace", "capi"},
    "cli": BASE | {"runtime", "trace"},
}
# The frame is declared ahead for the run time's state and tracer: a name, not an include.
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def folder_violations():
    for folder, allowed in ALLOWED.items():
        for path in sorted((INTERP / folder).rglob("*.[ch]pp")):
            for name in INCLUDE.findall(path.read_text()):
                target = name.split("/")[0]
                if target in ALLOWED and target != folder and target not in allowed:
                    yield f"{path.relative_to(ROOT)} includes {name}: {folder} may not know {target}"
                if "/" not in name and folder != "include":
                    yield f"{path.relative_to(ROOT)} includes {name}: includes are written from the root of interp"


def public_violations():
    """The standard library, vecext and examples see the public headers only."""
    for folder in ("stdlib", "vecext", "examples"):
        for path in sorted((ROOT / folder).rglob("*.[ch]pp")):
            for name in INCLUDE.findall(path.read_text()):
                if name.split("/")[0] in ALLOWED:
                    yield f"{path.relative_to(ROOT)} includes {name}: only public headers may be used here"


def header_violations():
    for path in sorted((INTERP / "include").rglob("*.h")):
        for name in INCLUDE.findall(path.read_text()):
            if not (path.parent / name).exists() and not (INTERP / "include" / name).exists():
                yield f"{path.relative_to(ROOT)} includes {name}, which is no public header"


def main():
    violations = [*folder_violations(), *public_violations(), *header_violations()]
    print("\n".join(violations) or "1 passed, 0 failed")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
