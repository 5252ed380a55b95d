# SPDX-License-Identifier: MIT
"""Heat in a plate: every inner point becomes the mean of its four neighbours, which are four slices of the plate."""
import vecext as np

plate = np.zeros((21, 21))
plate[0] = 100
plate[:, 0] = np.linspace(100, 0, 21)
for step in range(1, 2001):
    means = (plate[2:, 1:-1] + plate[:-2, 1:-1] + plate[1:-1, 2:] + plate[1:-1, :-2]) / 4
    change = np.abs(means - plate[1:-1, 1:-1]).max()
    plate[1:-1, 1:-1] = means
    if change < 1e-3:
        break

print(f"at rest after {step} steps, {plate.mean():.3f} degrees on the average")
with np.printoptions(precision=1, suppress=True):
    print(plate[::4, ::4])
rows, columns = np.gradient(plate)
flow = np.hypot(rows, columns)[1:-1, 1:-1]
print("strongest flow at", np.add(np.unravel_index(flow.argmax(), flow.shape), 1), "of", f"{flow.max():.2f}")
