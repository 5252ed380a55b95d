# SPDX-License-Identifier: MIT
"""Compares the front end with CPython's, file by file: compare_trees.py DUMP_TREES MODE[:text] PATH...

Trees must be equal byte for byte, places included; errors in kind, message, place and line. A path is a script,
a folder of scripts, or a list of small scripts (*.cases) separated by lines of "%%"."""
import ast
import pathlib
import subprocess
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def expected(path, mode):
    mode, _, form = mode.partition(":")
    data = path.read_bytes()
    try:
        if form == "text":
            data = data.decode()
        tree = compile(data, "<string>", mode, ast.PyCF_ONLY_AST)
    except (SyntaxError, ValueError, MemoryError, OverflowError, RecursionError) as error:
        lines = ["error", type(error).__name__, str(error.args[0]) if error.args else ""]
        place = error.args[1] if isinstance(error, SyntaxError) and len(error.args) > 1 else None
        if place is not None:
            lines.append(" ".join(str(value) for value in (place[1], place[2], *(place[4:] or (0, 0)))))
            if place[3] is not None:
                lines.append(place[3])
        return "\n".join(lines)
    return "tree\n" + ast.dump(tree, indent=1, include_attributes=True)


def first_difference(left, right):
    for number, (a, b) in enumerate(zip(left.splitlines(), right.splitlines())):
        if a != b:
            return f"line {number}: expected {a!r}, got {b!r}"
    return "one is a beginning of the other"


def paths_of(root, scratch):
    if root.is_dir():
        return sorted(root.rglob("*.py"))
    if root.suffix != ".cases":
        return [root]
    paths = []
    for number, case in enumerate(root.read_text().split("\n%%\n")):
        paths.append(scratch / f"{number}.py")
        paths[-1].write_text(case)
    return paths


def main():
    with tempfile.TemporaryDirectory() as scratch:
        return compare(*sys.argv[1:3], sys.argv[3:], pathlib.Path(scratch))


def compare(tool, mode, roots, scratch):
    paths = [path for root in roots for path in paths_of(pathlib.Path(root), scratch)]
    with subprocess.Popen([tool, *mode.split(":")], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        failures = 0
        for path in paths:
            process.stdin.write(f"{path}\n".encode())
            process.stdin.flush()
            lines = []
            for line in iter(process.stdout.readline, b""):
                if line == f"=== {path}\n".encode():
                    break
                lines.append(line.decode("utf-8", "surrogatepass"))
            got = "".join(lines).removesuffix("\n").removeprefix("incomplete\n")
            want = expected(path, mode)
            if got.rstrip("\n") != want.rstrip("\n"):
                failures += 1
                shown = path.read_text() if path.parent == scratch else path
                print(f"{shown}: {first_difference(want, got)}")
        process.stdin.close()
    print(f"{len(paths) - failures} passed, {failures} failed")
    return failures != 0


if __name__ == "__main__":
    sys.exit(main())
