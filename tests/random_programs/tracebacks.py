# SPDX-License-Identifier: MIT
"""Random statements that fail, judged by CPython: the whole text of each traceback, marks under the line included.

usage: python3 tracebacks.py ADDER [--programs N] [--first SEED]

Deterministic by seed. A program holds fifty functions of one failing statement each, made of operators, calls, items, attributes and
displays, also over several lines and with letters beyond ASCII; what a function raises is shown by sys.__excepthook__.
"""
import argparse
import difflib
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import warnings

PYTHON = "/usr/bin/python3"
CASES = 50

HEAD = '''\
import sys


def f(a=1, *rest):
    return a


def g():
    return 1 / 0


def h(a, b):
    return a


def rec(n):
    return rec(n - 1) + 1 if n else 1 / 0


class Obj:
    attr = 5
    attribute = 6

    def m(self, q=0):
        return q

    @property
    def p(self):
        return self.missing

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None

    def __repr__(self):
        return "<Obj>"


obj = Obj()
'''
ATOMS = [
    "x", "(x)", "y", "(y + 1)", "f(x)", "f(\n    x,\n    y)", "data['k']", "data['zz']", "obj.attr", "obj.nope", "[1, 2][5]", "None", "z", "'s'",
    "(1, 2)", "g()", "h(1)", "obj.m()", "obj.m(1, 2)", "-y", "not y", "{}['a']", "lst[0]", "lst[x]", 'f"{y}"', 'f"{obj!r:>{x}}"',
    "[i for i in lst]", "[i / x for i in lst]", "{k: v / x for k, v in data.items()}", "sum(i / x for i in lst)", "(lambda q: q / x)(1)", "obj",
    "obj.p", "é", "日本", "'日本' + y", "'ä ö'", "日本 . x", "data.get('a').b", "int('z')", "len(5)", "obj[0]", "obj()", "next(iter([]))", "max([])",
    "open('/nope')", "{**data, **y}", "[*y]", "(*lst, *y)", "x if z else y", "y if 1/x else y", "lst[1:x:0]", "data['k']['j']", "obj.attr.zzz",
    "print(y, z)", "print(1 /\n      x)", "f(\n    g(),\n    1 / x,\n)", "(x or\n y / x)", "lst . append", "lst  [ 9 ]", "obj . nope", "\\\n  y",
]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "<<", "@", "<", "==", " in ", " is ", " and ", " or ", " + ", " / ", "  /  ", "/ ", " /"]
STATEMENTS = [
    "{a}", "r = {a}", "r = q = {a}", "r, s = {a}", "r, (s, *t) = {a}, {b}", "x += {a}", "lst[{a}] = {b}", "data[{a}] += {b}", "obj.attr = {a}",
    "obj.nope.b = {a}", "del data[{a}]", "del obj.nope, x", "assert {a}, {b}", "assert not ({a})", "return {a}", "raise ValueError({a})", "raise {a}",
    "raise ValueError from {a}", "if {a}:\n    pass", "while {a}:\n    x = 1; 1 / 0", "for i in {a}:\n    {b}", "for i, j in [{a}]:\n    pass",
    "with {a} as w:\n    pass", "with obj as w, {a} as v:\n    {b}", "try:\n    {a}\nexcept TypeError:\n    {b}", "try:\n    {a}\nfinally:\n    {b}",
    "try:\n    {a}\nexcept (KeyError, {b}) as err:\n    raise", "def inner(a={a}):\n    return a\ninner({b})",
    "@f\ndef inner(a):\n    return {a}\ninner(1)", "@{a}\ndef inner():\n    pass", "class C({a}):\n    pass",
    "class C:\n    v = {a}\n    def m(self): return {b}\nC().m()", "import nope_module",
    "match {a}:\n    case [p, q]: {b}\n    case int(real=r): {a}\n    case _: {b}", "print({a}, {b}, sep={a})", "f({a},\n  {b})",
    "lst.sort(key=lambda q: {a})", "lst.append({a}).x", "r: int = {a}", "(r := {a})", "[{a} for q in lst if {b}]", "x = [\n    {a},\n    {b},\n]",
    "return f(\n    {a}\n) + \\\n    {b}", "exec('1 / 0')", "eval('x +')", "list(map(lambda q: {a}, lst))",
    "raise ExceptionGroup('g', [ValueError({a}), TypeError(2)])", "try:\n    1 / 0\nexcept Exception as err:\n    err.add_note('note')\n    raise KeyError({a}) from err",
    "try:\n    raise ExceptionGroup('eg', [ValueError(1), KeyError(2)])\nexcept* ValueError as eg:\n    {a}",
    "async def co():\n    return {a}\nco().send(None)", "def gen():\n    yield {a}\n    yield {b}\nlist(gen())", "rec(3)", "rec(2000)",
]


def expression(rng, depth=0):
    atom = rng.choice(ATOMS)
    if depth == 2 or rng.random() < 0.5:
        return atom
    operation = atom + rng.choice(OPERATORS) + expression(rng, depth + 1)
    return f"({operation})" if rng.random() < 0.4 else operation


def statement(rng):
    """One that compiles."""
    while True:
        text = rng.choice(STATEMENTS).format(a=expression(rng), b=expression(rng, 1))
        function = "def case():\n" + "".join(f"    {line}\n" for line in text.split("\n"))
        try:
            compile(function, "case", "exec")
        except SyntaxError:
            continue
        return text


def program(seed):
    rng = random.Random(seed)
    parts = [HEAD]
    for number in range(CASES):
        pad = rng.choice(("    ", "        "))
        parts.append(f"\n\ndef case{number}():\n    x = 0\n    y = 'text'\n    lst = [3, 1, 2]\n    data = {{'k': 1, 'a': None}}\n")
        parts.append("    for _ in range(1):\n" if len(pad) > 4 else "")
        parts.extend(f"{pad}{line}\n" for line in statement(rng).split("\n"))
        parts.append(f"\n\ntry:\n    case{number}()\nexcept BaseException:\n    sys.__excepthook__(*sys.exc_info())\n")
    return "".join(parts)


def outcome(interpreter, path):
    done = subprocess.run([interpreter, "-W", "ignore", path], capture_output=True, text=True, timeout=100, stdin=subprocess.DEVNULL)
    return re.sub("0x[0-9a-f]+", "0x", f"{done.stdout}{done.stderr}exit status {done.returncode}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("adder")
    parser.add_argument("--programs", type=int, default=12)
    parser.add_argument("--first", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # of the statements that compile() looks at
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.first, options.first + options.programs):
            path = pathlib.Path(folder, "program.py")
            path.write_text(program(seed), encoding="utf-8")
            wanted, got = outcome(PYTHON, path), outcome(options.adder, path)
            if wanted == got:
                continue
            failures += 1
            print(f"seed {seed}")
            print("\n".join(list(difflib.unified_diff(wanted.splitlines(), got.splitlines(), "CPython", "Adder", lineterm="", n=4))[:40]))
    print(f"{options.programs} programs, {failures} differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
