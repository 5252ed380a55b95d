# SPDX-License-Identifier: MIT
"""Builds a folder of extension sources for Adder and for CPython, runs their smoke scripts under both, prints a table.

usage: external.py [--adder FILE] [--python FILE] [--include FOLDER] [--verbose] DIR [NAME…]

DIR holds one folder an extension:

    DIR/NAME/*.c *.cc *.cpp    compiled, each with the folder itself as an include path, and linked into one module NAME
    DIR/NAME/smoke.py          imports the module and prints; must print the same, and end alike, under both
    DIR/NAME/*.py, packages    found by the smoke script
    DIR/NAME/build.txt         optional, lines "key: words":
                               module: its name with dots where it belongs into a package (otherwise NAME)
                               sources: files, where not all of the folder's own are meant; patterns are allowed
                               include: folders; flags: for the compiler; link: for the linker
                               expect: "fails" where Adder's build or run is known to fail, with the reason behind it

Nothing is written into DIR. The exit status is 1 unless every extension builds for both and runs alike, or fails as
expected.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SOURCES = "*.c", "*.cc", "*.cpp", "*.cxx"


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--adder", default=ROOT / "build/release/bin/adder", type=pathlib.Path)
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--include", default=ROOT / "interp/include", type=pathlib.Path, help="folder of Adder's Python.h")
    parser.add_argument("--verbose", action="store_true", help="show what compilers and scripts say where something fails")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", help="only these")
    return parser.parse_args()


def read_settings(folder):
    settings = {"module": folder.name, "sources": "", "include": "", "flags": "", "link": "", "expect": ""}
    file = folder / "build.txt"
    for line in file.read_text().splitlines() if file.is_file() else ():
        key, _, words = line.partition(":")
        if words and key.strip() in settings:
            settings[key.strip()] = words.strip()
    return settings


def sources_of(folder, settings):
    patterns = settings["sources"].split() or SOURCES
    return sorted({file for pattern in patterns for file in folder.glob(pattern)})


def run(command, **keywords):
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, text=True, errors="replace",
                              timeout=600, **keywords)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -1, "", "out of time\n")


class Target:
    """An interpreter that extensions are built for."""

    def __init__(self, name, interpreter, include, suffix):
        self.name, self.interpreter, self.include, self.suffix = name, interpreter, include, suffix

    def compile(self, source, folder, settings, output):
        is_c = source.suffix == ".c"
        return run([os.environ.get("CC", "cc") if is_c else os.environ.get("CXX", "c++"), "-c", source, "-o", output, "-O1", "-g1",
                    "-fPIC", "-fwrapv", "-w", "-std=gnu11" if is_c else "-std=gnu++17", "-DNDEBUG", f"-I{self.include}",
                    f"-I{folder}", *(f"-I{folder / name}" for name in settings["include"].split()),
                    *settings["flags"].split()], cwd=folder)

    def build(self, folder, settings, place):
        """The path of the module, and "" or what the compiler said."""
        place.mkdir(parents=True)
        *package, name = settings["module"].split(".")
        objects = []
        for number, source in enumerate(sources_of(folder, settings)):
            objects.append(place / f"{number}.o")
            done = self.compile(source, folder, settings, objects[-1])
            if done.returncode:
                return done.stderr
        for part in folder.iterdir():
            if part.suffix == ".py" or (part.is_dir() and (part / "__init__.py").is_file()):
                (shutil.copytree if part.is_dir() else shutil.copy)(part, place / part.name)
        module = place.joinpath(*package, name + self.suffix)
        module.parent.mkdir(parents=True, exist_ok=True)
        done = run([os.environ.get("CXX", "c++"), "-shared", *objects, "-o", module, *settings["link"].split()], cwd=folder)
        return done.stderr if done.returncode else ""

    def smoke(self, place):
        environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
        done = run([self.interpreter, place / "smoke.py"], env=environment, cwd=place)
        return f"{done.stdout}{done.stderr}exit status {done.returncode}\n".replace(str(place), "PLACE")


def check(folder, targets, scratch):
    """One row of the table, and what is to be said where something failed."""
    settings = read_settings(folder)
    started, row, words, output = time.monotonic(), {"name": folder.name}, [], {}
    for target in targets:
        place = scratch / folder.name / target.name
        problem = target.build(folder, settings, place)
        row[target.name] = "no" if problem else "yes"
        if problem:
            words.append(f"{folder.name}: the build for {target.name} failed\n{problem}")
        elif (place / "smoke.py").is_file():
            output[target.name] = target.smoke(place)
    row["same"] = "-"
    if len(output) == 2:
        adder, cpython = (output[target.name].splitlines(True) for target in targets)
        row["same"] = "yes" if adder == cpython else "no"
        words.extend(difflib.unified_diff(cpython, adder, f"{folder.name} under CPython", "under Adder"))
    row["good"] = row["same"] == "yes"
    row["expected"] = settings["expect"]
    row["seconds"] = f"{time.monotonic() - started:.1f}"
    return row, "".join(words)


def print_table(rows):
    print(f"{'extension':24} {'Adder':>6} {'CPython':>8} {'same':>5} {'seconds':>8}")
    for row in rows:
        print(f"{row['name']:24} {row['Adder']:>6} {row['CPython']:>8} {row['same']:>5} {row['seconds']:>8}  {row['expected']}")


def main():
    args = parse_args()
    include = run([args.python, "-c", "import sysconfig; print(sysconfig.get_path('include'))"]).stdout.strip()
    targets = [Target("Adder", args.adder.resolve(), args.include.resolve(), ".adder.so"),
               Target("CPython", args.python, include or sysconfig.get_path("include"), ".so")]
    folders = sorted(part for part in args.folder.resolve().iterdir() if (part / "smoke.py").is_file())
    if args.names:
        folders = [folder for folder in folders if folder.name in args.names]
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda folder: check(folder, targets, pathlib.Path(scratch)), folders))
    if args.verbose:
        print("".join(words for _, words in results), end="")
    print_table([row for row, _ in results])
    good = sum(row["good"] for row, _ in results)
    wrong = [row for row, _ in results if row["good"] == row["expected"].startswith("fails")]
    print(f"{good} of {len(results)} build for both and run alike")
    return 1 if wrong or not results else 0


if __name__ == "__main__":
    sys.exit(main())
