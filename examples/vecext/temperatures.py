# SPDX-License-Identifier: MIT
"""Statistics of a table with gaps: read, looked at without the gaps, and filled with the means of its columns."""
import io

import vecext as np

TABLE = """\
# degrees at noon
day, oslo, rome, cairo
1,   -3.5, 12.1, 19.0
2,   -1.0, 13.4, 20.5
3,       , 11.8, 22.1
4,    2.2, 14.0,
5,    0.4, 15.2, 23.3
"""
CITIES = ["oslo", "rome", "cairo"]

table = np.genfromtxt(io.StringIO(TABLE), delimiter=",", skip_header=2, usecols=(1, 2, 3))
print("gaps at", np.argwhere(np.isnan(table)).tolist())
for city, column in zip(CITIES, table.T):
    low, middle, high = np.nanpercentile(column, [0, 50, 100])
    print(f"{city:>6} {low:6.1f} {middle:6.1f} {high:6.1f}   mean {np.nanmean(column):6.2f}")

filled = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
print(filled.round(2))
print("warmer from day to day:", (np.diff(filled, axis=0) > 0).sum(axis=0))
order = np.argsort(-filled.max(axis=0))
print("by their warmest day:", [CITIES[k] for k in order])
output = io.StringIO()
np.savetxt(output, filled, fmt="%.1f", delimiter=",", header=",".join(CITIES), comments="")
print(output.getvalue(), end="")
