# A bytearray that the __index__ of its own key or argument changes.
class Shrink:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        data.clear()
        data.append(7)
        return self.number


def attempt(function):
    global data
    data = bytearray(b"abcdefghij" * 100)
    try:
        print(function(), data)
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error, data)


attempt(lambda: data[Shrink(900)])
attempt(lambda: data[Shrink(0)])
attempt(lambda: data[Shrink(-1)])
attempt(lambda: data[Shrink(3) :])
attempt(lambda: data.__setitem__(Shrink(900), 1))
attempt(lambda: data.__setitem__(0, Shrink(9)))
attempt(lambda: data.__setitem__(900, Shrink(9)))
attempt(lambda: data.__setitem__(slice(Shrink(3), None), b"zz"))
attempt(lambda: data.__setitem__(slice(0, 900, 3), [Shrink(1)] * 300))
attempt(lambda: data.__delitem__(Shrink(900)))
attempt(lambda: data.__delitem__(Shrink(0)))
attempt(lambda: data.__delitem__(slice(Shrink(3), None, 2)))
attempt(lambda: data.pop(Shrink(0)))
attempt(lambda: data.insert(Shrink(1), Shrink(5)))
attempt(lambda: data.hex(":", Shrink(3)))
