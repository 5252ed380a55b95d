"""What exec of a function's code is called, and what import says about a wrong package."""


def inner():
    return (lambda z: z).__code__


for run in [lambda: exec(inner()), lambda: __import__("x", {"__package__": 3}, level=1)]:
    try:
        run()
    except TypeError as error:
        print(error)
