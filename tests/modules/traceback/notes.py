# Notes that are no texts, and marks under wide and multi-byte characters.
import traceback
class B(BaseException):
    def __repr__(self): raise ValueError('bad repr')
e=ValueError(123); e.__notes__=[B()]
class BadThing:
    def __str__(self): return 'bad str'
    def __repr__(self): return 'bad repr'
for n in (BadThing(), [1,0.5,"x"], [BadThing()], "abc", b"abc", (), 3, {"a":1}, [Exception]):
    e.__notes__=n; print(traceback.format_exception_only(e))
def f():
    häuser = {}; 值=1
    return "日本語" + häuser["x"] + 值
try: f()
except Exception: print(traceback.format_exc())
