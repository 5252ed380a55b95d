# SPDX-License-Identifier: MIT
"""The public headers compile without a warning in every language that extensions are written in, each also alone."""
import pathlib
import subprocess
import sys
import tempfile

INCLUDE = pathlib.Path(__file__).resolve().parents[2] / "interp" / "include"
LANGUAGES = ("cc", "c11", ".c"), ("cc", "c17", ".c"), ("c++", "c++17", ".cpp"), ("c++", "c++20", ".cpp")
# Versions of CPython after 3.11, and another Python, say these; here no source may see them.
UNDEFINED = "Py_GIL_DISABLED", "Py_mod_gil", "Py_mod_multiple_interpreters", "PYPY_VERSION"


def main():
    headers = sorted(path.name for path in INCLUDE.glob("*.h"))
    checks = "".join(f"#ifdef {name}\n#error {name} is defined\n#endif\n" for name in UNDEFINED)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for compiler, standard, suffix in LANGUAGES:
            for names in (headers, ["Python.h"], ["datetime.h"]):
                source = pathlib.Path(folder, "unit" + suffix)
                source.write_text("#define PY_SSIZE_T_CLEAN\n" + "".join(f"#include <{name}>\n" for name in names) + checks)
                done = subprocess.run([compiler, f"-std={standard}", "-Wall", "-Wextra", "-Wpedantic", "-Werror", f"-I{INCLUDE}",
                                       "-fsyntax-only", source], capture_output=True, text=True)
                if done.returncode:
                    failures += 1
                    print(f"{standard}, {', '.join(names)}:\n{done.stderr}")
    print(f"{failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
