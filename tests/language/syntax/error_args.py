# What the exception of compile() holds: args have the place, but for errors about scopes and __future__.
texts = ("def f():\n x=1\n global x\n", "from __future__ import nope", "from __future__ import braces",
         "x\nfrom __future__ import division", "def f(a,a):pass", "class A:\n  nonlocal x", "[x:=1 for x in y]",
         "def f():\n from x import *", "x: (yield)", "return 1", "f(a=1,a=2)", "break", "async def f():\n  yield from x",
         "x = (", "x = 1 +", "  x", "if x:\n\ty\n        z", "[(yield) for x in y]", "def f(x):\n  global x", "nonlocal x",
         "'\\N{nothing}'", "f'{a b}'", "x = é$")
for text in texts:
    try:
        compile(text, "name", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.args, error.filename, error.lineno, error.offset, error.end_lineno, error.end_offset,
              repr(error.text), error.print_file_and_line, str(error))
