# SPDX-License-Identifier: MIT
"""The Mandelbrot set: a mask keeps z*z + c going only where it has not run away yet."""
import vecext as np

SHADES = " .,:;i1tfLCG08@"

real = np.linspace(-2.2, 0.8, 72)
imaginary = np.linspace(-1.2, 1.2, 25)
c = real + 1j * imaginary[:, np.newaxis]
z = np.zeros_like(c)
steps = np.zeros(c.shape, dtype=int)
for _ in range(42):
    stays = np.abs(z) <= 2
    z[stays] = z[stays] ** 2 + c[stays]
    steps += stays

shades = steps * (len(SHADES) - 1) // steps.max()
for row in shades:
    print("".join(SHADES[shade] for shade in row).rstrip())
print((steps == 42).sum(), "of", steps.size, "points stay")
