# SPDX-License-Identifier: MIT
"""What a call costs: a Python function and each native calling convention, under Adder and CPython in turn.

usage: python3 handoff_cost.py ADDER [--rounds N] [--check]

Compiles handoff_calls.c for both with `adder -m ext build`. A figure is the processor time of a call with one float argument from
a loop, without the time of the loop: the least of the rounds, which take turns. With --check the exit status is 1 if a
native call costs more than half of CPython's.
"""
import argparse
import os
import pathlib
import shutil
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
try:
    import ctypes
    names["plain"] = ctypes.CDLL(handoff_calls.__file__).plain_add_one
    names["plain"].argtypes, names["plain"].restype = [ctypes.c_double], ctypes.c_double
except ImportError:
    pass
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
    return min(time_of(loop) for _ in range(150))
empty = least_time(make_loop("x"))
for statement in sys.argv[1:]:
    if statement == "plain(x)" and "plain" not in names:
        print("nan")
        continue
    loop = make_loop(statement)
    print(max(least_time(loop) - empty, 0.1))
"""


def parse_args():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("adder", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def measure(command, variable, folder):
    done = subprocess.run([*command, "-c", MEASURE, *(statement for _, statement, _ in ROWS)], text=True,
                          capture_output=True, env=dict(os.environ, **{variable: str(folder)}))
    if done.returncode:
        sys.exit(done.stderr)
    return [float(line) for line in done.stdout.split()]


def least(rounds):
    return [min(figures) for figures in zip(*rounds)]


def main():
    args = parse_args()
    adder = str(args.adder.resolve())
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(HERE / "handoff_calls.c", folder)
        subprocess.run([adder, "-m", "ext", "build", folder, "--cpython"], check=True, stdout=subprocess.DEVNULL)
        rounds = [(measure([adder], "ADDERPATH", folder), measure([PYTHON], "PYTHONPATH", folder))
                  for _ in range(args.rounds)]
    ours, theirs = least(one for one, _ in rounds), least(one for _, one in rounds)
    missed = []
    print("| call | Adder | CPython 3.11 | Adder / CPython |\n|---|---|---|---|")
    for (what, statement, is_native), our, their in zip(ROWS, ours, theirs):
        if our != our:
            continue
        print(f"| {what}: `{statement}` | {our:.0f} ns | {their:.0f} ns | {our / their:.2f} |")
        if is_native and our > their / 2:
            missed.append(what)
    if missed:
        print(f"more than half of CPython's time: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
