# SPDX-License-Identifier: MIT
"""Runs an example and compares what it prints with the expectation beside this file, which NumPy has printed.

usage: python3 check_example.py EXAMPLE INTERPRETER   with vecext, which the environment says where to find
       python3 check_example.py EXAMPLE numpy         with NumPy in its place; `record` writes the expectation
"""
import pathlib
import subprocess
import sys

example, judge = pathlib.Path(sys.argv[1]), sys.argv[2]
expectation = pathlib.Path(__file__).resolve().parent / "examples" / (example.stem + ".out")
if judge in ("numpy", "record"):
    source = example.read_text(encoding="utf-8").replace("import vecext as np", "import numpy as np")
    command, text = [sys.executable, "-"], source.encode()
else:
    command, text = [judge, str(example)], b""
run = subprocess.run(command, input=text, capture_output=True, timeout=120)
if run.returncode or run.stderr:
    sys.exit(f"exit status {run.returncode}\n{run.stderr.decode()}")
if judge == "record":
    expectation.write_bytes(run.stdout)
elif run.stdout != expectation.read_bytes():
    sys.exit(f"found:\n{run.stdout.decode()}\nexpected:\n{expectation.read_text(encoding='utf-8')}")
