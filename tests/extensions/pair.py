# SPDX-License-Identifier: MIT
"""Run one script with the extension built for Adder and with the one built for CPython: both must print the same.

Then the script's text is run some times more in one Adder: blocks of memory that are in use afterwards and were not before
are a leak. A script that keeps something on purpose says so in a line "# keeps: what".
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import sanitizers  # noqa: E402

# Blocks that caches of the interpreter may take from one round to the next.
MOST_GROWTH = 24
ROUNDS = 4
REPEAT = f"""
import gc, io, sys
code = compile(open(sys.argv[1]).read(), sys.argv[1], "exec")

def rounds(count):
    for _ in range(count):
        sys.stdout = io.StringIO()
        exec(code, {{"__name__": "__main__", "__file__": sys.argv[1]}})
        sys.stdout = sys.__stdout__
        sys._clear_type_cache()
        gc.collect()
    return sys.getallocatedblocks()

before = rounds({ROUNDS})
print(rounds({ROUNDS}) - before)
"""


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adder", required=True)
    parser.add_argument("--python", required=True)
    parser.add_argument("--build", required=True, type=pathlib.Path, help="folder with adder/ and cpython/")
    parser.add_argument("script", type=pathlib.Path)
    return parser.parse_args()


def run(command, variable, folder):
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
    environment[variable] = str(folder)
    # -P, as the script's folder holds a module of the extension's name: the script.
    done = subprocess.run([command[0], "-P", *map(str, command[1:])], env=environment, capture_output=True, text=True,
                          timeout=240)
    return done.returncode, done.stdout + sanitizers.without_notices(done.stderr) + f"exit status {done.returncode}\n"


def leak(adder, script, folder):
    """What is to be said of memory that the script leaves behind, or ""."""
    if re.search("^# keeps: ", script.read_text(), re.MULTILINE):
        return ""
    status, output = run([adder, "-c", REPEAT, script], "ADDERPATH", folder)
    growth = output.split("\n", 1)[0]
    if status != 0:
        return f"run again in one process, the script fails:\n{output}"
    return f"{growth} more blocks in use after {ROUNDS} rounds\n" if int(growth) > MOST_GROWTH else ""


def main():
    args = parse_args()
    status, expected = run([args.python, args.script], "PYTHONPATH", args.build / "cpython")
    _, actual = run([args.adder, args.script], "ADDERPATH", args.build / "adder")
    if status != 0:
        print(f"the script itself fails under CPython:\n{expected}")
        return 1
    if actual != expected:
        sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), actual.splitlines(True), "CPython", "Adder"))
        return 1
    if problem := leak(args.adder, args.script, args.build / "adder"):
        print(problem, end="")
        return 1
    print("1 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
