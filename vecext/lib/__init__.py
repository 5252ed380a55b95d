# SPDX-License-Identifier: MIT
"""Arrays of numbers whose operations run as SIMD kernels.

The native module `_core` has the array type, its operators and universal functions; the rest of the package is
Python over it. Names and meaning are NumPy's and the Python array API standard's.

A family of functions that is written in Python is imported when one of them is first used: the table below says which
module has which.
"""
from ._core import *
from ._array import *

del linspace  # _core's is the simple case that the package's begins with

__version__ = "0.1.0"
__array_api_version__ = "2023.12"
_FAMILIES = {
    "_aliases": """
        False_ Inf Infinity NAN NINF NZERO NaN PINF PZERO ScalarType True_ alltrue bool byte cdouble cfloat complex_
        csingle cumproduct double euler_gamma float_ infty int_ intc intp little_endian longlong product short
        single singlecomplex sometrue typecodes ubyte uint uintc uintp ulonglong ushort""",
    "_applying": """
        apply_along_axis apply_over_axes fromfunction ndenumerate ndindex piecewise select vectorize""",
    "_array_api": """
        __array_namespace_info__ astype isdtype""",
    "_conversion": """
        asarray_chkfinite asfarray copy fromiter isfortran require""",
    "_differences": """
        convolve correlate cumulative_sum diff digitize gradient i0 interp sinc trapezoid trapz unwrap""",
    "_einsum": """
        einsum einsum_path""",
    "_explain": """
        explain""",
    "_fusion": """
        FusionError fuse""",
    "_grids": """
        c_ geomspace index_exp indices ix_ logspace meshgrid mgrid ogrid r_ ravel_multi_index s_
        unravel_index""",
    "_histograms": """
        histogram histogram2d histogram_bin_edges histogramdd""",
    "_incomplete_tables": """
        genfromtxt""",
    "_io": """
        NpzFile fromfile fromstring load save savez savez_compressed tofile""",
    "_iterating": """
        broadcast nditer""",
    "_joining": """
        append array_split atleast_1d atleast_2d atleast_3d block broadcast_arrays broadcast_shapes
        column_stack dsplit dstack hsplit hstack row_stack split stack unstack vsplit vstack""",
    "_matrices": """
        diag diag_indices diag_indices_from diagflat diagonal eye fill_diagonal identity mask_indices trace
        tri tril tril_indices tril_indices_from triu triu_indices triu_indices_from vander""",
    "_moving": """
        delete flip fliplr flipud insert matrix_transpose moveaxis resize roll rollaxis
        rot90 sliding_window_view tile trim_zeros""",
    "_nan_reductions": """
        nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod
        nanquantile nanstd nansum nanvar""",
    "_number_texts": """
        base_repr binary_repr""",
    "_padding": """
        pad""",
    "_polynomials": """
        RankWarning poly poly1d polyadd polyder polydiv polyfit polyint polymul polysub polyval roots""",
    "_printing": """
        array2string array_repr array_str format_float_positional format_float_scientific get_printoptions
        printoptions set_printoptions""",
    "_products": """
        cross inner kron outer tensordot vdot vecdot""",
    "_quantiles": """
        average corrcoef cov median percentile ptp quantile""",
    "_ranges": """
        linspace""",
    "_selection": """
        allclose angle argwhere array_equal array_equiv choose compress count_nonzero extract flatnonzero
        imag isclose iscomplex iscomplexobj isneginf isposinf isreal isrealobj isscalar iterable lexsort
        nan_to_num ndim packbits place putmask real real_if_close shape size sort_complex unpackbits""",
    "_sets": """
        ediff1d in1d intersect1d isin setdiff1d setxor1d union1d unique unique_all unique_counts
        unique_inverse unique_values""",
    "_text_files": """
        loadtxt savetxt""",
    "_types": """
        common_type min_scalar_type mintypecode typename""",
    "_windows": """
        bartlett blackman hamming hanning kaiser""",
}
_MODULE_OF = {name: module for module, names in _FAMILIES.items() for name in names.split()}
_SUBMODULES = ("emath", "exceptions", "fft", "lib", "linalg", "random", "testing", "typing")


def __getattr__(name):
    from importlib import import_module
    if name in _SUBMODULES:
        return import_module("." + name, __name__)
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module("." + _MODULE_OF[name], __name__), name)
    return value


def __dir__():
    return sorted({*globals(), *_MODULE_OF, *_SUBMODULES})


# Without those that would hide another function or type of Python's; all, any, sum and divmod do the same and more.
_HIDING = ("abs", "bool", "max", "min", "pow", "round")
__all__ = [name for name in __dir__() if not name.startswith("_") and name not in _SUBMODULES + _HIDING]
