# SPDX-License-Identifier: MIT
"""The game of life on a torus: the neighbours of all cells are eight shifted copies of the world, added up."""
import vecext as np


def next_generation(world):
    neighbours = sum(np.roll(world, (down, right), axis=(0, 1))
                     for down in (-1, 0, 1) for right in (-1, 0, 1) if down or right)
    return ((neighbours == 3) | (world & (neighbours == 2))).astype(int)


def show(world):
    print(*["".join(".#"[cell] for cell in row) for row in world], sep="\n")


world = np.zeros((9, 16), dtype=int)
world[1:4, 1:4] = [[0, 1, 0], [0, 0, 1], [1, 1, 1]]  # a glider
world[6, 10:13] = 1  # a blinker
for generation in range(9):
    if generation % 4 == 0:
        print(f"generation {generation}: {world.sum()} cells alive")
        show(world)
    world = next_generation(world)
