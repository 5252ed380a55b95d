def first():
    1 / 0


def second():
    try:
        first()
    except ZeroDivisionError as error:
        raise ValueError("second") from error


def third():
    try:
        second()
    except ValueError:
        {}["third"]


try:
    third()
except KeyError as error:
    error.add_note("a note\nwith two lines")
    error.add_note("another")
    raise RuntimeError() from None
finally:
    print("done")
