# SPDX-License-Identifier: MIT
# Every function of the API, called by an extension: a line a call. The cases are in symbols/.
import symbols

symbols.run(lambda line: print(line, flush=True))
