# SPDX-License-Identifier: MIT
"""Arrays of numbers whose operations run as SIMD kernels.

The native module `_core` has the array type, its operators and universal functions; the rest of the package is
Python over it. Names and meaning are NumPy's and the Python array API standard's.
"""
from ._core import *
from ._array import *
from ._printing import *
