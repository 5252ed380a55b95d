#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Adder under a limit on its address space: MemoryError wherever the memory ends, inside GMP and C++ containers too.

usage: out_of_memory.py ADDER
"""
import resource
import subprocess
import sys

LIMIT = 400 << 20
PROGRAMS = [  # each runs out of memory, goes on, and prints "ok"
    "x = 2\ntry:\n    while 1: x = x * x\nexcept MemoryError: print('ok')",
    "try: pow(3, 1 << 2**26, (1 << 2**27) + 1)\nexcept MemoryError: print('ok')",
    "try: exec('x=1\\n' * 10**6)\nexcept MemoryError: print('ok')",
    "x = [0]\ntry:\n    while 1: x += x\nexcept MemoryError: print('ok')",
    "x = 'ab'\ntry:\n    while 1: x += x\nexcept MemoryError: print('ok')",
    "x = {}\ntry:\n    for n in range(10**9): x[n] = str(n)\nexcept MemoryError: x = None; print('ok')",
    "x = []\ntry:\n    while 1: x = [x, x[:]]\nexcept MemoryError: x = None; print('ok')",
]


def main():
    failures = 0
    for program in PROGRAMS:
        done = subprocess.run([sys.argv[1], "-c", program], capture_output=True, text=True, timeout=120,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT)))
        if (done.returncode, done.stdout) != (0, "ok\n"):
            failures += 1
            print(f"{program}\n-> status {done.returncode}, {done.stdout!r}, {done.stderr[-300:]!r}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
