# SPDX-License-Identifier: MIT
"""K-means clustering: points go to their nearest centre, centres go to the middle of their points, until they rest."""
import vecext as np


def kmeans(points, centers):
    while True:
        # All distances at once: points down, centres across, coordinates along the last axis.
        distances = np.linalg.norm(points[:, np.newaxis, :] - centers, axis=2)
        labels = distances.argmin(axis=1)
        moved = np.array([points[labels == k].mean(axis=0) for k in range(len(centers))])
        if np.allclose(moved, centers):
            return moved, labels
        centers = moved


rng = np.random.default_rng(42)
points = np.vstack([rng.normal(middle, 0.8, size=(60, 2)) for middle in [(0, 0), (5, 5), (0, 6)]])
rng.shuffle(points)
centers, labels = kmeans(points, points[rng.choice(len(points), 3, replace=False)])

for k in np.lexsort(centers.T[::-1]):
    spread = points[labels == k].std(axis=0)
    print(f"centre ({centers[k, 0]:6.3f}, {centers[k, 1]:6.3f})  {np.count_nonzero(labels == k):3d} points,",
          "spread", spread.round(3))
