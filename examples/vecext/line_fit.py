# SPDX-License-Identifier: MIT
"""A line through points, three times: by the normal equations, by least squares, and downhill step by step."""
import vecext as np

rng = np.random.default_rng(7)
x = np.linspace(0, 10, 50)
y = 3.5 * x - 2 + rng.normal(scale=1.5, size=x.size)

design = np.column_stack([x, np.ones_like(x)])
by_normal_equations = np.linalg.solve(design.T @ design, design.T @ y)
by_least_squares, residuals, rank, _ = np.linalg.lstsq(design, y, rcond=None)

line = np.zeros(2)
for _ in range(5000):
    line -= 0.02 * design.T @ (design @ line - y) / len(y)

for name, (slope, height) in [("normal equations", by_normal_equations), ("least squares", by_least_squares),
                              ("downhill", line)]:
    print(f"{name:>16}: y = {slope:.5f} x {height:+.5f}")
errors = y - design @ by_least_squares
worst = np.abs(errors).argmax()
print(f"rank {rank}, residual {residuals[0]:.4f}, largest error {abs(errors[worst]):.4f} at x = {x[worst]:.3f}")
print(f"R^2 = {1 - errors.var() / y.var():.6f}, correlation {np.corrcoef(x, y)[0, 1]:.6f}")
counts, edges = np.histogram(errors, bins=6)
for count, low, high in zip(counts, edges, edges[1:]):
    print(f"{low:6.2f} … {high:5.2f} {'*' * count}")
