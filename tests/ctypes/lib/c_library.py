# SPDX-License-Identifier: MIT
"""The library that CMake built from library.c: CTest names it, else a build folder has it."""
import ctypes
import glob
import os

_FOLDER = os.path.dirname(os.path.abspath(__file__))


def path():
    named = os.environ.get("ADDER_TEST_LIBRARY")
    if named:
        return named
    return sorted(glob.glob(os.path.join(_FOLDER, "../../../build/*/tests/ctypes/libctypes_test.so")))[-1]


library = ctypes.CDLL(path(), use_errno=True)


def attempt(function, *arguments):
    """Print what a call gives or raises."""
    try:
        print(repr(function(*arguments)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
