# SPDX-License-Identifier: MIT
"""What a call costs: a Python function and each native calling convention, under Adder and CPython in turn.

usage: python3 handoff_cost.py ADDER [--rounds N] [--check]

Compiles handoff_calls.c for both with `adder -m ext build`. A time is the processor time of a call with one float argument from a
loop, without the time of the loop, the least of all rounds. The interpreters take turns; the ratio is the median of the rounds' ratios,
so that what else the machine does hits both. With --check the exit status is 1 if a native call costs more than half of CPython's.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"

ROWS = [  # what, statement, whether it is a native call
    ("Python function", "python(x)", False),
    ("METH_NOARGS", "noargs()", True),
    ("METH_O", "one(x)", True),
    ("METH_FASTCALL", "fast(x)", True),
    ("METH_FASTCALL with keywords", "fast_keywords(x)", True),
    ("METH_VARARGS, PyArg_ParseTuple", "tuple(x)", True),
    ("METH_VARARGS with keywords", "tuple_keywords(x)", True),
    ("slot nb_add", "adder + x", True),
    ("vectorcall", "adder(x)", True),
    ("ctypes with argtypes", "plain(x)", True),
]

MEASURE = """
import sys, time
import handoff_calls
from handoff_calls import *
adder = Adder()
def python(x): return x + 1.0
names = {name: value for name, value in globals().items() if not name.startswith("_")}
import ctypes
names["plain"] = ctypes.CDLL(handoff_calls.__file__).plain_add_one
names["plain"].argtypes, names["plain"].restype = [ctypes.c_double], ctypes.c_double
def make_loop(statement):
    lines = "".join(f"        {statement}\\n" for _ in range(10))
    code = f"def loop(count, x, {', '.join(names)}):\\n    for _ in range(count):\\n{lines}"
    space = {}
    exec(code, space)
    return space["loop"]
def time_of(loop, count=1000):
    start = time.process_time_ns()
    loop(count, 2.5, **names)
    return (time.process_time_ns() - start) / count / 10
def least_time(loop):
    # Slices shorter than a turn of the scheduler: the least one was not disturbed.
    return min(time_of(loop) for _ in range(40))
empty = least_time(make_loop("x"))
for statement in sys.argv[1:]:
    loop = make_loop(statement)
    print(max(least_time(loop) - empty, 0.1))
"""


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("adder", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def measure(command, variable, folder):
    done = subprocess.run([*command, "-c", MEASURE, *(statement for _, statement, _ in ROWS)], text=True,
                          capture_output=True, env=dict(os.environ, **{variable: str(folder)}))
    if done.returncode:
        sys.exit(done.stderr)
    return [float(line) for line in done.stdout.split()]


def main():
    args = parse_args()
    adder = str(args.adder.resolve())
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(HERE / "handoff_calls.c", folder)
        subprocess.run([adder, "-m", "ext", "build", folder, "--cpython"], check=True, stdout=subprocess.DEVNULL)
        rounds = [(measure([adder], "ADDERPATH", folder), measure([PYTHON], "PYTHONPATH", folder))
                  for _ in range(args.rounds)]
    missed = []
    print("| call | Adder | CPython 3.11 | Adder / CPython |\n|---|---|---|---|")
    for row, (what, statement, is_native) in enumerate(ROWS):
        pairs = [(our[row], their[row]) for our, their in rounds]
        ratio = statistics.median(our / their for our, their in pairs)
        our, their = (min(figures) for figures in zip(*pairs))
        print(f"| {what}: `{statement}` | {our:.0f} ns | {their:.0f} ns | {ratio:.2f} |")
        if is_native and ratio > 0.5:
            missed.append(what)
    if missed:
        print(f"more than half of CPython's time: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
