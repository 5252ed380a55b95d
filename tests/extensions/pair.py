"""Run one script with the extension built for Adder and with the one built for CPython: both must print the same."""
import argparse
import difflib
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import sanitizers  # noqa: E402


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adder", required=True)
    parser.add_argument("--python", required=True)
    parser.add_argument("--build", required=True, type=pathlib.Path, help="folder with adder/ and cpython/")
    parser.add_argument("script", type=pathlib.Path)
    return parser.parse_args()


def run(command, script, variable, folder):
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1")
    environment[variable] = str(folder)
    # -P, as the script's folder holds a module of the extension's name: the script.
    done = subprocess.run([command, "-P", str(script)], env=environment, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + sanitizers.without_notices(done.stderr) + f"exit status {done.returncode}\n"


def main():
    args = parse_args()
    status, expected = run(args.python, args.script, "PYTHONPATH", args.build / "cpython")
    _, actual = run(args.adder, args.script, "ADDERPATH", args.build / "adder")
    if status != 0:
        print(f"the script itself fails under CPython:\n{expected}")
        return 1
    if actual == expected:
        print("1 passed, 0 failed")
        return 0
    sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), actual.splitlines(True), "CPython", "Adder"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
