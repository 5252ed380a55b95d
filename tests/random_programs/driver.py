# SPDX-License-Identifier: MIT
# Runs the programs of a batch: a file that is a list of (seed, pieces). Works in Adder and in CPython, and prints nothing that may
# differ between two runs (addresses).
import sys


def show(*values):
    texts = []
    for value in values:
        text = repr(value)
        texts.append(text.split(" at 0x")[0])
    print(type(values[0]).__name__, *texts)


def describe(error, depth=0):
    lines = []
    traceback = error.__traceback__
    while traceback is not None:
        lines.append(f"{traceback.tb_frame.f_code.co_name}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    if isinstance(error, UnboundLocalError) and len(lines) > 1:
        # Once CPython has joined a load with the store before it, it names the store's line.
        lines[-1] = lines[-1].partition(":")[0]
    print("  " * depth + type(error).__name__, str(error).split(" at 0x")[0], *lines[1:])
    for name, other in (("cause", error.__cause__), ("context", error.__context__)):
        if other is not None and depth < 5:
            print("  " * depth + name, error.__suppress_context__)
            describe(other, depth + 1)


def run(seed, pieces):
    print(f"=== {seed}")
    sys.stdout.flush()
    names = {"__name__": "__main__", "show": show}
    for piece in pieces:
        try:
            exec(compile(piece, "program", "exec"), names)
        except BaseException as error:
            describe(error)


with open(sys.argv[1], encoding="utf-8") as file:
    for seed, pieces in eval(file.read()):
        run(seed, pieces)
