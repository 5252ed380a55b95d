import sys

import errors

for number in range(18):
    try:
        errors.raise_kind(number)
    except BaseException as error:
        print(number, type(error), repr(error), error, error.args, getattr(error, "errno", None),
              getattr(error, "filename", None))
print(errors.Own.__mro__, errors.OwnBase.__doc__, errors.Own.__module__, errors.OwnBase.__bases__)
print(errors.pending())


def lookup():
    return {}["missing"]


def chained():
    try:
        lookup()
    except KeyError as error:
        raise ValueError("second") from error


for function in (lookup, chained, lambda: 5, lambda: errors.raise_kind(6), lambda: next(iter([]))):
    print(errors.catch_error(function))
try:
    errors.replace_error(lookup)
except RuntimeError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
    print(error.__cause__.__traceback__.tb_frame.f_code.co_name, error.__traceback__.tb_next)
try:
    errors.pass_through(chained)
except ValueError as error:
    print(repr(error), repr(error.__cause__), error.__traceback__.tb_next.tb_frame.f_code.co_name)

# Raised natively while another exception is handled: the context is set.
try:
    try:
        1 / 0
    except ZeroDivisionError:
        errors.raise_kind(0)
except ValueError as error:
    print(repr(error.__context__), error.__cause__)


def deep(function):
    return errors.recurse(function)


try:
    deep(deep)
except RecursionError as error:
    print(str(error).startswith("maximum recursion depth exceeded"))
sys.stderr = sys.stdout
for category in (UserWarning, DeprecationWarning, RuntimeWarning, 5):
    try:
        errors.warn(category)
    except TypeError as error:
        print(error)
errors.unraisable("context")
errors.unraisable(None)
sys.excepthook(*errors.catch_error(lookup)[:2], None)


# Slots that fail without an exception: never silent, whoever called them.
def deeper():
    return {silent: 1}


silent = errors.Silent()
for function in (
    deeper,
    lambda: {silent},
    lambda: {}[silent],
    lambda: silent in {},
    lambda: {}.get(silent),
    lambda: hash(silent),
    lambda: 1 if silent else 2,
    lambda: not silent,
):
    try:
        print(function())
    except SystemError as error:
        print(error)
for function in (lambda: silent + 1, lambda: 1 + silent, lambda: silent[0]):
    try:
        function()
    except SystemError:
        print("SystemError")
