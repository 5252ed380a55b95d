"""Built-in exceptions have only the methods that are their own, so that those of a later base are found."""
class MyErr(Exception):
    def __str__(self): return 'mine'
    def __repr__(self): return 'myrepr'
    def __setattr__(self, n, v): print('set', n)
    def __getattribute__(self, n): print('get', n); return 5
class E(ValueError, MyErr): pass
class F(OSError, MyErr): pass
e = E(); print(str(e), repr(e)); e.x = 1; print(e.x)
f = F(); print(repr(f)); f.x = 1
import builtins

for name, kind in sorted(vars(builtins).items()):
    if isinstance(kind, type) and issubclass(kind, BaseException) and kind.__name__ == name:
        own = set(vars(kind)) - {"__doc__", "__module__", "__weakref__"}
        if not name.startswith("Unicode"):
            print(name, kind.__bases__, sorted(own))
