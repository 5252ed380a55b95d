# SPDX-License-Identifier: MIT
"""Times small calls of one library in whichever interpreter runs this: small_program.py LIBRARY SECONDS

Prints a line for each statement of rows.SMALL: the time of one run in nanoseconds, the best of a few loops.
"""
import sys
import time

import rows

library = __import__(sys.argv[1])
names = rows.make_names(library, 8)
names["m"] = names["x"].reshape(2, 4)
for statement in rows.SMALL:
    loop = rows.make_loop(statement, names)
    count, took = 100, 0.0
    while took < float(sys.argv[2]) / 4:
        count *= 2
        start = time.perf_counter()
        loop(count)
        took = time.perf_counter() - start
    best = took
    for _ in range(6):
        start = time.perf_counter()
        loop(count)
        best = min(best, time.perf_counter() - start)
    print(best / count * 1e9)
