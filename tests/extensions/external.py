# SPDX-License-Identifier: MIT
"""Builds a folder of extension sources for Adder and for CPython, runs their smoke scripts under both, prints a table.

usage: external.py [--adder FILE] [--python FILE] [--include FOLDER] [--verbose] DIR [NAME…]

DIR holds one folder an extension:

    DIR/NAME/*.c *.cc *.cpp    compiled, each with the folder itself as an include path, and linked into one module NAME
    DIR/NAME/*.pyx             translated by cython3 first
    DIR/NAME/smoke.py          imports the module and prints; must print the same, and end alike, under both
    DIR/NAME/*.py, packages    found by the smoke script
    DIR/NAME/build.txt         optional, lines "key: words":
                               root: the folder of the sources, where they lie elsewhere; what follows is relative to it
                               module: its name with dots where it belongs into a package (otherwise NAME); a second
                               such line starts a second module, built with what the lines after it say
                               sources: files, where not all of the root's own are meant; patterns are allowed
                               include: folders; flags: for the compiler; link: for the linker; cython: for cython3
                               packages: modules and packages in Python for the smoke script
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
SOURCES = "*.c", "*.cc", "*.cpp", "*.cxx", "*.pyx"


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--adder", default=ROOT / "build/release/bin/adder", type=pathlib.Path)
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--include", default=ROOT / "interp/include", type=pathlib.Path, help="folder of Adder's Python.h")
    parser.add_argument("--verbose", action="store_true", help="show what compilers and scripts say where something fails")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("names", nargs="*", help="only these")
    return parser.parse_args()


class Settings:
    """What a folder's build.txt says: a root, packages, an expectation, and one dictionary a module."""

    def __init__(self, folder):
        self.root, self.packages, self.expect, self.modules = folder, "", "", []
        file = folder / "build.txt"
        for line in file.read_text().splitlines() if file.is_file() else ():
            key, colon, words = (part.strip() for part in line.partition(":"))
            if colon:
                self.take(folder, key, words)
        if not self.modules:
            self.add_module(folder.name)

    def add_module(self, name):
        self.modules.append({"module": name, "sources": "", "include": "", "flags": "", "link": "", "cython": ""})

    def take(self, folder, key, words):
        if key == "root":
            self.root = (folder / words).resolve()
        elif key in ("packages", "expect"):
            setattr(self, key, words)
        elif key == "module":
            self.add_module(words)
        else:
            if not self.modules:
                self.add_module(folder.name)
            self.modules[-1][key] = words


def sources_of(root, module):
    patterns = module["sources"].split() or SOURCES
    return sorted({file for pattern in patterns for file in root.glob(pattern)})


def python_files(folder):
    return [part for part in folder.iterdir()
            if part.suffix == ".py" or (part.is_dir() and (part / "__init__.py").is_file())]


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

    def translate(self, source, root, module, output):
        """The C or C++ file that Cython makes of `source`, and what Cython said where it failed."""
        made = output.with_suffix(".cpp" if "--cplus" in module["cython"].split() else ".c")
        done = run([os.environ.get("CYTHON", "cython3"), "-3", *module["cython"].split(), source, "-o", made], cwd=root)
        return made, done.stderr if done.returncode else ""

    def compile(self, source, root, module, output):
        if source.suffix == ".pyx":
            source, problem = self.translate(source, root, module, output)
            if problem:
                return problem
        is_c = source.suffix == ".c"
        done = run([os.environ.get("CC", "cc") if is_c else os.environ.get("CXX", "c++"), "-c", source, "-o", output, "-O1",
                    "-g1", "-fPIC", "-fwrapv", "-w", "-std=gnu11" if is_c else "-std=gnu++17", "-DNDEBUG",
                    f"-I{self.include}", f"-I{root}", *(f"-I{root / name}" for name in module["include"].split()),
                    *module["flags"].split()], cwd=root)
        return done.stderr if done.returncode else ""

    def build_module(self, root, module, place):
        """What the compiler or linker said where it failed, otherwise ""."""
        *package, name = module["module"].split(".")
        objects = []
        for number, source in enumerate(sources_of(root, module)):
            objects.append(place / f"{name}-{number}.o")
            problem = self.compile(source, root, module, objects[-1])
            if problem:
                return problem
        library = place.joinpath(*package, name + self.suffix)
        library.parent.mkdir(parents=True, exist_ok=True)
        done = run([os.environ.get("CXX", "c++"), "-shared", *objects, "-o", library, *module["link"].split()], cwd=root)
        return done.stderr if done.returncode else ""

    def build(self, folder, settings, place):
        """What went wrong, otherwise "": afterwards `place` holds the modules and what the smoke script needs."""
        place.mkdir(parents=True)
        for part in [*(settings.root / name for name in settings.packages.split()), *python_files(folder)]:
            if part.is_dir():
                shutil.copytree(part, place / part.name, ignore=shutil.ignore_patterns("*.so"))
            else:
                shutil.copy(part, place / part.name)
        return "".join(self.build_module(settings.root, module, place) for module in settings.modules)

    def smoke(self, place):
        environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
        done = run([self.interpreter, place / "smoke.py"], env=environment, cwd=place)
        return f"{done.stdout}{done.stderr}exit status {done.returncode}\n".replace(str(place), "PLACE")


def check(folder, targets, scratch):
    """One row of the table, and what is to be said where something failed."""
    settings = Settings(folder)
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
    row["expected"] = settings.expect
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
