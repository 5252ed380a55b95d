# A memoryview that is released by the very index or value that is used with it.
class Release:
    def __init__(self, number):
        self.number = number

    def __index__(self):
        view.release()
        try:
            memory.clear()
        except BufferError as error:
            print(error)
        return self.number


def attempt(function, format="B"):
    global memory, view
    memory = bytearray(range(80))
    view = memoryview(memory).cast(format)
    try:
        print(function())
    except (ValueError, TypeError, BufferError) as error:
        print(type(error).__name__, error)


attempt(lambda: view[Release(2)])
attempt(lambda: view[Release(2) : 70].tobytes()[:3])
attempt(lambda: view[Release(2),])
attempt(lambda: view.__setitem__(1, Release(2)))
attempt(lambda: view.__setitem__(Release(1), 2))
attempt(lambda: view.__setitem__((1,), Release(2)))
attempt(lambda: view.__setitem__(1, Release(2)), "q")
attempt(lambda: view.__setitem__(slice(Release(1), 3), b"xy"))
attempt(lambda: view.__setitem__(slice(0, 4, 2), b"xy"))
attempt(lambda: view[::-2].tolist()[:3])
attempt(lambda: view[5:2].tolist())
attempt(lambda: (view[3:9][::2].shape, view[3:9][::2].strides, view[3:9][::2].c_contiguous, view[3:9].nbytes))
