# SPDX-License-Identifier: MIT
"""Other names: those of C for the types, several for infinity and nan, and functions that NumPy once called otherwise."""
from ._core import all, any, bool_, complex64, complex128, cumprod, float32, float64, inf, int8, int16, int32, int64, nan, \
    prod, uint8, uint16, uint32, uint64

__all__ = ["False_", "Inf", "Infinity", "NAN", "NINF", "NZERO", "NaN", "PINF", "PZERO", "ScalarType", "True_", "alltrue", "bool",
           "byte", "cdouble", "cfloat", "complex_", "csingle", "cumproduct", "double", "euler_gamma", "float_", "infty",
           "int_", "intc", "intp", "little_endian", "longlong", "product", "short", "single", "singlecomplex", "sometrue",
           "typecodes", "ubyte", "uint", "uintc", "uintp", "ulonglong", "ushort"]

# ---- constants

Inf = Infinity = PINF = infty = inf
NINF = -inf
NaN = NAN = nan
PZERO, NZERO = 0.0, -0.0
euler_gamma = 0.5772156649015329
little_endian = True
True_, False_ = bool_(True), bool_(False)

# ---- types

bool = bool_
byte, ubyte, short, ushort, intc, uintc = int8, uint8, int16, uint16, int32, uint32
int_ = intp = longlong = int64
uint = uintp = ulonglong = uint64
single, double, float_ = float32, float64, float64
csingle = singlecomplex = complex64
cdouble = cfloat = complex_ = complex128
ScalarType = (int, float, complex, type(True), bytes, str, memoryview, bool_, complex64, complex128, float32, float64, int8,
              int16, int32, int64, uint8, uint16, uint32, uint64)
typecodes = {"Character": "", "Integer": "bhilqp", "UnsignedInteger": "BHILQP", "Float": "fd", "Complex": "FD",
             "AllInteger": "bBhHiIlLqQpP", "AllFloat": "fdFD", "Datetime": "", "All": "?bhilqpBHILQPfdFD"}

# ---- functions

alltrue, sometrue, product, cumproduct = all, any, prod, cumprod
