# SPDX-License-Identifier: MIT
"""What happens under an array expression: loops, casts, vectors, temporaries. Run it with `adder examples/explain.py`."""
import vecext as np

x = np.linspace(0, 1, 10_000)
counts = np.arange(10_000)

# The counts are converted on the way, and the product's memory becomes the sum's.
print(np.explain(lambda: x * counts + 1))
print()

# Every second element: gathered first, vectorized then. Runs of two elements: no vectors at all.
print(np.explain(lambda: np.sqrt(x[::2])))
print()
print(np.explain(lambda: x.reshape(-1, 2) + np.ones(2)))
print()

# The same work as one pass of vector bytecode.
fused = np.fuse(lambda x, n: x * n + 1)
print(np.explain(fused, x, counts))
