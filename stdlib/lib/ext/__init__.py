# SPDX-License-Identifier: MIT
"""The tool of extension authors: `adder -m ext new`, `build` and `check`.

    project    folders with a source, a test and a CMake file that build at once (their texts: templates)
    build      compiles sources for Adder, and for CPython if wanted; tests what came out
    check      tells what keeps a shared library from being imported (elf reads its tables)

Whatever is wrong with what the user gave is a Problem: one message, exit status 1 or that of the compiler.
"""


class Problem(Exception):
    """What the user is told instead of a traceback, and the exit status."""

    def __init__(self, message, status=1):
        super().__init__(message)
        self.status = status
