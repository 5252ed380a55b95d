#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs random programs under Adder and CPython and compares all that they print, exceptions included.

usage: run.py ADDER [--programs N] [--first SEED] [--jobs N]

The programs of one process share nothing but the process. A difference is shown with its seed; `generate.py SEED` prints
the program. The exit status is 1 if any program differs or an interpreter ends badly.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import subprocess
import sys
import tempfile

from generate import program

ORACLE = "/usr/bin/python3"
BATCH = 100
TIMEOUT = 300
MOST_SHOWN = 20
HERE = pathlib.Path(__file__).parent


def outputs(command, batch):
    """What each program of the batch printed, by seed, and how the process ended."""
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore", "PYTHONIOENCODING": "utf-8:surrogatepass"}
    try:
        done = subprocess.run([*command, HERE / "driver.py", batch], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=TIMEOUT, env=environment)
    except subprocess.TimeoutExpired as error:
        return texts_by_seed(error.stdout or b""), f"no end after {TIMEOUT} s"
    problem = "" if done.returncode == 0 else f"exit status {done.returncode} {done.stderr.decode(errors='replace')[-300:]}"
    return texts_by_seed(done.stdout), problem


def texts_by_seed(output):
    texts = {}
    for part in output.decode("utf-8", "surrogatepass").split("=== ")[1:]:
        seed, _, text = part.partition("\n")
        texts[int(seed)] = text
    return texts


def compare(adder, first, count):
    """Descriptions of the differences in the programs of one batch."""
    with tempfile.TemporaryDirectory() as folder:
        batch = pathlib.Path(folder) / "batch"
        batch.write_text(repr([(seed, program(seed)) for seed in range(first, first + count)]), encoding="utf-8")
        expected, oracle_problem = outputs([ORACLE, "-B"], batch)
        got, problem = outputs([adder], batch)
    problems = [f"{name}, after program {max(texts, default=first)}: {text}" for name, texts, text in
                (("CPython", expected, oracle_problem), ("Adder", got, problem)) if text]
    for seed, text in expected.items():
        if seed in got and got[seed] != text:
            lines = difflib.unified_diff(text.splitlines(), got[seed].splitlines(), "CPython", "Adder", lineterm="", n=1)
            problems.append(f"program {seed}:\n" + "\n".join(line[:300] for line in list(lines)[:12]))
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("adder")
    parser.add_argument("--programs", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    problem_count = 0
    last = options.first + options.programs
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        work = [pool.submit(compare, options.adder, first, min(BATCH, last - first)) for first in range(options.first, last, BATCH)]
        for done in work:
            for problem in done.result():
                problem_count += 1
                if problem_count <= MOST_SHOWN:
                    print(problem, flush=True)
    print(f"{options.programs} programs, {problem_count} differ")
    return 1 if problem_count else 0


if __name__ == "__main__":
    sys.exit(main())
