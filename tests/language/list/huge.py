# Repeating beyond what memory addresses can hold fails and harms nothing.
import sys

for sequence in [0], (0,), [1, 2], (1, 2), "a", "ab":
    for times in sys.maxsize, sys.maxsize // 2 + 1, sys.maxsize // 8 + 1, sys.maxsize + 1:
        try:
            sequence * times
        except (MemoryError, OverflowError) as error:
            print(type(sequence).__name__, times, type(error).__name__, error)
    try:
        sequence *= sys.maxsize
    except (MemoryError, OverflowError) as error:
        print(type(sequence).__name__, len(sequence), type(error).__name__)
