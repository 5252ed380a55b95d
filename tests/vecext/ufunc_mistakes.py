# SPDX-License-Identifier: MIT
"""A wrong universal function does not compile, and the compiler says what to do.

usage: ufunc_mistakes.py COMPILER INCLUDE
"""
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).with_suffix(".cpp")
WORDS = (
    "where(condition, yes, no) in place of `if`", "division, roots and the like are of floats",
    "a fraction beside whole numbers", "the lambda must take one, two or three numbers",
    "the lambda must return a number or a condition", "bits are of whole numbers",
    "a question may have one or two inputs", "a ufunc may have floats, integers, reals", "the lambda must not capture")


def main():
    compiler, include = sys.argv[1:]
    done = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-DVECEXT_LEVEL=scalar", f"-I{include}", SOURCE],
                          capture_output=True, text=True, timeout=300)
    missing = [words for words in WORDS if words not in done.stderr]
    for words in missing:
        print("nothing says:", words)
    print(f"{len(WORDS) - len(missing)} of {len(WORDS)} mistakes are told in words")
    return 1 if missing or not done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
