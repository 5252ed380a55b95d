# SPDX-License-Identifier: MIT
"""Arrays of numbers whose operations run as SIMD kernels.

The native module `_core` has the array type, its operators and universal functions; the rest of the package is
Python over it. Names and meaning are NumPy's and the Python array API standard's.
"""
from ._core import *
from ._array import *
from ._applying import *
from ._differences import *
from ._einsum import *
from ._einsum_path import *
from ._grids import *
from ._histograms import *
from ._io import *
from ._joining import *
from ._matrices import *
from ._moving import *
from ._nan_reductions import *
from ._padding import *
from ._printing import *
from ._products import *
from ._quantiles import *
from ._ranges import *
from ._selection import *
from ._sets import *
from ._text_files import *


def __getattr__(name):
    """linalg, fft and random are imported when they are first used."""
    if name in ("linalg", "fft", "random"):
        from importlib import import_module
        return import_module("." + name, __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
