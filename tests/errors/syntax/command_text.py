"""Errors that the compiler finds, behind the parser, show no line where the text is no file; warnings as errors too."""
import subprocess
import sys

TEXTS = ["return", "def f(): nonlocal x", "x = 1\nglobal x", "f(a=1, a=2)", "class A: return 1", "x = 1\n1 is 1",
         "*a = b", "from __future__ import nope", "(a b)"]


def run(*options, text=None):
    done = subprocess.run([sys.executable, *options], input=text, capture_output=True, text=True)
    print(options, repr(text), done.returncode)
    print(done.stdout + done.stderr)


for text in TEXTS:
    run("-W", "error", "-c", text)
    run("-W", "error", text=text)

for text in ["return", "x\n\n\nreturn", "x\n" * 500 + "return"]:
    for name in [__file__, "<string>", "missing.py"]:
        try:
            compile(text, name, "exec")
        except SyntaxError as error:
            print(error.args[0], error.args[1][1:], error.text)
