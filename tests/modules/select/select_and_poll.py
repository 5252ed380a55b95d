# select() and poll objects over pipes.
import os
import select
import time


def attempt(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


class File:
    def __init__(self, descriptor):
        self.descriptor = descriptor

    def fileno(self):
        return self.descriptor


read, write = os.pipe()
file = File(read)
print(select.select([read], [write], [], 0) == ([], [write], []))
os.write(write, b"x")
print(select.select([file, read], [], []) == ([file, read], [], []), select.select([], [], [], 0))
start = time.monotonic()
print(select.select([], [], [], 0.05), time.monotonic() - start >= 0.05)
attempt(select.select, [file], [], [], -1)
attempt(select.select, [file], [], [], "a")
attempt(select.select, ["a"], [], [], 0)
attempt(select.select, [-1], [], [], 0)
attempt(select.select, 5, [], [], 0)
attempt(select.select, [100000], [], [], 0)
attempt(select.select, [])

poll = select.poll()
poll.register(file, select.POLLIN)
poll.register(write)
print([(name == read, events) for name, events in poll.poll()] in ([(True, 1), (False, 4)], [(False, 4), (True, 1)]))
poll.modify(write, 0)
print([(name == read, events) for name, events in poll.poll(0)])
poll.unregister(file)
print(poll.poll(0), poll.poll(10), poll.poll(0.5))
attempt(poll.unregister, 999)
attempt(poll.modify, 999, 1)
attempt(poll.register, "a")
attempt(poll.register, 0, -1)
attempt(poll.register, 0, 70000)
attempt(poll.poll, "a")
attempt(type(poll))
os.close(write)
poll = select.poll()
poll.register(read, select.POLLIN)
os.read(read, 1)
print([events == select.POLLHUP for _, events in poll.poll(-1)])
os.close(read)
print([events == select.POLLNVAL for _, events in poll.poll()])
print(select.error is OSError, select.PIPE_BUF)
