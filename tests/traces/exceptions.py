import math


def careful(x):
    try:
        return math.sqrt(x)
    except ValueError as error:
        return str(error)


print(careful(-1.0))
[].index(5)
