# SPDX-License-Identifier: MIT
"""Makes docs/c-api.md: every symbol of the C API, and how Adder's compares with CPython's.

usage: c_api_page.py [--write]

Without --write the page on disk is compared with the one made, and the exit status is 1 if they differ or if a function
that Adder offers has no case in symbols/. Functions are read from Adder's headers and from the installed python3-dev;
what is the same is known from the cases, which run under both (see symbols.py).
"""
import pathlib
import re
import sys
import sysconfig

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ADDER = sorted((ROOT / "interp/include/adder").glob("*.h"))
CPYTHON = pathlib.Path(sysconfig.get_path("include"))
PAGE = ROOT / "docs/c-api.md"
# Lines "SYMBOL: how it differs", and "SYMBOL! why no case calls it".
NOTES = HERE / "symbols/notes.txt"

FUNCTION = re.compile(r"PyAPI_FUNC\([^()]*(?:\([^()]*\))?[^()]*\)\s*\**\s*(\w+)")
DATA = re.compile(r"PyAPI_DATA\([^()]*\)\s*\**\s*(\w+)")
INLINE = re.compile(r"^static inline [\w *]+?\b(\w+)\(", re.M)
MACRO = re.compile(r"^#\s*define\s+((?:Py|_Py|METH_|T_)\w+)", re.M)
# Deprecated accessors, platform macros and structs' helpers are no part of what extensions call.
PUBLIC = re.compile(r"Py[A-Z_]\w*$")


def symbols_of(text):
    """Symbols by kind, in the order of the text."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    # What the words of a declaration stand for is not one.
    text = re.sub(r"#\s*define PyAPI_\w+\(.*", " ", text)
    return {"function": FUNCTION.findall(text), "data": DATA.findall(text),
            "inline": INLINE.findall(text), "macro": MACRO.findall(text)}


def notes():
    differs, uncalled = {}, {}
    for line in NOTES.read_text().splitlines():
        if match := re.match(r"(\w+)([:!]) (.+)", line):
            (differs if match[2] == ":" else uncalled)[match[1]] = match[3]
    return differs, uncalled


def cases():
    found = set()
    for file in sorted((HERE / "symbols").glob("*.cpp")):
        found.update(re.findall(r"\b(?:VOID_)?CASE\(\s*(\w+)", file.read_text()))
    return found


def used_in_pairs():
    text = "".join(file.read_text() for pattern in ("*.c", "*.cpp", "symbols/*.cpp") for file in HERE.glob(pattern))
    return set(re.findall(r"\w+", text))


def cpython_symbols():
    folders = CPYTHON, CPYTHON / "cpython"
    if not (CPYTHON / "Python.h").is_file():
        sys.exit(f"c_api_page.py: there is no Python.h in {CPYTHON}: install python3-dev")
    text = "".join(file.read_text(errors="replace") for folder in folders for file in sorted(folder.glob("*.h")))
    found = symbols_of(text)
    return {name for kind in ("function", "data", "inline") for name in found[kind] if PUBLIC.match(name)}


def page():
    """The text of the page, and what is wrong with it: offered functions without a case."""
    differs, uncalled = notes()
    called, used = cases(), used_in_pairs()
    offered, lines, problems = set(), [], []
    for header in ADDER:
        found = symbols_of(header.read_text())
        rows = []
        for kind, names in found.items():
            for name in dict.fromkeys(names):
                offered.add(name)
                if name in differs:
                    state = f"differs: {differs[name]}"
                elif name in called:
                    state = "same as CPython"
                elif name in uncalled:
                    state = f"offered, not called in tests: {uncalled[name]}"
                elif kind != "function" and name in used:
                    state = "same as CPython, in an extension pair"
                else:
                    if kind == "function":
                        problems.append(f"{name} ({header.name}) has no case in tests/extensions/symbols")
                    state = "offered"
                if kind != "macro" or not name.startswith("_"):
                    rows.append(f"| `{name}` | {kind} | {state} |")
        if rows:
            lines += [f"## adder/{header.name}", "", "| symbol | kind | state |", "|---|---|---|", *sorted(rows), ""]
    absent = sorted(cpython_symbols() - offered)
    head = ["# The C API, symbol by symbol", "",
            "Made by `tests/extensions/c_api_page.py` from the headers and from the cases in `tests/extensions/symbols`, which run",
            "under Adder and CPython 3.11 and must give the same results, exceptions and reference counts.", "",
            f"Adder offers {len(offered)} symbols. Of CPython's public functions and data, {len(absent)} are absent: see the end.", ""]
    tail = ["## Absent", "", "An extension that uses one of these does not compile, and says which.", "",
            *(f"- `{name}`" + (f": {differs[name]}" if name in differs else "") for name in absent), ""]
    return "\n".join(head + lines + tail), problems


def main():
    text, problems = page()
    if "--write" in sys.argv[1:]:
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        problems.append("docs/c-api.md is not what the headers and cases say: run tests/extensions/c_api_page.py --write")
    print("\n".join(problems) if problems else "1 passed, 0 failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
