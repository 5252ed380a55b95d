"""How a program ends: SystemExit with odd codes, hooks that fail or exit, notes that are none."""
import subprocess
import sys

PROGRAMS = """
raise SystemExit
raise SystemExit('msg')
raise SystemExit(3.5)
raise SystemExit(2**40)
raise SystemExit(1, 2)
class E: __str__ = lambda s: 1/0
raise SystemExit(E())
class E(SystemExit): code = property(lambda s: 1/0)
raise E
class E(SystemExit): code = property(lambda s: 1/0); __str__ = lambda s: 'shown'
raise E
class K(KeyboardInterrupt): pass
raise K('x')
import sys; sys.stderr = None
raise SystemExit('x')
import sys; sys.excepthook = lambda *a: sys.exit(9)
raise ValueError
import sys; sys.excepthook = lambda *a: sys.exit('bye')
raise KeyError
import sys; sys.excepthook = lambda *a: print('hook', a[:2])
raise ValueError('v')
import sys; sys.excepthook = None
raise ValueError('v')
import sys; del sys.excepthook
raise ValueError('v')
a = ValueError('a'); a.__notes__ = 3
raise a
a = ValueError('a'); a.__notes__ = 3
raise KeyError('b') from a
"""
lines = PROGRAMS.strip().split("\n")
while lines:
    program = lines.pop(0)
    if not program.startswith("raise"):
        program += "\n" + lines.pop(0)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    print(program, done.returncode)
    print(done.stdout + "--", done.stderr + "--")
