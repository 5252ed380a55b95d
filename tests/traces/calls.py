# trace: --json
import math


def twice(x):
    return abs(x) + math.sqrt(x)


class Box:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)


box = Box([1, 2])
print(twice(4.0), len(box), max(3, 4), sorted([2, 1], reverse=True))
box.items.append(3)
