import sys


def show(make):
    try:
        print(repr(make()))
    except Exception as error:
        print(type(error).__name__, error)


error = ValueError("a", 2)
print(error.args, str(error), repr(error))
error.args = [1]
print(error.args, str(error))
error.extra = 5
print(error.__dict__, error.__reduce__())
error.__setstate__({"more": 6})
print(error.more)
for name, value in (("args", None), ("__cause__", 1), ("__context__", "x"), ("__traceback__", 3)):
    try:
        setattr(error, name, value)
    except TypeError as problem:
        print(name, problem)
for name in ("args", "__cause__", "__traceback__"):
    try:
        delattr(error, name)
    except TypeError as problem:
        print(name, problem)
show(lambda: ValueError(x=1))
show(lambda: error.add_note(1))
error.add_note("one")
error.add_note("two")
print(error.__notes__)
print(str(KeyError("a")), str(KeyError()), str(KeyError(1, 2)))

for arguments in ((), (3,), (3, 4)):
    print(SystemExit(*arguments).code, StopIteration(*arguments).value)

error = OSError(2, "No such file", "name")
print(type(error).__name__, error.errno, error.strerror, error.filename, error.filename2, error.args, error)
print(OSError(13, "no", "a", None, "b"), type(OSError(17, "x")).__name__, OSError("only"), OSError(1, 2, 3, 4, 5, 6))
print(OSError(2, "x", "y").__reduce__())
error = BlockingIOError(11, "later", 5)
print(error.characters_written, error.args)
show(lambda: OSError(1, 2).characters_written)
show(lambda: OSError(x=1))

error = ImportError("message", name="n", path="p")
print(error.msg, error.name, error.path, error)
show(lambda: ImportError("m", wrong=1))
error = NameError("m", name="n")
print(error.name, AttributeError("m", name="n", obj=3).obj)

error = SyntaxError("bad", ("dir/file.py", 3, 4, "text", 3, 6))
print(error, error.msg, error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset)
print(SyntaxError("bad"), SyntaxError("bad", (None, 1, 2, None)), SyntaxError("bad", ("f", None, 2, None)))
show(lambda: SyntaxError("bad", (1, 2)))
show(lambda: SyntaxError("bad", ("f", 1, 2, "t", 3)))

print(UnicodeEncodeError("ascii", "a\xffb", 1, 2, "no"))
print(UnicodeEncodeError("ascii", "a\u1234b", 1, 2, "no"), UnicodeEncodeError("ascii", "a\U00012345b", 1, 2, "no"))
print(UnicodeEncodeError("ascii", "abc", 0, 2, "no"))
print(UnicodeDecodeError("utf-8", b"a\xffb", 1, 2, "no"), UnicodeDecodeError("utf-8", b"abc", 0, 2, "no"))
print(UnicodeTranslateError("a\xff", 1, 2, "no"), UnicodeTranslateError("abc", 0, 2, "no"))
show(lambda: UnicodeDecodeError("utf-8", "text", 0, 1, "no"))
show(lambda: UnicodeEncodeError("ascii"))


class Own(Exception):
    def __init__(self, a, b=2):
        super().__init__(a)
        self.b = b

    def __str__(self):
        return f"own {self.args} {self.b}"


print(repr(Own(1)), Own(1, b=3))
try:
    raise Own(7)
except Own as error:
    print(error, sys.exc_info()[0] is Own, sys.exc_info()[1] is error, sys.exception() is error)
print(sys.exc_info(), sys.exception())

error = ImportError("text", name="name", path="path")
error.__init__()
print(error.args, error.msg, error.name, error.path)
