"""What compile()'s optimize leaves out: assertions, docstrings, and what stands under __debug__."""
TEXT = '''"""Module."""
def function():
    """Function."""
    assert not "reached", "message"
    return __debug__
class Class:
    """Class."""
    def method(self):
        """Only this."""
async def coroutine():
    "Coroutine."
    assert (1, "always true")
def expression():
    "Text" "joined"
    return 1
if __debug__:
    kind = "debug"
else:
    kind = "optimized"
'''
for level in -1, 0, 1, 2:
    names = {}
    exec(compile(TEXT, "name", "exec", optimize=level), names)
    print(level, names["kind"], names.get("__doc__"), names["Class"].__doc__, names["Class"].method.__doc__,
          names["coroutine"].__doc__, names["expression"].__doc__, names["function"].__code__.co_consts)
    try:
        print(names["function"]())
    except AssertionError as error:
        print("AssertionError", error)
    print(eval(compile("__debug__ and not __debug__ or (__debug__, 1)", "name", "eval", optimize=level)))
    print(names["expression"].__code__.co_consts, names["expression"].__code__.co_firstlineno,
          [line for _, _, line in names["expression"].__code__.co_lines()])
for wrong in (-2, 3, 2**40, "1", None, 1.0):
    try:
        compile("1", "name", "eval", optimize=wrong)
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
